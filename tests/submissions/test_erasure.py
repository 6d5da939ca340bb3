"""Somebody asks what is kept of them, and that it goes: canaries in every field, looked for in
every column of every table, every file, every mail's job and every line of the log."""

import json
import logging
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import conversion, drafts, preview_links
from articles.models import Article, AuditEntry, HandoverNote, Image
from newsroom import erasures
from newsroom.privacy import ledger, person
from submissions import moderation, receiving
from submissions.models import Submission
from tests.builders import make_user, picture_bytes, ready_fields
from tests.submissions.sent import NEWS, kept_tokens, make_submission, send, some_time_ago

pytestmark = pytest.mark.django_db

PAGE = reverse("admin:privacy")

#: One word for each field that a sender fills in; none stands anywhere else.
CANARY = {
    "text": "Kanarientext-quhf über den Zaun.",
    "headline": "Kanarientitel-wzbx",
    "place": "Kanarienort-vkpd",
    "name": "Kanariena Nameyxq",
    "email": "kanarie.mpzt@post.example",
    "phone": "0621 5550147",
}
WORDS = [
    *("quhf", "wzbx", "vkpd", "Nameyxq", "mpzt", "5550147"),
    *("dateiname-rjgw", "bildname-ctql", "notiz-hvsn", "antwort-zkfy"),
]


def with_picture(client=None, **more):
    """A report with a picture, sent by the form, every field a canary."""
    token = some_time_ago()
    answers = NEWS | CANARY
    upload = SimpleUploadedFile("dateiname-rjgw.jpg", picture_bytes(500, 400))
    (kept,) = kept_tokens(send(answers, token=token, pictures=[upload], upload="1"))
    pictures = {
        "picture-0-token": kept,
        "picture-0-rights": "on",
        "picture-0-credit": "bildname-ctql",
    }
    assert send(answers, token=token, **pictures, **more).status_code == 303
    return Submission.objects.latest("pk")


