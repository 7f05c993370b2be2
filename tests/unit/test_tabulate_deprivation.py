"""Tables 2 and 2b count deciles and moves, and tell no small count, alone or together."""

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from focusgroups.deprivation.editions import COUNT_COLUMNS, DOMAINS, MOVE_COLUMNS, MOVES
from focusgroups.release.checks import check_minimum_count
from focusgroups.release.counts import Rule
from focusgroups.tables import read_table, write_table
from focusgroups.tabulation.flows import tells_flow
from tabulate_deprivation import tabulate_deprivation

NAMES = [*map(str, range(1, 11)), "no match"]
ROWS = [*NAMES[:10], "<=3", "no match"]

Places = Sequence[tuple[int | None, int | None]]  # of each person: decile in 2019 and in 2025


def write_counts(folder: Path, counts: Mapping[tuple[int, str], Sequence[int]]) -> None:
    rows = [
        (edition, domain, name, n)
        for (edition, domain), cells in counts.items()
        for name, n in zip(NAMES, cells, strict=True)
    ]
    write_table(pd.DataFrame(rows, columns=list(COUNT_COLUMNS)), folder / "c.csv", COUNT_COLUMNS)


def write_moves(folder: Path, moves: Mapping[str, Sequence[int]]) -> None:
    rows = [
        (2019, 2025, domain, move, n)
        for domain, cells in moves.items()
        for move, n in zip(MOVES, cells, strict=True)
    ]
    write_table(pd.DataFrame(rows, columns=list(MOVE_COLUMNS)), folder / "m.csv", MOVE_COLUMNS)


def table_2(folder: Path, minimum: int, **deciles: list[int]) -> dict[str, pd.DataFrame]:
    nobody = [0] * 10 + [sum(deciles["imd"])]
    write_counts(folder, {(2019, domain): deciles.get(domain, nobody) for domain in DOMAINS})
    write_moves(folder, {})
    tabulate_deprivation(folder / "c.csv", folder / "m.csv", minimum, folder / "t.csv", None)
    table = read_table(folder / "t.csv")
    assert list(table["domain"].unique()) == list(DOMAINS)
    assert set(table["edition"]) == {"2019"}
    return {str(domain): of.set_index("decile") for domain, of in table.groupby("domain")}


