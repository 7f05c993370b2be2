"""Names that are months as well: whether June came, or it came in June."""

from collections.abc import Sequence

from focusgroups.identifiers.surroundings import may_be_somebody
from focusgroups.identifiers.words import Word, plain
from focusgroups.wordsets import word_set

MONTHS = word_set("jan april may june august")
# A month is one after these words; after the second kind it may be somebody as well.
_BEFORE_SURE_MONTH = word_set(
    "in since last next this until till every early late mid through during"
)
_BEFORE_MONTH = _BEFORE_SURE_MONTH | word_set(
    "of by from before after and to around about it's that's was is like come the end for"
)


def is_surely_month(form: str, before: str) -> bool:
    """Whether ``form`` names a month, given the text ``before`` it: `in May`."""
    last = before.split()[-1:]
    return plain(form) in MONTHS and bool(last) and plain(last[0]) in _BEFORE_SURE_MONTH


def is_month(found: Sequence[Word], i: int) -> bool:
    """Whether the month name at ``i`` is one: not in "Rose and April run the table"."""
    before = found[i - 1].key
    paired = (
        before == "and" and i > 1 and found[i - 2].capitalised and found[i - 2].key not in MONTHS
    )
    return before in _BEFORE_MONTH and not (paired and may_be_somebody(found[i - 2].key))
