# From working tables to everything that a results section prints.
#
#   in    <working>/turns, <working>/*.csv, <codebook>, focus_groups.csv, the published figures,
#         <candidate>/2_qualitative_findings/table_4_quotes.csv, <candidate>/3_rigour/*
#   out   <candidate>/1_demographics/*, <candidate>/2_qualitative_findings/*, study_facts.csv,
#         paper_comparison.csv, results_section.docx, report.html, methods.md, coreq.docx, coreq.csv;
#         <working>/participants_by_group.csv, speaking.csv, figure_who_speaks.*

PEOPLE = "<candidate>/1_demographics"
THEMES = "<candidate>/2_qualitative_findings"

# Drawn as .svg for the report and as .png for Word, each with its description as .txt and with what
# it shows as .csv.
FIGURES = [
    "1_demographics/figure_1_deciles",
    "2_qualitative_findings/figure_2_themes_by_group",
    "2_qualitative_findings/figure_3_map",
    "2_qualitative_findings/figure_4_saturation",
    "3_rigour/figure_5_stability",
    "2_qualitative_findings/figure_s1_cooccurrence",
]

# Empty for a study without published figures, where nothing asks for the comparison.
PAPER_FIGURES = [str(STUDY.paper_figures)] if STUDY.paper_figures else []

# Empty for a study with one edition of the indices, in which nothing can move.
MOVES = (
    [f"{PEOPLE}/table_2b_deprivation_moves.csv"]
    if len(SETTINGS["deprivation"]["editions"]) > 1
    else []
)


rule tabulate_participants:
    input:
        participants="<working>/participants.csv",
        code=library("tabulate_participants"),
    output:
        table=f"{PEOPLE}/table_1_participants.csv",
        by_group="<working>/participants_by_group.csv",
    log:
        "<logs>/tabulate_participants.log",
    conda:
        "../../environment.yml"
    params:
        characteristics=SETTINGS["participants"]["characteristics"],
        minimum=SETTINGS["disclosure"]["minimum_count"],
    message:
        "Counting who took part"
    script:
        "../scripts/tabulate_participants.py"


rule tabulate_deprivation:
    input:
        counts="<working>/deprivation_counts.csv",
        moves="<working>/deprivation_moves.csv",
        code=library("tabulate_deprivation"),
    output:
        table=f"{PEOPLE}/table_2_deprivation.csv",
        moves=MOVES,
    log:
        "<logs>/tabulate_deprivation.log",
    conda:
        "../../environment.yml"
    params:
        minimum=SETTINGS["disclosure"]["minimum_count"],
    message:
        "Counting participants by decile of deprivation"
    script:
        "../scripts/tabulate_deprivation.py"


rule tabulate_themes:
    input:
        turns=expand("<working>/turns/{group}.csv", group=GROUPS),
        segments="<working>/segments.csv",
        coding="<working>/coding.csv",
        codebook="<codebook>",
        participants="<working>/participants.csv",
        focus_groups=sheets("focus_groups"),
        code=library("tabulate_themes"),
    output:
        table=f"{THEMES}/table_3_themes.csv",
        by_group=f"{THEMES}/themes_by_group.csv",
        facts="<candidate>/study_facts.csv",
    log:
        "<logs>/tabulate_themes.log",
    conda:
        "../../environment.yml"
    params:
        groups=GROUPS,
        invited=SETTINGS["study"]["invited"],
        minimum=SETTINGS["disclosure"]["minimum_count"],
    message:
        "Counting how widely each theme was spoken about"
    script:
        "../scripts/tabulate_themes.py"


rule tabulate_sub_themes:
    input:
        patterns="<working>/sub_themes.csv",
        themes=f"{THEMES}/table_3_themes.csv",
        participants="<working>/participants.csv",
        code=library("tabulate_sub_themes"),
    output:
        table=f"{THEMES}/sub_themes.csv",
    log:
        "<logs>/tabulate_sub_themes.log",
    conda:
        "../../environment.yml"
    params:
        minimum=SETTINGS["disclosure"]["minimum_count"],
    message:
        "Choosing the patterns within themes that may be printed"
    script:
        "../scripts/tabulate_sub_themes.py"


rule plot_deprivation:
    input:
        participants=f"{PEOPLE}/table_1_participants.csv",
        deprivation=f"{PEOPLE}/table_2_deprivation.csv",
        code=library("plot_deprivation"),
    output:
        svg=f"{PEOPLE}/figure_1_deciles.svg",
        png=f"{PEOPLE}/figure_1_deciles.png",
        alt=f"{PEOPLE}/figure_1_deciles.txt",
        data=f"{PEOPLE}/figure_1_deciles.csv",
    log:
        "<logs>/plot_deprivation.log",
    conda:
        "../../environment.yml"
    params:
        synthetic=SETTINGS["synthetic"],
    message:
        "Drawing figure 1, participants by decile of deprivation"
    script:
        "../scripts/plot_deprivation.py"


