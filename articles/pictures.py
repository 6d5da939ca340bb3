"""The way in for pictures: checked by decoding, freed of metadata, kept as one clean JPEG."""

import hashlib
import io

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image as PillowImage
from PIL import ImageOps, UnidentifiedImageError

from articles import renditions
from articles.models import Image

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
MAX_BYTES = 25 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_WIDTH = 2560
QUALITY = 88
#: The parts of a JPEG that hold a picture and nothing else: tables, frame, scans.
END, SCAN = 0xD9, 0xDA
BARE_PARTS = {0xDB, 0xC2, 0xC4, 0xDD, SCAN}
PLAIN_HEAD = b"\xff\xe0\x00\x10JFIF\x00"


def clean_jpeg(original):
    """The picture as JPEG bytes without metadata, with its width and height in pixels.

    original: the bytes as they came. Turned upright, transparent parts white, at most 2560 px
    wide. What this function wrote comes back byte for byte, so that a picture survives export
    and import. Raises ValidationError for what is no picture, too large, or of another format.
    """
    if len(original) > MAX_BYTES:
        raise ValidationError(_("The picture has more than 25 megabytes."), code="too_large")
    try:
        with PillowImage.open(io.BytesIO(original), formats=FORMATS) as picture:
            if picture.width * picture.height * getattr(picture, "n_frames", 1) > MAX_PIXELS:
                raise ValidationError(_("The picture has more than 40 megapixels."), code="pixels")
            if picture.format == "JPEG" and _is_clean(original, picture):
                picture.load()
                return original, *picture.size
            if picture.format == "JPEG":
                picture.draft("RGB", (MAX_WIDTH, MAX_WIDTH))
            upright = ImageOps.exif_transpose(picture)
            if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
                upright = upright.convert("RGBA")
                paper = PillowImage.new("RGBA", upright.size, "white")
                upright = PillowImage.alpha_composite(paper, upright)
            upright = upright.convert("RGB")
            if upright.width > MAX_WIDTH:
                height = max(1, round(upright.height * MAX_WIDTH / upright.width))
                upright = upright.resize((MAX_WIDTH, height), PillowImage.Resampling.LANCZOS)
            stream = io.BytesIO()
            PillowImage.frombytes("RGB", upright.size, upright.tobytes()).save(
                stream, "JPEG", quality=QUALITY, progressive=True, optimize=True
            )
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        OverflowError,
        PillowImage.DecompressionBombError,
        PillowImage.DecompressionBombWarning,
    ) as error:
        raise ValidationError(
            _("This file is no picture that can be read."), code="broken"
        ) from error
    return stream.getvalue(), *upright.size


def _is_clean(original, picture):
    """Whether an opened JPEG is as `clean_jpeg` writes it: our quality and no part but the picture.

    Nothing stands before or behind it, no comment, profile, thumbnail or camera data within.
    """
    ours = io.BytesIO()
    PillowImage.new("RGB", (8, 8)).save(ours, "JPEG", quality=QUALITY)
    with PillowImage.open(ours) as sample:
        same_quality = picture.quantization == sample.quantization
    return (
        same_quality
        and picture.mode == "RGB"
        and picture.width <= MAX_WIDTH
        and original.startswith(b"\xff\xd8" + PLAIN_HEAD)
        and original[18:20] == b"\0\0"  # No thumbnail.
        and _has_bare_parts(original, 20)
    )


def _has_bare_parts(original, at):
    """Whether only BARE_PARTS follow up to the end mark, and nothing behind that."""
    while original[at : at + 1] == b"\xff" and at + 4 <= len(original):
        part = original[at + 1]
        if part not in BARE_PARTS:
            return False
        at += 2 + int.from_bytes(original[at + 2 : at + 4])
        if part == SCAN:
            # Within a scan, a byte FF is followed by 00 or a restart mark; else the scan is over.
            while (at := original.find(b"\xff", at)) >= 0:
                if original[at + 1 : at + 2] not in _WITHIN_SCAN:
                    break
                at += 2
    return original[at:] == bytes([0xFF, END])


_WITHIN_SCAN = {b"\0", *(bytes([mark]) for mark in range(0xD0, 0xD8))}


def store(original, image=None, **fields):
    """Keep a picture: an `Image` row with its clean file, its renditions deferred as a task.

    original: the bytes as they came. image: an unsaved or existing row whose file is replaced.
    Raises ValidationError as `clean_jpeg` and the model do.
    """
    jpeg, width, height = clean_jpeg(original)
    image = image or Image()
    for name, value in fields.items():
        setattr(image, name, value)
    image.width, image.height = width, height
    image.digest = hashlib.sha256(original).hexdigest()
    storage = Image._meta.get_field("file").storage
    old_name = image.file.name if image.file and not image._state.adding else ""
    image.file = ContentFile(jpeg, name="picture.jpg")
    image.clean_fields()
    image.save()
    if old_name and old_name != image.file.name:
        # Only once the row is sure to point elsewhere.
        transaction.on_commit(lambda: storage.delete(old_name))
    renditions.defer(image)
    return image
