"""Who says a quotation, by the words around it.

Pure. The verb of saying and its subject, before, behind or around the quotation; "laut", "so",
"nach Angaben von"; a colon. What the sentence does not tell, is left to the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from articles.german.offices import is_office
from submissions.press_release.cue_verbs import (
    AUXILIARIES,
    BESIDE,
    CUES,
    JUDGING,
    PARTED,
    PARTICIPLES,
    SOURCE_NOUNS,
    SUBJUNCTIVE,
)
from submissions.press_release.noun_phrases import (
    BEHIND_VERB,
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
    is_thing: bool = False  # The phrase is no speaker.


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
        each if _can_speak(words, each) else replace(each, is_thing=True)
        for each in (*_verbs(words, subject), *_sources(words))
    ]
    told.sort(key=lambda each: each.at)
    mood = any(word.lower() in SUBJUNCTIVE for word in words.words)
    return Reading(tuple(told), subject, mood)


_THINGS = re.compile(
    r"(?i).*(?:ung(?:en)?|heit|keit|ion(?:en)?|frist|nis(?:se)?|parolen?|angebot|haltung|thema|problem"
    r"|fall|krieg|recht|jahr|tag|ziel|auftrag|zeit|seiten?|lage|preis|entwicklung|bündnisse)"
)
_SPEAKING = re.compile(
    r"(?i).*(?:erklärung|meldung|mitteilung|begründung|zeitung|leitung|führung|versammlung|abteilung"
    r"|vereinigung|vertretung|innung|union|fraktion|redaktion|direktion|koalition|delegation|station"
    r"|verfassung|anordnung|verordnung|studie|bericht)(?:en)?"
)


def _can_speak(words: Words, told: Told) -> bool:
    """Whether what a verb or source has found is no mere thing."""
    if told.phrase is None or told.phrase.is_pronoun:
        return True
    first = told.phrase.label_first
    last = words.at(first)
    if told.phrase.has_full_name:
        return True
    if _BODIES.fullmatch(last) or _SPEAKING.fullmatch(last) or is_office(last):
        return True
    return not (_THINGS.fullmatch(last) and (told.phrase.determiner or last.endswith("en")))


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
        if words.at(verb) in ("lautet", "lautete", "heißt", "hieß"):
            return None
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
    if words.at(at - 1) in _WORDS_OF and _VERB.fullmatch(word) and word not in _NO_VERBS:
        phrase = subject_behind(words, index)
        return Told(Kind.BESIDE, index, phrase, "mit den Worten") if phrase else None
    if word in BESIDE or (signed and _VERB.fullmatch(word) and word not in _NO_VERBS):
        if word not in BESIDE and not words.at(index + 1):
            return None
        if not signed and not (word in CUES | JUDGING or _prefix(words, index)):
            return None
        phrase = _quoted_name(words, index + 1) or subject_behind(words, index)
        if phrase is None and word not in CUES:
            return None
        return Told(Kind.BESIDE, index, phrase, _cue(words, index), word in JUDGING)
    return None


_WORDS_OF = ("Worten", "Worte", "Satz", "Sätzen", "Hinweis", "Begründung", "Bemerkung")


def with_these_words(words: Words) -> Told | None:
    """ "Mit diesen Worten eröffnete X die Sitzung", behind a quotation."""
    if words.at(0) != "Mit" or words.at(1) not in ("diesen", "diesem", "dieser"):
        return None
    if words.at(2) not in _WORDS_OF or not _VERB.fullmatch(words.at(3)):
        return None
    phrase = subject_behind(words, 3)
    return Told(Kind.VERB, 3, phrase, "mit diesen Worten") if phrase else None


def _quoted_name(words: Words, index: int) -> Phrase | None:
    """ "schrieb „Die Zeit“": a paper, whose name stands between marks itself."""
    word = words.at(index)
    short = is_quotation(word) and len(word) <= 30
    return Phrase(index, index + 1, index, index + 1) if short else None


def _behind_so(words: Words, index: int) -> Phrase | None:
    phrase = read_phrase(words, index, behind_verb=True)
    if phrase is None or phrase.is_pronoun:
        return phrase
    follows = words.at(phrase.last)
    is_verb = follows.islower() and follows not in PREPOSITIONS | BEHIND_VERB | {"und"}
    return None if is_verb else phrase


def _from_whom(words: Words, index: int) -> Phrase | None:
    """ "hieß es aus dem Ministerium", "hieß es von der Polizei"."""
    for at in range(index, min(index + 4, len(words))):
        if words.at(at) in ("aus", "von", "vom", "beim", "seitens", "bei", "in", "im", "auf"):
            phrase = read_phrase(words, at + 1, behind_verb=True, of=_OTHER_CASES)
            merged = words.at(at) in ("vom", "beim", "im")
            if phrase and (phrase.determiner or merged or is_person(words, phrase)):
                return phrase
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
            return Told(Kind.COLON, start, phrase, "")
    if last:
        return Told(Kind.COLON, last.at, None, last.cue)
    if phrase and words.at(phrase.last).islower() and is_person(words, phrase):
        return Told(Kind.SUBJECT, start, phrase, "")
    return None


_INTRODUCING = listed("dazu hierzu so und daraufhin darauf weiter auch dann")
_BODIES = re.compile(
    r"(?i).*(?:polizei|regierung|verwaltung|stadt|gemeinde|behörde|amt|ministerium|gericht|partei"
    r"|verband|verein|fraktion|gewerkschaft|kirche|firma|unternehmen|konzern|organisation|stiftung"
    r"|kommission|zeitung|magazin|sender|agentur|universität|hochschule|anwaltschaft|feuerwehr"
    r"|rat|ausschuss|opposition|bund|bündnis|initiative|klinik|krankenhaus|kammer)[ns]?"
)


_PEOPLE = listed("""
    vertreter vertreterin vertretern mitarbeiter mitarbeiterin mitglied kritiker kritikerin
    bewohner bewohnerin teilnehmer teilnehmerin mann frau vater mutter sohn tochter bruder
    schwester ehemann ehefrau besucher besucherin schüler schülerin student studentin kollege
    kollegin nachbar nachbarin augenzeuge augenzeugin veranstalter veranstalterin beamter beamte
    beamtin anwohnerin opfer eltern angehörige verteidiger verteidigerin ermittler ermittlerin
    wissenschaftler wissenschaftlerin aktivist aktivistin könig königin papst fan fans redner
    rednerin
    """)


def is_person(words: Words, phrase: Phrase) -> bool:
    """Whether a phrase surely names a person or a body that speaks, not a thing."""
    if phrase.is_pronoun:
        return False
    label = words.words[phrase.label_first : phrase.label_last]
    if label[0].lower() in _PEOPLE or label[-1].lower() in _PEOPLE:
        return True
    full = phrase.has_full_name
    if full and not phrase.determiner:
        return True
    if full and phrase.label_first > phrase.first + 1:
        return True  # der Vorsitzende Jan Muster
    return is_office(label[0]) or bool(_BODIES.fullmatch(label[0]))


# --- In the sentence ----------------------------------------------------------------------------


def _verbs(words: Words, opening: Phrase | None) -> Iterator[Told]:
    starts = [0]  # Where clauses begin.
    previous: Phrase | None = None
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
            phrase = _subject(words, starts, index, previous or opening)
            previous = phrase or previous
            if phrase or low in CUES or low in PARTED:
                yield Told(Kind.VERB, index, phrase, cue, low in JUDGING)
        if word in (",", ";", ":", "und", "–", "aber", "doch", "(") or is_quotation(word):
            starts.append(index + 1)


def _subject(words: Words, starts: list[int], verb: int, former: Phrase | None) -> Phrase | None:
    """Who does what this verb says. former: who did the one before it."""
    if words.at(0) == "Wie" and (phrase := read_phrase(words, 1)) and phrase.last <= verb:
        if "," not in words.words[phrase.last : verb]:
            return phrase
    elif (phrase := subject_before(words, 0, verb)) is not None:
        return _object_first(words, phrase, verb) or phrase
    for start in reversed(starts[-4:]):
        if start and start < verb and (phrase := subject_before(words, start, verb)) is not None:
            return phrase
    joined = words.at(verb - 1) in ("und", "aber", "sowie", "oder")
    if joined:
        return former
    if words.at(verb + 1) == "es" and words.at(verb) in ("heißt", "hieß"):
        return _from_whom(words, verb + 2)
    if (behind := subject_behind(words, verb)) is not None:
        return behind
    return (
        former if former and former.last <= verb and words.at(verb - 1) in (",", "auch") else None
    )


_SUBORDINATING = ("weil", "dass", "nachdem", "da", "während", "obwohl", "wenn", "als", "was")


def _object_first(words: Words, phrase: Phrase, verb: int) -> Phrase | None:
    """ "Die Äußerungen bezeichnete Kern als …": who stands behind, if before stands a thing."""
    if words.at(verb) not in JUDGING or phrase.is_pronoun or is_person(words, phrase):
        return None
    if not phrase.determiner:
        return None
    behind = read_phrase(words, verb + 1, behind_verb=True)
    if behind is None or (behind.determiner and not is_person(words, behind)):
        return None
    return behind


def _antecedent(words: Words, starts: list[int], verb: int) -> Phrase | None:
    """ "… vom Verband, der das als „…“ sieht": whom the relative clause is about."""
    for start in reversed(starts[-3:]):
        if words.at(start) not in ("der", "die", "das") or words.at(start - 1) != ",":
            continue
        if read_phrase(words, start) is not None:
            continue
        for first in range(start - 2, max(-1, start - 14), -1):
            phrase = read_phrase(words, first, of=_OTHER_CASES)
            if phrase and phrase.last == start - 1 and words.at(first - 1) in _BEFORE_ANTECEDENT:
                return phrase
    return None


_BEFORE_ANTECEDENT = (
    "",
    "vom",
    "von",
    "beim",
    "bei",
    "zum",
    "zur",
    "durch",
    "mit",
    ",",
    "und",
    "war",
)


def _cue(words: Words, index: int) -> str:
    prefix = _prefix(words, index)
    return f"{words.at(index)} {prefix}" if prefix else words.at(index)


#: Parted prefixes that are prepositions or articles elsewhere than at the end of a clause.
_TWOFOLD = listed("an zu auf vor aus ein bei mit um nach")
_CLAUSE_ENDS = listed(", . : ; ! ? – - ) und dass")


def _prefix(words: Words, index: int) -> str:
    """The parted prefix of a verb: "teilte … mit"."""
    wanted = PARTED.get(words.at(index).lower())
    if not wanted:
        return ""
    for at in range(index + 1, min(index + 30, len(words))):
        word = words.at(at)
        if word in wanted and (
            word not in _TWOFOLD or not words.at(at + 1) or words.at(at + 1) in _CLAUSE_ENDS
        ):
            return word
    return ""


def _participle(words: Words, index: int) -> str:
    return next((each for each in words.words[index + 1 : index + 30] if each in PARTICIPLES), "")


def _sources(words: Words) -> Iterator[Told]:
    """ "laut X", "nach Angaben von X", "X zufolge", "für X ist", ", so X", "im Antrag heißt es"."""
    for index, word in enumerate(words.words):
        low = word.lower()
        phrase: Phrase | None = None
        cue = low
        if low in ("laut", "gemäß"):
            phrase = _quoted_name(words, index + 1) or _source_at(words, index + 1)
        elif low == "zufolge":
            phrase = _before_source(words, index)
        elif low in ("nach", "aus", "in", "mit"):
            phrase, cue = _by_noun(words, index)
        elif low == "wonach":
            phrase = read_phrase(words, index + 1)
        elif low == "für":
            phrase = _for_whom(words, index)
        elif low == "so" and words.at(index - 1) in (",", "–", "-"):
            phrase = _behind_so(words, index + 1)
            if phrase and words.at(phrase.last) not in (".", ",", "", ":", "–", "in", "am"):
                phrase = None
        if low in ("in", "im") and phrase is None:
            phrase, cue = _written_in(words, index)
        if phrase:
            yield Told(Kind.SOURCE, index, phrase, cue, judges=low == "für")


def _source_at(words: Words, index: int) -> Phrase | None:
    return read_phrase(words, index, behind_verb=True, of=_OTHER_CASES)


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
    phrase = read_phrase(words, index + 1, of=_OTHER_CASES)
    if phrase is None or phrase.is_pronoun:
        return None
    if index == 0 or before in (",", "und", "Was", "was"):
        return phrase if words.at(phrase.last) in _STANDS or before in ("Was", "was") else None
    if before in _STANDS and is_quotation(words.at(phrase.last - 1)):
        return replace(phrase, last=phrase.last - 1)
    return None


def _written_in(words: Words, index: int) -> tuple[Phrase | None, str]:
    """ "In dem Antrag heißt es", "im Bericht hatte es geheißen"."""
    phrase = read_phrase(words, index + 1, of=_OTHER_CASES)
    if phrase is None and words.at(index).lower() == "im":
        phrase = read_phrase(words, index + 1)
    if phrase is None or phrase.is_pronoun:
        return None, ""
    if words.at(index - 1) in _WRITTEN or (
        words.at(index - 2) in _WRITTEN and words.at(index - 1).islower()
    ):
        verb_at = index - 1 if words.at(index - 1) in _WRITTEN else index - 2
        return phrase, words.at(verb_at)
    verb, behind = words.at(phrase.last), words.at(phrase.last + 1)
    if behind == "es" and (verb in ("heißt", "hieß") or "geheißen" in words.words):
        return phrase, f"{verb} es"
    return None, ""


_WRITTEN = ("steht", "stand")
_STANDS = ("ist", "war", "sei", "sind", "waren", "seien", "bleibt", "gilt", "steht", "bedeutet")


def _before_source(words: Words, index: int) -> Phrase | None:
    """ "einem Sprecher der Stadt zufolge": the phrase that ends right before the word."""
    for start in range(max(0, index - 12), index):
        phrase = read_phrase(words, start, of=_OTHER_CASES)
        if phrase and phrase.last == index and not phrase.is_pronoun:
            return phrase
    return None


__all__ = ["SAYS", "Kind", "Reading", "Told", "before_colon", "beside", "read_sentence"]
