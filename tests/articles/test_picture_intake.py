"""Pictures are opened in a child process: what hostile files do there, and what the file says."""

import io
import os
import signal
import threading
import time

import psutil
import pytest
from PIL import Image, ImageCms

from articles.picture_intake import client
from articles.picture_intake.__main__ import MEMORY
from articles.picture_intake.kinds import kind_of
from tests.articles.hostile_pictures import (
    SECRET,
    drawn,
    encoded,
    files,
    iptc,
    with_segments,
    xmp,
)
from tests.builders import picture_bytes

MOST_KIB = 300 * 1024
#: What Pillow tells of a JPEG that holds nothing but its picture.
PLAIN = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}


@pytest.mark.parametrize("name", sorted(files()))
def test_each_hostile_file_ends_within_a_second_and_300_mebibytes(name):
    original, is_kept = files()[name]
    try:
        outcome = client.open_picture(original)
    except client.Refused as refused:
        outcome = refused
    # Seconds of the processor: the clock of a busy machine says nothing. The soak looks at it.
    assert outcome.seconds < 1
    assert outcome.peak < MOST_KIB
    assert isinstance(outcome, client.Taken) == is_kept
    if is_kept:
        assert max(outcome.width, outcome.height) <= 1600
        assert SECRET not in outcome.jpeg
        with Image.open(io.BytesIO(outcome.jpeg)) as kept:
            assert kept.format == "JPEG"
            assert set(kept.info) <= PLAIN


def test_a_child_may_not_use_more_than_its_memory():
    # Forty megapixels of progressive JPEG without chroma subsampling: too much for a child.
    big = encoded(drawn(2000, 2000).resize((6300, 6300)), "JPEG", progressive=True, subsampling=0)
    with pytest.raises(client.Refused) as refused:
        client.open_picture(big)
    assert refused.value.code == "memory"
    assert refused.value.peak < MOST_KIB
    assert MEMORY < MOST_KIB * 1024


# --- The process ----------------------------------------------------------------------------------


def processes():
    """The intake's process and the children it has now."""
    parent = psutil.Process(client._intake.process.pid)
    return parent, parent.children()


def test_a_killed_child_is_an_error_and_the_next_picture_goes_well():
    client.open_picture(picture_bytes(20, 20))
    slow = encoded(drawn(2000, 2000).resize((6000, 6000)), "PNG", compress_level=1)
    killer = threading.Thread(target=kill_first_child)
    killer.start()
    with pytest.raises(client.Refused) as refused:
        client.open_picture(slow)
    killer.join()
    assert refused.value.code == "limits"
    assert client.open_picture(picture_bytes(20, 20)).width == 20


def kill_first_child():
    parent = psutil.Process(client._intake.process.pid)
    until = time.monotonic() + 10
    while time.monotonic() < until:
        for child in parent.children():
            if child.status() != psutil.STATUS_ZOMBIE:
                os.kill(child.pid, signal.SIGKILL)
                return


def test_a_killed_process_is_started_anew():
    client.open_picture(picture_bytes(20, 20))
    first = client._intake.process.pid
    os.kill(first, signal.SIGKILL)
    time.sleep(0.1)
    assert client.open_picture(picture_bytes(20, 20)).width == 20
    assert client._intake.process.pid != first


def test_a_process_that_dies_over_a_picture_is_asked_again():
    """Whoever sent the picture does not notice."""
    client.open_picture(picture_bytes(20, 20))
    first = client._intake.process.pid
    os.kill(first, signal.SIGSTOP)
    killer = threading.Timer(0.2, os.kill, [first, signal.SIGKILL])
    killer.start()
    assert client.open_picture(picture_bytes(20, 20)).width == 20
    killer.join()
    assert client._intake.process.pid != first


