"""The desk in a real browser: an article written without a mouse, nothing blocked, nothing lost."""

import itertools
import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from articles import conversion, drafts
from articles.models import Article
from tests.browser.writing import (
    PROSE,
    choose,
    insert_block,
    listen,
    log_in,
    press,
    tab_until,
)
from tests.builders import make_article, make_image, make_region, make_speaker, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "lang-genug-4711"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.soak
def test_an_article_is_written_previewed_and_published_by_keyboard(visit, live_server):
    """The keys, in this order:

    log in        name, Tab, password, Enter
    begin         Tab, Enter (to the content), Tab until "Write an article", Enter
    headline      text, Enter (to the lead), text
    places        Tab, part of a name, Enter; again; Shift+Tab to an arrow of the chip, Enter
    topics        Tab, a new word, Enter
    blocks        Alt+Enter, Enter: text, Ctrl+B; Alt+Enter, arrows, Enter: statement,
                  Enter, a new name, Enter; Alt+↑ moves it up
    preview       Ctrl+Shift+P, and again
    source        Tab until its field, a new name, Enter
    publish       Tab until the button, Enter
    """
    make_region()
    editor = make_user("editor")
    page = visit("/admin/login/", before=listen)
    page.keyboard.type(editor.username)
    press(page, "Tab")
    page.keyboard.type(PASSWORD)
    press(page, "Enter")
    page.wait_for_url("**/admin/")
    press(page, "Tab", "Enter")
    tab_until(page, ".object-tools a")
    press(page, "Enter")
    page.wait_for_url("**/add/")
    page.wait_for_selector("#id_headline:focus")

    page.keyboard.type("Die Fähre fährt wieder")
    press(page, "Enter")
    page.keyboard.type("Nach drei Wochen Pause.")
    press(page, "Tab")
    choose(page, "Schiff")
    choose(page, "Altrip")
    press(page, "Shift+Tab", "Shift+Tab")
    assert page.evaluate("document.activeElement.textContent") == "←"
    press(page, "Enter")
    tab_until(page, "#id_topics_search")
    choose(page, "Schifffahrt")

    insert_block(page, 0)
    page.wait_for_selector(f"{PROSE}:focus")
    page.keyboard.type("Am Morgen legte sie ")
    press(page, "Control+b")
    page.keyboard.type("pünktlich")
    press(page, "Control+b")
    page.keyboard.type(" ab.")
    insert_block(page, 3)
    page.wait_for_selector("textarea[name$=-text]:focus")
    page.keyboard.type("Wir sind froh.")
    press(page, "Enter")
    choose(page, "Dr. Eva Beispiel")
    press(page, "Alt+ArrowUp")

    press(page, "Control+Shift+P")
    preview = page.frame_locator("#preview iframe")
    preview.locator("h1", has_text="Die Fähre fährt wieder").wait_for()
    assert "Wir sind froh." in preview.locator("main").inner_text()
    assert not Article.objects.exists()
    press(page, "Control+Shift+P")
    page.wait_for_selector("#preview[open]", state="detached")
    tab_until(page, "#id_source_search", 90)
    choose(page, "Gemeinde Altrip")
    tab_until(page, "[name=_publish]", 90)
    press(page, "Enter")
    page.wait_for_url(re.compile(r"/admin/articles/article/(#.*)?$"))

    article = Article.objects.get()
    draft = conversion.draft_of(article)
    assert draft.places == ("07338001", "07338025")
    assert draft.topics == ("Schifffahrt",)
    assert [block.type for block in draft.blocks] == ["statement", "prose"]
    assert draft.blocks[1].html == "<p>Am Morgen legte sie <strong>pünktlich</strong> ab.</p>"
    page.goto(article.get_absolute_url())
    assert page.locator("h1").inner_text() == "Die Fähre fährt wieder"
    assert "Wir sind froh." in page.locator("main").inner_text()
    assert page.complaints == []


def _full_article():
    make_region()
    image, speaker = make_image(), make_speaker()
    statement = drafts.Statement(text="Gut.", speaker=speaker.name, speaker_key=speaker.slug)
    return make_article(
        places=["07338001", "07314000"],
        topics=["Verkehr"],
        blocks=[
            drafts.Prose(html="<p>Erstens.</p>"),
            statement,
            drafts.Prose(html="<p>Zweitens.</p>"),
            drafts.Picture(image=image.pk),
            drafts.Prose(html="<p>Drittens.</p>"),
        ],
    )


def test_tab_goes_in_reading_order(visit):
    """From the headline to the save bar, every stop lies below or right of the one before."""
    article = _full_article()
    page = log_in(visit, f"/admin/articles/article/{article.pk}/change/")
    page.wait_for_selector(PROSE)
    stops, prose = [], []
    for _step in range(150):
        stop = page.evaluate(
            """() => {
                const here = document.activeElement
                const rows = ".fieldBox, .form-row, h3, summary, .order-machine-insert-target"
                const row = here.closest(rows) || here
                const box = row.getBoundingClientRect()
                return {
                  name: here.name || here.id || here.className,
                  text: here.matches(".ProseMirror") ? here.textContent : "",
                  bar: !!here.closest(".submit-row"),
                  top: Math.round(box.top + scrollY), left: Math.round(box.left),
                }
            }"""
        )
        if stop["bar"]:
            break
        stops.append(stop)
        prose += [stop["text"]] if stop["text"] else []
        page.keyboard.press("Tab")
    assert stop["bar"]
    assert prose == ["Erstens.", "Zweitens.", "Drittens."]
    backwards = [
        (one["name"], other["name"])
        for one, other in itertools.pairwise(stops)
        # A few pixels: the "+" between two blocks overlaps the head of the second.
        if other["top"] < one["top"] - 24 and other["left"] <= one["left"]
    ]
    assert backwards == []


