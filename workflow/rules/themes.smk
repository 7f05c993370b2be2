# From segments to coded themes, their patterns, quotes and saturation.
#
#   in    <working>/segments.csv, <codebook>, the sheets participants, staff, quotes, focus_groups
#         and <resources>/coding/{coder}
#   out   <working>/coding.csv, keyword_evidence.csv, clusters.csv, segment_map.csv,
#         quotes_proposed.csv
#         <candidate>/2_qualitative_findings/table_4_quotes.csv, <candidate>/3_rigour/saturation.csv


rule code_themes:
    input:
        segments="<working>/segments.csv",
        codebook="<codebook>",
        codings=sheets(
            *[f"coding/{coder}" for coder in SETTINGS["themes"]["learn_from"]]
        ),
        code=library("code_themes"),
    output:
        coding="<working>/coding.csv",
        evidence="<working>/keyword_evidence.csv",
    log:
        "<logs>/code_themes.log",
    conda:
        "../../environment.yml"
    params:
        seed=SETTINGS["themes"]["seed"],
    message:
        "Giving every segment its themes"
    script:
        "../scripts/code_themes.py"


rule cluster_themes:
    input:
        segments="<working>/segments.csv",
        coding="<working>/coding.csv",
        code=library("cluster_themes"),
    output:
        clusters="<working>/clusters.csv",
        segment_map="<working>/segment_map.csv",
    log:
        "<logs>/cluster_themes.log",
    conda:
        "../../environment.yml"
    params:
        seed=SETTINGS["themes"]["seed"],
    message:
        "Looking for patterns within themes and mapping all segments"
    script:
        "../scripts/cluster_themes.py"


rule select_quotes:
    input:
        segments="<working>/segments.csv",
        coding="<working>/coding.csv",
        participants=ancient(sheet("participants")),
        staff=sheets("staff"),
        decisions=sheets("quotes"),
        code=library("select_quotes"),
    output:
        proposals="<working>/quotes_proposed.csv",
        quotes="<candidate>/2_qualitative_findings/table_4_quotes.csv",
    log:
        "<logs>/select_quotes.log",
    conda:
        "../../environment.yml"
    params:
        # Of participants.csv only ids and consent count; another edit changes no quote.
        consent=STUDY.consent_fingerprint(),
        per_theme=SETTINGS["quotes"]["per_theme"],
        min_words=SETTINGS["quotes"]["min_words"],
        max_words=SETTINGS["quotes"]["max_words"],
        requires_approval=SETTINGS["release"]["requires_quote_approval"],
    message:
        "Choosing quotes for every theme"
    script:
        "../scripts/select_quotes.py"


rule measure_saturation:
    input:
        evidence="<working>/keyword_evidence.csv",
        segments="<working>/segments.csv",
        coding="<working>/coding.csv",
        focus_groups=sheets("focus_groups"),
        code=library("measure_saturation"),
    output:
        saturation="<candidate>/3_rigour/saturation.csv",
    log:
        "<logs>/measure_saturation.log",
    conda:
        "../../environment.yml"
    params:
        groups=GROUPS,
        base_size=SETTINGS["saturation"]["base_size"],
        run_length=SETTINGS["saturation"]["run_length"],
        threshold=SETTINGS["saturation"]["threshold"],
    message:
        "Measuring whether the last focus groups brought anything new"
    script:
        "../scripts/measure_saturation.py"
