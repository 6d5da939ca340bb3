"""The web server: python -m newsroom.web [--host ADDRESS] [--port NUMBER] [--workers NUMBER].

Granian as we want it: a killed worker is replaced, and no worker outlives its main process."""

import argparse
import gc
import importlib
import os
import signal
from functools import partial

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from newsroom import logs
from newsroom.embedded_postgres import die_with_parent

APPLICATION = "newsroom.wsgi:application"
THREADS = 4  # A worker's threads; each keeps one connection to the database.


def serve(host, port, workers):
    """Serve the site until SIGTERM or SIGINT; requests that have begun are finished."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    server = Granian(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        blocking_threads_idle_timeout=600,
        backpressure=128,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
        log_dictconfig=logs.of_the_server(settings.LOGGING),
        log_access=False,  # Each request has its line already, with a number (newsroom/logs.py).
    )
    # Once in each worker, before the application is loaded.
    server.serve(target_loader=partial(_load, os.getpid()), wrap_loader=False)


def _load(main_process):
    die_with_parent(signal.SIGKILL, parent=main_process)()
    module, name = APPLICATION.split(":")
    application = getattr(importlib.import_module(module), name)
    # What is loaded stays, and a page leaves few cycles: look for garbage ten times less often
    # (a tenth of the CPU of the front page), and never through the code itself.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
    return application


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m newsroom.web", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2)
    serve(**vars(parser.parse_args()))
