"""What the author's name of a document says: a person, a user name, an address, an office."""

import re
from collections.abc import Iterator, Sequence

from focusgroups.identifiers.wordlists import (
    first_names,
    is_common,
    names_that_are_words,
    nicknames,
    places,
)
from focusgroups.identifiers.words import plain
from focusgroups.transcripts.hidden.kinds import is_nobody
from focusgroups.wordsets import word_set

EMAIL = re.compile(r"[\w.+'-]+@[\w.-]+\w")
_APART = re.compile(r"[;|/]|\s+[-–]\s+")
_TOGETHER = re.compile(r"&|\s+and\s+")
# What stands in brackets says what somebody is: `(she/her)`, `(MERSEY CARE)`. One may be left open.
_BRACKETED = re.compile(r"\([^()]*(?:\)|$)|\[[^\[\]]*(?:\]|$)|<[^<>]*(?:>|$)")
SHORTEST_USER_NAME = 5  # letters, of a name with digits: P07 and FGD3 are ids of ours

# Words that make an author an office, or an address nobody's own.
OFFICES = word_set(
    "services service transcription transcribing transcripts typing secretarial university "
    "college school academy nhs trust foundation council department dept directorate team office "
    "unit centre center group ltd limited llp plc company institute hospital clinic practice "
    "solutions media studio library project programme study research academic health care admin "
    "administration support charity association society enquiries reception contact hello info "
    "mail noreply"
)
# What somebody does, which names nobody.
JOBS = word_set(
    "assistant transcriber transcriptionist transcribers transcriptionists typist typists "
    "secretary manager nurse doctor officer researcher interviewer moderator facilitator fellow "
    "lecturer professor student coordinator lead director psychologist psychiatrist therapist "
    "counsellor worker practitioner consultant editor reviewer proofreader intern trainee "
    "volunteer clerk senior junior deputy chief clinical"
)
# In brackets after a name, these say how somebody belongs to it.
_BELONGING = word_set(
    "guest host external internal contractor agency temp temporary visitor leaver"
)
_WRITTEN_BY = re.compile(
    r"\b(?:transcribed|typed|written|prepared|checked|reviewed|edited) by\b", re.IGNORECASE
)
_QUOTED = re.compile(r"“([^”]*)”")
_PRONOUNS = re.compile(
    r"\b(?:she|he|they|her|him|them|his|hers|theirs)(?:\s?/\s?\w+)+", re.IGNORECASE
)
# What people write after their names, without dots.
CREDENTIALS = word_set(
    "ba ma bsc msc bn mn mphil mres phd dphil md mbbs mbchb frcp mrcp mrcpsych frcpsych mrcgp "
    "dclinpsy dclinpsych cpsychol afbpss rn rgn rmn rnmh rnld srn en sen cpn mbe obe cbe pgce "
    "pgdip pgcert esq jr sr jnr snr"
)
LONGEST_CREDENTIAL = 5  # letters, of one that is in no list


def author_terms(author: str) -> Iterator[tuple[str, str]]:
    """Pairs of term and label that an author's name gives, a person's name in its usual order.

    >>> list(author_terms("HOPE, Mark (MERSEY CARE NHS TRUST)"))
    [('Mark Hope', 'PERSON')]
    >>> list(author_terms("mhope2"))
    [('mhope2', 'URL_HANDLE'), ('mhope', 'PERSON')]
    """
    for address in EMAIL.findall(author):
        yield address, "EMAIL"
        yield from _of_user_name(address.partition("@")[0])
    bare = _WRITTEN_BY.sub(":", _without_additions(EMAIL.sub(" ", author)))
    for one in _APART.split(bare):
        several = [_tidy(piece) for piece in _TOGETHER.split(one)]
        # `C & D Typing` is one office, not a C and a D.
        for name in [_tidy(one)] if any(len(piece) == 1 for piece in several) else several:
            yield from _of_name(name.rpartition("\\")[2])


def _without_additions(text: str) -> str:
    """``text`` without what stands in brackets, brackets within them too, and without pronouns.

    A further first name comes back in quotation marks: `Margaret “Peggy” Shaw`.
    """
    text = re.sub(r"[“”\"]([^“”\"]*)[“”\"]", r"(\1)", text)
    while (less := _BRACKETED.sub(_nickname, text)) != text:
        text = less
    return _PRONOUNS.sub(" ", text)


def _nickname(bracketed: re.Match[str]) -> str:
    """What stands in brackets, in quotation marks, if it is a first name; else a space.

    Any word that is written as a name can be one after a single name, or before a surname.
    """
    inside = bracketed[0].strip("()[]<> ")
    before = re.split(r"[;|/]", bracketed.string[: bracketed.start()])[-1].split()
    after = re.split(r"[;|/,]", bracketed.string[bracketed.end() :])[0].split()
    key = plain(inside)
    known = key in first_names() or key in nicknames() or key in names_that_are_words()
    named = bool(re.fullmatch(r"[^\W\d_]['’-]?[^\W\d_]+(?:['’-][^\W\d_]+)*", inside))
    written = inside[:1].isupper() and not inside.isupper() and len(before) == 1
    nobodys = key in OFFICES | JOBS | CREDENTIALS | _BELONGING | places()
    nobodys |= is_nobody(inside) or (is_common(key) and not known)
    alone = not before and not after
    if not named or nobodys or alone or not (known or (written and len(after) < 2)):
        return " "
    return f" “{inside}” "


