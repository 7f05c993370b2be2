"""From passages to turns: who spoke each one, as far as the sheets can tell."""

import re
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import pandas as pd

from focusgroups.errors import StudyError, raise_problems
from focusgroups.naturalorder import natural_key
from focusgroups.speakers import (
    BRACKETS,
    PARTICIPANT,
    SEVERAL,
    STAFF,
    UNKNOWN,
    Person,
    comparable,
    find_person,
    label_index,
    people_meant,
)
from focusgroups.tokens import is_noise
from focusgroups.transcripts.passages import LONGEST_PASSAGE, Passage
from focusgroups.transcripts.settling import NOBODY, doubtful_labels, settle_labels

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

# Somebody else's words within a turn: in brackets of any kind, or after the end of a sentence.
WITHIN = re.compile(
    r"[\[({<]\s*(?P<inside>[^\[\](){}<>:]{1,40}?(?:\([^()]{0,40}\))?)\s*:\s*"
    r"(?P<words>(?:[^\[\](){}<>]|\([^()]*\)|\[[^\[\]]*\])*?)\s*[\])}>]"
    r"|(?<=[.?!…\])”\"])\s+(?:>>\s*|[-–—]\s*)?(?P<next>[^\W\d_][^:.?!…\[\]]{0,40}?)\s?:\s+"
)


