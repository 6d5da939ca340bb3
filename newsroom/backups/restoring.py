"""Restore an archive: everything is made ready beside what is there, then changes places with it.

Until the last step nothing of the site has changed. Databases change places in one transaction;
files are renamed, which takes a moment, and are put back if the databases cannot follow. Whoever
is killed in that moment restores once more. What was there before is kept, under another name.
"""

import contextlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.signals import setting_changed
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from newsroom import erasures, retention, stored_files
from newsroom.backups import Failed, archive, contents, databases, dumping
from submissions import mail


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored where; names of what was there before, if it was kept."""

    archive: archive.Archive
    database: str
    former_database: str
    former_files: tuple[Path, ...]
    migrated: int
    erased: int


def restore(path, *, into=None, files=None, replace=False, say=lambda text: None):
    """Restore the archive at `path`; raises Failed, then nothing has changed.

    into: another database on the same server, for a look or a drill; the site is not touched, and
    files are restored only if a folder for `media` and `private` is given as `files`.
    replace: what is there already is put aside."""
    say("Comparing sums …")
    whole = archive.check(path)
    _refuse_newer(whole)
    database = into or databases.own_database()
    roots = _roots(into, files)
    try:
        with databases.administration() as admin:
            had = _look(admin, database, roots, replace)
            return _restore(admin, whole, database, roots, had, say)
    except OSError as error:
        raise Failed(f"{error.filename or path}: {error.strerror or error}.") from error


def _roots(into, files):
    if files:
        return {tree: Path(files) / tree for tree in archive.TREES}
    return {} if into else stored_files.roots()


def _refuse_newer(whole):
    """A newer version's database would be more than this program knows."""
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    known = set(loader.disk_migrations)
    known |= {old for each in loader.disk_migrations.values() for old in each.replaces}
    strange = [
        [app, name]
        for app, name in whole.manifest["migrations"]
        if app in loader.migrated_apps and (app, name) not in known
    ]
    if strange:
        version = whole.manifest["version"] or "another version"
        raise Failed(
            f"The archive was made by a newer program ({version}): it knows the migration"
            f" {'.'.join(strange[0])}, this one does not."
        )


def _look(admin, database, roots, replace):
    """Whether a database with tables is there; raises Failed if something may not be replaced."""
    connection.close()  # Our own connection would count, and would keep the name.
    had = databases.exists(admin, database) and not databases.is_empty(database)
    if not replace:
        if had:
            raise Failed(f"The database {database} is not empty: --replace puts it aside.")
        for root in roots.values():
            if _entries(root):
                raise Failed(f"The folder {root} is not empty: --replace puts its files aside.")
    if others := databases.others_connected(admin, database):
        raise Failed(
            f"The database {database} is in use ({others} connections): stop web server and worker."
        )
    return had


def _entries(root):
    """What a restore replaces in a folder of files: all but our own notes and the ledger."""
    found = sorted(root.iterdir()) if root.is_dir() else []
    return [each for each in found if not each.name.startswith(".") and each.name != archive.LEDGER]


def _restore(admin, whole, database, roots, had, say):
    scratch = databases.beside(database, "restoring")
    databases.create_scratch(admin, scratch, database)
    staged = {}
    try:
        say("Database …")
        dumping.load(whole.dump, scratch, dumping.tools(whole.manifest["tools"]))
        contents.prove(scratch, whole.manifest["database"])
        say("Files …")
        stamp = f"{timezone.now():%Y%m%d-%H%M%S}"
        for tree, root in roots.items():
            staged[tree] = _stage(whole, tree, root)
        ledgers = [whole.path / archive.LEDGER, whole.path.parent / archive.LEDGER]
        ledgers = [ledger for ledger in ledgers if ledger.exists()]
        # The site's own ledger learns what it lacks, and loses nothing, whatever happens next.
        erasures.join(ledgers)
        say("What has happened since …")
        migrated, erased = _catch_up(scratch, staged)
        former = _change_places(admin, scratch, database, roots, staged, had, stamp)
    except BaseException:
        connection.close()
        databases.drop_scratch(admin, scratch)
        raise
    finally:
        for folder in staged.values():
            shutil.rmtree(folder, ignore_errors=True)
    kept = tuple(folder for folder in former if folder.is_dir() and any(folder.iterdir()))
    old = databases.beside(database, f"before_{stamp}") if had else ""
    return Restored(whole, database, old, kept, migrated, erased)


