"""The start page, the search, the keys and the list in a real browser: all without a mouse."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from articles import drafts
from articles.models import Article
from tests.browser.writing import log_in, press, tab_until
from tests.builders import make_article, make_image, make_region

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LIST = "/admin/articles/article/"
OPERATION = "/admin/operation/"


@pytest.fixture
def busy():
    """A desk with something to do."""
    make_region()
    image = make_image(alt="")
    make_article("Rheinbrücke gesperrt", status="draft", places=["07338001"])
    make_article("Fähre legt ab", status="in_review")
    make_article("Markt zieht um", lead_picture=drafts.LeadPicture(image=image.pk))


def findings(page):
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]


def in_turn(page, *keys):
    """Two keys as fast as fingers press them; Playwright on a busy machine is slower."""
    page.evaluate(
        """(keys) => keys.forEach((key) => document.body.dispatchEvent(
             new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true})))""",
        keys,
    )


def status(headline):
    return Article.objects.get(headline=headline).status


def test_keys_lead_through_the_desk_and_into_the_search(visit, busy):
    """/ writes into the search, Enter opens; ? shows the keys; g a jumps; no key in a field."""
    page = log_in(visit, "/admin/", "desk_head")
    press(page, "/")
    page.keyboard.type("rheinbr")
    page.wait_for_selector("#desk-search[aria-activedescendant]")
    page.keyboard.type("ü")
    page.wait_for_selector(".find-option >> text=Rheinbrücke gesperrt")
    assert findings(page) == []
    press(page, "Enter")
    page.wait_for_url("**/change/**")
    page.go_back()
    press(page, "Escape", "Escape")
    page.evaluate("document.activeElement.blur()")
    press(page, "?")
    page.wait_for_selector("dialog[open] .keys-list")
    assert findings(page) == []
    press(page, "g", "a")
    assert page.url.endswith("/admin/")
    press(page, "Escape")
    page.wait_for_selector(".keys-dialog", state="detached")
    in_turn(page, "g", "a")
    page.wait_for_url(f"**{LIST}")
    assert page.complaints == []


@pytest.mark.soak
def test_a_row_is_walked_to_handed_in_and_taken_back_by_keyboard(visit, busy):
    """j walks, s opens the steps, Enter takes one; Tab leads to the way back."""
    page = log_in(visit, f"{LIST}?state=draft", "desk_head")
    press(page, "j", "x")
    assert page.locator("tr.walked input:checked").count() == 1
    press(page, "x", "s", "Enter")
    page.wait_for_selector(".messagelist .undo")
    assert status("Rheinbrücke gesperrt") == "in_review"
    tab_until(page, ".undo button")
    press(page, "Enter")
    page.wait_for_selector("tr .state-draft")
    assert page.url.endswith("?state=draft")
    assert status("Rheinbrücke gesperrt") == "draft"
    page.wait_for_load_state("load")  # The keys of a page are there with its scripts.
    press(page, "j", "o")
    page.wait_for_url("**/change/**")
    assert page.complaints == []


@pytest.mark.soak
@pytest.mark.parametrize(
    ("scheme", "width"), [pytest.param("light", 1280, marks=pytest.mark.soak), ("dark", 390)]
)
def test_start_page_and_lists_have_no_accessibility_findings(visit, busy, scheme, width):
    size = {"width": width, "height": 900}
    page = log_in(visit, "/admin/", "desk_head", viewport=size, color_scheme=scheme)
    found = {}
    for path in ("/admin/", LIST, "/admin/find/?q=rhein", "/admin/articles/place/", OPERATION):
        page.goto(path)
        found[path] = findings(page)
        wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        assert page.evaluate(wide), path
    assert {path: said for path, said in found.items() if said} == {}
    assert page.complaints == []
