"""Two editors in two browsers, a killed browser, an expired login: no word is lost."""

import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session

from articles import conversion, drafts
from articles.models import Article, WorkingCopy
from tests.builders import make_article, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "lang-genug-4711"
PROSE = ".order-machine .ProseMirror[contenteditable]"


def change_url(article):
    return f"/admin/articles/article/{article.pk}/change/"


def two_paragraphs(**fields):
    html = "<p>Erster Absatz.</p><p>Zweiter Absatz.</p>"
    return make_article(status="draft", blocks=[drafts.Prose(html=html)], **fields)


@pytest.fixture
def desk(visit):
    """Opens a page of the desk as this user, in a browser of its own."""

    def open_page(path, user, **options):
        page = visit("/admin/login/", **options)
        log_in(page, user)
        page.goto(path)
        page.wait_for_selector(PROSE)
        return page

    return open_page


def log_in(page, user):
    page.fill("#id_username", user.username)
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/login/" not in address)


def type_into(page, paragraph, words):
    """Put the caret at the end of a paragraph of the first block and type."""
    page.locator(f"{PROSE} p").nth(paragraph).click()
    page.keyboard.press("End")
    page.keyboard.type(words)


def save(page):
    page.keyboard.press("Control+s")


def wait_for(condition, seconds=6):
    """Wait for something in the database; the seconds it took."""
    begun = time.monotonic()
    while time.monotonic() < begun + seconds:
        if condition():
            return time.monotonic() - begun
        time.sleep(0.1)
    pytest.fail(f"not within {seconds} seconds")


def kept(words):
    return WorkingCopy.objects.filter(form__icontains=words).exists


@pytest.mark.soak
def test_two_editors_in_two_browsers_lose_no_word(desk):
    """Different paragraphs are merged; one and the same is shown twice, and chosen."""
    article = two_paragraphs()
    otto = make_user("editor", first_name="Otto", last_name="Berg")
    anna = make_user("editor", first_name="Anna", last_name="Kern")
    here, there = desk(change_url(article), otto), desk(change_url(article), anna)
    type_into(here, 0, " Von Otto.")
    type_into(there, 1, " Von Anna.")
    save(there)
    there.wait_for_selector(".messagelist")
    save(here)
    here.wait_for_selector(".messagelist")
    html = conversion.draft_of(Article.objects.get()).blocks[0].html
    assert html == "<p>Erster Absatz. Von Otto.</p><p>Zweiter Absatz. Von Anna.</p>"

    for page in (here, there):
        page.goto(change_url(article))
        page.wait_for_selector(PROSE)
    type_into(here, 0, " Ottos Wort.")
    type_into(there, 0, " Annas Wort.")
    save(there)
    there.wait_for_selector(".messagelist")
    save(here)
    conflict = here.locator(".conflict")
    conflict.wait_for()
    assert "Ottos Wort." in conflict.inner_text()
    assert "Annas Wort." in conflict.inner_text()
    assert here.locator(".conflict input:checked").count() == 0
    assert not _findings(here)
    here.locator(".conflict input[value=both]").focus()
    here.keyboard.press("Space")
    save(here)
    here.wait_for_selector(".messagelist")
    html = conversion.draft_of(Article.objects.get()).blocks[0].html
    assert html.index("Ottos Wort.") < html.index("Annas Wort.")
    assert not WorkingCopy.objects.open().exists()


@pytest.mark.soak
def test_a_killed_browser_loses_nothing_older_than_five_seconds(desk, visit):
    article = two_paragraphs()
    user = make_user("editor")
    page = desk(change_url(article), user)
    type_into(page, 1, " Mitten im Satz")
    assert wait_for(kept("Mitten im Satz")) < 5
    page.context.close()
    assert Article.objects.get().version == 1

    page = desk(change_url(article), user)
    page.wait_for_selector(".working-note.is-draft")
    field = page.locator(PROSE).first
    assert "Mitten im Satz" in field.inner_text()
    page.wait_for_selector(f"{PROSE}:focus")
    page.keyboard.type(" weiter")
    assert "Mitten im Satz weiter" in field.inner_text()


@pytest.mark.soak
def test_what_the_server_never_got_is_on_the_device(desk):
    """No connection, then the tab is gone: the next one sends what the browser wrote down."""
    article = two_paragraphs()
    page = desk(change_url(article), make_user("editor"))
    context = page.context
    context.set_offline(True)
    type_into(page, 0, " Ohne Netz")
    page.wait_for_selector("#working-state[data-now=away]")
    type_into(page, 0, " getippt")
    page.wait_for_timeout(300)
    page.close()
    page = context.new_page()
    assert not kept("Ohne Netz")()
    context.set_offline(False)
    page.goto(change_url(article))
    page.wait_for_url("**?copy=*")
    page.wait_for_selector(PROSE)
    assert "Ohne Netz getippt" in page.locator(PROSE).first.inner_text()
    assert kept("Ohne Netz getippt")()


@pytest.mark.soak
def test_an_expired_login_keeps_the_text(desk):
    article = two_paragraphs()
    user = make_user("editor")
    page = desk(change_url(article), user)
    type_into(page, 0, " Vorher.")
    wait_for(kept("Vorher."))
    Session.objects.all().delete()
    type_into(page, 0, " Nachher.")
    page.wait_for_selector("#working-state[data-now=login] a")
    save(page)  # Asks first, and stays.
    page.wait_for_timeout(200)
    assert "Nachher." in page.locator(PROSE).first.inner_text()
    with page.context.expect_page() as opened:
        page.click("#working-state a")
    log_in(opened.value, user)
    opened.value.close()
    page.bring_to_front()
    save(page)
    page.wait_for_selector(".messagelist")
    html = conversion.draft_of(Article.objects.get()).blocks[0].html
    assert "Erster Absatz. Vorher. Nachher." in html


@pytest.mark.soak
def test_a_form_sent_after_the_login_expired_is_found_after_the_next(desk):
    """The page noticed nothing yet: the login takes its place, and the text is there again."""
    article = two_paragraphs()
    user = make_user("editor")
    page = desk(change_url(article), user)
    page.wait_for_timeout(500)
    Session.objects.all().delete()
    type_into(page, 0, " Sofort gespeichert.")
    save(page)
    page.wait_for_url("**/login/**")
    log_in(page, user)
    page.wait_for_selector(".working-note.is-draft")
    page.wait_for_selector(PROSE)
    assert "Sofort gespeichert." in page.locator(PROSE).first.inner_text()
    assert Article.objects.get().version == 1


def _findings(page):
    options = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag22aa"]}}
    return [each["id"] for each in Axe().run(page, options=options).response["violations"]]
