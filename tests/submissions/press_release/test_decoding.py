"""What comes as the source of a page or a mail is read as its text, spans counted in the source."""

import pytest

from tests.submissions.press_release.releases import lossless, names, read

SAID = "Am Montag brannte in der Hauptstraße eine Küche. Verletzt wurde niemand in dem Haus."
PAGE = (
    '<html><head><title>x</title></head><body><div class="a">'
    "<h1>POL-MA: Sinsheim: Brand in K&uuml;che</h1><p>04.05.2026 &ndash; 17:20</p>"
    "<p>Polizeipr&auml;sidium Mannheim</p><p><b>Sinsheim</b> (ots) - "
    f"{SAID.replace('ü', '&uuml;').replace('niemand', '<i>niemand</i>')}</p>"
    "<ul><li>Schaden: 5000&nbsp;Euro</li><li>Verletzte: keine</li></ul>"
    "<p>R&uuml;ckfragen bitte an:<br>Polizeipr&auml;sidium Mannheim<br>Telefon: 0621 000-1</p>"
)
MAIL = (
    "Betreff: Brand in K=C3=BCche\n\nSinsheim. "
    + SAID.replace("ß", "=C3=9F").replace("ü", "=C3=BC").replace("Hauptstr", "Haupt=\nstr")
    + "\n\nMit freundlichen Gr=C3=BC=C3=9Fen\nEva Beispiel"
)
PLAIN = f"Sinsheim: Brand in Küche\n\n{SAID} „So“, sagte er."
MISREAD = PLAIN.encode().decode("cp1252", "replace")
WORD = f"\ufeffSinsheim: Brand in Küche\r\n\r\n{SAID}\r\n\r\n·\tSchaden: 5000 Euro\r\n"


@pytest.mark.parametrize(
    "text", [PAGE, MAIL, MISREAD, WORD], ids=["page", "mail", "misread", "Word"]
)
def test_a_wrapped_release_reads_as_the_plain_one(text):
    found = read(text)
    assert found.headline == "Brand in Küche"
    assert found.blocks[0].text.startswith(SAID)
    assert names(found) == ["Sinsheim"]
    assert lossless(text, found)


def test_the_page_of_a_release_has_its_fields_and_lists():
    found = read(PAGE)
    assert (found.issuer, found.dateline, found.credit) == (
        "Polizeipräsidium Mannheim",
        "Sinsheim",
        "ots",
    )
    assert found.released_at == "2026-05-04T17:20:00+02:00"
    assert found.contact.phone == "0621 000-1"
    assert [block.type for block in found.blocks] == ["prose", "list"]
    assert found.blocks[1].text == "- Schaden: 5000 Euro\n- Verletzte: keine"


def test_spans_and_repairs_count_the_characters_of_the_source():
    found = read(PAGE)
    block = found.blocks[0]
    assert PAGE[block.start : block.end].startswith("Am Montag")
    assert PAGE[block.start : block.end].endswith("in dem Haus.")
    assert all(PAGE[each.start : each.end] == each.before for each in found.repairs)
    ends = [each.end for each in found.repairs]
    assert all(end <= each.start for end, each in zip(ends, found.repairs[1:], strict=False))


def test_a_plain_text_with_a_single_sign_of_a_page_is_left_alone():
    text = "Der Wert ist a < b und c > d & e; das <b> bleibt. Verletzt wurde niemand."
    assert read(text).repairs == ()
