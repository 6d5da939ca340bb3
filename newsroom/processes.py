"""Keep a few child processes running until told to stop, and leave none behind."""

import itertools
import os
import signal
import subprocess
import time
from dataclasses import dataclass, field

from newsroom.embedded_postgres import die_with_parent

PATIENCE = 12  # Seconds for a child to finish its requests or jobs after SIGTERM.
TOO_SHORT = 5  # A child that ends sooner after its start counts as failing.
TOO_OFTEN = 4


class KeepsFailing(Exception):
    """A child that ends again and again right after its start; the message names it."""


@dataclass
class Child:
    """A program that shall always run; `name` is what a person reads about it."""

    name: str
    command: list[str]
    failures: int = 0
    started: float = 0
    process: subprocess.Popen | None = field(default=None, repr=False)

    def start(self):
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            # Own group: Ctrl-C reaches the parent alone, which ends its children in order.
            process_group=0,
            # SIGTERM from the kernel even if the parent is killed.
            preexec_fn=die_with_parent(signal.SIGTERM),
        )

    def watch(self, say):
        """Start it again if it has ended; raises KeepsFailing instead of trying for ever."""
        if (code := self.process.poll()) is None:
            return
        kill_group(self.process.pid)
        short = time.monotonic() - self.started < TOO_SHORT
        self.failures = self.failures + 1 if short else 0
        if self.failures >= TOO_OFTEN:
            raise KeepsFailing(f"The {self.name} ends right after its start (exit code {code}).")
        say(f"The {self.name} ended (exit code {code}) and is started again.")
        self.start()

    def stop(self):
        """End it, politely first."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        kill_group(self.process.pid)


def kill_group(number):
    """End what a dead child may have left in its process group."""
    try:
        os.killpg(number, signal.SIGKILL)
    except ProcessLookupError:
        return


class Stopped:
    """True once SIGINT, SIGTERM or SIGHUP has arrived; replaces their default from then on."""

    def __init__(self):
        self._stopped = False
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, self._stop)

    def _stop(self, *_):
        self._stopped = True

    def __bool__(self):
        return self._stopped


def keep_running(children, stopped, say, also):
    """Watch the started children until `stopped` is true; call `also` every two seconds or so."""
    for turn in itertools.count():
        if stopped:
            return
        for each in children:
            each.watch(say)
        if turn % 6 == 0:
            also()
        time.sleep(0.3)