@dataclass(frozen=True)
class _Speaker:
    """Who speaks a passage: somebody on the sheets, or nobody in particular (``person`` None).

    ``kind`` keeps apart what is not one turn: two different labels of unknown voices, or a prompt
    of the topic guide and the speech of the facilitator whose it counts as. It does so whether or
    not somebody has withdrawn: the turns of the others keep their numbers.
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

    @property
    def end(self) -> float | None:
        """When the last passage with a time ended, in seconds; None where that is not stated."""
        timed = (p.end for p in reversed(self.passages) if (p.start, p.end) != (None, None))
        return next(timed, None)


NOBODY_YET = _Speaker(None, UNKNOWN)


@dataclass(frozen=True)
class Attributed:
    """The ``turns`` of a transcript, a frame with TURN_COLUMNS, and warnings of ``doubts``.

    ``withdrawn`` has the turns that are left out, which no file may hold.
    """

    turns: pd.DataFrame
    doubts: list[str]
    withdrawn: pd.DataFrame


def attribute_turns(
    passages: Sequence[Passage],
    file_name: str,
    group: str,
    people: Sequence[Person],
    conventions: Mapping[str, str],
) -> Attributed:
    """The turns of one focus group, in the order of the transcript, and what is doubtful in it.

    ``people`` are the group's participants and staff; ``conventions`` the section `transcripts` of
    the config. ``start`` and ``end`` are seconds, NaN when untimed. Turns of withdrawn people are
    numbered and then dropped; where no participant is left whose speech counts, so is the rest.
    Raises StudyError, without quoting a label, when nobody has a label, when the config's own label
    is nobody's, or when no participant ever spoke though words are there that may be theirs.
    """
    prompt = _prompt_pattern(conventions["prompt_pattern"])
    settled = settle_labels(passages, file_name, people, prompt)
    spoken = _spoken(settled, group, people, conventions["unlabelled_speaker"], prompt)
    turns = [turn for turn in _gathered(spoken) if turn.text]
    raise_problems(_left_of_withdrawn(turns, people, file_name))
    table = pd.DataFrame(
        [_row(turn, number, file_name, group) for number, turn in enumerate(turns, 1)],
        columns=list(TURN_COLUMNS),
    ).astype({"start": "float64", "end": "float64"})
    kept = [turn.speaker.person is None or not turn.speaker.person.withdrawn for turn in turns]
    doubts = doubtful_labels(settled, file_name)
    stays = pd.Series(kept, dtype=bool)
    if not (table["role"] == PARTICIPANT).any():
        silence = (
            f"{file_name}: no participant of {group} speaks; check their speaker_labels on "
            "the sheet participants"
        )
        if not _is_silent(turns, settled):
            raise StudyError(silence)
        doubts = [*doubts, silence]
    elif not (table.loc[stays, "role"] == PARTICIPANT).any():
        # All have withdrawn: what the staff said to them goes with their words.
        stays = stays & False
    turns_kept, left_out = (table[rows].reset_index(drop=True) for rows in (stays, ~stays))
    return Attributed(turns_kept, doubts, left_out)


def _is_silent(turns: Sequence[_Turn], passages: Sequence[Passage]) -> bool:
    """Whether staff speak and nobody else, as far as labels can tell.

    Words without a label of their own, or with one that is nobody's, may be a participant's.
    """
    labelled = all(passage.label not in (None, NOBODY) for passage in passages)
    return bool(turns) and labelled and all(turn.speaker.role == STAFF for turn in turns)


def _left_of_withdrawn(
    turns: Sequence[_Turn], people: Sequence[Person], file_name: str
) -> Iterator[str]:
    """Places in others' turns where a withdrawn person's name stands before a colon.

    What follows may be their words, which must not come out however they were typed.
    """
    forms = {form for p in people if p.withdrawn for form in (*p.labels, p.id, *p.names)}
    forms |= {name.split()[0] for p in people if p.withdrawn for name in p.names if name}
    if not forms:
        return
    names = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    name = rf"(?<!\w)(?:{names})(?!\w)"
    within = re.compile(
        rf"{name}[^\w.?!]{{0,3}}[:：]|[\[({{<]\s*{name}[^\[\](){{}}<>]{{0,20}}?[:：–-]",
        re.IGNORECASE,
    )
    # Where no label stands before them, more may be one.
    beginning = re.compile(
        rf"\W*{name}(?:\W*$|(?:\s+\w+){{0,3}}\s*[:：]|\s*[;|—\])>}}*.]|\s+[-–]\s)", re.IGNORECASE
    )
    for turn in turns:
        if turn.speaker.person is not None and turn.speaker.person.withdrawn:
            continue
        for passage in turn.passages:
            open_beginning = passage.label in (None, NOBODY) and beginning.match(passage.text)
            if open_beginning or within.search(passage.text):
                yield (
                    f"{file_name} {passage.source_ref}: may hold words of somebody who has "
                    "withdrawn; give them a line of their own with their label, or remove them; "
                    "if they are another's, write that label before them"
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
    staff = sorted((p for p in people if p.role == STAFF), key=lambda p: natural_key(p.id))
    facilitator = staff[0] if staff else None
    before = speaker = NOBODY_YET
    previous: Passage | None = None
    for passage in passages:
        if passage.label is not None:
            speaker = before = _labelled(passage.label, index)
        elif previous is not None and passage.source_ref == previous.source_ref:
            pass  # whoever spoke a moment ago, be it the topic guide
        elif prompt and prompt.match(passage.text):
            # A line of the guide does not change who is speaking.
            speaker = _Speaker(facilitator, STAFF, "prompt")
        elif previous is not None and (
            (previous.label is not None and not previous.text) or unlabelled == "previous"
        ):
            speaker = before
        elif unlabelled == "previous":
            speaker = NOBODY_YET
        else:
            speaker = before = _unlabelled(unlabelled, index, group)
        last = yield from _parted(passage, speaker, index)
        if last != speaker:
            speaker = before = last
        previous = passage


def _parted(
    passage: Passage, speaker: _Speaker, index: Mapping[str, Person]
) -> Generator[tuple[Passage, _Speaker], None, _Speaker]:
    """The passage in the order of speech, parted where somebody else's words stand within it.

    Typists write `[SU2: every night]` into another's turn, or go on with the next speaker in the
    same line. What stands before the colon must be a label of the group; what SU2 did, as in
    `[SU2: laughs]`, is no speech and stays where it is. Returns who spoke last.
    """
    position, bracket = 0, False
    for found in WITHIN.finditer(passage.text):
        label = found["inside"] or found["next"]
        if not people_meant(label, index) or (found["inside"] and is_noise(found["words"])):
            continue
        before = passage.text[position : found.start()].strip()
        yield replace(passage, text=before.lstrip(" .,;") if bracket else before, end=None), speaker
        # When the next words were said is not known, only when the whole ended.
        passage = replace(passage, start=None)
        if found["inside"]:
            other = replace(passage, label=label, text=found["words"], end=None)
            yield other, _labelled(label, index)
        else:
            speaker = _labelled(label, index)
            passage = replace(passage, label=label)
        position, bracket = found.end(), bool(found["inside"])
    rest = passage.text[position:].strip()
    yield replace(passage, text=rest.lstrip(" .,;") if bracket else rest), speaker
    return speaker


def _labelled(label: str, index: Mapping[str, Person]) -> _Speaker:
    """Whose words stand behind a label; nobody's when it is doubtful or names several people.

    Such words may be those of somebody who has withdrawn, and then they go too.
    """
    people = people_meant(label, index)
    aside = [people_meant(part, index) for part in SEVERAL.split(" ".join(BRACKETS.findall(label)))]
    withdrawn = [person for person in (*people, *chain(*aside)) if person.withdrawn]
    doubtful = len(people) != 1 or "?" in label
    kind = comparable(label) if doubtful else ""
    if withdrawn:
        return _Speaker(withdrawn[0], withdrawn[0].role, kind)
    if doubtful:
        return _Speaker(None, UNKNOWN, kind)
    return _Speaker(people[0], people[0].role)


def _unlabelled(label: str, index: Mapping[str, Person], group: str) -> _Speaker:
    person = find_person(label, index)
    if person is None:
        raise StudyError(
            f"config transcripts.unlabelled_speaker: nobody in {group} has this speaker label; add "
            "it to speaker_labels on the sheet participants, or write previous"
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
    first = turn.passages[0]
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
        turn.end,
        first.label or "",
        first.source_ref,
        text,
    )
