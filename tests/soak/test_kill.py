"""Readers send in and a partner manager books, while web server and worker are killed.

Real processes, real HTTP, a real mail server: after thirty `kill -9` nothing confirmed is lost,
nothing is half, and no mail has gone out twice.
"""

import contextlib
import http.client
import io
import json
import os
import random
import re
import signal
import socketserver
import subprocess
import sys
import textwrap
import threading
import time
import uuid
from collections import Counter
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test.client import encode_multipart
from PIL import Image

from tests.newsroom.test_demo_command import Demo, answers, free_port, until
from tests.submissions.sent import some_time_ago

KILLS = 30
READERS = 3
PASSWORD = "lang-genug-4711"


# --- A mail server that forgets nothing -----------------------------------------------------------


class Talk(socketserver.StreamRequestHandler):
    """Takes every mail, slowly enough that a worker is now and then killed in between."""

    def handle(self):
        with contextlib.suppress(ConnectionError):
            self.talk()

    def talk(self):
        self.wfile.write(b"220 here\r\n")
        for line in self.rfile:
            if line[:4].upper() != b"DATA":
                self.wfile.write(b"250 fine\r\n")
                continue
            self.wfile.write(b"354 go on\r\n")
            words = []
            while (line := self.rfile.readline()) not in (b".\r\n", b""):
                words.append(line.decode())
            if line:  # Taken, whatever becomes of the one who handed it over.
                self.server.taken.append(re.search(r"^To: (.+)$", "".join(words), re.M)[1].strip())
                time.sleep(random.uniform(0, 0.4))
                self.wfile.write(b"250 taken\r\n")


@contextlib.contextmanager
def mail_server():
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as server:
        server.daemon_threads = True
        server.taken = []
        threading.Thread(target=server.serve_forever, args=[0.05]).start()
        try:
            yield server
        finally:
            server.shutdown()


# --- The site -------------------------------------------------------------------------------------


def ask_site(site, code):
    """Run a program in a process of the site; returns what it prints as JSON."""
    done = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()\n" + textwrap.dedent(code)],
        cwd=settings.BASE_DIR,
        env=site.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


@contextlib.contextmanager
def running_site(mails):
    """The demo's processes, with places and people for this test, behind one proxy."""
    port = free_port()
    told = {
        "MAIL_URL": f"smtp://127.0.0.1:{mails.server_address[1]}",
        "SECRET_KEY": settings.SECRET_KEY,
        "PROXY_COUNT": "1",
    }
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    try:
        site = Demo(port, "--port", str(port))
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
    site.port = port
    site.environment = os.environ | told | {
        "NEWSROOM_VAR": str(site.folder),
        "NEWSROOM_MEDIA": str(site.folder / "media"),
        "NEWSROOM_DEMO": "1",
        "NEWSROOM_DEBUG": "0",
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
    }  # fmt: skip
    try:
        site.read_until("Ctrl-C ends")
        # What it says later must not fill the pipe.
        threading.Thread(target=lambda: list(site.main.stdout), daemon=True).start()
        yield site
    finally:
        site.end()


PREPARE = """
    import json
    from tests.builders import make_region, make_user
    from tests.partners.booked import make_partner, make_position
    make_region()
    make_user("partner_manager", username="paula")
    positions = [make_position("article", number).pk for number in range(1, 5)]
    partners = [make_partner().pk for _each in range(4)]
    print(json.dumps([positions, partners]))
"""

INSPECT = """
    import json, os, time
    from pathlib import Path
    from django.conf import settings
    from django.core.files.storage import storages
    from procrastinate.contrib.django.models import ProcrastinateJob
    from newsroom import stored_files
    from partners.models import Booking
    from submissions.models import Attachment, Submission
    private = storages["private"]
    found = {}
    here = Submission.objects.all()
    found["submissions"] = {each.email: each.attachments.count() for each in here}
    found["number"] = Submission.objects.count()
    names = set(Attachment.objects.values_list("file", flat=True))
    found["without file"] = [name for name in names if not private.exists(name)]
    found["mailed"] = list(
        Submission.objects.exclude(arrival_mailed_at=None).values_list("email", flat=True))
    found["doubtful"] = [
        Submission.objects.get(pk=job.args["submission"]).email
        for job in ProcrastinateJob.objects.filter(
            task_name="mail_submission_arrived", status="failed")]
    found["waiting"] = ProcrastinateJob.objects.filter(
        task_name="mail_submission_arrived", status__in=["todo", "doing"]).count()
    found["attempts"] = max(ProcrastinateJob.objects.values_list("attempts", flat=True))
    found["bookings"] = list(Booking.objects.values_list("note", flat=True))
    found["empty periods"] = Booking.objects.filter(period__isempty=True).count()
    folder = Path(settings.PRIVATE_ROOT)
    kept = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    found["unowned"] = len({name for name in kept if name.startswith("submitted/")} - names)
    found["cut"] = [name for name in kept if name.endswith(".jpg")
        and not (folder / name).read_bytes().endswith(b"\\xff\\xd9") and name in names]
    for path in folder.rglob("*.jpg"):
        os.utime(path, (time.time() - 4 * 86400,) * 2)
    found["removed"] = stored_files.remove_orphans()
    kept = {path.relative_to(folder).as_posix() for path in folder.rglob("*.jpg")}
    found["unowned after"] = sorted(kept - names)
    found["lost by cleaning"] = sorted(names - kept)
    print(json.dumps(found))
"""


