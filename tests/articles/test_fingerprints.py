"""The same photograph keeps its fingerprint; another one has another."""

from random import Random

import pytest
from PIL import Image, ImageDraw, ImageEnhance

from articles.fingerprints import ALIKE, distance, fingerprint
from tests.articles.hostile_pictures import drawn


def of(picture):
    return fingerprint(picture.convert("L").resize((32, 32)).tobytes())


def shapes(seed):
    """A picture of twenty boxes and discs, always the same for a seed."""
    chance, picture = Random(seed), drawn()
    pen = ImageDraw.Draw(picture)
    for number in range(20):
        left, top = chance.randrange(560), chance.randrange(400)
        box = (left, top, left + chance.randrange(40, 240), top + chance.randrange(40, 200))
        colour = tuple(chance.randrange(256) for _part in range(3))
        (pen.ellipse if number % 2 else pen.rectangle)(box, fill=colour)
    return picture


ONE = shapes("one")


@pytest.mark.parametrize(
    "changed",
    [
        ONE.resize((200, 150)),
        ImageEnhance.Brightness(ONE).enhance(1.15),
        ONE.crop((6, 6, 634, 474)),
        ONE.convert("L"),
    ],
    ids=["smaller", "brighter", "trimmed", "grey"],
)
def test_the_same_picture_is_alike_however_it_was_saved(changed):
    assert distance(of(ONE), of(changed)) <= ALIKE


@pytest.mark.parametrize(
    "other",
    [
        drawn(),
        shapes("two"),
        ONE.transpose(Image.Transpose.ROTATE_180),
        ONE.transpose(Image.Transpose.ROTATE_90),
    ],
    ids=["plain", "another", "upside down", "on its side"],
)
def test_another_picture_is_not_alike(other):
    assert distance(of(ONE), of(other)) > ALIKE + 4


def test_a_plain_colour_has_no_fingerprint():
    assert of(Image.new("RGB", (300, 200), "#1f7a6c")) is None


def test_a_fingerprint_fits_into_a_signed_64_bit_number():
    for picture in (ONE, drawn(), ONE.transpose(Image.Transpose.FLIP_LEFT_RIGHT)):
        assert -(2**63) <= of(picture) < 2**63


def test_distance_counts_bits_of_signed_numbers():
    assert distance(-1, 0) == 64
    assert distance(-(2**63), 0) == 1
