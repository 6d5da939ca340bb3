"""The process that opens pictures: it waits, forks a child for each one, and ends with its client.

It has loaded Pillow once, holds no secret of the paper (the client starts it without the
environment) and stays single-threaded, so a fork is safe and takes milliseconds. Each request is
a socket, sent over the socket whose number is the first argument; the child answers on it:

    request    4 bytes length | the file
    answer     4 bytes length | JSON | 4 bytes length | the JPEG

No answer means that the child met a limit.
"""

import contextlib
import gc
import json
import os
import resource
import select
import signal
import socket
import sys
import time
import warnings

from PIL import AvifImagePlugin, Image, features

from articles.picture_intake import cleaning

MEBIBYTE = 1024 * 1024
#: What a child may use beside the shared code: with that, at most 300 MiB.
MEMORY = 270 * MEBIBYTE
#: Seconds of computing; of the clock, when the machine is busy.
CPU_SECONDS = 2.5
CLOCK_SECONDS = 10


def serve(control):
    """Fork a child for each socket that arrives on `control`; returns when that is closed."""
    running = {}
    poll = select.poll()
    poll.register(control, select.POLLIN)
    while True:
        ready = poll.poll(50 if running else None)
        _reap(running)
        if not ready:
            continue
        message, sockets, _flags, _address = socket.recv_fds(control, 1, 1)
        if not message:
            break
        for descriptor in sockets:
            pid = os.fork()
            if not pid:
                control.close()
                _be_the_child(descriptor)
            running[pid] = time.monotonic() + CLOCK_SECONDS
            os.close(descriptor)
    for pid in running:
        _kill(pid)


def _reap(running):
    """Bury the children that have ended, end those that take too long."""
    for pid, deadline in list(running.items()):
        if time.monotonic() > deadline:
            _kill(pid)
        if os.waitpid(pid, os.WNOHANG)[0]:
            del running[pid]


def _kill(pid):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _be_the_child(descriptor):
    """Answer one request within the limits, and end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # Decoders in C complain there.
        _limit()
        with socket.socket(fileno=descriptor) as client:
            answer, jpeg = _answer(_receive(client))
            said = json.dumps(answer).encode()
            client.sendall(len(said).to_bytes(4) + said + len(jpeg).to_bytes(4) + jpeg)
    finally:
        os._exit(0)


def _limit():
    """Less memory, time and rights than any program of the house; no file can be written."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)


def _answer(original):
    answer, jpeg = {}, b""
    try:
        clean = cleaning.clean(original)
    except cleaning.Refused as refused:
        answer["refused"] = refused.code
    except MemoryError:
        answer["refused"] = "memory"
    except Exception:
        # Pillow's readers raise anything on hostile bytes, and this process ends here anyway.
        answer["refused"] = "broken"
    else:
        jpeg = clean.jpeg
        for name in ("width", "height", "fingerprint", "stated"):
            answer[name] = getattr(clean, name)
    used = resource.getrusage(resource.RUSAGE_SELF)
    answer |= {"peak": used.ru_maxrss, "seconds": used.ru_utime + used.ru_stime}
    return answer, jpeg


def _receive(client):
    size = int.from_bytes(_exactly(client, 4))
    return _exactly(client, size)


def _exactly(client, size):
    received = bytearray(size)
    view = memoryview(received)
    while view:
        count = client.recv_into(view)
        if not count:
            raise EOFError
        view = view[count:]
    return bytes(received)


if __name__ == "__main__":
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    warnings.simplefilter("ignore")  # Too many pixels are refused, not warned of.
    Image.init()
    features.check("avif")
    gc.freeze()
    with socket.socket(fileno=int(sys.argv[1])) as control:
        serve(control)
