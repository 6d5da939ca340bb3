"""The words of a text in the one spelling that search compares, with the place of each.

Wider than `folding.fold`: a search also takes the bare letter for an umlaut ("salzer", "saelzer"
and "Sälzer" are one word), knows other scripts, and reads a word with hyphens both as its parts
and as one. Soft hyphens and other marks that nobody sees are not there.
"""

import re
import unicodedata
from collections.abc import Iterator

#: Longer words are cut: nobody types them, and an index entry is no place for them.
LONGEST = 60
#: Words that stand in every text and find nothing, folded.
_SMALL_WORDS = (
    "aber als am an auch auf aus bei bis da dann das dass dem den der des die diese dieser "
    "dieses doch durch ein eine einem einen einer eines er es fur haben hat hatte ich ihr im "
    "in ist ja mit nach nicht noch nun nur ob oder sein seine sich sie sind so uber um und "
    "unter uns vom von vor war waren was weil wenn wer wie wir wird wurde wurden zu zum zur"
)
STOP_WORDS = frozenset(_SMALL_WORDS.split())

# Hyphens that join; a dash stands between spaces and is none of them.
_HYPHENS = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}"
#: What stands between spaces and signs; its parts.
UNIT = re.compile(rf"[^\W_]+(?:[{_HYPHENS}][^\W_]+)*")
PART = re.compile(r"[^\W_]+")
_UNSEEN = re.compile("[\N{SOFT HYPHEN}\u200b-\u200f\u2060-\u2064\ufeff]")
_LETTERS = str.maketrans(
    {"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "æ": "a", "œ": "o", "ø": "o", "å": "a", "ł": "l"}
)
# Neither "neue", "Bauer" and "Quelle" nor the sound of an i hold an umlaut.
_WRITTEN_OUT = re.compile(r"([ao])e|(?<![aeq])ue")


def visible(text: str) -> str:
    """The text without marks that nobody sees, its letters composed (NFC)."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def units(text: str) -> list[str]:
    """What stands between spaces and signs, as written: "Rhein-Neckar-Halle" is one unit.

    The text should be `visible`.
    """
    return UNIT.findall(text)


def parts(unit: str) -> list[str]:
    """The parts of a unit with hyphens, as written; the unit alone if it has none."""
    return PART.findall(unit)


def plain_word(word: str) -> str:
    """Small letters without dots and accents: "Straße" -> "strasse", "Haue" -> "haue"."""
    lower = word.lower().translate(_LETTERS)
    if not lower.isascii():
        decomposed = unicodedata.normalize("NFKD", lower)
        lower = "".join(PART.findall(decomposed.translate(_LETTERS).lower()))
    return lower[:LONGEST]


def fold_word(word: str) -> str:
    """One spelling for many: "Straße", "STRASSE" and "strasse"; "Thüringen" and "Thueringen".

    Idempotent; empty if no letter or digit is left.
    """
    before, lower = "", plain_word(word)
    while before != lower:  # "aee" gives "ae": what is left may be written out again.
        before, lower = lower, _WRITTEN_OUT.sub(_bare, lower)
    return lower


def _bare(found: re.Match[str]) -> str:
    return found[1] or "u"


def folded_words(text: str) -> Iterator[str]:
    """All words of a text, folded, in order; parts of units with hyphens by themselves."""
    for unit in units(visible(text)):
        for part in parts(unit):
            if word := fold_word(part):
                yield word
