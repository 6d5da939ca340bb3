"""Compile locale/*/LC_MESSAGES/*.po, so that no machine needs gettext.

Compiled catalogues are not in git. `make`, the demo command and the tests compile those that are
older than their source: python -m newsroom.catalogues. Standard library only. The binary format is
that of GNU gettext ("The Format of GNU MO Files")."""

import ast
import itertools
import os
import struct
from pathlib import Path

LOCALE = Path(__file__).resolve().parent.parent / "locale"
CONTEXT_END, PLURAL_END = "\x04", "\0"


class BrokenCatalogue(Exception):
    """A .po file that cannot be read; the message names file and line."""


def compile_all(folder=LOCALE):
    """Compile every catalogue below the folder that is missing or old; returns the files written.

    Safe in several processes at once. Raises BrokenCatalogue."""
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime_ns <= source.stat().st_mtime_ns:
            draft = target.with_suffix(f".{os.getpid()}")
            draft.write_bytes(compiled(messages(source)))
            draft.replace(target)
            written.append(target)
    return written


def messages(source):
    """The translated messages of a .po file, as gettext looks them up: key -> translation."""
    found, entry, part = {}, {}, None
    try:
        # An empty line at the end closes the last entry.
        for number, line in enumerate([*source.read_text("utf-8").splitlines(), ""], 1):  # noqa: B007
            line = line.strip()
            if line.startswith("#"):
                if line.startswith("#,") and "fuzzy" in line:
                    entry, part = _close(entry, found), None
                    entry["fuzzy"] = True
                continue
            keyword, _, text = line.partition(" ")
            if line.startswith('"'):
                entry[part] += ast.literal_eval(line)
            elif not line or (keyword in ("msgctxt", "msgid") and "msgstr" in _kinds(entry)):
                entry, part = _close(entry, found), None
            if keyword.startswith("msg"):
                part = keyword
                entry[part] = ast.literal_eval(text.strip())
    except (KeyError, SyntaxError, ValueError) as error:
        raise BrokenCatalogue(f"{source}, line {number}: not understood.") from error
    return found


def _kinds(entry):
    return {key.partition("[")[0] for key in entry}


def _close(entry, found):
    """Keep a complete entry, unless a machine only guessed it; returns an empty one."""
    strings = [entry[key] for key in sorted(entry) if key.startswith("msgstr")]
    if any(strings) and not entry.get("fuzzy"):
        key = entry["msgid"]
        if "msgctxt" in entry:
            key = entry["msgctxt"] + CONTEXT_END + key
        if "msgid_plural" in entry:
            key += PLURAL_END + entry["msgid_plural"]
        found[key] = PLURAL_END.join(strings)
    return {}


def compiled(translations):
    """The bytes of a .mo file: header, two tables of (length, offset), all texts, sorted by key."""
    pairs = sorted((key.encode(), text.encode()) for key, text in translations.items())
    keys, texts = [key for key, _ in pairs], [text for _, text in pairs]
    start, header = 28 + 16 * len(pairs), [0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0]
    ends = list(itertools.accumulate((len(each) + 1 for each in keys + texts), initial=start))
    table = [
        number
        for each, offset in zip(keys + texts, ends, strict=False)
        for number in (len(each), offset)
    ]
    return struct.pack(f"<{7 + len(table)}I", *header, *table) + b"".join(
        each + b"\0" for each in keys + texts
    )


if __name__ == "__main__":
    for each in compile_all():
        print(f"Compiled {each.relative_to(LOCALE.parent)}")
