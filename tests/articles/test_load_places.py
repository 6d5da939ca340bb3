"""The gazetteer in the database: loading, loading again, and what names mean."""

import csv
import time

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import gazetteer
from articles.models import Place, PlaceAlias
from tests.builders import make_article

pytestmark = pytest.mark.django_db

SLICE = {"rhein-neckar", "06", "06431", "07", "07332", "07337", "08", "08226", "10", "10041"}
TOWNS = {
    "06431011",  # Heppenheim
    "06431015",  # Lindenfels
    "07314000",  # Ludwigshafen
    "07316000",  # Neustadt/Weinstraße
    "07319000",  # Worms
    "07332030",  # Kirchheim an der Weinstraße
    "07337068",  # Rohrbach in the Palatinate
    "08221000",  # Heidelberg
    "08226085",  # Sinsheim
    "10041100",  # Saarbrücken
}


def lines_of(wanted):
    """The file's header and the lines whose key `wanted` accepts, as lists of cells."""
    with gazetteer.FILE.open(encoding="utf-8", newline="") as file:
        head, *lines = csv.reader(file)
    return [head, *(line for line in lines if wanted(line[0]))]


@pytest.fixture
def small_file(tmp_path):
    """A file with some of the real places; call it to change cells: {(key, column): text}."""
    path = tmp_path / "places.csv"

    def write(changes=(), without=()):
        head, *lines = lines_of(lambda key: key in SLICE or key[:8] in TOWNS)
        for (key, column), text in dict(changes).items():
            next(line for line in lines if line[0] == key)[head.index(column)] = text
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *(ln for ln in lines if ln[0] not in without)])
        return path

    write()
    write.path = path
    return write


def load(path=gazetteer.FILE):
    paper = settings.PAPER
    return gazetteer.load(gazetteer.read(path, paper.area, paper.region_key, paper.region))


def rows():
    fields = [field.attname for field in Place._meta.concrete_fields]
    return (
        list(Place.objects.order_by("pk").values_list(*fields)),
        list(PlaceAlias.objects.order_by("pk").values_list("pk", "place_id", "name", "folded")),
    )


def keys(text):
    return [place.key for place in Place.objects.resolve(text)]


def test_a_first_load_creates_the_tree(small_file):
    loaded = load(small_file.path)
    assert loaded.created == Place.objects.count() > 60
    rohrbach = Place.objects.get(key="08221000/rohrbach")
    assert rohrbach.path == "rhein-neckar.08221000.08221000/rohrbach."
    assert rohrbach.parent.parent.name == settings.PAPER.region
    assert rohrbach.in_area
    assert not Place.objects.get(name="Saarbrücken").in_area
    assert set(Place.objects.under(rohrbach.parent)) > {rohrbach}


def test_a_second_load_changes_nothing(small_file):
    load(small_file.path)
    before = rows()
    loaded = load(small_file.path)
    assert (loaded.created, loaded.updated, loaded.aliases) == (0, 0, 0)
    assert loaded.unchanged == len(before[0])
    assert rows() == before


def test_a_renamed_place_keeps_its_row_and_its_address(small_file):
    load(small_file.path)
    before = Place.objects.get(key="06431015")
    loaded = load(
        small_file({("06431015", "name"): "Burgstadt", ("06431015", "aliases"): "Lindenfels"})
    )
    after = Place.objects.get(key="06431015")
    assert (loaded.created, loaded.updated, loaded.moved) == (0, 1, 0)
    assert (after.pk, after.slug, after.name) == (before.pk, "lindenfels", "Burgstadt")
    assert keys("Burgstadt") == keys("Lindenfels") == ["06431015"]


def test_a_place_that_moves_takes_its_parts_along(small_file):
    load(small_file.path)
    loaded = load(small_file({("08226085", "parent"): "06431"}))
    parts = Place.objects.filter(key__startswith="08226085/")
    assert loaded.moved == loaded.updated == parts.count() + 1
    assert {part.path for part in parts} == {
        f"rhein-neckar.06431.08226085.{part.key}." for part in parts
    }


def test_a_place_that_left_the_file_stays_and_is_reported(small_file, capsys):
    load(small_file.path)
    call_command("load_places", small_file(without={"08221000/rohrbach"}))
    assert Place.objects.filter(key="08221000/rohrbach").exists()
    assert "1 kept that the file lacks: 08221000/rohrbach" in capsys.readouterr().out


def test_a_load_keeps_what_editors_wrote(small_file):
    load(small_file.path)
    worms = Place.objects.get(key="07319000")
    Place.objects.filter(pk=worms.pk).update(intro="Domstadt am Rhein.", slug="stadt-worms")
    PlaceAlias.objects.create(place=worms, name="Nibelungenstadt")
    load(small_file({("07319000", "population"): "85000"}))
    worms.refresh_from_db()
    assert (worms.intro, worms.slug, worms.population) == (
        "Domstadt am Rhein.",
        "stadt-worms",
        85000,
    )
    assert keys("Nibelungenstadt") == ["07319000"]


def test_an_address_that_is_taken_gets_the_key(small_file):
    Place.objects.create(key="own/worms", kind="quarter", name="Worms", slug="worms")
    loaded = load(small_file.path)
    assert Place.objects.get(key="07319000").slug == "worms-07319000"
    assert loaded.not_in_file == ["own/worms"]


def test_a_broken_file_changes_nothing_and_is_named(small_file):
    with pytest.raises(CommandError, match=r"places\.csv: line \d+: 'planet' is no kind"):
        call_command("load_places", small_file({("10041", "kind"): "planet"}))
    with pytest.raises(CommandError, match=r"none\.csv: "):
        call_command("load_places", small_file.path.with_name("none.csv"))
    assert not Place.objects.exists()


