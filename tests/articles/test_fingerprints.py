"""The same photograph keeps its fingerprint; another one has another."""

import pytest
from PIL import Image, ImageEnhance

from articles.fingerprints import ALIKE, distance, fingerprint
from tests.articles.hostile_pictures import drawn, shapes


def of(picture):
    return fingerprint(picture.convert("L").resize((32, 32)).tobytes())


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
