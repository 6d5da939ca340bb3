"""Make a backup: one moment of the database, every file it names, and the proof that it restores.

Files are written before their rows and deleted after them. So they are copied before the moment
of the dump and once more after it: what was deleted in between is there from the first time, what
came in between from the second. Should a file slip through both, the whole is done again.
"""

import contextlib
import fcntl
import os
import shutil
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify

from newsroom import backups, stored_files
from newsroom.backups import Failed, archive, contents, databases, dumping

ATTEMPTS = 3
#: A backup needs at least this much room on its disk (bytes) besides what it copies.
ROOM = 64 << 20


@dataclass
class Made:
    """A finished backup, for whoever reports it."""

    archive: archive.Archive
    copied: int = 0
    linked: int = 0
    removed: list = field(default_factory=list)


def make(folder, *, verify=True, keep=None, say=lambda text: None):
    """Make an archive in `folder`, prove it by restoring it, and forget all but `keep` old ones.

    Raises Failed; then nothing of it is left, and what was there before still is."""
    folder = Path(folder)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _alone(folder):
            _clear(folder)
            return _make(folder, verify, keep, say)
    except OSError as error:
        raise Failed(f"{error.filename or folder}: {error.strerror or error}.") from error


@contextlib.contextmanager
def _alone(folder):
    """Nobody else makes a backup in this folder; the kernel drops the lock of a killed process."""
    lock = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise Failed(f"Another backup is being made in {folder}.") from None
    finally:
        os.close(lock)


def _clear(folder):
    """Remove what killed backups have left."""
    for left in folder.glob(f"{archive.UNFINISHED}*"):
        shutil.rmtree(left)


def _make(folder, verify, keep, say):
    began = timezone.now()
    # The moment of the dump in UTC: no name comes twice in the night of the longer hour.
    name = f"{slugify(settings.PAPER.name) or 'newsroom'}-{began:%Y-%m-%d-%H%M%SZ}"
    path = folder / f"{archive.UNFINISHED}{name}"
    path.mkdir(mode=0o700)
    try:
        made = _write(path, began, next(iter(archive.all_in(folder)), None), say)
        if verify:
            say("Restoring it into a scratch database …")
            _prove(made.archive, say)
            made.archive.manifest["verified_at"] = timezone.now().isoformat()
            archive.write_manifest(path, made.archive.manifest)
        final = archive.finish(path, name)
    except BaseException:
        shutil.rmtree(path, ignore_errors=True)
        raise
    made.archive = archive.Archive(final, made.archive.manifest)
    _keep_ledger(folder, final)
    if verify:
        backups.note(began)
    if keep:
        made.removed = archive.rotate(folder, keep)
    return made


def _write(path, began, before, say):
    """Fill the folder of an archive; returns what was made."""
    files, made = {}, Made(None)
    say("Files …")
    _take_files(path, files, made, before)
    for _attempt in range(ATTEMPTS):
        say("Database …")
        database, wanted = _take_database(path)
        _take_files(path, files, made, before)
        missing = {f"{tree}/{name}" for tree, names in wanted.items() for name in names}
        missing -= files.keys()
        lost = missing & _still_named() if missing else set()
        if missing == lost:
            break
        say("Files were deleted meanwhile: once more.")
    else:
        raise Failed("Files are deleted faster than they can be backed up: try again.")
    ledger = stored_files.roots()["private"] / archive.LEDGER
    (path / archive.LEDGER).touch(mode=0o600)
    archive.unite_ledgers(path / archive.LEDGER, ledger)
    files[archive.DUMP] = archive.add(path, archive.DUMP)
    files[archive.LEDGER] = archive.add(path, archive.LEDGER)
    manifest = {
        "format": archive.FORMAT,
        "paper": settings.PAPER.name,
        "version": _version(),
        "made_at": began.isoformat(),
        "verified_at": None,
        "files": files,
        "missing": sorted(lost),
        **database,
    }
    made.archive = archive.write_manifest(path, manifest)
    return made


