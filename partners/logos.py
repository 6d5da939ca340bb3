"""Logos: read, cut, drawn anew on white, eight kilobytes at most, without metadata.

    encode(bytes) -> Logo      the file for readers and its size on the page
    keep(partner, logo)        the file in the media folder, the partner pointing to it

A logo stands on a white plate, in the dark too, so transparency ends here and a logo that is
invisible on white is refused. What is kept is drawn for twice the room on the page.
"""

import hashlib
import io
import warnings
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image, ImageChops, ImageOps, UnidentifiedImageError

MAX_BYTES = 8 * 1024
MAX_UPLOAD = 5 * 1024 * 1024
MAX_PIXELS = 16_000_000
FORMATS = ("PNG", "JPEG", "WEBP")
#: How such files begin: the name ending proves nothing.
BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF")
#: The room on the page in CSS pixels: 11rem across, and high enough for a square mark.
ROOM = (176, 80)
#: Logos of any shape look alike in weight if they cover alike much (CSS pixels, squared).
AREA = 8400
SHARPNESS = 2
#: From this on a pixel of 255 counts as white; less ink than this share is no visible logo.
NEARLY_WHITE = 245
LEAST_INK = 0.002


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo as WebP, and its size on the page in CSS pixels."""

    content: bytes
    width: int
    height: int


def encode(upload):
    """The logo for readers, from the bytes of a PNG, JPEG or WebP file.

    Raises ValidationError for what is no such picture, too large, or invisible on white.
    """
    drawn = _without_margin(_on_white(_read(upload)))
    width, height = _size(*drawn.size)
    for sharpness in (SHARPNESS, 1.5, 1):
        # Never larger than it came: that would only be blurred.
        shrink = min(1, width * sharpness / drawn.width)
        size = [max(1, round(length * shrink)) for length in drawn.size]
        fitted = drawn.resize(size, Image.Resampling.LANCZOS)
        for content in _written(fitted):
            if len(content) <= MAX_BYTES:
                return Logo(content, width, height)
    # Hardly possible: noise without any order stays below.
    message = _("The logo has too many details to be shown in eight kilobytes.")
    raise ValidationError(message, code="detailed")


def keep(partner, logo):
    """Put the logo into the media folder and make the (unsaved) partner point to it.

    A name belongs to one content for good: copies of it may be kept for a year, and pages kept
    by caches still find the logo they name.
    """
    name = f"logos/{hashlib.sha256(logo.content).hexdigest()[:20]}.webp"
    if not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(logo.content))
    partner.logo.name = name
    partner.width, partner.height = logo.width, logo.height


def _read(upload):
    if len(upload) > MAX_UPLOAD:
        raise ValidationError(_("The logo has more than 5 megabytes."), code="too_large")
    if not upload.startswith(BEGINNINGS):
        raise ValidationError(_("Choose a PNG, JPEG or WebP file."), code="kind")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(upload), formats=FORMATS)
            if picture.width * picture.height > MAX_PIXELS:
                raise ValidationError(_("The logo has more than 16 megapixels."), code="pixels")
            picture.load()
    except (
        UnidentifiedImageError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
        OSError,
        ValueError,
        SyntaxError,
    ) as error:
        raise ValidationError(_("This file is no logo that can be read."), code="broken") from error
    return ImageOps.exif_transpose(picture)


def _on_white(picture):
    picture = picture.convert("RGBA")
    white = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(white, picture).convert("RGB")


def _without_margin(drawn):
    """The part that is not white. Raises ValidationError if hardly anything is left."""
    ink = ImageChops.invert(drawn.convert("L")).point(
        lambda value: 255 if value > 255 - NEARLY_WHITE else 0
    )
    box = ink.getbbox()
    if box is None or ink.histogram()[255] < LEAST_INK * drawn.width * drawn.height:
        message = _("On a white plate this logo is not visible. Ask for the version for paper.")
        raise ValidationError(message, code="invisible")
    return drawn.crop(box)


def _size(width, height):
    """The size on the page (CSS pixels) of a logo of so many pixels."""
    scale = min(1, ROOM[0] / width, ROOM[1] / height, (AREA / (width * height)) ** 0.5)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _written(drawn):
    """The picture as WebP, the truest first: without loss, with few colours, with loss."""
    palettes = (drawn.quantize(colours).convert("RGB") for colours in (64, 24))
    for exact in (drawn, *palettes):
        yield _webp(exact, lossless=True, quality=90, method=4)
    for quality in (88, 75, 60, 40, 20):
        yield _webp(drawn, quality=quality, method=4)


def _webp(drawn, **options):
    out = io.BytesIO()
    drawn.save(out, "WEBP", **options)
    return out.getvalue()
