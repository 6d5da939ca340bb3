"""The way in for files that readers take along: of a known kind, and what they claim to be."""

import hashlib
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Document

MAX_BYTES = 50 * 1024 * 1024
#: How a file of each kind begins; None: it is text. Nothing that a browser would run.
BEGINNINGS = {
    "pdf": b"%PDF-",
    "docx": b"PK\x03\x04",
    "xlsx": b"PK\x03\x04",
    "pptx": b"PK\x03\x04",
    "odt": b"PK\x03\x04",
    "ods": b"PK\x03\x04",
    "odp": b"PK\x03\x04",
    "zip": b"PK\x03\x04",
    "csv": None,
    "ics": None,
    "gpx": None,
    "txt": None,
}


def check(original, name):
    """Raises ValidationError unless the bytes are a file of the kind that its name claims."""
    suffix = PurePosixPath(name).suffix.removeprefix(".").lower()
    if suffix not in BEGINNINGS:
        kinds = ", ".join(BEGINNINGS)
        message = _("Only these kinds of files: %(kinds)s.")
        raise ValidationError(message, params={"kinds": kinds}, code="kind")
    if len(original) > MAX_BYTES:
        raise ValidationError(_("The file has more than 50 megabytes."), code="too_large")
    beginning = BEGINNINGS[suffix]
    is_text = beginning is None and b"\0" not in original
    if not original or not (is_text or (beginning and original.startswith(beginning))):
        message = _("This file is not of the kind that its name says.")
        raise ValidationError(message, code="broken")


def store(original, name, document=None, **fields):
    """Keep a file byte for byte: a `Document` row with its content, size and digest.

    name: what it was called outside; only its ending is kept. document: an existing row whose
    file is replaced. Raises ValidationError as `check` and the model do.
    """
    check(original, name)
    document = document or Document()
    for key, value in fields.items():
        setattr(document, key, value)
    document.size = len(original)
    document.digest = hashlib.sha256(original).hexdigest()
    storage = Document._meta.get_field("file").storage
    old_name = document.file.name if document.file and not document._state.adding else ""
    document.file = ContentFile(original, name=PurePosixPath(name).name)
    document.clean_fields()
    document.save()
    if old_name and old_name != document.file.name:
        # Only once the row is sure to point elsewhere.
        transaction.on_commit(lambda: storage.delete(old_name))
    return document
