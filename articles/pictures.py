"""The way in for pictures: checked by decoding, freed of metadata, kept as one clean JPEG."""

import hashlib
import io

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image as PillowImage
from PIL import ImageOps, UnidentifiedImageError

from articles import renditions
from articles.models import Image

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
MAX_BYTES = 25 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_WIDTH = 2560


def clean_jpeg(original):
    """The picture as JPEG bytes without metadata, with its width and height in pixels.

    original: the bytes as they came. Turned upright, transparent parts white, at most 2560 px
    wide. Raises ValidationError for what is no picture, too large, or of another format.
    """
    if len(original) > MAX_BYTES:
        raise ValidationError(_("The picture has more than 25 megabytes."), code="too_large")
    try:
        with PillowImage.open(io.BytesIO(original), formats=FORMATS) as picture:
            if picture.width * picture.height * getattr(picture, "n_frames", 1) > MAX_PIXELS:
                raise ValidationError(_("The picture has more than 40 megapixels."), code="pixels")
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
                stream, "JPEG", quality=88, progressive=True, optimize=True
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
    old_name = image.file.name if image.file and not image._state.adding else ""
    image.file = ContentFile(jpeg, name="picture.jpg")
    image.clean_fields()
    image.save()
    if old_name and old_name != image.file.name:
        image.file.storage.delete(old_name)
    renditions.defer(image)
    return image
