"""The start page: what needs attention stands there once and is gone when it is done."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import conversion, drafts
from articles.models import Article, HandoverNote, Image, Presence, WorkingCopy
from newsroom import accounts, attention
from tests.builders import make_article, make_image, make_region, make_user

pytestmark = pytest.mark.django_db

COMPLETE = {"lead": "Der Vorspann.", "places": ["07338001"]}


@pytest.fixture(autouse=True)
def region():
    return make_region()


@pytest.fixture
def chief():
    return make_user("desk_head", first_name="Anna", last_name="Kestel")


def client_of(user):
    client = Client()
    client.force_login(user, backend="articles.access.RoleBackend")
    return client


def business(user, at=None):
    """{source: [titles]} of what needs the user's attention."""
    found = attention.all_of(user, at or timezone.now())
    return {each.key: [row.title for row in each.rows] for each in found}


def save(article, *, by=None, reason="", **fields):
    """The article saved with other fields, through the one door."""
    article = Article.objects.get(pk=article.pk)
    draft = drafts.replace(conversion.draft_of(article), **fields)
    return conversion.apply_draft(article, draft, by=by, reason=reason)


# --- What needs attention -----------------------------------------------------------------------


def test_an_empty_desk_says_so(chief):
    page = client_of(chief).get("/admin/")
    assert page.context["business"] == []
    assert 'class="desk-clear"' in page.content.decode()


def test_what_waits_for_review_stands_there_longest_first_with_who_handed_it_in(chief):
    author = make_user("author", first_name="Mira", last_name="Solbach")
    first = make_article("Zuerst", status="draft", by=author, **COMPLETE)
    second = make_article("Danach", status="draft", by=author, **COMPLETE)
    save(second, by=author, status="in_review")
    save(first, by=author, status="in_review")
    save(second, by=chief, lead="Länger.")
    review = attention.in_review(chief, timezone.now())
    assert [row.title for row in review.rows] == ["Danach", "Zuerst"]
    handed_in = second.versions.get(number=2)
    assert (review.rows[0].note, review.rows[0].since) == ("Mira Solbach", handed_in.at)
    save(second, by=chief, status="draft")
    assert business(chief)["review"] == ["Zuerst"]


def test_a_draft_sent_back_is_its_authors_business_until_handed_in_again(chief):
    author = make_user("author")
    article = make_article("Zurück", status="in_review", by=author, **COMPLETE)
    save(article, by=chief, status="draft", reason="Bitte die Uhrzeit nennen.")
    returned = attention.sent_back(author, timezone.now()).rows
    assert [row.note for row in returned] == ["Anna Kestel: Bitte die Uhrzeit nennen."]
    assert "sent_back" not in business(chief)
    save(article, by=author, status="in_review")
    assert "sent_back" not in business(author)


def test_what_one_took_back_oneself_is_not_sent_back():
    author = make_user("author")
    article = make_article("Doch nicht", status="in_review", by=author, **COMPLETE)
    save(article, by=author, status="draft")
    assert business(author) == {}


def test_what_is_planned_for_today_and_not_ready_comes_first_and_once(chief):
    now = timezone.now()
    article = make_article("Heute", status="in_review", publish_at=now, **COMPLETE)
    make_article("Irgendwann", status="draft", publish_at=now + timedelta(days=9), **COMPLETE)
    make_article("Längst", status="draft", publish_at=now - timedelta(days=30), **COMPLETE)
    assert business(chief) == {"planned": ["Heute"]}
    save(article, status="ready")
    assert business(chief) == {}


def test_an_embargo_that_ends_is_told_while_the_article_is_not_ready(chief):
    now = timezone.now()
    soon = {"embargo_until": now + timedelta(hours=5), **COMPLETE}
    article = make_article("Zahlen", status="draft", **soon)
    late = {"embargo_until": now + timedelta(days=5), **COMPLETE}
    make_article("Später", status="draft", **late)
    assert business(chief) == {"embargo": ["Zahlen"]}
    assert business(chief, now + timedelta(hours=6))["embargo"] == ["Zahlen"]
    save(article, status="ready", publish_at=now + timedelta(hours=6))
    assert "embargo" not in business(chief)


def test_what_is_out_or_scheduled_without_place_or_lead_is_told(chief):
    now = timezone.now()
    make_article("Ganz", **COMPLETE)
    make_article("Ohne Ort", lead="Da.")
    article = make_article("Ohne Vorspann", publish_at=now + timedelta(days=2), places=["07338001"])
    make_article("Archiv", publish_at=now - timedelta(days=30))
    assert business(chief) == {"incomplete": ["Ohne Ort", "Ohne Vorspann"]}
    save(article, lead="Jetzt.")
    assert business(chief) == {"incomplete": ["Ohne Ort"]}


