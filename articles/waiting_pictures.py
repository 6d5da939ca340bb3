"""Pictures that are here already and still lack their words: kept for a day, cleaned, for their
editor alone. A signed token names one; nothing but the private folder and the token holds it."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

FOLDER = "waiting"
KEPT = timedelta(days=2)


@dataclass(frozen=True)
class Waiting:
    """A cleaned JPEG, the SHA-256 of the upload, and the upload itself if originals are kept."""

    jpeg: bytes
    digest: str
    fingerprint: int | None
    upload: bytes | None


def keep(taken, digest, upload, user):
    """Keep a cleaned picture (`client.Taken`) for this user; returns its token."""
    sweep()
    private = storages["private"]
    name = private.save(f"{FOLDER}/{uuid.uuid4()}.jpg", ContentFile(taken.jpeg))
    if settings.PAPER.pictures.keep_originals:
        private.save(f"{name}.original", ContentFile(upload))
    return signing.dumps([name, digest, taken.fingerprint, user.pk], salt=FOLDER)


def find(token, user):
    """The waiting picture as Waiting; None for a token that is forged, foreign or too old."""
    try:
        name, digest, fingerprint, owner = signing.loads(token, salt=FOLDER, max_age=KEPT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    private = storages["private"]
    if owner != user.pk or not private.exists(name):
        return None
    return Waiting(_read(name), digest, fingerprint, _upload_of(name))


def forget(token):
    """Delete a waiting picture that has become an Image, or that nobody wants."""
    try:
        name = signing.loads(token, salt=FOLDER, max_age=KEPT)[0]
    except signing.BadSignature:
        return
    private = storages["private"]
    for each in (name, f"{name}.original"):
        private.delete(each)


def sweep():
    """Remove pictures that nobody came back for."""
    private = storages["private"]
    if not private.exists(FOLDER):
        return
    for name in private.listdir(FOLDER)[1]:
        kept = f"{FOLDER}/{name}"
        try:
            if timezone.now() - private.get_modified_time(kept) > KEPT:
                private.delete(kept)
        except FileNotFoundError:  # Somebody else sweeps, too.
            continue


def _read(name):
    with storages["private"].open(name) as stream:
        return stream.read()


def _upload_of(name):
    return _read(f"{name}.original") if storages["private"].exists(f"{name}.original") else None
