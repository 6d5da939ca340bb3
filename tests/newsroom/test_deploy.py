"""What deploy/ holds is read by the programs it is meant for, and fits the code."""

import re
import shutil
import subprocess
from configparser import RawConfigParser

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import get_resolver

from articles import caching, documents
from newsroom import health, logs, media
from partners import counting
from submissions import views
from tests.newsroom.fronting import DEPLOY, PATH, configure, environment_of_the_example, program
from tests.newsroom.test_deployment import manage
from tests.newsroom.test_logs import ROUTES_OF_SECRETS, routes

UNITS = sorted((DEPLOY / "systemd").iterdir())
NGINX = (DEPLOY / "nginx" / "newsroom.conf").read_text("utf-8")


@pytest.mark.django_db
def test_production_with_the_example_environment_passes_every_check():
    example = environment_of_the_example()
    del example["DATABASE_URL"], example["NEWSROOM_PAPER"]  # Of the test run, and the demo paper's.
    checked = manage("check", "--deploy", "--fail-level", "DEBUG", **example)
    assert checked.returncode == 0, checked.stderr
    assert "no issues (0 silenced)" in checked.stdout


def test_every_name_of_the_example_is_read_somewhere():
    text = (DEPLOY / "newsroom.env.example").read_text("utf-8")
    names = set(re.findall(r"^#?([A-Z_]+)=", text, re.M))
    code = "".join(
        path.read_text("utf-8") for path in (settings.BASE_DIR / "newsroom").glob("*.py")
    )
    assert names > {"SECRET_KEY", "PROXY_COUNT"}
    # Passwords of mailboxes have the names that the desk gives them.
    ours = {name for name in names if not name.startswith("RELEASES_")}
    assert {name for name in ours if f'"{name}"' not in code} == set()


# --- systemd --------------------------------------------------------------------------------------