def _stage(whole, tree, root):
    """Copy the files of one tree beside the folder they are for; returns where they are."""
    root.mkdir(parents=True, exist_ok=True)
    place = _beside(root, "restoring")
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(mode=0o700)
    wanted = {name: said for name, said in whole.files.items() if name.startswith(f"{tree}/")}
    need, free = sum(said["size"] for said in wanted.values()), shutil.disk_usage(place).free
    if need > free:
        shutil.rmtree(place)
        raise Failed(f"{root} has no room: {need >> 20} MiB are needed, {free >> 20} are free.")
    for name, said in wanted.items():
        copied = archive.copy(whole.path / name, place / name.partition("/")[2])
        if copied["sha256"] != said["sha256"]:
            shutil.rmtree(place)
            raise Failed(f"{whole.path} is damaged: {name} is not what was written.")
    for folder, _folders, _files in os.walk(place):
        archive.flush_folder(folder)
    return place


def _beside(root, what):
    """A hidden place on the same disk as a folder: beside it, or inside if that is a disk."""
    parent = root.resolve().parent
    same = parent.stat().st_dev == root.stat().st_dev and os.access(parent, os.W_OK)
    return parent / f".{root.name}.{what}" if same else root / f".{what}"


def _catch_up(scratch, staged):
    """Bring the restored rows and files to what is true today: schema, erasures, periods, mails.

    Returns how many migrations were applied and how many things were erased once more."""
    ledger = erasures.path()
    with tempfile.TemporaryDirectory() as nowhere:
        # Where no files are restored, what erases files must find none of the site's own.
        places = {tree: staged.get(tree, Path(nowhere) / tree) for tree in archive.TREES}
        with _as_if_there(scratch, places):
            before = _applied()
            call_command("migrate", verbosity=0, interactive=False)
            erased = erasures.replay([ledger])
            retention.run()
            mail.hold_all()
            erasures.path().unlink(missing_ok=True)
            return _applied() - before, erased


def _applied():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations")
        return cursor.fetchone()[0]


@contextlib.contextmanager
def _as_if_there(database, places):
    """Let the program work on a database and folders that are not in their places yet."""
    name = connection.settings_dict["NAME"]
    roots = {"MEDIA_ROOT": places["media"], "PRIVATE_ROOT": places["private"]}
    before = {key: getattr(settings, key) for key in roots}
    connection.close()
    connection.settings_dict["NAME"] = database
    for key, value in roots.items():
        _set(key, value)
    ContentType.objects.clear_cache()
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name
        for key, value in before.items():
            _set(key, value)
        ContentType.objects.clear_cache()


def _set(key, value):
    """Change a setting so that storages, which keep it, hear of it."""
    setattr(settings, key, value)
    setting_changed.send(sender=_set, setting=key, value=value, enter=True)


def _change_places(admin, scratch, database, roots, staged, had, stamp):
    """Put the restored files and database in their places; returns where the former files are."""
    moved, formers = [], []
    try:
        for tree, root in roots.items():
            former = _beside(root, f"before-{stamp}")
            former.mkdir(mode=0o700)
            formers.append(former)
            for entry in _entries(root):
                _move(entry, former / entry.name, moved)
            for entry in sorted(staged[tree].iterdir()):
                _move(entry, root / entry.name, moved)
            archive.flush_folder(root)
        empty = databases.beside(database, "empty")
        databases.drop_scratch(admin, empty)
        old = databases.beside(database, f"before_{stamp}") if had else empty
        databases.swap(admin, scratch, database, old)
    except BaseException:
        for source, target in reversed(moved):
            target.rename(source)
        for former in formers:
            with contextlib.suppress(OSError):
                former.rmdir()
        raise
    if not had:
        databases.drop_former(admin, old)
    for former in formers:
        with contextlib.suppress(OSError):
            former.rmdir()  # Only if nothing was there before.
    return formers


def _move(source, target, moved):
    source.rename(target)
    moved.append((source, target))