# --- Those who use it -----------------------------------------------------------------------------


class Client:
    """HTTP by hand: a broken connection is an OSError, and nothing is tried again by itself."""

    def __init__(self, port, address):
        self.port, self.address, self.cookies = port, address, {}

    def ask(self, method, path, body=b"", kind="application/x-www-form-urlencoded"):
        """(status, where it leads, text)"""
        headers = {"X-Forwarded-For": self.address, "Content-Type": kind, "Connection": "close"}
        if self.cookies:
            pairs = (f"{name}={value}" for name, value in self.cookies.items())
            headers["Cookie"] = "; ".join(pairs)
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            link.request(method, path, body, headers)
            answer = link.getresponse()
            text = answer.read().decode()
            for line in answer.headers.get_all("Set-Cookie", []):
                jar = SimpleCookie(line)
                self.cookies |= {name: each.value for name, each in jar.items()}
            return answer.status, answer.headers.get("Location", ""), text
        except http.client.HTTPException as error:
            raise ConnectionError(str(error)) from None
        finally:
            link.close()


def picture(seed):
    """A JPEG no other one equals."""
    out = io.BytesIO()
    noise = random.Random(seed).randbytes(160 * 120 * 3)
    Image.frombytes("RGB", (160, 120), noise).save(out, "JPEG", quality=60)
    out.seek(0)
    out.name = f"{seed}.jpg"
    return out


def patiently(step, stopped):
    """Do it until it works, as a person presses the button again; None once all is over."""
    while not stopped.is_set():
        with contextlib.suppress(OSError):
            return step()
        time.sleep(0.2)
    return None


def send_in(site, seed, stopped, confirmed, strange):
    """One reader with two pictures; `confirmed` learns of it when the site said thank you."""
    address = f"reader-{seed}@post.example"
    client = Client(site.port, f"10.{seed >> 16 & 255}.{seed >> 8 & 255}.{seed & 255}")
    words = {
        "token": some_time_ago(),
        "text": f"Bericht {seed}: ein Baum liegt quer.",
        "place": "Altrip",
        "email": address,
        "consent": "on",
    }

    def post(**more):
        mark = "----newsroom"
        body = encode_multipart(mark, words | more)
        return client.ask("POST", path, body, f"multipart/form-data; boundary={mark}")

    path = "/einsenden/meldung/"

    def upload():
        return post(upload="1", pictures=[picture(f"{seed}-{number}") for number in range(2)])

    shown = patiently(upload, stopped)
    if shown is None:
        return
    tokens = re.findall(r'name="picture-\d-token" value="([^"]+)"', shown[2])
    if shown[0] != 200 or len(tokens) != 2:
        strange.append(("upload", shown[0], len(tokens)))
        return
    cards = {f"picture-{n}-token": token for n, token in enumerate(tokens)}
    cards |= {f"picture-{n}-rights": "on" for n in range(2)}
    # Half of them give up at the first error: whether it arrived is open, but never half.
    patient = seed % 2 == 0
    try:
        answer = patiently(lambda: post(**cards), stopped) if patient else post(**cards)
    except OSError:
        return
    if answer and answer[0] == 303:
        confirmed.append(address)
    elif answer:
        strange.append(("send", answer[0], re.findall(r"<title>(.*?)</title>", answer[2])))


def read_on(site, number, stopped, confirmed, strange):
    seed = number << 16
    while not stopped.is_set():
        seed += 1
        try:
            send_in(site, seed, stopped, confirmed, strange)
        except Exception as error:
            strange.append(("reader", repr(error)))
            return
        stopped.wait(1)  # No faster than the slow mail server, on a fast machine either.


