"""The hidden token of a form: proof that the page came from us, and when. Needs no cookie.

    issue() -> token        read(token) -> Token or None        renewed(token) -> token
    was_worked_for(token, proof)

A token is signed, carries a nonce of 128 bits and its time. Whoever posts must have fetched a
page first; the nonce is unique in the database, so one page makes one submission however often
it is sent. There is no login here whose rights a foreign page could borrow.
"""

import hashlib
import secrets
from dataclasses import dataclass

from django.core import signing
from django.utils import timezone

SALT = "submissions.form"
#: Tabs stay open over a weekend.
GOOD_FOR = 3 * 24 * 3600
#: Nobody reads and fills the page in less time (seconds).
SHORTEST = 4
#: So many leading zero bits the proof of work must have: about 8,000 hashes, half a second.
BITS = 13


@dataclass(frozen=True, slots=True)
class Token:
    """What a token says: the form's nonce, and how many seconds ago its page was made."""

    nonce: str
    age: float

    @property
    def is_hasty(self):
        return self.age < SHORTEST


def issue(made_at=None):
    """A new token; made_at: when its page was made (aware), by default now."""
    made_at = made_at or timezone.now()
    return signing.dumps([secrets.token_hex(16), int(made_at.timestamp() * 1000)], salt=SALT)


def read(token):
    """The Token of a text that was posted, or None if it is not ours or too old."""
    found = _read(token)
    return found if found and found.age <= GOOD_FOR else None


def renewed(token):
    """A new token for a page that is shown once more with what was typed.

    One of ours that is only too old keeps its nonce: the pictures of the form stay with it, and
    it still makes one submission. Nobody is hasty who has the page before him for the second time.
    """
    earlier = timezone.now().timestamp() * 1000 - SHORTEST * 1000
    found = _read(token)
    nonce = found.nonce if found else secrets.token_hex(16)
    return signing.dumps([nonce, int(earlier)], salt=SALT)


def _read(token):
    try:
        nonce, milliseconds = signing.loads(token, salt=SALT)
        return Token(str(nonce), timezone.now().timestamp() - milliseconds / 1000)
    except (signing.BadSignature, ValueError, TypeError):
        return None


def was_worked_for(token, proof):
    """Whether SHA-256("token:proof") begins with BITS zero bits; `proof` is a decimal number."""
    if not (proof.isascii() and proof.isdigit() and len(proof) <= 12):
        return False
    digest = hashlib.sha256(f"{token}:{proof}".encode()).digest()
    return int.from_bytes(digest[:8]) >> (64 - BITS) == 0
