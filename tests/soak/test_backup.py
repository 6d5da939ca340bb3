"""A backup is taken to a new machine; backup and restore are killed at any time."""

import contextlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from django.conf import settings

from newsroom.backups import archive
from newsroom.demo import LOGINS
from tests.newsroom.test_demo_command import answers, free_port, until

KILLS = 12


class Machine:
    """A checkout's data of its own: database server, files. Commands run in it."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.environment = os.environ | {
            "NEWSROOM_VAR": str(self.folder / "var"),
            "NEWSROOM_MEDIA": str(self.folder / "media"),
            "NEWSROOM_PRIVATE": str(self.folder / "private"),
            "SECRET_KEY": "a key for both machines, since links in mails are made with it",
            "NEWSROOM_DEBUG": "1",
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        }

    def start(self, *words):
        return subprocess.Popen(
            [sys.executable, *words],
            cwd=settings.BASE_DIR,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def run(self, *words, code=0):
        """What a command of manage.py says; it ends with this code."""
        with self.start("manage.py", *words) as process:
            said = process.stdout.read()
        assert process.returncode == code, said
        return said

    def ask(self, code):
        with self.start("-c", "import django; django.setup()\n" + code) as process:
            said = process.stdout.read()
        assert process.returncode == 0, said
        return said.splitlines()[-1]

    def sums(self):
        """Rows and sums of all tables; what a restore itself writes is left out."""
        said = self.ask(
            "import json\n"
            "from newsroom.backups import contents, databases\n"
            "with contents.steady(databases.own_database()) as (session, _):\n"
            "    tables = contents.describe(session)['tables']\n"
            "own = ('newsroom_retentionrun', 'articles_auditentry')\n"
            "print(json.dumps({name: tables[name] for name in tables if name not in own}))"
        )
        return json.loads(said)

    def databases(self):
        return self.ask(
            "from newsroom.backups import databases\n"
            "with databases.administration() as admin:\n"
            "    rows = admin.execute('SELECT datname FROM pg_database ORDER BY 1').fetchall()\n"
            "print(*[name for (name,) in rows])"
        ).split()

    def files(self):
        return {
            f"{tree}/{name}": archive.sum_of(self.folder / tree / name)
            for tree in archive.TREES
            for name, _status in archive.walk(self.folder / tree)
            if not name.startswith(".") and name != archive.LEDGER
        }


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    """A machine with the demo paper."""
    machine = Machine(tmp_path_factory.mktemp("paper"))
    machine.run("migrate", "-v0")
    machine.run("load_places")
    machine.run("load_demo", "-v0")
    # A restore lets go what has gone by its time; here that is done before.
    machine.ask("from newsroom import retention; print(len(retention.run()))")
    return machine


def front_page_and_login(machine):
    """Serve the site; the front page's headlines, and whether the first login opens the desk."""
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    server = machine.start("-m", "newsroom.web", "--port", str(port), "--workers", "1")
    try:
        until(lambda: answers(address), "the site does not answer", 60)
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        with browser.open(address) as front:
            page = front.read().decode()
        headlines = re.findall(r"<h3[^>]*>(.*?)</h3>", page, re.S)
        pictures = re.findall(r'src="(/media/[^"]+)"', page)
        assert pictures
        for path in pictures[:5]:
            with browser.open(address.rstrip("/") + path) as shown:
                assert len(shown.read()) > 100
        with browser.open(address + "admin/login/") as page:
            token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())[1]
        name, password = next(iter(LOGINS))[:2]
        words = {"csrfmiddlewaretoken": token, "username": name, "password": password}
        body = urllib.parse.urlencode(words).encode()
        browser.open(address + "admin/login/?next=/admin/", body).close()
        with browser.open(address + "admin/") as desk:  # Without a login it leads to the form.
            return headlines, 'name="password"' not in desk.read().decode()
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.communicate()


