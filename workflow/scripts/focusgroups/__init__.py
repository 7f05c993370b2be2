"""From focus-group transcripts to findings: the library behind the workflow's scripts.

Functions take and return data (pandas frames, dataclasses, text). Scripts own paths, rules own
names, and nothing in here knows of Snakemake.
"""
