"""Writing an article in a real browser: blocks, typing, pasting, counting; without a mouse."""

import re

import pytest

from articles import conversion, drafts
from articles.models import Article
from tests.browser.writing import (
    PROSE,
    choose,
    insert_block,
    log_in,
    paste,
    press,
    tab_until,
)
from tests.builders import make_article, make_image, make_region, make_speaker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BLOCK = ".order-machine > .inline-related:not(.empty-form)"


def open_article(visit, *texts, blocks=None, **options):
    blocks = blocks or [drafts.Prose(html=f"<p>{text}</p>") for text in texts]
    article = make_article(blocks=blocks, status="draft")
    page = log_in(visit, f"/admin/articles/article/{article.pk}/change/", **options)
    page.wait_for_selector(".own-link", state="attached")
    return page


def texts_of(page):
    """What stands in the blocks of text, in the order of the page."""
    return page.locator(f"{BLOCK}:not(.for-deletion) {PROSE}").all_inner_texts()


def saved(page):
    """Save, and the blocks the article then has."""
    press(page, "Control+s")
    page.wait_for_selector(".messagelist")
    return conversion.draft_of(Article.objects.get()).blocks


def test_an_article_is_written_and_handed_in_without_a_mouse(visit):
    """The keys, in this order:

    headline, Enter, lead, Tab, place, Enter, Tab, topic, Enter, Tab until the invitation, Enter,
    text, Alt+Enter Z Enter: statement, Enter, new speaker, Enter, office;
    Alt+Enter B Enter: picture, part of its caption, Enter; Alt+Enter Enter: text;
    Ctrl+Enter, Enter: handed in.
    """
    make_region()
    make_image(caption="Die Fähre am Steg")
    page = log_in(visit, "/admin/articles/article/add/", "author")
    page.wait_for_selector("#id_headline:focus")
    page.keyboard.type("Die Fähre fährt wieder")
    press(page, "Enter")
    page.keyboard.type("Nach drei Wochen Pause.")
    press(page, "Tab")
    choose(page, "Altrip")
    tab_until(page, "#id_topics_search")
    choose(page, "Schifffahrt")
    tab_until(page, ".begin")
    press(page, "Enter")
    page.wait_for_selector(f"{PROSE}:focus")
    page.keyboard.type('Am Morgen legte sie "pünktlich" ab.')
    press(page, "Alt+Enter", "z", "Enter")
    page.wait_for_selector("textarea[name$=-text]:focus")
    page.keyboard.type("Wir sind froh.")
    press(page, "Enter")
    choose(page, "Eva Beispiel")
    page.wait_for_selector("input[name$=-role]:focus")
    page.keyboard.type("Fährfrau")
    press(page, "Alt+Enter", "b", "Enter")
    page.wait_for_selector(".pick-input:focus")
    choose(page, "Steg")
    press(page, "Alt+Enter", "Enter")
    page.wait_for_selector(f"{PROSE}:focus")
    page.keyboard.type("Mittags kam der Regen.")
    press(page, "Control+Enter")
    page.wait_for_selector("#next-step[open]")
    tab_until(page, "[data-yes]")
    press(page, "Enter")
    page.wait_for_selector(".messagelist")

    article = Article.objects.get()
    draft = conversion.draft_of(article)
    assert draft.status == "in_review"
    assert draft.places == ("07338001",)
    assert draft.topics == ("Schifffahrt",)
    prose, statement, picture, last = draft.blocks
    assert prose.html == "<p>Am Morgen legte sie „pünktlich“ ab.</p>"
    assert (statement.text, statement.speaker) == ("Wir sind froh.", "Eva Beispiel")
    assert statement.role == "Fährfrau"
    assert picture.type == "picture"
    assert last.html == "<p>Mittags kam der Regen.</p>"
    assert page.complaints == []


