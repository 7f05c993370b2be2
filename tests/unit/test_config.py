"""The config: completed, checked, its `auto` keys decided."""

import copy
import datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from focusgroups.config import complete_config, read_schema, schema_problems
from focusgroups.errors import StudyError

FOUR: dict[str, Any] = {
    "resources": "resources",
    "results": "/secure/results",
    "codebook": "codebook.yaml",
    "synthetic": False,
}


def problems(config: Any) -> list[str]:
    with pytest.raises(StudyError) as error:
        complete_config(config, "config.yaml")
    return list(error.value.problems)


def test_four_keys_are_enough_for_a_study_of_ones_own() -> None:
    settings = complete_config(FOUR, "config.yaml")
    assert set(settings) == set(read_schema("config")["properties"])
    assert settings["study"] == {"title": "Focus-group study", "date": None, "invited": None}
    assert settings["quotes"] == {"per_theme": 3, "min_words": 12, "max_words": 70}
    place = settings["deprivation"]
    assert (place["source"], place["editions"]) == ("embedded", [2019])


def test_safety_is_on_unless_the_study_is_the_demonstration() -> None:
    real = complete_config(FOUR, "config.yaml")
    assert real["release"] == {"requires_review": True, "requires_quote_approval": True}
    assert real["disclosure"] == {"minimum_count": 5}
    assert real["paper_figures"] is None
    shown = complete_config({**FOUR, "synthetic": True}, "config.yaml")
    assert shown["release"] == {"requires_review": False, "requires_quote_approval": False}
    assert shown["disclosure"] == {"minimum_count": 0}
    assert shown["paper_figures"] == "auto"


@pytest.mark.parametrize("synthetic", [True, False])
def test_what_is_written_is_not_decided_again(synthetic: bool) -> None:
    config = {
        **FOUR,
        "synthetic": synthetic,
        "release": {"requires_review": not synthetic, "requires_quote_approval": synthetic},
        "disclosure": {"minimum_count": 10},
        "paper_figures": "figures.yaml",
    }
    settings = complete_config(config, "config.yaml")
    assert {key: settings[key] for key in config} == config


def test_part_of_a_section_keeps_the_other_defaults() -> None:
    settings = complete_config({**FOUR, "quotes": {"per_theme": 5}}, "config.yaml")
    assert settings["quotes"] == {"per_theme": 5, "min_words": 12, "max_words": 70}


def test_config_and_schema_stay_as_they_are() -> None:
    config = {**copy.deepcopy(FOUR), "themes": {"learn_from": ["anna"]}}
    before = copy.deepcopy(config)
    settings = complete_config(config, "config.yaml")
    settings["themes"]["learn_from"].append("ben")
    settings["participants"]["characteristics"].append("housing")
    assert config == before
    assert complete_config(FOUR, "c")["themes"]["learn_from"] == "all"
    assert "housing" not in complete_config(FOUR, "c")["participants"]["characteristics"]


@pytest.mark.parametrize("config", [None, [], ["resources"], "resources: here", 5, True])
def test_wrong_at_the_top_gives_one_line(config: Any) -> None:
    assert problems(config) == ["config.yaml: must be keys, each with its value"]


def test_missing_keys_are_named_once() -> None:
    line = "config.yaml: key results, codebook, synthetic is missing; see config/README.md"
    assert problems({"resources": "resources"}) == [line]


