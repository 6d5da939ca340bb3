import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.german.names import find_people, read_person, same_person, split_honorific
from articles.german.offices import is_office


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Dr. Eva Beispiel", ("Dr.", "Eva Beispiel")),
        ("Prof. Dr. med. Eva Beispiel", ("Prof. Dr. med.", "Eva Beispiel")),
        ("Eva Beispiel", ("", "Eva Beispiel")),
        ("Dr.", ("", "Dr.")),
        ("", ("", "")),
    ],
)
def test_titles_are_parted_from_names(text, parts):
    assert split_honorific(text) == parts


@pytest.mark.parametrize(
    ("label", "honorific", "given", "family", "role"),
    [
        ("Dr. Eva Beispiel", "Dr.", "Eva", "Beispiel", ""),
        ("OB Dr. Eva Beispiel", "Dr.", "Eva", "Beispiel", "OB"),
        (
            "Oberbürgermeisterin Eva Beispiel (SPD)",
            "",
            "Eva",
            "Beispiel",
            "Oberbürgermeisterin, SPD",
        ),
        ("Eva Kern, Leiterin des Jugendamts", "", "Eva", "Kern", "Leiterin des Jugendamts"),
        (
            "Polizeisprecher Karl-Heinz von der Au",
            "",
            "Karl-Heinz",
            "von der Au",
            "Polizeisprecher",
        ),
        ("Landrätin Prof. Dr. Uta van den Berg", "Prof. Dr.", "Uta", "van den Berg", "Landrätin"),
        ("Eva Maria Kern-Haller", "", "Eva Maria", "Kern-Haller", ""),
        ("Kern, Eva", "", "Eva", "Kern", ""),
        ("Herr Dr. Kern", "Dr.", "", "Kern", ""),
        ("Frau Kern", "", "", "Kern", ""),
        ("Eva Kern – Trainerin", "", "Eva", "Kern", "Trainerin"),
        ("Miguel de la Cruz", "", "Miguel", "de la Cruz", ""),
        ("Oberbürgermeisterin", "", "", "", "Oberbürgermeisterin"),
        ("", "", "", "", ""),
    ],
)
def test_a_label_is_taken_apart(label, honorific, given, family, role):
    person = read_person(label)
    found = (person.honorific, person.given, person.family, person.role)
    assert found == (honorific, given, family, role)


@pytest.mark.parametrize(
    ("one", "other", "is_same", "reason"),
    [
        ("OB Dr. Eva Kern", "Dr. Eva Kern, Oberbürgermeisterin", True, "same_name"),
        ("Dr. Eva Kern", "Eva Kern", True, "title_only"),
        ("Kern, Eva", "Eva Kern", True, "same_name"),
        ("Eva Maria Kern", "Eva Kern", True, "further_given_name"),
        ("Peter Müller", "Peter Mueller", True, "same_name"),
        ("Eva Haller geb. Kern", "Eva Kern", True, "married_name"),
        ("Eva Kern-Haller", "Eva Kern", None, "part_of_double_name"),
        ("E. Kern", "Eva Kern", None, "initial"),
        ("Frau Kern", "Eva Kern", None, "family_name_only"),
        ("Karl Kern", "Eva Kern", False, "other_given_name"),
        ("Eva Haller", "Eva Kern", False, "other_family_name"),
        ("Landrat", "Eva Kern", None, "no_name"),
    ],
)
def test_who_is_who_is_decided_with_a_reason(one, other, is_same, reason):
    for a, b in ((one, other), (other, one)):
        decision = same_person(read_person(a), read_person(b))
        assert (decision.is_same, decision.reason) == (is_same, reason)


@given(st.text(max_size=60))
def test_any_label_is_read_and_is_its_own_person(label):
    person = read_person(label)
    assert same_person(person, person).is_same is not False


def test_people_are_found_by_office_or_title_and_again_by_family_name():
    text = (
        "Oberbürgermeisterin Dr. Eva Kern dankte. Karl Haller, Leiter des Bauamts, nickte. "
        "Kern sagte, Haller habe recht. Im Neckar Park blieb es ruhig, Kernfragen blieben offen."
    )
    kern, haller = find_people(text)
    assert (kern.person.name, kern.person.honorific) == ("Eva Kern", "Dr.")
    assert (haller.person.name, haller.person.role) == ("Karl Haller", "Leiter des Bauamts")
    assert [text[slice(*span)] for span in kern.later] == ["Kern"]
    assert [text[slice(*span)] for span in haller.later] == ["Haller"]


def test_a_family_name_of_two_people_is_nobodys_later_mention():
    text = "Bürgermeister Karl Kern und Landrätin Eva Kern kamen. Kern sprach."
    assert [each.later for each in find_people(text)] == [(), ()]


def test_offices_are_known_by_their_last_part():
    for word in ("Polizeisprecherin", "OB", "Landrat", "Ortsvorsteherin", "SPD-Fraktionschef"):
        assert is_office(word)
    for word in ("Ludwigshafen", "Eva", "sprecher", "Rathaus"):
        assert not is_office(word)
