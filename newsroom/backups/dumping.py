"""PostgreSQL's own tools: which of them fit, and how they dump and restore."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from psycopg import pq

from newsroom import embedded_postgres
from newsroom.backups import Failed
from newsroom.backups.databases import first_line, parameters
from newsroom.embedded_postgres import die_with_parent

#: Where systems keep the tools of several versions side by side.
KNOWN_FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin")


@dataclass(frozen=True, slots=True)
class Tools:
    """pg_dump, pg_restore and psql of one version."""

    folder: Path
    major: int

    def path(self, name):
        return str(self.folder / name)


def tools(at_least):
    """The oldest tools that know the major version `at_least`; raises Failed without any."""
    folders = [Path(each) for pattern in KNOWN_FOLDERS for each in Path("/").glob(pattern[1:])]
    if found := shutil.which("pg_dump"):
        folders.append(Path(found).parent)
    with contextlib.suppress(embedded_postgres.Unavailable):
        folders.append(embedded_postgres.binaries())
    fitting = []
    for folder in folders:
        if all(os.access(folder / name, os.X_OK) for name in ("pg_dump", "pg_restore", "psql")):
            said = subprocess.run(
                [folder / "pg_dump", "--version"], capture_output=True, text=True, check=False
            ).stdout
            if version := re.search(r"\) (\d+)", said):
                fitting.append(Tools(folder, int(version[1])))
    fitting = [each for each in fitting if each.major >= at_least]
    if not fitting:
        raise Failed(f"pg_dump of PostgreSQL {at_least} or newer is missing on this machine.")
    return min(fitting, key=lambda each: each.major)


def environment(database):
    """What a tool is told about the server: by its environment, for anybody sees its arguments."""
    names = {
        option.keyword.decode(): option.envvar.decode()
        for option in pq.Conninfo.get_defaults()
        if option.envvar
    }
    kept = {
        key: value
        for key, value in os.environ.items()
        if key in ("PATH", "HOME", "TMPDIR") or (key.startswith("PG") and key.isupper())
    }
    asked = parameters(database)
    told = {names[key]: value for key, value in asked.items() if key in names}
    return kept | told | {"LC_ALL": "C", "PGCLIENTENCODING": "UTF8", "PGCONNECT_TIMEOUT": "30"}


def dump(database, snapshot, target, using):
    """Write what the exported snapshot sees into `target`, in pg_dump's custom format."""
    arguments = ["--format=custom", "--compress=6", "--no-owner", "--no-privileges"]
    arguments += ["--lock-wait-timeout=60s", "--no-password"]
    arguments += [f"--snapshot={snapshot}", f"--file={target}"]
    _run([using.path("pg_dump"), *arguments], environment(database), "pg_dump")


def load(dumped, database, using):
    """Read a dump into an empty database, all of it or nothing; raises Failed."""
    told = environment(database)
    quiet = ["--no-psqlrc", "--quiet", "--no-password", "--output=/dev/null"]
    strict = ["--set=ON_ERROR_STOP=1", "--single-transaction", "--file=-"]
    with tempfile.TemporaryFile() as complaints:
        reader = subprocess.Popen(
            [using.path("pg_restore"), "--file=-", "--no-owner", "--no-privileges", str(dumped)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=told,
            preexec_fn=die_with_parent(signal.SIGKILL),
        )
        writer = subprocess.Popen(
            [using.path("psql"), *quiet, *strict],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=complaints,
            env=told,
            preexec_fn=die_with_parent(signal.SIGKILL),
        )
        with reader, writer:
            with contextlib.suppress(BrokenPipeError):
                # Tools from 17 on set what servers before 17 do not know.
                head = reader.stdout.read(1 << 14)
                writer.stdin.write(head.replace(b"SET transaction_timeout = 0;\n", b""))
                shutil.copyfileobj(reader.stdout, writer.stdin, 1 << 18)
            # psql commits at the end of its input: it must not see an end that is none.
            reader.stdout.close()
            if reader.wait():
                writer.kill()
            with contextlib.suppress(BrokenPipeError):
                writer.stdin.close()
            codes = (reader.wait(), writer.wait())
        complaints.seek(0)
        if any(codes):
            raise Failed(_complaint("The dump cannot be restored", complaints.read()))


def _run(command, told, name):
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=told,
        check=False,
        preexec_fn=die_with_parent(signal.SIGKILL),
    )
    if done.returncode:
        raise Failed(_complaint(f"{name} failed", done.stderr))


def _complaint(what, said):
    """One line of what a tool said; never a value of a row, which stands after the first line."""
    lines = [line for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    telling = [line for line in lines if "error" in line.lower() or "fatal" in line.lower()]
    return f"{what}: {first_line((telling or lines or ['it ended without a word'])[0])}"
