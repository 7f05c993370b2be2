"""From passages to turns: who spoke each one, as far as the sheets can tell."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from focusgroups.errors import StudyError
from focusgroups.naturalorder import natural_key
from focusgroups.speakers import (
    PARTICIPANT,
    STAFF,
    UNKNOWN,
    Person,
    comparable,
    label_index,
)
from focusgroups.transcripts.labels import looks_like_label, nobody_in_particular
from focusgroups.transcripts.passages import LONGEST_PASSAGE, Passage
from focusgroups.wordsets import word_set

TURN_COLUMNS = (
    "turn_id",
    "focus_group",
    "turn",
    "speaker",
    "role",
    "start",
    "end",
    "speaker_label",
    "source_ref",
    "text",
)

# Somebody else's words within a turn, in brackets of either kind.
INTERJECTION = re.compile(r"[\[(]\s*([^\[\]():]{1,40}?)\s*:\s*([^\[\]()]*[^\[\]()\s])\s*[\])]")
NOISES = word_set(
    """laughs laughing laughter laugh giggles chuckles nods nodding shakes head sighs sighing coughs
    coughing cries crying sobs sniffs clears throat smiles claps inaudible unclear crosstalk and"""
)

MOST_PLACES = 10  # named in one error line


@dataclass(frozen=True)
class _Speaker:
    """Who speaks a passage: somebody on the sheets, or nobody in particular (``person`` None).

    ``kind`` keeps apart what is not one turn: two different labels of unknown voices, or a prompt
    of the topic guide and the speech of the facilitator whose it counts as.
    """

    person: Person | None
    role: str
    kind: str = ""


@dataclass(frozen=True)
class _Turn:
    """Consecutive passages of one speaker; ``passages`` grows while they are gathered."""

    speaker: _Speaker
    passages: list[Passage]

    @property
    def text(self) -> str:
        return " ".join(passage.text for passage in self.passages if passage.text)


NOBODY_YET = _Speaker(None, UNKNOWN)


def attribute_turns(
    passages: Sequence[Passage],
    file_name: str,
    group: str,
    people: Sequence[Person],
    conventions: Mapping[str, str],
) -> pd.DataFrame:
    """The turns of one focus group, as a frame with TURN_COLUMNS in the order of the transcript.

    ``people`` are the group's participants and staff; ``conventions`` the section `transcripts` of
    the config. ``start`` and ``end`` are seconds, NaN when untimed. Turns of withdrawn people are
    numbered and then dropped; where no participant is left whose speech counts, so is the rest.
    Raises StudyError, without quoting a label, when nobody has a label, when the config's own label
    is nobody's, or when no participant ever spoke.
    """
    prompt = _prompt_pattern(conventions["prompt_pattern"])
    settled = settle_labels(passages, file_name, people, prompt)
    spoken = _spoken(settled, group, people, conventions["unlabelled_speaker"], prompt)
    turns = [turn for turn in _gathered(spoken) if turn.text]
    table = pd.DataFrame(
        [_row(turn, number, file_name, group) for number, turn in enumerate(turns, 1)],
        columns=list(TURN_COLUMNS),
    ).astype({"start": "float64", "end": "float64"})
    kept = [turn.speaker.person is None or not turn.speaker.person.withdrawn for turn in turns]
    if not (table["role"] == PARTICIPANT).any():
        raise StudyError(
            f"{file_name}: no participant of {group} speaks; check their speaker_labels in "
            "participants.csv"
        )
    table = table[pd.Series(kept, dtype=bool)].reset_index(drop=True)
    if not (table["role"] == PARTICIPANT).any():
        # All have withdrawn: what the staff said to them goes with their words.
        table = table.iloc[:0]
    return table


def settle_labels(
    passages: Sequence[Passage],
    file_name: str,
    people: Sequence[Person],
    prompt: re.Pattern[str] | None = None,
) -> list[Passage]:
    """``passages`` where every label left is a person's or stands for nobody in particular.

    A word or two before a colon may be a label or the beginning of a sentence. Labels of the sheets
    are labels; of the others, what looks like one is an error, and the rest is speech again, as are
    lines that ``prompt`` marks as the topic guide's.
    """
    index = label_index(people)
    candidates = Counter(comparable(p.label) for p in passages if p.label)
    known = [
        p.label is not None and (comparable(p.label) in index or nobody_in_particular(p.label))
        for p in passages
    ]
    labelled_throughout = sum(known) * 2 >= len(passages)
    settled: list[Passage] = []
    unknown: list[Passage] = []
    for passage, sure in zip(passages, known, strict=True):
        if sure or passage.label is None:
            settled.append(passage)
        elif passage.whole and (
            (prompt and prompt.match(passage.whole))
            or not looks_like_label(
                passage.label,
                times=candidates[comparable(passage.label)],
                alone=not passage.text,
                labelled_throughout=labelled_throughout,
            )
        ):
            settled.append(replace(passage, label=None, text=passage.whole, whole=""))
        else:
            unknown.append(passage)
    if unknown:
        raise StudyError(_unknown_labels(unknown, file_name))
    return settled


def _unknown_labels(unknown: Sequence[Passage], file_name: str) -> str:
    """One line on all places with a label that nobody has, each such label's first among them."""
    seen: set[str] = set()
    repeats: list[bool] = []
    for passage in unknown:
        label = comparable(passage.label or "")
        repeats.append(label in seen)
        seen.add(label)
    order = sorted(range(len(unknown)), key=lambda position: repeats[position])
    named = ", ".join(unknown[i].source_ref for i in sorted(order[:MOST_PLACES]))
    if len(unknown) > MOST_PLACES:
        named += f" and {len(unknown) - MOST_PLACES} more"
    return (
        f"{file_name} {named}: a speaker label that nobody has; add it to "
        "speaker_labels in participants.csv or staff.csv, or, where it is speech, write its "
        "speaker's label before it"
    )