def test_the_command_shows_progress_and_the_numbers(small_file, capsys):
    call_command("load_places", small_file.path)
    total = Place.objects.count()
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2] == f"  {total} of {total} places"
    assert lines[-1].startswith(f"Places: {total} created, 0 updated, 0 unchanged;")


@pytest.fixture
def places(small_file):
    load(small_file.path)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Heidelberg", "08221000"),
        ("08221000", "08221000"),
        ("08221", "08221000"),
        ("08221000/rohrbach", "08221000/rohrbach"),
        ("08221/rohrbach", "08221000/rohrbach"),
        ("rhein-neckar", "rhein-neckar"),
        ("Metropolregion Rhein-Neckar", "rhein-neckar"),
        ("Heidelberg-Rohrbach", "08221000/rohrbach"),
        ("Heidelberg/Rohrbach", "08221000/rohrbach"),
        ("Heidelberg – Rohrbach", "08221000/rohrbach"),
        ("HEIDELBERG ROHRBACH", "08221000/rohrbach"),
        ("Ludwigshafen-Oggersheim", "07314000/oggersheim"),
        ("Ludwigshafen am Rhein-Oggersheim", "07314000/oggersheim"),
        ("Ludwigshafen-Süd", "07314000/sued"),
        ("Ludwigshafen-Sued", "07314000/sued"),
        ("Oggersheim", "07314000/oggersheim"),
        ("Ludwigshafen a. Rh.", "07314000"),
        ("Neustadt/Weinstraße", "07316000"),
        ("Neustadt an der Weinstrasse", "07316000"),
        ("Neustadt-Hambach", "07316000/hambach"),
        ("Neustadt/Weinstraße-Hambach", "07316000/hambach"),
        ("Neustadt an der Weinstraße-Hambach", "07316000/hambach"),
        ("Worms-Heppenheim", "07319000/heppenheim-an-der-wiese"),
        ("Heppenheim", "06431011"),
        ("Heppenheim (Bergstraße)", "06431011"),
        ("Kreis Bergstraße", "06431"),
        ("Landkreis Bergstraße", "06431"),
        ("südliche Weinstraße", "07337"),
        ("Saarbrücken", "10041100"),
        ("saarbruecken", "10041100"),
    ],
)
def test_a_text_names_one_place(places, text, key):
    assert keys(text) == [key]


@pytest.mark.parametrize(
    "text", ["", " - ", "Entenhausen", "Süd", "HD-Rohrbach", "Worms-Rohrbach", "Rhein", "99999999"]
)
def test_a_text_that_names_no_place_finds_none(places, text):
    assert keys(text) == []


def test_an_ambiguous_name_answers_every_place_that_bears_it(places):
    assert keys("Rohrbach") == ["07337068", "08221000/rohrbach", "08226085/rohrbach"]
    assert set(keys("Kirchheim")) == {"07332030", "08221000/kirchheim"}


def test_the_only_place_of_the_area_is_meant(places):
    abroad = Place.objects.create(
        key="09999999", kind="town", name="Neustadt", slug="neustadt", population=900_000
    )
    assert keys("Neustadt") == ["07316000"]
    Place.objects.filter(key="07316000").update(in_area=False)
    assert keys("Neustadt") == [abroad.key, "07316000"]


def test_a_quarter_that_an_editor_adds_resolves_with_its_town(places):
    town = Place.objects.get(key="10041100")
    Place.objects.create(
        key="10041100/mitte", kind="quarter", name="Mitte", parent=town, known_alone=False
    )
    assert keys("Saarbrücken-Mitte") == ["10041100/mitte"]
    assert keys("Mitte") == []


def test_resolving_asks_few_questions(places, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        Place.objects.resolve("Heidelberg")
    with django_assert_max_num_queries(4):
        Place.objects.resolve("Heidelberg-Rohrbach")


def test_the_whole_gazetteer_loads_in_seconds_and_again_without_a_change():
    begun = time.monotonic()
    first = load()
    loaded_at = time.monotonic()
    again = load()
    done = time.monotonic()
    assert first.created == Place.objects.count() > 11_000
    assert (again.created, again.updated, again.aliases) == (0, 0, 0)
    assert again.unchanged == first.created
    assert loaded_at - begun < 15
    assert done - loaded_at < 5
    assert Place.objects.filter(kind="state").count() == 16
    region = Place.objects.get(key=settings.PAPER.region_key)
    assert region.children.count() == 15
    assert Place.objects.under(region).filter(kind="town").count() == 290
    assert keys("Neustadt") == ["07316000"]
    assert len(keys("Neuenkirchen")) == 11
    assert keys("Berlin") == keys("11000000") == ["11"]
    assert keys("Bremen") == ["04011000"]
    assert keys("Frankfurt") == ["06412000"]
    assert keys("Freiburg") == ["08311000"]
    assert keys("Freiburg/Elbe") == ["03359018"]
    assert keys("Offenbach") == ["06413000"]


def test_a_new_name_in_the_file_is_followed_where_articles_name_the_place(small_file):
    load(small_file.path)
    make_article(places=["08226085"])
    load(small_file({("08226085", "name"): "Sinsenheim", ("07319000", "name"): "Wormsheim"}))
    (job,) = ProcrastinateJob.objects.filter(task_name="renew_search_words")
    assert job.args["pk"] == Place.objects.get(name="Sinsenheim").pk
