"""Answers to senders: words with placeholders, filled with what the paper knows.

    unknown_in(text) -> names that stand for nothing     filled(text, values) -> text

Pure: text and values in, text out.
"""

import re
from collections.abc import Mapping

#: What a placeholder may be called, as it stands in the text: {number}. German names, too, since
#: whoever words the answers reads German: both mean the same.
PLACEHOLDERS = {
    "number": "number",
    "paper": "paper",
    "day": "day",
    "mail": "mail",
    "nummer": "number",
    "zeitung": "paper",
    "tag": "day",
}

_NAMED = re.compile(r"\{\s*([^{}\s]{1,40})\s*\}")


def unknown_in(text: str) -> set[str]:
    """The names in braces that stand for nothing."""
    return {name for name in _NAMED.findall(text) if name.lower() not in PLACEHOLDERS}


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with each placeholder's value; what is unknown stays as it stands.

    values: by the names on the right of PLACEHOLDERS. Values are not looked into again.
    """

    def value(match: re.Match[str]) -> str:
        known = PLACEHOLDERS.get(match[1].lower())
        return values.get(known, match[0]) if known else match[0]

    return _NAMED.sub(value, text)
