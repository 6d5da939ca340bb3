"""The names of places, ready for looking up words of a text.

Pure: rows in, answers out. A name that several places bear is settled by the paper's area; what
is left open by it stays open.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from functools import lru_cache

from articles.german.folding import transliterate
from articles.place_names import fold_place_name
from articles.places_file import PlaceRow

#: What tells two places of one name apart; papers leave it out: "Lauffen am Neckar".
_EPITHET = re.compile(
    r"\s*(?:\(.*\)|,.*|/.*|\s(?:am|an|auf|bei|beim|im|in|ob|unter|vor|zu)\s.*|\s[a-z]\.\s?[a-zA-Z].*)$"
)
#: Within a day's beat.
NEAR_KILOMETRES = 40
_MOST_ANCHORS = 12


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place and how sure its bare name is: 0 its own name, 1 another one, 2 a shortened one."""

    row: PlaceRow
    in_area: bool
    rank: int = 0
    is_village: bool = False  # Found by the name of a village that has no row of its own.

    @property
    def key(self) -> str:
        return self.row.key

    @property
    def town(self) -> str:
        """The key of the municipality that the place is or lies in."""
        return self.row.key.partition("/")[0]

    @property
    def ags(self) -> str | None:
        """The official key; None for a part of a town and for a region."""
        return self.key if self.key.isdigit() else None


class Gazetteer:
    """Places by their names; `area` holds the AGS prefixes of the paper's area."""

    def __init__(
        self,
        rows: Iterable[PlaceRow],
        area: Collection[str],
        region_key: str = "",
        villages: Iterable[tuple[str, str]] = (),
    ) -> None:
        """`villages`: pairs of a village's name and the key of its town, which stands for it."""
        self.area = tuple(area)
        self.region_key = region_key
        self.anchors: tuple[KnownPlace, ...] = ()
        self._named: defaultdict[str, list[KnownPlace]] = defaultdict(list)
        self._quarters: defaultdict[str, dict[str, KnownPlace]] = defaultdict(dict)
        self._by_key: dict[str, PlaceRow] = {}
        #: How many words the longest name has that begins with this word.
        self._longest: dict[str, int] = {}
        for row in rows:
            self._by_key[row.key] = row
            self._add_row(row)
        for name, town in villages:
            if parent := self._by_key.get(town):
                self._add_village(name, parent)

    def _add_row(self, row: PlaceRow) -> None:
        inside = row.key.startswith(self.area) or row.key == self.region_key
        names = [row.name]
        if row.official_name != row.name:
            names.append(row.official_name)
        for rank, name in enumerate([*names, *row.aliases]):
            place = KnownPlace(row, inside, min(rank, 1))
            if row.kind == "quarter":
                self._quarters[row.parent].setdefault(fold_place_name(name), place)
            if row.known_alone or rank or row.kind != "quarter":
                self._add(name, place)
            bare = _EPITHET.sub("", name) if row.kind == "town" else name
            if bare != name:
                self._add(bare, KnownPlace(row, inside, 2))

    def _add_village(self, name: str, row: PlaceRow) -> None:
        folded = fold_place_name(name)
        place = KnownPlace(row, row.key.startswith(self.area), 3, is_village=True)
        self._quarters[row.key].setdefault(folded, place)
        if not any(other.town == row.key for other in self._named.get(folded, ())):
            self._add(name, place)

    def _add(self, name: str, place: KnownPlace) -> None:
        folded = fold_place_name(name)
        if len(folded) < 2:
            return
        known = self._named[folded]
        if all(other.key != place.key for other in known):
            known.append(place)
        words = [word for word in _words(name) if word]
        first = words[0]
        self._longest[first] = max(self._longest.get(first, 0), len(words))

    def longest(self, word: str) -> int:
        """How many words a name may have that begins with this one; 0 if none does."""
        return self._longest.get(_first_word(word), 0)

    def named(self, name: str) -> tuple[KnownPlace, ...]:
        """Every place of this name."""
        return tuple(self._named.get(_folded(name), ()))

    def quarter(self, town: str, name: str) -> KnownPlace | None:
        """The part of the town (its key) with this name."""
        return self._quarters.get(town, {}).get(_folded(name))

    def anchored(self, anchors: Collection[KnownPlace]) -> Gazetteer:
        """The same places for one text that names these without any doubt."""
        anchored = copy(self)
        anchored.anchors = tuple({place.town: place for place in anchors}.values())[:_MOST_ANCHORS]
        return anchored

    def settled(self, name: str) -> KnownPlace | None:
        """The one place that the name can mean for this paper and text, or None.

        Near the places that the text names without a doubt, else inside the area; a town before
        its namesake with a longer name, that before a part of a town.
        """
        places = self.named(name)
        if len(places) > 1:
            places = self._likely(places)
        if len(places) > 1:
            best = min(_weight(place) for place in places)
            places = tuple(place for place in places if _weight(place) == best)
        if len(places) > 1 and len({place.town for place in places}) > 1:
            places = _far_larger(places)
        return places[0] if len({place.town for place in places}) == 1 else None

    def _likely(self, places: tuple[KnownPlace, ...]) -> tuple[KnownPlace, ...]:
        """Those of the places that fit area and text."""
        inside = tuple(place for place in places if place.in_area)
        if not self.anchors:
            return inside or places
        towns = {anchor.town for anchor in self.anchors}
        if of_town := tuple(place for place in places if place.town in towns):
            return of_town
        close = tuple(place for place in places if self._is_close(place))
        if close:
            return tuple(place for place in close if place.in_area) or close
        return inside if any(anchor.in_area for anchor in self.anchors) else ()

    def _is_close(self, place: KnownPlace) -> bool:
        for anchor in self.anchors:
            distance = kilometres(anchor, place)
            if anchor.town == place.town or (distance is not None and distance <= NEAR_KILOMETRES):
                return True
        return False


