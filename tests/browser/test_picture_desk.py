"""The picture desk in a real browser: files dropped, words typed once, a point set by keys."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from articles.models import Article, Image
from tests.articles.hostile_pictures import drawn, encoded, iptc, with_segments
from tests.browser.writing import log_in
from tests.builders import make_image

AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(visit):
    """Opens a page of the desk as an editor."""
    return lambda path, **options: log_in(visit, path, "editor", **options)


def upload(name, content, kind="image/jpeg"):
    return {"name": name, "mimeType": kind, "buffer": content}


def photographs():
    """Three pictures that have nothing in common, the first with words of its own."""
    first = with_segments(encoded(drawn(), "JPEG"), iptc(_120="Am Ufer", _80="Ada Lenz"))
    second = encoded(drawn().transpose(1), "PNG")
    third = encoded(drawn(300, 500).transpose(2), "WEBP")
    return [
        upload("ufer.jpg", first),
        upload("kaputt.jpg", first[:900]),
        upload("markt.png", second, "image/png"),
        upload("turm.webp", third, "image/webp"),
    ]


def faults(page):
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_RULES}})
    return [(each["id"], [node["target"] for node in each["nodes"]])
            for each in found.response["violations"]]  # fmt: skip


@pytest.mark.parametrize(
    ("width", "colours"),
    [(1280, "light"), pytest.param(390, "dark", marks=pytest.mark.soak)],
    ids=["desk", "phone"],
)
def test_many_pictures_are_sent_described_and_kept(desk, width, colours):
    page = desk(
        "/admin/articles/image/desk/",
        viewport={"width": width, "height": 900},
        color_scheme=colours,
    )
    page.set_input_files("#picture-files", photographs())
    page.wait_for_selector(".picture-card >> nth=2")
    page.wait_for_selector(".failed:has-text('kaputt.jpg')")
    caption = page.locator(".picture-card >> nth=0").locator("textarea[name$=-caption]")
    assert caption.input_value() == "Am Ufer"
    assert faults(page) == []
    page.fill("#id_shared-credit", "Foto: Kern")
    # Cards stand in the order of the files, whichever of them came first.
    tower = page.locator(".picture-card >> nth=2").locator("textarea[name$=-alt]")
    tower.fill("Ein Turm")
    # A closed browser loses nothing: the cards are there again, with what was typed.
    page.wait_for_timeout(400)
    page.reload()
    page.wait_for_selector(".picture-card >> nth=2")
    expect(tower).to_have_value("Ein Turm")
    page.click("[name=_save]")
    page.wait_for_url("**/admin/articles/image/")
    assert set(Image.objects.values_list("credit", "caption", "alt")) == {
        ("Ada Lenz", "Am Ufer", ""),
        ("Foto: Kern", "", ""),
        ("Foto: Kern", "", "Ein Turm"),
    }
    expected = ["Failed to load resource: the server responded with a status of 422"]
    assert [each for each in page.complaints if not each.startswith(expected[0])] == []


@pytest.mark.soak
def test_the_focal_point_is_set_by_click_and_by_keys(desk):
    image = make_image()
    page = desk(
        f"/admin/articles/image/{image.pk}/change/", viewport={"width": 1280, "height": 900}
    )
    picture = page.locator(".focal-frame img")
    box = picture.bounding_box()
    picture.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.75})
    assert float(page.input_value("#id_focal_x")) == pytest.approx(0.25, abs=0.01)
    for key in ("ArrowRight", "Shift+ArrowUp"):
        page.keyboard.press(key)
    assert float(page.input_value("#id_focal_x")) == pytest.approx(0.26, abs=0.01)
    assert float(page.input_value("#id_focal_y")) == pytest.approx(0.65, abs=0.01)
    crop = page.locator(".crop img").first
    assert crop.evaluate("img => img.style.objectPosition").startswith("26")
    assert faults(page) == []
    page.keyboard.press("Home")
    page.click("[name=_save]")
    page.wait_for_url("**/admin/articles/image/")
    image.refresh_from_db()
    assert (image.focal_x, image.focal_y) == (0.5, 0.5)
    page.goto(f"/admin/articles/image/{image.pk}/replace/")
    assert faults(page) == []
    assert page.complaints == []


@pytest.mark.soak
def test_a_picture_comes_into_an_article_without_leaving_its_form(desk):
    page = desk("/admin/articles/article/add/", viewport={"width": 1280, "height": 900})
    page.fill("#id_headline", "Die Fähre fährt wieder")
    button = page.locator(".pick-new").first
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open] #picture-files:focus")
    page.set_input_files("dialog #picture-files", photographs()[:1])
    page.wait_for_selector("dialog .picture-card")
    assert faults(page) == []
    page.focus("#id_card-0-alt")
    page.keyboard.type("Ein Ufer")
    page.click("dialog [name=_save]")
    page.wait_for_selector("dialog.picture-window", state="hidden")
    image = Image.objects.get()
    assert (image.alt, image.credit) == ("Ein Ufer", "Ada Lenz")
    assert page.input_value("#id_lead_picture") == str(image.pk)
    assert page.input_value("#id_headline") == "Die Fähre fährt wieder"
    assert not Article.objects.exists()
