"""Addresses out of German text."""

from articles.german.folding import fold


def slugify(text: str, max_length: int = 80) -> str:
    """The text as part of an address: "Brücke über den Neckar" -> "bruecke-ueber-den-neckar".

    Cut at a word's end to at most `max_length` characters; empty if no letter or digit is left.
    """
    slug = fold(text).replace(" ", "-")
    if len(slug) <= max_length:
        return slug
    return slug[: max_length + 1].rpartition("-")[0] or slug[:max_length]
