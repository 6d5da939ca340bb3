"""What the rest of the house calls: a file's bytes in, a clean JPEG out."""

import atexit
import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: So many pictures of one process are opened at the same time, so that memory stays bounded.
AT_ONCE = 2
#: A little more than a child gets (`__main__.CLOCK_SECONDS`).
PATIENCE = 15


class Refused(Exception):
    """The file is not taken; `code` says why: broken, pixels, memory, limits.

    peak, seconds: memory (KiB) and processor time the child used; None if it was ended ("limits").
    """

    def __init__(self, code, peak=None, seconds=None):
        super().__init__(code)
        self.code, self.peak, self.seconds = code, peak, seconds


@dataclass(frozen=True)
class Taken:
    """A clean JPEG, its size in pixels, its fingerprint (or None) and what the file said of itself.

    stated: as `articles.picture_intake.stated.read` returns it, untrusted. peak, seconds: memory
    (KiB) and processor time the child used.
    """

    jpeg: bytes
    width: int
    height: int
    fingerprint: int | None
    stated: dict
    peak: int
    seconds: float


def open_picture(original):
    """The picture as Taken. original: the bytes as they came. Raises Refused."""
    with _slots:
        try:
            answer, jpeg = _ask(original)
        except Refused:
            if not _intake.is_gone():
                raise
            # Not this child was ended, but the process above it: nobody has looked at the file.
            answer, jpeg = _ask(original)
    if "refused" in answer:
        raise Refused(answer["refused"], answer["peak"], answer["seconds"])
    return Taken(jpeg=jpeg, **answer)


def _ask(original):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.settimeout(PATIENCE)
        _intake.pass_on(theirs)
        theirs.close()
        try:
            ours.sendall(len(original).to_bytes(4))
            ours.sendall(original)
            answer = json.loads(_part(ours))
            return answer, _part(ours)
        except (OSError, EOFError) as error:
            # The child has met a limit, or somebody ended it.
            raise Refused("limits") from error


def _part(client):
    return _exactly(client, int.from_bytes(_exactly(client, 4)))


def _exactly(client, size):
    parts = []
    while size:
        part = client.recv(min(size, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


class _Intake:
    """The process of `__main__`: started with the first picture, anew if it is gone."""

    def __init__(self):
        self.lock = threading.Lock()
        self.process = self.control = self.owner = None

    def pass_on(self, client):
        """Hand the socket to a child of its own. Raises Refused if none can be started."""
        with self.lock:
            for _attempt in range(2):
                if self.owner != os.getpid():
                    self.start()
                try:
                    socket.send_fds(self.control, [b"p"], [client.fileno()])
                    return
                except OSError:
                    self.stop()
        raise Refused("limits")

    def start(self):
        self.control, theirs = socket.socketpair()
        with theirs:
            # Without the environment: it knows no secret key and no database.
            self.process = subprocess.Popen(
                [sys.executable, "-m", "articles.picture_intake", str(theirs.fileno())],
                cwd=ROOT,
                env={"LANG": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        self.owner = os.getpid()

    def is_gone(self):
        """Whether the process has ended by itself, or was killed."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(0.1)
            return True
        return False

    def stop(self):
        """End the process, if it is ours: it ends when its socket is closed."""
        if self.owner == os.getpid():
            self.control.close()
            self.process.wait(PATIENCE)
        self.owner = None


_intake = _Intake()
_slots = threading.BoundedSemaphore(AT_ONCE)
atexit.register(_intake.stop)
