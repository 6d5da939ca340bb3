"""Which words the archive knows, asked in one query."""

from collections.abc import Iterable

from articles.german.words import fold_word
from articles.models import KnownWord


def known_among(words: Iterable[str]) -> frozenset[str]:
    """Those of the words that stand in some article; one query.

    For `articles.german.print_hyphens`: a word that the archive has only ever had with a hyphen
    ("Check-in") is not known without one.
    """
    folded = {word: fold_word(word) for word in words}
    rows = KnownWord.objects.filter(word__in=set(folded.values()) - {""})
    known = set(rows.exclude(spelling__contains="-").values_list("word", flat=True))
    return frozenset(word for word, fold in folded.items() if fold in known)
