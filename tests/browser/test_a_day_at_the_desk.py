"""One article's whole way through the desk, by keyboard alone, in three browsers."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import conversion
from articles.models import Article, ArticleVersion, AuditEntry, WorkingCopy
from tests.browser.writing import PROSE, choose, log_in, press, tab_until
from tests.builders import make_region

pytestmark = [pytest.mark.soak, pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ADD = "/admin/articles/article/add/"


def saved(page, *keys):
    """Press the keys and wait for the page that says it is done."""
    page.evaluate("document.documentElement.dataset.before = 'yes'")
    press(page, *keys)
    page.wait_for_selector("html:not([data-before]) .messagelist")


def next_step(page):
    """Ctrl+Enter, and yes."""
    press(page, "Control+Enter")
    page.wait_for_selector("#next-step[open]")
    tab_until(page, "[data-yes]")
    saved(page, "Enter")


def wait_until(question, seconds=8):
    end = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < end, f"not within {seconds} seconds"
        time.sleep(0.05)


def read(reader, path):
    """What a reader who has not been here before gets at this path: status and HTML."""
    response = reader.request.get(path)
    return response.status, response.text()


def test_review_four_eyes_schedule_live_revise_take_over_restore(visit, settings):
    """No worker runs at any time; an appeal wants two people (paper.toml)."""
    assert "appeal" in settings.PAPER.desk.four_eyes
    make_region()
    anna = log_in(visit, ADD, "editor")
    anna.wait_for_selector("#id_headline:focus")
    anna.keyboard.type("Polizei sucht Zeugen an der Fähre")
    press(anna, "Enter")
    anna.keyboard.type("Ein Boot wurde losgemacht.")
    press(anna, "Tab")
    choose(anna, "Altrip")
    tab_until(anna, "#id_kind")
    press(anna, *"Auf")  # The list of kinds jumps to what begins so.
    assert anna.input_value("#id_kind") == "appeal"
    tab_until(anna, ".begin")
    press(anna, "Enter")
    anna.wait_for_selector(f"{PROSE}:focus")
    anna.keyboard.type("Wer hat am Abend etwas gesehen?")
    tab_until(anna, "#id_credit", most=150)
    anna.keyboard.type("ots")
    tab_until(anna, "[name=_hand_in]", most=150)
    saved(anna, "Enter")
    article = Article.objects.get()
    assert article.status == "in_review"

    # Her own text she cannot bring out alone.
    anna.goto(f"/admin/articles/article/{article.pk}/change/")
    anna.wait_for_selector(PROSE)
    press(anna, "Control+Enter")
    anna.wait_for_selector("#next-step[open]")
    tab_until(anna, "[data-yes]")
    press(anna, "Enter")
    anna.wait_for_selector(".errornote")
    assert Article.objects.get().status == "in_review"

    # A colleague schedules it; it is there in the first request after its second.
    otto = log_in(visit, "/admin/", "editor")
    tab_until(otto, f"a[href$='/article/{article.pk}/change/']", most=150)
    press(otto, "Enter")
    otto.wait_for_selector(PROSE)
    due = (timezone.now() + timedelta(seconds=6)).replace(microsecond=0)
    tab_until(otto, "#id_publish_at", most=150)
    # The one thing not typed: the browser's field offers seconds only where there are some.
    otto.fill("#id_publish_at", f"{timezone.localtime(due):%Y-%m-%dT%H:%M:%S}")
    next_step(otto)
    article.refresh_from_db()
    assert (article.status, article.publish_at) == ("ready", due)
    address = article.get_absolute_url()
    reader = visit("/")
    if timezone.now() < due:
        assert read(reader, address)[0] == 404
    while timezone.now() < due:
        time.sleep(0.02)
    status, text = read(reader, address)
    assert status == 200
    assert "Wer hat am Abend etwas gesehen?" in text

    # What Otto types beside the live article stays his until he takes it over.
    otto.goto(f"/admin/articles/article/{article.pk}/change/")
    otto.wait_for_selector(PROSE)
    tab_until(otto, f"{PROSE}", most=150)
    press(otto, "Control+End")
    otto.keyboard.type(" Hinweise nimmt die Wache an.")
    wait_until(WorkingCopy.objects.open().filter(form__icontains="Hinweise nimmt").exists)
    assert "Hinweise" not in read(reader, address)[1]
    saved(otto, "Control+s")
    assert "Hinweise nimmt die Wache an." in read(reader, address)[1]
    assert not WorkingCopy.objects.open().filter(user=otto.user).exists()

    # Back to what it said before: the versions, the last but one, restore.
    tab_until(otto, "a[href$='/versions/']", most=150)
    press(otto, "Enter")
    otto.wait_for_selector(".versions-list")
    before = ArticleVersion.objects.filter(article=article).order_by("-number")[1].number
    tab_until(otto, f"a[href$='/versions/{before}/restore/']", most=150)
    press(otto, "Enter")
    otto.wait_for_selector(".restore-form")
    assert "Hinweise nimmt die Wache an." in otto.inner_text(".restore-form")
    tab_until(otto, ".restore-form input[type=submit]", most=150)
    saved(otto, "Enter")
    assert "Hinweise" not in read(reader, address)[1]
    assert [each.number for each in article.versions.order_by("number")] == [1, 2, 3, 4]
    assert conversion.draft_of(Article.objects.get()).status == "ready"
    assert set(AuditEntry.objects.values_list("verb", flat=True)) >= {"hand_in", "publish"}
    assert anna.complaints == otto.complaints == []
