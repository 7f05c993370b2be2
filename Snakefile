# From focus-group transcripts to a results section that can be published.
#
#     snakemake --cores 4                                          the demonstration study
#     snakemake --cores 4 --configfile /secure/study/config.yaml   a study of your own

from snakemake.utils import min_version

min_version("9.14")  # pathvars

# A study of one's own stands alone: it never inherits the demonstration's values.
if not workflow.overwrite_configfiles:

    configfile: "config/config.yaml"


report: "workflow/report/workflow.rst"


include: "workflow/rules/common.smk"
include: "workflow/rules/prepare.smk"
include: "workflow/rules/deprivation.smk"
include: "workflow/rules/themes.smk"
include: "workflow/rules/findings.smk"
include: "workflow/rules/release.smk"


rule all:
    default_target: True
    input:
        RELEASED,
        expand("<working>/{file}", file=WORKING),
        expand("<private>/turns/{group}.csv", group=GROUPS),
    message:
        "Everything is up to date; the findings are in the release folder"
