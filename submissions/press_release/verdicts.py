"""What somebody calls something: words that are the object of a verb such as "nannte". Pure.

However few they are, they are said; but what everybody calls a thing is its name.
"""

from __future__ import annotations

import re

from submissions.press_release.noun_phrases import Words
from submissions.press_release.phrase_words import PREPOSITIONS
from submissions.press_release.quote_marks import Quoted
from submissions.press_release.spoken_sentences import Sentence
from submissions.press_release.told import Kind, Told

_AS = re.compile(
    r"\b(?i:als|von|vom|vor|wegen|gegen|über|für|zum|zur|zu|mit|auf|um)"
    r"(?:\s(?:eine?[nmrs]?|d(?:er|ie|as|em|en)|ihre[nmrs]?|seine[nmrs]?|deren|dessen))?"
    r"(?:\s[a-zäöüß]+e[nmrs]?){0,2}\s*$"
)
_NAMING_VERBS = (
    "nannte", "nannten", "nennt", "nennen", "titulierte", "beschimpfte", "genannt", "tituliert",
)  # fmt: skip


#: Verbs whose object may be a reproach even with "die": "kritisierte die „Willkür“".
_BLAMING = (
    "kritisier", "verurteil", "beklag", "rüg", "attackier", "nannt", "nenn", "spr", "bezeichn",
)  # fmt: skip
_DEFINITE = re.compile(r"\b(?:d(?:ie|as|en|er|em)|zur|zum)\s*$")
#: No predicate stands here: "für X ist im „…“ noch alles offen".
_NO_PREDICATE = re.compile(
    r"\b(?:im|am|beim|zum|zur|vom"
    r"|(?:in|an|auf|bei|vor|nach|um|über|mit|von|zu)(?:\sd(?:em|er|en|ie|as))?)\s*$"
)


def is_predicate(text: str, sentence: Sentence, part: Quoted) -> bool:
    """Whether what is quoted can be what something is for somebody: "für X ist das „…“"."""
    before = text[max(sentence.start, part.start - 60) : part.start]
    if _NO_PREDICATE.search(before):
        return False
    goes_on = text[part.end : part.end + 2].strip().isalpha()
    return not (goes_on and re.search(r"(?<!,\s)\bd(?:ie|er|as)\s*$", before))


def is_coined(text: str, sentence: Sentence, part: Quoted, told: Told | None) -> bool:
    """Whether the sentence says outright that these are somebody's words, however few.

    "„Pause“, wie Kern es nannte", "von einer „Pause“ sprach Kern", "als „dumm“ bezeichnete er sie".
    """
    if told is None or told.phrase is None or told.kind is not Kind.BESIDE:
        return False
    if sentence.words.at(told.phrase.first).lower() in _MANY:
        return False
    if told.coins:
        return True
    before = text[max(sentence.start, part.start - 60) : part.start]
    cue = told.cue.split()[0]
    return told.judges and (
        (cue.startswith(("sprach", "spricht", "warnte", "rede")) and bool(_FROM_A.search(before)))
        or (cue.startswith("bezeichne") and before.rstrip().endswith("Als"))
    )


_FROM_A = re.compile(r"\b[Vv](?:on|or)\seine[rm](?:\s[a-zäöüß]+e[nr])?\s*$")


def in_relative_clause(words: Words, index: int) -> bool:
    """Whether a clause such as ", in denen …" holds it: then it is no object of the main verb."""
    start = max((at for at in range(index) if words.at(at) == ","), default=-1) + 1
    start += words.at(start) in PREPOSITIONS
    return start > 0 and words.at(start) in ("denen", "deren", "dessen")


def names_by_habit(told: Told, words: Words) -> bool:
    """ "Umgangssprachlich spricht man vom „…“", "viele nennen ihn „…“": a name, no quotation."""
    if not told.judges or told.phrase is None or told.kind is Kind.SOURCE:
        return False
    generic = words.at(told.phrase.first).lower() in _MANY
    return generic and any(part in _HABITUAL for part in told.cue.split())


_MANY = ("man", "viele", "manche", "alle", "mancher")
_HABITUAL = ("nennt", "nennen", "nannte", "nannten", "spricht", "sprechen", "bezeichnet",
             "bezeichnen", "beschreibt", "beschreiben", "umschreibt")  # fmt: skip


_INSIDE = re.compile(r"\b(?:im|am|beim|(?:in|bei|auf|an)(?:\sde[rmn])?)\s*$")
_WITH = re.compile(r"\bmit\s*(?:(?:eine[mr]|de[mnr])\s)?(?:[a-zäöüß]+e[nrm]\s)?$")
#: What one does with words.
_BY_MEANS = (
    "begründet", "begründete", "begründeten", "rechtfertigt", "rechtfertigte", "erklärt",
    "erklärte", "erklärten", "droht", "drohte", "drohten", "warb", "wirbt", "gerechtfertigt",
    "rechnet", "rechnete", "rechnen", "rechneten",
)  # fmt: skip


def is_object(text: str, sentence: Sentence, part: Quoted, told: Told) -> bool:
    """Whether what is quoted is what somebody calls something: "als „…“", "vor einer „…“"."""
    before = text[max(sentence.start, part.start - 60) : part.start]
    inner = text[part.inner_start : part.inner_end].strip()
    named = " " not in inner and inner[:1].isupper()  # "Der Bericht nennt „Beispielwort“".
    if named and _DEFINITE.search(before) and not told.cue.startswith(_BLAMING):
        return False  # "verwies auf die „Leitlinien“": they exist.
    if named and _INSIDE.search(before):
        return False  # "nannte ihn im „Beispielblatt“ faul"
    if _WITH.search(before) and not told.cue.endswith(_BY_MEANS):
        return False  # "warnt vor Betrug mit „…“", but "begründete es mit „…“"
    if told.kind is Kind.SOURCE or told.cue.endswith(" vor") or _AS.search(before):
        return True
    return any(part in _NAMING_VERBS for part in told.cue.split()) and not (
        named and before.rstrip().endswith(_NAMING_VERBS)
    )