def columns():
    """(table, column) of all texts of the database, JSON and lists too."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.table_name, c.column_name FROM information_schema.columns c"
            " JOIN information_schema.tables t USING (table_schema, table_name)"
            " WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'"
            " AND (c.data_type IN ('text', 'character varying', 'jsonb', 'json', 'ARRAY',"
            " 'tsvector', 'bytea') OR c.data_type = 'USER-DEFINED')"
        )
        return cursor.fetchall()


def places_in_tables(words=WORDS):
    """Where any of the words stands in the database, in capitals or not."""
    found = []
    with connection.cursor() as cursor:
        for table, column in columns():
            cursor.execute(
                f'SELECT count(*) FROM "{table}" WHERE "{column}"::text ILIKE ANY(%s)',
                [[f"%{word}%" for word in words]],
            )
            if cursor.fetchone()[0]:
                found.append(f"{table}.{column}")
    return found


def places_in_files(words=WORDS):
    """Files of both folders whose name or content holds one of the words."""
    found = []
    for root in (settings.MEDIA_ROOT, settings.PRIVATE_ROOT):
        for path in Path(root).rglob("*"):
            content = path.read_bytes().lower() if path.is_file() else b""
            if any(w.lower() in path.name.lower() or w.lower().encode() in content for w in words):
                found.append(path.name)
    return found


def pictures_on_the_disk():
    return {
        path.relative_to(root).parts[0]
        for root in (Path(settings.MEDIA_ROOT), Path(settings.PRIVATE_ROOT))
        for path in root.rglob("*.*")
        if path.suffix in (".jpg", ".avif")
    }


def do_jobs():
    """Do what the worker would, in this very transaction."""
    waiting = ProcrastinateJob.objects.filter(status="todo").order_by("pk")
    while job := waiting.first():
        app.tasks[job.task_name](**job.args)
        waiting.filter(pk=job.pk).delete()


@pytest.fixture
def officer(client):
    person = make_user("privacy_officer")
    client.force_login(person, backend="articles.access.RoleBackend")
    return person


def dealt_with(jobs):
    """Two submissions that have been through the whole desk, and what it noted of them."""
    editor = make_user("editor")
    first, second = with_picture(), with_picture()
    jobs()
    Submission.objects.update(note="notiz-hvsn", owner=editor)
    moderation.take_on(first, editor)
    article = moderation.convert(first, editor)
    moderation.refuse(second, "antwort-zkfy: Danke!", editor)
    preview_links.make(article, label=CANARY["name"], days=1, by=editor)
    HandoverNote.objects.create(text=f"{CANARY['name']} anrufen, {CANARY['phone']}.", by=editor)
    jobs()
    assert len(mail.outbox) == 3
    return first, second, article


@pytest.mark.usefixtures("transactional_db")
def test_after_an_erasure_the_person_is_nowhere_not_even_after_a_restore(
    client, run_jobs, officer, caplog, capfd, tmp_path
):
    """By the page, with a real worker; the backup is older than the erasure."""
    caplog.set_level(logging.DEBUG)
    *_both, article = dealt_with(run_jobs)
    assert len(places_in_tables()) > 8
    assert {"submitted", "pictures", "renditions"} <= pictures_on_the_disk()
    client.post(reverse("admin_password_reset"), {"email": CANARY["email"]})
    assert ProcrastinateJob.objects.count() > 4
    with connection.cursor() as cursor:
        cursor.execute("SELECT args::text FROM procrastinate_jobs")
        arguments = " ".join(args for (args,) in cursor.fetchall()).lower()
    assert [word for word in WORDS if word.lower() in arguments] == []
    dump = Dump()

    asked = {"email": CANARY["email"].upper()}
    asked |= {"_erase": "", "sure": "on", "draft": article.pk}
    assert client.post(PAGE, asked).status_code == 302
    run_jobs()
    assert places_in_tables() == []
    assert places_in_files() == []
    assert pictures_on_the_disk() == set()
    assert not person.find(email=CANARY["email"])
    # What was done is known, and by whom; to whom is not.
    assert AuditEntry.objects.filter(verb="erase", by=officer).count() == 2

    copy = tmp_path / "beside-the-backup.jsonl"
    erasures.path().rename(copy)
    dump.restore()
    assert len(places_in_tables()) > 8
    assert erasures.replay([copy]) > 4
    run_jobs()
    assert places_in_tables() == []
    assert places_in_files() == []
    assert not Article.objects.filter(pk=article.pk).exists()
    assert erasures.replay([copy]) == 0
    # Neither the ledger nor any log tells anybody anything.
    said = capfd.readouterr()
    told = f"{caplog.text}{said.out}{said.err}{copy.read_text('utf-8')}".lower()
    assert [word for word in WORDS if word.lower() in told] == []


def test_what_was_taken_back_stays_so_after_a_restore():
    submission = make_submission(**CANARY)
    dump = Dump()
    receiving.withdraw(submission)
    do_jobs()
    dump.restore()
    assert Submission.objects.get().status == "received"
    assert erasures.replay() == 1
    assert Submission.objects.get().status == "withdrawn"
    assert erasures.replay() == 0


def test_who_writes_again_after_the_erasure_is_heard():
    make_submission(email="wanda@post.example")
    person.erase(person.find(email="wanda@post.example"))
    again = make_submission(email="wanda@post.example")
    assert erasures.replay() == 0
    assert Submission.objects.get() == again


def test_a_submission_deleted_at_the_desk_does_not_come_back(
    client, django_capture_on_commit_callbacks
):
    client.force_login(make_user("desk_head"), backend="articles.access.RoleBackend")
    submission = with_picture()
    do_jobs()
    dump = Dump()
    page = reverse("admin:submissions_submission_delete", args=[submission.pk])
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(page, {"post": "yes"}).status_code == 302
    do_jobs()
    assert "submitted" not in pictures_on_the_disk()
    dump.restore()
    assert erasures.replay() == 1
    assert not Submission.objects.exists()


class Dump:
    """All rows of the database as they are now, to be put back by PostgreSQL's own COPY."""

    def __init__(self):
        self.rows = {}
        with connection.cursor() as cursor:
            self.names = connection.introspection.table_names(cursor)
            for name in self.names:
                with cursor.cursor.copy(f'COPY "{name}" TO STDOUT (FORMAT binary)') as copied:
                    self.rows[name] = b"".join(copied)

    def restore(self):
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET newsroom.audit_may_forget = 'on'")
            cursor.execute("SET session_replication_role = replica")
            cursor.execute("TRUNCATE " + ", ".join(f'"{name}"' for name in self.names))
            for name, rows in self.rows.items():
                with cursor.cursor.copy(f'COPY "{name}" FROM STDIN (FORMAT binary)') as copied:
                    copied.write(rows)
            cursor.execute("SET session_replication_role = origin")
            cursor.execute("SET newsroom.audit_may_forget = 'off'")


# --- What was published --------------------------------------------------------------------------


def published():
    """An article on the site, made of a submission with a picture whose credit is a name."""
    submission = with_picture()
    article = moderation.convert(submission, make_user("editor"))
    draft = drafts.replace(conversion.draft_of(article), headline="Der Baum", **ready_fields())
    Image.objects.update(alt="Ein Baum")
    article = conversion.apply_draft(
        article, drafts.replace(draft, status="ready", publish_at=article.created_at)
    )
    do_jobs()
    return submission, article


def test_what_was_published_stays_and_is_told(client, officer):
    submission, article = published()
    page = client.post(PAGE, {"number": submission.number.lower()}).content.decode()
    assert "Der Baum" in page
    assert "bildname-ctql" in page
    client.post(PAGE, {"number": submission.number, "_erase": "", "sure": "on"})
    assert Article.objects.get(pk=article.pk).is_public()
    assert Image.objects.get().credit == "bildname-ctql"
    kept = Submission.objects.get()
    assert (kept.name, kept.email, kept.text) == ("", "", "")
    assert kept.consent_text
    assert kept.attachments.get().rights_text
    assert person.find(email=CANARY["email"]).submissions == []


