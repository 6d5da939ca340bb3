"""The way in for pictures, and their renditions."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from PIL import Image as PillowImage
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import pictures, renditions
from articles.models import Image
from tests.builders import make_image, picture_bytes


def encoded(picture, kind, **options):
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def test_metadata_does_not_come_in():
    exif = PillowImage.Exif()
    exif[0x010E] = "geheim"
    exif.get_ifd(0x8825)[2] = (49.0, 29.0, 0.0)
    taken = pictures.take_in(picture_bytes(exif=exif, comment=b"geheim"))
    assert b"geheim" not in taken.jpeg
    assert not PillowImage.open(io.BytesIO(taken.jpeg)).getexif()
    assert (taken.width, taken.height) == (1600, 1000)


def test_a_picture_lying_on_its_side_is_turned_upright():
    exif = PillowImage.Exif()
    exif[0x0112] = 6
    taken = pictures.take_in(picture_bytes(exif=exif))
    assert (taken.width, taken.height) == (1000, 1600)


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "LA", "1", "CMYK"])
def test_every_colour_mode_becomes_a_jpeg(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    taken = pictures.take_in(encoded(PillowImage.new(mode, (40, 30)), kind))
    assert PillowImage.open(io.BytesIO(taken.jpeg)).format == "JPEG"


@pytest.mark.parametrize(
    "original",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        b"GIF89a<script>alert(1)</script>",
        picture_bytes()[:300],
        encoded(PillowImage.new("RGB", (9, 9)), "TIFF"),
    ],
    ids=["empty", "svg", "polyglot", "truncated", "tiff"],
)
def test_what_is_no_picture_of_ours_gets_a_clear_error(original):
    with pytest.raises(ValidationError):
        pictures.take_in(original)


def test_a_flood_of_pixels_is_refused_before_it_is_decoded():
    with pytest.raises(ValidationError) as refused:
        pictures.take_in(encoded(PillowImage.new("1", (9000, 9000)), "PNG"))
    assert refused.value.code == "pixels"


def test_a_wide_picture_is_scaled_down():
    taken = pictures.take_in(picture_bytes(4000, 2000))
    assert (taken.width, taken.height) == (1600, 800)


@pytest.mark.django_db
def test_a_picture_without_credit_is_refused():
    with pytest.raises(ValidationError) as refused:
        pictures.store(picture_bytes(), alt="Etwas")
    assert "credit" in refused.value.error_dict
    assert not Image.objects.exists()


@pytest.mark.django_db
def test_renditions_are_deferred_with_the_picture():
    image = make_image()
    job = ProcrastinateJob.objects.get(task_name="make_renditions")
    assert job.args == {"uid": str(image.uid)}


@pytest.mark.django_db
def test_renditions_have_honest_widths_and_the_right_shape():
    image = make_image()
    renditions.make_renditions(uid=str(image.uid))
    image.refresh_from_db()
    assert image.renditions["crops"]["wide"]["widths"] == [320, 640, 960, 1280, 1600]
    name = Image.rendition_name(image.uid, image.renditions["version"], "wide", 640, "avif")
    with default_storage.open(name) as stream:
        assert PillowImage.open(stream).size == (640, 360)
    assert image.rendition_url("wide", 640, "jpg").startswith("/media/renditions/")


@pytest.mark.django_db
def test_making_renditions_twice_changes_nothing():
    image = make_image()
    renditions.make_renditions(uid=str(image.uid))
    before = Image.objects.get(pk=image.pk).renditions
    renditions.make_renditions(uid=str(image.uid))
    assert Image.objects.get(pk=image.pk).renditions == before


@pytest.mark.django_db
def test_a_moved_focal_point_gives_new_names():
    image = make_image()
    renditions.make_renditions(uid=str(image.uid))
    image.refresh_from_db()
    before = image.rendition_url("card", 320, "jpg")
    image.focal_x = 0.1
    image.save()
    renditions.make_renditions(uid=str(image.uid))
    image.refresh_from_db()
    assert image.rendition_url("card", 320, "jpg") != before


@pytest.mark.django_db
def test_a_picture_that_is_gone_needs_no_renditions():
    image = make_image()
    uid = str(image.uid)
    image.delete()
    renditions.make_renditions(uid=uid)


def test_a_clean_picture_stays_as_it_is_byte_for_byte():
    noisy = PillowImage.effect_noise((3000, 900), 80).convert("RGB")
    clean = pictures.take_in(encoded(noisy, "PNG")).jpeg
    assert pictures.take_in(clean).jpeg == clean


@pytest.mark.parametrize(
    "spoil",
    [
        lambda jpeg: jpeg + b"PK-hidden",
        lambda jpeg: jpeg[:20] + b"\xff\xfe\x00\x08hidden" + jpeg[20:],
        lambda jpeg: jpeg[:20] + b"\xff\xe1\x00\x08hidden" + jpeg[20:],
        lambda jpeg: jpeg[:-2] + b"\xff\xfe\x00\x08hidden" + jpeg[-2:],
    ],
    ids=["behind the end", "comment", "camera data", "between scans and end"],
)
def test_a_picture_with_anything_beside_the_picture_is_written_anew(spoil):
    clean = pictures.take_in(picture_bytes(160, 90)).jpeg
    spoilt = spoil(clean)
    assert b"hidden" in spoilt
    assert b"hidden" not in pictures.take_in(spoilt).jpeg


@pytest.mark.django_db
def test_a_replaced_file_is_deleted_only_with_the_change(django_capture_on_commit_callbacks):
    image = make_image()
    first = image.file.name
    with django_capture_on_commit_callbacks(execute=True):
        pictures.store(picture_bytes(colour="red"), image)
        assert default_storage.exists(first)
    assert not default_storage.exists(first)
    assert default_storage.exists(image.file.name)
