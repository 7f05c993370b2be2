"""What stands in the text where an identifier stood: the one place that knows these tokens.

Working text tells people and places apart (`[P07]`, `[Person 2]`, `[Place 1]`); published text
shows only what kind of thing was said (`[name]`, `[place]`). A typist's own notes, such as
`[laughs]`, look alike and are left as they are.
"""

import re
from collections.abc import Collection

from focusgroups.wordsets import word_set

# Label to the word of its numbered token in working text, and to its kind in published text.
NUMBERED = {"PERSON": "Person", "LOCATION": "Place", "ORGANISATION": "Organisation"}
KIND = {
    "PERSON": "name",
    "LOCATION": "place",
    "ORGANISATION": "organisation",
    "POSTCODE": "postcode",
    "PHONE": "phone",
    "EMAIL": "email",
    "NHS_NUMBER": "NHS number",
    "NINO": "NI number",
    "DATE": "date",
    "AGE": "age",
    "ADDRESS": "address",
    "URL_HANDLE": "web address",
}
LABELS = tuple(KIND)

# Labels that name a person, or lead to one, without any other knowledge.
DIRECT = ("PERSON", "POSTCODE", "PHONE", "EMAIL", "NHS_NUMBER", "NINO", "ADDRESS", "URL_HANDLE")

_KINDS = frozenset(KIND.values())
OMISSION = "[...]"
_KIND_OF_WORD = {word: KIND[label] for label, word in NUMBERED.items()}
_TOKEN = re.compile(r"\[([^\[\]]*)\]")
# A note may hold a token: `[[Person 1] laughs]`. What a possessive leaves behind goes with it.
_BRACKETED = re.compile(r"\[(?:[^\[\]]|\[[^\[\]]*\])*\](?:['’]s\b)?")

# What typists write of sounds and of the recording, in brackets of either kind: `(laughs)`.
NOISES = word_set(
    """laughs laughing laughter laugh giggles chuckles nods nodding shakes head sighs sighing coughs
    coughing cries crying sobs sniffs clears throat smiles claps inaudible unclear crosstalk and
    overlapping pause silence loudly softly quietly in agreement agrees together background noise
    phone rings door points pointing"""
)
# What else they note, which is left as it is in print.
REMARKS = word_set(
    """sic music playing plays applause clapping whispers whispering shouts shouting sings singing
    groans yawns gasps tuts mumbles mumbling recording tape begins starts stops ends interrupted
    interruption resumes break long short dog barks baby siren alarm bell traffic knock closes opens
    speaks speaking talking foreign language indistinct inaudibly emphasis sarcastically"""
)
_ONLY_NUMBER = re.compile(r"[0-9]+")
_PARENTHESES = re.compile(r"\([^()]{1,60}\)")


def working_token(label: str, number: int = 0) -> str:
    """The token for working text: numbered for people, places and organisations.

    >>> working_token("PERSON", 2), working_token("NHS_NUMBER")
    ('[Person 2]', '[NHS number]')
    """
    return f"[{NUMBERED[label]} {number}]" if label in NUMBERED else f"[{KIND[label]}]"


def published(text: str, people: Collection[str]) -> str:
    """Working ``text`` as it may be printed: every token shows the kind only.

    ``people`` are the ids on the sheets, which stand in working text as `[P07]`. What a decision
    chose as a replacement, such as `[Sister A]`, tells people apart as well: capitalised, it is
    taken for a name; anything else in brackets becomes `[...]`, an omission. Transcribers' notes of
    sounds and of the recording stay. Published text comes back unchanged.

    >>> published("[P07] and [Person 2] went to [Place 1] [laughs]", ["P07"])
    '[name] and [name] went to [place] [laughs]'
    >>> published("[Sister A] and [her with the dog]", [])
    '[name] and [...]'
    """
    ids = {person.casefold() for person in people}
    return _TOKEN.sub(lambda match: _kind_only(match, ids), text)


def published_place(text: str, people: Collection[str], place: int) -> int:
    """Where in `published` text stands what stood at ``place``, outside tokens, in working text.

    >>> published_place("[Person 2] went home", [], 11), published("[Person 2] went home", [])[7:]
    (7, 'went home')
    """
    ids = {person.casefold() for person in people}
    before = (match for match in _TOKEN.finditer(text) if match.end() <= place)
    return place + sum(len(_kind_only(match, ids)) - len(match[0]) for match in before)


def tells_apart(text: str, people: Collection[str], others: Collection[str] = ()) -> bool:
    """Whether a token in ``text`` is an id of ``people``, is numbered, or is one of ``others``.

    >>> tells_apart("[Place 2]", []), tells_apart("[1]", []), tells_apart("[A]", [], ["A"])
    (True, False, True)
    """
    ids = {person.casefold() for person in people}
    found = (content.strip() for content in _TOKEN.findall(text))
    return any(content in others or _kind_if_apart(content, ids) for content in found)


def tokens_apart(text: str, people: Collection[str]) -> set[str]:
    """What stands in brackets in working ``text`` and may not be printed as it is."""
    found = _TOKEN.finditer(text)
    return {match[1].strip() for match in found if published(match[0], people) != match[0]}


def _kind_only(match: re.Match[str], ids: Collection[str]) -> str:
    """What is printed for a token: its kind, a note as it is, or an omission."""
    content = match[1].strip()
    kind = _kind_if_apart(content, ids)
    if kind or content in _KINDS or _is_note(content):
        return f"[{kind}]" if kind else match[0]
    named = all(word[0].isupper() or word[0].isdigit() for word in content.split())
    return f"[{KIND['PERSON']}]" if named else OMISSION


def _kind_if_apart(content: str, ids: Collection[str]) -> str:
    """The kind of a token that is one of ``ids`` or numbered, else nothing."""
    if content.casefold() in ids:
        return KIND["PERSON"]
    first, _, rest = content.partition(" ")
    # The rest is a number, or what a decision chose: `[Person A]`.
    return _KIND_OF_WORD.get(first, "") if rest else ""


def _is_note(content: str) -> bool:
    """Whether brackets hold a transcriber's note, a time or a mark, and not what tells somebody."""
    words = set(re.findall(r"[^\W\d_]+", content.casefold()))
    return words <= NOISES | REMARKS and (bool(words) or not _ONLY_NUMBER.fullmatch(content))


def speech(text: str) -> str:
    """``text`` with every token and note (and a possessive after it) blanked by spaces.

    Notes in round brackets are only those of sounds: the rest of what stands in such brackets was
    said. The length stays, so an offset into the result is an offset into ``text``.

    >>> speech("me and [Person 1]'s mum (laughs)")
    'me and              mum         '
    """
    without = _BRACKETED.sub(_blank, text)
    return _PARENTHESES.sub(
        lambda match: _blank(match) if is_noise(match[0]) else match[0], without
    )


def is_noise(note: str) -> bool:
    """Whether a typist's note tells sounds or times only, and nothing that was said.

    >>> is_noise("inaudible 00:12:03"), is_noise("every night")
    (True, False)
    """
    words = set(re.findall(r"[^\W\d_]+", note.casefold()))
    return bool(words) and words <= NOISES


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