@pytest.mark.soak
def test_a_backup_makes_a_new_machine_the_same_site(paper, tmp_path):
    paper.run("backup", str(tmp_path / "archives"))
    (whole,) = archive.all_in(tmp_path / "archives")
    new = Machine(tmp_path / "new")
    assert "Restored" in new.run("restore", str(whole.path))
    assert new.files() == paper.files() != {}
    assert new.sums() == paper.sums()
    headlines, logged_in = front_page_and_login(new)
    assert len(headlines) > 5
    assert logged_in
    assert headlines == front_page_and_login(paper)[0]


def kill_in_between(process, seconds):
    """kill -9 after so many seconds, if it lives that long; returns whether it was killed."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()  # Alone, as the kernel does; what it has started ends with it.
    process.communicate()
    return process.returncode == -signal.SIGKILL


@pytest.mark.soak
def test_a_killed_backup_leaves_no_archive_and_the_next_one_clears_up(paper, tmp_path):
    folder, dice = tmp_path / "archives", random.Random(5)
    began = time.monotonic()
    paper.run("backup", str(folder))
    takes = time.monotonic() - began
    killed = 0
    for _each in range(KILLS):
        process = paper.start("manage.py", "backup", str(folder))
        killed += kill_in_between(process, dice.uniform(0.3, 0.95) * takes)
        for whole in archive.all_in(folder):
            assert archive.check(whole.path)
            assert whole.manifest["verified_at"]
        named = [each for each in folder.iterdir() if each.is_dir() and each.name[0] != "."]
        assert len(named) == len(archive.all_in(folder))
    assert killed
    paper.run("backup", str(folder), "--keep", "1")
    assert {each.name[0] for each in folder.iterdir()} <= {".", "z", "e"}
    assert not list(folder.glob(f"{archive.UNFINISHED}*"))
    assert not [name for name in paper.databases() if name.endswith("_verify")]


@pytest.mark.soak
def test_a_killed_restore_changes_nothing_or_is_done_once_more(paper, tmp_path):
    paper.run("backup", str(tmp_path / "archives"))
    (whole,) = archive.all_in(tmp_path / "archives")
    new, dice = Machine(tmp_path / "new"), random.Random(7)
    new.run("restore", str(whole.path))
    began = time.monotonic()
    new.run("restore", str(whole.path), "--replace")  # The server runs already or comes up anew.
    takes = time.monotonic() - began
    sums, files, killed = new.sums(), new.files(), 0
    for _each in range(KILLS):
        process = new.start("manage.py", "restore", str(whole.path), "--replace")
        killed += kill_in_between(process, dice.uniform(0.3, 0.95) * takes)
        assert new.sums() == sums  # The old one or the new one, which are the same.
        if new.files() != files:
            new.run("restore", str(whole.path), "--replace")
        assert new.files() == files
    assert killed
    new.run("restore", str(whole.path), "--replace")
    assert not [name for name in new.databases() if name.endswith("_restoring")]


@pytest.mark.soak
def test_a_full_disk_ends_a_backup_in_one_line_with_nothing_left(paper, tmp_path):
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this system lets nobody mount a small disk")
    try:
        said = paper.run("backup", str(folder), code=1)
        assert len(said.strip().splitlines()) == 1
        assert "No space left" in said
        assert [each.name for each in folder.iterdir()] == [".lock"]
    finally:
        subprocess.run(["umount", folder], check=True)
    # The room is missing where it is restored to.
    paper.run("backup", str(tmp_path / "archives"))
    (whole,) = archive.all_in(tmp_path / "archives")
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], check=True)
    try:
        new = Machine(tmp_path / "new")
        new.environment["NEWSROOM_MEDIA"] = str(folder)
        said = new.run("restore", str(whole.path), code=1)
        assert "no room" in said
        assert list(folder.iterdir()) == []
    finally:
        subprocess.run(["umount", folder], check=True)
    shutil.rmtree(whole.path)
