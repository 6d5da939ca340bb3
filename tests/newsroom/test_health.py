"""Health: what machines and desk heads are told when a part of the paper is broken."""

import os
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import caching
from newsroom import backups, health
from newsroom.models import RetentionRun
from tests.builders import make_user

pytestmark = pytest.mark.django_db

FROM_OUTSIDE = {"x-forwarded-for": "203.0.113.9"}


def execute(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def well(settings):
    """A paper in production, in which every part is well."""
    settings.PRODUCTION = True
    execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    backups.note(timezone.now() - timedelta(hours=9))


def ailing(client, **headers):
    """What is not well, by the details that this machine is told."""
    answer = client.get("/health/ready", headers=headers)
    said = answer.json()
    broken = {key for key, part in said["parts"].items() if not part["ok"]}
    assert (answer.status_code, said["status"]) == ((503, "not ok") if broken else (200, "ok"))
    return broken


def test_a_living_process_says_so_without_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/health/live")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert answer["Cache-Control"] == "private, no-store"
    assert not answer.cookies


def test_a_paper_that_is_well_is_ready(client, well):
    assert ailing(client) == set()
    answer = client.get("/health/ready", headers=FROM_OUTSIDE)
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert answer["Cache-Control"] == "private, no-store"
    assert not answer.cookies


def no_worker(settings, tmp_path):
    execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '61 s'")


def job_waits(settings, tmp_path):
    caching.purge_pages(["front"])
    execute("UPDATE procrastinate_events SET at = now() - interval '6 min'")


def table_is_missing(settings, tmp_path):
    newest = "(SELECT max(name) FROM django_migrations WHERE app = 'articles')"
    execute(f"DELETE FROM django_migrations WHERE app = 'articles' AND name = {newest}")


def folder_is_away(settings, tmp_path):
    (tmp_path / "file").touch()
    settings.MEDIA_ROOT = tmp_path / "file"


def private_is_away(settings, tmp_path):
    (tmp_path / "file").touch()
    note = (settings.PRIVATE_ROOT / backups.NOTE).read_text()
    settings.PRIVATE_ROOT = tmp_path / "file"
    assert note


def backup_is_old(settings, tmp_path):
    backups.note(timezone.now() - timedelta(hours=51))


def backup_is_missing(settings, tmp_path):
    (settings.PRIVATE_ROOT / backups.NOTE).unlink()


def retention_stands_still(settings, tmp_path):
    RetentionRun.objects.create(at=timezone.now() - timedelta(hours=51), rule="x")


def database_is_away(settings, tmp_path):
    connection.set_rollback(True)  # As after a broken connection: every query fails.


@pytest.mark.parametrize(
    ("happens", "told"),
    [
        (no_worker, {"worker"}),
        (job_waits, {"jobs"}),
        (table_is_missing, {"migrations"}),
        (folder_is_away, {"media"}),
        (private_is_away, {"private", "backup"}),
        (backup_is_old, {"backup"}),
        (backup_is_missing, {"backup"}),
        (retention_stands_still, {"retention"}),
        (database_is_away, {"database"}),
    ],
)
def test_the_broken_part_is_named_and_strangers_hear_only_that_something_is(
    client, well, settings, tmp_path, happens, told
):
    happens(settings, tmp_path)
    assert ailing(client) == told
    answer = client.get("/health/ready", headers=FROM_OUTSIDE)
    assert (answer.status_code, answer.content) == (503, b"not ok\n")


def test_a_full_disk_is_told(client, well, settings, tmp_path):
    """Of a disk that has always too little left: one that holds nothing."""
    settings.PRIVATE_ROOT = settings.MEDIA_ROOT = type(settings.MEDIA_ROOT)("/proc")
    assert "disk" in ailing(client)


def test_a_retry_that_is_due_later_does_not_wait(client, well):
    caching.purge_pages(["front"])
    execute("UPDATE procrastinate_events SET at = now() - interval '1 h'")
    execute("UPDATE procrastinate_jobs SET scheduled_at = now() + interval '1 min'")
    assert ailing(client) == set()


def test_details_are_for_this_machine_and_for_whoever_knows_the_word(client, well, settings):
    def knows(address="203.0.113.9", **headers):
        answer = client.get("/health/ready", headers=headers, REMOTE_ADDR=address)
        return answer["Content-Type"] == "application/json"

    assert knows("127.0.0.1")
    assert knows("::1")
    assert not knows()
    assert not knows(**{"x-health-token": ""})
    for header in ("x-forwarded-for", "forwarded", "x-real-ip", "via"):
        assert not knows("127.0.0.1", **{header: "127.0.0.1"})
    settings.HEALTH_TOKEN = "Wort"
    assert knows(**{"x-health-token": "Wort"})
    assert not knows(**{"x-health-token": "Wört"})
    assert not knows(**{"x-health-token": ""})


def test_the_cost_is_fixed(client, well, django_assert_num_queries):
    client.get("/health/ready")
    for number in (0, 40):
        for _ in range(number):
            caching.purge_pages(["front"])
        with django_assert_num_queries(7):  # Two of them begin and end the transaction.
            client.get("/health/ready")


def test_a_folder_that_was_tried_holds_nothing_more(client, well, settings):
    client.get("/health/ready")
    assert os.listdir(settings.MEDIA_ROOT) == []


# --- The page of desk heads -----------------------------------------------------------------------


def test_a_desk_head_sees_what_is_broken_and_tries_a_task_again(client, well):
    execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 h'")
    caching.purge_pages(["front"])
    execute("UPDATE procrastinate_jobs SET status = 'failed', attempts = 5")
    client.force_login(make_user("desk_head", language="en"))
    page = client.get(reverse("admin:operation")).content.decode()
    for words in (
        "1 part needs somebody",
        "not in order</b> <time datetime=",
        "Call pages back",
        "tried 5 times",
    ):
        assert words in page
    job = ProcrastinateJob.objects.get()
    again = client.post(reverse("admin:retry_job", args=[job.pk]), {"from": "operation"})
    assert again["Location"] == reverse("admin:operation")
    job.refresh_from_db()
    assert job.status == "todo"


def test_the_page_asks_the_same_number_of_questions_however_much_has_failed(
    client, well, django_assert_max_num_queries
):
    for _ in range(60):
        caching.purge_pages(["front"])
    execute("UPDATE procrastinate_jobs SET status = 'failed'")
    client.force_login(make_user("desk_head"))
    with django_assert_max_num_queries(16):
        page = client.get(reverse("admin:operation")).content.decode()
    assert page.count("attention-row") == 50


def test_the_page_names_no_argument_of_a_task(client, well):
    caching.purge_pages(["kanarienvogel"])
    execute("UPDATE procrastinate_jobs SET status = 'failed'")
    client.force_login(make_user("desk_head"))
    assert "kanarienvogel" not in client.get(reverse("admin:operation")).content.decode()


def test_every_part_has_its_name():
    parts = health.report()
    assert len({part.name for part in parts}) == len(parts) == 9


# --- The first day --------------------------------------------------------------------------------


def set_up(days):
    """The paper has been there for so long."""
    execute(
        "UPDATE django_migrations SET applied = now() - make_interval(days => %s)"
        " WHERE app = 'newsroom'",
        days,
    )


def test_on_its_first_day_a_paper_has_missed_nothing_and_on_the_third_it_has(client, well):
    set_up(0)
    assert ailing(client) == set()
    set_up(3)
    assert ailing(client) == {"retention"}


def test_what_was_not_due_yet_is_said_to_be_neither_well_nor_ailing(client):
    set_up(0)
    parts = {part.key: part for part in health.report()}
    assert {key for key, part in parts.items() if part.is_expected} == {"retention", "backup"}
    client.force_login(make_user("desk_head"), backend="articles.access.RoleBackend")
    page = client.get(reverse("admin:operation")).content.decode()
    assert page.count('class="expected"') == 2
    client.force_login(make_user("privacy_officer"), backend="articles.access.RoleBackend")
    assert 'class="privacy-sum expected"' in client.get(reverse("admin:privacy")).content.decode()
    set_up(3)
    assert 'class="privacy-sum ailing"' in client.get(reverse("admin:privacy")).content.decode()
    RetentionRun.objects.create(at=timezone.now(), rule="jobs", gone=7)
    page = client.get(reverse("admin:privacy")).content.decode()
    assert 'class="privacy-sum"' in page
    assert page.count('scope="rowgroup"') == 5
