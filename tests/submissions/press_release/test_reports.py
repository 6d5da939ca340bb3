"""A collective release is cut into its reports; a single one never."""

import pytest

from tests.submissions.press_release.releases import police, read

FIRST = "Unbekannte brachen am Montag in eine Bäckerei in der Hauptstraße ein. Sie flüchteten."
SECOND = "Zwei Autos stießen am Dienstag in der Ringstraße zusammen. Verletzt wurde niemand."
THIRD = "Ein Hund lief am Mittwoch auf der Autobahn umher. Eine Streife fing ihn ein."

STYLES = {
    "place and colon": "{place}: {headline}\n{said} \n",
    "place, colon, empty lines": "{place}: {headline}\n\n{said}\n\n",
    "place and dash": "{place} - {headline}\n\n{said}\n\n",
    "place between brackets": "({place}) {headline}\n\n{said}\n\n",
    "place on its own line": "{place}\n\n{headline}\n\n{said}\n\n",
    "rules between": "--\n\n{place}\n\n{headline}\n\n{said}\n\n",
    "initials behind": "{place}: {headline}\n\n{said} (mr)\n\n",
    "initials below": "{place} - {headline}\n\n{said}\n\n/re\n\n",
    "numbers": "1. {place}: {headline}\n\n{said}\n\n",
    "initials of the sender": "{place}: {headline}\n\n{said}\n\n++++\n\n",
    "full stop": "{place}: {headline}.\n\n{said}\n\n",
    "dash before": "- {place}: {headline}\n\n{said}\n\n",
    "dashes around": "--{place} - {headline}--\n\n{said}\n\n",
    "stars around": "*** {place}: {headline} ***\n{said}\n",
    "road beside the place": "{place}, B3 - {headline}\n\n{said}\n\n",
}
REPORTS = [
    ("Hockenheim", "Einbruch in Bäckerei", FIRST),
    ("Wiesloch", "Zusammenstoß", SECOND),
    ("Eppelheim", "Hund auf der Fahrbahn", THIRD),
]


def styled(style, report):
    place, headline, said = report
    return style.format(place=place, headline=headline, said=said)


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
@pytest.mark.parametrize("number", [2, 3])
def test_every_report_is_cut_out_with_its_headline_and_place(style, number):
    text = police("".join(styled(style, report) for report in REPORTS[:number]))
    items = read(text).items
    assert [(item.headline.rstrip("."), item.places) for item in items] == [
        (headline, (place,)) for place, headline, _said in REPORTS[:number]
    ]
    for item, (_place, headline, said) in zip(items, REPORTS, strict=False):
        part = text[item.start : item.end]
        assert headline in part
        assert said in part
        assert sum(other in part for other in (FIRST, SECOND, THIRD)) == 1


def test_a_district_above_its_reports_begins_the_first_of_them():
    text = police(
        "Rhein-Neckar-Kreis\n\n"
        + "".join(styled(STYLES["place, colon, empty lines"], report) for report in REPORTS)
    )
    assert len(read(text).items) == 3


def test_headings_without_places_cut_a_police_release_that_begins_with_one():
    text = police(f"Einbruch\n\n{FIRST}\n\nZusammenstoß\n\n{SECOND}")
    assert [item.headline for item in read(text).items] == ["Einbruch", "Zusammenstoß"]


@pytest.mark.parametrize(
    "body",
    [
        f"{FIRST}\n\n{SECOND}",
        f"Hockenheim: Einbruch in Bäckerei\n\n{FIRST}\n\n{SECOND}",
        f"{FIRST}\n\nHinweis der Polizei:\n\n{SECOND}",
        f"Hockenheim: Einbruch\n\n{FIRST}\n\nZeugenaufruf\n\n{SECOND}",
    ],
)
def test_a_single_report_is_left_whole(body):
    assert read(police(body)).items == ()


def test_subheads_of_a_town_hall_cut_nothing():
    text = (
        f"Stadt Weinheim\n\nNeues Bad öffnet\n\n{FIRST}\n\nPreise\n\n{SECOND}\n\nZeiten\n\n{THIRD}"
    )
    found = read(text)
    assert found.items == ()
    assert [block.type for block in found.blocks].count("heading") == 2


def test_the_headline_of_a_single_report_is_read_from_its_body():
    found = read(police(f"Hockenheim: Einbruch in Bäckerei\n{FIRST}"))
    assert found.headline == "Einbruch in Bäckerei"
    assert [block.text for block in found.blocks] == [FIRST]


@pytest.mark.parametrize(
    "said", ["Am Montag brannte ein Auto aus", "In der Nacht zum Montag fiel Strom aus"]
)
def test_a_heading_that_ran_into_its_first_sentence_is_taken_off(said):
    found = read(f"Feuer in der Innenstadt {said}. Verletzt wurde niemand, der Schaden ist groß.")
    assert found.headline == "Feuer in der Innenstadt"
    assert found.blocks[0].text.startswith(said)


def test_small_words_in_the_middle_of_a_sentence_cut_nothing():
    text = "Unbekannte brachen am Montag in der Straße Am alten Markt ein. Sie stahlen Geld."
    assert [block.text for block in read(text).blocks] == [text]


def test_a_table_is_no_heap_of_headings():
    text = "Die Wahl ist ausgezählt, hier sind die Zahlen.\n\n" + "\n\n".join(
        f"Liste {number}: {number} Sitze" for number in range(1, 8)
    )
    assert "heading" not in {block.type for block in read(text).blocks}


def test_a_last_paragraph_with_a_number_to_call_stays_in_its_report():
    called = "Hinweise bitte an das Polizeirevier Hockenheim, Tel. 06205 000-0"
    (block,) = read(police(f"{FIRST} {called}")).blocks
    assert block.text.endswith(called)
    assert read(police(f"{FIRST}\n\n{called}")).blocks[-1].text == called


def test_a_frame_between_two_reports_is_in_neither():
    inner = "Rückfragen bitte an:\n\nTelefon: 0621 000-2\n\nHeidelberg (ots) - "
    text = police(f"Hockenheim: Einbruch\n\n{FIRST}\n\n{inner}Wiesloch: Unfall\n\n{SECOND}")
    found = read(text)
    shown = "\n".join(block.text for block in found.blocks)
    assert "Rückfragen" not in shown
    assert "(ots)" not in shown
    assert (found.dateline, found.contact.phone) == ("Mannheim", "0621 000-1107")
    assert len(found.items) == 2
