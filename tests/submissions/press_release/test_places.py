"""Places are proposed where something is; none is better than a wrong one."""

import pytest

from submissions import reading
from submissions.press_release import parse
from tests.submissions.press_release.releases import gazetteer, names, police, read


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Unbekannte brachen am Montag in Hockenheim in eine Bäckerei ein.", ["Hockenheim"]),
        ("In der Schwetzinger Innenstadt stießen zwei Autos zusammen.", ["Schwetzingen"]),
        ("Ein Keller in der Wieslocher Ringstraße lief voll.", ["Wiesloch"]),
        ("In der Heidelberger Straße brannte ein Auto.", []),
        ("Das Polizeirevier Weinheim bittet um Hinweise.", []),
        ("Die Mannheimer Polizei ermittelt.", []),
        ("Der Fahrer flüchtete in Richtung Heidelberg.", []),
        ("Der Wagen mit Heidelberger Kennzeichen fuhr weiter.", []),
        ("In Heidelberg-Rohrbach fiel der Strom aus.", ["Rohrbach"]),
        (
            "In der Stadt Eppelheim und in Sandhausen fiel der Strom aus.",
            ["Eppelheim", "Sandhausen"],
        ),
        ("Der Strom fiel in Leimen und Sandhausen aus.", ["Leimen", "Sandhausen"]),
        ("Mannheims Oberbürgermeister kam in Mannheim an.", ["Mannheim"]),
        ("Das Haus geriet in Brand, bei Rot fuhr er los.", []),
        ("In St. Leon-Rot öffnet eine Schule.", ["St. Leon-Rot"]),
    ],
)
def test_a_place_is_told_from_streets_offices_directions_and_words(text, places):
    assert names(read(text)) == places


def test_each_place_says_where_the_text_names_it():
    text = "In der Schwetzinger Innenstadt stießen zwei Autos zusammen."
    (place,) = read(text).places
    assert text[place.start : place.end] == "Schwetzinger"
    assert (place.ags, place.key, place.in_area) == ("08226084", "08226084", True)


def test_a_part_of_a_town_has_no_official_key_and_stands_for_its_town():
    (place,) = read("In Heidelberg-Rohrbach fiel in Heidelberg der Strom aus.").places
    assert (place.name, place.ags, place.key) == ("Rohrbach", None, "08221000/rohrbach")


def test_a_town_in_front_stays_beside_several_of_its_parts():
    head = "Weinheim: Neue Radwege in Lützelsachsen{}\n\nDie Stadt baut im Frühjahr neue Wege."
    assert names(read(head.format(""))) == ["Lützelsachsen"]
    assert names(read(head.format(" und Hohensachsen"))) == [
        "Weinheim", "Lützelsachsen", "Hohensachsen"
    ]  # fmt: skip


def test_places_stand_in_the_order_in_which_the_release_names_them():
    text = police(
        "In Walldorf und bei Nußloch brannten zwei Scheunen ab, niemand wurde verletzt.",
        headline="POL-MA: Wiesloch / Walldorf: Scheunen brennen",
        dateline="Wiesloch",
    )
    assert names(read(text)) == ["Wiesloch", "Walldorf", "Nußloch"]


def test_the_seat_of_the_sender_is_no_place_where_the_text_names_another():
    body = "In Hockenheim stießen am Freitag zwei Autos zusammen, verletzt wurde niemand."
    assert names(read(police(body))) == ["Hockenheim"]
    body = "Auf dem Paradeplatz stießen am Freitag zwei Autos zusammen, verletzt wurde niemand."
    assert names(read(police(body))) == ["Mannheim"]


def test_a_place_outside_the_area_is_marked():
    found = read("Saarbrücken / Metropolregion Rhein-Neckar. Am Montag brannte ein Auto aus.")
    (place,) = found.places
    assert (place.name, place.in_area) == ("Saarbrücken", False)
    assert "outside_area" in {hint.code for hint in found.hints}


def test_a_name_of_several_places_is_settled_by_the_area_or_left_open():
    text = "In Neuenkirchen brannte am Montag ein Auto aus."
    assert names(read(text)) == []
    westphalia = reading.gazetteer(("05566",))
    assert [place.ags for place in parse(text, gazetteer=westphalia).places] == ["05566060"]


def test_a_name_of_several_places_is_settled_by_the_towns_beside_it():
    text = "Ravensburg: Zwei Brände\n\nIn Weingarten brannte am Montag ein Auto aus. Es war laut."
    (_, weingarten) = read(text).places
    assert weingarten.ags == "08436082"


def test_a_quarter_is_settled_by_the_town_beside_it():
    text = "Heidelberg: Baustelle\n\nIn Kirchheim wird gebaut. Die Stadt bittet um Geduld."
    assert [place.key for place in read(text).places] == ["08221000/kirchheim"]


def test_a_village_stands_for_its_town():
    whole_state = reading.gazetteer(("08",))
    found = parse("In Großgartach brannte am Montag ein Auto aus.", gazetteer=whole_state)
    assert [place.name for place in found.places] == ["Leingarten"]


def test_the_gazetteer_of_another_text_remembers_nothing():
    read("Ravensburg: Zwei Brände\n\nIn Weingarten brannte am Montag ein Auto aus.")
    assert gazetteer().anchors == ()
