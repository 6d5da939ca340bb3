"""Head and foot of a release become fields; the body keeps nothing of them."""

import pytest

from tests.submissions.press_release.releases import names, police, read

BODY = "Die Feuerwehr löschte am Freitag in der Hauptstraße einen Brand. Verletzt wurde niemand."


def spans(proposal, text, name):
    return [text[each.start : each.end] for each in proposal.fields if each.name == name]


def test_a_police_release_is_read_into_its_fields():
    text = police(BODY, headline="POL-MA: Sinsheim: Küche ausgebrannt")
    found = read(text)
    assert (found.headline, found.dateline, found.credit) == (
        "Küche ausgebrannt",
        "Mannheim",
        "ots",
    )
    assert found.issuer == "Polizeipräsidium Mannheim"
    assert found.released_at == "2026-05-04T17:20:00+02:00"
    contact = found.contact
    assert (contact.name, contact.phone) == ("Eva Beispiel", "0621 000-1107")
    assert (contact.email, contact.url) == ("presse@polizei.example", "http://www.polizei.example/")
    assert [block.text for block in found.blocks] == [BODY]
    assert found.lead == BODY
    assert spans(found, text, "headline") == ["Küche ausgebrannt"]
    assert spans(found, text, "dateline") == ["Mannheim"]
    assert spans(found, text, "credit") == ["ots"]
    assert spans(found, text, "place") == ["Sinsheim"]
    assert spans(found, text, "lead") == [BODY]


@pytest.mark.parametrize(
    ("line", "dateline", "credit"),
    [
        ("Mannheim (ots) - ", "Mannheim", "ots"),
        ("Leimen/Rhein-Neckar-Kreis (ots)\n", "Leimen/Rhein-Neckar-Kreis", "ots"),
        ("HEIDELBERG (red/ak). ", "HEIDELBERG", "red/ak"),
        (
            "Sinsheim/Metropolregion Rhein-Neckar.(ots) – ",
            "Sinsheim/Metropolregion Rhein-Neckar",
            "ots",
        ),
        (
            "Wiesloch / Metropolregion Rhein-Neckar(red/ak) – ",
            "Wiesloch / Metropolregion Rhein-Neckar",
            "red/ak",
        ),
        (
            "Heidelberg / Metropolregion Rhein-Neckar. ",
            "Heidelberg / Metropolregion Rhein-Neckar",
            None,
        ),
        ("Mannheim – ", "Mannheim", None),
        ("Weinheim. ", "Weinheim", None),
        ("Weinheim, 11. März 2026. ", "Weinheim, 11. März 2026", None),
        ("Mannheim, 12.03.2026 (pm) – ", "Mannheim, 12.03.2026", "pm"),
        ("A6/Sinsheim (ots) - ", "A6/Sinsheim", "ots"),
    ],
)
def test_a_dateline_is_told_from_the_sentence_behind_it(line, dateline, credit):
    found = read(f"{line}{BODY}")
    assert (found.dateline, found.credit) == (dateline, credit)
    assert [block.text for block in found.blocks] == [BODY]


def test_a_town_in_front_of_a_sentence_is_no_dateline_without_dash_or_full_stop():
    found = read(
        "Mannheim baut in diesem Jahr mehr Wohnungen als im letzten. Das freut viele Leute."
    )
    assert found.dateline == ""


@pytest.mark.parametrize(
    ("written", "stage", "headline"),
    [
        ("Sinsheim – ERSTMELDUNG – #K4176 voll gesperrt", "first_report", "#K4176 voll gesperrt"),
        ("POL-MA: Sinsheim: 1. NACHTRAG: K4176 wieder frei", "follow_up", "K4176 wieder frei"),
        ("UPDATE: Brand in Halle", "update", "Brand in Halle"),
        ("Heidelberg: AKTUALISIERT – Brand in Halle", "update", "Brand in Halle"),
        ("Brand in Halle – Update 2", "update", "Brand in Halle"),
        ("Brand in Halle (Korrektur)", "correction", "Brand in Halle"),
        ("Mannheim-Käfertal: Brand in Halle", None, "Brand in Halle"),
        ("Rhein-Neckar-Kreis – Sinsheim / Wiesloch – Brand", None, "Brand"),
        ("Chancengleichheit: Preis für Betriebe", None, "Chancengleichheit: Preis für Betriebe"),
    ],
)
def test_stage_and_places_are_taken_off_the_headline(written, stage, headline):
    found = read(police(BODY, headline=written))
    assert (found.stage, found.headline) == (stage, headline)


TOWN_HALL = f"""Stadt Weinheim
Pressemitteilung Nr. 45/2026

Sperrfrist: 12. März 2026, 18 Uhr

Weinheim, 11. März 2026

Neue Kita öffnet im Mai

{BODY}

Anmeldung ab sofort

- Krippe: 20 Plätze
- Kindergarten: 90 Plätze

Pressekontakt:
Anna Beispiel
Tel. 06201 000-390
presse@weinheim.example
www.weinheim.example"""


