"""Decisions on themes: nobody's coding leaks into what the model makes of the same segment."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from focusgroups.codebook import Theme
from focusgroups.themes import scoring
from focusgroups.themes.keywords import KeywordRows, find_keywords, rows_by_keyword
from focusgroups.themes.scoring import Decided, decide_themes
from focusgroups.themes.talk import Talk, hear

THEMES = [
    Theme("belong", "Belonging", "Being safe and accepted.", ("safe", "accepted", "welcome")),
    Theme("forward", "Moving on", "Work and confidence.", ("work", "confiden*", "volunteer*")),
    Theme("travel", "Travel", "How people come.", ("bus*", "train", "lift")),
]
# What people say beside the keywords of each theme, and what anybody says.
BESIDE = [
    ["kettle", "door", "stared", "names"],
    ["till", "badge", "wage"],
    ["late", "stop", "mile"],
]
# Words enough that hardly two segments are alike: where a model can learn segments by heart.
ANYTHING = [
    f"{first}{second}" for first in "bdfgklmnprst" for second in ("aro", "eni", "ilu", "omp")
]
ANYTHING += [f"{word}ed" for word in ANYTHING] + [f"{word}est" for word in ANYTHING]
SEED = 3


def ids_of(texts: list[str]) -> list[str]:
    return [f"FGD1-{place:04d}.1" for place in range(1, len(texts) + 1)]


@dataclass
class Study:
    """All that decisions are made of."""

    talk: Talk
    found: list[KeywordRows]
    texts: list[str]

    def decided(self, by_people: np.ndarray | None = None, **more: object) -> Decided:
        given = self.nobody() if by_people is None else by_people
        return decide_themes(self.talk, self.found, given, SEED, **more)

    def nobody(self) -> np.ndarray:
        return np.full((len(self.texts), len(THEMES)), np.nan)


def said(number: int, seed: int = SEED) -> list[str]:
    """Segments about one theme each, two in three with a keyword, in many words and few."""
    random = np.random.default_rng(seed)
    texts = []
    for _ in range(number):
        theme = random.integers(len(THEMES))
        words = list(random.choice(ANYTHING, random.integers(3, 18)))
        words += list(random.choice(BESIDE[theme], random.integers(0, 3)))
        if random.random() < 2 / 3:
            words.append(random.choice(THEMES[theme].keywords).removesuffix("*"))
        texts.append(" ".join(random.permutation(words)))
    return texts


def study(texts: list[str]) -> Study:
    ids = [f"FGD1-{number:04d}.1" for number in range(len(texts))]
    hits = find_keywords(pd.DataFrame({"segment_id": ids, "text": texts}), THEMES)
    found = rows_by_keyword(hits, ids, [theme.id for theme in THEMES])
    return Study(hear(ids_of(texts), texts, THEMES, None), found, texts)


STUDY = study(said(300))
# As people really talk: a few things said again and again, in the same words.
REPEATING = study(said(50, 8) * 6)


def dice(whole: Study, number: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Decisions on some segments that follow from nothing, and the rows of the segments."""
    random = np.random.default_rng(seed)
    rows = random.choice(len(whole.texts), number, replace=False)
    by_people = whole.nobody()
    by_people[rows] = random.random((number, len(THEMES))) < 0.5
    return by_people, rows


def leak(whole: Study, number: int, seeds: int, **more: object) -> tuple[float, float]:
    """How often dice agree with what is proposed, and how they go along with the scores."""
    agreed, along = [], []
    for seed in range(seeds):
        by_people, rows = dice(whole, number, seed)
        decided = whole.decided(by_people, **more)
        thrown, scores = by_people[rows], decided.scores[rows]
        agreed.append(((thrown == 1) == decided.proposed[rows]).mean())
        pairs = zip(thrown.T, scores.T, strict=True)
        along += [np.corrcoef(one, other)[0, 1] for one, other in pairs]
    return float(np.mean(agreed)), float(np.mean(along))


@pytest.mark.parametrize(
    ("whole", "number"),
    [(STUDY, 30), (STUDY, 150), (REPEATING, 30)],
    ids=["own words", "own words, many coded", "repeated words"],
)
def test_a_coder_who_throws_dice_is_agreed_with_no_better_than_chance(
    whole: Study, number: int
) -> None:
    agreed, along = leak(whole, number, 12)
    # Chance is a half, and nought; the margins are three standard errors of so many throws.
    throws = 12 * number * len(THEMES)
    assert agreed < 0.5 + 3 * 0.5 / throws**0.5
    assert along < 3 / throws**0.5


def test_what_dice_say_of_one_segment_teaches_the_others() -> None:
    by_people, rows = dice(STUDY, 60, 1)
    turned = by_people.copy()
    turned[rows[0]] = 1 - turned[rows[0]]
    before, after = STUDY.decided(by_people), STUDY.decided(turned)
    assert (before.scores != after.scores).any()
    assert (after.assigned[rows] == (turned[rows] == 1)).all()


def test_the_first_round_knows_nothing_of_people() -> None:
    by_people, rows = dice(STUDY, 60, 2)
    others = np.setdiff1d(np.arange(len(STUDY.texts)), rows)
    assert (STUDY.decided(by_people).labels[others] == STUDY.decided().labels[others]).all()
    assert (STUDY.decided(by_people).labels[rows] == by_people[rows]).all()


def turned_down() -> tuple[np.ndarray, np.ndarray]:
    """Half of the segments with one keyword, to which people denied its theme; and the others."""
    rows = next(word.rows for word in STUDY.found if word.keyword == "safe")
    by_people = STUDY.nobody()
    by_people[rows[::2], 0] = 0
    return by_people, rows[1::2]