rule plot_themes:
    input:
        by_group=f"{THEMES}/themes_by_group.csv",
        codebook="<codebook>",
        code=library("plot_themes"),
    output:
        svg=f"{THEMES}/figure_2_themes_by_group.svg",
        png=f"{THEMES}/figure_2_themes_by_group.png",
        alt=f"{THEMES}/figure_2_themes_by_group.txt",
        data=f"{THEMES}/figure_2_themes_by_group.csv",
    log:
        "<logs>/plot_themes.log",
    conda:
        "../../environment.yml"
    params:
        synthetic=SETTINGS["synthetic"],
    message:
        "Drawing figure 2, themes by focus group"
    script:
        "../scripts/plot_themes.py"


rule plot_segments:
    input:
        places="<working>/segment_map.csv",
        codebook="<codebook>",
        table=f"{THEMES}/table_3_themes.csv",
        code=library("plot_segments"),
    output:
        svg=f"{THEMES}/figure_3_map.svg",
        png=f"{THEMES}/figure_3_map.png",
        alt=f"{THEMES}/figure_3_map.txt",
        data=f"{THEMES}/figure_3_map.csv",
    log:
        "<logs>/plot_segments.log",
    conda:
        "../../environment.yml"
    params:
        minimum=SETTINGS["disclosure"]["minimum_count"],
        synthetic=SETTINGS["synthetic"],
    message:
        "Drawing figure 3, the map of segments"
    script:
        "../scripts/plot_segments.py"


rule plot_saturation:
    input:
        saturation="<candidate>/3_rigour/saturation.csv",
        orders="<candidate>/3_rigour/saturation_orders.csv",
        code=library("plot_saturation"),
    output:
        svg=f"{THEMES}/figure_4_saturation.svg",
        png=f"{THEMES}/figure_4_saturation.png",
        alt=f"{THEMES}/figure_4_saturation.txt",
        data=f"{THEMES}/figure_4_saturation.csv",
    log:
        "<logs>/plot_saturation.log",
    conda:
        "../../environment.yml"
    params:
        base_size=SETTINGS["saturation"]["base_size"],
        run_length=SETTINGS["saturation"]["run_length"],
        threshold=SETTINGS["saturation"]["threshold"],
        synthetic=SETTINGS["synthetic"],
    message:
        "Drawing figure 4, saturation"
    script:
        "../scripts/plot_saturation.py"


rule plot_stability:
    input:
        stability="<candidate>/3_rigour/stability.csv",
        codebook="<codebook>",
        code=library("plot_stability"),
    output:
        svg="<candidate>/3_rigour/figure_5_stability.svg",
        png="<candidate>/3_rigour/figure_5_stability.png",
        alt="<candidate>/3_rigour/figure_5_stability.txt",
        data="<candidate>/3_rigour/figure_5_stability.csv",
    log:
        "<logs>/plot_stability.log",
    conda:
        "../../environment.yml"
    params:
        synthetic=SETTINGS["synthetic"],
    message:
        "Drawing figure 5, stability"
    script:
        "../scripts/plot_stability.py"


rule plot_cooccurrence:
    input:
        segments="<working>/segments.csv",
        coding="<working>/coding.csv",
        codebook="<codebook>",
        table=f"{THEMES}/table_3_themes.csv",
        code=library("plot_cooccurrence"),
    output:
        svg=f"{THEMES}/figure_s1_cooccurrence.svg",
        png=f"{THEMES}/figure_s1_cooccurrence.png",
        alt=f"{THEMES}/figure_s1_cooccurrence.txt",
        data=f"{THEMES}/figure_s1_cooccurrence.csv",
    log:
        "<logs>/plot_cooccurrence.log",
    conda:
        "../../environment.yml"
    params:
        minimum=SETTINGS["disclosure"]["minimum_count"],
        synthetic=SETTINGS["synthetic"],
    message:
        "Drawing figure S1, themes that are spoken about together"
    script:
        "../scripts/plot_cooccurrence.py"


rule tabulate_speaking:
    input:
        turns=expand("<working>/turns/{group}.csv", group=GROUPS),
        participants="<working>/participants.csv",
        code=library("tabulate_speaking"),
    output:
        table="<working>/speaking.csv",
    log:
        "<logs>/tabulate_speaking.log",
    conda:
        "../../environment.yml"
    params:
        groups=GROUPS,
    message:
        "Counting who speaks how much"
    script:
        "../scripts/tabulate_speaking.py"


rule plot_speaking:
    input:
        speaking="<working>/speaking.csv",
        code=library("plot_speaking"),
    output:
        svg="<working>/figure_who_speaks.svg",
        png="<working>/figure_who_speaks.png",
        alt="<working>/figure_who_speaks.txt",
    log:
        "<logs>/plot_speaking.log",
    conda:
        "../../environment.yml"
    params:
        synthetic=SETTINGS["synthetic"],
    message:
        "Drawing who speaks how much"
    script:
        "../scripts/plot_speaking.py"


rule compare_with_paper:
    input:
        paper_figures=PAPER_FIGURES,
        facts="<candidate>/study_facts.csv",
        participants=f"{PEOPLE}/table_1_participants.csv",
        deprivation=f"{PEOPLE}/table_2_deprivation.csv",
        themes=f"{THEMES}/table_3_themes.csv",
        code=library("compare_with_paper"),
    output:
        comparison="<candidate>/paper_comparison.csv",
    log:
        "<logs>/compare_with_paper.log",
    conda:
        "../../environment.yml"
    message:
        "Comparing with the published figures"
    script:
        "../scripts/compare_with_paper.py"


