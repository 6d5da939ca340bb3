"""What readers send in, in a real browser: without a script, by keyboard, small, and the queue."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from articles.models import Article
from submissions.models import Submission
from tests.builders import make_user, picture_bytes
from tests.submissions.sent import make_submission, paths_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SMALL = {"width": 320, "height": 640}
HOSTILE = '"><img src=x onerror="document.title=\'gehackt\'"><script>alert(1)</script>'


def violations(page):
    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_RULES}})
    return [(each["id"], each["nodes"][0]["html"]) for each in result.response["violations"]]


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_a_script_a_report_with_a_picture_arrives_on_the_smallest_phone(visit):
    page = visit("/einsenden/meldung/", viewport=SMALL, java_script_enabled=False)
    page.fill("#id_text", "Ein Baum liegt quer.")
    photo = {"name": "baum.jpg", "mimeType": "image/jpeg", "buffer": picture_bytes(300, 200)}
    page.set_input_files("#id_pictures", photo)
    page.get_by_role("button", name="Bilder hochladen").click()
    assert page.input_value("#id_text") == "Ein Baum liegt quer."
    page.fill("#id_place", "Altrip")
    page.press("#id_place", "Enter")  # Sends, and uploads nothing by chance.
    page.wait_for_selector(".faults")
    page.get_by_role("alert").get_by_role("link").first.click()
    assert page.url.endswith("#id_picture-0-rights")
    page.check("#id_picture-0-rights")
    page.fill("#id_phone", "06236 0000")
    page.check("#id_consent")
    page.get_by_role("button", name="Schicken").click()
    here = Submission.objects.get()
    assert here.number in page.inner_text("h1 + p")
    assert here.attachments.count() == 1
    page.click(".link a")
    page.get_by_role("link", name="Ändern").click()
    page.fill("#id_text", "Der Baum ist weg.")
    page.get_by_role("button", name="Änderungen speichern").click()
    page.click(".sure summary")
    page.click(".sure button")
    assert "Von Ihnen zurückgezogen" in page.inner_text("main")
    here.refresh_from_db()
    assert (here.text, here.status) == ("Der Baum ist weg.", "withdrawn")


@pytest.mark.parametrize(
    ("scheme", "names"),
    [
        ("light", ["submit", "submission_change"]),
        ("dark", ["submit_event", "submission_status"]),
    ],
)
def test_every_page_for_senders_is_fit_for_everybody(visit, live_server, scheme, names):
    refused = []
    page = visit(
        "/einsenden/",
        viewport=SMALL,
        color_scheme=scheme,
        before=lambda page: page.on("console", lambda each: refused.append(each.text)),
    )
    paths = paths_of(make_submission("event"))
    for name in names:
        page.goto(live_server.url + paths[name])
        assert violations(page) == [], name
        assert fits(page), name
    assert refused == []


def test_errors_are_told_where_they_are_and_the_proof_is_found_meanwhile(visit):
    page = visit("/einsenden/meldung/", viewport=SMALL, color_scheme="dark")
    page.fill("#id_text", HOSTILE)
    page.press("#id_headline", "Enter")
    page.wait_for_selector(".faults:focus")
    assert page.title().startswith("Fehler: ")
    assert violations(page) == []
    assert fits(page)
    page.wait_for_function("document.forms[0].elements.proof.value")
    page.fill("#id_place", HOSTILE)
    page.fill("#id_phone", "06236 0000")
    page.check("#id_consent")
    page.press("#id_phone", "Enter")
    page.wait_for_url("**/angekommen/**")
    assert "no_proof" not in Submission.objects.latest("pk").doubts


@pytest.mark.soak
def test_what_was_typed_waits_on_the_device_until_it_has_arrived(visit, live_server):
    form = live_server.url + "/einsenden/termin/"
    page = visit("/einsenden/termin/", viewport=SMALL)
    note = page.locator(".device-draft:visible")
    assert note.count() == 0
    page.fill("#id_headline", "Hoffest am Deich")
    page.fill("#id_begins_on", "2027-05-08")
    page.check("#id_all_day")
    assert not page.is_visible("#id_begins")
    page.fill("#id_email", "wanda@post.example")
    page.wait_for_selector(".device-draft:visible")
    assert violations(page) == []
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert "Hoffest" in kept
    assert "wanda" not in kept

    # The browser was closed; it is all there again, and may be discarded and brought back.
    page.goto(form)
    assert note.count() == 2
    assert page.input_value("#id_begins_on") == "2027-05-08"
    assert page.is_checked("#id_all_day")
    assert page.input_value("#id_email") == ""
    note.first.get_by_role("button").click()
    assert page.input_value("#id_headline") == ""
    assert page.evaluate("localStorage.length") == 0
    note.first.get_by_role("button").click()
    assert page.input_value("#id_headline") == "Hoffest am Deich"

    # After a day it is no more; sent, it is gone.
    page.evaluate("""() => {
      const [[key, entry]] = Object.entries(localStorage)
      localStorage.setItem("einsenden:news", entry.replace(/"at":[0-9]+/, '"at":1'))
    }""")
    page.goto(live_server.url + "/einsenden/meldung/")
    assert page.input_value("#id_headline") == ""
    assert page.evaluate("Object.keys(localStorage)") == ["einsenden:event"]
    page.goto(form)
    page.fill("#id_place", "Kelterhof, Altrip")
    page.fill("#id_phone", "06236 0000")
    page.check("#id_consent")
    page.press("#id_phone", "Enter")
    page.wait_for_url("**/angekommen/**")
    page.wait_for_function("localStorage.length === 0")
    assert Submission.objects.get().all_day
    page.goto(form)
    assert page.input_value("#id_headline") == ""


def test_the_queue_turns_a_strangers_words_into_a_draft_and_none_of_them_runs(visit, live_server):
    make_user("editor", username="redakteurin")
    fields = dict.fromkeys(("headline", "text", "place", "name"), HOSTILE)
    here = make_submission(**fields, phone="0", email="wanda@post.example")
    refused = []
    page = visit(
        "/admin/",
        viewport={"width": 390, "height": 844},
        color_scheme="dark",
        before=lambda page: page.on("console", lambda each: refused.append(each.text)),
    )
    page.fill("#id_username", "redakteurin")
    page.fill("#id_password", "lang-genug-4711")
    page.keyboard.press("Enter")
    page.wait_for_selector("#user-tools")
    queue = live_server.url + reverse("admin:submissions_submission_changelist")
    page.goto(queue)
    assert violations(page) == []
    assert fits(page)
    page.goto(queue + f"{here.pk}/change/")
    assert violations(page) == []
    assert fits(page)
    page.get_by_role("button", name="Artikel daraus machen").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/article/*/change/")
    article = Article.objects.get()
    assert article.headline == HOSTILE
    assert article.status == "draft"
    page.goto(live_server.url + paths_of(here)["submission_status"])
    assert "gehackt" not in page.title()
    assert refused == []