def test_a_release_of_a_town_hall_is_read_into_its_fields():
    found = read(TOWN_HALL)
    assert (found.headline, found.issuer) == ("Neue Kita öffnet im Mai", "Stadt Weinheim")
    assert found.released_at == "2026-03-11T00:00:00+01:00"
    assert found.embargo_until == "2026-03-12T18:00:00+01:00"
    assert found.contact.name == "Anna Beispiel"
    assert [block.type for block in found.blocks] == ["prose", "heading", "list"]
    assert "embargo" in {hint.code for hint in found.hints}
    assert names(found) == ["Weinheim"]


def test_what_a_mail_says_around_a_release_is_left_out():
    found = read(
        "Von: Pressestelle <presse@mosbach.example>\nGesendet: Dienstag, 3. Februar 2026 09:12\n"
        "An: Redaktion\nBetreff: WG: Pressemitteilung: Hallenbad bleibt zu\n\n"
        "Sehr geehrte Damen und Herren,\n\n"
        "anbei erhalten Sie unsere Pressemitteilung mit der Bitte um Veröffentlichung.\n\n"
        f"Mosbach. {BODY}\n\nMit freundlichen Grüßen\nEva Beispiel\nTel.: 06261/000-0"
    )
    assert found.headline == "Hallenbad bleibt zu"
    assert found.released_at == "2026-02-03T09:12:00+01:00"
    assert [block.text for block in found.blocks] == [BODY]
    assert found.contact.phone == "06261/000-0"


def test_lines_that_only_a_page_has_broken_are_one_paragraph():
    wrapped = (
        "Am Freitag kam es in der Hauptstraße zu einem Unfall, bei dem eine\n"
        "Radfahrerin leicht verletzt wurde. Die Polizei sucht Zeugen. Wer hat\n"
        "den Unfall gesehen?"
    )
    (block,) = read(police(wrapped)).blocks
    assert block.text == " ".join(wrapped.split())


def test_a_headline_above_a_paragraph_is_not_joined_to_it():
    found = read(f"Brand in der Hauptstraße gelöscht\n{BODY}\n")
    assert found.headline == "Brand in der Hauptstraße gelöscht"
    assert [block.text for block in found.blocks] == [BODY]


def test_nothing_is_invented_where_a_text_says_nothing():
    found = read(BODY)
    assert (found.headline, found.dateline, found.lead) == ("", "", BODY)
    said = (found.stage, found.credit, found.issuer, found.released_at, found.embargo_until)
    assert (*said, found.contact) == (None,) * 6
    assert found.places == ()


HEADS = {
    "sender and day in one line": (
        "Pressemitteilung der Stadt Weinheim vom 3. März 2026\n\nNeue Brücke kommt",
        {"issuer": "Stadt Weinheim", "released_at": "2026-03-03T00:00:00+01:00"},
    ),
    "a second headline": (
        "PRESSEMITTEILUNG\n03.03.2026\n\nGemeinde Edingen-Neckarhausen\n\n"
        "Neue Brücke kommt\nLand zahlt die Hälfte",
        {"issuer": "Gemeinde Edingen-Neckarhausen", "released_at": "2026-03-03T00:00:00+01:00"},
    ),
    "place and day of a letter": (
        "Medieninformation Nr. 12/2026\nHeidelberg, 3. März 2026\n\nNeue Brücke kommt",
        {"dateline": "Heidelberg, 3. März 2026", "released_at": "2026-03-03T00:00:00+01:00"},
    ),
    "place and day above the sender": (
        "Mannheim, 03.03.2026, 10:15 Uhr\nPolizeipräsidium Mannheim\nPressemeldung Nr. 3\n\n"
        "Heidelberg: Neue Brücke kommt",
        {"issuer": "Polizeipräsidium Mannheim", "released_at": "2026-03-03T10:15:00+01:00"},
    ),
    "an embargo by its hour": (
        "Frei ab 18 Uhr, 03.03.2026\nStadtwerke Sinsheim GmbH\n\nNeue Brücke kommt",
        {"issuer": "Stadtwerke Sinsheim GmbH", "embargo_until": "2026-03-03T18:00:00+01:00"},
    ),
    "a loud headline": ("+++ Neue Brücke kommt", {}),
}


@pytest.mark.parametrize(("head", "fields"), HEADS.values(), ids=HEADS.keys())
def test_heads_of_offices_are_read_in_their_many_orders(head, fields):
    found = read(f"{head}\n\n{BODY}\n")
    assert found.headline == "Neue Brücke kommt"
    assert {name: getattr(found, name) for name in fields} == fields
    assert found.blocks[-1].text == BODY


def test_a_town_hall_that_names_no_place_speaks_of_its_town():
    text = f"Stadt Weinheim\n\nNeue Brücke kommt\n\n{BODY}"
    (place,) = read(text).places
    assert (place.name, text[place.start : place.end]) == ("Weinheim", "Weinheim")


@pytest.mark.parametrize(
    "note",
    [
        "Foto: Eva Beispiel",
        "Hinweis an die Redaktionen: Bilder gibt es im Netz.",
        "###",
        "Teilen Sie diesen Beitrag! Folgen Sie uns auf Facebook.",
        "Folgt uns auf unserem Kanal bei Instagram!",
    ],
)
def test_notes_to_the_editors_are_no_part_of_the_body(note):
    found = read(f"Neue Brücke kommt\n\n{BODY}\n\n{note}\n")
    assert [block.text for block in found.blocks] == [BODY]