def both_tables(
    folder: Path, minimum: int, people: Mapping[str, Places]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tables 2 and 2b of ``people``, by domain."""
    counts, moves = {}, {}
    for domain, places in people.items():
        for at, edition in enumerate((2025, 2019)):
            found = Counter(place[1 - at] for place in places)
            counts[edition, domain] = [found[n] for n in [*range(1, 11), None]]
        moved = Counter(_move(*place) for place in places)
        moves[domain] = [moved[move] for move in MOVES]
    write_counts(folder, counts)
    write_moves(folder, moves)
    out = folder / "t.csv", folder / "u.csv"
    tabulate_deprivation(folder / "c.csv", folder / "m.csv", minimum, *out)
    return read_table(out[0]), read_table(out[1])


def _move(before: int | None, after: int | None) -> str:
    if before is None or after is None:
        return "no match"
    return (
        "more deprived" if after < before else "less deprived" if after > before else "same decile"
    )


def shown(table: pd.DataFrame, **where: str) -> list[str]:
    for column, value in where.items():
        table = table[table[column] == value]
    return list(table["n"])


# --- One edition --------------------------------------------------------------------------------


def test_published_margins(tmp_path: Path) -> None:
    tables = table_2(
        tmp_path, 0,
        imd=[9, 3, 2, 1, 1, 1, 0, 1, 0, 0, 0], health=[12, 1, 1, 2, 1, 1, 0, 0, 0, 0, 0],
    )  # fmt: skip
    for domain in ("imd", "health"):
        assert list(tables[domain].index) == ROWS
        assert list(tables[domain].loc["<=3"])[2:] == ["14", "77.8"]
        assert tables[domain].loc["no match", "n"] == "0"
    assert list(tables["imd"].loc["1"])[2:] == ["9", "50.0"]


def test_people_without_a_match_are_counted_in_all_percentages(tmp_path: Path) -> None:
    table = table_2(tmp_path, 0, imd=[2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2])["imd"]
    assert list(table.loc["no match"])[2:] == ["2", "50.0"]
    assert list(table.loc["1"])[2:] == ["2", "50.0"]


def test_small_rest_withholds_the_subtotal(tmp_path: Path) -> None:
    cells = [9, 3, 2, 1, 1, 1, 0, 1, 0, 0, 0]
    table = table_2(tmp_path, 5, **dict.fromkeys(DOMAINS, cells))["imd"]
    assert table.loc["<=3", "n"] == ""  # 18 - 14 would be four people
    assert list(table["n"]) == ["9", "", "", "", "", "", "0", "", "0", "0", "", "0"]
    assert list(table["percent"] == "") == list(table["n"] == "")


def test_safe_subtotal_is_published_and_each_side_protected(tmp_path: Path) -> None:
    cells = [20, 8, 2, 3, 3, 6, 0, 0, 0, 0, 0]
    table = table_2(tmp_path, 5, **dict.fromkeys(DOMAINS, cells))["imd"]
    assert list(table["n"]) == ["20", "", "", "", "", "6", "0", "0", "0", "0", "30", "0"]


def test_shared_count_without_a_match_is_withheld_in_all_domains(tmp_path: Path) -> None:
    plain = [20, 0, 0, 20, 0, 0, 0, 0, 0, 0, 3]
    mixed = [20, 0, 0, 10, 10, 0, 0, 0, 0, 0, 3]
    tables = table_2(tmp_path, 5, **{**dict.fromkeys(DOMAINS, plain), "imd": mixed})
    assert {table.loc["no match", "n"] for table in tables.values()} == {""}
    assert list(tables["imd"]["n"]) == ["20", "0", "0", "", "", "0", "0", "0", "0", "0", "20", ""]
    # A second domain by decile would tell, with the first, how many have no area.
    assert list(tables["crime"]["n"]) == [""] * 10 + ["20", ""]


def test_people_without_a_match_who_are_many_hide_no_domain(tmp_path: Path) -> None:
    cells = [20, 0, 0, 20, 0, 0, 0, 0, 0, 0, 9]
    mixed = [17, 3, 0, 0, 9, 11, 0, 0, 0, 0, 9]
    tables = table_2(tmp_path, 5, **{**dict.fromkeys(DOMAINS, cells), "crime": mixed})
    assert {table.loc["no match", "n"] for table in tables.values()} == {"9"}
    assert list(tables["crime"]["n"])[:6] == ["", "", "0", "0", "9", "11"]


def test_study_smaller_than_the_minimum(tmp_path: Path) -> None:
    cells = [4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    tables = table_2(tmp_path, 5, **dict.fromkeys(DOMAINS, cells))
    assert {n for table in tables.values() for n in table["n"]} == {""}


def test_nobody_with_a_match_is_no_small_group(tmp_path: Path) -> None:
    for people in (18, 4):
        for table in table_2(tmp_path, 5, imd=[0] * 10 + [people]).values():
            assert list(table["n"]) == ["0"] * 11 + [str(people)]
            assert list(table["percent"]) == ["0.0"] * 11 + ["100.0"]


def test_nobody(tmp_path: Path) -> None:
    table = table_2(tmp_path, 5, imd=[0] * 11)["imd"]
    assert set(table["n"]) == {"0"} and set(table["percent"]) == {""}


def test_a_domain_that_an_edition_lacks_has_no_rows(tmp_path: Path) -> None:
    cells = [9, 3, 2, 1, 1, 1, 0, 1, 0, 0, 0]
    write_counts(tmp_path, {(2019, "imd"): cells, (2025, "health"): cells, (2025, "imd"): cells})
    write_moves(tmp_path, {"imd": [0, 18, 0, 0]})
    out = tmp_path / "t.csv", tmp_path / "u.csv"
    tabulate_deprivation(tmp_path / "c.csv", tmp_path / "m.csv", 0, *out)
    table = read_table(out[0])
    places = list(table[["edition", "domain"]].drop_duplicates().itertuples(index=False, name=None))
    assert places == [("2019", "imd"), ("2025", "imd"), ("2025", "health")]
    assert set(read_table(out[1])["domain"]) == {"imd"}


# --- Two editions -------------------------------------------------------------------------------


def test_both_editions_and_the_moves_between_them(tmp_path: Path) -> None:
    people = [(1, 1), (1, 2), (4, 3), (2, 2), (9, None), (None, None)]
    table, moves = both_tables(tmp_path, 0, {"imd": people, "health": people})
    assert shown(table, edition="2019", domain="imd") == [
        "2", "1", "0", "1", "0", "0", "0", "0", "1", "0", "3", "1"
    ]  # fmt: skip
    assert shown(table, edition="2025", domain="imd", decile="no match") == ["2"]
    assert list(moves.columns) == ["edition_from", "edition_to", "domain", "move", "n", "percent"]
    assert list(moves[moves["domain"] == "imd"]["move"]) == list(MOVES)
    assert shown(moves, domain="imd") == ["1", "2", "1", "2"]
    assert list(moves["percent"])[:2] == ["16.7", "33.3"]


def test_no_table_of_moves_with_one_edition(tmp_path: Path) -> None:
    table_2(tmp_path, 0, imd=[2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2])
    assert not (tmp_path / "u.csv").exists()


def test_few_people_without_an_area_in_one_edition_hide_those_of_the_other(tmp_path: Path) -> None:
    people = [(1, 1)] * 20 + [(2, 2)] * 20 + [(None, None)] * 10
    table, moves = both_tables(tmp_path, 5, {"imd": people})
    assert shown(table, decile="no match") == ["10", "10"]
    assert shown(moves) == ["0", "40", "0", "10"]
    # One more in 2025 only: ten and eleven are many, but their difference is one person.
    table, moves = both_tables(tmp_path, 5, {"imd": [*people, (1, None)]})
    assert shown(table, decile="no match") == ["", ""]
    assert set(shown(moves)) == {""}


def test_a_small_move_is_withheld_with_those_beside_it_in_its_domain(tmp_path: Path) -> None:
    still = [(1, 1)] * 20 + [(3, 3)] * 20
    some = [(1, 1)] * 18 + [(1, 3)] * 2 + [(3, 1)] * 5 + [(3, 3)] * 15
    many = [(1, 2)] * 10 + [(1, 1)] * 10 + [(3, 2)] * 10 + [(3, 3)] * 10
    _, moves = both_tables(tmp_path, 5, {"imd": still, "health": some, "crime": many})
    assert shown(moves, domain="imd") == ["0", "40", "0", "0"]
    assert shown(moves, domain="health") == ["", "", "", "0"]
    assert shown(moves, domain="crime") == ["10", "20", "10", "0"]


def test_moves_one_way_do_not_tell_who_left_a_decile(tmp_path: Path) -> None:
    # Nobody became more deprived, so decile 1, from 20 to 18 people, tells that two left it.
    people = [(1, 1)] * 18 + [(1, 2)] * 2 + [(2, 2)] * 12 + [(2, 3)] * 8 + [(3, 3)] * 10
    table, moves = both_tables(tmp_path, 5, {"imd": people})
    assert shown(table, decile="1") == ["20", "18"]
    assert shown(moves) == ["", "", "", "0"]
    # Nor does one edition tell what the other withholds: here decile 1 in 2019, one person.
    people = [(1, 1)] + [(2, 2)] * 10 + [(2, 1)] * 10
    table, moves = both_tables(tmp_path, 5, {"imd": people})
    assert shown(table, decile="1") == ["", "11"]
    assert shown(moves) == ["", "", "", "0"]


def test_an_edition_in_which_nobody_has_an_area_hides_nothing(tmp_path: Path) -> None:
    people = [(1, None)] * 20 + [(None, None)] * 2
    table, moves = both_tables(tmp_path, 5, {"imd": people})
    assert shown(table, edition="2025", decile="no match") == ["22"]
    assert shown(table, edition="2019", decile="no match") == [""]
    assert shown(moves) == ["0", "0", "0", "22"]


def test_people_in_few_deciles_do_not_tell_where_they_went(tmp_path: Path) -> None:
    # Each move is many. But decile 2, which nobody is in later, tells how many went which way.
    people = [(4, 4)] * 5 + [(2, 1)] + [(4, 1)] * 4 + [(2, 4)] * 5
    _, moves = both_tables(tmp_path, 5, {"imd": people})
    assert shown(moves) == ["", "", "", "0"]
    people = [(4, 4)] * 5 + [(2, 2)] * 5 + [(4, 2)] * 5 + [(2, 4)] * 5
    _, moves = both_tables(tmp_path, 5, {"imd": people})
    assert shown(moves) == ["5", "10", "5", "0"]


def flows(before: Sequence[int], after: Sequence[int]) -> Iterator[list[list[int]]]:
    """All ways for ``before`` to become ``after``: from each place to each, as rows."""
    if not before:
        if not any(after):
            yield []
        return
    for row in itertools.product(*(range(n + 1) for n in after)):
        if sum(row) == before[0]:
            left = [n - gone for n, gone in zip(after, row, strict=True)]
            yield from ([list(row), *rest] for rest in flows(before[1:], left))


def moves_of(flow: Sequence[Sequence[int]]) -> list[int]:
    """More, same, less deprived, and without an area, which is the last place."""
    moved = [0] * 4
    for start, row in enumerate(flow):
        for end, n in enumerate(row):
            out = len(row) - 1 in (start, end)
            moved[3 if out else 0 if end < start else 2 if end > start else 1] += n
    return moved


row_of_flows = st.lists(st.integers(0, 3), min_size=3, max_size=3)


@settings(deadline=None, max_examples=60)
@given(st.lists(row_of_flows, min_size=3, max_size=3), st.integers(2, 4))
def test_a_flow_that_can_have_one_small_size_only_is_noticed(
    flow: list[list[int]], minimum: int
) -> None:
    before, after = [sum(row) for row in flow], [sum(column) for column in zip(*flow, strict=True)]
    moved = moves_of(flow)
    others = [other for other in flows(before, after) if moves_of(other) == moved]
    assert flow in others
    cells = zip(*(itertools.chain(*other) for other in others), strict=True)
    told = any(len(set(sizes)) == 1 and 0 < sizes[0] < minimum for sizes in cells)
    assert tells_flow(before, after, moved, minimum) or not told


decile = st.one_of(st.none(), st.sampled_from([1, 1, 1, 2, 3, 4, 10]))
person = st.tuples(decile, decile, st.integers(0, 3), st.integers(0, 3))


@pytest.mark.parametrize("minimum", [3, 5])
@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(groups=st.lists(st.tuples(person, st.sampled_from([1, 2, 3, 5, 8, 13])), max_size=9))
def test_the_release_check_finds_nothing_in_tables_so_made(
    tmp_path: Path, minimum: int, groups: list[tuple[tuple[int | None, ...], int]]
) -> None:
    everybody = [person for person, number in groups for _ in range(number)]
    if len(everybody) < minimum:
        return

    def placed(decile: int | None, shift: int | None) -> int | None:
        return None if decile is None else min(10, decile + (shift or 0))

    people = {
        "imd": [(before, after) for before, after, *_ in everybody],
        "health": [(placed(b, s), placed(a, t)) for b, a, s, t in everybody],
    }
    tables = dict(zip(("2", "2b"), both_tables(tmp_path, minimum, people), strict=True))
    verdict = check_minimum_count(tables, Rule(len(everybody), minimum))
    assert verdict.status == "pass", verdict.detail
