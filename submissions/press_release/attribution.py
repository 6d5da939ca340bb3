"""Who says a quotation, by the words around it.

Pure. The verb of saying and its subject, before, behind or around the quotation; "laut", "so",
"nach Angaben von"; a colon. What the sentence does not tell, is left to the sentence before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from submissions.press_release.cue_verbs import (
    AUXILIARIES,
    BESIDE,
    CUES,
    JUDGING,
    PARTICIPLES,
    PASSIVE,
    REFLEXIVE,
    SUBJUNCTIVE,
    UTTERANCES,
)
from submissions.press_release.noun_phrases import Phrase, Words, read_phrase
from submissions.press_release.phrase_words import (
    NO_ADJECTIVES,
    OTHER_CASES,
    PREPOSITIONS,
    PRONOUNS,
)
from submissions.press_release.saying import cue_at, participle_of, prefix_of, verbs_of
from submissions.press_release.sources import (
    behind_so,
    carrier_at,
    from_whom,
    quoted_name,
    sources_of,
)
from submissions.press_release.speaking import can_speak, is_person
from submissions.press_release.subjects import subject_behind
from submissions.press_release.told import Kind, Told
from submissions.press_release.word_lists import listed

_DASHES = ("–", "—")
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
    rf",?\s*,?\s+so\s+[A-ZÄÖÜd]|(?:,|(?<=[?!]))\s*,?\s+(?:lautete?\s|"
    rf"(?:{'|'.join(sorted(CUES, key=len, reverse=True))})\s)"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence tells of its speakers."""

    told: tuple[Told, ...]
    subject: Phrase | None
    has_subjunctive: bool


def read_sentence(words: Words) -> Reading:
    """Every verb of saying and every source in a sentence, in order."""
    subject = _opening(words)
    told = [
        each if can_speak(words, each) else replace(each, is_thing=True)
        for each in (*verbs_of(words, subject), *sources_of(words))
    ]
    told.sort(key=lambda each: each.at)
    mood = any(
        word.lower() in SUBJUNCTIVE or is_mood(words, at) for at, word in enumerate(words.words)
    )
    return Reading(tuple(told), subject, mood)


_MOOD = re.compile(r"[a-zäöüß]{2,}[^taeiou\W]e")
_NO_MOOD = NO_ADJECTIVES | listed("beide gerade lange gern nahe eigene einige solche weile ehe")


