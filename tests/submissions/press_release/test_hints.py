"""Repairs can be taken back one by one; hints ask and change nothing."""

from datetime import date

import pytest

from tests.submissions.press_release.releases import police, read


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ein Mann mit südländischem Aussehen lief davon.", "origin_named"),
        ("Ein rumänischer Staatsangehöriger wurde angezeigt.", "origin_named"),
        ("Die Polizei geht von einem Suizid aus.", "suicide"),
        ("Ein 13-jähriger Radfahrer stürzte.", "minor"),
        ("Ein 17 Jahre altes Mädchen stürzte.", "minor"),
        ("Vermisst wird Oda Beispielfrau aus dem Wohnheim.", "full_name"),
        ("Es wird nachberichtet.", "promise"),
        ("Zeugen werden gebeten, sich zu melden.", "appeal"),
        ("Wie bereits berichtet, brannte es am Montag.", "earlier_report"),
        ("Er sagte: „Das ist gut. Dann ging er.", "unbalanced_quotes"),
    ],
)
def test_a_newsroom_is_asked_about_its_delicate_words(text, code):
    hints = {hint.code: hint for hint in read(text).hints}
    assert code in hints
    assert text[hints[code].start : hints[code].end].strip()


@pytest.mark.parametrize(
    "text",
    [
        "Ein 23-Jähriger wurde leicht verletzt.",
        "Das Fest dauert 13 Jahre schon und ist 113 Jahre alt.",
        "Die türkische Regierung äußerte sich.",
        "Der Rest seiner zwölfjährigen Strafe entfiel in Bezug auf sein Alter.",
        "Ein Selbstmordattentäter wurde gefasst.",
        "Er sagte: „Das ist gut.“ Dann ging er.",
    ],
)
def test_harmless_words_raise_no_question(text):
    assert read(text).hints == ()


def test_what_content_systems_leave_in_a_text_is_taken_out_and_can_come_back():
    text = (
        "Die  Stadt baut [caption id=1]ein Haus , sagte er in der Zusammen- arbeit, Zusammenarbeit."
    )
    proposal = read(text)
    (block,) = proposal.blocks
    assert block.text == "Die Stadt baut ein Haus, sagte er in der Zusammenarbeit, Zusammenarbeit."
    assert {repair.reason for repair in proposal.repairs} == {
        "spacing",
        "shortcode",
        "print_hyphen",
    }
    assert all(text[each.start : each.end] == each.before for each in proposal.repairs)


def test_adverts_and_requests_to_share_are_no_part_of_the_body():
    text = (
        "Die Feuerwehr löschte am Freitag einen Brand. Verletzt wurde niemand.\n"
        "INSERATEnergie sparen mit uns\nDIESE MELDUNG BITTE TEILEN UND WEITERLEITEN! DANKE!"
    )
    proposal = read(text)
    assert len(proposal.blocks) == 1
    assert [repair.reason for repair in proposal.repairs] == ["advert", "advert"]


def days(text, proposal):
    return {text[each.start : each.end]: each.iso for each in proposal.dates}


def test_dates_are_found_and_wrong_weekdays_asked_about():
    text = police(
        "Am Freitag, 29. 04. 2024, war Markt. Am 4.5. ist er wieder. Es kamen viele Leute."
    )
    proposal = read(text)
    assert days(text, proposal)["Freitag, 29. 04. 2024"] == "2024-04-29"
    assert days(text, proposal)["4.5."] == "2026-05-04"
    (hint,) = [hint for hint in proposal.hints if hint.code == "weekday_conflict"]
    assert text[hint.start : hint.end] == "Freitag, 29. 04. 2024"


def test_today_is_reckoned_from_the_day_of_the_release_only():
    text = "Der Markt öffnet heute. Es kommen viele Leute."
    assert read(text).dates == ()
    assert days(text, read(text, received_on=date(2026, 3, 2))) == {"heute": "2026-03-02"}


def test_a_date_without_a_year_is_left_out_where_nothing_tells_the_year():
    assert read("Am 4. Mai ist Markt. Es kommen viele Leute.").dates == ()


def test_quotation_marks_are_made_german_ones():
    text = 'Er sagte: "Das ist gut." Dann ging er nach Hause und schlief.'
    proposal = read(text)
    assert (
        proposal.blocks[0].text == "Er sagte: „Das ist gut.“ Dann ging er nach Hause und schlief."
    )
    assert {repair.reason for repair in proposal.repairs} == {"quote_marks"}
