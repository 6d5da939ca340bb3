"""The people of a text: full names for those whom it later calls by the family name alone.

Pure. A family name that two people of the text share is left as it stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection

from articles.german.names import split_honorific
from articles.german.offices import is_office
from submissions.press_release.noun_phrases import is_capital
from submissions.press_release.word_lists import listed

_NAME = r"[A-ZÄÖÜ][a-zäöüßéèáàçñøæåëïôş’'′]+(?:-?[A-ZÄÖÜ][a-zäöüßéèáàçñøæåëïôş’'′]+)*"
_PARTICLE = r"(?:(?:von|van|de|del|di|da|bin|al|el|ter|zu)(?:\s(?:der|den|la|dem))?\s)"
_JOINED = r"(?:(?:al|el|an|ar|as|at|ad|es|asch|ash|ul)-|[dl][’'′])?"
_PAIR = re.compile(
    rf"(?P<title>(?:(?:Dr|Prof)\.\s){{0,2}})(?P<given>{_NAME}(?:\s[A-ZÄÖÜ]\.)?)\s(?P<family>{_PARTICLE}?{_JOINED}{_NAME})(?![\w-])"
)


class People:
    """Looks up full names."""

    def __init__(self, text: str, known: Collection[str] = ()) -> None:
        self._full: dict[str, set[str]] = defaultdict(set)
        at = 0
        while found := _PAIR.search(text, at):
            at = found.end("given") + 1  # "Trainer Felix Magath" holds two pairs.
            given, family = found["given"], found["family"]
            if self._is_given(given) and not is_office(family) and _is_family(family.split()[-1]):
                self._full[family].add(f"{found['title']}{given} {family}")
        self._known: dict[str, set[str]] = defaultdict(set)
        for name in known:
            _, bare = split_honorific(name)
            if " " in bare:
                self._known[bare.split()[-1]].add(name)

    def _is_given(self, word: str) -> bool:
        first = word.split()[0]
        return is_capital(first) and not is_office(first) and first not in _POLITE

    def knows(self, word: str) -> bool:
        """Whether it is the family name of exactly one person of the text."""
        return len(self._full.get(word, ())) == 1

    def full(self, name: str) -> str:
        """The full name for a family name of the text, else what was given."""
        bare = name.removeprefix("Frau ").removeprefix("Herr ").removeprefix("Herrn ")
        if bare.startswith(("Von ", "Van ", "De ")):
            bare = bare[0].lower() + bare[1:]  # Where a sentence begins with it.
        if bare[2:3] == "-" and bare[0].lower() + bare[1:] in self._full:
            bare = bare[0].lower() + bare[1:]  # "Al-Baradie"
        words = bare.split()
        if len(words) == 2 and is_office(words[0]) and len(self._full.get(words[1], ())) == 1:
            return next(iter(self._full[words[1]]))
        if len(words) > 2 and words[1] in _TO_WHOM and len(self._full.get(words[0], ())) == 1:
            return next(iter(self._full[words[0]]))  # "sagte Muster dieser Zeitung"
        if " " in bare and not bare[0].islower():
            return bare
        people = self._full.get(bare) or set()
        if len(people) == 1:
            return next(iter(people))
        known = self._known.get(bare) or set()
        return next(iter(known)) if not people and len(known) == 1 else bare


def _is_family(word: str) -> bool:
    return is_capital(word) or re.match(_JOINED + r"[A-ZÄÖÜ]", word) is not None


_TO_WHOM = ("der", "dieser", "unserer")
_POLITE = listed("Frau Herr Herrn Familie")
