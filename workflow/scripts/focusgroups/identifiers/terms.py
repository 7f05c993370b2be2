"""Terms of hidden text that are looked for in all talk, and the table that keeps them."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields

import pandas as pd

from focusgroups.transcripts.hidden.kinds import (
    COMMENT,
    DELETED_TEXT,
    HEADER_OR_FOOTER,
    HIDDEN_TEXT,
)

# How a term is looked for: a person's name in all its forms and any case, all else as it stands.
ALL_FORMS, AS_IT_STANDS = "all", "as it stands"
# Where a word or two alone are likely a name; in a title or a note they are for review.
CUT_OR_WRITTEN = (DELETED_TEXT, HIDDEN_TEXT, COMMENT, HEADER_OR_FOOTER)


@dataclass(frozen=True)
class Term:
    """A term to look for; its fields are the columns of a table of terms.

    ``label`` is one of `tokens.LABELS`; ``tier`` that of what is found; ``forms`` one of the two
    constants above; ``source`` the kind of hidden text that the term is from.
    """

    term: str
    label: str
    tier: str
    forms: str
    source: str


HIDDEN_TERM_COLUMNS = tuple(field.name for field in fields(Term))


def table_of_terms(terms: Iterable[Term]) -> pd.DataFrame:
    """A table of HIDDEN_TERM_COLUMNS with a row for each of ``terms``."""
    return pd.DataFrame(map(astuple, terms), columns=list(HIDDEN_TERM_COLUMNS))


def terms_in_table(table: pd.DataFrame) -> list[Term]:
    """The terms of a ``table`` that has HIDDEN_TERM_COLUMNS, in its order, none twice."""
    rows = table[list(HIDDEN_TERM_COLUMNS)].itertuples(index=False, name=None)
    return list(dict.fromkeys(Term(*row) for row in rows))
