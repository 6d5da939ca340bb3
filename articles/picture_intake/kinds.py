"""Which kind of file bytes are, by how they begin; names and suffixes do not count."""

#: What is taken.
TAKEN = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
#: Brands of the ISO container that HEIC and AVIF share.
_BRANDS = {
    **dict.fromkeys((b"avif", b"avis"), "AVIF"),
    **dict.fromkeys((b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"), "HEIC"),
    b"jxl ": "JPEG XL",
}
_BEGINNINGS = {
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"8BPS": "PSD",
    b"SIMPLE  =": "FITS",
    b"BM": "BMP",
    b"%PDF-": "PDF",
    b"%!PS": "EPS",
    b"\xff\x0a": "JPEG XL",
    b"\0\0\0\x0cJXL ": "JPEG XL",
}


def kind_of(content):
    """The kind of file: one of TAKEN, another kind with a name of its own, or "" for neither."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    if content[4:8] == b"ftyp":
        size = min(int.from_bytes(content[:4]), 256)
        brands = [content[8:12], *(content[at : at + 4] for at in range(16, size, 4))]
        known = [_BRANDS[brand] for brand in brands if brand in _BRANDS]
        return "AVIF" if "AVIF" in known else next(iter(known), "")
    for beginning, kind in _BEGINNINGS.items():
        if content.startswith(beginning):
            return kind
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "SVG" if start.startswith((b"<svg", b"<?xml", b"<!doctype svg")) else ""
