"""Who says a quotation, by the words around it.

Pure. The verb of saying and its subject, before, behind or around the quotation; "laut", "so",
"nach Angaben von"; a colon. What the sentence does not tell, is left to the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from submissions.press_release.cue_verbs import (
    AUXILIARIES,
    BESIDE,
    CUES,
    JUDGING,
    PARTED,
    PARTICIPLES,
    SOURCES,
    SUBJUNCTIVE,
)
from submissions.press_release.noun_phrases import (
    PREPOSITIONS,
    PRONOUNS,
    Phrase,
    Words,
    is_quotation,
    read_phrase,
    subject_before,
    subject_behind,
)
from submissions.press_release.word_lists import listed

_OTHER_CASES = listed(
    "den dem des einem einen einer eines der ihrem ihren seinem seinen seiner ihrer"
)
_SIGNS = (",", "–", "-", "—")
_NO_VERBS = PREPOSITIONS | PRONOUNS | listed("""
    und oder dass weil wenn als ob nicht ist hat sind haben war waren wird werden wurde der die
    das den dem des sei seien nachdem damit sondern seit zuletzt selbst sonst bereits jetzt nicht
    erst fast meist oft laut trotz statt anstatt jedoch aber denn dort nun heute gestern sowie
    zumindest deren dessen welche welcher sich sogenannt einst unweit bereit derart samt hat hatte
    hatten könnte könnten sollte sollten würde würden wollte wollten musste mussten wurden konnte
    konnten
    """)  # fmt: skip
_VERB = re.compile(r"[a-zäöüß]{3,}(?:t|te|ten|en)")
#: How a quotation goes on behind its end, for forgotten marks.
SAYS = re.compile(
    rf",?\s*,?\s+(?:so\s+[A-ZÄÖÜd]|(?:{'|'.join(sorted(CUES, key=len, reverse=True))})\s)"
)


class Kind(IntEnum):
    """How a sentence tells a speaker, the surest first."""

    BESIDE = 0
    COLON = 1
    VERB = 2
    SOURCE = 3
    SUBJECT = 4


@dataclass(frozen=True, slots=True)
class Told:
    """A speaker whom a sentence tells at word `at`; phrase None: nobody ("hieß es")."""

    kind: Kind
    at: int
    phrase: Phrase | None
    cue: str
    judges: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence tells of its speakers."""

    told: tuple[Told, ...]
    subject: Phrase | None
    has_subjunctive: bool


def read_sentence(words: Words) -> Reading:
    """Every verb of saying and every source in a sentence, in order."""
    subject = _opening(words)
    told = [*_verbs(words, subject), *_sources(words)]
    told.sort(key=lambda each: each.at)
    mood = any(word.lower() in SUBJUNCTIVE for word in words.words)
    return Reading(tuple(told), subject, mood)


def _opening(words: Words) -> Phrase | None:
    """The noun phrase that the sentence opens with, if a verb can follow it."""
    start = 0
    while words.at(start).lower() in ("auch", "doch", "aber", "und", "denn"):
        start += 1
    phrase = read_phrase(words, start)
    if phrase is None:
        return None
    follows = words.at(phrase.last)
    return phrase if follows.islower() or follows in (",", ":", "") else None


# --- Beside a quotation -------------------------------------------------------------------------


