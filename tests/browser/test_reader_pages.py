"""The reader's pages in a real browser: access, small screens, no scripts, no traces, print."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from articles import drafts, renditions
from articles.models import NavigationEntry
from tests.builders import make_article, make_image, make_region, make_speaker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FILM = "https://www.youtube.com/watch?v=abc"
PARAGRAPH = "<p>" + "Am Morgen hat der Rat der Stadt über den neuen Steg beraten. " * 6 + "</p>"


@pytest.fixture
def paths():
    """The addresses of a small paper in which every kind of page and block occurs."""
    places = make_region()
    town = places["Ludwigshafen"]
    NavigationEntry.objects.create(place=town)
    image = make_image(caption="Der Steg am Morgen.")
    renditions.make_renditions(str(image.uid))
    speaker = make_speaker("Eva Beispiel", is_public_figure=True)
    statements = [
        drafts.Statement(text=f"Satz {number}.", speaker=name, role="Ratsmitglied")
        for number, name in enumerate(["Ali Kaya", "Jo Lind", "Ute Roth", "Max Birk"])
    ]
    story = {"story": "steg", "title": "Der neue Steg"}
    common = {"places": [town.key], "topics": ["Verkehr"], "authors": ["Anna Berg"]}
    make_article("Rat plant einen Steg", chapter=drafts.Chapter(**story, stage="first_report"))
    article = make_article(
        "Rat beschließt Kooperationsvereinbarung für den Steg",
        lead="Der Steg kommt im Frühjahr.",
        chapter=drafts.Chapter(**story, stage="follow_up"),
        lead_picture=drafts.LeadPicture(image=image.uid),
        corrections=[drafts.Correction(at=timezone.now(), wrong="Es hieß: 9.", right="Es sind 8.")],
        events=[drafts.EventDate(starts_at=timezone.now() + timedelta(days=2), venue="Rathaus")],
        blocks=[
            drafts.Prose(html=PARAGRAPH * 3 + "<h2>Was kommt</h2>" + PARAGRAPH * 3),
            drafts.Picture(image=image.uid),
            drafts.Gallery(title="Rundgang", pictures=(drafts.GalleryPicture(image=image.uid),)),
            drafts.Statement(text="Gut so.", speaker="Eva Beispiel", speaker_key=speaker.slug),
            *statements,
            drafts.Video(url=FILM, title="Der Steg von oben", poster=image.uid, duration=83),
            drafts.InfoBox(title="Kurz gesagt", html="<ul><li>Der Steg kommt.</li></ul>"),
            drafts.Table(caption="Kosten", rows=(("Jahr", "Euro"), ("2027", "12.000"))),
            drafts.Embed(url="https://social.example/1", provider="Social", title="Ein Beitrag"),
        ],
        **common,
    )
    advert = make_article("Neue Fenster im Herbst", kind="advertorial", **common)
    return {
        "article": article.get_absolute_url(),
        "advert": advert.get_absolute_url(),
        "front": "/",
        "archive": "/meldungen/",
        "place": town.get_absolute_url(),
        "empty place": places["Altrip"].get_absolute_url(),
        "topic": "/thema/verkehr/",
        "story": article.story.get_absolute_url(),
        "speaker": speaker.get_absolute_url(),
        "authors": "/redaktion/",
        "author": "/redaktion/anna-berg/",
        "top": "/top/",
        "videos": "/videos/",
        "events": "/termine/",
        "search": "/suche/?q=Steg",
        "nothing found": f"/suche/?q={uuid4().hex}",
        "corrections": "/korrekturen/",
        "imprint": "/impressum/",
    }


#: Pages that hold what the others are made of; in soak all are judged.
RICHEST = ("article", "front", "place", "speaker", "events", "search", "nothing found")


@pytest.mark.parametrize(
    ("width", "colours", "names"),
    [
        (360, "light", RICHEST),
        pytest.param(360, "light", None, marks=pytest.mark.soak),
        pytest.param(1280, "dark", None, marks=pytest.mark.soak),
    ],
    ids=["phone-light-richest", "phone-light", "wide-dark"],
)
def test_no_page_has_an_accessibility_fault(visit, paths, width, colours, names):
    faults = {}
    page = visit("/", viewport={"width": width, "height": 900}, color_scheme=colours)
    for name in names or paths:
        page.goto(paths[name])
        found = Axe().run(page, options={"runOnly": AXE_RULES}).response["violations"]
        faults |= {(name, fault["id"]): fault["nodes"][0]["html"] for fault in found}
    assert faults == {}


def test_nothing_scrolls_sideways_and_every_target_can_be_hit_on_the_smallest_phone(visit, paths):
    small = """[...document.querySelectorAll("a, button, input, select, summary")].filter(
        (e) => !e.closest(".skip, .prose") && e.getClientRects().length
            && e.getBoundingClientRect().height < 24
    ).map((e) => e.outerHTML)"""
    page = visit("/", viewport={"width": 320, "height": 700})
    for name, path in paths.items():
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") == 320, name
        assert page.evaluate(small) == [], name


@pytest.mark.parametrize("name", ["article", "place", "nothing found"])
def test_everything_can_be_read_and_reached_without_scripts(visit, paths, name):
    with_scripts = visit(paths[name]).inner_text("body")
    assert visit(paths[name], java_script_enabled=False).inner_text("body") == with_scripts


def test_reading_leaves_no_trace_asks_nobody_else_and_keeps_the_security_policy(
    visit, paths, live_server
):
    asked, complaints = [], []

    def listen(page):
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))

    page = visit("/", before=listen)
    for path in paths.values():
        page.goto(path)
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.context.cookies() == []
    assert [url for url in asked if not url.startswith(live_server.url)] == []
    assert complaints == []


def test_a_film_is_asked_for_only_after_the_click(visit, paths):
    asked = []

    def intercept(page):
        page.route(
            re.compile("youtube"),
            lambda route: (asked.append(route.request.url), route.fulfill(body="Film")),
        )

    page = visit(paths["article"], before=intercept)
    assert asked == []
    page.click(".video a")
    page.wait_for_selector("iframe")
    page.wait_for_load_state("networkidle")
    assert asked == ["https://www.youtube-nocookie.com/embed/abc"]


def test_an_article_prints_its_text_its_address_and_nothing_else(visit, paths):
    page = visit(paths["article"])
    page.emulate_media(media="print")
    text = page.inner_text("body")
    assert paths["article"] in text
    assert "Was kommt" in text
    assert not page.is_visible("nav.sections")
    assert not page.is_visible(".rail")
    assert not page.is_visible("footer.foot")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) <= 4


def test_the_first_tab_leads_past_the_head_to_the_text(visit, paths):
    page = visit(paths["article"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
