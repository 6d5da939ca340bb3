"""A folder of hostile pictures, each sent by hand through the admin's upload: `make soak`.

    HOSTILE_PICTURES   a folder, or a tar file (of any compression); without it nothing runs

For each file: what became of it, how long the whole request took by the clock, how much memory the
child used at most, and whether anything of its metadata is in what was kept. The table is printed
(pytest -s) and written to HOSTILE_PICTURES_REPORT, if that names a file.
"""

import contextlib
import io
import os
import tarfile
import threading
import time
from pathlib import Path

import psutil
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import ExifTags, Image

from articles.models import Image as Picture
from articles.picture_intake import client as intake
from tests.articles.test_picture_desk import UPLOAD, save
from tests.builders import make_user, picture_bytes

pytestmark = [pytest.mark.soak, pytest.mark.django_db]

SECONDS, MEBIBYTES = 1, 300
PLAIN = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
#: Words that stand in metadata and never in pixels, by any likelihood.
MARKS = (
    b"Exif",
    b"Photoshop",
    b"http://ns.adobe",
    b"ICC_PROFILE",
    b"<script",
    b"<?php",
    b"xpacket",
)


def files():
    """(name, bytes) of each file that the environment names."""
    source = os.environ.get("HOSTILE_PICTURES")
    if not source:
        return
    if Path(source).is_dir():
        for path in sorted(Path(source).rglob("*")):
            if path.is_file():
                yield str(path.relative_to(source)), path.read_bytes()
        return
    with tarfile.open(source) as archive:
        for member in archive:
            if member.isfile():
                yield member.name, archive.extractfile(member).read()


class Watch:
    """Looks at the intake's children every two milliseconds; `peak` is the most they had (MiB)."""

    def __enter__(self):
        self.peak, self.over = 0, threading.Event()
        self.thread = threading.Thread(target=self.look)
        self.thread.start()
        return self

    def look(self):
        process = psutil.Process(intake._intake.process.pid)
        while not self.over.wait(0.002):
            for child in process.children():
                with contextlib.suppress(psutil.Error):
                    self.peak = max(self.peak, child.memory_info().rss / 1024 / 1024)

    def __exit__(self, *error):
        self.over.set()
        self.thread.join()


def leftovers(jpeg, original):
    """What of the file's metadata is still in the JPEG: names of Exif tags, keys, marks, texts."""
    with Image.open(io.BytesIO(jpeg)) as picture:
        found = {ExifTags.TAGS.get(tag, tag) for tag in picture.getexif()}
        found |= set(picture.info) - PLAIN
    found |= {mark for mark in MARKS if mark in jpeg}
    for text in texts_of(original):
        if text in jpeg:
            found.add(text[:20])
    return found


def texts_of(original):
    """The texts of the original's Exif and comments of eight bytes or more, if it can be read."""
    try:
        with Image.open(io.BytesIO(original)) as picture:
            values = [*picture.getexif().values(), *picture.info.values()]
    except Exception:  # Hostile files: whatever Pillow raises, there are no texts to look for.
        return
    for value in values:
        text = value.encode() if isinstance(value, str) else value
        if isinstance(text, bytes) and len(text) >= 8:
            yield text


def test_every_hostile_file_is_kept_clean_or_refused(django_capture_on_commit_callbacks):
    folder = list(files())
    if not folder:
        pytest.skip("HOSTILE_PICTURES names no folder.")
    desk = Client(raise_request_exception=False)
    desk.force_login(make_user("editor"))
    desk.post(UPLOAD, {"file": SimpleUploadedFile("x.jpg", picture_bytes(20, 20))})
    lines, faults = [], []
    for name, original in folder:
        with Watch() as watch:
            begun = time.perf_counter()
            answer = desk.post(UPLOAD, {"file": SimpleUploadedFile(Path(name).name, original)})
            seconds = time.perf_counter() - begun
        left, outcome = set(), f"{answer.status_code} refused"
        if answer.status_code == 200:
            with django_capture_on_commit_callbacks(execute=True):
                card = {"token": answer.json()["token"], "credit": "Foto: Kern"}
                saved = save(desk, card)
            image = Picture.objects.first()
            with image.file.open() as stream:
                left = leftovers(stream.read(), original)
            outcome = f"{answer.status_code} {saved.status_code} {image.width}x{image.height}"
            image.delete()
        fine = answer.status_code in (200, 422) and not left
        fine = fine and seconds <= SECONDS and watch.peak <= MEBIBYTES
        reason = "" if answer.status_code != 422 else answer.json()["error"]
        line = f"{name}\t{outcome}\t{seconds:.3f} s\t{watch.peak:.0f} MiB\t{left or ''}\t{reason}"
        lines.append(line)
        if not fine:
            faults.append(line)
    table = "\n".join(lines)
    print(table)
    if report := os.environ.get("HOSTILE_PICTURES_REPORT"):
        Path(report).write_text(table + "\n", "utf-8")
    assert faults == []
