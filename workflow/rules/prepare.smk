# From transcripts to de-identified segments.
#
#   in    <resources>/transcripts/{group}.*, participants.csv, staff.csv, redaction_decisions.csv
#   out   <private>/turns, <private>/identifiers, <private>/redactions, <private>/review
#         <working>/turns, <working>/segments.csv


rule parse_transcript:
    input:
        transcript=lambda wildcards: str(STUDY.transcripts[wildcards.group]),
        # The fingerprint below says when the people of this group change; the sheet's own date
        # would make every group run again.
        participants=ancient("<resources>/participants.csv"),
        staff=ancient(sheets("staff")),
        code=library("parse_transcript"),
    output:
        turns="<private>/turns/{group}.csv",
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
        code=library("detect_identifiers"),
    output:
        identifiers="<private>/identifiers/{group}.csv",
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
        # As above: only names and who spoke where matter here, and the fingerprint covers them.
        participants=ancient("<resources>/participants.csv"),
        staff=ancient(sheets("staff")),
        decisions=sheets("redaction_decisions"),
        code=library("redact_transcripts"),
    output:
        turns=expand("<working>/turns/{group}.csv", group=GROUPS),
        redactions=expand("<private>/redactions/{group}.csv", group=GROUPS),
        review=expand("<private>/review/{group}.csv", group=GROUPS),
    log:
        "<logs>/redact_transcripts.log",
    conda:
        "../../environment.yml"
    params:
        roster=STUDY.roster_fingerprint(),
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
