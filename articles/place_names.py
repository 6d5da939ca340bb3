"""What people write for a place: spellings folded together, keys, town and quarter in one word.

Pure: text in, text out.
"""

from __future__ import annotations

import re

from articles.german.folding import fold

# Words that only tie a name to what tells it from others: papers write "Ludwigshafen a. Rh.",
# "Neustadt an der Weinstraße" and "Neustadt/Weinstraße".
_TIES = frozenset(
    [
        "a",
        "am",
        "an",
        "auf",
        "b",
        "bei",
        "beim",
        "d",
        "dem",
        "den",
        "der",
        "die",
        "i",
        "im",
        "in",
        "o",
        "ob",
        "u",
        "v",
        "vor",
        "vorm",
        "zu",
        "zum",
        "zur",
    ]
)
_WRITTEN_OUT = {
    "erzgeb": "erzgebirge",
    "lk": "landkreis",
    "odw": "odenwald",
    "opf": "oberpfalz",
    "rh": "rhein",
    "st": "sankt",
    "vogtl": "vogtland",
    "westf": "westfalen",
    "weinstr": "weinstrasse",
}
_KEY = re.compile(r"(?a)(\d\d|\d{5}|\d{8})(?:/([a-z0-9-]+))?")
_SEAM = re.compile(r"\s*[-/,:\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\s]\s*")


def fold_place_name(text: str) -> str:
    """The name in one spelling for comparing: case, umlauts, hyphens and small ties folded away.

    "Ludwigshafen a. Rh.", "LUDWIGSHAFEN/RHEIN" and "Ludwigshafen am Rhein" give the same. Empty
    if no letter or digit is left; idempotent for all but the abbreviations it writes out.
    """
    first, *others = fold(text).split() or [""]
    words = [first, *(word for word in others if word not in _TIES)]
    return "".join(_WRITTEN_OUT.get(word, word) for word in words)


def keys_meant(text: str) -> tuple[str, ...]:
    """The keys of places that an official number may stand for; none if the text is no number.

    One place may own several numbers: "08221" and "08221000" are both Heidelberg, "11", "11000"
    and "11000000" all Berlin; "08221/rohrbach" is a part of Heidelberg.
    """
    found = _KEY.fullmatch(text.strip().lower())
    if not found:
        return ()
    number, part = found.groups()
    town = number.ljust(8, "0")
    if part:
        return (f"{town}/{part}",)
    keys = [number, town] if len(number) == 5 else [number]
    if town.endswith("000000"):
        keys.append(number[:2])
    return tuple(dict.fromkeys(keys))


def town_and_quarter(text: str) -> list[tuple[str, str]]:
    """Each way to read the text as a town and its quarter, as folded names.

    "Neustadt/Weinstraße-Hambach" gives ("neustadt", "weinstrassehambach") and
    ("neustadtweinstrasse", "hambach").
    """
    halves = ((text[: seam.start()], text[seam.end() :]) for seam in _SEAM.finditer(text))
    folded = ((fold_place_name(town), fold_place_name(quarter)) for town, quarter in halves)
    return [(town, quarter) for town, quarter in folded if town and quarter]
