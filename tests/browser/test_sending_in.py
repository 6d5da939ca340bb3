"""From a reader's form to the calendar of another one, as people do it: every step in Chromium, the
mail by SMTP, the calendar file read by two parsers. With script and without."""

import os
import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from articles.models import Article
from submissions.models import Submission
from tests.browser.writing import log_in
from tests.builders import make_region, picture_bytes
from tests.submissions.letterbox import letterbox, link_in, read

pytestmark = [
    pytest.mark.soak,
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
PHONE = {"width": 320, "height": 640}
#: Whoever fills in a form in less time is a machine and gets no mail (milliseconds).
READING = 4000
ROOT = Path(__file__).parents[2]
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def letters():
    """What the mail server has got."""
    with letterbox() as (port, letters):
        yield port, letters


@pytest.fixture
def work(letters, settings):
    """A worker as it runs at a paper, in a process of its own, until nothing is left to be done."""

    def run():
        environment = os.environ | {
            "NEWSROOM_DATABASE": connection.settings_dict["NAME"],
            "NEWSROOM_DEBUG": "1",
            "SECRET_KEY": settings.SECRET_KEY,
            "MAIL_URL": f"smtp://127.0.0.1:{letters[0]}",
            "NEWSROOM_MEDIA": str(settings.MEDIA_ROOT),
            "NEWSROOM_PRIVATE": str(settings.PRIVATE_ROOT),
        }
        command = [sys.executable, "manage.py", "procrastinate", "worker", "--one-shot"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
        return letters[1]

    return run


def photo(name, colour):
    content = picture_bytes(300, 200, colour)
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def press(page, selector):
    """Press a button and wait until the pictures have come back, by script or as a new page."""
    page.evaluate("document.querySelector('#pictures').dataset.before = 'yes'")
    page.click(selector)
    page.wait_for_selector("#pictures:not([data-before])")


def upload(page, scripted, *files):
    page.evaluate("document.querySelector('#pictures').dataset.before = 'yes'")
    page.set_input_files("#id_pictures", list(files))
    if not scripted:
        page.click("[name=upload]")
    page.wait_for_selector("#pictures:not([data-before])")


def names(page):
    return [each.split(". ")[1] for each in page.locator(".picture-name").all_inner_texts()]


def unfolded(content):
    """The properties of a calendar file's one event, by RFC 5545 3.1 and by hand."""
    lines = re.sub(r"\r\n[ \t]", "", content).split("\r\n")
    event = lines[lines.index("BEGIN:VEVENT") + 1 : lines.index("END:VEVENT")]
    return {line.partition(":")[0]: line.partition(":")[2] for line in event}


@pytest.mark.parametrize("scripted", [True, False], ids=["with script", "without script"])
def test_an_event_goes_from_a_readers_form_into_another_readers_calendar(
    visit, live_server, work, scripted
):
    make_region()
    day = timezone.localdate() + timedelta(days=40)
    page = visit("/einsenden/", viewport=PHONE, java_script_enabled=scripted)

    # The form, with two pictures; one thing is forgotten, and nothing else is lost by it.
    page.click("a[href$='/einsenden/termin/']")
    page.fill("#id_headline", "Hoffest am Deich")
    page.fill("#id_begins_on", day.isoformat())
    page.fill("#id_begins", "15:00")
    page.fill("#id_ends", "22:00")
    page.fill("#id_text", "Mit Musik und Kuchen.")
    upload(page, scripted, photo("hof.jpg", "#204060"), photo("kuchen.jpg", "#a07030"))
    assert names(page) == ["hof.jpg", "kuchen.jpg"]
    assert page.input_value("#id_headline") == "Hoffest am Deich"
    page.fill("#id_picture-0-caption", "Der Hof im vorigen Jahr")
    page.check("#id_picture-0-rights")
    page.check("#id_picture-1-rights")
    page.fill("#id_email", "wanda.weber@post.example")
    page.check("#id_consent")
    page.click(".send button")
    page.wait_for_selector(".faults")
    assert page.locator(".faults li").count() == 1
    assert page.input_value("#id_picture-0-caption") == "Der Hof im vorigen Jahr"
    assert page.is_checked("#id_picture-1-rights")
    page.fill("#id_place", "Kelterhof, Altrip")
    page.wait_for_timeout(READING)
    page.click(".send button")
    page.wait_for_selector(".number")
    number = page.inner_text(".number")
    page.reload()
    assert page.inner_text(".number") == number

    # The mail, and by its link another text and other pictures in another order.
    (raw,) = work()
    letter = read(raw)
    assert letter["To"] == "wanda.weber@post.example"
    assert number in letter["Subject"]
    assert "Hoffest" not in letter.get_content()
    page.goto(live_server.url + link_in(letter))
    page.click("a.button")
    page.fill("#id_text", "Mit Musik. Der Kuchen fällt aus.")
    press(page, "#picture-2 [name=remove]")
    upload(page, scripted, photo("musik.jpg", "#507050"))
    page.check("#id_picture-1-rights")
    press(page, "#picture-2 [name=earlier]")
    assert names(page) == ["musik.jpg", "hof.jpg"]
    page.click(".send button")
    page.wait_for_selector(".states")
    status = page.url
    here = Submission.objects.get()
    assert [each.name for each in here.attachments.all()] == ["musik.jpg", "hof.jpg"]

    # The desk, by keyboard alone, makes an article of it and brings it out.
    desk = log_in(visit, reverse("admin:submissions_submission_changelist"), "desk_head")
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    desk.wait_for_selector(".submission")
    desk.keyboard.press("t")
    desk.wait_for_selector(".messagelist")
    page.reload()
    assert page.locator(".states [aria-current]").inner_text() == "Wird geprüft"
    desk.focus("[name=_convert]")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/articles/article/*/change/")
    page.reload()
    assert "Hoffest" not in page.inner_text("main")  # It is no article for readers yet.
    for image in Article.objects.get().lead_picture, here.attachments.get(position=1).image:
        image.alt = "Ein Hof"
        image.save()
    desk.reload()
    assert desk.input_value("#id_lead") == "Mit Musik. Der Kuchen fällt aus."
    desk.keyboard.press("Control+Enter")
    desk.wait_for_selector("#next-step[open]")
    desk.click("[data-yes]")
    desk.wait_for_selector(".messagelist")
    article = Article.objects.get()
    assert article.is_public(), desk.inner_text("main")

    # The article, and its date in a calendar.
    page.goto(status)
    page.get_by_role("link", name="Hoffest am Deich").click()
    page.wait_for_selector("article h1")
    assert "Von Lesern eingesandt" in page.inner_text("main")
    assert "Der Kuchen fällt aus." in page.inner_text("main")
    path = page.locator("a[href$='.ics']").first.get_attribute("href")
    answer = page.request.get(live_server.url + path)
    assert answer.headers["content-type"].startswith("text/calendar")
    begin = datetime(day.year, day.month, day.day, 15, tzinfo=BERLIN)
    (event,) = Calendar.from_ical(answer.body()).walk("VEVENT")
    assert event.start == begin
    assert event.end == begin + timedelta(hours=7)
    assert event["LOCATION"] == "Kelterhof, Altrip"
    by_hand = unfolded(answer.body().decode())
    assert by_hand["DTSTART;TZID=Europe/Berlin"] == f"{begin:%Y%m%dT%H%M%S}"
    assert by_hand["SUMMARY"] == "Hoffest am Deich"
    assert by_hand["UID"] == event["UID"]

    # Once it is taken, nothing can be taken back by the link, and nobody gets a second mail.
    page.goto(status)
    assert page.locator(".sure").count() == 0
    assert len(work()) == 1
    assert desk.complaints == []


@pytest.mark.parametrize("scripted", [True, False], ids=["with script", "without script"])
def test_a_report_is_taken_back_by_the_link_and_the_desk_is_told(
    visit, live_server, work, scripted
):
    page = visit("/einsenden/meldung/", viewport=PHONE, java_script_enabled=scripted)
    page.fill("#id_text", "Ein Baum liegt quer.")
    page.fill("#id_place", "Altrip")
    page.fill("#id_email", "wanda.weber@post.example")
    page.check("#id_consent")
    page.wait_for_timeout(READING)
    page.press("#id_email", "Enter")
    page.wait_for_selector(".number")
    page.goto(live_server.url + link_in(read(work()[0])))
    page.click(".sure summary")
    page.click(".sure button")
    page.wait_for_selector(".states .done >> nth=1")
    assert "Von Ihnen zurückgezogen" in page.inner_text(".states")
    desk = log_in(visit, reverse("admin:submissions_submission_changelist"), "editor")
    assert desk.locator("#result_list").count() == 0
    desk.goto(f"/admin/submissions/submission/{Submission.objects.get().pk}/change/")
    assert desk.locator("[name=_convert]").count() == 0
