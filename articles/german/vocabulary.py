"""Whether a word is a German one at all, whatever the archive has printed so far.

Pure. The words are simplemma's, 1.1 million forms; 15 MB of memory and about half a second at the
first question, then 0.02 ms each.
"""

from __future__ import annotations

from functools import lru_cache

from simplemma import is_known, lemmatize

__all__ = ["is_german", "is_only_noun"]


@lru_cache(maxsize=4096)
def is_german(word: str) -> bool:
    """Whether the dictionary has this form, be it written large or small. word: letters only."""
    return bool(is_known(word, "de", low_memory=True))


@lru_cache(maxsize=4096)
def is_only_noun(word: str) -> bool:
    """Whether the dictionary has this form as a noun and not among the words written small."""
    return is_german(word) and lemmatize(word.lower(), "de", low_memory=True)[:1].isupper()
