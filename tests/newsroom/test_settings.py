"""The settings of production, in a process of their own."""

import os
import subprocess
import sys
from urllib.parse import quote

import pytest
from django.db import connection

from newsroom import mail

PRODUCTION = {
    "NEWSROOM_BASE_URL": "https://paper.example",
    "ALLOWED_HOSTS": "paper.example",
    "SECRET_KEY": "a-key-of-fifty-and-more-letters-that-guards-nothing-at-all-7391",
    "NEWSROOM_DEBUG": "0",
    "LANG": "C.UTF-8",
}


def manage(*arguments, settings, **environment):
    """What `manage.py` says in production: exit code and all its text."""
    environment = {"PATH": os.environ["PATH"], **PRODUCTION, **environment}
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={name: value for name, value in environment.items() if value is not None},
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stdout + done.stderr


def database_url():
    """The database of this test run; the checks ask the server for its version."""
    parts = connection.settings_dict
    login = quote(parts["USER"]) + (f":{quote(parts['PASSWORD'])}" if parts["PASSWORD"] else "")
    host, port = quote(str(parts["HOST"]), safe=""), parts["PORT"] or 5432
    return f"postgresql://{login}@/{parts['NAME']}?host={host}&port={port}"


@pytest.mark.django_db
def test_the_deployment_checks_find_nothing(settings):
    code, said = manage(
        "check", "--deploy", "--fail-level", "DEBUG", settings=settings, DATABASE_URL=database_url()
    )
    assert code == 0, said
    assert "no issues (0 silenced)" in said


@pytest.mark.django_db
def test_a_missing_duty_field_of_the_imprint_fails_the_deployment_checks(settings, tmp_path):
    paper = (settings.BASE_DIR / "newsroom" / "paper.toml").read_text()
    known = 'phone = "0621 000 00 01"'
    assert known in paper
    other = tmp_path / "paper.toml"
    other.write_text(paper.replace(known, 'phone = ""'))
    code, said = manage(
        "check",
        "--deploy",
        settings=settings,
        DATABASE_URL=database_url(),
        NEWSROOM_PAPER=str(other),
    )
    assert code == 1
    assert "newsroom.E001" in said
    assert "(phone)" in said


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL"])
def test_production_does_not_start_without_its_secrets(settings, name):
    given = {"DATABASE_URL": "postgresql://paper@db.example/paper", name: None}
    code, said = manage("check", settings=settings, **given)
    assert code == 1
    assert said.startswith(name)
    assert said.count("\n") == 1


SHOW = """
from django.conf import settings as s
print(s.DEBUG, s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY,
      s.SESSION_COOKIE_SAMESITE, s.CSRF_COOKIE_NAME, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS,
      s.ALLOWED_HOSTS, s.SECURE_PROXY_SSL_HEADER, s.MAILERS["default"]["OPTIONS"]["use_tls"])
"""


def test_cookies_and_hosts_of_production_are_strict(settings):
    code, said = manage(
        "shell", "--no-imports", "-c", SHOW, settings=settings,
        DATABASE_URL="postgresql://paper@db.example/paper", MAIL_URL="smtp://a:b@mail.example",
    )  # fmt: skip
    assert code == 0, said
    assert said.strip() == (
        "False __Host-session True True Lax __Host-csrf True 31536000 ['paper.example'] None True"
    )


# --- Hosts and headers --------------------------------------------------------------------------

FORGED = [
    "evil.example", "testserver.evil.example", "evil.example:80", "testserver@evil.example",
    "testserver:80@evil.example", "127.0.0.1.evil.example", "[::2]", "testserver,evil.example",
    "evil.example#testserver", "evil.example/testserver", "", "localhost.",
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("host", FORGED)
def test_a_forged_host_is_refused(client, host):
    if host in ("", "localhost."):
        # An empty Host falls back to the server's own name; a final dot is the same host.
        assert "evil" not in client.get("/admin/login/", HTTP_HOST=host).content.decode()
    else:
        assert client.get("/admin/login/", HTTP_HOST=host).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("header", ["X-Forwarded-Host", "X-Host", "X-Original-URL", "Forwarded"])
def test_no_other_header_names_the_host(client, header):
    answer = client.get("/admin/", headers={header: "evil.example"}, follow=True)
    assert "evil.example" not in answer.content.decode()
    assert "evil.example" not in str(answer.headers)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/suche/", "/gibt-es-nicht/", "/admin/login/"])
def test_every_page_carries_the_strict_headers(client, path):
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["X-Frame-Options"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/suche/?q=bahn", "/gibt-es-nicht/", "/feed/"])
def test_reader_pages_set_and_read_no_cookie(client, path):
    answer = client.get(path)
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


# --- Mail -----------------------------------------------------------------------------------------


def test_mail_to_another_machine_is_encrypted():
    options = mail.configuration("smtp://anna:ge%40heim@mail.example:2525")["OPTIONS"]
    assert (options["host"], options["port"]) == ("mail.example", 2525)
    assert (options["username"], options["password"]) == ("anna", "ge@heim")
    assert options["use_tls"]
    options = mail.configuration("smtps://mail.example")["OPTIONS"]
    assert (options["port"], options["use_ssl"], options["use_tls"]) == (465, True, False)


def test_the_own_relay_needs_no_encryption():
    assert not mail.configuration("")["OPTIONS"]["use_tls"]


def test_a_demo_prints_its_mails():
    assert "console" in mail.configuration("", shown=True)["BACKEND"]


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://", "smtp://x:y"])
def test_a_bad_mail_address_is_an_error_that_shows_no_password(url):
    with pytest.raises(Exception, match="MAIL_URL") as refused:
        mail.configuration(url.replace("//", "//anna:geheim@"))
    assert "geheim" not in str(refused.value)
