"""Versions, bin and templates in a real browser: by keyboard, on a phone, readable in the dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from articles import conversion, drafts
from articles.copying import keep_template
from articles.models import Article
from tests.browser.writing import log_in, press, tab_until
from tests.builders import make_article, make_draft, make_image, make_region

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LIST = "/admin/articles/article/"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def of_three_versions():
    """An article with a long text of which a word, a block and the headline changed."""
    region, image = make_region(), make_image()
    long = " ".join(f"Wort{number}" for number in range(120))
    first = drafts.Prose(html=f"<p>Am Montag. {long} Ende.</p>")
    picture = drafts.Picture(image=image.pk, caption="Die Brücke")
    article = make_article(
        "Die Brücke ist zu",
        status="draft",
        lead="Seit heute.",
        places=[region["Altrip"].key],
        blocks=[first, drafts.Prose(html="<p>Bleibt.</p>"), picture],
    )
    draft = conversion.draft_of(article)
    changed = drafts.Prose(uid=first.uid, html=first.html.replace("Montag", "Dienstag"))
    for fields in ({"blocks": (changed, draft.blocks[1])}, {"headline": "Die Brücke ist offen"}):
        article = conversion.apply_draft(
            article, drafts.replace(conversion.draft_of(article), **fields), reason="Neuer Stand"
        )
    return article


def faults(page):
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_RULES}})
    return [each["id"] for each in found.response["violations"]]


def test_versions_are_read_compared_and_restored_by_keyboard(visit):
    """J and K go through the versions, Enter opens one, Tab and Enter bring a block back."""
    article = of_three_versions()
    page = log_in(visit, f"{LIST}{article.pk}/versions/")
    press(page, "j", "j")
    assert page.evaluate("document.activeElement.textContent") == "Version 2"
    press(page, "k", "j", "Enter")
    page.wait_for_url("**/compare/?to=2")
    assert page.locator("del", has_text="Montag").count() == 1
    assert page.locator("ins", has_text="Dienstag").count() == 1
    press(page, "k")
    page.wait_for_url("**/compare/?to=3")
    press(page, "ArrowLeft")
    page.wait_for_url("**/compare/?to=2")
    tab_until(page, ".difference-removed .difference-tools a", most=150)
    press(page, "Enter")
    page.wait_for_url("**/restore/?part=*")
    tab_until(page, "input[type=submit]", most=150)
    press(page, "Enter")
    page.wait_for_url(f"**{LIST}{article.pk}/change/")
    blocks = conversion.draft_of(Article.objects.get(pk=article.pk)).blocks
    assert [block.type for block in blocks] == ["prose", "prose", "picture"]
    assert "Dienstag" in blocks[0].html
    assert page.complaints == []


@pytest.mark.soak
@pytest.mark.parametrize(
    ("scheme", "width", "names"),
    [
        ("light", 1280, ["versions/", "versions/compare/?from=1&to=3", "delete/"]),
        pytest.param(
            "dark",
            390,
            ["versions/compare/?from=1&to=3", "versions/1/restore/", "template/", "bin"],
            marks=pytest.mark.soak,
        ),
    ],
)
def test_the_pages_have_no_fault_that_axe_knows(visit, scheme, width, names):
    article = of_three_versions()
    binned = conversion.bin_article(make_article("Weg", status="draft"))
    paths = [
        f"{LIST}{binned.pk}/change/" if name == "bin" else f"{LIST}{article.pk}/{name}"
        for name in names
    ]
    viewport = {"width": width, "height": 844}
    page = log_in(visit, paths[0], color_scheme=scheme, viewport=viewport)
    for path in paths:
        page.goto(path)
        for summary in page.locator("details:not([open]) > summary").all():
            if summary.is_visible():
                summary.click()
        assert faults(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


@pytest.mark.soak
def test_an_article_begins_from_a_template_with_its_headline_marked(visit):
    keep_template("Polizeimeldung", make_draft("Was ist geschehen?"))
    page = log_in(visit, LIST)
    tab_until(page, ".start-menu summary", most=150)
    press(page, "Enter", "Tab", "Enter")
    page.wait_for_url("**/change/#id_headline")
    page.wait_for_selector("#id_headline:focus")
    page.keyboard.type("Fahrrad gestohlen")
    assert page.input_value("#id_headline") == "Fahrrad gestohlen"
    assert page.complaints == []
