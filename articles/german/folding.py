"""One spelling for many: umlauts, sharp s, case, hyphens and accents folded away."""

import re
import unicodedata

_TRANSLITERATED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "oe", "å": "aa"}
)
_SEPARATORS = re.compile(r"[^0-9a-z]+")


def transliterate(text: str) -> str:
    """Lower-case ASCII letters and what else stood there: "Müßig é" -> "muessig e"."""
    text = unicodedata.normalize("NFC", text).lower().translate(_TRANSLITERATED)
    decomposed = unicodedata.normalize("NFKD", text)
    # A text has few different letters: each is asked for once.
    marks = {ord(letter): None for letter in set(decomposed) if unicodedata.combining(letter)}
    return decomposed.translate(marks) if marks else decomposed


def fold(text: str) -> str:
    """The words of the text in one spelling, joined by single spaces; idempotent.

    "Neustadt/Weinstraße" and "neustadt weinstrasse" both give "neustadt weinstrasse".
    """
    return _SEPARATORS.sub(" ", transliterate(text)).strip()