def _gathered(spoken: Iterable[tuple[Passage, _Speaker]]) -> Iterator[_Turn]:
    """Turns, each of consecutive passages of one speaker."""
    turn: _Turn | None = None
    for passage, speaker in spoken:
        if turn is not None and turn.speaker == speaker:
            turn.passages.append(passage)
            continue
        if turn is not None:
            yield turn
        turn = _Turn(speaker, [passage])
    if turn is not None:
        yield turn


def _spoken(
    passages: Sequence[Passage],
    group: str,
    people: Sequence[Person],
    unlabelled: str,
    prompt: re.Pattern[str] | None,
) -> Iterator[tuple[Passage, _Speaker]]:
    """Each passage with its speaker.

    Speech without a label follows the config: whoever spoke before, or the interview's participant.
    Two exceptions: what stands in the same paragraph, line or cue as the passage before it, and
    what follows a label that stands alone, always goes with that.
    """
    index = label_index(people)
    known = _with_first_names(index, people)
    staff = sorted((p for p in people if p.role == STAFF), key=lambda p: natural_key(p.id))
    facilitator = staff[0] if staff else None
    before, previous = NOBODY_YET, None
    for passage in passages:
        if passage.label is not None:
            speaker = before = _labelled(passage.label, index)
        elif prompt and prompt.match(passage.text):
            # A line of the guide does not change who is speaking.
            speaker = _Speaker(facilitator, STAFF, "prompt")
        elif previous is not None and (
            passage.source_ref == previous.source_ref
            or (previous.label is not None and not previous.text)
            or unlabelled == "previous"
        ):
            speaker = before
        elif unlabelled == "previous":
            speaker = NOBODY_YET
        else:
            speaker = before = _unlabelled(unlabelled, index, group)
        yield from _interjections(passage, speaker, known)
        previous = passage


def _with_first_names(
    index: Mapping[str, Person], people: Sequence[Person]
) -> Mapping[str, Person]:
    """``index`` and, for words in brackets, the first names that one person of the group has."""
    owners: dict[str, set[str]] = {}
    first_names: dict[str, Person] = {}
    for person in people:
        for name in filter(None, (name.split(maxsplit=1)[0] for name in person.names if name)):
            owners.setdefault(comparable(name), set()).add(person.id)
            first_names[comparable(name)] = person
    return {n: p for n, p in first_names.items() if len(owners[n]) == 1} | dict(index)


def _interjections(
    passage: Passage, speaker: _Speaker, index: Mapping[str, Person]
) -> Iterator[tuple[Passage, _Speaker]]:
    """The passage in the order of speech, parted where somebody else's words stand within it.

    Typists write `[SU2: every night]` into another's turn. What stands before the colon must be a
    label of the group; what SU2 did, as in `[SU2: laughs]`, is no speech and stays where it is.
    """
    position = 0
    for inside in INTERJECTION.finditer(passage.text):
        noises = set(re.findall(r"\w+", inside[2].casefold())) <= NOISES
        if noises or comparable(inside[1]) not in index:
            continue
        before = passage.text[position : inside.start()].strip()
        yield replace(passage, text=before, end=None), speaker
        other = replace(passage, label=inside[1], text=inside[2], start=None, end=None)
        yield other, _labelled(inside[1], index)
        # When the speaker went on is not known, only when the whole ended.
        passage = replace(passage, start=None)
        position = inside.end()
    rest = passage.text[position:].strip()
    yield replace(passage, text=rest.lstrip(" .,;") if position else rest), speaker


def _labelled(label: str, index: Mapping[str, Person]) -> _Speaker:
    person = index.get(comparable(label))
    # A doubtful label of somebody who has withdrawn may be theirs, and so their words go too.
    doubtful = label.rstrip().endswith("?") and not (person and person.withdrawn)
    if person is None or doubtful:
        return _Speaker(None, UNKNOWN, comparable(label))
    return _Speaker(person, person.role)


def _unlabelled(label: str, index: Mapping[str, Person], group: str) -> _Speaker:
    person = index.get(comparable(label))
    if person is None:
        raise StudyError(
            f"config transcripts.unlabelled_speaker: nobody in {group} has this speaker label; add "
            "it to speaker_labels in participants.csv, or write previous"
        )
    return _Speaker(person, person.role)


def _prompt_pattern(pattern: str) -> re.Pattern[str] | None:
    try:
        return re.compile(pattern) if pattern else None
    except re.error:
        raise StudyError(
            "config transcripts.prompt_pattern: not a regular expression; see config/README.md"
        ) from None


def _row(turn: _Turn, number: int, file_name: str, group: str) -> tuple[object, ...]:
    first, last = turn.passages[0], turn.passages[-1]
    text, person = turn.text, turn.speaker.person
    if len(text) > LONGEST_PASSAGE:
        raise StudyError(
            f"{file_name} {first.source_ref}: too long for one person's speech; write a speaker "
            "label where others speak"
        )
    return (
        f"{group}-{number:04d}",
        group,
        number,
        person.id if person else "",
        turn.speaker.role,
        first.start,
        last.end,
        first.label or "",
        first.source_ref,
        text,
    )
