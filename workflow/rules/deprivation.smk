# From postcodes to deciles of deprivation, without any postcode.
#
#   in    the sheet participants, resources/deprivation/embedded_lookup.csv of the repository
#   out   <private>/postcode_matches.csv
#         <working>/participants.csv, <working>/deprivation_counts.csv


rule link_deprivation:
    input:
        participants=sheet("participants"),
        lookup=str(REPOSITORY / "resources" / "deprivation" / "embedded_lookup.csv"),
        code=library("link_deprivation"),
    output:
        matches="<private>/postcode_matches.csv",
        participants="<working>/participants.csv",
        counts="<working>/deprivation_counts.csv",
    log:
        "<logs>/link_deprivation.log",
    conda:
        "../../environment.yml"
    params:
        # Nobody stays in because the sheet with the withdrawal has an older date than the table.
        consent=STUDY.consent_fingerprint(),
        characteristics=SETTINGS["participants"]["characteristics"],
        edition=SETTINGS["deprivation"]["editions"][0],
    message:
        "Finding the participants' areas on the Indices of Deprivation"
    script:
        "../scripts/link_deprivation.py"
