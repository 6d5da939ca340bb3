"""Files that somebody could send instead of a picture, made here: each a name and its bytes."""

import io
import struct
import zipfile
import zlib
from functools import cache
from random import Random

from PIL import Image, ImageDraw, PngImagePlugin

from tests.builders import picture_bytes

#: Stands in every kind of metadata of the files below; must never be in what is kept.
SECRET = b"GEHEIM-4711"


def drawn(width=640, height=480, mode="RGB"):
    """A picture with something to be seen in it."""
    across = Image.linear_gradient("L").resize((width, height))
    down = across.transpose(Image.Transpose.ROTATE_180)
    round_ = Image.radial_gradient("L").resize((width, height))
    return Image.merge("RGB", (across, down, round_)).convert(mode)


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


def encoded(picture, kind, **options):
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def chunk(kind, content):
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )


def png(width, height, pixels=b"\0" * 100, *, more=b""):
    """A PNG that says it has this size, of one bit a pixel, with these packed rows."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(pixels, 9))
    return b"\x89PNG\r\n\x1a\n" + head + more + body + chunk(b"IEND", b"")


def gif_of(frames):
    """A GIF of 100 x 100 pixels with so many frames."""
    head = b"GIF89a" + struct.pack("<HH", 100, 100) + b"\x80\0\0" + b"\0\0\0\xff\xff\xff"
    frame = b"\x2c" + struct.pack("<HHHH", 0, 0, 1, 1) + b"\0" + b"\x02\x02\x44\x01\x00"
    return head + frame * frames + b"\x3b"


def segment(mark, content):
    return bytes([0xFF, mark]) + struct.pack(">H", len(content) + 2) + content


def with_segments(jpeg, *segments):
    return jpeg[:2] + b"".join(segments) + jpeg[2:]


def iptc(**texts):
    """A Photoshop segment with IPTC records, such as {"120": "caption"}."""
    records = b"\x1c\x01\x5a\x00\x03\x1b%G"
    for number, text in texts.items():
        content = text.encode()
        records += b"\x1c\x02" + bytes([int(number.lstrip("_"))])
        records += struct.pack(">H", len(content)) + content
    padded = records + b"\0" * (len(records) % 2)
    block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(records)) + padded
    return segment(0xED, b"Photoshop 3.0\0" + block)


def xmp(body, before=""):
    packet = (
        f'{before}<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        ' xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"'
        ' xmlns:core="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">'
        f"{body}</rdf:RDF></x:xmpmeta>"
    )
    return segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet.encode())


def talkative_jpeg():
    """A JPEG with the secret in every place that a JPEG has for words."""
    exif = Image.Exif()
    for tag in (0x010E, 0x013B, 0x8298, 0x9C9B):
        exif[tag] = SECRET.decode()
    exif.get_ifd(0x8769)[0x927C] = SECRET
    position = exif.get_ifd(0x8825)
    position[2], position[29] = (49.0, 29.0, 0.0), SECRET.decode()
    jpeg = encoded(drawn(), "JPEG", exif=exif, comment=SECRET, icc_profile=None)
    said = xmp(f'<rdf:Description dc:title="{SECRET.decode()}"/>')
    return with_segments(jpeg, said, iptc(_120=SECRET.decode()), segment(0xE9, SECRET)) + SECRET


def talkative_png():
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", SECRET.decode())
    texts.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET.decode()}</x>")
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    return encoded(drawn(), "PNG", pnginfo=texts, exif=exif) + SECRET


def of_many_scans():
    """A progressive JPEG whose last scan comes three thousand times."""
    jpeg = encoded(drawn(1600, 1200), "JPEG", progressive=True)
    last = jpeg[jpeg.rindex(b"\xff\xda") : -2]
    return jpeg[:-2] + last * 3000 + jpeg[-2:]


def laughing_jpeg():
    """XMP with entities that would become ten thousand millions of characters."""
    entities = "".join(
        f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(10)
    )  # fmt: skip
    document = f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]>'
    said = xmp("<rdf:Description><dc:title>&l10;</dc:title></rdf:Description>", document)
    return with_segments(picture_bytes(), said)


def polyglot():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as content:
        content.writestr("x.html", b"<script>" + SECRET)
    return encoded(drawn(), "JPEG") + archive.getvalue()


def wordy_png():
    zeros = zlib.compress(b"a" * 100_000_000, 9)
    return png(64, 64, b"\0" * 9 * 64, more=chunk(b"zTXt", b"Comment\0\0" + zeros))


@cache
def files():
    """{name: (bytes, whether it may be kept)}."""
    square = b"\0" * (1 + 9000 // 8) * 9000
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>1</script></svg>"
    return {
        "nothing.jpg": (b"", False),
        "13000-pixels.png": (png(13000, 13000), False),
        "bomb.png": (png(9000, 9000, square), False),
        "just-below.png": (png(6300, 6300, b"\0" * (1 + 788) * 6300), True),
        "5000-frames.gif": (gif_of(5000), False),
        "few-frames.gif": (gif_of(50), True),
        "truncated.jpg": (encoded(drawn(), "JPEG")[:4000], False),
        "broken-rows.png": (png(500, 500, b"\x07" * 100), False),
        "wrong-name.png": (encoded(drawn(), "JPEG"), True),
        "drawing.png": (svg, False),
        "script.gif": (b"GIF89a/*<svg/onload=alert(1)>*/=1;", False),
        "polyglot.jpg": (polyglot(), True),
        "tiff.jpg": (encoded(drawn(), "TIFF"), False),
        "bitmap.jpg": (encoded(drawn(), "BMP"), False),
        "layers.jpg": (b"8BPS\0\1" + b"\0" * 200, False),
        "stars.jpg": (b"SIMPLE  =                    T" + b" " * 3000, False),
        "telephone.jpg": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 99, False),
        "scans.jpg": (of_many_scans(), False),
        "entities.jpg": (laughing_jpeg(), True),
        "wordy.png": (wordy_png(), False),
        "talkative.jpg": (talkative_jpeg(), True),
        "talkative.png": (talkative_png(), True),
        "cmyk.jpg": (encoded(drawn(mode="RGB").convert("CMYK"), "JPEG"), True),
        "sixteen-bits.png": (encoded(drawn().convert("L").convert("I;16"), "PNG"), True),
        "moving.webp": (
            encoded(drawn(), "WEBP", save_all=True, append_images=[drawn().rotate(90)]),
            True,
        ),
        "see-through.avif": (encoded(drawn(mode="RGBA"), "AVIF"), True),
    }  # fmt: skip
