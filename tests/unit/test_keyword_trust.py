"""Trust in keywords: by the company they keep, by people, and never by a segment's own decision."""

import numpy as np
import pytest

from focusgroups.themes.features import WordFeatures
from focusgroups.themes.keyword_trust import (
    LEAST,
    MOST,
    USUAL,
    judged_by_people,
    trust_keywords,
)
from focusgroups.themes.keywords import KeywordRows

TRAVEL = ["road", "bus", "mile", "lift", "taxi", "parking"]
OTHER = ["soup", "bed", "nurse", "pill", "chart", "visitor"]
COUNTS = (40, 40, 40)


def words(kind: list[str], number: int, seed: int) -> list[str]:
    random = np.random.default_rng(seed)
    return [" ".join(random.choice(kind, 4)) for _ in range(number)]


def study(around: list[list[str]], counts: tuple[int, ...] = COUNTS) -> tuple[list, WordFeatures]:
    """Keywords of one theme, each said amid the words ``around``, and 60 segments with none."""
    texts: list[str] = []
    found = []
    for number, (kind, count) in enumerate(zip(around, counts, strict=True)):
        rows = np.arange(len(texts), len(texts) + count)
        found.append(KeywordRows(0, f"keyword{number}", rows))
        texts += words(kind, count, number)
    return found, WordFeatures(texts + words(OTHER, 60, 99))


def trusted(around: list[list[str]], counts: tuple[int, ...] = COUNTS) -> list[float]:
    found, features = study(around, counts)
    return trust_keywords(found, features.matrix, [np.arange(features.matrix.shape[1])])


def test_a_keyword_said_in_unlike_talk_is_trusted_less_than_its_siblings() -> None:
    good, also, bad = trusted([TRAVEL, TRAVEL, OTHER])
    assert bad < 0.5 < USUAL < min(good, also)
    assert trusted([TRAVEL, OTHER, TRAVEL])[1] == pytest.approx(bad, abs=0.1)


def test_keywords_in_like_talk_are_trusted_alike() -> None:
    assert np.ptp(trusted([TRAVEL, TRAVEL, TRAVEL])) < 0.15


def test_few_segments_say_little() -> None:
    many = trusted([TRAVEL, TRAVEL, OTHER], (40, 40, 40))[2]
    few = trusted([TRAVEL, TRAVEL, OTHER], (40, 40, 4))[2]
    assert many < few < USUAL
    assert few > USUAL - 0.15
    assert trusted([TRAVEL, TRAVEL, OTHER], (40, 40, 2))[2] == USUAL


@pytest.mark.parametrize("around", [[TRAVEL], []])
def test_a_keyword_without_siblings_is_as_good_as_usual(around: list[list[str]]) -> None:
    assert trusted(around, COUNTS[: len(around)]) == [USUAL] * len(around)


def test_where_siblings_sound_like_all_talk_nothing_is_known() -> None:
    assert trusted([OTHER, OTHER, TRAVEL])[2] == USUAL


def test_words_of_keywords_alone_say_nothing() -> None:
    found, features = study([TRAVEL, TRAVEL, OTHER])
    assert trust_keywords(found, features.matrix, [np.arange(0)]) == [USUAL] * 3


def test_themes_are_judged_apart() -> None:
    found, features = study([TRAVEL, TRAVEL, OTHER])
    columns = np.arange(features.matrix.shape[1])
    elsewhere = [KeywordRows(1, "other", np.arange(60, 70))]
    both = trust_keywords([*found, *elsewhere], features.matrix, [columns, columns])
    assert both == [*trust_keywords(found, features.matrix, [columns]), USUAL]


def test_keywords_always_said_together_are_as_good_as_usual() -> None:
    found, features = study([TRAVEL, TRAVEL, OTHER])
    together = [KeywordRows(0, keyword.keyword, np.arange(40)) for keyword in found]
    columns = np.arange(features.matrix.shape[1])
    assert trust_keywords(together, features.matrix, [columns]) == [USUAL] * 3


def test_trust_has_bounds() -> None:
    found, features = study([[*TRAVEL, "soup", "bed"], TRAVEL, OTHER], (400, 400, 400))
    trust = trust_keywords(found, features.matrix, [np.arange(features.matrix.shape[1])])
    assert LEAST <= min(trust) < 0.4
    assert max(trust) <= MOST


NAN = np.nan
FIVE = [KeywordRows(0, "bus", np.arange(5))]


def judged(*decisions: float, before: float = 0.8) -> list[float]:
    decided = np.array(decisions)[:, None]
    return judged_by_people(FIVE, [before], decided)[0].round(6).tolist()


def test_nobody_decided_and_trust_stays() -> None:
    assert judged(NAN, NAN, NAN, NAN, NAN) == [0.8] * 5


def test_what_people_decided_of_others_shifts_trust() -> None:
    # Ten segments' worth of belief, and the others' decisions; one's own is left out.
    for_it, against = judged(1, 1, NAN, NAN, NAN), judged(0, 0, NAN, NAN, NAN)
    assert for_it == pytest.approx([9 / 11] * 2 + [10 / 12] * 3, abs=1e-6)
    assert against == pytest.approx([8 / 11] * 2 + [8 / 12] * 3, abs=1e-6)


@pytest.mark.parametrize("own", [0, 1, NAN])
def test_a_segments_own_decision_has_no_part_in_its_trust(own: float) -> None:
    assert judged(own, 1, 0, NAN, 1)[0] == judged(NAN, 1, 0, NAN, 1)[0]
    assert judged(own, NAN, NAN, NAN, NAN)[0] == 0.8


def test_decisions_on_segments_without_the_keyword_do_not_count() -> None:
    assert judged(NAN, NAN, NAN, NAN, NAN, 0, 0, 0) == [0.8] * 5