def _tidy(name: str) -> str:
    return " ".join(name.split()).strip(" ,.-")


def _of_name(name: str) -> Iterator[tuple[str, str]]:
    """What one name gives, which may have commas: `Hope, Mark`, `Joan Whitty, RGN, Typing Ltd`."""
    parts = [_without_job(part) for part in map(_tidy, re.split("[,:]", name)) if part]
    parts = [part for part in parts if part]
    offices = [part for part in parts if _is_office(part)]
    own = [part for part in parts if part not in offices]
    own = own[:1] + [part for part in own[1:] if not _is_credential(part, own[0])]
    if offices and len(" ".join(own).split()) < 2 and ":" not in name:
        own, offices = [], [", ".join(parts)]
    for person in _persons(own):
        yield from _of_person(person)
    yield from ((office, "ORGANISATION") for office in offices if not _says_nothing(office))


def _without_job(part: str) -> str:
    """``part`` without what somebody does; empty where it says nothing else.

    >>> _without_job("Research Assistant"), _without_job("Joan Whitty Ward Manager")
    ('', 'Joan Whitty')
    """
    said = part.split()
    if all(plain(word) in OFFICES | JOBS or is_common(plain(word)) for word in said):
        return "" if any(plain(word) in JOBS for word in said) else part
    while plain(said[0]) in JOBS or (plain(said[0]) in OFFICES and plain(said[1]) in JOBS):
        said = said[1:]
    if len(said) > 2 and plain(said[-1]) in JOBS and not _is_office(" ".join(said[:2])):
        said = said[:2]
    return " ".join(said)


def _is_office(part: str) -> bool:
    return any(key in OFFICES for key in plain(part).split())


def _is_credential(part: str, name: str) -> bool:
    """Whether what follows a comma after ``name`` is what somebody is: `RGN`, but not `SIOBHAN`.

    Capitals that no list knows are a first name after a surname, and none after a whole name.
    """
    if plain(part) in first_names():
        return False
    whole, capitals = " " in name, part.isupper()
    return all(
        plain(word).replace(".", "") in CREDENTIALS
        or (whole and capitals and len(word) <= LONGEST_CREDENTIAL)
        for word in part.split()
    )


def _persons(parts: Sequence[str]) -> list[str]:
    """The names that ``parts`` between commas are: several whole ones, or one, surname first."""
    if not parts:
        return []
    first, *others = parts
    if " " in first and plain(first.split()[0]) in first_names():
        return [first, *others]
    return [" ".join([*others, first])]


def _of_person(written: str) -> Iterator[tuple[str, str]]:
    """The name that is ``written``, and that with a further first name in quotation marks."""
    name = " ".join(_without_credentials(_QUOTED.sub(" ", written).split()))
    further = _QUOTED.findall(written)
    words = name.split()
    if further and len(words) == 1:
        yield from ((_capitalised(f"{first} {name}"), "PERSON") for first in further)
        return
    credentials = name.isupper() and all(plain(word) in CREDENTIALS for word in words)
    if not words or credentials or _says_nothing(name) or max(map(len, words)) < 2:
        return
    if len(words) == 1 and re.search(r"[\d._]", name):
        yield from _of_user_name(name)
        return
    yield _capitalised(name), "PERSON"
    yield from ((_capitalised(f"{first} {words[-1]}"), "PERSON") for first in further)


def _without_credentials(words: Sequence[str]) -> list[str]:
    """``words`` of a name without degrees at the end; of two, the second only as degrees look."""
    kept = list(words)
    while len(kept) > 1 and plain(kept[-1]).replace(".", "") in CREDENTIALS:
        last, others = kept[-1], " ".join(kept[:-1])
        looks = any(map(str.isupper, last[1:])) and not others.isupper()
        if len(kept) == 2 and not looks:
            break
        kept.pop()
    return kept


def _says_nothing(name: str) -> bool:
    if is_nobody(name) or (is_common(plain(name)) and " " in name):
        return True
    keys = plain(name).replace(",", " ").split()
    if _begins_with_first_name(keys):
        return False
    return all(is_common(key) or key in OFFICES or key in JOBS for key in keys)


def _begins_with_first_name(keys: Sequence[str]) -> bool:
    """Whether a name is somebody's though its words may be common: `Tara White`, `June`."""
    return keys[0] in first_names() or keys[0] in nicknames() or keys[0] in names_that_are_words()


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


def _capitalised(name: str) -> str:
    """A name in capitals or in lower case as it would be written: `MARK HOPE`, `mark hope`."""
    spaced = " ".join(name.split())
    if " " in spaced and (spaced.isupper() or spaced.islower()):
        return spaced.title()
    if " " in spaced:
        return " ".join(p.title() if p.isupper() and len(p) > 3 else p for p in spaced.split())
    return spaced
