"""What a production server would say to this checkout."""

import os
import subprocess
import sys
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

pytestmark = pytest.mark.django_db


def manage(*words, **changes):
    """manage.py with the settings of production, on the server of this test run."""
    known = {key: quote(str(value), safe="") for key, value in connection.settings_dict.items()}
    address = "postgresql://{USER}:{PASSWORD}@{HOST}:{PORT}/postgres".format(**known)
    environment = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    environment |= {
        "NEWSROOM_DEBUG": "0",
        "NEWSROOM_BASE_URL": "https://paper.example",
        "ALLOWED_HOSTS": "paper.example",
        "DATABASE_URL": address,
        "SECRET_KEY": "a-key-of-fifty-and-more-letters-that-guards-nothing-7391",
    }
    environment |= changes
    command = [sys.executable, "-W", "error", "manage.py", *words]
    return subprocess.run(
        command,
        cwd=settings.BASE_DIR,
        env={key: value for key, value in environment.items() if value},
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_migration_is_missing():
    checked = manage("makemigrations", "--check", "--dry-run")
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("name", ["DATABASE_URL", "SECRET_KEY"])
def test_production_does_not_start_without(name):
    ended = manage("migrate", **{name: ""})
    assert ended.returncode != 0
    assert name in ended.stderr
    assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["DATABASE_URL", "SECRET_KEY"])
def test_the_worker_never_takes_a_server_for_a_workshop(name):
    ended = manage("procrastinate", "worker", "--one-shot", NEWSROOM_DEBUG="", **{name: ""})
    assert ended.returncode != 0
    assert name in ended.stderr
    assert ended.stderr.count("\n") == 1
