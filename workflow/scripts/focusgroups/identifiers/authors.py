"""What the author's name of a document says: a person, a user name, an address, an office."""

import re
from collections.abc import Iterator

from focusgroups.identifiers.wordlists import first_names, ordinary_words, safe_terms
from focusgroups.identifiers.words import plain
from focusgroups.transcripts.hidden.kinds import is_nobody
from focusgroups.wordsets import word_set

EMAIL = re.compile(r"[\w.+'-]+@[\w.-]+\w")
_SEVERAL = re.compile(r"[;&|/]|\s+and\s+|\s+[-–]\s+")
SHORTEST_USER_NAME = 5  # letters, of a name with digits: P07 and FGD3 are ids of ours

# Words that make an author an office, or an address nobody's own.
OFFICES = word_set(
    """services service transcription transcribing transcripts typing secretarial university college
    school academy nhs trust foundation council department dept directorate team office unit centre
    center group ltd limited llp plc company institute hospital clinic practice solutions media
    studio library project programme study research academic health care admin administration
    support charity association society enquiries reception contact hello info mail noreply"""
)


def author_terms(author: str) -> Iterator[tuple[str, str]]:
    """Pairs of term and label that an author's name gives, a person's name in its usual order.

    >>> list(author_terms("HOPE, Mark (MERSEY CARE NHS TRUST)"))
    [('Mark Hope', 'PERSON')]
    >>> list(author_terms("mhope2"))
    [('mhope2', 'URL_HANDLE'), ('mhope', 'PERSON')]
    """
    for one in _SEVERAL.split(author):
        for address in EMAIL.findall(one):
            yield address, "EMAIL"
            yield from _of_user_name(address.partition("@")[0])
        name = re.sub(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>", " ", EMAIL.sub(" ", one))
        name = " ".join(name.rpartition("\\")[2].split()).strip(" ,.-")
        if name:
            yield from _of_name(name)


def _of_name(name: str) -> Iterator[tuple[str, str]]:
    last, comma, first = name.partition(",")
    keys = plain(name).replace(",", " ").split()
    if is_nobody(name) or plain(name) in safe_terms() or all(_is_common(key) for key in keys):
        return
    if any(key in OFFICES for key in keys):
        yield name, "ORGANISATION"
    elif " " not in name and not comma and re.search(r"[\d._]", name):
        yield from _of_user_name(name)
    elif comma and first.strip() and not first.isupper():
        yield _capitalised(f"{first.strip()} {last.strip()}"), "PERSON"
    else:
        yield _capitalised(name.replace(",", " ")), "PERSON"


def _of_user_name(name: str) -> Iterator[tuple[str, str]]:
    """The user name as it stands, and the name that `first.last` is."""
    letters = re.sub(r"[\W\d_]", "", name)
    if len(letters) < SHORTEST_USER_NAME:
        return
    if name != letters:
        yield name, "URL_HANDLE"
    pieces = [piece for piece in re.split(r"[\W\d_]+", name) if piece]
    if len(pieces) == 1:
        yield from _of_name(pieces[0])
    elif plain(pieces[0]) in first_names() or len(pieces) == 2:
        yield from _of_name(" ".join(pieces))


def _is_common(key: str) -> bool:
    return key in ordinary_words() or key in safe_terms() or key in OFFICES


def _capitalised(name: str) -> str:
    """A name in capitals or in lower case as it would be written: `MARK HOPE`, `mark hope`."""
    spaced = " ".join(name.split())
    if " " in spaced and (spaced.isupper() or spaced.islower()):
        return spaced.title()
    if " " in spaced:
        return " ".join(p.title() if p.isupper() and len(p) > 3 else p for p in spaced.split())
    return spaced
