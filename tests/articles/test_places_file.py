import pytest

from articles import places_file
from articles.place_names import fold_place_name, keys_meant, town_and_quarter

HEAD = (
    "key,kind,name,official_name,aliases,parent,population,latitude,longitude,known_alone,source\n"
)
SLICE = HEAD + (
    "rhein-neckar,region,Metropolregion Rhein-Neckar,,Rhein-Neckar|MRN,,,,,,\n"
    "06,state,Hessen,,,,6288080,,,,\n"
    "06431,district,Kreis Bergstraße,Landkreis Bergstraße,Bergstraße,06,270340,49.621,8.621,,\n"
    "06431022,town,Zwingenberg,,,06431,7213,,,,\n"
    "06437,district,Odenwaldkreis,,,06,96000,,,,\n"
    "06437099,town,Rohrbach,,,06437,99,,,,\n"
    "08,state,Baden-Württemberg,,,,11100394,,,,\n"
    "08221000,town,Heidelberg,,,08,161485,49.409,8.702,,\n"
    "08221000/rohrbach,quarter,Rohrbach,,,08221000,,,,,own knowledge\n"
    "08221000/suedstadt,quarter,Südstadt,,,08221000,,,,no,own knowledge\n"
    "08225,district,Neckar-Odenwald-Kreis,,,08,143633,,,,\n"
    "08225113,town,Zwingenberg,,,08225,699,,,,\n"
)
AREA = ("06431", "08221", "08225")


def arranged(area=AREA, key="rhein-neckar", name="Metropolregion Rhein-Neckar", text=SLICE):
    rows = places_file.read(text.splitlines())
    return {place.row.key: place for place in places_file.arrange(rows, area, key, name)}


def test_a_row_says_what_its_line_says():
    rows = {row.key: row for row in places_file.read(SLICE.splitlines())}
    assert rows["06431"] == places_file.PlaceRow(
        key="06431",
        kind="district",
        name="Kreis Bergstraße",
        official_name="Landkreis Bergstraße",
        aliases=("Bergstraße",),
        parent="06",
        population=270340,
        latitude=49.621,
        longitude=8.621,
    )
    assert rows["08221000"].official_name == "Heidelberg"
    assert rows["08221000/rohrbach"].known_alone
    assert not rows["08221000/suedstadt"].known_alone


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("06,planet,Hessen,,,,,,,,", "line 2: 'planet' is no kind of place"),
        ("06,state,,,,,,,,,", "line 2: a place needs a key and a name"),
        ("06,state,Hessen,,,,many,,,,", "line 2: invalid literal"),
        ("06,state,Hessen,,,,,north,,,", "line 2: could not convert"),
        ("06431,town,Lorsch,,,06,,,,,", "line 2: the parent 06 of 06431 does not stand before"),
        ("06,state,Hessen,,,,,,,,\n06,state,Hessen,,,,,,,,", "line 3: the key 06 stands there"),
    ],
)
def test_a_wrong_line_is_named(line, complaint):
    with pytest.raises(ValueError, match=complaint):
        list(places_file.read((HEAD + line).splitlines()))


def test_a_file_of_other_columns_is_refused():
    with pytest.raises(ValueError, match="line 1: missing: aliases, key, kind"):
        list(places_file.read(["name,official_name", "Hessen,"]))
    with pytest.raises(ValueError, match="line 1: missing: aliases, key, kind"):
        list(places_file.read([]))


def test_the_region_takes_in_the_districts_and_independent_towns_of_the_area():
    places = arranged()
    assert places["06431022"].ancestors == ("rhein-neckar", "06431")
    assert places["08221000/rohrbach"].ancestors == ("rhein-neckar", "08221000")
    assert places["06437"].ancestors == ("06",)
    inside = {key for key, place in places.items() if place.in_area}
    assert inside == {
        "rhein-neckar",
        "06431",
        "06431022",
        "08221000",
        "08221000/rohrbach",
        "08221000/suedstadt",
        "08225",
        "08225113",
    }


