"""The press-release desk in a real browser: releases become articles by keyboard alone."""

import random
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse

from articles.models import Article, Prose, Statement
from newsroom import demo_releases
from submissions.releases.models import Release, ReleaseUse
from tests.browser.writing import PROSE, choose, log_in, press, tab_until
from tests.builders import make_place, make_region
from tests.submissions.releases import mending
from tests.submissions.releases.texts import COLLECTION, POLICE, TOWN_HALL, make_release

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
READ_IN = reverse("admin:submissions_release_add")
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page):
    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_RULES}})
    return [(each["id"], each["nodes"][0]["html"]) for each in result.response["violations"]]


def page_of(release):
    return reverse("admin:submissions_release_change", args=[release.pk])


def paste(page, text):
    """Ctrl+V of what another program has put into the clipboard."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.wait_for_selector("#id_text:focus")
    press(page, "Control+v", "Control+Enter")
    desk_is_open(page)


def desk_is_open(page):
    page.wait_for_selector("#id_headline:focus")
    page.wait_for_selector("#release-tools:not([hidden])", state="attached")


def publish(page):
    """Ctrl+Shift+Enter, a look at the findings, and yes."""
    press(page, "Control+Shift+Enter")
    page.wait_for_selector("#next-step[open] [data-yes]:focus")
    page.evaluate("document.documentElement.dataset.before = 'yes'")
    press(page, "Enter")
    page.wait_for_selector("html:not([data-before]) :is(.messagelist, .problems)")
    assert page.locator(".problems").all_inner_texts() == []


def say_the_source(page, name):
    """Where a text does not say who sends it, the editor does."""
    if page.input_value("#id_source"):
        return
    tab_until(page, "#id_source_search", most=200)
    choose(page, name)


def prose_of(article):
    return " ".join(Prose.objects.filter(parent=article).values_list("html", flat=True))


def may_paste(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])


def test_two_pasted_releases_become_two_public_articles_by_keyboard(visit):
    make_region()
    page = log_in(visit, READ_IN, "editor")
    may_paste(page)
    for text in (POLICE, TOWN_HALL):
        paste(page, text)
        publish(page)
        page.wait_for_selector("#id_text:focus")
    assert Article.objects.published().count() == 2
    assert ReleaseUse.objects.count() == 2
    assert not Release.objects.waiting().exists()
    assert page.complaints == []


@pytest.mark.soak
def test_ten_pasted_releases_become_articles_without_the_mouse(visit):
    make_region()
    make_place("Waldsee", key="07338026")
    page = log_in(visit, READ_IN, "editor")
    may_paste(page)
    begun = time.monotonic()
    for sent in demo_releases.SENT:
        paste(page, sent.text)
        say_the_source(page, "Kammerchor Altrip")
        publish(page)
        if sent.text == COLLECTION:  # Two reports: the second one follows by itself.
            desk_is_open(page)
            publish(page)
        page.wait_for_selector("#id_text:focus")
    took = time.monotonic() - begun
    public = Article.objects.published()
    assert public.count() == len(demo_releases.SENT) + 1, list(public.values_list("headline"))
    assert not Release.objects.waiting().exists()
    # That a copy was saved meanwhile is the server's usual answer to one that asks late.
    assert [each for each in page.complaints if "409 (Conflict)" not in each] == []
    print(f"{public.count()} articles in {took:.1f} seconds")


@pytest.mark.soak
def test_text_and_form_belong_together_and_a_marked_sentence_goes_where_a_key_says(visit):
    make_region()
    release = make_release(TOWN_HALL)
    page = log_in(visit, page_of(release), "editor")
    desk_is_open(page)
    lit = ".release-text .is-lit"
    assert page.inner_text(lit) == "Neue Lernwerkstatt für Schifferstadter Grundschulen"
    press(page, "Tab")
    assert page.locator(lit).all_inner_texts()[0].startswith("Die Stadt Schifferstadt")
    # F6 leads into the text, next to what was lit; the arrows go on from there.
    press(page, "F6")
    page.wait_for_selector("#release-text:focus")
    marked = "String(document.getSelection())"
    for _step in range(20):
        if page.evaluate(marked).startswith("Die Kooperationsvereinbarung gilt"):
            break
        press(page, "ArrowDown")
    assert page.evaluate(marked) == "Die Kooperationsvereinbarung gilt fünf Jahre."
    press(page, "s")
    page.wait_for_selector(".release-said:not(:empty)")
    page.wait_for_timeout(100)
    page.wait_for_selector("#release-text:focus")
    for _step in range(20):
        if "Jonas Keil" in page.evaluate(marked):
            break
        press(page, "ArrowDown")
    press(page, "n")
    page.wait_for_timeout(500)
    chosen = "all => all.map((one) => one.selectedOptions[0]?.text)"
    speakers = page.locator("select[name^=statement_blocks][name$=-speaker]")
    assert speakers.evaluate_all(chosen).count("Jonas Keil") == 2
    press(page, "Control+Enter")
    page.wait_for_selector(":is(.messagelist, .problems)")
    assert page.locator(".problems").all_inner_texts() == []
    article = Article.objects.get()
    assert "Die Kooperationsvereinbarung gilt" not in prose_of(article)
    statements = Statement.objects.filter(parent=article).order_by("ordering")
    said = [(each.text, str(each.speaker)) for each in statements]
    assert said[0] == ("Die Kooperationsvereinbarung gilt fünf Jahre.", "Jonas Keil")
    assert len(said) == 3
    assert page.complaints == []


@pytest.mark.soak
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_desk_has_no_fault_that_axe_knows(visit, scheme, width):
    make_region()
    release = make_release(TOWN_HALL)
    make_release(COLLECTION)
    options = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    page = log_in(visit, page_of(release), "editor", **options)
    desk_is_open(page)
    page.wait_for_selector(PROSE)
    for address in (None, READ_IN, reverse("admin:submissions_release_changelist")):
        if address:
            page.goto(address)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(page_of(release))
    page.wait_for_selector("#release-tools", state="attached")
    if width == 390:
        page.click("[data-tab=text]")
    for summary in page.locator(".release-panel summary").all():
        summary.click()
    assert violations(page) == []


@pytest.mark.soak
def test_a_pasted_text_outlives_a_login_that_has_ended(visit):
    page = log_in(visit, READ_IN, "editor")
    may_paste(page)
    page.evaluate("text => navigator.clipboard.writeText(text)", POLICE)
    page.wait_for_selector("#id_text:focus")
    press(page, "Control+v")
    page.context.clear_cookies()
    with page.expect_navigation():
        press(page, "Control+Enter")
    assert Release.objects.count() == 0
    client = Client()
    client.force_login(page.user)
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "domain": "localhost", "path": "/"}
    page.context.add_cookies([cookie])
    page.goto(READ_IN)
    assert page.input_value("#id_text").startswith("POL-PPRP")


#: What the fields say: {name: text}, running text as it stands on the page.
SAID = """names => Object.fromEntries(names.map((name) => {
    const field = document.getElementById(`id_${name}`)
    const editor = field.closest(".prose-editor")?.querySelector(".ProseMirror[contenteditable]")
    return [name, editor ? editor.textContent : field.value]
}))"""
TICK = """starts => starts.forEach((start) =>
    document.querySelector(`[name=kept][value="${start}"]`).click())"""


def said_on(page, names):
    return mending.squeezed(page.evaluate(SAID, names))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_undone_and_mended_again_the_fields_say_what_the_source_gives(visit, seed):
    make_region()
    dice = random.Random(seed)
    page = None
    for _release in range(6):
        release = make_release(mending.release(dice))
        text, found = mending.filled(release)
        if page is None:
            page = log_in(visit, page_of(release), "editor")
            page.on("dialog", lambda dialog: dialog.accept())  # What is typed may be left.
        else:
            page.goto(page_of(release))
        desk_is_open(page)
        page.wait_for_selector(".release-without-script", state="detached")
        names = list(mending.fields_of(text, found, found.mended))
        if any(name.endswith("-html") for name in names):
            page.wait_for_selector(PROSE)
        taken = set(found.mended)
        for _step in range(25):
            turned = dice.sample(sorted(found.mended), min(len(found.mended), dice.choice((1, 3))))
            page.evaluate(TICK, turned)
            taken ^= set(turned)
            expected = mending.squeezed(mending.fields_of(text, found, taken))
            assert said_on(page, names) == expected, text
        for _times in range(2):  # All of a kind at once: none of them, then all again.
            for all_of_a_kind in page.locator("[data-all]").all():
                all_of_a_kind.evaluate("box => box.click()")
                ticks = page.locator("[name=kept]:checked")
                taken = {int(each) for each in ticks.evaluate_all("all => all.map((e) => e.value)")}
                expected = mending.squeezed(mending.fields_of(text, found, taken))
                assert said_on(page, names) == expected, text
    assert page.complaints == []


@pytest.mark.soak
def test_a_tick_goes_with_the_form_and_a_tick_less_repair_stays_undone(visit):
    make_region()
    page = log_in(visit, page_of(make_release(TOWN_HALL)), "editor")
    desk_is_open(page)
    page.wait_for_selector(PROSE)
    mended = page.input_value("#id_lead")
    page.click(".release-mended summary")
    page.click(".release-changes li:has-text('Kooperations') label")
    assert "eine Kooperations-vereinbarung" in page.input_value("#id_lead")
    press(page, "Space")  # The tick has the focus.
    assert page.input_value("#id_lead") == mended
    press(page, "Space")
    with page.expect_response("**/working-copies/**"):
        press(page, "Tab")
    page.reload()
    desk_is_open(page)
    assert "eine Kooperations-vereinbarung" in page.input_value("#id_lead")
    assert page.locator("[name=kept]:not(:checked)").count() == 1
    page.focus("#id_headline")
    press(page, "Control+Enter")
    page.wait_for_selector(":is(.messagelist, .problems)")
    assert "eine Kooperations-vereinbarung" in Article.objects.get().lead


@pytest.mark.soak
@pytest.mark.parametrize("way", ["mouse", "keys"])
def test_a_changed_quotation_is_named_before_the_release_goes_out(visit, way):
    make_region()
    make_release(POLICE)
    page = log_in(visit, page_of(make_release(TOWN_HALL)), "editor")
    desk_is_open(page)
    said = page.locator("textarea[name^=statement_blocks][name$=-text]").nth(1)
    said.fill("Wir fangen mit 800 Plätzen an und hoffen auf mehr.")
    if way == "mouse":
        page.click("[data-further-step]")
    else:
        press(page, "Control+Shift+Enter")
    page.wait_for_selector("#next-step[open] [data-named] li")
    named = page.inner_text("#next-step [data-named]")
    assert "800" in named
    assert "Wir fangen mit 80 Plätzen an" in named
    assert Article.objects.count() == 0
    page.click("#next-step [data-named] a")
    assert page.evaluate("document.activeElement.value").startswith("Wir fangen mit 800")
    said.fill("Wir fangen mit 80 Plätzen an und hoffen auf mehr.")
    page.click("[data-further-step]")  # Nothing to be told: it goes out at once.
    page.wait_for_selector(".messagelist")
    desk_is_open(page)
    assert Article.objects.published().count() == 1
    assert page.evaluate("scrollY") == 0


@pytest.mark.soak
def test_a_changed_quotation_is_named_in_the_articles_own_form_too(visit):
    make_region()
    page = log_in(visit, page_of(make_release(TOWN_HALL)), "editor")
    desk_is_open(page)
    press(page, "Control+s")  # Saves, and opens the article.
    page.wait_for_url("**/articles/article/*/change/**")
    page.wait_for_selector(PROSE)
    said = page.locator("textarea[name^=statement_blocks][name$=-text]").nth(1)
    said.fill("Wir fangen mit 800 Plätzen an und hoffen auf mehr.")
    page.click("[data-later]")
    page.wait_for_selector("#next-step[open] [data-named] li")
    assert "800" in page.inner_text("#next-step [data-named]")
    assert not Article.objects.published().exists()
    page.click("#next-step [data-yes]")
    page.wait_for_selector(".messagelist")
    assert Article.objects.published().exists()
