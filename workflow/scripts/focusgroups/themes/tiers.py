"""What a theme of a segment rests on: people, the model with a keyword, or the model alone."""

import pandas as pd

HUMAN, MODEL = "human", "model"  # whose decision it is


def suggested(coding: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``coding`` that the model alone proposes: no keyword supports it, nobody decided.

    ``coding`` needs ``proposed`` and ``assigned`` (true, false) and ``source``. They are not
    assigned, so nothing counts them; what people decided against is no suggestion.
    """
    unsupported = (coding["proposed"] == "true") & (coding["assigned"] == "false")
    return coding[unsupported & (coding["source"] == MODEL)]
