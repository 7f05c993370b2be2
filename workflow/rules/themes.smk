# From segments to coded themes, their patterns, quotes, saturation and agreement.
#
#   in    <working>/segments.csv, <codebook>, the sheets participants, staff, quotes, focus_groups
#         and <resources>/coding/{coder}
#   out   <private>/segment_vectors.csv (only with themes.embeddings)
#         <working>/coding.csv, keyword_evidence.csv, theme_words.csv, keyword_trust.csv,
#         clusters.csv, sub_themes.csv, segment_map.csv, quotes_proposed.csv, quotes_proposed.xlsx,
#         next_to_code.csv, next_to_code.xlsx, prevalence.csv, suggestions.csv,
#         keyword_suggestions.csv
#         <candidate>/2_qualitative_findings/table_4_quotes.csv, quote_keywords.csv
#         <candidate>/3_rigour/saturation.csv, saturation_orders.csv, codebook_check.csv,
#         agreement.csv

from focusgroups.themes.minilm_packages import MINILM, installed_versions

# What code_themes takes as its input `vectors`.
VECTORS = (
    ["<private>/segment_vectors.csv"]
    if SETTINGS["themes"]["embeddings"] == MINILM
    else []
)


rule code_themes:
    input:
        segments="<working>/segments.csv",
        codebook="<codebook>",
        codings=codings([f"coding/{coder}" for coder in STUDY.coders]),
        vectors=VECTORS,
        code=library("code_themes"),
    output:
        coding="<working>/coding.csv",
        evidence="<working>/keyword_evidence.csv",
        words="<working>/theme_words.csv",
        trust="<working>/keyword_trust.csv",
        thresholds="<working>/theme_thresholds.csv",
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
        codebook="<codebook>",
        code=library("cluster_themes"),
    output:
        clusters="<working>/clusters.csv",
        sub_themes="<working>/sub_themes.csv",
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
        evidence="<working>/keyword_evidence.csv",
        codebook="<codebook>",
        participants=ancient(sheet("participants")),
        staff=sheets("staff"),
        decisions=sheets("quotes"),
        code=library("select_quotes"),
    output:
        proposals="<working>/quotes_proposed.csv",
        workbook="<working>/quotes_proposed.xlsx",
        quotes="<candidate>/2_qualitative_findings/table_4_quotes.csv",
        keywords="<candidate>/2_qualitative_findings/quote_keywords.csv",
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
        clusters="<working>/clusters.csv",
        focus_groups=sheets("focus_groups"),
        code=library("measure_saturation"),
    output:
        saturation="<candidate>/3_rigour/saturation.csv",
        orders="<candidate>/3_rigour/saturation_orders.csv",
    log:
        "<logs>/measure_saturation.log",
    conda:
        "../../environment.yml"
    params:
        groups=GROUPS,
        base_size=SETTINGS["saturation"]["base_size"],
        run_length=SETTINGS["saturation"]["run_length"],
        threshold=SETTINGS["saturation"]["threshold"],
        seed=SETTINGS["themes"]["seed"],
    message:
        "Measuring whether the last focus groups brought anything new"
    script:
        "../scripts/measure_saturation.py"


rule measure_agreement:
    input:
        segments="<working>/segments.csv",
        coding="<working>/coding.csv",
        codebook="<codebook>",
        # Whoever coded counts, also those whom the model does not learn from.
        codings=codings([name for name in STUDY.sheets if name.startswith("coding/")]),
        code=library("measure_agreement"),
    output:
        agreement="<candidate>/3_rigour/agreement.csv",
    log:
        "<logs>/measure_agreement.log",
    conda:
        "../../environment.yml"
    params:
        seed=SETTINGS["themes"]["seed"],
    message:
        "Measuring how far coders agree with each other and with the model"
    script:
        "../scripts/measure_agreement.py"


rule measure_stability:
    input:
        segments="<working>/segments.csv",
        codebook="<codebook>",
        evidence="<working>/keyword_evidence.csv",
        codings=codings([f"coding/{coder}" for coder in STUDY.coders]),
        vectors=VECTORS,
        participants=ancient(sheet("participants")),
        code=library("measure_stability"),
    output:
        runs="<working>/stability.csv",
        stability="<candidate>/3_rigour/stability.csv",
    log:
        "<logs>/measure_stability.log",
    conda:
        "../../environment.yml"
    params:
        consent=STUDY.consent_fingerprint(),
        minimum=SETTINGS["disclosure"]["minimum_count"],
        per_theme=SETTINGS["quotes"]["per_theme"],
        min_words=SETTINGS["quotes"]["min_words"],
        max_words=SETTINGS["quotes"]["max_words"],
        seed=SETTINGS["themes"]["seed"],
    message:
        "Coding the study again without each group, person and keyword"
    script:
        "../scripts/measure_stability.py"


# Only when something asks for the vectors, which nothing does with `themes.embeddings: none`. The
# job needs its earlier output, of which it calculates nothing again and keeps nothing that is gone:
# Snakemake would delete it first if it were no `update`.
rule embed_segments:
    input:
        segments="<working>/segments.csv",
        codebook="<codebook>",
        code=library("embed_segments"),
    output:
        vectors=update("<private>/segment_vectors.csv"),
    log:
        "<logs>/embed_segments.log",
    conda:
        "../../environment.yml"
    params:
        packages=installed_versions(),
    message:
        "Calculating what the segments mean as vectors"
    script:
        "../scripts/embed_segments.py"


rule check_codebook:
    input:
        codebook="<codebook>",
        segments="<working>/segments.csv",
        evidence="<working>/keyword_evidence.csv",
        coding="<working>/coding.csv",
        trust="<working>/keyword_trust.csv",
        participants="<working>/participants.csv",
        code=library("check_codebook"),
    output:
        checks="<candidate>/3_rigour/codebook_check.csv",
        keywords="<candidate>/3_rigour/keywords.csv",
    log:
        "<logs>/check_codebook.log",
    conda:
        "../../environment.yml"
    params:
        minimum=SETTINGS["disclosure"]["minimum_count"],
    message:
        "Looking at what the codebook's keywords find"
    script:
        "../scripts/check_codebook.py"


rule propose_codings:
    input:
        segments="<working>/segments.csv",
        coding="<working>/coding.csv",
        evidence="<working>/keyword_evidence.csv",
        thresholds="<working>/theme_thresholds.csv",
        words="<working>/theme_words.csv",
        codebook="<codebook>",
        codings=codings([f"coding/{coder}" for coder in STUDY.coders]),
        code=library("propose_codings"),
    output:
        table="<working>/next_to_code.csv",
        workbook="<working>/next_to_code.xlsx",
        prevalence="<working>/prevalence.csv",
    log:
        "<logs>/propose_codings.log",
    conda:
        "../../environment.yml"
    params:
        seed=SETTINGS["themes"]["seed"],
    message:
        "Choosing what people should code next"
    script:
        "../scripts/propose_codings.py"


rule suggest_keywords:
    input:
        segments="<working>/segments.csv",
        coding="<working>/coding.csv",
        evidence="<working>/keyword_evidence.csv",
        words="<working>/theme_words.csv",
        codebook="<codebook>",
        code=library("suggest_keywords"),
    output:
        suggestions="<working>/suggestions.csv",
        keywords="<working>/keyword_suggestions.csv",
    log:
        "<logs>/suggest_keywords.log",
    conda:
        "../../environment.yml"
    message:
        "Looking for keywords that the codebook lacks"
    script:
        "../scripts/suggest_keywords.py"