def book_on(site, positions, partners, stopped, confirmed, strange):
    """The partner manager books day after day by the desk's form."""
    client, day = Client(site.port, "10.200.0.1"), 0

    def log_in():
        client.ask("GET", "/admin/login/")
        words = {"username": "paula", "password": PASSWORD}
        words["csrfmiddlewaretoken"] = client.cookies["csrf"]
        return client.ask("POST", "/admin/login/?next=/admin/", urlencode(words).encode())

    try:
        patiently(log_in, stopped)
        while not stopped.is_set():
            day += 1
            note = f"Auftrag {day} {uuid.uuid4().hex[:6]}"
            words = {
                "csrfmiddlewaretoken": client.cookies["csrf"],
                "partner": partners[day % len(partners)],
                "position": positions[day % len(positions)],
                "first_day": f"{2027 + day // 300}-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}",
                "last_day": f"{2027 + day // 300}-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}",
                "note": note,
            }
            body = urlencode(words).encode()
            with contextlib.suppress(OSError):
                status, _place, text = client.ask("POST", "/admin/partners/booking/add/", body)
                if status == 302:
                    confirmed.append(note)
                else:
                    errors = re.findall(r'class="errorlist[^>]*>(.*?)</ul>', text, re.S)
                    strange.append(("booking", status, errors[:2]))
            time.sleep(0.1)
    except Exception as error:
        strange.append(("manager", repr(error)))


def kill_one(site, which, dice):
    """kill -9 the queue's worker, the web server, or one of the web server's workers."""
    if which == "queue":
        victims = site.processes("procrastinate")
    else:
        victims = site.processes("newsroom.web")
        victims = victims[:1] if which == "web" else victims[1:]
    if victims:
        os.kill(dice.choice(victims), signal.SIGKILL)
        return True
    return False


@pytest.mark.soak
def test_thirty_kills_while_readers_send_and_bookings_are_made_lose_and_double_nothing():
    dice = random.Random(4)
    with mail_server() as mails, running_site(mails) as site:
        positions, partners = ask_site(site, PREPARE)
        stopped, sent, booked, strange = threading.Event(), [], [], []
        users = [
            threading.Thread(target=read_on, args=(site, number + 1, stopped, sent, strange))
            for number in range(READERS)
        ]
        users.append(
            threading.Thread(
                target=book_on, args=(site, positions, partners, stopped, booked, strange)
            )
        )
        for user in users:
            user.start()
        kills = Counter()
        while kills.total() < KILLS:
            which = ("queue", "web", "queue", "web worker")[kills.total() % 4]
            time.sleep(dice.uniform(2.8, 4))  # The demo gives up on what never lives five seconds.
            kills[which] += kill_one(site, which, dice)
        until(lambda: answers(site.address), "the site does not come back", 60)
        time.sleep(2)
        stopped.set()
        for user in users:
            user.join(timeout=60)
        # Jobs of killed workers are taken up again after thirty seconds without a sign of life.
        give_up = time.monotonic() + 240
        while True:
            time.sleep(10)
            found = ask_site(site, INSPECT)
            if not found["waiting"] or time.monotonic() > give_up:
                break
    mailed = Counter(mails.taken)
    print(
        f"{kills.total()} kills {dict(kills)}: {len(sent)} submissions confirmed, "
        f"{found['number']} kept; {len(booked)} bookings confirmed, {len(found['bookings'])} kept; "
        f"{mailed.total()} mails, {len(found['doubtful'])} in doubt; "
        f"{found['unowned']} files left over, {len(found['unowned after'])} after cleaning; "
        f"{found['attempts']} attempts at most"
    )
    assert strange == []
    assert len(sent) > KILLS
    assert len(booked) > KILLS
    # Nothing lost.
    assert set(sent) <= set(found["submissions"])
    assert set(booked) <= set(found["bookings"])
    # Nothing twice.
    assert found["number"] == len(found["submissions"])
    assert len(found["bookings"]) == len(set(found["bookings"]))
    assert {address: count for address, count in mailed.items() if count > 1} == {}
    # Nothing half.
    assert set(found["submissions"].values()) == {2}
    for half in ("without file", "cut", "unowned after", "lost by cleaning"):
        assert found[half] == [], half
    assert found["empty periods"] == 0
    # Each has its mail, or stands at the desk as one in doubt.
    assert found["waiting"] == 0
    assert set(found["submissions"]) == set(mailed) | set(found["doubtful"])
    assert set(found["mailed"]) <= set(mailed)
