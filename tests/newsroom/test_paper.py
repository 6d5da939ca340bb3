"""The paper's identity."""

import dataclasses

import pytest
from django.core.exceptions import ImproperlyConfigured

from articles.models import Article
from newsroom import checks, paper

GOOD = """
name = "Blatt"
region = "Ostharz"
region_key = "ostharz"
area = ["15085"]
base_url = "https://blatt.example"
[contact]
editors = "a@blatt.example"
"""


@pytest.fixture
def write(tmp_path):
    def write(text):
        path = tmp_path / "paper.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_the_own_paper_is_complete(settings):
    assert settings.PAPER.name == "Zweistrom"
    assert settings.PAPER.imprint.missing_duties() == []


def test_a_small_paper_is_enough(write):
    found = paper.read(write(GOOD))
    assert (found.name, found.host, found.time_zone) == ("Blatt", "blatt.example", "Europe/Berlin")
    assert found.in_area("15085001")
    assert found.in_area("15085001/altstadt")
    assert found.in_area("ostharz")
    assert not found.in_area("08222000")


def test_the_kinds_of_article_that_need_four_eyes_are_a_setting(write):
    assert paper.read(write(GOOD)).desk.four_eyes == ()
    text = GOOD + '[desk]\nfour_eyes = ["appeal", "news"]\n'
    assert paper.read(write(text)).desk.four_eyes == ("appeal", "news")
    assert set(paper.KINDS) == set(Article.Kind.values)


def test_the_environment_names_the_address(write):
    assert paper.read(write(GOOD), "http://localhost:8000").host == "localhost"


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('name = "Blatt"', 'name = " "', "name is empty"),
        ('name = "Blatt"', "", "name"),
        ('name = "Blatt"', 'name = "Blatt"\nnmae = "x"', "unknown nmae"),
        ('["15085"]', '["1508x"]', "area"),
        ('["15085"]', "[]", "area"),
        ("https://blatt.example", "blatt.example", "base_url"),
        ("https://blatt.example", "https://blatt.example/", "base_url"),
        ("[contact]", 'language = "fr"\n[contact]', "language"),
        ("[contact]", 'time_zone = "Europe/Bonn"\n[contact]', "time_zone"),
        ("editors =", "editor =", "contact: unknown editor"),
        ("[contact]", '[desk]\nfour_eyes = ["appeals"]\n[contact]', "unknown kind appeals"),
        ("[contact]", "[desk]\nfour_ears = []\n[contact]", "desk: unknown four_ears"),
        ("[contact]", "[contact", "paper.toml"),
    ],
)
def test_what_cannot_be_right_is_an_error_that_names_the_field(write, old, new, named):
    assert old in GOOD
    with pytest.raises(ImproperlyConfigured, match=r"paper\.toml") as refused:
        paper.read(write(GOOD.replace(old, new)))
    assert named in str(refused.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ImproperlyConfigured, match=r"nowhere\.toml"):
        paper.read(tmp_path / "nowhere.toml")


def test_a_paper_without_imprint_lacks_every_duty_field(write, settings):
    settings.PAPER = paper.read(write(GOOD))
    errors = checks.imprint_is_complete(None)
    fields = {field.name for field in dataclasses.fields(paper.Imprint)}
    voluntary = {"register", "vat_id", "owners"}
    assert {error.msg.rpartition("(")[2].rstrip(").") for error in errors} == fields - voluntary
    assert all(error.is_serious() for error in errors)


def test_a_responsible_person_without_address_does_not_count():
    named = paper.Imprint(responsible=(paper.Responsible(name="Hanna"),))
    assert "responsible" in named.missing_duties()
    complete = paper.Imprint(responsible=(paper.Responsible(name="Hanna", address="Ufer 1"),))
    assert "responsible" not in complete.missing_duties()
