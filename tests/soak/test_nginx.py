"""The paper as deploy/ sets it up: nginx in front of Granian, both real, on this machine."""

import gzip
import http.client
import json
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from articles import conversion
from articles.models import Article
from tests.builders import make_article
from tests.newsroom.fronting import (
    configure,
    environment_of_the_example,
    free_port,
    program,
    wait_for,
)

pytestmark = [pytest.mark.soak, pytest.mark.django_db(transaction=True)]
SECRET = "Geheimnis-4711"


class Front:
    """Both servers, and what a reader gets of them."""

    def __init__(self, folder):
        self.folder = folder
        self.https, self.ports = free_port(), (free_port(), free_port())
        self.conf = configure(folder, https=self.https, papers=self.ports)
        self.papers, self.nginx = {}, None
        self.lines = (folder / "log" / "paper.log").open("ab")

    def start_paper(self, port):
        known = {key: quote(str(value), safe="") for key, value in connection.settings_dict.items()}
        address = "postgresql://{USER}:{PASSWORD}@/{NAME}?host={HOST}&port={PORT}".format(**known)
        environment = environment_of_the_example() | {
            "DATABASE_URL": address,
            "NEWSROOM_MEDIA": str(self.folder / "media"),
            "NEWSROOM_PRIVATE": str(self.folder / "private"),
            "NEWSROOM_PAPER": "",
            "PATH": os.environ["PATH"],
        }
        self.papers[port] = subprocess.Popen(
            [sys.executable, "-m", "newsroom.web", "--port", str(port), "--workers", "1"],
            cwd=settings.BASE_DIR,
            env={name: value for name, value in environment.items() if value},
            stdout=self.lines,
            stderr=self.lines,
        )
        wait_for(port, self.papers[port])

    def stop_paper(self, port):
        self.papers[port].send_signal(signal.SIGTERM)
        self.papers.pop(port).wait(15)

    def open(self, source="127.0.0.1"):
        """A connection as a browser makes it, with the paper's name, from that address."""
        context = ssl.create_default_context(cafile=self.folder / "certificate.pem")
        context.check_hostname = False
        plain = socket.create_connection(
            ("127.0.0.1", self.https), timeout=20, source_address=(source, 0)
        )
        return context.wrap_socket(plain, server_hostname="paper.example")

    def ask(self, path, method="GET", body=None, source="127.0.0.1", **headers):
        """(status, headers, body) of an answer; header names with _ for -."""
        visit = http.client.HTTPConnection("paper.example")
        visit.sock = self.open(source)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        visit.request(method, path, body, {"Host": "paper.example", **named})
        answer = visit.getresponse()
        found = answer.status, answer.headers, answer.read()
        visit.close()
        return found

    def written(self, name="access.log"):
        """The lines of a log so far, as dicts."""
        lines = (self.folder / "log" / name).read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="session")
def files_collected():
    """The static files of this checkout, as production wants them."""
    words = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(
        words, cwd=settings.BASE_DIR, env=os.environ | {"NEWSROOM_DEMO": "1"}, check=True
    )


@pytest.fixture
def front(tmp_path, files_collected, settings):
    found = Front(tmp_path)
    (tmp_path / "static").rmdir()
    (tmp_path / "static").symlink_to(settings.BASE_DIR / "var" / "static")
    call_command("error_pages", verbosity=0)
    settings.MEDIA_ROOT = tmp_path / "media"
    for port in found.ports:
        found.start_paper(port)
    found.nginx = subprocess.Popen([program("nginx"), "-c", found.conf])
    wait_for(found.https, found.nginx)
    yield found
    found.nginx.send_signal(signal.SIGTERM)
    found.nginx.wait(10)
    for port in [*found.papers]:
        found.stop_paper(port)
    found.lines.close()


def test_a_request_has_one_number_from_nginx_to_the_line_of_the_paper(front):
    status, headers, _body = front.ask("/suche/?q=Kanarienvogel", X_Request_ID="f" * 32)
    number = headers["X-Request-ID"]
    assert status == 200
    assert number != "f" * 32
    front.ask(f"/einsenden/stand/{SECRET}/")
    front.ask(f"/%65insenden/stand/{SECRET}/?x={SECRET}")
    front.ask(f"//vorschau/{SECRET}/")
    time.sleep(0.2)
    (line,) = [line for line in front.written() if line["request_id"] == number]
    assert (line["path"], line["address"], line["status"]) == ("/suche/", "127.0.0.0", 200)
    own = [line for line in front.written("paper.log") if line.get("request_id") == number]
    assert [(each["path"], each["status"]) for each in own] == [("/suche/", 200)]
    for name in os.listdir(front.folder / "log"):
        text = (front.folder / "log" / name).read_text("utf-8")
        assert SECRET not in text, name
        assert "Kanarienvogel" not in text, name
        assert "127.0.0.1:" not in text or name == "start.log"


