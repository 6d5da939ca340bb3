"""What a picture's file says of itself: IPTC, XMP and Exif, as plain text.

Nothing of it is believed: the texts are proposals to the editor. XMP is read by expat with every
DTD refused, so that no entity is ever expanded.
"""

import re
from xml.parsers import expat

#: More than this of XMP is no caption any more.
MAX_XMP = 512 * 1024
MAX_TEXT = 2000
_IPTC = {
    (2, 5): "title",
    (2, 25): "keywords",
    (2, 55): "date",
    (2, 60): "time",
    (2, 80): "byline",
    (2, 105): "headline",
    (2, 110): "credit",
    (2, 115): "source",
    (2, 116): "copyright",
    (2, 120): "caption",
}
_XMP = {
    "http://purl.org/dc/elements/1.1/ description": "caption",
    "http://purl.org/dc/elements/1.1/ creator": "byline",
    "http://purl.org/dc/elements/1.1/ rights": "copyright",
    "http://purl.org/dc/elements/1.1/ subject": "keywords",
    "http://ns.adobe.com/photoshop/1.0/ Headline": "headline",
    "http://ns.adobe.com/photoshop/1.0/ Credit": "credit",
    "http://ns.adobe.com/photoshop/1.0/ Source": "source",
    "http://ns.adobe.com/photoshop/1.0/ DateCreated": "taken",
    "http://ns.adobe.com/xap/1.0/rights/ UsageTerms": "licence",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/ AltTextAccessibility": "alt",
}
_LANGUAGE = "http://www.w3.org/XML/1998/namespace lang"
_ITEM = "http://www.w3.org/1999/02/22-rdf-syntax-ns# li"
#: What cameras write where a caption belongs.
_NO_CAPTION = re.compile(r"(?i)olympus|sony dsc|dcim|digital camera|created with|screenshot")


def read(picture):
    """What an opened picture's file says, as {name: text}; names without a text are left out.

    caption, headline, alt, byline, credit, source, copyright, licence; keywords is a list of
    texts, taken an ISO moment (with or without an offset), orientation Exif's number (1 to 8).
    """
    said = {"keywords": []}
    for part in (_xmp, _iptc, _exif):
        try:
            found = part(picture)
        except Exception:
            continue
        for name, value in found.items():
            said[name] = said.get(name) or value
    return {name: value for name, value in said.items() if value}


def _exif(picture):
    exif = picture.getexif()
    details = exif.get_ifd(0x8769)
    caption = _exif_text(exif.get(0x010E, ""))
    return {
        "orientation": exif.get(0x0112),
        "caption": "" if _NO_CAPTION.search(caption) else caption,
        "byline": _exif_text(exif.get(0x013B, "")),
        "copyright": _exif_text(exif.get(0x8298, "")),
        "taken": _exif_moment(details.get(0x9003, ""), details.get(0x9011, "")),
    }


def _exif_text(value):
    """Exif knows ASCII only; cameras write UTF-8 all the same, which Pillow takes for Latin 1."""
    try:
        return _text(value.encode("latin-1").decode("utf-8"))
    except (AttributeError, UnicodeError):
        return _text(value)


def _exif_moment(stamp, offset):
    found = re.match(r"(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)", _text(stamp))
    if not found:
        return ""
    zone = _text(offset)
    zone = zone if re.fullmatch(r"[+-]\d\d:\d\d", zone) else ""
    return f"{found[1]}-{found[2]}-{found[3]}T{found[4]}{zone}"


def _iptc(picture):
    block = (picture.info.get("photoshop") or {}).get(0x0404, b"")
    values, charset, at = {}, "", 0
    while block[at : at + 1] == b"\x1c" and at + 5 <= len(block):
        key, size = (block[at + 1], block[at + 2]), int.from_bytes(block[at + 3 : at + 5])
        if size > 0x7FFF:
            break  # Longer than any text of ours.
        value = block[at + 5 : at + 5 + size]
        if key == (1, 90):
            charset = "utf-8" if value == b"\x1b%G" else ""
        elif key in _IPTC:
            values.setdefault(_IPTC[key], []).append(value)
        at += 5 + size
    found = {
        name: [_text(_decoded(each, charset)) for each in texts] for name, texts in values.items()
    }
    keywords = [each for each in found.pop("keywords", []) if each][:50]
    joined = {name: ", ".join(filter(None, texts)) for name, texts in found.items()}
    day = re.fullmatch(r"(\d{4})-?(\d\d)-?(\d\d)", joined.pop("date", ""))
    hour = re.fullmatch(r"(\d\d):?(\d\d):?(\d\d)(?:([+-]\d\d):?(\d\d))?", joined.pop("time", ""))
    taken = ""
    if day and hour:
        zone = f"{hour[4]}:{hour[5]}" if hour[4] else ""
        taken = f"{day[1]}-{day[2]}-{day[3]}T{hour[1]}:{hour[2]}:{hour[3]}{zone}"
    return {**joined, "keywords": keywords, "taken": taken}


def _decoded(value, charset):
    for encoding in (charset or "utf-8", "cp1252", "latin-1"):
        try:
            return value.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def _xmp(picture):
    packet = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    packet = packet.encode() if isinstance(packet, str) else packet
    if not packet or len(packet) > MAX_XMP:
        return {}
    reader = _XmpReader()
    try:
        reader.parser.Parse(packet.strip(b"\0"), True)
    except (expat.ExpatError, ValueError):
        return {}
    found = {name: [_text(each) for each in texts] for name, texts in reader.found.items()}
    keywords = [each for each in found.pop("keywords", []) if each][:50]
    joined = {name: ", ".join(filter(None, texts)) for name, texts in found.items()}
    for name in ("caption", "copyright", "licence", "alt"):
        if name in found:  # One text in several languages: the first, which is the default.
            joined[name] = next(filter(None, found[name]), "")
    return {**joined, "keywords": keywords}


class _XmpReader:
    """Collects the texts of the properties in _XMP; their values are elements or attributes."""

    def __init__(self):
        self.found, self.path, self.text = {}, [], []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.begin
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text.append
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.EntityDeclHandler = self.refuse

    def refuse(self, *declaration):
        raise ValueError("no document type in XMP")

    def begin(self, name, attributes):
        self.path.append(name)
        self.text.clear()
        for key, value in attributes.items():
            if key in _XMP:
                self.found.setdefault(_XMP[key], []).append(value)

    def end(self, name):
        self.path.pop()
        text = "".join(self.text).strip()
        self.text.clear()
        owner = next((each for each in reversed([*self.path, name]) if each in _XMP), None)
        if text and owner and name in (owner, _ITEM):
            self.found.setdefault(_XMP[owner], []).append(text)


def _text(value):
    """One line of printable text; control and direction marks are gone."""
    if isinstance(value, bytes):
        value = _decoded(value, "")
    kept = "".join(each if each.isprintable() or each.isspace() else " " for each in str(value))
    return " ".join(kept.split())[:MAX_TEXT]
