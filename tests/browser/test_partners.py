"""Partners in a real browser: where they stand, in light and dark, printed; and their desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from articles import drafts
from tests.builders import make_article, make_region, make_user
from tests.partners.booked import days, make_booking, make_partner, make_position

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
PARAGRAPH = "<p>" + "Am Morgen hat der Rat der Stadt über den neuen Steg beraten. " * 9 + "</p>"


@pytest.fixture
def article():
    """An article with three partners, one of them a media partner, and a free position."""
    place = make_region()["Altrip"]
    for number in (1, 2):
        make_booking(make_position("article", number))
    make_booking(make_position("article", 3), make_partner("Bildstudio", kind="media"))
    make_position("article", 4)
    for page in ("front", "place"):
        make_booking(make_position(page, 1))
    make_article("Ein früherer Bericht", places=[place.key])
    blocks = [drafts.Prose(html=PARAGRAPH * 4)]
    return make_article("Rat plant einen Steg", places=[place.key], blocks=blocks)


def box_of(page, selector):
    return page.locator(selector).first.bounding_box()


def violations(page):
    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_RULES}})
    return [(each["id"], each["nodes"][0]["html"]) for each in result.response["violations"]]


def test_partners_stand_beside_the_text_where_there_is_room_and_below_it_on_phones(visit, article):
    page = visit(article.get_absolute_url(), viewport=DESKTOP)
    body, partners = box_of(page, ".body"), box_of(page, ".partners")
    rail = box_of(page, ".rail")
    assert partners["x"] > body["x"] + body["width"]
    assert partners["y"] >= rail["y"] + rail["height"]
    assert partners["y"] < body["y"] + body["height"]
    page.set_viewport_size(PHONE)
    body, partners = box_of(page, ".body"), box_of(page, ".partners")
    assert partners["y"] >= body["y"] + body["height"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for plate in page.locator(".partners a").all():
        assert plate.bounding_box()["height"] >= 44


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_plates_are_white_in_the_dark_too(visit, article, scheme):
    refused = []
    page = visit(
        article.get_absolute_url(),
        viewport=PHONE,
        color_scheme=scheme,
        before=lambda page: page.on("console", lambda each: refused.append(each.text)),
    )
    page.locator(".partners").scroll_into_view_if_needed()
    logo = page.locator(".partners img").first
    logo.evaluate("image => image.decode()")
    plate = page.locator(".partners li:not(.house) a").first
    assert plate.evaluate("each => getComputedStyle(each).backgroundColor") == "rgb(255, 255, 255)"
    assert logo.evaluate("image => image.naturalWidth > 0 && image.width > 20")
    assert refused == []
    assert violations(page) == []


def test_nothing_moves_when_logos_arrive(visit, article):
    heights = []
    for may_load in (True, False):
        page = visit(
            article.get_absolute_url(),
            viewport=PHONE,
            before=lambda page, may_load=may_load: page.route(
                "**/media/logos/**",
                lambda route: route.continue_() if may_load else route.abort(),
            ),
        )
        page.locator(".partners").scroll_into_view_if_needed()
        page.evaluate("document.fonts.ready")
        heights.append(box_of(page, ".partners")["height"])
    assert heights[0] == heights[1]


def test_partners_are_not_printed(visit, article):
    page = visit(article.get_absolute_url())
    assert "Bildstudio" in page.locator(".partners").inner_html()
    page.emulate_media(media="print")
    assert not page.locator(".partners").is_visible()
    assert "Anzeige" not in page.locator("body").inner_text()


@pytest.mark.parametrize("path", ["/", pytest.param("/ort/altrip/", marks=pytest.mark.soak)])
def test_the_region_is_one_region_with_its_label_on_other_pages_too(visit, article, path):
    page = visit(path, viewport=DESKTOP)
    assert page.get_by_role("region", name="Anzeige").count() == 1
    assert violations(page) == []


@pytest.mark.soak
def test_the_partners_desk_is_fit_for_everybody_and_a_phone(visit, article, live_server):
    make_user("partner_manager", username="partner")
    make_booking(make_position("front", 2), make_partner("Auenbank"), days(5, 20))
    refused = []
    page = visit("/admin/", viewport=PHONE, color_scheme="dark", before=lambda page: page.on(
        "console", lambda each: refused.append(each.text)))  # fmt: skip
    page.fill("#id_username", "partner")
    page.fill("#id_password", "lang-genug-4711")
    page.keyboard.press("Enter")
    page.wait_for_selector("#user-tools")
    for path in ("booking/", "booking/free/", "booking/add/", "partner/add/", "position/add/"):
        page.goto(f"{live_server.url}/admin/partners/{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert violations(page) == [], path
    page.goto(f"{live_server.url}/admin/partners/booking/free/")
    page.get_by_role("link", name="Auenbank").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/booking/add/**")
    assert page.input_value("#id_first_day")
    assert page.input_value("#id_position")
    assert refused == []