def beside(words: Words, at: int) -> Told | None:
    """Who is named right behind the quotation at this word: "…“, sagte X", "…“, so X"."""
    index = at + 1
    while words.at(index) in _SIGNS:
        index += 1
    signed = index > at + 1
    word = words.at(index)
    if word == "so":
        verb = index + 1
        if words.at(verb) in BESIDE:
            return Told(Kind.BESIDE, index, subject_behind(words, verb), f"so {words.at(verb)}")
        phrase = _behind_so(words, verb)
        return Told(Kind.BESIDE, index, phrase, "so") if phrase else None
    if word == "laut":
        phrase = read_phrase(words, index + 1, behind_verb=True, of=_OTHER_CASES)
        return Told(Kind.BESIDE, index, phrase, word) if phrase else None
    if word == "wie" and signed:
        return _as_said(words, index)
    if word in ("heißt", "hieß") and words.at(index + 1) == "es":
        return Told(Kind.BESIDE, index, _from_whom(words, index + 2), f"{word} es")
    if word in AUXILIARIES and signed:
        if participle := _participle(words, index):
            phrase = subject_behind(words, index)
            return Told(Kind.BESIDE, index, phrase, f"{word} {participle}")
        return None
    if word in BESIDE or (signed and _VERB.fullmatch(word) and word not in _NO_VERBS):
        if word not in BESIDE and not words.at(index + 1):
            return None
        phrase = subject_behind(words, index)
        if phrase is None and word not in CUES:
            return None
        return Told(Kind.BESIDE, index, phrase, _cue(words, index), word in JUDGING)
    return None


def _behind_so(words: Words, index: int) -> Phrase | None:
    phrase = read_phrase(words, index, behind_verb=True)
    if phrase is None or phrase.is_pronoun:
        return phrase
    follows = words.at(phrase.last)
    return (
        None
        if follows.islower()
        and follows not in PREPOSITIONS
        and (follows not in ("weiter", "gestern", "heute", "und", "bei", "dazu"))
        else phrase
    )


def _from_whom(words: Words, index: int) -> Phrase | None:
    """ "hieß es aus dem Ministerium", "hieß es von der Polizei"."""
    for at in range(index, min(index + 4, len(words))):
        if words.at(at) in ("aus", "von", "vom", "beim", "seitens", "bei", "in", "im", "aus"):
            return read_phrase(words, at + 1, behind_verb=True, of=_OTHER_CASES)
    return None


def _as_said(words: Words, index: int) -> Told | None:
    """ "wie X sagte", "wie es bei X heißt"."""
    phrase = read_phrase(words, index + 1)
    if phrase is None:
        return None
    for at in range(phrase.last, min(phrase.last + 14, len(words))):
        if words.at(at) in BESIDE or words.at(at) in PARTICIPLES:
            return Told(Kind.BESIDE, index, phrase, words.at(at))
    return None


def before_colon(words: Words, at: int, reading: Reading) -> Told | None:
    """Who is named before the colon that the quotation at this word stands behind."""
    colon = at - 1
    while words.at(colon) in ("–", "-"):
        colon -= 1
    if words.at(colon) != ":":
        return None
    last = None
    for each in reading.told:
        if each.at < colon and (each.phrase or each.cue):
            last = each if last is None or each.phrase else last
    if last and last.phrase:
        return Told(Kind.COLON, last.at, last.phrase, last.cue)
    start = max((at for at in range(colon) if words.at(at) == ":"), default=-1) + 1
    phrase = read_phrase(words, start)
    if phrase:
        index = phrase.last
        while words.at(index).lower() in ("wörtlich", "weiter", "dazu", "dann", ",", "zuvor"):
            index += 1
        if index == colon:
            return Told(Kind.COLON, start, phrase, "")
    if last:
        return Told(Kind.COLON, last.at, None, last.cue)
    if phrase and words.at(phrase.last).islower():
        return Told(Kind.SUBJECT, start, phrase, "")
    return None


# --- In the sentence ----------------------------------------------------------------------------


def _verbs(words: Words, opening: Phrase | None) -> Iterator[Told]:
    starts = [0]  # Where clauses begin.
    for index, word in enumerate(words.words):
        low = word.lower() if index == 0 else word
        cue = ""
        if low in CUES or low in JUDGING:
            cue = _cue(words, index)
        elif low in PARTED and (prefix := _prefix(words, index)):
            cue = f"{word} {prefix}"
        elif low in AUXILIARIES and (participle := _participle(words, index)):
            cue = f"{word} {participle}"
        if cue and (low in CUES or index):
            phrase = _subject(words, starts, index, opening)
            if phrase or low in CUES or low in PARTED:
                yield Told(Kind.VERB, index, phrase, cue, low in JUDGING)
        if word in (",", ";", ":", "und", "–", "aber", "doch", "(") or is_quotation(word):
            starts.append(index + 1)