def test_people_who_turn_a_keyword_down_weaken_it_elsewhere() -> None:
    by_people, others = turned_down()
    before, after = STUDY.decided(), STUDY.decided(by_people)
    assert (after.heard.strength[others, 0] < before.heard.strength[others, 0] / 1.5).all()
    assert (after.scores[others, 0] < before.scores[others, 0]).mean() > 0.9
    assert (after.labels[others] == before.labels[others]).all()
    assert after.proposed[:, 0].sum() <= before.proposed[:, 0].sum()


def test_a_persons_decision_teaches_more_than_a_keyword(monkeypatch: pytest.MonkeyPatch) -> None:
    by_people, others = turned_down()
    heavy = STUDY.decided(by_people).scores[others, 0]
    monkeypatch.setattr(scoring, "HUMAN_WEIGHT", 1.0)
    light = STUDY.decided(by_people).scores[others, 0]
    assert heavy.mean() < light.mean()


def test_copies_teach_as_often() -> None:
    is_kettle = np.array(["kettle" in text and "safe" not in text for text in STUDY.texts])
    decisions = STUDY.nobody()
    decisions[is_kettle, 0] = 1
    many = STUDY.decided(decisions, copies=np.where(is_kettle, 9, 1)).scores[:, 0]
    single = STUDY.decided(decisions).scores[:, 0]
    assert many[is_kettle].mean() > single[is_kettle].mean() + 0.5


def test_labels_are_likely_where_all_evidence_speaks_for_a_theme() -> None:
    decided = STUDY.decided()
    assert ((decided.labels >= 0) & (decided.labels <= 1)).all()
    assert decided.labels[decided.heard.strong].mean() > 0.6
    assert decided.labels[~decided.heard.strong].mean() < 0.4


def test_nothing_is_likely_of_a_theme_without_keywords() -> None:
    mute = Study(STUDY.talk, [word for word in STUDY.found if word.theme], STUDY.texts)
    decided = mute.decided()
    assert not decided.labels[:, 0].any()
    assert not decided.proposed[:, 0].any()
    by_people = mute.nobody()
    is_like = np.array([not {"kettle", "safe"}.isdisjoint(text.split()) for text in mute.texts])
    by_people[:90, 0] = is_like[:90]
    scores = mute.decided(by_people).scores[:, 0]
    assert scores[90:][is_like[90:]].mean() > scores[90:][~is_like[90:]].mean() + 1


def test_a_copy_counts_as_a_segment_more() -> None:
    mute = STUDY.nobody()
    once = np.ones(len(mute), dtype=np.intp)
    assert (STUDY.decided(mute, copies=once).scores == STUDY.decided(mute).scores).all()
    times = np.where(["kettle" in text for text in STUDY.texts], 4, 1)
    plain, more = STUDY.decided(mute), STUDY.decided(mute, copies=times)
    assert more.heard.strength.tolist() == plain.heard.strength.tolist()
    # As many copies exceed the threshold as keywords speak for, copies counted.
    counted = np.repeat(np.arange(len(mute)), times)
    for decided, rows in ((plain, np.arange(len(mute))), (more, counted)):
        exceeding = (decided.scores[rows] > decided.exceeded).sum(axis=0)
        assert np.abs(exceeding - decided.heard.strong[rows].sum(axis=0)).max() <= times.max()


def test_copies_hand_no_decision_back_to_their_segment() -> None:
    agreed, along = leak(STUDY, 40, 8, copies=np.full(len(STUDY.texts), 5))
    throws = 8 * 40 * len(THEMES)
    assert agreed < 0.5 + 3 * 0.5 / throws**0.5
    assert along < 3 / throws**0.5


def test_what_is_not_said_is_not_proposed_and_people_may_still_decide() -> None:
    silent = study([*said(40), "[laughs]", "[Person 1]"])
    by_people = silent.nobody()
    by_people[-1] = [1, 0, 0]
    decided = silent.decided(by_people)
    assert not decided.proposed[-2:].any()
    assert decided.assigned[-2:].tolist() == [[False] * 3, [True, False, False]]


@pytest.mark.parametrize("number", [0, 1, 2, 7])
def test_small_studies_have_a_decision_for_all(number: int) -> None:
    small = study(said(number))
    decided = small.decided()
    for table in (decided.scores, decided.labels, decided.proposed, decided.assigned):
        assert table.shape == (number, len(THEMES))
    assert np.isfinite(decided.scores).all()
    assert decided.exceeded.shape == (len(THEMES),)


def test_people_may_have_decided_everything() -> None:
    by_people = np.random.default_rng(SEED).integers(0, 2, (len(STUDY.texts), 3)).astype(float)
    decided = STUDY.decided(by_people)
    assert (decided.labels == by_people).all()
    assert (decided.assigned == (by_people == 1)).all()


def test_people_can_teach_a_theme_whose_keywords_nobody_says() -> None:
    """What people gave it counts as keywords would: else as many would be proposed as they hit."""
    unsaid = Theme("weather", "Weather", "What falls.", ("hailstones",))
    texts = [f"it {'rained on the bus' if n % 4 == 0 else 'was dry'} w{n % 7}" for n in range(80)]
    talk = hear(ids_of(texts), texts, [unsaid], None)
    by_people = np.full((80, 1), np.nan)
    by_people[:40, 0] = [n % 4 == 0 for n in range(40)]
    silent = decide_themes(talk, [], np.full((80, 1), np.nan), SEED)
    assert not silent.proposed.any()
    taught = decide_themes(talk, [], by_people, SEED)
    rained = np.array([n % 4 == 0 for n in range(80)])
    open_ = np.arange(80) >= 40
    assert taught.proposed[open_ & rained].all()
    assert taught.scores[open_ & rained].min() > taught.scores[open_ & ~rained].max()
    assert not taught.assigned[40:].any()  # without a keyword a proposal stays a suggestion