def unit(path):
    """A unit as {section: {name: value}}; of a name that stands twice the last."""
    parser = RawConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read_string(path.read_text("utf-8"))
    return {section: dict(parser[section]) for section in parser.sections()}


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_service_runs_without_rights_and_with_limits(path):
    if path.suffix == ".timer":
        assert path.with_suffix(".service") in UNITS
        return
    service = unit(path)["Service"]
    assert service["User"] == "newsroom"
    assert service["EnvironmentFile"] == "/etc/newsroom/newsroom.env"
    assert service["NoNewPrivileges"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""
    assert service["MemoryMax"].endswith(("M", "G"))
    python, *words = service["ExecStart"].split()
    assert python == "/srv/newsroom/current/.venv/bin/python"
    assert words[:2] == ["-m", "newsroom.web"] or words[0] == "manage.py"


def test_systemd_understands_every_unit(tmp_path):
    verify = program("systemd-analyze")
    shutil.copytree(DEPLOY / "systemd", tmp_path, dirs_exist_ok=True)
    for path in tmp_path.iterdir():
        text = path.read_text("utf-8")
        path.write_text(text.replace("/srv/newsroom/current/.venv/bin/python", "/bin/true"))
    said = subprocess.run(
        [verify, "verify", "--man=no", *tmp_path.iterdir()], capture_output=True, text=True
    )
    assert (said.returncode, said.stderr) == (0, "")


# --- nginx ----------------------------------------------------------------------------------------


def test_nginx_understands_its_part(tmp_path):
    nginx = program("nginx")
    (tmp_path / "log").mkdir()
    conf = configure(tmp_path, https=1, papers=(2, 3))
    checked = subprocess.run([nginx, "-t", "-c", conf], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    assert "warn" not in checked.stderr


def test_limits_of_nginx_let_pass_what_the_paper_takes():
    """Else a page of nginx without what was typed would take the place of the paper's own."""
    limits = dict(re.findall(r"location (\S+) \{[^}]*client_max_body_size (\d+)m;", NGINX))
    assert int(limits["/einsenden/"]) * 1024**2 >= views.LARGEST
    assert int(limits["/admin/"]) * 1024**2 > documents.MAX_BYTES
    assert caching.BROWSER_SECONDS >= 1  # The time for which nginx keeps what is public.


def test_nginx_hands_out_the_folders_that_the_paper_would():
    named = set(
        re.findall(
            r"\((?:\?:|\?<\w+>)*([a-z|]+)[)/]",
            "".join(line for line in NGINX.splitlines() if 'location ~ "^/media/' in line),
        )
    )
    assert set("|".join(named).split("|")) == set(media.FOLDERS)


def test_no_secret_stands_in_a_line_of_nginx():
    """Its map masks each route that the paper's own log masks; the patterns are PCRE."""
    maps = re.search(r"map \$asked \$logged_path \{(.*?)\n\}", NGINX, re.S)[1]
    patterns = [
        re.compile(found.replace("(?<", "(?P<")) for found in re.findall(r'"~\*(.*?)"\s', maps)
    ]
    asked = [
        re.sub(r"<[^>]+>", "Geheimnis", route)
        for route in routes(get_resolver().url_patterns)
        if ROUTES_OF_SECRETS & set(re.findall(r"<(?:\w+:)?(\w+)>", route))
    ]
    secret = [path for path in asked if logs.masked(path) != path]
    assert len(secret) >= 6
    for path in secret:
        kinds = [found["kind"] for pattern in patterns if (found := pattern.search(path))]
        assert ["Geheimnis" in kind for kind in kinds[:1]] == [False], path


def test_a_line_of_nginx_is_counted():
    keys = re.findall(r'"(\w+)":', re.search(r"log_format.*?;\n", NGINX, re.S)[0])
    line = {"time": "2026-11-22T10:00:00+01:00", "method": "GET", "path": "/", "status": "200",
            "user_agent": "Mozilla/5.0", "purpose": ""}  # fmt: skip
    assert set(line) <= set(keys)
    text = "{" + ",".join(f'"{key}":"{value}"' for key, value in line.items()) + "}"
    assert counting.page_seen(text)[1] == "/"


def test_logs_are_gone_after_thirty_days(tmp_path):
    text = (DEPLOY / "logrotate" / "newsroom").read_text("utf-8")
    assert {"daily", "rotate 29", "maxage 30"} <= {line.strip() for line in text.splitlines()}
    if logrotate := shutil.which("logrotate", path=PATH):
        (tmp_path / "conf").write_text(text.replace("www-data newsroom", "root root"))
        said = subprocess.run(
            [logrotate, "-d", "-s", tmp_path / "state", tmp_path / "conf"],
            capture_output=True,
            text=True,
        )
        assert "error:" not in said.stderr


def test_the_backup_is_asked_for_as_often_as_health_expects():
    timer = unit(DEPLOY / "systemd" / "newsroom-backup.timer")["Timer"]
    assert timer["OnCalendar"] == "*-*-* 02:20:00"
    assert health.BACKUP_AGE.total_seconds() > 2 * 24 * 3600


@pytest.mark.django_db
def test_the_pages_of_nginx_are_written_without_a_database(settings, tmp_path, django_db_blocker):
    settings.STATIC_ROOT = tmp_path
    with django_db_blocker.block():
        call_command("error_pages", verbosity=0)
    shown = set(re.findall(r"/errors/(\d{3})\.html", NGINX))
    assert {path.stem for path in (tmp_path / "errors").iterdir()} == shown == {"413", "429", "503"}
    for path in (tmp_path / "errors").iterdir():
        assert settings.PAPER.name in path.read_text("utf-8")


def test_the_shell_reads_the_example_as_systemd_does():
    """newsroom-manage has it read by the shell."""
    read = subprocess.run(
        ["sh", "-euc", f"set -a; . {DEPLOY}/newsroom.env.example; exec env"],
        env={},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    example = environment_of_the_example()
    assert {name: f"{name}={value}" in read for name, value in example.items()} == dict.fromkeys(
        example, True
    )
