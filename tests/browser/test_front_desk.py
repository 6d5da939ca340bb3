"""The front-page desk in a real browser: by keyboard alone, by drag, and without a script."""

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from articles import arranging, drafts
from articles.models import Article, BreakingNews
from tests.browser.writing import choose, log_in, press, tab_until
from tests.builders import make_article, make_image, make_region, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESK = "/admin/articles/article/front-page/"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def paper():
    """Three top stories, another report and a running line."""
    place, image, now = make_region()["Altrip"], make_image(), timezone.now()
    fields = {"places": [place.key], "lead_picture": drafts.LeadPicture(image=image.pk)}
    for rank, headline in enumerate(["Brücke frei", "Rat tagt", "Damm hält"], 1):
        top = {"top_rank": 10 * rank, "top_until": now + timedelta(hours=4)}
        make_article(headline, **fields, **top)
    related = [Article.objects.get(headline="Rat tagt").ref]
    article = make_article("Fähre fährt wieder", related=related, **fields)
    BreakingNews.objects.create(
        text="Sturm im Odenwald", article=article, from_at=now, until_at=now + timedelta(hours=2)
    )


def arranged():
    return [article.headline for article in arranging.chosen(timezone.now())]


def shown(page):
    return page.locator(".story h3").all_inner_texts()


def test_the_top_is_arranged_previewed_and_taken_over_by_keyboard(visit, paper):
    """Tab to the search, words, Enter; Tab to ↓, Enter; Alt+↓; Tab to an end, Enter; preview."""
    page = log_in(visit, DESK)
    tab_until(page, "#id_add_search")
    choose(page, "Fähre")
    page.wait_for_selector(".story:nth-child(4)")
    assert page.evaluate("document.activeElement.id") == "id_add_search"
    assert shown(page)[0] == "Fähre fährt wieder"
    tab_until(page, "[name=_down]")
    press(page, "Enter", "Alt+ArrowDown")
    assert shown(page) == ["Brücke frei", "Rat tagt", "Fähre fährt wieder", "Damm hält"]
    assert page.evaluate("document.activeElement.name") == "_down"
    assert "3" in page.inner_text("#front-status")
    before = page.input_value(".story:nth-child(3) [name$=-until]")
    page.focus(".story:nth-child(3) [name=_until]")
    with page.expect_response(f"**{DESK}"):
        press(page, "Enter")
    page.wait_for_selector(".story:nth-child(3) [name=_until]:focus")
    assert page.input_value(".story:nth-child(3) [name$=-until]") != before
    press(page, "Control+Shift+P")
    frame = page.frame_locator("iframe[name=front-preview]")
    assert frame.locator(".lead-story h2").inner_text() == "Brücke frei"
    top = frame.locator("section[aria-labelledby=top] h3").all_inner_texts()
    assert top == ["Rat tagt", "Fähre fährt wieder", "Damm hält"]
    press(page, "Escape")
    assert arranged() == ["Brücke frei", "Rat tagt", "Damm hält"]
    press(page, "Control+s")
    page.wait_for_selector(".messagelist")
    assert arranged() == ["Brücke frei", "Rat tagt", "Fähre fährt wieder", "Damm hält"]
    assert page.complaints == []


@pytest.mark.soak
def test_a_story_is_dragged_and_another_taken_off(visit, paper):
    # So high that nothing scrolls between taking a row and letting it go.
    page = log_in(visit, DESK, viewport={"width": 1280, "height": 1600})
    page.wait_for_selector("body.with-script")
    page.evaluate("document.fonts.ready.then(() => null)")  # Else rows move under the pointer.
    page.locator(".story:nth-child(3) .handle").drag_to(
        page.locator(".story:nth-child(1)"), target_position={"x": 200, "y": 5}
    )
    assert shown(page) == ["Damm hält", "Brücke frei", "Rat tagt"]
    with page.expect_response(f"**{DESK}"):
        page.check(".story:nth-child(2) [type=checkbox]")
    page.wait_for_selector(".story:nth-child(2) .slot-number.none")
    press(page, "Control+s")
    page.wait_for_selector(".messagelist")
    assert arranged() == ["Damm hält", "Rat tagt"]
    assert page.complaints == []


def test_a_server_that_does_not_answer_costs_nothing(visit, paper):
    page = log_in(visit, DESK)
    page.route(f"**{DESK}", lambda route: route.abort())
    page.click(".story:nth-child(3) [name=_up]")
    page.wait_for_selector("#front-status:not(:empty)", state="attached")
    assert shown(page) == ["Brücke frei", "Damm hält", "Rat tagt"]
    page.unroute(f"**{DESK}")
    press(page, "Control+s")
    page.wait_for_selector(".messagelist")
    assert arranged() == ["Brücke frei", "Damm hält", "Rat tagt"]


@pytest.mark.soak
def test_without_a_script_the_desk_is_a_plain_form(visit, paper):
    page = log_in(visit, DESK, java_script_enabled=False)
    page.fill("[name=term]", "Fähre")
    page.click("[name=_search]")
    page.select_option("#id_add", label="Fähre fährt wieder")
    page.click("[name=_add]")
    assert page.locator(".story").count() == 4
    page.click(".story:nth-child(1) [name=_down]")
    page.fill(".story:nth-child(4) [type=number]", "1")
    page.check(".story:nth-child(1) [type=checkbox]")
    page.click("[name=_save]")
    assert page.locator(".messagelist").count() == 1
    assert arranged() == ["Damm hält", "Fähre fährt wieder", "Rat tagt"]


@pytest.mark.soak
@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1280), pytest.param("dark", 390, marks=pytest.mark.soak)]
)
def test_the_front_desk_and_what_it_makes_have_no_accessibility_findings(
    visit, paper, scheme, width
):
    """The desk with a colleague's change and an error on it, and the reader's pages."""
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    page = log_in(visit, DESK, **options)
    findings = _findings(page, DESK)
    now, one = timezone.now(), Article.objects.get(headline="Damm hält")
    pins = [arranging.Pin(one.pk, None, now + timedelta(hours=9))]
    seen = arranging.token(arranging.chosen(now))
    arranging.take_over(pins, set(), seen=seen, by=make_user("desk_head", first_name="Jo"))
    page.fill(".story:nth-child(1) [name$=-until]", "2020-01-01T10:00")
    press(page, "Control+s")
    page.wait_for_selector("#meanwhile")
    assert page.locator(".story .errorlist").count() == 1
    findings += _findings(page, "conflict")
    for path in ("/", Article.objects.get(headline="Fähre fährt wieder").get_absolute_url()):
        page.goto(path)
        findings += _findings(page, path)
    assert not findings, "\n".join(map(str, findings))


def _findings(page, path):
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{path} is {wide} px too wide"
    # Down to where the sticky bar lies in its own place and covers no field by chance.
    page.evaluate("scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })")
    options = {"runOnly": {"type": "tag", "values": AXE_RULES}}
    found = Axe().run(page, options=options).response["violations"]
    return [
        (path, each["id"], re.sub(r"\s+", " ", node["html"])[:160])
        for each in found
        for node in each["nodes"][:3]
    ]
