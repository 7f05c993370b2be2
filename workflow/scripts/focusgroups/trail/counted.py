"""Which rows each row of a published table counts, and what they amount to when counted again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from focusgroups.codebook import NO_THEME
from focusgroups.documents.tablerows import rows_of
from focusgroups.speakers import UNKNOWN
from focusgroups.tabulation.demographics import AGE, ALL, NOT_STATED, PARTICIPANTS
from focusgroups.tabulation.deprivation import LOW, LOW_DECILES
from focusgroups.themes.saturation import codes_by_group
from focusgroups.themes.tiers import suggested
from focusgroups.trail.material import SEGMENT, Material

ANY_KEYWORD = "*"  # stands for all keywords of a theme
SUGGESTED = "suggested"

Row = Mapping[str, str]


@dataclass(frozen=True)
class Counted:
    """What a row of a published table counts.

    ``kind`` is what is counted: `segments` chosen by ``where`` (theme, ``also`` another theme,
    group, status, keyword as `theme/keyword`, sub_theme as `theme/number`), `participants` and
    `turns` by ``ids``, `codes` (keywords as `theme/keyword`) of the group in ``where``, or rows of
    a working table that agree with ``where``. ``numbers`` has what they amount to, by column of the
    published table.
    """

    kind: str
    where: Mapping[str, str] = field(default_factory=dict)
    ids: tuple[str, ...] = ()
    numbers: Mapping[str, float] = field(default_factory=dict)


class Counter:
    """Counts the rows of a study again, independently of the steps that counted them first."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.words = int(material.segments["n_words"].sum())
        self.words_of = material.segments.groupby("focus_group")["n_words"].sum()
        self._given: dict[str, pd.DataFrame] = {}

    def rows_behind(self, table: str, row: Row) -> Counted | None:
        """What a ``row`` of the published ``table`` counts; None where this cannot tell."""
        of_table: Mapping[str, Callable[[Row], Counted | None]] = {
            "study_facts": self._fact,
            "table_1_participants": self._characteristic,
            "table_2_deprivation": self._decile,
            "table_2b_deprivation_moves": self._moves,
            "table_3_themes": self._theme,
            "themes_by_group": self._theme_in_group,
            "sub_themes": self._sub_theme,
            "keywords": self._keyword,
            "codebook_check": self._codebook_check,
            "saturation": self._new_codes,
            "stability": self._stability,
            "figure_1_deciles": self._decile,
            "figure_2_themes_by_group": self._theme_in_group,
            "figure_4_saturation": self._new_codes,
            "figure_5_stability": self._stability,
            "figure_s1_cooccurrence": self._together,
        }
        return of_table[table](row) if table in of_table else None

    # --- Themes -----------------------------------------------------------------------------------

    def given(self, theme: str) -> pd.DataFrame:
        """The segments to which ``theme`` is assigned, or those without a theme for `none`."""
        if theme not in self._given:
            segments, coding = self.material.segments, self.material.coding
            assigned = coding[coding["assigned"] == "true"]
            of_theme = assigned if theme == NO_THEME else assigned[assigned["theme"] == theme]
            among = segments[SEGMENT].isin(of_theme[SEGMENT])
            self._given[theme] = segments[~among if theme == NO_THEME else among]
        return self._given[theme]

    def _theme(self, row: Row) -> Counted:
        told = self.given(row["theme"])
        numbers = {
            **_reach(told),
            "percent_of_words": _percent(int(told["n_words"].sum()), self.words),
        }
        return Counted("segments", {"theme": row["theme"]}, numbers=numbers)

    def _theme_in_group(self, row: Row) -> Counted:
        theme, group = row["theme"], row["focus_group"]
        told = self.given(theme)
        told = told[told["focus_group"] == group]
        words = self.words_of.get(group, 0)
        people = self.material.participants["focus_group"].eq(group).sum()
        numbers = {
            "percent_of_words": _percent(int(told["n_words"].sum()), int(words)),
            "percent_of_participants": _percent(told["speaker"].nunique(), int(people)),
        }
        return Counted("segments", {"theme": theme, "group": group}, numbers=numbers)

    def _together(self, row: Row) -> Counted:
        first, second = row["theme"], row["other_theme"]
        told = self.given(first)
        both = int(told[SEGMENT].isin(self.given(second)[SEGMENT]).sum())
        numbers = {"segments": both, "percent_of_segments": _percent(both, len(told))}
        return Counted("segments", {"theme": first, "also": second}, numbers=numbers)

    def _sub_theme(self, row: Row) -> Counted | None:
        clusters = self.material.clusters
        found = clusters[(clusters["theme"] == row["theme"]) & (clusters["label"] == row["label"])]
        if found["cluster"].nunique() != 1:
            return None
        segments = self.material.segments
        told = segments[segments[SEGMENT].isin(found[SEGMENT])]
        where = {"sub_theme": f"{row['theme']}/{found['cluster'].iloc[0]}"}
        return Counted("segments", where, numbers=_reach(told))

    def _keyword(self, row: Row) -> Counted:
        said = self._saying(row["theme"], row["keyword"])
        where = {"keyword": f"{row['theme']}/{row['keyword']}"}
        return Counted("segments", where, numbers={"segments": said})

    def _codebook_check(self, row: Row) -> Counted | None:
        theme, everything = row["theme"], len(self.material.segments)
        if row["check"] == "counts":
            numbers = {"segments": self._saying(theme, ANY_KEYWORD), "of_segments": everything}
            return Counted("segments", {"keyword": f"{theme}/{ANY_KEYWORD}"}, numbers=numbers)
        if row["check"] == "one keyword carries":
            of_theme = self._saying(theme, ANY_KEYWORD)
            numbers = {"segments": self._saying(theme, row["keyword"]), "of_segments": of_theme}
            where = {"keyword": f"{theme}/{row['keyword']}"}
            return Counted("segments", where, numbers=numbers)
        return None

    def _saying(self, theme: str, keyword: str) -> int:
        """How many segments have a keyword of a theme."""
        evidence = self.material.evidence
        hits = evidence[evidence["theme"] == theme]
        if keyword != ANY_KEYWORD:
            hits = hits[hits["keyword"] == keyword]
        return int(hits[SEGMENT].nunique())

    # --- People -----------------------------------------------------------------------------------

    def _characteristic(self, row: Row) -> Counted:
        people = self.material.participants
        name, level = row["characteristic"], row["level"]
        if (name, level) == (PARTICIPANTS, ALL):
            return self._people(people)
        values = people[name] if name in people else people["participant_id"].map(lambda _: "")
        if name == AGE and " to " in level:
            return self._people(people[values != ""])
        if name == AGE and "-" in level and values.replace("", "0").str.isnumeric().all():
            low, high = (int(end) for end in level.split("-"))
            return self._people(people[pd.to_numeric(values.replace("", "-1")).between(low, high)])
        return self._people(people[values == ("" if level == NOT_STATED else level)])

    def _decile(self, row: Row) -> Counted:
        people, domain, decile = self.material.participants, row["domain"], row["decile"]
        column = f"{domain}_decile"
        if column in people and set(people["imd_edition"]) == {row["edition"]}:
            deciles = people[column]
            if decile == LOW:
                lowest = {str(number) for number in range(1, LOW_DECILES + 1)}
                return self._people(people[deciles.isin(lowest)])
            return self._people(people[deciles == ("" if decile == "no match" else decile)])
        where = {"edition": row["edition"], "domain": domain}
        if decile != LOW:
            where["decile"] = decile
        counts = _agreeing(self.material.deprivation_counts, where)
        if decile == LOW:
            counts = counts[counts["decile"].isin([str(n) for n in range(1, LOW_DECILES + 1)])]
        total = int(counts["participants"].astype(int).sum())
        return Counted("deprivation_counts", where, numbers=self._share(total))

    def _moves(self, row: Row) -> Counted:
        where = {c: row[c] for c in ("edition_from", "edition_to", "domain", "move")}
        moves = _agreeing(self.material.deprivation_moves, where)
        total = int(moves["participants"].astype(int).sum())
        return Counted("deprivation_moves", where, numbers=self._share(total))

    def _people(self, people: pd.DataFrame) -> Counted:
        ids = tuple(people["participant_id"])
        return Counted(PARTICIPANTS, ids=ids, numbers=self._share(len(ids)))

    def _share(self, number: int) -> dict[str, float]:
        return {"n": number, "percent": _percent(number, len(self.material.participants))}

    # --- The study, and rigour --------------------------------------------------------------------

    def _fact(self, row: Row) -> Counted | None:
        study, fact = self.material, row["fact"]
        if fact == "participants":
            people = tuple(study.participants["participant_id"])
            return Counted(PARTICIPANTS, ids=people, numbers={"value": len(people)})
        if fact == "unattributed_turns":
            turns = tuple(study.turns.loc[study.turns["role"] == UNKNOWN, "turn_id"])
            return Counted("turns", ids=turns, numbers={"value": len(turns)})
        of_segments = {
            "segments": len(study.segments),
            "participant_words": self.words,
        }
        if fact in of_segments:
            return Counted("segments", numbers={"value": of_segments[fact]})
        if fact == "suggested_segments":
            number = suggested(study.coding)[SEGMENT].nunique()
            return Counted("segments", {"status": SUGGESTED}, numbers={"value": number})
        return None

    def _new_codes(self, row: Row) -> Counted | None:
        position = int(row["order"]) - 1
        if position >= len(self.material.order):
            return None
        fresh = self._fresh_codes[self.material.order[position]]
        where = {"group": self.material.order[position]}
        return Counted("codes", where, fresh, {"new_codes": len(fresh)})

    def _stability(self, row: Row) -> Counted:
        where = {"left_out": row["left_out"], "theme": row["theme"]}
        return Counted("stability", where)

    @cached_property
    def _fresh_codes(self) -> dict[str, tuple[str, ...]]:
        """The codes that each group is the first to show, as `theme/keyword`, in order."""
        study = self.material
        codes = codes_by_group(study.evidence, study.segments, study.coding)
        known: set[tuple[str, str]] = set()
        fresh: dict[str, tuple[str, ...]] = {}
        for group in study.order:
            new = codes.get(group, set()) - known
            known |= new
            fresh[group] = tuple(sorted(f"{theme}/{keyword}" for theme, keyword in new))
        return fresh


