"""Numbers that come from a request: a browser sends what it likes."""

#: More digits no key, count or version has; Python itself refuses to read some thousand.
DIGITS = 15


def number_in(text):
    """The whole number that a text of a request says (0 or more); None if it says none."""
    text = text or ""
    plain = text.isascii() and text.isdecimal() and len(text) <= DIGITS
    return int(text) if plain else None
