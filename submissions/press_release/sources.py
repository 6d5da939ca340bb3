"""Sources that a sentence names without a verb: "laut X", "nach Angaben von X". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from submissions.press_release.cue_verbs import (
    SOURCE_NOUNS,
)
from submissions.press_release.noun_phrases import Phrase, Words, is_quotation, read_phrase
from submissions.press_release.phrase_words import OTHER_CASES, PREPOSITIONS
from submissions.press_release.speaking import is_person
from submissions.press_release.subjects import BEHIND_VERB
from submissions.press_release.told import Kind, Told


def sources_of(words: Words) -> Iterator[Told]:
    """ "laut X", "nach Angaben von X", "X zufolge", "für X ist", ", so X", "im Antrag heißt es"."""
    for index, word in enumerate(words.words):
        low = word.lower()
        phrase: Phrase | None = None
        cue = low
        if low in ("laut", "gemäß"):
            phrase = quoted_name(words, index + 1) or _source_at(words, index + 1)
        elif low == "zufolge":
            phrase = _before_source(words, index)
        elif low in ("nach", "aus", "in", "mit"):
            phrase, cue = _by_noun(words, index)
        elif word in ("Aufschrift", "Aufschriften", "Inschrift", "Schriftzug"):
            phrase, cue = _bearer(words, index), f"mit der {word}"
        elif low in ("auf", "an", "am") and _is_written(words):
            phrase, cue = carrier_at(words, index + 1), "zu lesen"
        elif low == "wonach":
            phrase = read_phrase(words, index + 1)
        elif low == "für":
            phrase = _for_whom(words, index)
        elif low == "so" and words.at(index - 1) in (",", "–", "-"):
            phrase = behind_so(words, index + 1)
            if phrase and words.at(phrase.last) not in (".", ",", "", ":", "–", "in", "am"):
                phrase = None
        if low in ("in", "im") and phrase is None:
            phrase, cue = _written_in(words, index)
        if phrase:
            yield Told(Kind.SOURCE, index, phrase, cue, judges=low == "für")


def _source_at(words: Words, index: int) -> Phrase | None:
    return read_phrase(words, index, behind_verb=True, of=OTHER_CASES)


def _by_noun(words: Words, index: int) -> tuple[Phrase | None, str]:
    """ "nach Angaben von X", "nach Xs Ansicht", "nach X' eigenen Worten"."""
    low = words.at(index).lower()
    for at in range(index + 1, index + 6):
        word = words.at(at)
        if word.lower() not in SOURCE_NOUNS:
            continue
        cue = f"{low} {word}"
        if at > index + 1 and words.at(at - 1)[:1].isupper():
            owner = _source_at(words, index + 1)
            return (owner if owner is None else _owner(owner, at)), cue
        behind = at + 1 + (words.at(at + 1) in ("von", "vom"))
        own = words.at(at - 1) in ("eigenem", "eigenen", "eigener")
        return (None if own else _source_at(words, behind)), cue
    return None, ""


def _owner(phrase: Phrase, noun: int) -> Phrase | None:
    """ "Eva Kerns Ansicht" -> "Eva Kerns"."""
    last = min(phrase.label_last, noun)
    return replace(phrase, last=noun, label_last=last) if last > phrase.label_first else None


def _for_whom(words: Words, index: int) -> Phrase | None:
    """ "Für X ist das …", "war für X „…“"."""
    before = words.at(index - 1)
    phrase = read_phrase(words, index + 1, of=OTHER_CASES)
    if phrase is None or phrase.is_pronoun:
        return None
    if index == 0 or before in (",", "und", "Was", "was"):
        return phrase if words.at(phrase.last) in _STANDS or before in ("Was", "was") else None
    if before in _STANDS and is_quotation(words.at(phrase.last - 1)):
        return replace(phrase, last=phrase.last - 1)
    return None


def _written_in(words: Words, index: int) -> tuple[Phrase | None, str]:
    """ "In dem Antrag heißt es", "im Bericht hatte es geheißen"."""
    phrase = read_phrase(words, index + 1, of=OTHER_CASES)
    if phrase is None and words.at(index).lower() == "im":
        phrase = read_phrase(words, index + 1)
    if phrase is None or phrase.is_pronoun or words.at(phrase.label_first) in _MANNER:
        return None, ""
    if words.at(index - 1) in _WRITTEN or (
        words.at(index - 2) in _WRITTEN and words.at(index - 1).islower()
    ):
        verb_at = index - 1 if words.at(index - 1) in _WRITTEN else index - 2
        return phrase, words.at(verb_at)
    verb, behind = words.at(phrase.last), words.at(phrase.last + 1)
    if behind == "es" and (verb in ("heißt", "hieß") or "geheißen" in words.words):
        return phrase, f"{verb} es"
    for at in range(phrase.last + 2, min(phrase.last + 16, len(words))):
        clause = words.at(at) == "," and words.at(at + 1) in ("heißt", "hieß")
        if (
            clause
            and words.at(at + 2) == "es"
            and "," in words.words[phrase.first : phrase.last + 1]
        ):
            return phrase, f"{words.at(at + 1)} es"  # "In dem Brief, der …, hieß es"
    return None, ""


def carrier_at(words: Words, index: int) -> Phrase | None:
    """What bears words, at this word: "einem Plakat", "der Fassade der Bank"."""
    phrase = read_phrase(words, index, behind_verb=True, of=OTHER_CASES)
    if phrase is None or phrase.is_pronoun:
        return None
    return phrase if _CARRIER.fullmatch(words.at(phrase.label_first)) else None


#: Things with words on them.
_CARRIER = re.compile(
    r"(?i:(?:[\w-]*-)?\w*(?:plakat|transparent|banner|schild|spruchband|spruchbänder|zettel|tafel|fassade"
    r"|wand|wänden|mauer|shirt|flugbl[aä]tt|aufkleber|anstecker|button|grabstein|fahne|flagge|schleife"
    r"|aushang|pappe|leinwand|anzeigetafel|postkarte|karte))(?:e?[nsr]|er?n)?"
)


def _is_written(words: Words) -> bool:
    """Whether the sentence tells what is to be read somewhere."""
    every = words.words
    return ("zu" in every and "lesen" in every) or any(
        each in every for each in ("stand", "steht", "prangte", "prangt", "hieß", "heißt")
    )


def _bearer(words: Words, index: int) -> Phrase | None:
    """ "Stoffbänder mit der Aufschrift": the noun before the preposition."""
    at = next((each for each in range(index - 1, index - 9, -1) if words.at(each) == "mit"), 0)
    if not at or not words.at(at - 1)[:1].isupper():
        return None
    return Phrase(at - 1, at, at - 1, at)


_WRITTEN = ("steht", "stand")
#: How something is written, not where: "in roten Buchstaben".
_MANNER = ("Buchstaben", "Lettern", "Großbuchstaben", "Schrift", "Farbe", "Farben", "Worten")
_STANDS = ("ist", "war", "sei", "sind", "waren", "seien", "bleibt", "gilt", "steht", "bedeutet")


def _before_source(words: Words, index: int) -> Phrase | None:
    """ "einem Sprecher der Stadt zufolge": the phrase that ends right before the word."""
    for start in range(max(0, index - 12), index):
        phrase = read_phrase(words, start, of=OTHER_CASES)
        if phrase and phrase.last == index and not phrase.is_pronoun:
            return phrase
    return None


def quoted_name(words: Words, index: int) -> Phrase | None:
    """ "schrieb „Die Zeit“": a paper, whose name stands between marks itself."""
    if words.at(index) in ("die", "der", "das") and words.at(index + 2) in (",", ".", "", "–"):
        index += 1  # "kommentierte die „Welt“."
    word = words.at(index)
    short = is_quotation(word) and len(word) <= 30
    return Phrase(index, index + 1, index, index + 1) if short else None


def behind_so(words: Words, index: int) -> Phrase | None:
    """Who is named behind "so", if no sentence goes on there."""
    phrase = read_phrase(words, index, behind_verb=True)
    if phrase is None or phrase.is_pronoun:
        return phrase
    follows = words.at(phrase.last)
    is_verb = follows.islower() and follows not in PREPOSITIONS | BEHIND_VERB | {"und"}
    return None if is_verb else phrase


def from_whom(words: Words, index: int) -> Phrase | None:
    """ "hieß es aus dem Ministerium", "hieß es von der Polizei"."""
    for at in range(index, min(index + 4, len(words))):
        if words.at(at) in ("aus", "von", "vom", "beim", "seitens", "bei", "in", "im", "auf"):
            phrase = read_phrase(words, at + 1, behind_verb=True, of=OTHER_CASES)
            merged = words.at(at) in ("vom", "beim", "im")
            if phrase and (phrase.determiner or merged or is_person(words, phrase)):
                return phrase
    return None
