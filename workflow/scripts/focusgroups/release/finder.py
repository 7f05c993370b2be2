"""Looking for many known forms in a text, however they are written."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from focusgroups.identifiers.names import is_surely_month

APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ`´′＇"), "'")
HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")


@dataclass(frozen=True)
class KnownIdentifier:
    """A form to look for. ``exact``: in this case only; ``within``: only inside a sentence."""

    form: str
    exact: bool
    within: bool


def legible(text: str) -> str:
    """``text`` as a reader sees it: no accents, no invisible characters, one apostrophe and hyphen.

    >>> legible("O’Hare, Rene\\u0301e, Saint\\u2011Clair, Mau\\u00adreen")
    "O'Hare, Renee, Saint-Clair, Maureen"
    """
    apart = unicodedata.normalize("NFKD", text.translate(APOSTROPHES).translate(HYPHENS))
    return "".join(char for char in apart if unicodedata.category(char) not in ("Mn", "Cf"))


class Finder:
    """Finds any of many identifiers in a text, but not within terms that are ``kept``."""

    def __init__(self, identifiers: Iterable[KnownIdentifier], kept: Collection[str] = ()) -> None:
        known = set(identifiers)
        self._exact = _alternatives(k.form for k in known if k.exact and not k.within)
        self._within = _alternatives(k.form for k in known if k.within)
        self._folded = _alternatives((k.form for k in known if not k.exact), ignore_case=True)
        self._kept = _alternatives(kept, ignore_case=True)

    def count(self, text: str) -> int:
        """How many places in ``text`` hold a known identifier."""
        seen = legible(text)
        free = [hit.span() for hit in _hits(self._kept, seen)]
        found = [hit for pattern in (self._exact, self._folded) for hit in _hits(pattern, seen)]
        found += [hit for hit in _hits(self._within, seen) if _is_name_here(hit, seen)]
        return sum(
            not any(start <= hit.start() and hit.end() <= end for start, end in free)
            for hit in found
        )


def _alternatives(forms: Iterable[str], ignore_case: bool = False) -> re.Pattern[str] | None:
    """One pattern for many forms as whole words, longest first.

    Spaces and hyphens in a form match any run of either, or none; what is looked for in any case
    also matches its plural. A digit or underscore beside a letter ends a word, as in `sharon_86`.
    """
    ordered = sorted({legible(form) for form in forms} - {""}, key=lambda form: (-len(form), form))
    if not ordered:
        return None
    whole = [_whole(form, "(?:'?s)?" if ignore_case else "") for form in ordered]
    return re.compile("|".join(whole), re.IGNORECASE if ignore_case else 0)


def _whole(form: str, ending: str) -> str:
    pieces = [re.escape(piece) for piece in re.split(r"[\s-]+", form) if piece]
    letter, digit = r"[^\W\d_]", r"[^\W_]"
    before = letter if form[0].isalpha() and not any(map(str.isdigit, form)) else digit
    after = letter if form[-1].isalpha() and not any(map(str.isdigit, form)) else digit
    joined = r"[\s-]*".join(pieces)
    return rf"(?<!{before}){joined}{ending}(?!{after})"


def _hits(pattern: re.Pattern[str] | None, text: str) -> Iterator[re.Match[str]]:
    return pattern.finditer(text) if pattern else iter(())


def _is_name_here(hit: re.Match[str], text: str) -> bool:
    """Whether a word that may be a name is one: capitalised inside a sentence, and no month."""
    before = text[: hit.start()]
    opens = _starts_sentence(before)
    return hit[0][:1].isupper() and not opens and not is_surely_month(hit[0], before)


def _starts_sentence(before: str) -> bool:
    """Whether nothing, or the end of a sentence, stands ``before`` a word."""
    said = before.rstrip(" \t\n\"'“”(-")
    return not said or said[-1] in ".!?:]"
