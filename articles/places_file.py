"""Places from their compact file: rows as values, the tree, the names they answer to.

Pure: lines in, values out. The file is articles/gazetteer/places.csv; its README names the
sources. Keys are official municipality keys (AGS): 2 digits a state, 5 a district, 8 a town;
"08221000/rohrbach" is a part of a town. An independent town is one place, not also a district.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from articles.german.slugs import slugify
from articles.place_names import fold_place_name

COLUMNS = frozenset(
    [
        "key",
        "kind",
        "name",
        "official_name",
        "aliases",
        "parent",
        "population",
        "latitude",
        "longitude",
        "known_alone",
    ]
)
KINDS = ("region", "state", "district", "town", "quarter")


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One line of the file. `parent` is a key, empty at the top.

    `known_alone` is false for a quarter whose name means something else without its town: "Süd".
    """

    key: str
    kind: str
    name: str
    official_name: str
    aliases: tuple[str, ...]
    parent: str
    population: int | None
    latitude: float | None
    longitude: float | None
    known_alone: bool = True


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row in the paper's tree, with the keys from the top down to its parent."""

    row: PlaceRow
    ancestors: tuple[str, ...]
    in_area: bool
    slug: str

    @property
    def other_names(self) -> tuple[str, ...]:
        """Official name and aliases, one spelling for each folded form that the name has not."""
        unique = {fold_place_name(self.row.name): self.row.name}
        for spelling in (self.row.official_name, *self.row.aliases):
            unique.setdefault(fold_place_name(spelling), spelling)
        return tuple(unique.values())[1:]

    @property
    def parent(self) -> str:
        """The key of the place right above; empty at the top."""
        return self.ancestors[-1] if self.ancestors else ""


def read(lines: Iterable[str]) -> Iterator[PlaceRow]:
    """The rows of the file, parents before their children.

    Raises ValueError naming the line: a column is missing, a kind unknown, a number none, a key
    given twice, a parent not named before.
    """
    table = csv.DictReader(lines, strict=True, restval="")
    seen: set[str] = set()
    try:
        if missing := COLUMNS - set(table.fieldnames or ()):
            raise ValueError(f"missing: {', '.join(sorted(missing))}")
        for line in table:
            row = _row(line)
            if row.key in seen:
                raise ValueError(f"the key {row.key} stands there twice")
            if row.parent and row.parent not in seen:
                raise ValueError(f"the parent {row.parent} of {row.key} does not stand before it")
            seen.add(row.key)
            yield row
    except (ValueError, csv.Error) as problem:
        raise ValueError(f"line {table.line_num or 1}: {problem}") from problem


def _row(line: Mapping[str, str]) -> PlaceRow:
    key, kind, name = line["key"], line["kind"], line["name"]
    if not key or not name:
        raise ValueError("a place needs a key and a name")
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is no kind of place")
    return PlaceRow(
        key=key,
        kind=kind,
        name=name,
        official_name=line["official_name"] or name,
        aliases=tuple(filter(None, line["aliases"].split("|"))),
        parent=line["parent"],
        population=int(line["population"]) if line["population"] else None,
        latitude=float(line["latitude"]) if line["latitude"] else None,
        longitude=float(line["longitude"]) if line["longitude"] else None,
        known_alone=line["known_alone"] != "no",
    )


def arrange(
    rows: Iterable[PlaceRow], area: Collection[str], region_key: str, region_name: str
) -> list[PlacedRow]:
    """The rows as the tree of a paper, parents before children, the region first.

    `area` holds prefixes of AGS. The region takes in what lies in the area and hangs below
    nothing of it (districts and independent towns); everything else stays below its state. The
    file's own region counts only for the paper that has its key.
    """
    prefixes = tuple(area)
    given = list(rows)
    rows = [_region(given, region_key, region_name)]
    rows += [row for row in given if row.kind != "region"]
    ancestors: dict[str, tuple[str, ...]] = {}
    inside: dict[str, bool] = {}
    for row in rows:
        inside[row.key] = row.key == region_key or row.key.startswith(prefixes)
        parent = row.parent
        if inside[row.key] and row.key != region_key and not inside.get(parent, False):
            parent = region_key
        ancestors[row.key] = (*ancestors[parent], parent) if parent else ()
    slugs = _slugs(rows, ancestors, inside)
    return [
        PlacedRow(row, ancestors[row.key], inside[row.key], slugs[row.key])
        for row in sorted(rows, key=lambda row: len(ancestors[row.key]))
    ]


def _region(rows: Iterable[PlaceRow], key: str, name: str) -> PlaceRow:
    aliases = next((row.aliases for row in rows if row.key == key), ())
    return PlaceRow(key, "region", name, name, aliases, "", None, None, None)


def _slugs(
    rows: Iterable[PlaceRow],
    ancestors: Mapping[str, tuple[str, ...]],
    inside: Mapping[str, bool],
) -> dict[str, str]:
    """A unique address for each place, the same for the same file and area.

    A quarter carries its town's name. Of several places of one name the first keeps it plain (in
    the area before outside, then by kind and population); the others add what lies above them.
    """

    def rank(row: PlaceRow) -> tuple[bool, int, int, str]:
        return (
            not inside[row.key],
            KINDS.index(row.kind),
            -(row.population or 0),
            row.key,
        )

    by_key = {row.key: row for row in rows}
    same_name: defaultdict[str, list[PlaceRow]] = defaultdict(list)
    for row in rows:
        name = f"{by_key[row.parent].name} {row.name}" if row.kind == "quarter" else row.name
        same_name[slugify(name)].append(row)
    slugs: dict[str, str] = {}
    taken = set(same_name)
    for plain, named_so in sorted(same_name.items()):
        first, *others = sorted(named_so, key=rank)
        slugs[first.key] = plain
        for row in others:
            above = by_key[row.parent or ancestors[row.key][-1]].name
            number = slugify(row.key)
            choices = (slugify(f"{row.name} {above}"), slugify(row.official_name))
            slug = next(
                (choice for choice in choices if choice not in taken),
                f"{plain}-{number}",
            )
            taken.add(slug)
            slugs[row.key] = slug
    return slugs
