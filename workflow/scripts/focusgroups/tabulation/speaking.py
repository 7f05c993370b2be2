"""Who speaks how much in each focus group, for the study team's eyes."""

from collections.abc import Sequence

import pandas as pd

from focusgroups.naturalorder import natural_key
from focusgroups.speakers import PARTICIPANT, STAFF, UNKNOWN
from focusgroups.tabulation.disclosure import percent
from focusgroups.themes.words import count_words

SPEAKING_COLUMNS = (
    "focus_group",
    "role",
    "speaker",
    "turns",
    "words",
    "percent_of_turns",
    "percent_of_words",
    "equal_share",
)
SPEAKING_COUNTS = ("turns", "words")
SPEAKING_SHARES = ("percent_of_turns", "percent_of_words", "equal_share")
ROLES_IN_ORDER = (PARTICIPANT, STAFF, UNKNOWN)


def tabulate_speaking(
    turns: pd.DataFrame, people: pd.DataFrame, groups: Sequence[str]
) -> pd.DataFrame:
    """Turns and words of each person in each of ``groups``.

    ``turns`` has the columns of `working/turns`; ``people`` needs ``participant_id, focus_group``:
    those who say nothing have a row, too. Returns SPEAKING_COLUMNS: per group participants, staff
    and unknown speakers apart, each in the order of their ids. Shares are of what all with the same
    role say in the group, in per cent with one decimal, and ``equal_share`` is what each would have
    if all of them spoke alike; 0 where nobody with that role says anything.
    """
    said = turns[turns["text"] != ""].assign(turns=1, words=turns["text"].map(count_words))
    keys = ["focus_group", "role", "speaker"]
    counted = said.groupby(keys)[list(SPEAKING_COUNTS)].sum()
    on_sheet = people.rename(columns={"participant_id": "speaker"}).assign(role=PARTICIPANT)
    everybody = pd.concat([counted.reset_index()[keys], on_sheet[keys]]).drop_duplicates()
    rows = []
    for group in groups:
        for role in ROLES_IN_ORDER:
            of_role = everybody[(everybody["focus_group"] == group) & (everybody["role"] == role)]
            speakers = sorted(of_role["speaker"], key=natural_key)
            found = counted.reindex([(group, role, who) for who in speakers], fill_value=0)
            turns_said, words_said = (int(found[column].sum()) for column in SPEAKING_COUNTS)
            for who, number, words in zip(speakers, found["turns"], found["words"], strict=True):
                shares = percent(int(number), turns_said), percent(int(words), words_said)
                equal = percent(1, len(speakers))
                rows.append((group, role, who, number, words, *(s or 0.0 for s in shares), equal))
    table = pd.DataFrame(rows, columns=list(SPEAKING_COLUMNS))
    whole = dict.fromkeys(SPEAKING_COUNTS, "int64")
    return table.astype({**whole, **dict.fromkeys(SPEAKING_SHARES, "float64")})