def test_a_picture_without_description_is_told_where_it_is_used(chief):
    unused, used = make_image(alt="", caption="Ungenutzt"), make_image(alt="", caption="Genutzt")
    described = make_image(alt="", caption="Dort beschrieben")
    blocks = [
        drafts.Picture(image=used.pk),
        drafts.Picture(image=described.pk, alt="Eine Fähre legt an"),
    ]
    make_article(blocks=blocks, **COMPLETE)
    assert business(chief) == {"pictures": ["Genutzt"]}
    Image.objects.filter(pk=used.pk).update(alt="Ein Kran")
    assert business(chief) == {}
    assert unused.alt == ""
    assert attention.pictures_without_words(make_user("partner_manager"), timezone.now()) is None


def test_rights_that_end_are_told_before_and_after(chief):
    now = timezone.now()
    for caption, days in (("Fort", -1), ("Bald", 3), ("Lange", 90)):
        image = make_image(caption=caption, rights_until=now + timedelta(days=days))
        make_article(f"Mit {caption}", lead_picture=drafts.LeadPicture(image=image.pk), **COMPLETE)
    assert business(chief) == {"rights": ["Fort", "Bald"]}
    assert attention.pictures_without_rights(chief, now).is_urgent


def test_ones_own_open_copies_are_there_to_go_on_with(chief):
    article = make_article(**COMPLETE)
    mine = WorkingCopy.objects.create(article=article, user=chief, headline="Angefangen")
    WorkingCopy.objects.create(user=make_user("editor"), headline="Fremd")
    assert business(chief) == {"copies": ["Angefangen"]}
    WorkingCopy.objects.filter(pk=mine.pk).update(ended_at=timezone.now(), ending="saved")
    assert business(chief) == {}


def test_the_bin_warns_before_it_forgets(chief):
    article = make_article("Weg damit", status="draft", **COMPLETE)
    conversion.bin_article(article, by=chief)
    assert business(chief) == {}
    assert business(chief, timezone.now() + timedelta(days=28)) == {"bin": ["Weg damit"]}


def test_authors_see_only_their_own_business(chief):
    author = make_user("author")
    make_article("Fremd", status="in_review", by=chief, **COMPLETE)
    make_article("Eigen", status="in_review", by=author, **COMPLETE)
    assert business(author) == {"review": ["Eigen"]}
    assert business(make_user("partner_manager")) == {}


def test_each_article_stands_there_once(chief):
    now = timezone.now()
    own = {"by": chief, "embargo_until": now, "publish_at": now}
    article = make_article("Alles zugleich", status="in_review", **own)
    save(article, by=make_user("editor"), status="draft")
    save(article, by=chief, status="in_review")
    titles = [title for titles in business(chief).values() for title in titles]
    assert titles == ["Alles zugleich"]


def fill(chief, count):
    now = timezone.now()
    for number in range(count):
        make_article(f"Prüfung {number}", status="in_review", by=chief)
        make_article(f"Heute {number}", status="draft", publish_at=now, by=chief)
        article = make_article(f"Geplant {number}", publish_at=now + timedelta(hours=3))
        Presence.objects.create(article=article, user=chief, seen_at=now)
        image = make_image(alt="")
        make_article(f"Aus {number}", lead_picture=drafts.LeadPicture(image=image.pk))
        WorkingCopy.objects.create(article=article, user=chief, headline=f"Kopie {number}")
        HandoverNote.objects.create(text=f"Notiz {number}", by=chief)


