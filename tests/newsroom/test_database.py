import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import NotSupportedError
from django.db.utils import ConnectionHandler
from procrastinate.contrib.django.utils import connector_params

from newsroom import database, embedded_postgres
from newsroom.database import DatabaseUnavailable

ROOT = Path(database.__file__).parent.parent


def from_url(url):
    return database.configuration({"DATABASE_URL": url}, embedded_allowed=False, base_dir=ROOT)


@pytest.fixture
def embedded(tmp_path, django_db_blocker):
    """Connections to an embedded server of this test; NEWSROOM_DATABASE is "paper"."""
    with django_db_blocker.unblock():
        settings = database.configuration(
            {"NEWSROOM_DATABASE": "paper"}, embedded_allowed=True, base_dir=tmp_path, testing=True
        )
        handler = ConnectionHandler({"default": settings})
        yield handler
        handler.close_all()
        folder = Path(settings["EMBEDDED"]["folder"])
        if folder in embedded_postgres._held:
            os.close(embedded_postgres._held.pop(folder))


def ask(connection, question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgres://anna@db/paper", {"HOST": "db", "USER": "anna", "NAME": "paper", "PORT": ""}),
        (
            "postgresql://a:b%40c%2F@db:5433/p%20q",
            {"PASSWORD": "b@c/", "PORT": "5433", "NAME": "p q"},
        ),
        ("postgresql://%2Frun%2Fpg/paper", {"HOST": "/run/pg", "NAME": "paper"}),
        ("postgresql:///paper?host=/run/pg&user=anna", {"HOST": "/run/pg", "USER": "anna"}),
        ("postgresql://[::1]:5432/paper", {"HOST": "::1"}),
        ("postgresql://one:1,two:2/paper", {"HOST": "one,two", "PORT": "1,2"}),
        (
            "postgresql://db/paper?sslmode=verify-full&sslrootcert=/a%20b.pem&connect_timeout=3"
            "&options=-c%20search_path%3Dnews",
            {
                "OPTIONS": {
                    "sslmode": "verify-full",
                    "sslrootcert": "/a b.pem",
                    "connect_timeout": "3",
                    "options": "-c search_path=news",
                }
            },
        ),
    ],
)
def test_a_url_gives_all_that_libpq_understands(url, expected):
    settings = from_url(url)
    assert {key: settings[key] for key in expected} == expected


@pytest.mark.parametrize(
    "url",
    [
        "mysql://anna:secret@db/paper",
        "sqlite:///secret.db",
        "secret",
        "postgresql://anna:secret@db",
        "postgresql://anna:secret%4@db/paper",
        "postgresql://anna:secret@db:port/paper",
        "postgresql://anna:secret@db/paper?sslmod=require",
    ],
)
def test_a_malformed_url_is_one_line_without_the_password(url):
    with pytest.raises(ImproperlyConfigured) as refused:
        from_url(url)
    said = str(refused.value)
    assert said.startswith("DATABASE_URL ")
    assert "secret" not in said
    assert "\n" not in said


def test_a_missing_url_is_an_error_where_the_embedded_server_is_not_allowed(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL is missing"):
        database.configuration({}, embedded_allowed=False, base_dir=tmp_path)
    assert not list(tmp_path.iterdir())


def test_settings_start_no_server_and_touch_no_file(tmp_path):
    database.configuration({}, embedded_allowed=True, base_dir=tmp_path)
    assert not list(tmp_path.iterdir())


def test_the_first_connection_starts_the_server_and_creates_the_database(embedded):
    connection = embedded["default"]
    assert ask(connection, "SELECT current_database()") == "paper"
    assert ask(connection, "SHOW fsync") == "off"


def test_the_worker_of_the_queue_gets_an_address_that_already_answers(embedded, monkeypatch):
    monkeypatch.setattr("procrastinate.contrib.django.utils.connections", embedded)
    parameters = connector_params()
    assert (Path(parameters["host"]) / f".s.PGSQL.{parameters['port']}").is_socket()
    assert parameters["dbname"] == "paper"


def test_a_connection_comes_back_after_the_server_was_killed(embedded):
    connection = embedded["default"]
    ask(connection, "SELECT 1")
    time.sleep(1)  # A server that dies sooner is not started again by itself.
    note = Path(connection.settings_dict["EMBEDDED"]["folder"]) / "data" / "postmaster.pid"
    os.kill(int(note.read_text().split()[0]), signal.SIGKILL)
    time.sleep(0.1)
    connection.health_check_done = False  # As at the beginning of a request.
    assert ask(connection, "SELECT 1") == 1


def test_a_url_reaches_a_server_behind_a_socket(embedded):
    known = embedded["default"]
    ask(known, "SELECT 1")
    socket = quote(known.settings_dict["HOST"], safe="")
    url = f"postgresql://newsroom@{socket}/paper?application_name=a%20reader"
    other = ConnectionHandler({"default": from_url(url)})
    assert ask(other["default"], "SHOW application_name") == "a reader"
    other.close_all()


def test_an_old_server_is_one_clear_line(embedded):
    connection = embedded["default"]
    ask(connection, "SELECT 1")
    connection.features.minimum_database_version = (99,)
    with pytest.raises(
        DatabaseUnavailable, match=r"^PostgreSQL 99.* or later is required"
    ) as refused:
        connection.check_database_version_supported()
    assert isinstance(refused.value.__cause__, NotSupportedError)
    assert "DATABASE_URL" in str(refused.value)


def test_a_command_that_needs_the_database_ends_in_one_line_without_it():
    environment = os.environ | {"DATABASE_URL": "mysql://anna:secret@db/paper"}
    command = [sys.executable, ROOT / "manage.py", "migrate"]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode != 0
    assert ended.stderr.startswith("DATABASE_URL must begin with")
    assert ended.stderr.count("\n") == 1


def test_the_own_secret_is_made_once_and_closed_to_others(tmp_path):
    secret = database.own_secret(tmp_path)
    assert len(secret) >= 50
    assert database.own_secret(tmp_path) == secret
    assert stat.S_IMODE((tmp_path / "var" / "secret-key").stat().st_mode) == 0o600