def is_mood(words: Words, at: int) -> bool:
    """ "er rechne", "es gehe": reported speech by the ending of the verb."""
    word = words.at(at)
    if words.at(at - 1).lower() not in ("er", "es", "man") or word in _NO_MOOD:
        return False
    return bool(_MOOD.fullmatch(word))


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
    if words.at(index) == "(" and words.at(index + 1).islower():  # "„…“ (zu Deutsch: …) riefen sie"
        close = next((each for each in range(index, index + 12) if words.at(each) == ")"), index)
        index = close + (close > index)
        while words.at(index) in _SIGNS:
            index += 1
    word = words.at(index)
    if carrier := _to_be_read(words, index, word):
        return carrier
    if word in _UTTERED_BY and words.at(index + 1) in _OWN:
        phrase = read_phrase(words, index + 1, behind_verb=True)
        if phrase and words.at(phrase.label_first) in UTTERANCES:
            return Told(Kind.BESIDE, index, phrase, f"{word} {words.at(phrase.label_first)}")
    if word == "so":
        verb = index + 1
        if words.at(verb) in ("lautet", "lautete", "heißt", "hieß"):
            return None
        if words.at(verb) in BESIDE:
            return Told(Kind.BESIDE, index, subject_behind(words, verb), f"so {words.at(verb)}")
        phrase = behind_so(words, verb)
        return Told(Kind.BESIDE, index, phrase, "so") if phrase else None
    if word == "laut":
        phrase = read_phrase(words, index + 1, behind_verb=True, of=OTHER_CASES)
        return Told(Kind.BESIDE, index, phrase, word) if phrase else None
    if word == "wie" and signed:
        return _as_said(words, index)
    if word in ("heißt", "hieß") and words.at(index + 1) == "es":
        return Told(Kind.BESIDE, index, from_whom(words, index + 2), f"{word} es")
    if word == "mit" and signed:
        return with_these_words(words, index)
    if word in ("war", "ist", "waren", "sind") and signed:
        return _sure_or_heard(words, index)
    own = word in ("hat", "hatte") and words.at(index + 1) == "sich"
    if own and any(each in REFLEXIVE for each in words.words[index + 2 : index + 30]):
        phrase = subject_behind(words, index)  # "„…“ hatte sich Kern vorgestellt"
        return Told(Kind.BESIDE, index, phrase, f"{word} sich") if phrase else None
    if word in AUXILIARIES and signed:
        if participle := participle_of(words, index):
            phrase = subject_behind(words, index)
            return Told(Kind.BESIDE, index, phrase, f"{word} {participle}")
        return None
    if words.at(at - 1) in _WORDS_OF and _VERB.fullmatch(word) and word not in _NO_VERBS:
        phrase = subject_behind(words, index)
        return Told(Kind.BESIDE, index, phrase, "mit den Worten") if phrase else None
    if signed and word.isalpha() and words.at(index + 1) in ("er", "sie") and word not in _NO_VERBS:
        # A comma behind what is quoted, a verb, its subject: "„…“, beschied er ihm".
        phrase = read_phrase(words, index + 1)
        if word.islower() and (word in BESIDE or word not in AUXILIARIES):
            return Told(Kind.BESIDE, index, phrase, cue_at(words, index), word in JUDGING)
    if word in BESIDE or (signed and _VERB.fullmatch(word) and word not in _NO_VERBS):
        if word not in BESIDE and not words.at(index + 1):
            return None
        if not signed and not (word in CUES | JUDGING or prefix_of(words, index)):
            return None
        phrase = quoted_name(words, index + 1) or subject_behind(words, index)
        called = words.at(at - 1).lower() == "als"  # "als „…“ bezeichnet"
        if phrase is None and (word not in CUES or not (signed or called)):
            return None
        return Told(Kind.BESIDE, index, phrase, cue_at(words, index), word in JUDGING)
    return None


#: "lautet ihre Forderung", "war seine Antwort", "so ihr Fazit".
_UTTERED_BY = ("lautet", "lautete", "ist", "war", "so")
_OWN = ("ihr", "ihre", "sein", "seine")


def _to_be_read(words: Words, index: int, verb: str) -> Told | None:
    """ "„…“ war auf einem Plakat zu lesen", "„…“, stand auf dem Schild": what bears the words."""
    if verb not in ("war", "ist", "stand", "steht", "prangte", "prangt"):
        return None
    for at in (index + 1, index + 2):
        if words.at(at) in ("auf", "an", "am") and (phrase := carrier_at(words, at + 1)):
            return Told(Kind.BESIDE, index, phrase, verb)
    return None


def _sure_or_heard(words: Words, verb: int) -> Told | None:
    """ "„…“, war sich X sicher", "„…“, war von X zu hören"."""
    rest = words.words[verb + 1 : verb + 24]
    phrase = None
    if words.at(verb + 1) == "sich" and any(each in ("sicher", "einig", "gewiss") for each in rest):
        phrase = subject_behind(words, verb)
    elif "zu" in rest and any(each in ("hören", "erfahren", "vernehmen") for each in rest):
        phrase = from_whom(words, verb + 1)
    return Told(Kind.BESIDE, verb, phrase, words.at(verb)) if phrase else None


_WORDS_OF = ("Worten", "Worte", "Satz", "Sätzen", "Hinweis", "Begründung", "Bemerkung")


def with_these_words(words: Words, at: int = 0) -> Told | None:
    """ "Mit diesen Worten eröffnete X die Sitzung", behind a quotation."""
    if words.at(at) not in ("Mit", "mit") or words.at(at + 1) not in ("diesen", "diesem", "dieser"):
        return None
    if words.at(at + 2) not in _WORDS_OF or not _VERB.fullmatch(words.at(at + 3)):
        return None
    phrase = subject_behind(words, at + 3)
    kind = Kind.BESIDE if at else Kind.VERB
    return Told(kind, at + 3, phrase, "mit diesen Worten") if phrase else None


