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
_PARENTHESES = re.compile(r"\([^()]{1,60}\)")


def working_token(label: str, number: int = 0) -> str:
    """The token for working text: numbered for people, places and organisations.

    >>> working_token("PERSON", 2), working_token("NHS_NUMBER")
    ('[Person 2]', '[NHS number]')
    """
    return f"[{NUMBERED[label]} {number}]" if label in NUMBERED else f"[{KIND[label]}]"


def published(text: str, people: Collection[str]) -> str:
    """Working ``text`` as it may be printed: people, places and organisations lose their number.

    ``people`` are the ids on the sheets, which stand in working text as `[P07]`. Other tokens, and
    typists' notes, stay as they are. Published text comes back unchanged.

    >>> published("[P07] and [Person 2] went to [Place 1] [laughs]", ["P07"])
    '[name] and [name] went to [place] [laughs]'
    """
    ids = {person.casefold() for person in people}

    def kind_only(match: re.Match[str]) -> str:
        content = match[1].strip()
        if content.casefold() in ids:
            return f"[{KIND['PERSON']}]"
        first, _, rest = content.partition(" ")
        # The rest is a number, or what a decision chose: `[Person A]`.
        if first in _KIND_OF_WORD and rest:
            return f"[{_KIND_OF_WORD[first]}]"
        return match[0]

    return _TOKEN.sub(kind_only, text)


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
