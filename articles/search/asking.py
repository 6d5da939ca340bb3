"""What somebody typed, read as a question: words, "phrases", and what must -not stand there.

Pure. Any text is a question, if only an empty one; nothing of it reaches the database but folded
letters and digits.
"""

import re
from dataclasses import dataclass

from articles.german import words
from articles.german.stems import stem

MAX_CHARACTERS = 200
MAX_WORDS = 12

_QUOTES = str.maketrans(dict.fromkeys("„“”«»‟", '"'))
_SIGNS = re.compile(r'(?:(?<=\s)|^)[-−](?=["\w])|"|[^\W_]+(?:[-\u2010\u2011][^\W_]+)*')


@dataclass(frozen=True, slots=True)
class Word:
    """One word as typed; `parts` are its folded parts, several if it is written with hyphens."""

    written: str
    parts: tuple[str, ...]

    @property
    def whole(self):
        """The word without its hyphens."""
        return "".join(self.parts)

    @property
    def stem(self):
        return stem(self.whole)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand side by side: pairs of stem and place, counted from the first."""

    written: str
    places: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What is wanted, all of it, and what is not; `cut`: more was typed than is asked."""

    wanted: tuple[Word | Phrase, ...] = ()
    excluded: tuple[Word | Phrase, ...] = ()
    cut: bool = False

    @property
    def words(self):
        """The wanted words that stand in no phrase."""
        return [each for each in self.wanted if isinstance(each, Word)]


def tidy(text):
    """What was typed on one line without what nobody sees, as the page shows it."""
    seen = words.visible(text[: 10 * MAX_CHARACTERS])
    seen = "".join(sign if sign.isprintable() else " " for sign in seen)
    return " ".join(seen.split())[:MAX_CHARACTERS]


def read(text):
    """The text as a Question."""
    tidied = tidy(text)
    wanted, excluded, count = [], [], 0
    phrase, unwanted = None, False
    cut = len(" ".join(text.split())) > MAX_CHARACTERS
    for sign in [*_SIGNS.findall(tidied.translate(_QUOTES)), None]:
        if sign in ('"', None):
            # A phrase that is never closed ends where the text does.
            if phrase:
                (excluded if unwanted else wanted).extend(_phrase(phrase))
            if phrase is not None:
                unwanted = False
            phrase = [] if phrase is None else None
        elif sign in ("-", "−"):
            unwanted = True
        elif count >= MAX_WORDS:
            cut = True
        else:
            count += 1
            if phrase is not None:
                phrase.append(sign)
            else:
                (excluded if unwanted else wanted).extend(_word(sign))
                unwanted = False
    return Question(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(excluded)), cut)


def _word(unit):
    parts = [words.fold_word(part) for part in words.parts(unit)]
    parts = [part for part in parts if part]
    if parts and not (len(parts) == 1 and parts[0] in words.STOP_WORDS):
        yield Word(unit, tuple(parts))


def _phrase(units):
    folded = [words.fold_word(part) for unit in units for part in words.parts(unit)]
    places = [
        (stem(word), place)
        for place, word in enumerate(folded)
        if word and word not in words.STOP_WORDS
    ]
    if places:
        first = places[0][1]
        yield Phrase(" ".join(units), tuple((term, place - first) for term, place in places))


_NUMBERED = re.compile(r"([a-z]{1,3})(\d{1,4}[a-z]?)")


def letters_and_digits(word):
    """The two halves of a folded word like "a6" or "b38a"; None for any other."""
    found = _NUMBERED.fullmatch(word)
    return found.groups() if found else None


def rewritten(question, instead):
    """The question as text, with other words for some: `instead` by what was typed."""
    said = [
        f'"{each.written}"' if isinstance(each, Phrase) else instead.get(each.written, each.written)
        for each in question.wanted
    ]
    for each in question.excluded:
        said.append(f'-"{each.written}"' if isinstance(each, Phrase) else f"-{each.written}")
    return " ".join(said)
