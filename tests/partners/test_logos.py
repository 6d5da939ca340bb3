"""What an upload becomes before readers see it."""

import io
import random

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from partners import logos
from tests.partners.booked import logo_bytes, make_partner

LIMIT = 8 * 1024


def opened(logo):
    return Image.open(io.BytesIO(logo.content))


@pytest.mark.parametrize(
    "upload",
    [
        logo_bytes(),
        logo_bytes((3000, 1200)),
        logo_bytes((90, 60)),
        logo_bytes(mode="RGB", form="JPEG"),
        logo_bytes(form="WEBP"),
        logo_bytes(mode="RGB", form="JPEG", exif=b"Exif\x00\x00GEHEIM"),
    ],
)
def test_a_logo_becomes_webp_of_eight_kilobytes_within_its_room(upload):
    logo = logos.encode(upload)
    assert len(logo.content) <= LIMIT
    picture = opened(logo)
    assert picture.format == "WEBP"
    assert (logo.width, logo.height) <= logos.ROOM
    assert logo.height <= logos.ROOM[1]
    assert picture.width / picture.height == pytest.approx(logo.width / logo.height, rel=0.05)
    assert b"GEHEIM" not in logo.content
    assert b"EXIF" not in logo.content


@pytest.mark.parametrize("size", [(1400, 700), (250, 140), (40, 40)])
def test_even_noise_is_brought_to_eight_kilobytes(size):
    """The worst that can be drawn: every pixel by chance."""
    dots = random.Random(7).randbytes(size[0] * size[1] * 3)
    out = io.BytesIO()
    Image.frombytes("RGB", size, dots).save(out, "PNG")
    assert len(logos.encode(out.getvalue()).content) <= LIMIT


def test_the_margin_goes_and_transparency_becomes_white():
    picture = Image.new("RGBA", (800, 800), (0, 0, 0, 0))
    picture.paste("#a3271b", (300, 350, 500, 450))
    out = io.BytesIO()
    picture.save(out, "PNG")
    logo = logos.encode(out.getvalue())
    assert logo.width / logo.height == pytest.approx(2, rel=0.05)
    assert min(opened(logo).convert("RGB").getpixel((5, 5))) < 60


@pytest.mark.parametrize("colour", ["#ffffff", "#fdfdfd"])
def test_a_logo_made_for_dark_paper_is_refused(colour):
    with pytest.raises(ValidationError) as refusal:
        logos.encode(logo_bytes(colour=colour))
    assert refusal.value.code == "invisible"


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("upload", "code"),
    [
        (SVG, "kind"),
        (b"", "kind"),
        (b"GIF89a" + b"\0" * 50, "kind"),
        (logo_bytes()[:200], "broken"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "broken"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "broken"),
        (b"\xff\xd8\xff" + b"x" * 6_000_000, "too_large"),
        (logo_bytes((6000, 3000), mode="RGB"), "pixels"),
    ],
)
def test_what_is_no_logo_is_refused_in_words(upload, code):
    with pytest.raises(ValidationError) as refusal:
        logos.encode(upload)
    assert refusal.value.code == code


@pytest.mark.django_db
def test_the_same_logo_is_one_file_and_another_one_another():
    one, two, third = make_partner(), make_partner(), make_partner()
    for partner, colour in ((one, "#111111"), (two, "#111111"), (third, "#a3271b")):
        logos.keep(partner, logos.encode(logo_bytes(colour=colour)))
    assert one.logo.name == two.logo.name != third.logo.name
