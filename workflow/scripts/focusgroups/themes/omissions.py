"""What may be left out of a study: each group, person and keyword, or people drawn by lot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from focusgroups.naturalorder import natural_key
from focusgroups.themes.keywords import KeywordRows
from focusgroups.themes.material import Material
from focusgroups.themes.stability_columns import GROUP, KEYWORD, PARTICIPANT, RESAMPLED

SAMPLES = 25
# A large study has more to leave out than there is time for. Beyond so many segments it is judged
# by those of people drawn by lot; and of each kind of omission a random part is tried, as many as
# make about so many segments to be coded, and never fewer than a handful.
MOST_SEGMENTS, MOST_CODED, FEWEST_RUNS = 5_000, 40_000, 8

Rows = npt.NDArray[np.intp]
Name = TypeVar("Name")


@dataclass(frozen=True)
class Omission:
    """One thing left out: the ``rows`` that stay, how often each counts, the keywords that stay."""

    left_out: str
    which: str
    rows: Rows
    copies: Rows
    found: Sequence[KeywordRows]


def part_of_large_study(segments: pd.DataFrame, seed: int) -> pd.DataFrame:
    """The ``segments`` of as many people as say ``MOST_SEGMENTS``, or all where they are fewer.

    Needs ``speaker``; a person is in with every segment, or not at all.
    """
    if len(segments) <= MOST_SEGMENTS:
        return segments
    people = sorted(set(segments["speaker"]), key=natural_key)
    drawn = np.random.default_rng(seed).permutation(np.array(people, dtype=object))
    said = segments["speaker"].value_counts()
    reached = np.cumsum([said[person] for person in drawn])
    chosen = drawn[: int(np.searchsorted(reached, MOST_SEGMENTS)) + 1]
    return segments[segments["speaker"].isin(set(chosen))]


def own_keywords(theme: str) -> str:
    """How the names of omissions of a theme's keywords begin."""
    return f"{theme}: "


def nothing_left_out(study: Material) -> Omission:
    """The study as it is."""
    rows = np.arange(len(study.segments))
    return Omission("", "", rows, np.ones(len(rows), dtype=np.intp), study.found)


def omissions(study: Material) -> Iterator[Omission]:
    """Everything that is left out, one at a time, in a fixed order."""
    random = np.random.default_rng(study.seed)
    most = max(FEWEST_RUNS, MOST_CODED // max(len(study.segments), 1))
    for kind, column in ((GROUP, "focus_group"), (PARTICIPANT, "speaker")):
        said_by = study.segments[column]
        names = sorted(set(said_by) - {""}, key=natural_key)
        if len(names) < 2:
            continue
        for name in _some(names, most, random):
            yield _of_rows(study, kind, name, np.flatnonzero(said_by != name))
    for place in _some(range(len(study.found)), most, random):
        keyword = study.found[place]
        others = [*study.found[:place], *study.found[place + 1 :]]
        which = own_keywords(study.theme_ids[keyword.theme]) + keyword.keyword
        whole = nothing_left_out(study)
        yield replace(whole, left_out=KEYWORD, which=which, found=others)
    yield from _resampled(study, min(SAMPLES, most), random)


def _resampled(study: Material, samples: int, random: np.random.Generator) -> Iterator[Omission]:
    """Samples as large as the study, of participants with replacement."""
    speakers = study.segments["speaker"]
    people = sorted(set(speakers) - {""}, key=natural_key)
    if len(people) < 2:
        return
    number = {person: place for place, person in enumerate(people)}
    who = speakers.map(number).fillna(len(people)).to_numpy(dtype=np.intp)
    for sample in range(1, samples + 1):
        drawn = random.integers(len(people), size=len(people))
        times = np.bincount(drawn, minlength=len(people) + 1)[who]
        omission = _of_rows(study, RESAMPLED, f"sample {sample}", np.flatnonzero(times))
        yield replace(omission, copies=times[omission.rows])


def _some(names: Sequence[Name], most: int, random: np.random.Generator) -> list[Name]:
    """All of ``names``, or a random part in their order when they are more than ``most``."""
    if len(names) <= most:
        return list(names)
    return [names[place] for place in np.sort(random.choice(len(names), most, replace=False))]


def _of_rows(study: Material, kind: str, which: str, rows: Rows) -> Omission:
    """The segments in ``rows`` alone, with the keywords that they have."""
    place = np.full(len(study.segments), -1)
    place[rows] = np.arange(len(rows))
    kept = [replace(keyword, rows=place[keyword.rows]) for keyword in study.found]
    found = [replace(keyword, rows=keyword.rows[keyword.rows >= 0]) for keyword in kept]
    said = [keyword for keyword in found if len(keyword.rows)]
    return Omission(kind, which, rows, np.ones(len(rows), dtype=np.intp), said)
