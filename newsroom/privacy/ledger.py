"""The ledger of erasures: what was erased, so that a restored backup does not bring it back.

It is `erasures.jsonl` in the private folder: one JSON object a line, appended and seen onto the
disk before the rows go. It names nobody: a submission by the digest of its secret link, rows of
the desk by their number and a digest, an e-mail address by a salted hash.
"""

import fcntl
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

NAME = "erasures.jsonl"
#: A line goes after two years (`newsroom.privacy.table`): no older backup may be restored.
KEPT = timedelta(days=730)
#: What a line may be about.
WHATS = (
    *("submission", "withdrawal", "address", "picture", "credit"),
    *("article", "login", "audit", "words"),
)


def path():
    """Where the ledger lies."""
    return Path(settings.PRIVATE_ROOT) / NAME


def note(what, key, at=None):
    """Write one line and see it onto the disk; the same thing twice is one line.

    what: one of WHATS. key: what names it; an e-mail address is hashed here, all else must be
    meaningless to strangers. Call it before the rows go: a line too many erases nothing that
    should stay, a line too few brings it back.
    """
    assert what in WHATS, what
    at = at or timezone.now()
    with _held() as ledger:
        lines = _read(ledger)
        line = {"at": at.isoformat(), "what": what}
        if what == "address":
            line["salt"] = next((each["salt"] for each in lines if "salt" in each), "")
            line["salt"] = line["salt"] or secrets.token_hex(16)
            line["key"] = hashed(key, line["salt"])
        else:
            line["key"] = str(key)
        known = {_identity(each) for each in lines}
        if _identity(line) not in known:
            _append(ledger, [line])


def hashed(address, salt):
    """The salted hash of an e-mail address, which is the same in capitals."""
    return hmac.new(salt.encode(), address.strip().casefold().encode(), hashlib.sha256).hexdigest()


def lines():
    """The lines of the ledger, oldest first; half a line of a broken disk is left out."""
    with _held() as ledger:
        return _read(ledger)


def is_older(line, before):
    """Whether the line was written at that moment or earlier."""
    return datetime.fromisoformat(line["at"]) <= before


def forget(before):
    """Drop the lines of that moment and earlier, which no backup needs any more; returns how many.

    Whoever waits for the lock has the same file open, so it is written over, not replaced.
    """
    with _held() as ledger:
        lines = _read(ledger)
        kept = [line for line in lines if not is_older(line, before)]
        if len(kept) < len(lines):
            ledger.seek(0)
            ledger.truncate()
            ledger.write("".join(map(_as_text, kept)))
            ledger.flush()
            os.fsync(ledger.fileno())
    return len(lines) - len(kept)


def join(also: Iterable[str | Path]):
    """Take in the lines of other copies of the ledger that ours lacks; returns how many."""
    with _held() as ledger:
        known = {_identity(line) for line in _read(ledger)}
        new = []
        for other in also:
            with open(other, encoding="utf-8") as stream:
                for line in _parse(stream):
                    if _identity(line) not in known:
                        known.add(_identity(line))
                        new.append(line)
        _append(ledger, new)
    return len(new)


# --- The file ------------------------------------------------------------------------------------


class _held:
    """The ledger, opened and locked: processes write one after the other."""

    def __enter__(self):
        where = path()
        where.parent.mkdir(parents=True, exist_ok=True)
        is_new = not where.exists()
        self.file = open(where, "a+", encoding="utf-8", opener=_for_us_alone)
        fcntl.flock(self.file, fcntl.LOCK_EX)
        if is_new:
            _settle(where.parent)
        return self.file

    def __exit__(self, *error):
        self.file.close()


def _for_us_alone(name, flags):
    return os.open(name, flags, 0o600)


def _settle(folder):
    """See the folder's own entry onto the disk, too."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _read(ledger):
    ledger.seek(0)
    return list(_parse(ledger))


def _parse(stream):
    for text in stream:
        try:
            line = json.loads(text)
            moment = datetime.fromisoformat(line["at"])
            if line["what"] in WHATS and isinstance(line["key"], str) and moment.tzinfo:
                yield line
        except (ValueError, KeyError, TypeError):
            continue


def _as_text(line):
    return json.dumps(line, separators=(",", ":")) + "\n"


def _identity(line):
    return line["what"], line["key"], line["at"] if line["what"] == "address" else ""


def _append(ledger, new):
    if not new:
        return
    ledger.seek(0, os.SEEK_END)
    torn = ledger.tell() > 0
    if torn:
        ledger.seek(0)
        torn = not ledger.read().endswith("\n")
    text = "".join(map(_as_text, new))
    ledger.write(f"\n{text}" if torn else text)
    ledger.flush()
    os.fsync(ledger.fileno())
