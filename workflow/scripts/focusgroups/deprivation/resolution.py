"""From postcodes as typed to areas, and the state of each match."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from focusgroups.deprivation.countries import ENGLAND, country_of_area, country_of_postcode
from focusgroups.deprivation.postcodes import compact, is_full, is_outward, spaced, variants

LIVE, TERMINATED, NOT_FOUND = "live", "terminated", "not_found"
NO_POSTCODE, NOT_ENGLAND = "no_postcode", "not_england"
MATCH_STATES = (LIVE, TERMINATED, NOT_FOUND, NO_POSTCODE, NOT_ENGLAND)

# What is known of compact postcodes, a row for each in turn: `lsoa` and `ended` as in
# `postcode_index.find_postcodes`.
Find = Callable[[Sequence[str]], pd.DataFrame]

STEPS = "capitals, spacing, O for 0, I for 1"
TRIED = f"in no list, also after what was tried: {STEPS}"
NO_FORM = "not the form of a postcode"
OUTWARD = "an outward code alone does not resolve; the whole postcode is needed"
WITHOUT_AREA = "in the lookup, which knows no area for it"


def resolve(typed: Sequence[str], find: Find) -> pd.DataFrame:
    """Find the area of each postcode; a row each, in turn, all text.

    ``postcode`` is in the official spelling where it has the form of one; ``lsoa`` the area's code,
    empty unless it is in England; ``match`` one of MATCH_STATES; ``suggestion`` lists, for
    postcodes that were not found, those that they may have been, with `;` between; ``note`` says
    in words what became of all but live postcodes.
    """
    keys = [compact(postcode) for postcode in typed]
    known = find(keys)
    listed = known["lsoa"].notna().to_numpy()
    codes = known["lsoa"].fillna("").to_numpy(dtype=object)
    ended = known["ended"].fillna("").to_numpy(dtype=object)
    english = np.array([country_of_area(code) == ENGLAND for code in codes], dtype=bool)
    match = np.where(ended != "", TERMINATED, LIVE).astype(object)
    suggestion = np.full(len(typed), "", dtype=object)
    note = np.array([_not_in_use(month) for month in ended], dtype=object)
    others = np.flatnonzero(~english).tolist()
    suggested = _suggestions({typed[row] for row in others if not listed[row]}, find)
    for row in others:
        state = _unmatched(typed[row], codes[row], bool(listed[row]), suggested)
        match[row], suggestion[row], note[row] = state
    columns = {
        "postcode": [
            f"{key[:-3]} {key[-3:]}" if there else spaced(postcode)
            for postcode, key, there in zip(typed, keys, listed, strict=True)
        ],
        "lsoa": np.where(english, codes, ""),
        "match": match,
        "suggestion": suggestion,
        "note": note,
    }
    return pd.DataFrame(columns, dtype="object")


def _not_in_use(month: str) -> str:
    """What is to be noted of a postcode that ended in ``month`` (199606), if it has ended."""
    return f"not in use since {month[:4]}-{month[4:]}" if month else ""


def _unmatched(
    typed: str, lsoa: str, listed: bool, suggested: dict[str, list[str]]
) -> tuple[str, str, str]:
    """Match, suggestion and note of a postcode without an area in England."""
    if not compact(typed):
        return NO_POSTCODE, "", ""
    country = country_of_area(lsoa) or country_of_postcode(typed)
    if country:
        return NOT_ENGLAND, "", f"{country}: the indices are of England only"
    if listed:
        return NOT_FOUND, "", WITHOUT_AREA
    if is_outward(typed):
        return NOT_FOUND, "", OUTWARD
    forms = suggested.get(typed, [])
    note = TRIED if forms or is_full(typed) else f"{NO_FORM}, also after what was tried: {STEPS}"
    return NOT_FOUND, ";".join(map(spaced, forms)), note


def _suggestions(typed: set[str], find: Find) -> dict[str, list[str]]:
    """The known postcodes that each of ``typed`` may have been."""
    forms = {postcode: variants(postcode) for postcode in sorted(typed)}
    every = sorted({form for of_one in forms.values() for form in of_one})
    listed = find(every)["lsoa"].notna().to_numpy() if every else np.array([], dtype=bool)
    known = {form for form, there in zip(every, listed, strict=True) if there}
    return {
        postcode: [form for form in of_one if form in known] for postcode, of_one in forms.items()
    }
