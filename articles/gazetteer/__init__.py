"""The gazetteer: the file of places and its way into the database."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection, transaction

from articles import places_file
from articles.german.slugs import slugify
from articles.models import FormerPlaceKey, Place, PlaceAlias
from articles.place_names import fold_place_name
from articles.places_file import PlacedRow
from articles.search import renaming

FILE = Path(__file__).with_name("places.csv")

# What the file says about a place; slug and introduction belong to the editors.
FIELDS = (
    "kind",
    "name",
    "official_name",
    "folded",
    "known_alone",
    "parent_id",
    "path",
    "in_area",
    "population",
    "latitude",
    "longitude",
)
BATCH = 2000


@dataclass(slots=True)
class Loaded:
    """What a load did: numbers of places, and the keys of those that the file does not name."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    moved: int = 0  # Of the updated: those whose path is another now.
    aliases: int = 0  # Added.
    not_in_file: list[str] = field(default_factory=list)


def read(path: Path, area: Collection[str], region_key: str, region_name: str) -> list[PlacedRow]:
    """The places of a file in the paper's tree. Raises OSError, or ValueError naming the line."""
    with path.open(encoding="utf-8", newline="") as lines:
        return places_file.arrange(places_file.read(lines), area, region_key, region_name)


@transaction.atomic
def load(
    places: list[PlacedRow], progress: Callable[[int, int], None] = lambda done, total: None
) -> Loaded:
    """Make the table say what the file says; parents stand before their children in `places`.

    Rows are found by key and keep their id and address; nothing is deleted, aliases are only
    added, a second load changes nothing. `progress` is told how many places of how many are done.
    """
    with connection.cursor() as cursor:  # Two loads at once wait for each other.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('load_places'))")
    there = {place.key: place for place in Place.objects.all()}
    # What editors have merged stays one; its parts stand below the place that was kept.
    former = list(FormerPlaceKey.objects.select_related("place"))
    merged = {row.key: row.place for row in former}
    there |= merged
    places = [place for place in places if place.row.key not in merged]
    taken = {place.slug for place in there.values()} | {row.slug for row in former}
    loaded = Loaded(
        not_in_file=sorted(there.keys() - merged.keys() - {place.row.key for place in places})
    )
    for level in _levels(places):
        written = []
        for place in level:
            old = there.get(place.row.key)
            new = _as_row(place, there, taken)
            if old is None:
                loaded.created += 1
            elif any(getattr(old, name) != getattr(new, name) for name in FIELDS):
                loaded.updated += 1
                loaded.moved += old.path != new.path
                if old.name != new.name and old.article_rows.exists():
                    renaming.follow(old)
            else:
                loaded.unchanged += 1
                continue
            written.append(new)
        Place.objects.bulk_create(
            written, BATCH, update_conflicts=True, unique_fields=["key"], update_fields=FIELDS
        )
        there |= {place.key: place for place in written}
        progress(loaded.created + loaded.updated + loaded.unchanged, len(places))
    loaded.aliases = _add_aliases(places, there)
    if loaded.created or loaded.moved:
        with connection.cursor() as cursor:  # The tree has grown at once; plans must know it.
            cursor.execute("ANALYZE articles_place, articles_placealias")
    return loaded


def _levels(places: Iterable[PlacedRow]) -> Iterator[list[PlacedRow]]:
    """The places from the top of the tree down: a child needs its parent's id."""
    levels: dict[int, list[PlacedRow]] = {}
    for place in places:
        levels.setdefault(len(place.ancestors), []).append(place)
    for depth in sorted(levels):
        yield levels[depth]


def _as_row(place: PlacedRow, there: dict[str, Place], taken: set[str]) -> Place:
    """The place as the file has it, with the id and address it has in the database."""
    row = place.row
    old = there.get(row.key)
    parent = there[place.parent] if place.parent else None
    slug = old.slug if old else place.slug
    if not old and slug in taken:
        slug = f"{slug}-{slugify(row.key)}"
    taken.add(slug)
    return Place(
        pk=old and old.pk,
        key=row.key,
        slug=slug,
        kind=row.kind,
        name=row.name,
        official_name=row.official_name,
        folded=fold_place_name(row.name),
        known_alone=row.known_alone,
        parent=parent,
        path=f"{parent.path if parent else ''}{row.key}.",
        in_area=place.in_area,
        population=row.population,
        latitude=row.latitude,
        longitude=row.longitude,
        intro=old.intro if old else "",
    )


def _add_aliases(places: Iterable[PlacedRow], there: dict[str, Place]) -> int:
    known = set(PlaceAlias.objects.values_list("place_id", "folded"))
    missing = [
        PlaceAlias(place=there[place.row.key], name=name, folded=fold_place_name(name))
        for place in places
        for name in place.other_names
        if (there[place.row.key].pk, fold_place_name(name)) not in known
    ]
    return len(PlaceAlias.objects.bulk_create(missing, BATCH))