def test_another_paper_has_its_own_region_and_area():
    places = arranged(area=("06437", "06431022"), key="odenwald", name="Odenwald")
    assert places["odenwald"].row.name == "Odenwald"
    assert places["06437099"].ancestors == ("odenwald", "06437")
    assert places["06431022"].ancestors == ("odenwald",)
    assert places["06431"].ancestors == ("06",)
    assert places["08221000"].ancestors == ("08",)
    assert "rhein-neckar" not in places


def test_parents_come_before_their_children():
    seen = set()
    for key, place in arranged().items():
        assert seen.issuperset(place.ancestors)
        seen.add(key)


def test_places_of_one_name_get_different_addresses():
    places = arranged()
    assert places["06431022"].slug == "zwingenberg"
    assert places["08225113"].slug == "zwingenberg-neckar-odenwald-kreis"
    assert places["08221000/rohrbach"].slug == "heidelberg-rohrbach"


def test_the_place_in_the_area_keeps_the_plain_address():
    assert arranged()["06431022"].slug == "zwingenberg"
    assert arranged(area=("08225",))["08225113"].slug == "zwingenberg"
    assert arranged(area=("08225",))["06431022"].slug == "zwingenberg-kreis-bergstrasse"


def test_the_order_of_the_lines_does_not_change_an_address():
    towns = [line for line in SLICE.splitlines() if "Zwingenberg" in line]
    swapped = SLICE.replace(towns[0], "@").replace(towns[1], "#")
    parents = ["06", "06431", "08", "08225"]
    lines = swapped.replace("@\n", "").replace("#\n", "") + f"{towns[1]}\n{towns[0]}\n"
    assert all(key in arranged(text=lines) for key in parents)
    assert {key: place.slug for key, place in arranged(text=lines).items()} == {
        key: place.slug for key, place in arranged().items()
    }


def test_other_names_are_those_that_are_written_differently():
    assert arranged()["06431"].other_names == ("Landkreis Bergstraße", "Bergstraße")
    assert arranged()["08221000"].other_names == ()


@pytest.mark.parametrize(
    "texts",
    [
        (
            "Ludwigshafen am Rhein",
            "Ludwigshafen a. Rh.",
            "LUDWIGSHAFEN/RHEIN",
            "Ludwigshafen a.Rh.",
        ),
        ("Neustadt/Weinstraße", "Neustadt an der Weinstrasse", "Neustadt a. d. Weinstr."),
        ("Frankenthal (Pfalz)", "Frankenthal/Pfalz", "frankenthal pfalz"),
        ("Groß-Rohrheim", "Gross Rohrheim", "GROẞ-ROHRHEIM", "Großrohrheim"),
        ("St. Leon-Rot", "Sankt Leon-Rot", "St.Leon-Rot"),
        ("Mörlenbach", "Moerlenbach", "Mo\N{COMBINING DIAERESIS}rlenbach"),
        ("Rhein-Neckar-Kreis", "Rhein\N{NON-BREAKING HYPHEN}Neckar\N{EN DASH}Kreis"),
        ("Landkreis Bergstraße", "LK Bergstraße"),
    ],
)
def test_spellings_of_one_name_fold_together(texts):
    assert len({fold_place_name(text) for text in texts}) == 1


def test_different_names_stay_apart():
    names = ["Hambach", "Unter-Hambach", "Ober-Hambach", "Weisenheim am Berg", "Weisenheim am Sand"]
    assert len({fold_place_name(name) for name in names}) == len(names)
    assert fold_place_name("An der Elz") == "anelz"
    assert fold_place_name(" – ") == ""


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("08221000", ("08221000",)),
        (" 08221 ", ("08221", "08221000")),
        ("11000000", ("11000000", "11")),
        ("11000", ("11000", "11000000", "11")),
        ("08221/Rohrbach", ("08221000/rohrbach",)),
        ("68159 Mannheim", ()),
        ("0822", ()),
        ("٠٨٢٢١", ()),
        ("", ()),
    ],
)
def test_an_official_number_has_several_lengths(text, keys):
    assert keys_meant(text) == keys


def test_town_and_quarter_are_split_at_every_seam():
    assert town_and_quarter("Neustadt/Weinstraße-Hambach") == [
        ("neustadt", "weinstrassehambach"),
        ("neustadtweinstrasse", "hambach"),
    ]
    assert town_and_quarter("Heidelberg") == []
    assert town_and_quarter("-Rohrbach") == []
