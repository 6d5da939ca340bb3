"""The subject of a verb of saying, before it or behind it. Pure."""

from __future__ import annotations

from submissions.press_release.noun_phrases import (
    Phrase,
    Words,
    is_adjective,
    read_core,
    read_phrase,
)
from submissions.press_release.phrase_words import (
    DETERMINERS,
    OTHER_CASES,
)
from submissions.press_release.word_lists import listed

_ASIDE = listed(
    "jedoch aber hingegen dagegen allerdings selbst selber wiederum indes auch daraufhin zudem"
)


def subject_before(words: Words, start: int, verb: int) -> Phrase | None:
    """Who stands between the start of a clause and its verb, if nothing else does."""
    while start < verb and words.at(start).lower() in _LEADING_ASIDE:
        start += 1
    phrase = read_phrase(words, start)
    if phrase is None or phrase.last > verb or _is_participle_alone(words, phrase):
        return None
    core = read_core(words, start, frozenset())
    index = phrase.last
    enclosed = core is not None and words.at(core.last) == "," and verb - 1 > core.last
    if words.at(verb - 1) == "," and (enclosed or (words.at(index) == "," and verb - 1 > index)):
        return phrase
    while index < verb and words.at(index).lower() in _ASIDE | {","}:
        index += 1
    return phrase if index == verb else None


def _is_participle_alone(words: Words, phrase: Phrase) -> bool:
    """ "Passend zu …" opens a sentence and is nobody."""
    alone = phrase.label_last - phrase.label_first == 1 and not phrase.determiner
    return alone and words.at(phrase.label_first).endswith("end")


_LEADING_ASIDE = listed("auch und doch aber denn selbst sogar nur jedoch")
BEHIND_VERB = listed("""
    sich dazu hierzu gestern heute auch nun jedoch zudem aber später zuvor noch weiter daraufhin
    dann dagegen hingegen außerdem ferner weiterhin unterdessen bereits wiederum schließlich
    zuletzt abschließend anschließend dabei jetzt einmal es allerdings denn inzwischen damals
    wörtlich ergänzend sogar selbst so kürzlich jüngst ebenfalls gleichzeitig zugleich deshalb
    daher damit mehrfach deutlich erneut immer wieder etwa unter anderem ihm ihr ihnen uns mir
    also indes
    """)
_TIME = listed("am im in vor nach bei beim auf zu zur zum gegenüber während seit")


def subject_behind(words: Words, verb: int) -> Phrase | None:
    """Who stands behind a verb: "sagte am Freitag die Leiterin, Eva Muster"."""
    index = verb + 1
    for _ in range(4):
        while words.at(index).lower() in BEHIND_VERB:
            index += 1
        phrase = read_phrase(words, index, behind_verb=True)
        if phrase is not None:
            return phrase
        behind = _adverbial_end(words, index)
        if behind == index:
            return None
        index = behind
    return None


def _adverbial_end(words: Words, index: int) -> int:
    """The index behind "am Freitag", "in Mannheim", "gegenüber der Presse"; the index if none."""
    if words.at(index) not in _TIME:
        return index
    behind = index + 1
    if words.at(behind) in DETERMINERS | OTHER_CASES:
        behind += 1
    while is_adjective(words.at(behind)):
        behind += 1
    if not words.at(behind)[:1].isupper():
        return index
    return behind + 1
