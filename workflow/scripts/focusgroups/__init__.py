"""From focus-group transcripts to findings: the library behind the workflow's scripts.

Functions take and return data (pandas frames, dataclasses, text). Scripts own paths, rules own
names, and nothing in here knows of Snakemake. One package for each stage:

- `transcripts`: files of any format to passages, passages to turns
- `identifiers`: what could identify somebody, and what stands in its place
- `deprivation`: postcodes to deciles
- `themes`: turns to segments, their themes, patterns, quotes and saturation
- `tabulation`: tables with counts of people, and which of these are withheld
- `figures`, `documents`: what a paper prints, drawn and written from those tables
- `release`: the checks that come before anything is published

Before them stand `sheetfiles`, which reads the files that sheets come in, `untrusted`, which opens
the archives and XML that others made, and `newstudy`, which lays out an empty study. Modules beside
them serve all stages: a study as its team describes it (`study`, `config`, `sheets`, `codebook`,
`speakers`), tables and files on disk, kinds of files, separated text, tokens in redacted text,
errors and logs.
"""
