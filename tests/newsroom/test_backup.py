"""Backup and restore: what goes in comes out, and what is damaged is found before it does harm."""

import hashlib
import io
import json
import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from articles import drafts
from articles.models import Article, Image
from newsroom import backups, erasures
from newsroom.backups import archive, contents, databases, making
from newsroom.privacy import ledger
from submissions import uploads
from submissions.models import Attachment
from tests.builders import make_article, make_image, make_region, make_speaker
from tests.submissions.sent import make_submission


def sums_in(folder):
    """{path: SHA-256} of all files below a folder, but for what belongs to the machine."""
    return {
        name: archive.sum_of(Path(folder) / name)
        for name, _status in archive.walk(folder)
        if not name.startswith(".") and name != archive.LEDGER
    }


def described(database):
    with contents.steady(database) as (session, _snapshot):
        return contents.describe(session)


def other(name):
    """A database beside the one of the tests."""
    return databases.beside(connection.settings_dict["NAME"], name)


@pytest.fixture
def drill():
    """The name of a database to restore into; gone afterwards."""
    yield other("drill")
    with databases.administration() as admin:
        names = admin.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [other("drill")]
        ).fetchall()
        for (name,) in names:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def make_paper():
    """A bit of everything that has files or triggers."""
    place = make_region()["Altrip"]
    image = make_image()
    article = make_article(
        "Die Fähre fährt wieder",
        places=[place.key],
        topics=["Verkehr"],
        lead_picture=drafts.LeadPicture(image=image.pk),
        blocks=[
            drafts.Prose(html="<p>Grüße, „Zitat“ und ein \\ dazu.</p>"),
            drafts.Statement(text="So ist es.", speaker=make_speaker().name),
        ],
    )
    submission = make_submission(email="wanda@post.example")
    file = uploads.store(b"a picture of a reader")
    Attachment.objects.create(submission=submission, position=0, file=file, rights_text="Meins.")
    return article


@pytest.mark.django_db(transaction=True)
def test_what_is_backed_up_is_restored_with_every_row_and_file(tmp_path, drill):
    make_paper()
    call_command("backup", str(tmp_path / "archives"), stdout=io.StringIO())
    (whole,) = archive.all_in(tmp_path / "archives")
    assert len(whole.files) >= 4
    assert timezone.now() - backups.last_good() < timedelta(minutes=1)
    before = described(connection.settings_dict["NAME"])
    Article.objects.update(headline="Danach geändert")
    call_command("restore", str(whole.path), into=drill, files=str(tmp_path / "new"), verbosity=0)
    after = described(drill)
    # The restore has noted that the waiting mail is in doubt, and what retention let go.
    noted = {"articles_auditentry", "newsroom_retentionrun"}
    assert {name: after["tables"][name] for name in after["tables"] if name not in noted} == {
        name: before["tables"][name] for name in before["tables"] if name not in noted
    }
    assert after["parts"] == before["parts"]
    assert sums_in(tmp_path / "new" / "media") == sums_in(site.MEDIA_ROOT)
    assert sums_in(tmp_path / "new" / "private") == sums_in(site.PRIVATE_ROOT) != {}
    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", str(whole.path), into=drill)
    assert Article.objects.get().headline == "Danach geändert"


@pytest.mark.soak
@pytest.mark.django_db(transaction=True)
def test_unchanged_files_are_links_old_archives_go_and_a_damaged_link_is_copied_anew(tmp_path):
    make_image()
    first = making.make(tmp_path, verify=False)
    picture = next(name for name in first.archive.files if name.startswith("media/pictures/"))
    second = making.make(tmp_path, verify=False)
    assert second.linked == first.copied
    assert (second.archive.path / picture).stat().st_nlink == 2
    status = (second.archive.path / picture).stat()
    with open(second.archive.path / picture, "rb+") as stream:
        stream.write(b"\0")  # The same size and, as on a failing disk, the same time.
    os.utime(second.archive.path / picture, ns=(status.st_atime_ns, status.st_mtime_ns))
    third = making.make(tmp_path, keep=1)
    assert [each.path for each in archive.all_in(tmp_path)] == [third.archive.path]
    assert archive.check(third.archive.path)


