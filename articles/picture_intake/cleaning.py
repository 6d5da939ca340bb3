"""From bytes of anybody's making to a JPEG that holds the picture and nothing else.

Runs in the intake's child process only: whatever Pillow does with hostile bytes, it does there.
"""

import io
from dataclasses import dataclass

from PIL import Image, ImageCms

from articles import fingerprints
from articles.picture_intake import stated
from articles.picture_intake.kinds import TAKEN

MAX_PIXELS = 40_000_000
#: From so many pixels on some kinds of file need more memory than there is.
LARGE = 15_000_000
#: Longest side of what is kept, in pixels.
MAX_SIDE = 1600
QUALITY = 88
#: No camera and no program writes more; each costs a walk through the whole picture.
MAX_SCANS = 100
#: Rows that are worked on at a time, so that a large picture is never in memory twice.
BAND = 256
#: Exif's orientation -> how to turn the picture upright.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
#: The parts of a JPEG that hold a picture and nothing else: tables, frame, scans.
END, SCAN = 0xD9, 0xDA
BARE_PARTS = {0xDB, 0xC2, 0xC4, 0xDD, SCAN}
PLAIN_HEAD = b"\xff\xe0\x00\x10JFIF\x00"


class Refused(Exception):
    """The file is not taken; `code` says why: broken, kind, pixels, memory."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Clean:
    """A JPEG without metadata, its size in pixels, its fingerprint, and what the file said."""

    jpeg: bytes
    width: int
    height: int
    fingerprint: int | None
    stated: dict


def clean(original):
    """The picture as a Clean: upright, in sRGB, transparent parts white, MAX_SIDE px at most.

    Only the first frame of what moves. A JPEG this function wrote comes back byte for byte, so
    that a picture survives export and import. Raises Refused for what is no picture of the
    kinds TAKEN, too large, or broken; beyond that whatever Pillow raises.
    """
    try:
        picture = Image.open(io.BytesIO(original), formats=TAKEN)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused("pixels") from error
    with picture:
        # Both are known from the header; nothing is decoded yet.
        pixels = picture.width * picture.height
        if pixels > MAX_PIXELS or pixels * getattr(picture, "n_frames", 1) > MAX_PIXELS:
            raise Refused("pixels")
        is_jpeg = picture.format == "JPEG"
        if is_jpeg and original.count(bytes([0xFF, SCAN])) > MAX_SCANS:
            raise Refused("broken")
        if is_jpeg and _is_clean(original, picture):
            picture.load()
            return Clean(original, *picture.size, _fingerprint(picture), {})
        if is_jpeg:
            picture.draft("RGB", (MAX_SIDE, MAX_SIDE))
        _load(picture, pixels)
        said = stated.read(picture)
        small = _shrunk(picture)
    if (turn := _TURNS.get(said.pop("orientation", None))) is not None:
        small = small.transpose(turn)
    stream = io.BytesIO()
    # A picture made of nothing but the pixels takes nothing along.
    bare = Image.frombytes("RGB", small.size, small.tobytes())
    bare.save(stream, "JPEG", quality=QUALITY, progressive=True, optimize=True)
    return Clean(stream.getvalue(), *bare.size, _fingerprint(bare), said)


def _load(picture, pixels):
    try:
        picture.load()
    except Exception as error:
        # Decoders say of many things that they are broken, a lack of memory among them.
        if pixels > LARGE:
            raise Refused("memory") from error
        raise


def _shrunk(picture):
    """The picture in sRGB on white, at most MAX_SIDE px, as it lies in the file."""
    to_srgb = _transform(picture)
    # Whole pixels are averaged down to one and a half times the size; the rest is Lanczos.
    factor = max(1, max(picture.size) * 2 // (3 * MAX_SIDE))
    width, height = picture.size
    if factor == 1 and to_srgb is None and picture.mode == "RGB" and not _is_see_through(picture):
        small = picture
    else:
        small = Image.new("RGB", (-(-width // factor), -(-height // factor)))
        step = BAND * factor
        for top in range(0, height, step):
            band = picture.crop((0, top, width, min(top + step, height)))
            small.paste(_plain(band, to_srgb).reduce(factor), (0, top // factor))
    if max(small.size) > MAX_SIDE:
        scale = MAX_SIDE / max(width, height)
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        box = (0, 0, width / factor, height / factor)
        small = small.resize(size, Image.Resampling.LANCZOS, box=box)
    return small


def _plain(band, to_srgb):
    """A part of the picture as RGB in sRGB, on white."""
    if band.mode.startswith("I") or band.mode == "F":
        # Sixteen bits of grey; Pillow would cut them off at 255.
        band = band.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if _is_see_through(band):
        band = band.convert("RGBA")
        band = Image.alpha_composite(Image.new("RGBA", band.size, "white"), band).convert("RGB")
    if to_srgb is not None:
        transform, mode = to_srgb
        return ImageCms.applyTransform(band if band.mode == mode else band.convert(mode), transform)
    return band.convert("RGB")


def _is_see_through(picture):
    return picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info


def _transform(picture):
    """How to come from the file's own colours to sRGB, and from which mode; None if there are."""
    profile = picture.info.get("icc_profile")
    if not profile:
        return None
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = {"RGB ": "RGB", "CMYK": "CMYK", "GRAY": "L"}[own.profile.xcolor_space]
        if mode == "RGB" and "srgb" in (own.profile.profile_description or "").lower():
            return None
        if (mode == "CMYK") != (picture.mode == "CMYK"):
            return None  # The profile is not about these colours.
        if mode == "L" and picture.mode not in ("L", "LA", "1"):
            return None
        srgb = ImageCms.createProfile("sRGB")
        return ImageCms.buildTransform(own, srgb, mode, "RGB"), mode
    except (ImageCms.PyCMSError, OSError, KeyError, ValueError, TypeError):
        return None  # A broken profile: the colours as they are.


def _fingerprint(picture):
    side = (fingerprints.SIDE, fingerprints.SIDE)
    small = picture.reduce(max(1, min(picture.size) // (4 * fingerprints.SIDE)))
    return fingerprints.fingerprint(small.convert("L").resize(side).tobytes())


def _is_clean(original, picture):
    """Whether an opened JPEG is as `clean` writes it: our quality and no part but the picture.

    Nothing stands before or behind it, no comment, profile, thumbnail or camera data within.
    """
    ours = io.BytesIO()
    Image.new("RGB", (8, 8)).save(ours, "JPEG", quality=QUALITY)
    with Image.open(ours) as sample:
        same_quality = picture.quantization == sample.quantization
    return (
        same_quality
        and picture.mode == "RGB"
        and max(picture.size) <= MAX_SIDE
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
