"""What the tables of stability hold, for those who measure it and those who only print it."""

# What is left out, as the tables call it.
GROUP, PARTICIPANT, KEYWORD = "focus group", "participant", "keyword"
RESAMPLED = "resampled participants"
KINDS = (GROUP, PARTICIPANT, KEYWORD, RESAMPLED)

RUN_COLUMNS = ("left_out", "which", "theme", "segments", "kept", "rank", "quotes")
STABILITY_COLUMNS = (
    "left_out",
    "theme",
    "runs",
    "kept_low",
    "kept_median",
    "rank_low",
    "rank_high",
    "quotes_low",
    "quotes_median",
)
# How the columns of `stability.csv` are read back.
COUNTS_OF_STABILITY = ("runs", "rank_low", "rank_high")
SHARES_OF_STABILITY = ("kept_low", "kept_median", "quotes_low", "quotes_median")