def counting_rows(
    counter: Counter, segment_id: str, theme_ids: Sequence[str]
) -> Iterator[tuple[str, Row, list[str]]]:
    """The published rows that count a segment: the table's name, the row, and its counted columns.

    ``theme_ids`` are the themes assigned to it; without any, `none` counts it.
    """
    segment = counter.material.segments.set_index(SEGMENT).loc[segment_id]
    clusters, evidence = counter.material.clusters, counter.material.evidence
    hits = evidence[evidence[SEGMENT] == segment_id]
    keywords = set(zip(hits["theme"], hits["keyword"], strict=True))
    own = clusters[clusters[SEGMENT] == segment_id]
    labels = set(zip(own["theme"], own["label"], strict=True))
    given = theme_ids or [NO_THEME]
    for table, rows in counter.material.published.items():
        for row in rows_of(rows):
            of_theme = row.get("theme") in given
            if (
                (table == "table_3_themes" and of_theme)
                or (
                    table == "themes_by_group"
                    and of_theme
                    and row["focus_group"] == segment["focus_group"]
                )
                or (table == "sub_themes" and (row["theme"], row["label"]) in labels)
                or (table == "keywords" and (row["theme"], row["keyword"]) in keywords)
                or row.get(SEGMENT) == segment_id
            ):
                counted = counter.rows_behind(table, row)
                yield table, row, list(counted.numbers) if counted else []


def _reach(told: pd.DataFrame) -> dict[str, float]:
    """How many segments these are, by how many people of how many groups."""
    return {
        "segments": len(told),
        "participants": told["speaker"].nunique(),
        "focus_groups": told["focus_group"].nunique(),
    }


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def _agreeing(table: pd.DataFrame, where: Mapping[str, str]) -> pd.DataFrame:
    """The rows of ``table`` that have all values of ``where``."""
    for column, value in where.items():
        table = table[table[column] == value]
    return table