def _subject(words: Words, starts: list[int], verb: int, opening: Phrase | None) -> Phrase | None:
    if words.at(starts[-1] - 1) == "" and words.at(0) == "Wie":
        pass
    if words.at(0) == "Wie" and "," in words.words[: verb + 2]:
        phrase = read_phrase(words, 1)
        if phrase and phrase.last <= verb:
            return phrase
    if (phrase := subject_before(words, 0, verb)) is not None:
        return phrase
    for start in reversed(starts[-4:]):
        if start and start < verb and (phrase := subject_before(words, start, verb)) is not None:
            return phrase
    behind = subject_behind(words, verb)
    before = words.at(verb - 1)
    if behind and not (before in ("und", "aber", "sowie") and opening):
        return behind
    if before in ("und", "aber", "sowie", ",", "auch") and opening and opening.last <= verb:
        return opening
    return None


def _cue(words: Words, index: int) -> str:
    prefix = _prefix(words, index)
    return f"{words.at(index)} {prefix}" if prefix else words.at(index)


def _prefix(words: Words, index: int) -> str:
    """The parted prefix of a verb: "teilte … mit"."""
    wanted = PARTED.get(words.at(index).lower())
    if not wanted:
        return ""
    return next((each for each in words.words[index + 1 : index + 30] if each in wanted), "")


def _participle(words: Words, index: int) -> str:
    return next((each for each in words.words[index + 1 : index + 30] if each in PARTICIPLES), "")


def _sources(words: Words) -> Iterator[Told]:
    """ "laut X", "nach Angaben von X", "X zufolge", "für X ist"."""
    for index, word in enumerate(words.words):
        low = word.lower()
        if low in ("laut", "gemäß"):
            phrase = read_phrase(words, index + 1, behind_verb=True, of=_OTHER_CASES)
            if phrase:
                yield Told(Kind.SOURCE, index, phrase, low)
        elif low == "zufolge":
            phrase = _before_source(words, index)
            if phrase:
                yield Told(Kind.SOURCE, index, phrase, low)
        elif low in ("nach", "aus", "in", "mit") and _is_source(words, index):
            noun = index + 1
            while not words.at(noun)[:1].isupper():
                noun += 1
            behind = noun + 1
            if words.at(behind) in ("von", "vom", "der", "des", "eines", "einer"):
                behind += words.at(behind) in ("von", "vom")
            phrase = read_phrase(words, behind, behind_verb=True, of=_OTHER_CASES)
            if phrase:
                yield Told(Kind.SOURCE, index, phrase, f"{low} {words.at(noun)}")
        elif low == "für" and (index == 0 or words.at(index - 1) in (",", "und")):
            phrase = read_phrase(words, index + 1, of=_OTHER_CASES)
            if phrase and words.at(phrase.last) in _STANDS:
                yield Told(Kind.SOURCE, index, phrase, low)


_STANDS = ("ist", "war", "sei", "sind", "waren", "seien", "bleibt", "gilt", "steht", "bedeutet")


def _is_source(words: Words, index: int) -> bool:
    for at in range(index + 1, index + 4):
        word = words.at(at)
        if word[:1].isupper():
            return f"{words.at(index).lower()} {word.lower()}" in SOURCES
    return False


def _before_source(words: Words, index: int) -> Phrase | None:
    """ "einem Sprecher der Stadt zufolge": the phrase that ends right before the word."""
    for start in range(max(0, index - 12), index):
        phrase = read_phrase(words, start, of=_OTHER_CASES)
        if phrase and phrase.last == index and not phrase.is_pronoun:
            return phrase
    return None


__all__ = ["SAYS", "Kind", "Reading", "Told", "before_colon", "beside", "read_sentence"]