def test_blocks_are_moved_doubled_folded_deleted_and_taken_back_by_keyboard(visit):
    page = open_article(visit, "Eins", "Zwei", "Drei")
    page.locator(PROSE).first.click()
    press(page, "Alt+PageDown", "Alt+ArrowUp")
    assert texts_of(page) == ["Zwei", "Eins", "Drei"]
    press(page, "Alt+Shift+ArrowDown")
    page.locator(BLOCK).nth(3).wait_for()
    page.wait_for_selector(f"{PROSE}:focus")
    page.keyboard.type("Noch ")
    assert texts_of(page) == ["Zwei", "Noch Zwei", "Eins", "Drei"]

    press(page, "Alt+.")
    folded = page.locator(f"{BLOCK}.collapsed")
    assert folded.locator(".inline_label").inner_text() == "Noch Zwei"
    assert page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "false"
    press(page, "Alt+Shift+.")
    assert folded.count() == 4
    press(page, "Alt+Shift+.")
    assert folded.count() == 0

    page.locator(PROSE).nth(2).click()
    press(page, "Alt+Delete")
    assert texts_of(page) == ["Zwei", "Noch Zwei", "Drei"]
    press(page, "Enter")
    assert texts_of(page) == ["Zwei", "Noch Zwei", "Eins", "Drei"]
    page.locator(PROSE).nth(1).click()
    press(page, "Alt+Delete")
    page.locator(PROSE).nth(3).click()
    press(page, "Alt+Delete")
    assert [block.html for block in saved(page)] == ["<p>Zwei</p>", "<p>Eins</p>"]
    assert page.complaints == []


@pytest.mark.soak
def test_a_block_in_the_middle_of_a_text_parts_it_and_backspace_joins_it(visit):
    page = open_article(visit, "Vorne hinten")
    page.locator(PROSE).click()
    press(page, "Home", *["ArrowRight"] * 6)
    insert_block(page, 0)
    page.locator(BLOCK).nth(2).wait_for()
    page.wait_for_selector(f"{PROSE}:focus")
    page.keyboard.type("Mitte")
    assert texts_of(page) == ["Vorne", "Mitte", "hinten"]
    press(page, "Home", "Backspace")
    assert texts_of(page) == ["Vorne\n\nMitte", "hinten"]
    page.keyboard.type("Die ")
    assert [block.html for block in saved(page)] == [
        "<p>Vorne</p><p>Die Mitte</p>",
        "<p>hinten</p>",
    ]


@pytest.mark.soak
def test_blocks_are_dragged_by_mouse_and_keep_their_text(visit):
    page = open_article(visit, "Eins", "Zwei", "Drei")
    page.locator(PROSE).last.click()
    press(page, "End")
    page.keyboard.type("!")
    heads = page.locator(f"{BLOCK} > h3 > b")
    start, goal = heads.nth(2).bounding_box(), heads.first.bounding_box()
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(goal["x"] + 8, goal["y"] + 12, steps=6)
    page.mouse.move(goal["x"] + 8, goal["y"] + 6, steps=2)
    page.mouse.up()
    page.wait_for_timeout(50)
    assert texts_of(page) == ["Drei!", "Eins", "Zwei"]
    page.locator(PROSE).first.click()
    press(page, "End")
    page.keyboard.type("?")
    assert [block.html for block in saved(page)] == ["<p>Drei!?</p>", "<p>Eins</p>", "<p>Zwei</p>"]


def test_what_is_pasted_is_clean_and_one_undo_takes_it_back(visit):
    page = open_article(visit, "Anfang.")
    page.locator(PROSE).click()
    press(page, "End")
    page.keyboard.type(" Weiter.")
    paste(page, html="<p style='color:red'>Rot <b>fett</b></p><p>&nbsp;</p><p>Zweitens</p>")
    assert texts_of(page) == ["Anfang. Weiter.Rot fett\n\nZweitens"]
    press(page, "Control+z")
    assert texts_of(page) == ["Anfang. Weiter."]
    press(page, "Control+y")
    page.focus("#id_headline")
    press(page, "Control+a")
    paste(page, text="Die Brücke\r\n\r\nist frei")
    assert page.locator("#id_headline").input_value() == "Die Brücke ist frei"
    press(page, "Control+z")
    assert page.locator("#id_headline").input_value() == "Die Brücke ist wieder frei"
    (block,) = saved(page)
    assert block.html == "<p>Anfang. Weiter.Rot <strong>fett</strong></p><p>Zweitens</p>"


