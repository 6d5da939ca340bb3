"""The queue at the desk: who sees it, what it shows of strangers' words, what it makes of them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.models import Article, AuditEntry, EventDate, Image, Prose
from articles.templatetags import moments
from submissions import moderation
from submissions.models import AnswerTemplate, Attachment, Submission
from tests.builders import make_region, make_user, picture_bytes
from tests.submissions.sent import EVENT, kept_tokens, make_submission, send, some_time_ago

pytestmark = pytest.mark.django_db

BERLIN = ZoneInfo("Europe/Berlin")
QUEUE = reverse("admin:submissions_submission_changelist")

#: Names and texts that somebody could type; each stands in every field at once.
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "{{ 7|add:7 }}{% debug %}",
    "%s %(name)s %n {0} ${x}",
    "javascript:alert(1)",
    "https://boese.example/?a=1&b=2",
    "Weber\r\nBcc: alle@post.example",
    "=1+1;cmd|' /C calc'!A0",
    "\u202egnp.exe \u200b\ufeff",
    "Z\u0351\u036b\u0343algo \U0001f469\u200d\U0001f467",
    "\ud7ff\ue000\uffff",
    "' OR 1=1 --",
    "../../../../etc/passwd",
    "</textarea></title></p><svg/onload=alert(1)>",
    "<!--[if IE]><b>x</b><![endif]-->",
    "&lt;b&gt; &amp; &#x3c;script&#x3e;",
]


@pytest.fixture
def editor(client):
    person = make_user("editor")
    client.force_login(person, backend="articles.access.RoleBackend")
    return person


def page_of(submission):
    return reverse("admin:submissions_submission_change", args=[submission.pk])


def with_two_pictures(**more):
    """An event that arrived by the form, with two pictures of which one names its author."""
    token = some_time_ago()
    files = [
        SimpleUploadedFile(f"{number}.jpg", picture_bytes(400, 300, colour))
        for number, colour in enumerate(["#102030", "#a0b0c0"])
    ]
    first, second = kept_tokens(send(EVENT, "event", token=token, pictures=files, upload="1"))
    answers = {
        "picture-0-token": first,
        "picture-0-rights": "on",
        "picture-0-credit": "Wanda Weber",
        "picture-1-token": second,
        "picture-1-rights": "on",
    }
    assert send(EVENT, "event", token=token, **(answers | more)).status_code == 303
    return Submission.objects.latest("pk")


# --- The queue ----------------------------------------------------------------------------------


def test_the_queue_shows_what_waits_the_longest_waiting_first(client, editor):
    old, new, done = (
        make_submission(headline=name) for name in ("Altpapier", "Neubau", "Fertigteil")
    )
    Submission.objects.filter(pk=old.pk).update(sent_at=timezone.now() - timedelta(days=2))
    moderation.refuse(done, "", editor)
    page = client.get(QUEUE).content.decode()
    assert page.index("Altpapier") < page.index("Neubau")
    assert done.number not in page
    assert done.number in client.get(f"{QUEUE}?state=not_used").content.decode()
    assert done.number in client.get(f"{QUEUE}?state=all").content.decode()
    assert new.number in client.get(f"{QUEUE}?owner=nobody&doubt=no&q=Neubau").content.decode()
    assert new.number not in client.get(f"{QUEUE}?owner=me").content.decode()


def test_the_queue_takes_as_many_queries_for_thirty_as_for_three(
    client, editor, django_assert_max_num_queries
):
    for _each in range(3):
        moderation.take_on(make_submission(), editor)
    with django_assert_max_num_queries(14) as few:
        client.get(QUEUE)
    for _each in range(27):
        moderation.take_on(make_submission(), editor)
    with django_assert_max_num_queries(len(few)):
        client.get(QUEUE)


def test_the_desk_says_what_readers_have_sent_in(client, editor):
    make_submission(headline="Baum liegt quer")
    assert "Baum liegt quer" in client.get(reverse("admin:index")).content.decode()


def test_a_submitted_picture_is_for_the_desk_only(client):
    attachment = with_two_pictures().attachments.first()
    path = reverse("admin:submission_picture", args=[attachment.pk])
    assert client.get(path).status_code == 302
    for role, code in (("author", 403), ("partner_manager", 403), ("editor", 200)):
        client.force_login(make_user(role), backend="articles.access.RoleBackend")
        answer = client.get(path)
        assert answer.status_code == code
        assert "no-store" in answer["Cache-Control"]
    assert client.get(f"/media/{attachment.file}").status_code == 404


# --- Steps --------------------------------------------------------------------------------------


def test_whoever_takes_it_on_sees_to_it_and_the_note_is_kept(client, editor):
    here = make_submission()
    client.post(page_of(here), {"note": "Um zwei anrufen.", "_take_on": "1"})
    here.refresh_from_db()
    assert (here.owner, here.status, here.note) == (editor, "in_review", "Um zwei anrufen.")
    assert AuditEntry.objects.filter(verb="take_on", by=editor).exists()


def test_what_is_not_used_is_answered_by_a_template_or_own_words(client, editor):
    template = AnswerTemplate.objects.create(
        name="Kurz", text="Danke für {nummer} an die { Zeitung }. {unbekannt}"
    )
    by_template = make_submission(email="wanda@post.example")
    client.post(page_of(by_template), {"template": template.pk, "_not_used": "1"})
    by_template.refresh_from_db()
    assert by_template.status == "not_used"
    paper = settings.PAPER.name
    assert by_template.answer == f"Danke für {by_template.number} an die {paper}. {{unbekannt}}"
    own = make_submission(email="wanda@post.example")
    client.post(
        page_of(own), {"template": template.pk, "answer": "Liebe Frau W.!", "_not_used": "1"}
    )
    own.refresh_from_db()
    assert own.answer == "Liebe Frau W.!"
    jobs = ProcrastinateJob.objects.filter(task_name="mail_submission_answer")
    assert sorted(job.args["submission"] for job in jobs) == [by_template.pk, own.pk]


def test_a_posted_field_of_the_sender_changes_nothing(client, editor):
    here = make_submission(headline="Baum")
    fields = {field.name: "gefälscht" for field in Submission._meta.fields}
    client.post(page_of(here), fields | {"owner": "", "note": "", "_save": "1"})
    after = Submission.objects.get(pk=here.pk)
    for name in fields:
        assert getattr(after, name) == getattr(here, name), name


def test_it_cannot_be_decided_twice(client, editor):
    here = make_submission()
    moderation.refuse(here, "", editor)
    for step in ("_take_on", "_not_used"):
        client.post(page_of(here), {step: "1"})
    with pytest.raises(moderation.Decided):
        moderation.convert(here, editor)
    here.refresh_from_db()
    assert here.status == "not_used"
    assert not Article.objects.exists()


def test_a_deleted_submission_takes_its_files_along(client, django_capture_on_commit_callbacks):
    here = with_two_pictures()
    files = list(here.attachments.values_list("file", flat=True))
    client.force_login(make_user("privacy_officer"), backend="articles.access.RoleBackend")
    with django_capture_on_commit_callbacks(execute=True):
        path = reverse("admin:submissions_submission_delete", args=[here.pk])
        assert client.post(path, {"post": "yes"}).status_code == 302
    assert not Submission.objects.exists()
    assert not any(storages["private"].exists(file) for file in files)


# --- The draft ----------------------------------------------------------------------------------


def test_an_event_becomes_a_draft_with_dates_pictures_credits_and_where_it_came_from(
    client, editor
):
    place = make_region()["Altrip"]
    here = with_two_pictures(text="Mit Musik.\n\nUnd <b>Kuchen</b>.")
    answer = client.post(page_of(here), {"_convert": "1"})
    article = Article.objects.get()
    assert answer["Location"] == reverse("admin:articles_article_change", args=[article.pk])
    assert (article.status, article.kind, article.headline) == (
        "draft",
        "event",
        "Hoffest am Deich",
    )
    assert not article.is_public()
    assert article.source.name == "Von Lesern eingesandt"
    assert article.source.kind == "reader"
    assert [row.tag for row in article.place_rows.all()] == [place]
    event = EventDate.objects.get(article=article)
    assert event.starts_at.isoformat() == "2027-05-08T13:00:00+00:00"
    assert event.venue == EVENT["place"]
    assert article.lead == "Mit Musik."
    html = Prose.objects.get().html
    assert "Mit Musik" not in html
    assert "&lt;b&gt;Kuchen&lt;/b&gt;" in html
    assert "Verein Deichgarten" in html
    assert {image.credit for image in Image.objects.all()} == {
        "Wanda Weber",
        "Von Lesern eingesandt",
    }
    assert article.lead_picture.credit == "Wanda Weber"
    assert all(each.image for each in Attachment.objects.all())
    here.refresh_from_db()
    assert (here.article, here.status, here.owner) == (article, "taken", editor)
    client.post(page_of(here), {"_convert": "1"})
    assert Article.objects.count() == 1


def test_an_event_that_lasts_all_day_is_one_for_queue_article_and_calendar(client, editor):
    make_region()
    here = make_submission(
        "event",
        starts_at=datetime(2027, 5, 8, tzinfo=BERLIN),
        ends_at=datetime(2027, 5, 9, 23, 59, tzinfo=BERLIN),
        all_day=True,
    )
    assert "08.05.2027–09.05.2027, ganztägig" in client.get(QUEUE).content.decode()
    assert "Samstag, 8. Mai 2027, " in client.get(page_of(here)).content.decode()
    client.post(page_of(here), {"_convert": "1"})
    event = EventDate.objects.get()
    assert event.all_day
    assert (event.starts_at, event.ends_at) == (here.starts_at, here.ends_at)


@pytest.mark.parametrize(
    ("text", "lead", "left"),
    [
        ("Ein Baum liegt quer.", "Ein Baum liegt quer.", ""),
        (
            "Gegen 3.30 Uhr fiel am 5. Mai der Strom aus.\nEs war dunkel. Niemand kam.\n\nSchade.",
            "Gegen 3.30 Uhr fiel am 5. Mai der Strom aus. Es war dunkel.",
            "<p>Niemand kam.</p><p>Schade.</p>",
        ),
        (
            "Liebe Redaktion,\r\n\r\nder Weg ist zu. Seit wann? Seit heute.",
            "Der Weg ist zu. Seit wann?",
            "<p>Liebe Redaktion,</p><p>Seit heute.</p>",
        ),
        ("ohne Punkt und Komma", "", "<p>ohne Punkt und Komma</p>"),
        ("Lang " * 200 + "ist das.", "", "<p>" + "Lang " * 200 + "ist das.</p>"),
    ],
)
def test_the_first_whole_sentences_are_proposed_as_lead_and_nothing_is_said_twice(
    text, lead, left, client, editor
):
    here = make_submission(text=text, place="Altrip")
    client.post(page_of(here), {"_convert": "1"})
    article = Article.objects.get()
    assert article.lead == lead
    assert Prose.objects.get().html == left + "<p>Wo: Altrip</p>"


def test_the_queue_points_out_what_is_deleted_undecided_soon(client, editor):
    for days, told in ((5, False), (20, True)):
        here = make_submission(headline="Hoffest")
        sent_at = timezone.now() - timedelta(days=days)
        Submission.objects.filter(pk=here.pk).update(sent_at=sent_at)
        goes = timezone.localtime(sent_at + timedelta(days=30))
        assert (f"{goes:%d.%m.%Y}" in client.get(QUEUE).content.decode()) is told
        assert moments.day(goes) in client.get(page_of(here)).content.decode()
        here.delete()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_pass_through_every_page_as_words(text, client, editor):
    once = {"text": text, "place": text, "headline": text, "name": text, "phone": text[:50]}
    answer = send(**once)
    assert answer.status_code in (303, 400)
    if answer.status_code == 400:
        once["phone"] = ""
        assert send(**once).status_code in (303, 400)
    here = Submission.objects.first()
    if here is None:
        return
    for _each in range(2):
        pages = [
            client.get(QUEUE + "?state=all"),
            client.get(page_of(here)),
            client.get(reverse("admin:index")),
        ]
        for page in pages:
            assert page.status_code == 200
            said = page.content.decode()
            assert "<img src=x" not in said
            assert "<script>alert" not in said
            assert "<svg/onload" not in said
            assert 'href="https://boese' not in said
            assert 'href="javascript' not in said
        client.post(page_of(here), {"_convert": "1"})
    article = Article.objects.get()
    page = client.get(reverse("admin:articles_article_change", args=[article.pk]))
    assert page.status_code == 200
    for prose in Prose.objects.all():
        assert "<script" not in prose.html
        assert "<a " not in prose.html
        assert "<img" not in prose.html


def test_many_are_taken_on_or_put_aside_at_once_and_what_is_decided_stays(client, editor):
    waiting = [make_submission(email="wanda@post.example") for _each in range(3)]
    done = make_submission(headline="Schon entschieden")
    moderation.convert(done, editor)
    chosen = [each.pk for each in (*waiting[:2], done)]
    for action, state in (("take_on", "in_review"), ("not_used", "not_used")):
        posted = {"action": action, "_selected_action": chosen}
        assert client.post(f"{QUEUE}?state=all", posted).status_code == 302
        assert [each.status for each in Submission.objects.order_by("pk")] == [
            state, state, "received", "taken",
        ]  # fmt: skip
    assert not ProcrastinateJob.objects.filter(task_name="mail_submission_answer").exists()
    posted = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    client.post(QUEUE, posted)
    assert Submission.objects.count() == 4


def test_a_submission_leads_to_its_neighbours_in_the_queue(client, editor):
    first, second, third = (make_submission() for _each in range(3))
    moderation.refuse(second, "", editor)
    assert moderation.neighbours(second) == (first, third)
    assert moderation.neighbours(first) == (None, third)
    assert page_of(third) in client.get(page_of(first)).content.decode()


def test_hostile_words_at_a_picture_are_words(client, editor):
    first, second = " ".join(HOSTILE[:8]), " ".join(HOSTILE[10:])
    here = with_two_pictures(**{"picture-0-caption": first, "picture-1-caption": second[:300]})
    client.get(page_of(here))
    client.post(page_of(here), {"_convert": "1"})
    for image in Image.objects.all():
        for page in (page_of(here), reverse("admin:articles_image_change", args=[image.pk])):
            said = client.get(page).content.decode()
            for made in ("<img src=x", "<script>alert", "<svg/onload", 'href="javascript'):
                assert made not in said


@pytest.mark.parametrize(
    "address",
    ["wanda@post.example\r\nBcc: alle@post.example", "a@b.example,c@d.example", "<a@b.example>"],
)
def test_no_second_address_and_no_header_gets_into_a_mail(address):
    assert send(email=address).status_code == 400
    assert not Submission.objects.exists()


def test_what_fell_into_the_trap_waits_in_the_queue_alone(client, editor):
    send(website="https://spam.example", headline="Nur heute billig")
    assert "Nur heute billig" not in client.get(reverse("admin:index")).content.decode()
    assert "Nur heute billig" in client.get(QUEUE).content.decode()
