# From the candidate to the release.
#
#   in    <candidate>/*, <working>/*, <private>/redactions, hidden_terms, hidden, review, the sheets,
#         <codebook>
#   out   <working>/audit.html, <working>/checks.csv and, only if every check passed, <release>/*

from focusgroups.release.undeclared import fingerprint, undeclared_files

DEMOGRAPHICS = "1_demographics"
QUALITATIVE = "2_qualitative_findings"

# What a paper may print, in its order; the same tree in candidate and release.
PUBLISHED = [
    "study_facts.csv",
    f"{DEMOGRAPHICS}/table_1_participants.csv",
    f"{DEMOGRAPHICS}/table_2_deprivation.csv",
    *([f"{DEMOGRAPHICS}/table_2b_deprivation_moves.csv"] if MOVES else []),
    f"{QUALITATIVE}/table_3_themes.csv",
    f"{QUALITATIVE}/table_4_quotes.csv",
    f"{QUALITATIVE}/quote_keywords.csv",
    f"{QUALITATIVE}/themes_by_group.csv",
    f"{QUALITATIVE}/sub_themes.csv",
    *[
        f"{figure}.{ending}"
        for figure in FIGURES
        for ending in ("svg", "png", "txt", "csv")
    ],
    "3_rigour/agreement.csv",
    "3_rigour/saturation.csv",
    "3_rigour/saturation_orders.csv",
    "3_rigour/codebook_check.csv",
    "3_rigour/keywords.csv",
    "3_rigour/stability.csv",
    *(["paper_comparison.csv"] if STUDY.paper_figures else []),
    "results_section.docx",
    "methods.md",
    "coreq.docx",
    "coreq.csv",
    "report.html",
]

# Row by row and de-identified, for the team and its auditors.
WORKING = [
    *[f"turns/{group}.csv" for group in GROUPS],
    *[f"trail/{group}.csv" for group in GROUPS],
    "segments.csv",
    "participants.csv",
    "participants_by_group.csv",
    "deprivation_counts.csv",
    "deprivation_moves.csv",
    "reference_files.csv",
    "coding.csv",
    "keyword_evidence.csv",
    "keyword_trust.csv",
    "theme_thresholds.csv",
    "theme_words.csv",
    "suggestions.csv",
    "keyword_suggestions.csv",
    "next_to_code.csv",
    "next_to_code.xlsx",
    "prevalence.csv",
    "clusters.csv",
    "sub_themes.csv",
    "segment_map.csv",
    "quotes_proposed.csv",
    "quotes_proposed.xlsx",
    "stability.csv",
    "speaking.csv",
    *[f"figure_who_speaks.{ending}" for ending in ("svg", "png", "txt")],
    "audit.html",
]

UNDECLARED = undeclared_files(
    [STUDY.results / "working", STUDY.results / "candidate"],
    [
        *[STUDY.results / "working" / file for file in [*WORKING, "checks.csv"]],
        *[STUDY.results / "candidate" / file for file in PUBLISHED],
    ],
)

RELEASED = expand("<release>/{file}", file=[*PUBLISHED, "checks.csv"])


# For the team and its auditors: from every published number and quote back to the transcripts.
rule write_audit:
    input:
        turns=expand("<working>/turns/{group}.csv", group=GROUPS),
        trail=expand("<working>/trail/{group}.csv", group=GROUPS),
        segments="<working>/segments.csv",
        coding="<working>/coding.csv",
        evidence="<working>/keyword_evidence.csv",
        thresholds="<working>/theme_thresholds.csv",
        clusters="<working>/clusters.csv",
        proposals="<working>/quotes_proposed.csv",
        participants="<working>/participants.csv",
        deprivation_counts="<working>/deprivation_counts.csv",
        deprivation_moves="<working>/deprivation_moves.csv",
        stability="<working>/stability.csv",
        published=expand(
            "<candidate>/{file}", file=[f for f in PUBLISHED if f.endswith(".csv")]
        ),
        focus_groups=sheets("focus_groups"),
        codebook="<codebook>",
        code=library("write_audit"),
    output:
        page="<working>/audit.html",
    log:
        "<logs>/write_audit.log",
    conda:
        "../../environment.yml"
    params:
        groups=GROUPS,
        title=SETTINGS["study"]["title"],
        synthetic=SETTINGS["synthetic"],
    message:
        "Writing the audit page"
    script:
        "../scripts/write_audit.py"


rule check_release:
    input:
        candidate=expand("<candidate>/{file}", file=PUBLISHED),
        working=expand("<working>/{file}", file=WORKING),
        report="<candidate>/report.html",
        segments="<working>/segments.csv",
        redactions=expand("<private>/redactions/{group}.csv", group=GROUPS),
        hidden_terms=expand("<private>/hidden_terms/{group}.csv", group=GROUPS),
        hidden=expand("<private>/hidden/{group}.csv", group=GROUPS),
        review=expand("<private>/review/{group}.csv", group=GROUPS),
        participants=sheet("participants"),
        staff=sheets("staff"),
        decisions=sheets("redaction_decisions"),
        quote_decisions=sheets("quotes"),
        codebook="<codebook>",
        code=library("check_release"),
    output:
        checks="<working>/checks.csv",
    log:
        "<logs>/check_release.log",
    conda:
        "../../environment.yml"
    params:
        rules={
            "requires_review": SETTINGS["release"]["requires_review"],
            "requires_quote_approval": SETTINGS["release"]["requires_quote_approval"],
            "minimum_count": SETTINGS["disclosure"]["minimum_count"],
            "vanished_groups": VANISHED_GROUPS,
        },
        # Files that no rule makes are searched, too: what comes or goes is looked at anew.
        undeclared=fingerprint(UNDECLARED),
    message:
        "Looking for anybody recognisable in what would be published"
    script:
        "../scripts/check_release.py"


rule publish_release:
    input:
        candidate=expand("<candidate>/{file}", file=PUBLISHED),
        report="<candidate>/report.html",
        checks="<working>/checks.csv",
        code=library("publish_release"),
    output:
        release=[released(file) for file in PUBLISHED],
        checks=released("checks.csv"),
    log:
        "<logs>/publish_release.log",
    conda:
        "../../environment.yml"
    message:
        "Publishing the candidate, if every check passed"
    script:
        "../scripts/publish_release.py"


onstart:
    if FETCHES and not only_checks():
        raise WorkflowError("fetch_reference: ask for nothing else in the same run")
    # Snakemake holds the folder now, so nobody else is writing.
    if not only_checks():
        remove_unfinished(STUDY.results)
        close_to_others(STUDY.results / "private")
        keep_origin(STUDY.results, MEMORY)


onerror:
    # What an earlier run released may show somebody who has withdrawn since: it must not stay.
    if not only_checks():
        try:
            remove_folder(STUDY.results / "release")
            said = (
                "Nothing is released. Mend what the lines above name and run again."
            )
        except StudyError as error:
            said = str(error)
        print(said, file=sys.stderr)
