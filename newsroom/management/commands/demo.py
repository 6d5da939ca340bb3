"""The one command of a demo: prepare everything, serve, work, and end with everything."""

import contextlib
import errno
import gc
import importlib
import itertools
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, OperationalError, connection

from newsroom import catalogues, processes
from newsroom.database import DatabaseUnavailable
from newsroom.embedded_postgres import die_with_parent

DEFAULT_PORT = 8000
CONTENT = ("load_places", "load_demo")


class Command(BaseCommand):
    help = "Prepare the demo paper and run it: database, web server and worker, until Ctrl-C."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=int, help=f"default: {DEFAULT_PORT}, or the next free")
        parser.add_argument("--workers", type=int, default=2, help="processes of the web server")
        parser.add_argument("--empty", action="store_true", help="without places and articles")
        parser.add_argument("--prepare-only", action="store_true", help="do not serve")

    def handle(self, **options):
        stopped = processes.Stopped() if not options["prepare_only"] else False
        if "MAKELEVEL" in os.environ:
            die_with_parent(signal.SIGTERM, parent=os.getppid())()  # A killed make, too, ends it.
        host, port = options["host"], options["port"]
        if port and not options["prepare_only"]:
            self.free_port(host, port)  # Said at once, not after the minute of the set-up.
        gc.set_threshold(50_000, 20, 50)  # A third of the time of the migrations.
        self.prepare(content=() if options["empty"] else CONTENT)
        if options["prepare_only"] or stopped:
            return
        port = self.free_port(host, port)
        web = [sys.executable, "-m", "newsroom.web", "--host", host, "--port", str(port)]
        work = [sys.executable, "manage.py", "procrastinate", "worker"]
        children = [
            processes.Child("worker", [*work, "--shutdown-graceful-timeout", "5"]),
            processes.Child("web server", [*web, "--workers", str(options["workers"])]),
        ]
        os.environ["PYTHONUNBUFFERED"] = "1"
        os.chdir(settings.BASE_DIR)
        try:
            for each in children:
                each.start()
            self.say("Waiting for the first page …")
            self.welcome(host, port, children[1], stopped)
            processes.keep_running(children, stopped, self.say, self.ask_database)
        except processes.KeepsFailing as error:
            raise CommandError(str(error)) from error
        finally:
            for each in reversed(children):
                each.stop()
        self.say("Stopped.")

    def say(self, text):
        self.stdout.write(text)
        self.stdout.flush()

    def prepare(self, content):
        """Everything up to the first request; running it again changes nothing."""
        began = time.monotonic()
        catalogues.compile_all()
        self.say("Database …")
        try:
            connection.ensure_connection()
        except OperationalError as error:
            raise CommandError(
                f"No connection to PostgreSQL: {str(error).splitlines()[0]}"
            ) from None
        self.say("Tables …")
        call_command("migrate", verbosity=0, interactive=False)
        known = get_commands()
        for name in content:
            if name in known:
                self.say({"load_places": "Places …", "load_demo": "Demo content …"}[name])
                call_command(name, stdout=self.stdout)
        if not self.static_files_are_fresh():
            self.say("Style sheets and scripts …")
            call_command("collectstatic", verbosity=0, interactive=False)
            self.static_stamp().write_text(self.static_state())
        self.say(f"Ready after {time.monotonic() - began:.1f} seconds.")

    def ask_database(self):
        """Bring a killed embedded server back although nobody reads."""
        with contextlib.suppress(DatabaseError, DatabaseUnavailable):
            connection.close_if_unusable_or_obsolete()  # The cursor checks the connection's health.
            connection.cursor().close()

    def static_stamp(self):
        return settings.STATIC_ROOT.parent / "static-state"

    def static_state(self):
        """What collectstatic would read: number, size and newest change of all files."""
        found = [
            (os.path.getsize(path), os.stat(path).st_mtime_ns)
            for finder in get_finders()
            for name, storage in finder.list(None)
            for path in [storage.path(name)]
        ]
        newest = max((changed for _, changed in found), default=0)
        return f"{len(found)} {sum(size for size, _ in found)} {newest}"

    def static_files_are_fresh(self):
        stamp = self.static_stamp()
        collected = (settings.STATIC_ROOT / "staticfiles.json").exists()
        return collected and stamp.exists() and stamp.read_text() == self.static_state()

    def free_port(self, host, wanted):
        """The wanted port, or from the default on the first that nobody listens on."""
        for port in [wanted] if wanted else itertools.count(DEFAULT_PORT):
            with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind((host, port))
                except OSError as error:
                    if error.errno != errno.EADDRINUSE:
                        raise CommandError(f"Cannot listen on {host}: {error.strerror}.") from error
                else:
                    if port != (wanted or DEFAULT_PORT):
                        self.say(f"Port {DEFAULT_PORT} is taken: using {port}.")
                    return port
        raise CommandError(f"Port {wanted} is taken: choose another one with --port.")

    def welcome(self, host, port, web, stopped):
        """Wait for the front page, then say where it is and who may log in."""
        shown = "localhost" if host in ("127.0.0.1", "0.0.0.0", "::") else host
        address = f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"
        while not stopped and not self.answers(address):
            web.watch(self.say)
            time.sleep(0.1)
        if stopped:
            return
        self.say(f"\n  {settings.PAPER.name}   {address}\n  The desk   {address}admin/")
        for login in self.logins():
            self.say(f"    {login}")
        self.say("  Ctrl-C ends everything.\n")

    def answers(self, address):
        """Whether the server speaks, whatever it says."""
        try:
            with urllib.request.urlopen(address, timeout=30):
                return True
        except urllib.error.HTTPError as error:
            with contextlib.closing(error):
                if error.code >= 500:
                    self.stderr.write(f"The front page answers {error.code}.")
            return True
        except OSError:
            return False

    def logins(self):
        """Lines for the demo's accounts, as newsroom/demo.py lists them."""
        try:
            known = importlib.import_module("newsroom.demo").LOGINS
        except (ImportError, AttributeError):
            return []
        rows = known.items() if isinstance(known, dict) else known
        return ["  ".join(map(str, row if not isinstance(row, str) else [row])) for row in rows]
