# From postcodes to deciles of deprivation, without any postcode.
#
#   in    the sheet participants; embedded_lookup.csv of the repository or, with deprivation.source:
#         official, the published files in <resources>/deprivation
#   out   <private>/reference/*.parquet, <private>/postcode_matches.csv
#         <working>/participants.csv, deprivation_counts.csv, deprivation_moves.csv,
#         reference_files.csv

from focusgroups.deprivation.editions import EDITIONS, OFFICIAL
from focusgroups.deprivation.reference import FOLDER

DEPRIVATION = SETTINGS["deprivation"]
USES_OFFICIAL = DEPRIVATION["source"] == OFFICIAL
CENSUSES = [EDITIONS[year].census for year in DEPRIVATION["editions"]]


# A target of its own, and nobody's input: the one rule that uses a network. It has no output, since
# Snakemake would remove that before it runs, and files there may be the team's own.
rule fetch_reference:
    input:
        code=library("fetch_reference"),
    log:
        "<logs>/fetch_reference.log",
    conda:
        "../../environment.yml"
    params:
        # A function, so that no bracket in an address is taken for a wildcard.
        deprivation=lambda wildcards: DEPRIVATION,
        folder=str(STUDY.resources / FOLDER),
    message:
        "Fetching the official files of deprivation that are not there yet"
    script:
        "../scripts/fetch_reference.py"


localrules:
    fetch_reference,


rule read_indices:
    input:
        file=lambda wildcards: STUDY.reference_file(f"indices_{wildcards.edition}"),
        code=library("read_indices"),
    output:
        indices="<private>/reference/indices_{edition}.parquet",
    log:
        "<logs>/read_indices/{edition}.log",
    conda:
        "../../environment.yml"
    params:
        state=lambda wildcards: STUDY.reference_state(f"indices_{wildcards.edition}"),
    message:
        "Checking the Indices of Deprivation {wildcards.edition}"
    script:
        "../scripts/read_indices.py"


rule index_postcodes:
    input:
        file=lambda wildcards: STUDY.reference_file(f"postcodes_{wildcards.census}"),
        code=library("index_postcodes"),
    output:
        index="<private>/reference/postcodes_{census}.parquet",
    log:
        "<logs>/index_postcodes/{census}.log",
    conda:
        "../../environment.yml"
    params:
        state=lambda wildcards: STUDY.reference_state(f"postcodes_{wildcards.census}"),
    message:
        "Indexing the postcodes by the areas of {wildcards.census}"
    script:
        "../scripts/index_postcodes.py"


rule link_deprivation:
    input:
        participants=sheet("participants"),
        embedded=(
            []
            if USES_OFFICIAL
            else [str(REPOSITORY / "resources" / FOLDER / "embedded_lookup.csv")]
        ),
        # One of each per edition, in the config's order.
        indices=expand(
            "<private>/reference/indices_{edition}.parquet",
            edition=DEPRIVATION["editions"] if USES_OFFICIAL else [],
        ),
        postcodes=expand(
            "<private>/reference/postcodes_{census}.parquet",
            census=CENSUSES if USES_OFFICIAL else [],
        ),
        code=library("link_deprivation"),
    output:
        matches="<private>/postcode_matches.csv",
        participants="<working>/participants.csv",
        counts="<working>/deprivation_counts.csv",
        moves="<working>/deprivation_moves.csv",
        reference="<working>/reference_files.csv",
    log:
        "<logs>/link_deprivation.log",
    conda:
        "../../environment.yml"
    params:
        # Nobody stays in because the sheet with the withdrawal has an older date than the table.
        consent=STUDY.consent_fingerprint(),
        characteristics=SETTINGS["participants"]["characteristics"],
        editions=DEPRIVATION["editions"],
    message:
        "Finding the participants' areas on the Indices of Deprivation"
    script:
        "../scripts/link_deprivation.py"
