# From transcripts to de-identified segments.
#
#   in    <resources>/transcripts/{group}.*, the sheets participants, staff, redaction_decisions
#   out   <private>/turns, <private>/hidden, <private>/identifiers, <private>/hidden_terms,
#         <private>/redactions, <private>/review, <private>/review_terms.csv
#         <working>/turns, <working>/trail, <working>/segments.csv


# A target of its own, and nobody's input. The job always ends well, so that what it found is not
# lost among the lines of a failed job; `onsuccess` says it last and fails.
rule check_inputs:
    input:
        transcripts=[str(path) for path in STUDY.transcripts.values()],
        code=library("check_inputs"),
    log:
        "<logs>/check_inputs.log",
    conda:
        "../../environment.yml"
    params:
        config_file=CONFIG_FILE.name,
        base=str(CONFIG_BASE),
        repository=str(REPOSITORY),
    message:
        "Reading the config, the codebook, the sheets and every transcript"
    script:
        "../scripts/check_inputs.py"


localrules:
    check_inputs,


onsuccess:
    if "check_inputs" in workflow.dag_settings.targets:
        from focusgroups.inspection import NO_PROBLEMS

        log_file = STUDY.results / "logs" / "check_inputs.log"
        found = [
            line.partition(" ")[2]
            for line in log_file.read_text("utf-8").splitlines()
        ]
        if not found[-1].endswith(NO_PROBLEMS):
            raise WorkflowError(*found)
        print(*found, sep="\n", file=sys.stderr)


rule parse_transcript:
    input:
        transcript=lambda wildcards: str(STUDY.transcripts[wildcards.group]),
        # The fingerprint below says when the people of this group change; the sheet's own date
        # would make every group run again.
        participants=ancient(sheet("participants")),
        staff=ancient(sheets("staff")),
        code=library("parse_transcript"),
    output:
        turns="<private>/turns/{group}.csv",
        hidden="<private>/hidden/{group}.csv",
    log:
        "<logs>/parse_transcript/{group}.log",
    conda:
        "../../environment.yml"
    params:
        speakers=lambda wildcards: STUDY.speakers_fingerprint(wildcards.group),
        conventions=lambda wildcards: STUDY.conventions(wildcards.group),
    message:
        "Reading the transcript of {wildcards.group}"
    script:
        "../scripts/parse_transcript.py"


rule detect_identifiers:
    input:
        turns="<private>/turns/{group}.csv",
        hidden="<private>/hidden/{group}.csv",
        code=library("detect_identifiers"),
    output:
        identifiers="<private>/identifiers/{group}.csv",
        terms="<private>/hidden_terms/{group}.csv",
    log:
        "<logs>/detect_identifiers/{group}.log",
    conda:
        "../../environment.yml"
    params:
        model=SETTINGS["deidentification"]["model"],
        safe_terms=SETTINGS["deidentification"]["safe_terms"],
    message:
        "Finding what could identify somebody in {wildcards.group}"
    script:
        "../scripts/detect_identifiers.py"


rule redact_transcripts:
    input:
        turns=expand("<private>/turns/{group}.csv", group=GROUPS),
        identifiers=expand("<private>/identifiers/{group}.csv", group=GROUPS),
        hidden_terms=expand("<private>/hidden_terms/{group}.csv", group=GROUPS),
        # As above: only names and who spoke where matter here, and the fingerprint covers them.
        participants=ancient(sheet("participants")),
        staff=ancient(sheets("staff")),
        decisions=sheets("redaction_decisions"),
        code=library("redact_transcripts"),
    output:
        turns=expand("<working>/turns/{group}.csv", group=GROUPS),
        trail=expand("<working>/trail/{group}.csv", group=GROUPS),
        redactions=expand("<private>/redactions/{group}.csv", group=GROUPS),
        review=expand("<private>/review/{group}.csv", group=GROUPS),
        terms_to_review="<private>/review_terms.csv",
    log:
        "<logs>/redact_transcripts.log",
    conda:
        "../../environment.yml"
    params:
        roster=STUDY.roster_fingerprint(),
        # Their names only, which are the groups' ids with an ending.
        transcripts=[path.name for path in STUDY.transcripts.values()],
    message:
        "Replacing what identifies somebody in all focus groups"
    script:
        "../scripts/redact_transcripts.py"


rule segment_turns:
    input:
        turns=expand("<working>/turns/{group}.csv", group=GROUPS),
        code=library("segment_turns"),
    output:
        segments="<working>/segments.csv",
    log:
        "<logs>/segment_turns.log",
    conda:
        "../../environment.yml"
    params:
        max_words=SETTINGS["segments"]["max_words"],
    message:
        "Cutting what participants said into segments"
    script:
        "../scripts/segment_turns.py"
