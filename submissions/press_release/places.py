"""Which places a release is about: names and adjectives of places, held against what stands around.

Pure. A name alone proves nothing: streets, police stations and directions carry names of towns
where nothing happened. A place is proposed where the text says that something is there; none is
better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from submissions.press_release.gazetteer import (
    NEAR_KILOMETRES,
    Gazetteer,
    KnownPlace,
    kilometres,
    uninflected,
)
from submissions.press_release.named_places import (
    WORD,
    Named,
    Words,
    name_at,
    names_in,
    settled,
    words_of,
)
from submissions.press_release.place_words import (
    AUTHORITIES,
    BESIDE_PLACES,
    DIRECTIONS,
    NOT_OF_THE_PLACE,
    ORDINARY_WORDS,
    PLACE_NOUNS,
    SCENE_PREPOSITIONS,
    STREET_NOUNS,
)

_QUOTED = re.compile(r"\s+[\"„“”»]")
_SMALL_TOWN = 3_000


class Evidence(IntEnum):
    """What a mention is worth; only a scene is proposed on its own."""

    NONE = 0  # A street, a direction, an ordinary word.
    AUTHORITY = 1  # The town of a police station or court.
    PASSING = 2  # Named, nothing more.
    SCENE = 3  # The text says that something is there.
    HEAD = 4  # In front of the headline, or in the dateline.


@dataclass(frozen=True, slots=True)
class Mention:
    """A place as the text names it."""

    start: int
    end: int
    place: KnownPlace
    evidence: Evidence


def mentions(text: str, offset: int, gazetteer: Gazetteer) -> list[Mention]:
    """Every place named in a stretch of running text that begins at `offset`."""
    words = words_of(text)
    spans = words.spans
    result: list[Mention] = []
    scene = -2  # The number of the last word of the last scene.
    for named in names_in(words, gazetteer):
        place = settled(named, gazetteer)
        if place is None:
            continue
        start, end = spans[named.first][0], spans[named.last][1]
        evidence = _evidence(words, named, place)
        joined = named.first == scene + 2 and words.words[scene + 1] in ("und", "sowie")
        if evidence == Evidence.PASSING and joined and words.close(named.first):
            evidence = Evidence.SCENE  # "in Lützelsachsen und Hohensachsen"
        if evidence == Evidence.SCENE:
            scene = named.last
        result.append(Mention(offset + start, offset + end, place, evidence))
    return result


def anchors(text: str, gazetteer: Gazetteer) -> list[KnownPlace]:
    """The towns that the text names by a name that only they bear, each once; streets left out."""
    found: dict[str, KnownPlace] = {}
    words = [match[0] for match in WORD.finditer(text)]
    for word, following in pairwise([*words, ""]):
        if word[0].islower() or word in ORDINARY_WORDS:
            continue
        names = [word, *word.split("-")[:1]]
        if word.endswith("er") and not following.lower().startswith(STREET_NOUNS):
            names += uninflected(word)
        for name in names:
            places = gazetteer.named(name)
            if len(places) == 1 and places[0].rank < 2 and places[0].row.kind == "town":
                found.setdefault(places[0].town, places[0])
    return list(found.values())


def whole(text: str, offset: int, gazetteer: Gazetteer) -> list[Mention] | None:
    """The places of a text that names places and nothing else, as before a headline; or None.

    "Leimen/Rhein-Neckar-Kreis", "Stadt Neckarsulm", "Herxheim / südliche Weinstraße". The list is
    empty where every name is open between several places.
    """
    words = words_of(text)
    spans = words.spans
    result: list[Mention] = []
    number, names = 0, 0
    while number < len(spans):
        named = name_at(words, number, gazetteer)
        if named and not (named.inflected and words.words[number].endswith("er")):
            place, names = settled(named, gazetteer), names + 1
            if place and _is_doubtful(words, named, place):
                return None
            if place:
                start, end = spans[named.first][0], spans[named.last][1]
                result.append(Mention(offset + start, offset + end, place, Evidence.HEAD))
            number = named.last + 1
        elif words.words[number] in BESIDE_PLACES:
            number += 1
        else:
            return None
    return result if names else None


def _is_doubtful(words: Words, named: Named, place: KnownPlace) -> bool:
    """Whether "Brand: Feuerwehr rückt aus" names no place: a word of the language, a small town."""
    if named.first != named.last or words.words[named.first] not in ORDINARY_WORDS:
        return False
    small = not place.in_area and (place.row.population or 0) < 20_000
    return small and words.at(named.first - 1) not in PLACE_NOUNS


def _evidence(words: Words, named: Named, place: KnownPlace) -> Evidence:
    before, after = words.at(named.first - 1), words.at(named.last + 1)
    if not words.close(named.last + 1):
        after = ""
    if named.inflected and (
        _is_street(words, named, before, after) or after.startswith(NOT_OF_THE_PLACE)
    ):
        return Evidence.NONE
    if _is_authority(words, named, after):
        return Evidence.AUTHORITY
    if _is_direction(words, named):
        return Evidence.NONE
    if _is_ordinary(words, named, before, place):
        return Evidence.NONE
    if named.inflected:
        named_after = words.close(named.first) and before[:1].isupper()  # "Axel Springer Verlag"
        named_after = named_after and before.lower() not in SCENE_PREPOSITIONS
        return Evidence.SCENE if after[:1].isupper() and not named_after else Evidence.NONE
    if named.quarter.endswith("er") and after[:1].isupper():
        return Evidence.SCENE  # "in der Bretzfeld-Schwabbacher Moosbachstraße"
    close = words.close(named.first)
    if close and (before.lower() in SCENE_PREPOSITIONS or before in PLACE_NOUNS):
        return Evidence.SCENE
    if close and before.lower().endswith(STREET_NOUNS):
        return Evidence.SCENE
    if "/" in place.key and named.quarter:
        return Evidence.SCENE
    return Evidence.PASSING


def _is_street(words: Words, named: Named, before: str, after: str) -> bool:
    """ "in der Heilbronner Straße" is a street; "Fleiner Straße „Hengst“" names the town."""
    if not after.lower().startswith(STREET_NOUNS):
        return False
    if len(after) > len("Straßen") and not after.lower().startswith(("str", "land", "kreis")):
        return False
    return not _QUOTED.match(words.text, words.spans[named.last + 1][1])


def _is_authority(words: Words, named: Named, after: str) -> bool:
    if after.lower().startswith(AUTHORITIES) or words.at(named.last + 2).startswith("Polizei"):
        return True
    around = [words.at(named.first - step) for step in (1, 2, 3)]
    for step, word in enumerate(around):
        if word.lower().startswith(AUTHORITIES):
            return True
        if step and word[:1].isupper() and word not in PLACE_NOUNS:
            return False
    return False


def _is_direction(words: Words, named: Named) -> bool:
    before, second = words.at(named.first - 1).lower(), words.at(named.first - 2).lower()
    if before in DIRECTIONS or (second in DIRECTIONS and before in ("von", "der", "dem")):
        return True
    after = [words.at(named.last + step).lower() for step in (1, 2)]
    return before == "von" and bool({"kommend", "her", "nach", "herkommend"}.intersection(after))


def _is_ordinary(words: Words, named: Named, before: str, place: KnownPlace) -> bool:
    """Whether the name is also a word of the language and nothing says that a place is meant."""
    if named.first != named.last or named.quarter:
        return False
    word = words.words[named.first]
    if named.inflected:
        return word in ORDINARY_WORDS
    return word in ORDINARY_WORDS and before not in PLACE_NOUNS


def _is_unlikely(place: KnownPlace) -> bool:
    """Whether a place outside the area is a state, or so small that its name may be another's."""
    return place.row.kind == "state" or (
        place.row.kind == "town" and (place.row.population or 0) < _SMALL_TOWN
    )


