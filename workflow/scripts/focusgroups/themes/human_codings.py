"""What human coders decided: read, checked against the text they saw, and brought together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from focusgroups.sheets import Row, listed

CONSENSUS = "consensus"  # the coder's name under which coders settle what they saw differently


@dataclass
class HumanCodings:
    """Decisions of people: ``decisions`` maps (segment_id, theme id) to whether the theme applies.

    The counts say what was left out: ``unknown`` rows for segments that do not exist,
    ``outdated`` rows made for other text, ``split`` decisions where coders were even.
    """

    decisions: dict[tuple[str, str], bool] = field(default_factory=dict)
    unknown: int = 0
    outdated: int = 0
    split: int = 0

    @property
    def segments(self) -> set[str]:
        """The segments that a person has decided at least one theme of."""
        return {segment_id for segment_id, _ in self.decisions}


def combine_codings(
    coders: Mapping[str, Sequence[Row]], text_checks: Mapping[str, str], theme_ids: Sequence[str]
) -> HumanCodings:
    """Bring the coders' sheets together.

    ``coders`` maps a coder's name to the rows of their sheet; ``text_checks`` maps the segments
    that exist to their present text_check. The consensus sheet decides the segments it holds;
    elsewhere a theme applies when more than half of the coders of that segment gave it. Where as
    many gave it as not, nobody has decided and the model's proposal stands.
    """
    result = HumanCodings()
    votes: dict[str, dict[str, set[str]]] = {}
    for coder in sorted(coders):
        for row in coders[coder]:
            segment_id = row["segment_id"]
            if segment_id not in text_checks:
                result.unknown += 1
            elif row["text_check"] not in ("", text_checks[segment_id]):
                result.outdated += 1
            else:
                votes.setdefault(segment_id, {})[coder] = set(listed(row["theme"]))
    for segment_id, voters in votes.items():
        settled = CONSENSUS in voters
        given = {CONSENSUS: voters[CONSENSUS]} if settled else voters
        counts = Counter(theme for themes in given.values() for theme in themes)
        for theme in theme_ids:
            if 2 * counts[theme] == len(given):
                result.split += 1
            else:
                result.decisions[segment_id, theme] = 2 * counts[theme] > len(given)
    return result
