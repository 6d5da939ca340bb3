"""Log lines: each request has a number and a line, and no line tells of a person."""

import io
import json
import logging
import re

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import get_resolver, path

from articles import caching
from newsroom import accounts, logs
from newsroom.urls import handler404, handler500, urlpatterns
from tests.builders import make_user

ROUTES_OF_SECRETS = {"secret", "token", "uidb64"}
CANARIES = ("Kanarienvogel", "kanarie@vogel.example", "198.51.100.77", "Zwitscher-Geheimnis-9")


class Broken(Exception):
    pass


def crash(request):
    """What a careless view may do with what somebody has typed."""
    if request.GET.get("how") == "row":
        with transaction.atomic():
            make_user("author", email=CANARIES[1], username="Kanarienvogel")
            make_user("author", email=CANARIES[1], username="Kanarienvogel")
    try:
        int(request.POST.get("name", "Kanarienvogel"))
    except ValueError as error:
        raise Broken(f"no answer to {CANARIES[1]} from {CANARIES[2]}") from error


urlpatterns = [path("crash/", crash), *urlpatterns]
handler404, handler500 = handler404, handler500  # As the site's own.


@pytest.fixture
def written():
    """A function that gives what was written so far, as in production: a dict for each line."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.JsonLines())
    handler.addFilter(logs.EndedJobs())
    levels = logs.configuration(production=True)["loggers"]
    before = {name: logging.getLogger(name).level for name in levels}
    for name, wanted in levels.items():
        logging.getLogger(name).setLevel(wanted.get("level", "NOTSET"))
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture
def visitor():
    """A browser that is shown the error page."""
    return Client(raise_request_exception=False)


@pytest.mark.django_db
def test_a_request_has_one_line_without_its_query(client, written):
    answer = client.get("/suche/?q=Kanarienvogel", headers={"user-agent": "Kanarienvogel 1"})
    (line,) = written()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line.pop("time"))
    assert line.pop("ms") > 0
    assert line == {
        "level": "INFO", "logger": "newsroom.requests", "message": "request",
        "request_id": answer["X-Request-ID"], "method": "GET", "path": "/suche/", "status": 200,
    }  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "is_kept"),
    [
        ("3f2a9c0de1b24c55a7d08e64b1f90c11", True),
        ("0191d2a4-7c7e-7f3a-9d52-2a6b1f0c9e11", True),
        ("short", False),
        ("x" * 65, False),
        ('a-number"} {"level":"x', False),
        ("eine Nummer mit Wörtern", False),
    ],
)
def test_the_number_of_the_server_in_front_is_kept_if_it_is_one(client, sent, is_kept):
    answered = client.get("/robots.txt", headers={"x-request-id": sent})["X-Request-ID"]
    assert logs.WELL_FORMED.fullmatch(answered)
    assert (answered == sent) is is_kept
    assert logs.number_of_request() == ""


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("how", ["words", "row"])
def test_a_crash_is_told_without_persons(visitor, written, how):
    """Also not by the value that Python quotes, nor by the row that PostgreSQL repeats."""
    answer = visitor.post(
        f"/crash/?how={how}&mail=kanarie@vogel.example",
        {"name": "Kanarienvogel", "text": CANARIES[3]},
        headers={"x-forwarded-for": CANARIES[2], "user-agent": CANARIES[0]},
    )
    assert answer.status_code == 500
    told = [line for line in written() if "fault" in line]
    assert [line["request_id"] for line in told] == [answer["X-Request-ID"]]
    assert told[0]["fault"]["frames"][-1].split(" ")[0].startswith(("tests/", "psycopg/"))
    assert told[0]["fault"]["before"]["type"] in ("ValueError", "psycopg.errors.UniqueViolation")
    everything = json.dumps(written(), ensure_ascii=False)
    assert not [canary for canary in CANARIES if canary in everything]


@override_settings(ROOT_URLCONF=__name__)
def test_the_page_of_a_crash_names_its_number_and_asks_no_database(
    visitor, django_db_blocker
):  # No django_db: any query would fail.
    answer = visitor.get("/crash/")
    assert answer.status_code == 500
    assert f"<code>{answer['X-Request-ID']}</code>" in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"


def routes(patterns, before=""):
    """Every route below the patterns, as text with its parameters: /vorschau/<str:token>/"""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern.url_patterns, route)
        else:
            yield f"/{route}"


def test_no_route_with_a_secret_is_written_in_full():
    found = [
        route
        for route in routes(get_resolver().url_patterns)
        if ROUTES_OF_SECRETS & set(re.findall(r"<(?:\w+:)?(\w+)>", route))
    ]
    assert len(found) >= 7
    for route in found:
        if route.startswith("/admin/articles/"):  # Opens nothing without a login of the desk.
            continue
        asked = re.sub(r"<(?:\w+:)?(\w+)>", CANARIES[3], route)
        assert CANARIES[3] not in logs.masked(asked), route
        assert CANARIES[3] not in logs.clean(f"Forbidden: https://paper.example{asked} for you")
    assert logs.masked("/2026/11/22/bruecke/") == "/2026/11/22/bruecke/"
    assert logs.masked("/einsenden/meldung/") == "/einsenden/meldung/"


@pytest.mark.django_db
def test_the_line_of_a_secret_link_keeps_only_its_kind(client, written):
    client.get(f"/einsenden/stand/{CANARIES[3]}/aendern/?x=1")
    client.get(f"/vorschau/{CANARIES[3]}/")
    assert [line["path"] for line in written() if "path" in line] == [
        "/einsenden/stand/…",
        "/vorschau/…",
    ]


@pytest.mark.parametrize(
    ("said", "written_down"),
    [
        ("no login anna.kern+x@stadt-altrip.example here", "no login …@… here"),
        ("from 203.0.113.195 at 12:30:45", "from 203.0.113.0 at 12:30:45"),
        ("from 2001:db8:85a3:8d3:1319:8a2e:370:7348", "from 2001:db8:85a3::"),
        ("from 2001:db8:85a3::7348, ::1", "from 2001:db8:85a3::, ::"),
        ("Not Found: /suche/?q=Anna+Kern", "Not Found: /suche/"),
        ("Django 6.1.3 at https://paper.example/a/", "Django 6.1.3 at https://paper.example/a/"),
    ],
)
def test_texts_are_written_without_persons(said, written_down):
    assert logs.clean(said) == written_down


@pytest.mark.django_db
def test_a_request_and_its_jobs_are_told_together_and_without_arguments(client, written):
    client.post("/admin/password/", {"email": CANARIES[1]})
    deferred, asked = written()
    assert deferred["request_id"] == asked["request_id"]
    assert deferred["tasks"] == [accounts.mail_new_password.name]
    assert len(deferred["jobs"]) == 1
    assert CANARIES[1] not in json.dumps(written())


@pytest.mark.django_db(transaction=True)
def test_a_job_is_told_once_when_it_has_ended(written, run_jobs):
    caching.purge_pages(["Kanarienvogel"])
    run_jobs()
    deferred = next(line for line in written() if "jobs" in line)
    ended = [line for line in written() if line.get("task") == "purge"]
    assert [line["job"] for line in ended] == deferred["jobs"]
    assert "Success" in ended[0]["message"]
    assert "Kanarienvogel" not in json.dumps(written())


@pytest.mark.django_db(transaction=True)
def test_a_job_that_fails_is_told_with_its_fault(settings, written, run_jobs):
    settings.CACHE_PURGE_URLS = ["kein-weg:kanarie@vogel.example"]
    caching.purge.defer(keys=["Kanarienvogel"])
    run_jobs()
    failed = [line for line in written() if line.get("task") == "purge" and "fault" in line]
    assert failed
    assert failed[0]["level"] in ("ERROR", "INFO")
    assert not [canary for canary in CANARIES if canary in json.dumps(written())]


def test_a_line_is_one_line_whatever_is_said(written):
    logging.getLogger("newsroom.test").warning("zwei\nZeilen \x1b[31m und\u2028drei")
    assert [line["message"] for line in written()] == ["zwei\nZeilen \x1b[31m und\u2028drei"]
