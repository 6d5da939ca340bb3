"""Archives that no program of ours wrote: refused in words, and nothing outside is touched."""

import hashlib
import json
import os

import pytest

from newsroom.backups import Failed, archive

KNOWN = {"size": 1, "sha256": hashlib.sha256(b"x").hexdigest(), "changed": 0}
MANIFEST = {
    "format": archive.FORMAT,
    "files": {},
    "database": {},
    "migrations": [],
    "tools": 15,
    "version": "",
    "made_at": "2027-06-16T14:20:00+00:00",
    "verified_at": None,
}


def an_archive(folder, **said):
    """An archive whose manifest says this and has the right sum."""
    folder.mkdir()
    archive.write_manifest(folder, MANIFEST | said)
    return folder


@pytest.mark.parametrize(
    "said",
    [
        {"files": []},
        {"files": {"media/a.jpg": "x"}},
        {"files": {"media/a.jpg": {"size": "1"}}},
        {"files": {"media/a.jpg": KNOWN | {"size": "1"}}},
        {"database": None},
        {"migrations": None},
        {"made_at": 7},
    ],
)
def test_a_manifest_of_another_shape_is_damaged(tmp_path, said):
    with pytest.raises(Failed, match="cannot be read"):
        archive.check(an_archive(tmp_path / "a", **said))
    assert archive.all_in(tmp_path) == []


@pytest.mark.parametrize("name", ["media/../../secret", "/etc/hostname", "media/./a.jpg", ""])
def test_no_name_in_a_manifest_leads_out_of_the_archive(tmp_path, name):
    (tmp_path / "secret").write_bytes(b"x")
    with pytest.raises(Failed):
        archive.check(an_archive(tmp_path / "a", files={name: KNOWN}))


def test_a_link_is_no_file_of_an_archive(tmp_path):
    (tmp_path / "secret").write_bytes(b"x")
    path = an_archive(tmp_path / "a", files={"media/a.jpg": KNOWN})
    (path / "media").mkdir()
    os.symlink(tmp_path / "secret", path / "media" / "a.jpg")
    with pytest.raises(Failed, match="is missing"):
        archive.check(path)
    os.remove(path / "media" / "a.jpg")
    (path / "media").rmdir()
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "a.jpg").write_bytes(b"x")
    os.symlink(tmp_path / "media", path / "media")
    with pytest.raises(Failed, match="is missing"):
        archive.check(path)


def test_a_whole_one_of_this_shape_is_read(tmp_path):
    path = an_archive(tmp_path / "a", files={"media/a.jpg": KNOWN})
    (path / "media").mkdir()
    (path / "media" / "a.jpg").write_bytes(b"x")
    assert archive.check(path).files == {"media/a.jpg": KNOWN}
    (path / archive.MANIFEST).write_text(json.dumps(MANIFEST))
    with pytest.raises(Failed):
        archive.read(path)
