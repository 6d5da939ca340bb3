"""The preview beside the form, in a real browser: live, in its place, nothing blocked."""

import pytest

from articles import drafts
from articles.models import Article
from tests.browser.writing import PROSE, log_in, press
from tests.builders import make_article, make_image

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE = {"viewport": {"width": 1400, "height": 800}}


def open_article(visit, **options):
    html = "".join(f"<p>Absatz {number}. {'Wort ' * 60}</p>" for number in range(8))
    article = make_article(
        status="draft",
        lead="Der Vorspann.",
        share_title="Zum Teilen",
        lead_picture=drafts.LeadPicture(image=make_image().pk),
        blocks=[drafts.Prose(html=html)],
    )
    page = log_in(visit, f"/admin/articles/article/{article.pk}/change/", **options)
    page.wait_for_selector(".own-link", state="attached")
    return page


def test_the_preview_follows_what_is_typed_and_stays_in_its_place(visit):
    page = open_article(visit, **WIDE)
    page.locator(PROSE).click()
    press(page, "Control+Home", "Control+Shift+P")
    frame = page.frame_locator("#preview iframe")
    frame.locator("h1").wait_for()
    # Before its pictures and letters are there the page still grows.
    page.locator("#preview iframe").evaluate(
        """async (frame) => {
            while (frame.contentDocument.readyState !== "complete")
              await new Promise((done) => setTimeout(done, 20))
            await frame.contentDocument.fonts.ready
        }"""
    )
    page.evaluate("document.querySelector('#preview iframe').contentWindow.scrollTo(0, 300)")
    assert page.evaluate("document.activeElement.matches('.ProseMirror')")
    page.evaluate(
        """() => {
            const frame = document.querySelector("#preview iframe").contentDocument
            window.figure = frame.querySelector("figure img")
            window.changes = []
            new MutationObserver((found) => changes.push(performance.now()))
              .observe(frame.body, {childList: true, subtree: true, characterData: true})
        }"""
    )
    page.keyboard.type("Neu")
    typed = page.evaluate("performance.now()")
    frame.locator("p", has_text="NeuAbsatz 0").wait_for()
    waited = page.evaluate("changes.at(-1)") - typed
    assert waited < 2000, "the machine may be busy; alone it is below 500"
    assert page.evaluate("figure.isConnected"), "The picture was loaded again."
    scrolled = "document.querySelector('#preview iframe').contentWindow.scrollY"
    assert page.evaluate(scrolled) == 300
    press(page, "Control+End")
    for _step in range(40):
        if page.evaluate(scrolled) > 600:
            break
        page.wait_for_timeout(50)
    else:
        pytest.fail("The preview does not show what one is writing.")
    assert Article.objects.get().version == 1

    # It is remembered, and so is its look.
    page.click("[data-mode=desktop]")
    page.reload()
    frame.locator("h1").wait_for()
    assert page.get_attribute("[data-mode=desktop]", "aria-pressed") == "true"
    assert (
        page.locator("#preview iframe").evaluate("frame => frame.contentWindow.innerWidth") == 1280
    )
    press(page, "Control+Shift+P")
    page.wait_for_selector("#preview[open]", state="detached")
    assert page.complaints == []


def test_an_unfinished_form_is_shown_with_what_is_missing(visit):
    page = open_article(visit, **WIDE)
    press(page, "Control+Shift+P")
    frame = page.frame_locator("#preview iframe")
    frame.locator("h1").wait_for()
    page.fill("#id_headline", "")
    page.wait_for_selector(".preview-missing:not([hidden])")
    assert "Der Vorspann." in frame.locator("main").inner_text()
    page.fill("#id_headline", "Wieder da")
    page.wait_for_selector(".preview-missing", state="hidden")
    assert frame.locator("h1").inner_text() == "Wieder da"


@pytest.mark.soak
def test_the_page_is_shown_dark_printed_shared_and_found(visit):
    page = open_article(visit, **WIDE)
    press(page, "Control+Shift+P")
    frame = page.frame_locator("#preview iframe")
    frame.locator("h1").wait_for()
    body = frame.locator("body")
    colour = "body => getComputedStyle(body).backgroundColor"
    assert body.evaluate(colour) == "rgb(255, 255, 255)"
    page.click("[data-mode=dark]")
    assert body.evaluate(colour) == "rgb(14, 23, 22)"
    page.click("[data-mode=print]")
    assert body.evaluate(colour) == "rgb(255, 255, 255)"
    assert frame.locator(".only-print").is_visible()
    page.click("[data-mode=phone]")
    assert not frame.locator(".only-print").is_visible()
    page.click("[data-mode=share]")
    assert page.locator(".share-title").inner_text() == "Zum Teilen"
    page.locator(".share-card img").evaluate("picture => picture.decode()")
    page.click("[data-mode=search]")
    assert page.locator(".snippet-title").inner_text().startswith("Die Brücke ist wieder frei")
    assert page.locator(".snippet-text").inner_text() == "Der Vorspann."
    assert page.complaints == []


def test_on_a_phone_the_preview_is_a_page_of_its_own(visit):
    page = open_article(visit, viewport={"width": 390, "height": 800})
    page.click("[name=_preview]")
    frame = page.frame_locator("#preview iframe")
    frame.locator("h1").wait_for()
    box = page.locator("#preview").bounding_box()
    assert (box["x"], box["width"]) == (0, 390)
    press(page, "Escape")
    page.wait_for_selector("#preview[open]", state="detached")
    assert page.evaluate("document.activeElement.name") == "_preview"