def _as_said(words: Words, index: int) -> Told | None:
    """ "wie X sagte", "wie es bei X heißt"."""
    phrase = read_phrase(words, index + 1)
    if phrase and phrase.is_pronoun and words.at(index + 1) == "es":
        phrase = from_whom(words, index + 2)  # "wie es in dem Antrag heißt"
    if phrase is None:
        return None
    for at in range(phrase.last, min(phrase.last + 14, len(words))):
        if words.at(at) in BESIDE or words.at(at) in PARTICIPLES:
            coins = words.at(phrase.last) in ("es", "ihn", "sie", "das")
            return Told(Kind.BESIDE, index, phrase, words.at(at), coins=coins)
    return None


def before_colon(words: Words, at: int, reading: Reading) -> Told | None:
    """Who is named before the colon that the quotation at this word stands behind."""
    colon = at - 1
    while words.at(colon) in ("–", "-"):
        colon -= 1
    if words.at(colon) != ":":
        return None
    dash = max((at for at in range(colon) if words.at(at) in _DASHES), default=-1)
    if dash >= 0 and (named := read_phrase(words, dash + 1)) and named.last == colon:
        return Told(Kind.COLON, dash + 1, named, "")  # "Alle fragen – Jan Muster: „…“"
    last = None
    for each in reading.told:
        if each.at < colon:
            weaker = last and last.phrase and (each.phrase is None or each.cue == "zufolge")
            last = last if weaker else each
    if last and last.phrase:
        return replace(last, kind=Kind.COLON, judges=False)
    start = max((at for at in range(colon) if words.at(at) == ":"), default=-1) + 1
    while words.at(start).lower() in _INTRODUCING:
        start += 1
    phrase = read_phrase(words, start)
    if phrase:
        index = phrase.last
        while words.at(index).lower() in ("wörtlich", "weiter", "dazu", "dann", ",", "zuvor"):
            index += 1
        if index == colon:
            told = Told(Kind.COLON, start, phrase, "")
            return told if can_speak(words, told) else replace(told, is_thing=True)
    if acting := _acting(words, start, colon, phrase, alone=last is None):
        return acting
    return Told(Kind.COLON, last.at, None, last.cue) if last else None


def _acting(
    words: Words, start: int, colon: int, phrase: Phrase | None, alone: bool
) -> Told | None:
    """Who does something in a sentence that a colon ends: "Jan Muster ist zufrieden:".

    alone: no verb of saying without a subject stands there.
    """
    if phrase is None or not (phrase.is_pronoun or phrase.determiner or is_person(words, phrase)):
        behind = _behind_any_verb(words, start, colon) if alone else None
        return Told(Kind.SUBJECT, start, behind, "") if behind else None
    verb = words.at(phrase.last)
    if not verb.islower() or verb in PASSIVE or not (alone or is_person(words, phrase)):
        return None
    if words.at(start).lower() in ("er", "sie") if phrase.is_pronoun else is_person(words, phrase):
        return Told(Kind.SUBJECT, start, phrase, "")
    return None


def _behind_any_verb(words: Words, start: int, colon: int) -> Phrase | None:
    """ "Gleich zu Beginn gibt Jan Muster den Ton vor:": a name behind the first verb."""
    for at in range(start + 1, colon - 1):
        word = words.at(at)
        if word == ",":
            return None
        if _VERB.fullmatch(word) and words.at(at + 1) in ("er", "sie"):
            return read_phrase(words, at + 1)  # "Am Abend trat sie vor die Presse:"
        if _VERB.fullmatch(word) and word not in _NO_VERBS and words.at(at + 1)[:1].isupper():
            phrase = read_phrase(words, at + 1, behind_verb=True)
            if phrase and phrase.last <= colon and phrase.has_full_name:
                return phrase if not phrase.determiner else None
    return None


_INTRODUCING = listed("dazu hierzu so und daraufhin darauf weiter auch dann")
__all__ = ["SAYS", "Kind", "Reading", "Told", "before_colon", "beside", "is_mood", "read_sentence"]