def test_no_child_and_no_zombie_stays():
    def send():
        client.open_picture(picture_bytes(60, 60))

    senders = [threading.Thread(target=send) for _number in range(6)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    until = time.monotonic() + 5
    while processes()[1] and time.monotonic() < until:
        time.sleep(0.05)
    assert processes()[1] == []


def test_the_process_knows_no_secret_of_the_paper(settings):
    client.open_picture(picture_bytes(20, 20))
    environment = processes()[0].environ()
    assert set(environment) <= {"LANG", "LC_CTYPE"}
    assert settings.SECRET_KEY not in str(environment)


# --- Colours ---------------------------------------------------------------------------------


def test_colours_of_another_profile_become_srgb():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    grey = Image.new("RGB", (64, 64), (200, 30, 30))
    plain = client.open_picture(encoded(grey, "PNG"))
    odd = client.open_picture(encoded(grey, "PNG", icc_profile=lab.tobytes()))
    assert middle(plain.jpeg) == middle(odd.jpeg)  # A profile that does not fit is left aside.
    wide = client.open_picture(encoded(grey, "PNG", icc_profile=wide_gamut_profile()))
    assert middle(wide.jpeg)[0] > middle(plain.jpeg)[0] + 5


def middle(jpeg):
    with Image.open(io.BytesIO(jpeg)) as picture:
        return picture.getpixel((picture.width // 2, picture.height // 2))


def wide_gamut_profile():
    """sRGB's own profile with the primaries of a wider space, as cameras write it."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    primaries = {b"rXYZ": (0.609, 0.311, 0.019), b"gXYZ": (0.205, 0.626, 0.061)}
    primaries[b"bXYZ"] = (0.149, 0.063, 0.745)
    for number in range(int.from_bytes(profile[128:132])):
        at = 132 + number * 12
        kind, start = bytes(profile[at : at + 4]), int.from_bytes(profile[at + 4 : at + 8])
        if kind in primaries:
            values = b"".join(round(v * 65536).to_bytes(4) for v in primaries[kind])
            profile[start + 8 : start + 20] = values
        if kind == b"desc":
            size = int.from_bytes(profile[at + 8 : at + 12])
            profile[start + 12 : start + size] = b"\0" * (size - 12)
    return bytes(profile)


def test_what_is_see_through_becomes_white():
    clear = Image.new("RGBA", (64, 64), (10, 10, 10, 0))
    assert min(middle(client.open_picture(encoded(clear, "PNG")).jpeg)) > 250


# --- What the file says ----------------------------------------------------------------------


def said(original):
    return client.open_picture(original).stated


def test_iptc_is_read_in_utf_8():
    jpeg = with_segments(picture_bytes(), iptc(_120="Die Fähre", _80="Ömer Kaya", _110="dpa"))
    found = said(jpeg)
    assert (found["caption"], found["byline"], found["credit"]) == ("Die Fähre", "Ömer Kaya", "dpa")


def test_xmp_is_read_from_elements_and_attributes():
    body = (
        '<rdf:Description photoshop:Credit="epd" core:AltTextAccessibility="Ein Schiff">'
        '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Auf dem Neckar</rdf:li>'
        '<rdf:li xml:lang="en">On the Neckar</rdf:li></rdf:Alt></dc:description>'
        "<dc:creator><rdf:Seq><rdf:li>Ada Lenz</rdf:li><rdf:li>Bo Kern</rdf:li></rdf:Seq>"
        "</dc:creator></rdf:Description>"
    )
    found = said(with_segments(picture_bytes(), xmp(body)))
    assert found["caption"] == "Auf dem Neckar"
    assert found["byline"] == "Ada Lenz, Bo Kern"
    assert (found["credit"], found["alt"]) == ("epd", "Ein Schiff")


def test_exif_is_read_with_its_offset_and_without_what_cameras_write_for_a_caption():
    exif = Image.Exif()
    exif[0x010E], exif[0x013B] = "OLYMPUS DIGITAL CAMERA", "Jürgen".encode()
    exif.get_ifd(0x8769)[0x9003] = "2026:05:02 14:03:11"
    exif.get_ifd(0x8769)[0x9011] = "+02:00"
    assert said(picture_bytes(exif=exif)) == {
        "byline": "Jürgen",
        "taken": "2026-05-02T14:03:11+02:00",
    }


def test_control_characters_do_not_come_in():
    found = said(with_segments(picture_bytes(), iptc(_120="a\0b\x1b[31m\u202ec")))
    assert found["caption"] == "a b [31m c"


@pytest.mark.parametrize(
    ("beginning", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "WEBP"),
        (b"\0\0\0\x1cftypavif\0\0\0\0mif1miafavif", "AVIF"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", "AVIF"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        (b"\xef\xbb\xbf\n<svg>", "SVG"),
        (b"RIFF\0\0\0\0AVI LIST", ""),
        (b"", ""),
    ],
)
def test_kinds_are_told_by_how_files_begin(beginning, kind):
    assert kind_of(beginning) == kind