# --- Damage -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sound(tmp_path_factory, django_db_setup, django_db_blocker):
    """Two archives of the empty paper with a few files."""
    folder = tmp_path_factory.mktemp("sound")
    for tree in ("media/pictures/aa", "private/submitted"):
        (folder / tree).mkdir(parents=True)
        for number in range(3):
            (folder / tree / f"{number}.jpg").write_bytes(os.urandom(3000))
    roots = {"MEDIA_ROOT": folder / "media", "PRIVATE_ROOT": folder / "private"}
    with django_db_blocker.unblock(), override_settings(**roots):
        made = [making.make(folder / "archives", verify=False).archive.path]
        # Two dumps of one second are the same otherwise.
        with databases.connect(connection.settings_dict["NAME"]) as session:
            session.execute("CREATE TABLE elsewhere (number integer)")
            made.append(making.make(folder / "archives", verify=False).archive.path)
            session.execute("DROP TABLE elsewhere")
        connection.close()
    return made


def flip(path, at):
    """One bit at a place of a file, which breaks no hard link: an own copy is changed."""
    content = bytearray(path.read_bytes())
    content[int(at * (len(content) - 1))] ^= 4
    path.unlink()
    path.write_bytes(content)


def cut(path, at):
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content[: int(at * len(content))])


def remake(path, **changes):
    """Write the manifest anew, as someone would who knows how."""
    manifest = json.loads((path / "manifest.json").read_text("utf-8")) | changes
    for name in list(manifest["files"]):
        said = (path / name).read_bytes()
        manifest["files"][name] |= {"size": len(said), "sha256": hashlib.sha256(said).hexdigest()}
    archive.write_manifest(path, manifest)


PICTURE, SUBMITTED = "media/pictures/aa/1.jpg", "private/submitted/2.jpg"
DAMAGES = {
    "dump cut at its start": lambda path, _other: cut(path / "database.dump", 0.01),
    "dump cut in its middle": lambda path, _other: cut(path / "database.dump", 0.5),
    "dump cut at its end": lambda path, _other: cut(path / "database.dump", 0.9999),
    "dump empty": lambda path, _other: cut(path / "database.dump", 0),
    "dump missing": lambda path, _other: (path / "database.dump").unlink(),
    "dump with a bit flipped": lambda path, _other: flip(path / "database.dump", 0.7),
    "dump of another archive": lambda path, other: shutil.copy(
        other / "database.dump", path / "database.dump"
    ),
    "picture with a bit flipped": lambda path, _other: flip(path / PICTURE, 0.5),
    "picture cut": lambda path, _other: cut(path / SUBMITTED, 0.5),
    "picture missing": lambda path, _other: (path / PICTURE).unlink(),
    "file too many": lambda path, _other: (path / "media" / "more.jpg").write_bytes(b"x"),
    "manifest with a bit flipped": lambda path, _other: flip(path / "manifest.json", 0.5),
    "manifest cut": lambda path, _other: cut(path / "manifest.json", 0.5),
    "manifest missing": lambda path, _other: (path / "manifest.json").unlink(),
    "manifest of another archive": lambda path, other: shutil.copy(
        other / "manifest.json", path / "manifest.json"
    ),
    "sum of the manifest missing": lambda path, _other: (path / "manifest.sha256").unlink(),
    "format of tomorrow": lambda path, _other: remake(path, format=2),
    "migration of tomorrow": lambda path, _other: remake(
        path, migrations=[["articles", "9999_tomorrow"]]
    ),
    "nothing there": lambda path, _other: shutil.rmtree(path),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_archive_is_refused_in_one_line_and_nothing_changes(sound, tmp_path, damage):
    path = shutil.copytree(sound[0], tmp_path / "copy")
    DAMAGES[damage](path, sound[1])
    wanted = other("damaged")
    with pytest.raises(CommandError) as refused:
        call_command("restore", str(path), into=wanted, files=str(tmp_path / "new"), replace=True)
    assert len(str(refused.value).splitlines()) == 1
    assert not (tmp_path / "new").exists()
    if damage != "migration of tomorrow":
        with pytest.raises(CommandError):
            call_command("backup", check=str(path))


@pytest.mark.django_db(transaction=True)
def test_a_restore_replaces_only_what_it_is_told_to_and_keeps_what_was_there(
    sound, tmp_path, drill
):
    words = {"into": drill, "files": str(tmp_path), "verbosity": 0}
    call_command("restore", str(sound[0]), **words)
    (tmp_path / "media" / "later.txt").write_text("came later")
    before = sums_in(tmp_path / "media")
    with databases.connect(drill) as session:
        session.execute("CREATE TABLE later (number integer)")
        for replace, reason in ((False, "not empty"), (True, "in use")):
            with pytest.raises(CommandError, match=reason):
                call_command("restore", str(sound[0]), replace=replace, **words)
    assert sums_in(tmp_path / "media") == before
    call_command("restore", str(sound[0]), replace=True, **words)
    assert not (tmp_path / "media" / "later.txt").exists()
    (former,) = tmp_path.glob(".media.before-*")
    assert (former / "later.txt").exists()
    assert "later" not in described(drill)["tables"]
    with databases.administration() as admin:
        (kept,) = admin.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)",
            [databases.beside(drill, "before_")],
        ).fetchone()
    assert "later" in described(kept)["tables"]