def test_the_officer_may_take_the_name_beside_a_picture(client, officer):
    submission, article = published()
    image = Image.objects.get()
    dump = Dump()
    asked = {"number": submission.number, "_erase": "", "sure": "on", "credit": str(image.pk)}
    client.post(PAGE, asked)
    assert "ctql" not in client.get(article.get_absolute_url()).content.decode()
    dump.restore()
    erasures.replay()
    assert "ctql" not in client.get(article.get_absolute_url()).content.decode()


# --- The page and the command --------------------------------------------------------------------


def test_nothing_goes_without_a_tick(client, officer):
    make_submission(**CANARY)
    page = client.post(PAGE, {"email": CANARY["email"], "_erase": ""})
    assert 'id="sure_error"' in page.content.decode()
    assert Submission.objects.get().email == CANARY["email"]


@pytest.mark.parametrize("asked", [{}, {"email": "wanda"}, {"email": "nobody@post.example"}])
def test_a_wrong_or_unknown_person_is_answered_in_words(client, officer, asked):
    page = client.post(PAGE, asked | {"_erase": "", "sure": "on", "_archive": ""})
    assert page.status_code == 200
    assert "privacy-error" in page.content.decode() or "errornote" in page.content.decode() or (
        'id="found"' in page.content.decode()
    )  # fmt: skip


def test_the_download_holds_all_that_was_sent_in_and_no_colleague(client, officer):
    first, second, _article = dealt_with(do_jobs)
    answer = client.post(PAGE, {"email": CANARY["email"], "_archive": ""})
    packed = zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content)))
    said = json.loads(packed.read("person.json"))
    assert [each["number"] for each in said["submissions"]] == [first.number, second.number]
    for name, value in CANARY.items():
        assert said["submissions"][0][name] == value
    assert said["submissions"][1]["answer"] == "antwort-zkfy: Danke!"
    assert f"{first.number}/1.jpg" in packed.namelist()
    text = packed.read("person.json").decode()
    assert not any(user in text for user in ("person", "@zweistrom.example") if user != "person")
    assert AuditEntry.objects.filter(verb="export", by=officer).count() == 2


def test_a_login_in_use_stays_and_a_closed_one_loses_its_name(officer):
    user = make_user("editor", username="kanariex", email="kanariex@zweistrom.example")
    assert person.erase(person.find(email=user.email))["logins"] == 0
    dump = Dump()
    user.is_active = False
    user.save()
    assert person.erase(person.find(email=user.email))["logins"] == 1
    assert places_in_tables(["kanariex"]) == []
    dump.restore()
    assert erasures.replay() >= 1
    assert places_in_tables(["kanariex"]) == []


def test_the_command_does_the_same(officer, tmp_path, capsys):
    submission = make_submission(**CANARY)
    file = tmp_path / "auskunft.zip"
    call_command("person", "--number", submission.number, "--export", str(file))
    assert "person.json" in zipfile.ZipFile(file).namelist()
    call_command("person", "--email", CANARY["email"], "--erase", "--yes")
    assert places_in_tables() == []
    call_command("person", "--email", CANARY["email"])
    said = capsys.readouterr().out
    assert "Nothing is kept." in said
    assert not [word for word in WORDS if word in said]


def test_nobody_else_loses_a_word():
    """A first name may be anybody's, and a name may be part of another."""
    by = make_user("editor")
    texts = ("Anna ruft an.", "Anna Kernmann ruft an.", "Anna Kern, 0621 5550147, ruft an.")
    for text in texts:
        HandoverNote.objects.create(text=text, by=by)
    make_submission(name="Anna", email="anna@post.example", phone="")
    make_submission(name="Anna Kern", email="anna@post.example", phone="0621 5550147")
    found = person.find(email="anna@post.example")
    assert [each.row.text for each in found.erasable] == [texts[2]]
    assert texts[0] in [getattr(each.row, "text", "") for each in found.told]
    person.erase(found)
    left = HandoverNote.objects.order_by("pk").values_list("text", flat=True)
    assert list(left) == [texts[0], texts[1], "[…], […], ruft an."]


def test_half_a_line_of_a_broken_disk_costs_no_other_line():
    ledger.note("submission", "a" * 64)
    with erasures.path().open("a") as file:
        file.write('{"at":"2026-11-2')
    ledger.note("submission", "b" * 64)
    ledger.note("submission", "b" * 64)
    assert [line["key"][0] for line in ledger.lines()] == ["a", "b"]
    assert erasures.path().stat().st_mode & 0o777 == 0o600