def test_headers_are_there_once_and_files_are_kept_for_long(front):
    article = make_article("Brücke offen")
    picture = front.folder / "media" / "pictures" / "x.jpg"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"\xff\xd8")
    (front.folder / "media" / "else.jpg").write_bytes(b"x")
    _status, page, body = front.ask(article.get_absolute_url(), Accept_Encoding="gzip")
    for name in ("Strict-Transport-Security", "Content-Security-Policy", "X-Content-Type-Options",
                 "Referrer-Policy", "Permissions-Policy", "X-Request-ID"):  # fmt: skip
        assert len(page.get_all(name)) == 1, name
    assert page["Content-Encoding"] == "gzip"
    style = re.search(rb'href="(/static/[^"]+\.css)"', gzip.decompress(body))[1].decode()
    status, headers, _body = front.ask(style, Accept_Encoding="gzip")
    assert (status, headers["Cache-Control"]) == (200, "public, max-age=31536000, immutable")
    assert (headers["Content-Type"], headers["Content-Encoding"]) == ("text/css", "gzip")
    assert headers["X-Content-Type-Options"] == "nosniff"
    status, headers, _body = front.ask("/media/pictures/x.jpg")
    assert (status, headers["Content-Type"]) == (200, "image/jpeg")
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["Cache-Control"] == "public, max-age=3600"
    for path in ("/media/else.jpg", "/media/pictures/../else.jpg", "/media/"):
        assert front.ask(path)[0] == 404


def test_a_page_is_made_once_a_second_and_never_older(front):
    article = make_article("Erste Fassung")
    path = article.get_absolute_url()
    asked = [front.ask(path) for _ in range(5)]
    assert {status for status, *_rest in asked} == {200}
    own = [line for line in front.written("paper.log") if line.get("path") == path]
    assert len(own) <= 2  # A second may end among them.
    assert front.ask(path, Cookie="__Host-session=x")[0] == 200
    time.sleep(0.2)
    assert front.written()[-1]["cache"] == "BYPASS"
    conversion.withdraw(Article.objects.filter(pk=article.pk))
    time.sleep(1.1)
    assert [front.ask(path)[0] for _ in range(10)] == [410] * 10


def test_nothing_private_is_kept(front):
    for path in ("/admin/login/", "/einsenden/", f"/vorschau/{SECRET}/", "/health/ready"):
        front.ask(path)
        front.ask(path)
    time.sleep(0.2)
    assert {line["cache"] for line in front.written()} == {""}
    assert front.ask("/health/ready")[2] == b"not ok\n"
    assert front.ask("/health/live")[2] == b"ok\n"


def test_too_much_is_refused_in_words(front):
    status, headers, body = front.ask("/", "POST", b"x" * 70_000)
    assert status == 413
    assert headers["Cache-Control"] == "private, no-store"
    assert "Zweistrom" in body.decode()
    statuses = [front.ask("/admin/login/", "POST", b"username=x")[0] for _ in range(20)]
    assert statuses[-1] == 429
    assert front.ask("/admin/login/")[0] == 200
    time.sleep(0.2)
    assert {line["path"] for line in front.written()} == {"/", "/admin/login/"}


@contextmanager
def slow_writers(front, number):
    """So many visitors, five from an address, who send a form and never come to its end."""
    head = (
        "POST /einsenden/meldung/ HTTP/1.1\r\nHost: paper.example\r\nContent-Length: 100000\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\ntoken="
    )
    visits = [front.open(f"127.0.1.{each // 5}") for each in range(number)]
    for visit in visits:
        visit.sendall(head.encode())
    yield visits
    for visit in visits:
        visit.close()


def test_slow_visitors_keep_no_thread_of_the_paper_busy(front):
    """Straight to the paper eight of them would do."""
    with slow_writers(front, 200) as visits:
        for visit in visits[:50]:
            visit.sendall(b"x")
        took = []
        for number in range(20):
            began = time.monotonic()
            assert front.ask(f"/suche/?q={number}")[0] == 200
            took.append(time.monotonic() - began)
        assert sorted(took)[10] < 0.5


def test_pages_that_are_read_outlive_the_paper(front):
    article = make_article("Hochwasser")
    assert front.ask(article.get_absolute_url())[0] == 200
    for port in front.ports:
        front.stop_paper(port)
    time.sleep(1.2)
    assert b"Hochwasser" in front.ask(article.get_absolute_url())[2]
    status, headers, body = front.ask("/thema/nie-gefragt/")
    assert (status, headers["Retry-After"]) == (503, "60")
    assert "Zweistrom" in body.decode()
    front.start_paper(front.ports[0])
    assert front.ask("/thema/nie-gefragt/")[0] == 404


def test_an_upgrade_turns_nobody_away(front):
    """Each of the two is started anew while forms come in without a pause."""
    answers, is_over = Counter(), threading.Event()

    def send(sender):
        number = 0
        while not is_over.is_set():
            number += 1
            source = f"127.0.{sender}.{1 + number % 200}"
            answers[front.ask("/einsenden/meldung/", "POST", b"token=x", source=source)[0]] += 1

    senders = [threading.Thread(target=send, args=[2 + each]) for each in range(3)]
    for each in senders:
        each.start()
    for port in [*front.ports] * 2:
        front.stop_paper(port)
        time.sleep(0.3)
        front.start_paper(port)
        time.sleep(1)
    is_over.set()
    for each in senders:
        each.join()
    assert set(answers) == {403}  # The form once more: it came without its token.
    assert answers[403] > 50