@pytest.mark.parametrize("language", ["de", pytest.param("en", marks=pytest.mark.soak)])
def test_nothing_is_blocked_while_writing(visit, language):
    """No violation of the policy while typing, bolding, adding and moving blocks, linking."""
    article = _full_article()
    page = log_in(visit, "/admin/")
    page.user.language = language
    page.user.save()
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    field = page.locator(PROSE).first
    field.click()
    page.keyboard.type("Neu. ")
    press(page, "Control+b")
    page.keyboard.type("Fett.")
    insert_block(page, 0)
    page.wait_for_selector(f"{PROSE}:focus")
    page.keyboard.type("Mehr ")
    press(page, "Alt+ArrowUp", "Control+Shift+K")
    page.wait_for_selector(".link-dialog [role=option]")
    press(page, "Enter")
    press(page, "Control+s")
    page.wait_for_selector(".messagelist")
    htmls = [block.html for block in conversion.draft_of(article).blocks if block.type == "prose"]
    path = Article.objects.get().get_absolute_url()
    assert any(f'<a href="{path}">' in html for html in htmls)
    assert page.complaints == []


def test_every_error_stands_at_its_field(visit):
    """A message is inside the row of its field, named by the field, and its fold is open."""
    page = log_in(visit, "/admin/articles/article/add/")
    page.wait_for_selector("#id_headline:focus")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    page.fill("#id_headline", "Fehler")
    page.fill("#id_credit", "GROSS")
    page.fill("#id_top_rank", "1")
    page.focus("#id_headline")
    insert_block(page, 4)
    page.keyboard.type("kein-link")
    press(page, "Control+s")
    page.wait_for_selector(".errornote")
    for name in ("credit", "top_until"):
        message = page.locator(f".field-{name} .errorlist").first
        assert message.is_visible(), name
        described = page.locator(f"#id_{name}").get_attribute("aria-describedby") or ""
        assert f"id_{name}_error" in described
    assert page.locator(".order-machine .field-url .errorlist").is_visible()
    assert page.locator("#id_headline").input_value() == "Fehler"


@pytest.mark.soak
def test_a_refused_save_lists_what_to_look_at_and_leads_there(visit):
    """The list on top has the focus, with a script and without; each entry leads to its field."""
    article = _full_article()
    path = f"/admin/articles/article/{article.pk}/change/"
    for script in (True, False):
        page = log_in(visit, path, java_script_enabled=script)
        page.fill("#id_headline", "")
        page.locator("textarea[name=statement_blocks-0-text]").fill("")
        page.click("[name=_save]")
        page.wait_for_selector(".problems:focus")
        entries = page.locator(".problems li a")
        assert [each.split(":")[0] for each in entries.all_inner_texts()] == [
            "Überschrift",
            "Zitat",
        ]
        assert entries.nth(0).get_attribute("href") == "#id_headline"
        assert entries.nth(1).get_attribute("href") == "#id_statement_blocks-0-text"
        if script:
            entries.nth(1).focus()
            press(page, "Enter")
            page.wait_for_selector("#id_statement_blocks-0-text:focus")


def test_text_typed_beside_a_colleague_s_save_stays(visit):
    article = _full_article()
    page = log_in(visit, f"/admin/articles/article/{article.pk}/change/")
    page.fill("#id_lead", "Von mir getippt.")
    draft = drafts.replace(conversion.draft_of(article), lead="Von Anna.")
    conversion.apply_draft(article, draft, by=make_user("editor", first_name="Anna"))
    press(page, "Control+s")
    page.wait_for_selector(".meanwhile")
    assert page.locator("#id_lead").input_value() == "Von mir getippt."
    assert "Von Anna." in page.locator(".meanwhile").inner_text()


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (390, "dark"),
        pytest.param(1280, "light", marks=pytest.mark.soak),
        pytest.param(390, "light", marks=pytest.mark.soak),
        pytest.param(1280, "dark", marks=pytest.mark.soak),
    ],
)
def test_the_desk_has_no_accessibility_findings(visit, scheme, width):
    """axe on login, start page, list and form, with a block of each common kind."""
    article = _full_article()
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    form = f"/admin/articles/article/{article.pk}/change/"
    paths = ["/admin/", "/admin/articles/article/", "/admin/articles/article/add/", form]
    page = visit("/admin/login/", **options)
    findings = [_findings(page, "/admin/login/")]
    page = log_in(visit, "/admin/", **options)
    for path in paths:
        page.goto(path)
        if "change" in path:
            page.wait_for_selector(PROSE)
            page.wait_for_selector(".own-link", state="attached")
        # Nothing lies below the bar that stays in sight, as after scrolling.
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": height + 100})
        findings.append(_findings(page, path))
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path} is {wide} px wide"
    found = [each for page_findings in findings for each in page_findings]
    assert not found, "\n".join(map(str, found))


def _findings(page, path):
    options = {"runOnly": {"type": "tag", "values": AXE_RULES}}
    found = Axe().run(page, options=options).response["violations"]
    return [
        (path, each["id"], re.sub(r"\s+", " ", node["html"])[:160])
        for each in found
        for node in each["nodes"][:3]
    ]
