"""The way in for pictures: opened in a process of its own, kept as one clean JPEG.

take_in(bytes) -> Taken        checked and cleaned, nothing kept yet
store(bytes, **fields)         an Image with its file, its renditions deferred as a task
proposed(stated) -> fields     what the file says of itself, as proposals to the editor
"""

import hashlib
import re
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import renditions
from articles.drafts import clean_text
from articles.models import Image
from articles.picture_intake import client
from articles.picture_intake.kinds import TAKEN, kind_of

MAX_BYTES = 25 * 1024 * 1024
#: What people send by mistake, or because their telephone does: what to do about it.
FOREIGN = ("HEIC", "TIFF", "PSD", "SVG", "PDF", "JPEG XL", "BMP", "EPS", "FITS")


def take_in(original):
    """The picture as a clean JPEG: a `client.Taken`.

    original: the bytes as they came. Turned upright, in sRGB, transparent parts white, at most
    1600 px on its longest side, without metadata. What this function wrote comes back byte for
    byte, so that a picture survives export and import. Raises ValidationError for what is no
    picture, too large, or of another format.
    """
    if len(original) > MAX_BYTES:
        raise ValidationError(_("The picture has more than 25 megabytes."), code="too_large")
    kind = kind_of(original)
    if kind in FOREIGN:
        message = _("This is a %(kind)s file. Save it as JPEG, PNG, WebP, AVIF or GIF.")
        raise ValidationError(message, "kind", {"kind": kind})
    if kind not in TAKEN:
        raise ValidationError(_("This file is no picture that can be read."), code="broken")
    try:
        return client.open_picture(original)
    except client.Refused as refused:
        message = {
            "pixels": _("The picture has more than 40 megapixels (all frames counted)."),
            "memory": _("The picture takes too much memory to be read. Save it smaller, as JPEG."),
            "limits": _("The picture takes too long or too much memory to be read."),
        }.get(refused.code, _("This file is no picture that can be read."))
        raise ValidationError(message, code=refused.code) from refused


def no_room():
    """What a full or failing disk means for somebody who has sent a file: a ValidationError."""
    message = _("The server has no room for this file at the moment. Try again later.")
    return ValidationError(message, code="no_room")


def store(original, image=None, *, digest="", upload=None, **fields):
    """Keep a picture: an `Image` row with its clean file, its renditions deferred as a task.

    original: the bytes as they came. image: an unsaved or existing row whose file is replaced.
    For a picture that was cleaned before, `digest` is that of the upload, and `upload` its bytes
    if originals are kept. Raises ValidationError as `take_in` and the model do.
    """
    taken = take_in(original)
    image = image or Image()
    for name, value in fields.items():
        setattr(image, name, value)
    image.width, image.height = taken.width, taken.height
    image.fingerprint = taken.fingerprint
    image.digest = digest or hashlib.sha256(original).hexdigest()
    old = files_of(image) if not image._state.adding else []
    image.file = ContentFile(taken.jpeg, name="picture.jpg")
    image.clean_fields()
    image.original = _keep_original(image, original if upload is None else upload)
    image.save()
    here = files_of(image)
    # Only once the row is sure to point elsewhere.
    transaction.on_commit(lambda: remove([each for each in old if each not in here]))
    renditions.defer(image)
    return image


def files_of(image):
    """The files of a picture beside its renditions: [(storage, name), …]."""
    files = [(image.file.storage, image.file.name)] if image.file else []
    return [*files, (storages["private"], image.original)] if image.original else files


def remove(files):
    """Delete files; one that is gone already is no error."""
    for storage, name in files:
        storage.delete(name)


def _keep_original(image, upload):
    """Keep the upload as it came, for editors only, if the paper wants that; returns its name."""
    if not settings.PAPER.pictures.keep_originals:
        return ""
    kind = kind_of(upload).lower()
    name = f"originals/{str(image.uid)[:2]}/{image.uid}-{image.digest[:12]}.{kind}"
    private = storages["private"]
    if private.exists(name):
        return name
    return private.save(name, ContentFile(upload))


# --- What the file says of itself -----------------------------------------------------------------


def proposed(stated):
    """Proposals for the fields of an Image, from what a file says: only those that it says.

    stated: untrusted texts as in `client.Taken`. A moment without an offset is meant in the
    paper's time zone, as cameras write it; one in the future or before photography is no moment.
    """
    by, agency = stated.get("byline", ""), stated.get("credit") or stated.get("source", "")
    if agency and by and agency.casefold() not in by.casefold():
        by = by if by.casefold() in agency.casefold() else f"{by} / {agency}"
    texts = {
        "alt": stated.get("alt", ""),
        "caption": stated.get("caption") or stated.get("headline", ""),
        "credit": by or agency or _holder(stated.get("copyright", "")),
        "licence": stated.get("licence") or stated.get("copyright", ""),
    }
    found = {}
    for name, text in texts.items():
        limit = Image._meta.get_field(name).max_length
        if text := clean_text(text):
            found[name] = text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
    if taken_at := _moment(stated.get("taken", "")):
        found["taken_at"] = taken_at
    return found


def _holder(notice):
    """Who a copyright notice names: "© 2026 Anna Kern" -> "Anna Kern"."""
    name = re.sub(r"(?i)\bcopyright\b|\(c\)|©|\b(19|20)\d\d\b", " ", notice)
    return " ".join(name.split()).strip(" .,:;-–")


def _moment(text):
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    try:
        moment = moment if moment.tzinfo else timezone.make_aware(moment)
        latest = timezone.now() + timedelta(days=1)
        return moment if moment.year >= 1840 and moment < latest else None
    except (OverflowError, ValueError):
        return None