def kilometres(one: KnownPlace, other: KnownPlace) -> float | None:
    """How far apart two places lie, roughly; None where one has no coordinates."""
    here, there = (one.row.latitude, one.row.longitude), (other.row.latitude, other.row.longitude)
    if None in here or None in there:
        return None
    north = (here[0] - there[0]) * 111  # type: ignore[operator]
    east = (here[1] - there[1]) * 71  # type: ignore[operator]  # At 50° north.
    return math.hypot(north, east)


def _weight(place: KnownPlace) -> tuple[int, int]:
    """A town by its own name comes before a shortened one, that before a part of a town."""
    kind = {"quarter": 2, "region": 0, "state": 0, "district": 1, "town": 0}[place.row.kind]
    return (kind, place.rank)


def _far_larger(places: tuple[KnownPlace, ...]) -> tuple[KnownPlace, ...]:
    """The one town that is thirty times as large as every other of its name."""
    first, second, *_ = sorted(places, key=lambda place: -(place.row.population or 0))
    if (first.row.population or 0) > max(30 * (second.row.population or 0), 50_000):
        return (first,)
    return places


@lru_cache(maxsize=20_000)
def _folded(name: str) -> str:
    return fold_place_name(name)


@lru_cache(maxsize=20_000)
def _first_word(word: str) -> str:
    return transliterate(word)


def _words(name: str) -> Iterator[str]:
    """The words of a name as `longest` counts them: what white space parts."""
    return (transliterate(word).strip(".") for word in name.split())


#: Endings that make the name of a town an adjective, and what stood there before.
_INFLECTED = (
    ("staedter", "stadt"),
    ("er", ""),
    ("er", "e"),
    ("er", "en"),
    ("aner", ""),
    ("ner", "en"),
    ("scher", ""),
    ("sche", ""),
    ("schen", ""),
    ("er", "er"),
)


def uninflected(word: str) -> Iterator[str]:
    """What "Heilbronner", "Karlsruher", "Öhringer", "Eberstädter" may be made of, folded."""
    folded = transliterate(word)
    for ending, before in _INFLECTED:
        stem = folded.removesuffix(ending)
        if stem != folded and len(stem) > 2:
            yield stem + before