FAULTY: dict[str, tuple[Any, str]] = {
    "resources": (3, "config.yaml resources: must be text in quotation marks"),
    "results": ("", "config.yaml results: is empty; fill it in"),
    "synthetic": ("false", "config.yaml synthetic: must be true or false"),
    "study": (None, "config.yaml study: must be keys, each with its value"),
    "study.title": (2019, "config.yaml study.title: must be text in quotation marks"),
    "study.date": ("2019-13-01", "config.yaml study.date: does not fit: The one date"),
    "study.date ": (datetime.date(2019, 9, 30), "config.yaml study.date: must be text in quot"),
    "study.invited": ("187", "config.yaml study.invited: must be a whole number or null"),
    "study.invited ": (0, "config.yaml study.invited: must be at least 1"),
    "participants.characteristics": ("age", "participants.characteristics: must be a list"),
    "participants.characteristics ": (["Age"], "characteristics[1]: does not fit: A column name"),
    "participants.characteristics  ": (["age", "age"], "an entry stands there twice; keep one"),
    "transcripts.unlabelled_speaker": (None, "unlabelled_speaker: must be text in quotation"),
    "transcripts.prompt_pattern": ("[0-9", "prompt_pattern: does not fit: Regular expression"),
    "transcripts.prompt_pattern ": ("*", "prompt_pattern: does not fit: Regular expression"),
    "deidentification.safe_terms": ([5], "safe_terms[1]: must be text in quotation marks"),
    "segments.max_words": (9, "config.yaml segments.max_words: must be at least 10"),
    "segments.max_words ": (True, "config.yaml segments.max_words: must be a whole number"),
    "deprivation.source": ("web", "config.yaml deprivation.source: must be one of embedded"),
    "deprivation.editions": ([], "config.yaml deprivation.editions: the list is empty"),
    "deprivation.editions ": ([2004], "config.yaml deprivation.editions[1]: must be one of 2019"),
    "themes.learn_from": ("anna", "config.yaml themes.learn_from: does not fit: Coders whose"),
    "themes.seed": (-1, "config.yaml themes.seed: must be at least 0"),
    "quotes.per_theme": (21, "config.yaml quotes.per_theme: must be at most 20"),
    "quotes.min_words": (71, "config.yaml quotes: min_words is larger than max_words"),
    "saturation.threshold": ("5%", "config.yaml saturation.threshold: must be a number"),
    "release.requires_review": ("yes", "must be one of auto or true or false"),
    "release.requires_review ": (1, "must be one of auto or true or false"),
    "disclosure.minimum_count": (51, "disclosure.minimum_count: does not fit: Counts of people"),
    "disclosure.minimum_count ": (True, "disclosure.minimum_count: does not fit: Counts of peop"),
    "wording.most": (0.4, "config.yaml wording.most: must be at least 0.5"),
    "wording.few": (0.5, "config.yaml wording: few is not smaller than most; mend one of them"),
    "wording.few ": ("a fifth", "config.yaml wording.few: must be a number"),
    "paper_figures": (False, "paper_figures: must be text in quotation marks or null"),
    "quote": ({}, "config.yaml: unknown key quote; known keys are resources, results, "),
    "quotes.per_them": (
        3,
        "quotes: unknown key per_them; known keys are per_theme, min_words, max",
    ),
}


@pytest.mark.parametrize("key", FAULTY)
def test_faulty_key_gives_one_line_with_place_and_remedy(key: str) -> None:
    value, line = FAULTY[key]
    section, _, inner = key.strip().partition(".")
    found = problems({**FOUR, section: {inner: value} if inner else value})
    assert len(found) == 1, found
    assert line in found[0]
    assert "\n" not in found[0]


def test_keys_that_are_no_text_are_unknown_keys() -> None:
    assert "unknown key 2019, None, True" in problems({**FOUR, 2019: 1, None: 2, True: 3})[0]


def test_all_faults_are_told_at_once_without_their_values() -> None:
    config = {**FOUR, "resources": ["Zebedee"], "study": {"date": "Zebedee", "invited": "Zebedee"}}
    found = problems(config)
    assert len(found) == 3
    assert "Zebedee" not in "".join(found)


@pytest.mark.parametrize("name", ["config", "codebook"])
def test_schema_is_a_schema_that_explains_every_key(name: str) -> None:
    schema = read_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    waiting, seen = [schema], 0
    while waiting:
        rule = waiting.pop()
        if rule.get("type") == "object":
            assert rule["additionalProperties"] is False
            waiting += rule["properties"].values()
        else:
            assert rule.get("description") or rule["items"], rule
            seen += 1
    assert seen > 0


def test_defaults_keep_their_own_rules() -> None:
    schema = read_schema("config")
    settings = {**complete_config(FOUR, "config.yaml")}
    assert schema_problems(schema, settings, "defaults") == []


def test_the_demonstrations_config_is_sound(repository: Path) -> None:
    config = yaml.safe_load((repository / "config" / "config.yaml").read_text("utf-8"))
    settings = complete_config(config, "config.yaml")
    assert settings["synthetic"] is True
    assert set(config) == set(settings), "config.yaml shows every key"