def test_typed_quotation_marks_are_german_and_backspace_takes_them_back(visit):
    page = open_article(visit, "x")
    page.locator(PROSE).click()
    press(page, "Control+a")
    page.keyboard.type('"Gut", so --')
    assert texts_of(page) == ["„Gut“, so –"]
    press(page, "Backspace")
    assert texts_of(page) == ["„Gut“, so --"]
    page.focus("#id_lead")
    page.keyboard.type('("Na')
    assert page.locator("#id_lead").input_value() == "(„Na"
    page.keyboard.type('"')
    press(page, "Backspace")
    assert page.locator("#id_lead").input_value() == '(„Na"'
    page.locator(".quotes input").uncheck()
    page.focus("#id_lead")
    press(page, "End")
    page.keyboard.type(' "')
    assert page.locator("#id_lead").input_value() == '(„Na" "'


@pytest.mark.soak
def test_lengths_are_counted_and_told_when_it_gets_tight(visit):
    page = open_article(visit, "Drei kurze Wörter")
    figure = page.locator("#id_headline_counter .counter-figure")
    page.fill("#id_headline", "x" * 40)
    assert re.match(r"40\D+70", figure.inner_text())
    assert figure.get_attribute("aria-live") == "off"
    page.fill("#id_headline", "x" * 71)
    assert figure.get_attribute("aria-live") == "polite"
    assert "is-over" in page.locator("#id_headline_counter").get_attribute("class")
    page.locator(".text-length", has_text=re.compile(r"^3\b.*\b17\b")).wait_for()


@pytest.mark.soak
def test_the_speaker_s_last_office_is_proposed(visit):
    speaker = make_speaker()
    make_article(
        "Früher",
        blocks=[
            drafts.Statement(
                text="Damals.",
                speaker=speaker.name,
                speaker_key=speaker.slug,
                role="Wirtin",
                organisation="Gasthaus",
            )
        ],
    )
    page = log_in(visit, "/admin/articles/article/add/")
    page.wait_for_selector("#id_headline:focus")
    insert_block(page, 3)
    page.wait_for_selector("textarea[name$=-text]:focus")
    page.keyboard.type("Heute.")
    press(page, "Enter")
    choose(page, "Beispiel")
    page.wait_for_selector("input[name$=-role]:focus")
    assert page.locator("input[name='statement_blocks-0-role']").input_value() == "Wirtin"
    assert page.locator("input[name='statement_blocks-0-organisation']").input_value() == "Gasthaus"


@pytest.mark.soak
def test_every_search_field_is_used_by_keyboard_and_remembers(visit):
    """Places, topics and authors, a new source, a picture; the newest choice comes first again."""
    make_region()
    make_image(caption="Die Fähre am Steg")
    page = log_in(visit, "/admin/articles/article/add/")
    page.wait_for_selector("#id_headline:focus")
    for name, words in {
        "places": "Altrip",
        "topics": "Hafen",
        "lead_picture": "Steg",
        "source": "Hafenamt",
    }.items():
        page.focus(f"#id_{name}_search")
        choose(page, words)
        chosen = page.locator(f"#id_{name} option:checked").all_inner_texts()
        assert [words in text for text in chosen] == [True], name
    page.focus("#id_places_search")
    press(page, "Backspace")
    assert page.locator("#id_places option").count() == 0
    press(page, "ArrowDown")
    found = page.locator("#id_places_found [role=option]")
    found.first.wait_for()
    assert "Altrip" in found.first.inner_text()
    page.keyboard.type("schiff")
    page.locator("#id_places_found mark", has_text="Schiff").wait_for()
    page.focus("#id_lead_picture_search")
    press(page, "ArrowDown")
    page.locator("#id_lead_picture_found [aria-selected=true]").wait_for()
    press(page, "ArrowUp", "Enter")
    page.wait_for_selector("dialog[open]")
    assert page.complaints == []


@pytest.mark.soak
def test_a_paragraph_becomes_a_heading_by_mouse_and_by_finger(visit):
    for options in ({}, {"viewport": {"width": 390, "height": 844}, "has_touch": True}):
        Article.objects.all().delete()
        page = open_article(visit, "Was jetzt kommt", **options)
        page.locator(f"{PROSE} p").first.click()
        menu = page.locator(".prose-menubar:visible")
        if options:
            sizes = menu.locator("button:visible").evaluate_all(
                "all => all.map(each => Math.min(each.offsetWidth, each.offsetHeight))"
            )
            assert min(sizes) >= 44
        menu.locator(".prose-menubar__selected").click()
        page.locator(".prose-menubar__picker:popover-open button").first.click()
        assert "<h2>Was jetzt kommt</h2>" in saved(page)[0].html