# What the methods print of the config: all that shaped the findings. Names of coders, terms and labels
# of speakers stay out.
PARAMETERS = {
    "participants": SETTINGS["participants"],
    "transcripts": {
        "unlabelled_speaker": (
            "previous"
            if SETTINGS["transcripts"]["unlabelled_speaker"] == "previous"
            else "a label of the participants, not listed here"
        ),
        "prompt_pattern": SETTINGS["transcripts"]["prompt_pattern"],
    },
    "deidentification": {
        "model": SETTINGS["deidentification"]["model"],
        "safe_terms": (
            f"{len(SETTINGS['deidentification']['safe_terms'])}, not listed here"
        ),
    },
    "segments": SETTINGS["segments"],
    "deprivation": {
        key: SETTINGS["deprivation"][key] for key in ("source", "editions")
    },
    "themes": {key: SETTINGS["themes"][key] for key in ("embeddings", "seed")},
    "quotes": SETTINGS["quotes"],
    "saturation": SETTINGS["saturation"],
    "release": SETTINGS["release"],
    "disclosure": SETTINGS["disclosure"],
    "wording": SETTINGS["wording"],
}

# What every document says of the study, and how.
DETAILS = {
    "study": SETTINGS["study"],
    "synthetic": SETTINGS["synthetic"],
    "minimum_count": SETTINGS["disclosure"]["minimum_count"],
    "saturation": SETTINGS["saturation"],
    "wording": SETTINGS["wording"],
}

# What every document draws on: the tables of the findings, without the figures.
FINDINGS = {
    "facts": "<candidate>/study_facts.csv",
    "participants": f"{PEOPLE}/table_1_participants.csv",
    "deprivation": f"{PEOPLE}/table_2_deprivation.csv",
    "moves": MOVES,
    "themes": f"{THEMES}/table_3_themes.csv",
    "themes_by_group": f"{THEMES}/themes_by_group.csv",
    "quotes": f"{THEMES}/table_4_quotes.csv",
    "sub_themes": f"{THEMES}/sub_themes.csv",
    "saturation": "<candidate>/3_rigour/saturation.csv",
    "saturation_orders": "<candidate>/3_rigour/saturation_orders.csv",
    "agreement": "<candidate>/3_rigour/agreement.csv",
    "stability": "<candidate>/3_rigour/stability.csv",
}


rule write_results_section:
    input:
        **FINDINGS,
        images=expand("<candidate>/{figure}.png", figure=FIGURES),
        alt_texts=expand("<candidate>/{figure}.txt", figure=FIGURES),
        codebook="<codebook>",
        code=library("write_results_section"),
    output:
        document="<candidate>/results_section.docx",
    log:
        "<logs>/write_results_section.log",
    conda:
        "../../environment.yml"
    params:
        details=DETAILS,
    message:
        "Writing the results section as a Word document"
    script:
        "../scripts/write_results_section.py"


rule write_report:
    input:
        **FINDINGS,
        quote_keywords=f"{THEMES}/quote_keywords.csv",
        codebook_check="<candidate>/3_rigour/codebook_check.csv",
        keywords="<candidate>/3_rigour/keywords.csv",
        comparison=["<candidate>/paper_comparison.csv"] if PAPER_FIGURES else [],
        reference_files="<working>/reference_files.csv",
        images=expand("<candidate>/{figure}.svg", figure=FIGURES),
        alt_texts=expand("<candidate>/{figure}.txt", figure=FIGURES),
        codebook="<codebook>",
        code=library("write_report"),
    output:
        page="<candidate>/report.html",
    log:
        "<logs>/write_report.log",
    conda:
        "../../environment.yml"
    params:
        details=DETAILS,
        parameters=PARAMETERS,
        coders=STUDY.people_coding(),
    message:
        "Writing the report"
    script:
        "../scripts/write_report.py"


rule write_methods:
    input:
        **FINDINGS,
        reference_files="<working>/reference_files.csv",
        codebook="<codebook>",
        code=library("write_methods"),
    output:
        text="<candidate>/methods.md",
    log:
        "<logs>/write_methods.log",
    conda:
        "../../environment.yml"
    params:
        details=DETAILS,
        parameters=PARAMETERS,
        coders=STUDY.people_coding(),
    message:
        "Writing the methods"
    script:
        "../scripts/write_methods.py"


rule write_checklist:
    input:
        **FINDINGS,
        codebook="<codebook>",
        code=library("write_checklist"),
    output:
        document="<candidate>/coreq.docx",
        table="<candidate>/coreq.csv",
    log:
        "<logs>/write_checklist.log",
    conda:
        "../../environment.yml"
    params:
        details=DETAILS,
        model=SETTINGS["deidentification"]["model"],
        coders=STUDY.people_coding(),
    message:
        "Filling in the checklist for reporting"
    script:
        "../scripts/write_checklist.py"
