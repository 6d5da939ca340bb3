"""Pictures of a form: checked and cleaned at once, kept in the private folder while the rest of
the form is put right. A signed token names one; it is good for the form it came with only.

    keep(upload, nonce) -> token     find(token, nonce) -> Kept or None     forget(token, nonce)
    token_of(attachment, nonce) -> token, for a form that changes what was sent
"""

import errno
import os
import shutil
import uuid
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import pictures

SALT = "submissions.picture"
FOLDER = "submitted-waiting"
#: Where pictures of submissions lie once they were sent.
SENT_FOLDER = "submitted"
KEPT = timedelta(hours=48)
#: So much of the disk (bytes) is not for strangers: the paper itself still writes there.
RESERVE = 1 << 30
MOST = 10


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture of a form: its file in the private storage, and what it was called."""

    file: str
    name: str

    @property
    def is_sent(self):
        """Whether it belongs to a submission already, and does not wait any more."""
        return self.file.startswith(f"{SENT_FOLDER}/")

    def read(self):
        return read(self.file)


def keep(upload, nonce):
    """Check, clean and keep an uploaded file; returns its token.

    Raises ValidationError, in the reader's language, for what is no picture or too large, and
    where the disk has no room.
    """
    if upload.size > pictures.MAX_BYTES:
        raise ValidationError(_("The picture has more than 25 megabytes."), code="too_large")
    taken = pictures.take_in(upload.read())
    sweep()
    try:
        _leave_room()
        file = storages["private"].save(f"{FOLDER}/{uuid.uuid4()}.jpg", ContentFile(taken.jpeg))
    except OSError as error:
        raise pictures.no_room() from error
    name = "".join(letter for letter in upload.name if letter.isprintable())[:150]
    return signing.dumps([file, name, nonce], salt=SALT)


def _leave_room():
    """Raises OSError where pictures of forms never sent would fill the disk for everybody."""
    folder = Path(storages["private"].location)
    there = next(each for each in (folder, *folder.parents) if each.exists())
    if shutil.disk_usage(there).free < RESERVE:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def token_of(attachment, nonce):
    """A token of a picture that was sent, for the form with this nonce."""
    return signing.dumps([attachment.file, attachment.name, nonce], salt=SALT)


def find(token, nonce):
    """The waiting picture of this form, or None for a token that is forged, foreign or too old."""
    kept = _read(token, nonce)
    return kept if kept and storages["private"].exists(kept.file) else None


def forget(token, nonce):
    """Delete a waiting picture that was sent, or that nobody wants; never one of a submission."""
    if (kept := _read(token, nonce)) and not kept.is_sent:
        storages["private"].delete(kept.file)


def shown(token):
    """The picture for whoever holds its token: the person who fills in the form."""
    kept = _read(token, None)
    return kept if kept and storages["private"].exists(kept.file) else None


def store(content):
    """Keep a picture that was sent; returns the name of its file in the private storage.

    Raises OSError where the disk has no room.
    """
    return storages["private"].save(f"{SENT_FOLDER}/{uuid.uuid4()}.jpg", ContentFile(content))


def read(file):
    """The bytes of a picture in the private storage."""
    with storages["private"].open(file) as stream:
        return stream.read()


def delete(files):
    """Delete files of submissions; one that is gone already is no error."""
    for file in files:
        storages["private"].delete(file)


def sweep():
    """Remove pictures of forms that were never sent."""
    private = storages["private"]
    if not private.exists(FOLDER):
        return
    for name in private.listdir(FOLDER)[1]:
        try:
            if timezone.now() - private.get_modified_time(f"{FOLDER}/{name}") > KEPT:
                private.delete(f"{FOLDER}/{name}")
        except FileNotFoundError:  # Somebody else sweeps, too.
            continue


def _read(token, nonce):
    try:
        file, name, owner = signing.loads(token, salt=SALT, max_age=KEPT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Kept(file, name) if nonce in (None, owner) else None