def test_a_sound_archive_passes_the_check(sound, capsys):
    call_command("backup", check=str(sound[0]))
    assert "whole" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("damage", ["dump cut in its middle", "row missing"])
def test_damage_that_no_sum_betrays_is_found_by_restoring(sound, tmp_path, drill, damage):
    path = shutil.copytree(sound[0], tmp_path / "copy")
    if damage in DAMAGES:
        DAMAGES[damage](path, sound[1])
        remake(path)
    else:
        said = json.loads((path / "manifest.json").read_text("utf-8"))["database"]
        said["tables"]["articles_article"]["rows"] += 1
        remake(path, database=said)
    with pytest.raises(CommandError) as refused:
        call_command("restore", str(path), into=drill, files=str(tmp_path / "new"))
    assert len(str(refused.value).splitlines()) == 1
    with databases.administration() as admin:
        assert not databases.exists(admin, drill)
        assert not databases.exists(admin, databases.beside(drill, "restoring"))
    assert not any((tmp_path / "new").rglob("*.jpg"))


# --- Making one ---------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_backup_that_fails_leaves_nothing_and_two_at_once_are_refused(tmp_path):
    make_image()
    archives = tmp_path / "archives"
    (archives / f"{archive.UNFINISHED}old").mkdir(parents=True)
    with making._alone(archives), pytest.raises(CommandError, match="Another"):
        call_command("backup", str(archives))
    erasures.path().mkdir(parents=True)  # Found out only after the dump and the files.
    with pytest.raises(CommandError, match=r"erasures\.jsonl: Is a directory") as refused:
        call_command("backup", str(archives))
    assert len(str(refused.value).splitlines()) == 1
    assert {each.name for each in archives.iterdir()} == {".lock"}


@pytest.mark.django_db(transaction=True)
def test_a_lost_file_is_named_and_does_not_stop_the_backup(tmp_path, capsys):
    image = make_image()
    image.file.storage.delete(image.file.name)
    call_command("backup", str(tmp_path), no_verify=True)
    assert f"media/{image.file.name}" in capsys.readouterr().err


@pytest.mark.django_db(transaction=True)
def test_who_was_erased_since_stays_erased_and_the_ledger_loses_nothing(tmp_path, drill):
    image = make_image()
    whole = making.make(tmp_path / "archives", verify=False).archive
    ledger.note("picture", str(image.pk))
    known = erasures.path().read_text("utf-8")
    later = making.make(tmp_path / "archives", verify=False).archive
    # A new machine knows nothing of it; the copy beside the archives does.
    erasures.path().unlink()
    call_command(
        *("restore", str(whole.path)), into=drill, files=str(tmp_path / "new"), verbosity=0
    )
    assert erasures.path().read_text("utf-8") == known
    assert (later.path / archive.LEDGER).read_text("utf-8") == known
    with databases.connect(drill) as session:
        left = session.execute("SELECT count(*) FROM articles_image").fetchone()[0]
    assert left == 0
    assert not list((tmp_path / "new" / "media").rglob("*.jpg"))
    assert Image.objects.filter(pk=image.pk).exists()


def test_nothing_is_good_before_the_first_verified_backup():
    assert backups.last_good() is None
    moment = timezone.now()
    backups.note(moment)
    assert backups.last_good() == moment