def _take_database(path):
    """Dump one moment; returns what the manifest says of it, and the files it names."""
    with contents.steady(databases.own_database()) as (session, snapshot):
        version = session.info.server_version
        tools = dumping.tools(version // 10000)
        (path / archive.DUMP).unlink(missing_ok=True)
        dumping.dump(databases.own_database(), snapshot, path / archive.DUMP, tools)
        os.chmod(path / archive.DUMP, 0o600)
        found = contents.describe(session)
        if not found["tables"].get("django_migrations", {}).get("rows"):
            raise Failed("The database is empty: nothing to back up.")
        applied = session.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        described = {
            "server": version // 10000,
            "tools": tools.major,
            "migrations": [list(row) for row in applied.fetchall()],
            "database": found,
        }
        return described, stored_files.named(session)


def _still_named():
    """The files that the database names now, by their paths in an archive."""
    with databases.connect(databases.own_database()) as session:
        names = stored_files.named(session)
    return {f"{tree}/{name}" for tree in names for name in names[tree]}


def _take_files(path, files, made, before):
    """Copy or link what is new or has changed since it was last looked at."""
    for tree, root in stored_files.roots().items():
        for name, status in archive.walk(root):
            if _is_note(name):
                continue
            key = f"{tree}/{name}"
            known = files.get(key)
            if known and (known["size"], known["changed"]) == (status.st_size, status.st_mtime_ns):
                continue
            (path / key).unlink(missing_ok=True)
            files.pop(key, None)
            if linked := _link(path / key, key, status, before):
                files[key] = linked
                made.linked += 1
                continue
            # Deleted meanwhile: if the database still names it, the second look tells.
            with contextlib.suppress(FileNotFoundError):
                files[key] = archive.copy(root / name, path / key)
                made.copied += 1


def _is_note(name):
    """What belongs to this machine or to no backup: our own notes and the ledger."""
    return "/" not in name and (name.startswith(".") or name == archive.LEDGER)


def _link(target, key, status, before):
    """Make a hard link to an unchanged file of the archive before; returns what is known of it."""
    said = before.files.get(key) if before else None
    if not said or (said["size"], said["changed"]) != (status.st_size, status.st_mtime_ns):
        return None
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        # Not to be trusted if somebody touched it there.
        there = (before.path / key).stat()
        if (there.st_size, there.st_mtime_ns) != (status.st_size, status.st_mtime_ns):
            return None
        os.link(before.path / key, target)
    except OSError:
        return None  # It is gone, or the disk knows no links.
    return dict(said)


def _prove(made, say):
    """Compare every file with its sum and restore the dump; raises Failed."""
    for name in sorted(made.files):
        if not archive.fault_of(made, name):
            continue
        # A link to a file that was damaged in the archive before is replaced by the file itself.
        tree, _slash, inside = name.partition("/")
        source = stored_files.roots().get(tree)
        with contextlib.suppress(OSError):
            if source is not None:
                (made.path / name).unlink()
                made.files[name] = archive.copy(source / inside, made.path / name)
                say(f"{name} was damaged in the archive before and is copied anew.")
        if fault := archive.fault_of(made, name):
            raise Failed(f"The backup is damaged as it lies on the disk: {fault}.")
    scratch = databases.beside(databases.own_database(), "verify")
    with databases.administration() as admin:
        databases.create_scratch(admin, scratch, databases.own_database())
        try:
            tools = dumping.tools(made.manifest["tools"])
            dumping.load(made.dump, scratch, tools)
            contents.prove(scratch, made.manifest["database"])
        finally:
            databases.drop_scratch(admin, scratch)


def _keep_ledger(folder, final):
    """The newest ledger stands beside the archives, too: an old archive is restored with it."""
    ledger = folder / archive.LEDGER
    archive.unite_ledgers(ledger, final / archive.LEDGER)
    if ledger.exists():
        os.chmod(ledger, 0o600)


def _version():
    with contextlib.suppress(OSError, tomllib.TOMLDecodeError, KeyError):
        said = (settings.BASE_DIR / "pyproject.toml").read_text("utf-8")
        return tomllib.loads(said)["project"]["version"]
    return ""