def queries(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_the_start_page_asks_the_same_number_of_questions_however_much_there_is(chief):
    client = client_of(chief)
    fill(chief, 1)
    before = queries(client, "/admin/")
    fill(chief, 3)
    assert queries(client, "/admin/") == before <= 20


def test_who_is_at_an_article_stands_beside_it(chief):
    article = make_article("Prüfling", status="in_review", **COMPLETE)
    here = make_user("editor", first_name="Lukas", last_name="Thiem")
    Presence.objects.create(article=article, user=here, seen_at=timezone.now())
    gone = make_user("editor", first_name="Petra", last_name="Fort")
    long_ago = timezone.now() - timedelta(hours=1)
    Presence.objects.create(article=article, user=gone, seen_at=long_ago)
    page = client_of(chief).get("/admin/").content.decode()
    assert "Lukas Thiem" in page
    assert "Petra Fort" not in page


# --- Failed tasks -------------------------------------------------------------------------------


def a_failed_job():
    accounts.mail_invitation.defer(user=0)
    job = ProcrastinateJob.objects.latest("pk")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE id = %s", [job.pk])
    return job


def test_whoever_leads_the_desk_tries_a_failed_task_again(chief):
    job = a_failed_job()
    assert "jobs" in business(chief)
    assert "jobs" not in business(make_user("editor"))
    path = f"/admin/jobs/{job.pk}/retry/"
    assert client_of(make_user("editor")).post(path).status_code == 403
    assert client_of(chief).get(path).status_code == 404
    assert client_of(chief).post(path).status_code == 302
    assert ProcrastinateJob.objects.get(pk=job.pk).status == "todo"
    assert "jobs" not in business(chief)
    assert client_of(chief).post(path).status_code == 302


# --- The note between shifts --------------------------------------------------------------------


def test_the_next_shift_reads_the_note_and_who_wrote_it(chief):
    late = client_of(chief)
    late.post("/admin/handover/", {"text": "Polizei ruft zurück.\r\n", "seen": ""})
    page = client_of(make_user("author")).get("/admin/").content.decode()
    assert "Polizei ruft zurück." in page
    assert "Anna Kestel" in page


def test_pressing_twice_keeps_one_note(chief):
    client = client_of(chief)
    for _time in range(2):
        client.post("/admin/handover/", {"text": "Einmal.", "seen": ""})
    assert HandoverNote.objects.count() == 1


def test_a_note_that_came_meanwhile_is_shown_beside_what_was_typed(chief):
    client = client_of(chief)
    client.get("/admin/")
    theirs = HandoverNote.objects.create(text="Von der Kollegin.", by=make_user("editor"))
    answer = client.post("/admin/handover/", {"text": "Von mir.", "seen": ""})
    page = answer.content.decode()
    assert "Von der Kollegin." in page
    assert "Von mir.</textarea>" in page
    assert HandoverNote.objects.get() == theirs
    both = {"text": "Von der Kollegin. Von mir.", "seen": str(theirs.pk)}
    assert client.post("/admin/handover/", both).status_code == 302
    assert HandoverNote.objects.latest().text == both["text"]


def test_a_note_that_is_too_long_comes_back_whole(chief):
    text = "Zu lang. " * 500
    page = client_of(chief).post("/admin/handover/", {"text": text, "seen": ""})
    assert text.strip() in page.content.decode()
    assert not HandoverNote.objects.exists()


def test_earlier_notes_can_be_read_and_markup_is_text(chief):
    for text in ("<b>Alt</b>", "Neu"):
        HandoverNote.objects.create(text=text, by=chief)
    page = client_of(chief).get("/admin/").content.decode()
    assert "&lt;b&gt;Alt&lt;/b&gt;" in page


def test_partner_managers_neither_read_nor_write_notes(chief):
    HandoverNote.objects.create(text="Nur für die Redaktion.", by=chief)
    client = client_of(make_user("partner_manager"))
    assert "Nur für die Redaktion." not in client.get("/admin/").content.decode()
    assert client.post("/admin/handover/", {"text": "x"}).status_code == 403


# --- The menu -----------------------------------------------------------------------------------


def test_the_menu_leads_to_each_list_once(chief):
    page = client_of(chief).get("/admin/")
    models = [model for group in page.context["app_list"] for model in group["models"]]
    names = [model["object_name"] for model in models]
    assert len(set(names)) == len(names)
    django = {
        model["object_name"] for app in page.context["available_apps"] for model in app["models"]
    }
    assert set(names) == django
    assert names[0] == "Article"


def test_every_page_has_the_search_and_the_keys_and_the_login_has_neither(chief, client):
    page = unescape(client_of(chief).get("/admin/articles/place/").content.decode())
    assert 'id="desk-search"' in page
    assert "desk/keys.js" in page
    assert '"keys": "g a"' in page
    assert "desk-search" not in client.get("/admin/login/").content.decode()


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/admin/articles/article/calendar/", "Kalender"),
        ("/admin/articles/article/front-page/", "Startseite"),
        ("/admin/articles/article/", "Artikel"),
    ],
)
def test_the_menu_says_of_one_place_only_that_one_is_there(chief, path, current):
    page = client_of(chief).get(path).content.decode()
    menu = page.partition('id="nav-sidebar"')[2].partition("</nav>")[0]
    assert re.findall(r'aria-current="page">([^<]+)<', menu) == [current]
    assert menu.count("current-model") == (current == "Artikel")
