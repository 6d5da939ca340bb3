"""Lists of words, written as running text. Pure."""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """The words of a text that white space parts."""
    return frozenset(words.split())