def _far_from_all(place: KnownPlace, found: Iterable[Mention]) -> bool:
    """Whether other places are named and none of them lies within a day's beat."""
    others = [
        mention.place
        for mention in found
        if mention.place.town != place.town
        and mention.evidence not in (Evidence.NONE, Evidence.PASSING)
    ]
    known = [distance for other in others if (distance := kilometres(place, other)) is not None]
    return bool(known) and min(known) > NEAR_KILOMETRES


def chosen(found: Iterable[Mention]) -> list[Mention]:
    """The mentions worth proposing, each place once, in the order of the text.

    Where the text names a part of a town or a town of a district, the town or district itself is
    not proposed beside it, unless the town stands in front and several of its parts in the text.
    A village known only by its town, and a place outside the area, need a text that names no
    other place.
    """
    found = sorted(found, key=lambda mention: mention.start)
    named = [mention for mention in found if mention.evidence > Evidence.NONE]
    inside = any(mention.place.in_area for mention in found)
    sure = {
        mention.place.town
        for mention in named
        if mention.evidence >= Evidence.SCENE and not mention.place.is_village
    }
    best: dict[str, Mention] = {}
    for mention in named:
        place, evidence = mention.place, mention.evidence
        if evidence < Evidence.SCENE or place.key in best:
            continue
        if evidence < Evidence.HEAD and not place.in_area and (inside or _is_unlikely(place)):
            continue
        if evidence < Evidence.HEAD and place.is_village and sure - {place.town}:
            continue
        if evidence < Evidence.HEAD and place.rank > 1 and _far_from_all(place, found):
            continue
        best[place.key] = mention
    return [mention for mention in best.values() if not _holds_another(mention, best.values())]


def _holds_another(mention: Mention, others: Iterable[Mention]) -> bool:
    """Whether another of the places lies in this one; of a town in front, not several quarters."""
    key, kind = mention.place.key, mention.place.row.kind
    if kind == "quarter" or mention.evidence == Evidence.NONE:
        return False
    inside = sum(other.place.key != key and other.place.key.startswith(key) for other in others)
    of_all = kind == "town" and mention.evidence == Evidence.HEAD and inside > 1
    return inside > 0 and not of_all
