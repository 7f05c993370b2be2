"""How a document marks its speakers, as the labels show that are known.

Weaker marks, such as a line of its own or a dash, count where the document has them throughout, or
for a while, as when another typist went on.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from focusgroups.speakers import Person, comparable
from focusgroups.transcripts.labels import looks_like_label, nobody_in_particular
from focusgroups.transcripts.passages import Passage
from focusgroups.transcripts.readings import ALONE, COLON, PREFIXED, SET_APART, TAB, TIMED, Reading

PLAIN_TO_SEE = (COLON, TIMED, TAB, PREFIXED)  # a known label, even once; speech seldom looks so
TELLS_NOBODY = (COLON, TIMED, TAB)  # forms in which `Several voices` is a label as well
NOT_RARE = 3  # so many known labels with a weaker mark, one after the other, are a habit
Meant = Callable[[str], Sequence[Person]]  # who speaks by a typed label

CERTAIN = "certain"  # a label that the document's form makes one: a cell, a voice tag


@dataclass(frozen=True)
class Habits:
    """How a document marks its speakers.

    ``main`` is the form that it uses most; ``weak`` the positions of passages where a weaker one is
    the habit for a while, as when another typist went on; ``colons`` and ``timed`` tell whether
    colons and times stand beside labels, ``labelled`` whether any known label stands anywhere;
    ``throughout`` whether most passages have a label; ``times`` how often each comparable label,
    known or not, stands before a passage.
    """

    main: str
    weak: frozenset[int]
    colons: bool
    timed: bool
    labelled: bool
    throughout: bool
    times: Mapping[str, int]


def is_known(reading: Reading, meant: Meant, main: str = "") -> bool:
    """Whether a reading's label is somebody's, or, plain to see, a voice that nobody could tell."""
    if meant(reading.label):
        return True
    plain = reading.form in TELLS_NOBODY or (reading.form == SET_APART and main == SET_APART)
    return plain and nobody_in_particular(reading.label)


def habits_of(passages: Sequence[Passage], meant: Meant) -> Habits:
    """The habits of a document; ``meant`` tells who speaks by a label."""
    known = [next((r for r in p.readings if is_known(r, meant)), None) for p in passages]
    forms = [
        CERTAIN if passage.label is not None else reading.form if reading else ""
        for passage, reading in zip(passages, known, strict=True)
    ]
    counts = Counter(form for form in forms if form)
    labels = Counter(
        label
        for p in passages
        for label in {comparable(r.label) for r in p.readings} | {comparable(p.label or "")}
    )
    main = max(counts, key=lambda form: counts[form], default=_likely_form(passages, labels))
    beside_times = [r for p in passages for r in p.readings if r.form == TIMED]
    return Habits(
        main=main,
        weak=frozenset(_weak_habits(forms, main)),
        colons=counts[COLON] > 0 or not counts,
        timed=counts[TIMED] > 0 or len(beside_times) >= NOT_RARE,
        labelled=bool(counts),
        throughout=sum(map(bool, forms)) * 2 >= len(passages),
        times=labels,
    )


def _likely_form(passages: Sequence[Passage], labels: Mapping[str, int]) -> str:
    """The form in which what looks like labels stands most often, where none is known."""
    forms = Counter(
        reading.form
        for passage in passages
        for reading in passage.readings
        # Captions are cut anywhere: a word of its own is no label in them.
        if not (reading.form == ALONE and passage.source_ref.startswith("cue"))
        and labels[comparable(reading.label)] > 1
        and looks_like_label(reading.label, labels[comparable(reading.label)], False, True)
    )
    return max(forms, key=lambda form: forms[form], default=COLON)


def _weak_habits(forms: Sequence[str], main: str) -> Iterator[int]:
    """Positions where known labels have one weaker mark, several times without another between.

    Not before the first label of the main form: there stand lists of who was present.
    """
    begun = forms.index(main) if main in forms else 0
    labelled = [(at, form) for at, form in enumerate(forms) if form and at > begun]
    for form, run in groupby(labelled, key=lambda pair: pair[1]):
        positions = [at for at, _ in run]
        if form not in (*PLAIN_TO_SEE, CERTAIN, main) and len(positions) >= NOT_RARE:
            yield from positions
