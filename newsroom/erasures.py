"""Erasures survive a restore.

    replay(also=()) -> int      erase once more whatever the ledger names; after every restore
    path()                      the ledger; copy it beside each backup (`newsroom.privacy.ledger`)

A sender who took something back, and a submission deleted at the desk, come here as jobs: those
apps do not know the ledger.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.contrib.admin.models import LogEntry
from procrastinate.contrib.django import app

from articles.models import Article, AuditEntry, HandoverNote, Image, PreviewLink
from newsroom.models import User
from newsroom.privacy import erasing, ledger
from newsroom.privacy.ledger import KEPT, join, path
from submissions import receiving
from submissions.models import Submission

__all__ = ["KEPT", "join", "path", "remember_erasure", "remember_withdrawal", "replay"]

#: So many rows are asked for at once.
PART = 1000


@app.task(name="remember_withdrawal", retry=5)
def remember_withdrawal(digest):
    """Note that a sender has taken a submission back; digest: that of its secret link."""
    ledger.note("withdrawal", digest)


@app.task(name="remember_erasure", retry=5)
def remember_erasure(digest):
    """Note that a submission was deleted at the desk; digest: that of its secret link."""
    ledger.note("submission", digest)


def replay(also: Iterable[str | Path] = ()) -> int:
    """Erase whatever the ledger names and the database holds; returns how many things that were.

    also: further copies of the ledger, such as the one beside the backups; they are joined first.
    Call it after every restore, before the site is open; then `retention.run()`, because the
    backup may also hold what went by its time. Twice is as good as once.
    """
    ledger.join(also)
    named = defaultdict(list)
    for line in ledger.lines():
        named[line["what"]].append(line)
    return sum(_AGAIN[what](lines) for what, lines in named.items())


# --- What each kind of line names -----------------------------------------------------------------


def _submissions(lines):
    return _each(_of_links(lines), erasing.submission)


def _withdrawals(lines):
    return _each(_of_links(lines).filter(status__in=Submission.OPEN), receiving.withdraw)


def _of_links(lines):
    return Submission.objects.filter(link_digest__in=[line["key"] for line in lines])


def _addresses(lines):
    """Submissions that came from an address before it was erased; later ones are new."""
    until = {}
    for line in lines:
        known = line["salt"], line["key"]
        until[known] = max(datetime.fromisoformat(line["at"]), until.get(known) or _LONG_AGO)
    salts = {salt for salt, _key in until}
    gone = 0
    named = Submission.objects.exclude(email="")
    for address in named.order_by("email").values_list("email", flat=True).distinct():
        for salt in salts:
            if moment := until.get((salt, ledger.hashed(address, salt))):
                gone += _each(named.filter(email=address, sent_at__lte=moment), erasing.submission)
    return gone


def _pictures(lines):
    return _each(_images(lines), erasing.picture)


def _credits(lines):
    named = _images(lines).exclude(credit=erasing.credit_of_readers())
    return _each(named, erasing.credit)


def _images(lines):
    return Image.objects.filter(pk__in=[line["key"] for line in lines])


def _articles(lines):
    return _each(_by_key(Article, "created_at", lines), erasing.article)


def _logins(lines):
    named = _by_key(User, "date_joined", lines)
    return _each([user for user in named if user.email.rpartition("@")[2] != "former.invalid"],
                 _close_and_erase)  # fmt: skip


def _close_and_erase(user):
    """The backup may be older than the closing."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    return erasing.login(user)


def _audit(lines):
    named = [entry.pk for entry in _by_key(AuditEntry, "at", lines)]
    return sum(
        erasing.audit(AuditEntry.objects.filter(pk__in=named[start : start + PART]))
        for start in range(0, len(named), PART)
    )


def _words(lines):
    gone = 0
    for model, moment, left, erase in (
        (PreviewLink, "created_at", {"label": ""}, erasing.link),
        (HandoverNote, "at", {"text": erasing.GAP}, erasing.note),
        (LogEntry, "action_time", {"object_repr": "", "change_message": ""}, erasing.desk_entry),
    ):
        start = f"{model._meta.label_lower}:"
        own = [
            line | {"key": line["key"].removeprefix(start)}
            for line in lines
            if line["key"].startswith(start)
        ]
        gone += _each(_by_key(model, moment, own, without=left), erase)
    return gone


def _by_key(model, moment, lines, without=None):
    """The rows of a model that lines name by number and digest."""
    keys = {line["key"] for line in lines}
    numbers = [key.partition(":")[0] for key in keys]
    for start in range(0, len(numbers), PART):
        named = model._base_manager.filter(pk__in=numbers[start : start + PART])
        if without:
            named = named.exclude(**without)
        for row in named:
            if erasing.key_of(row, getattr(row, moment)) in keys:
                yield row


def _each(found, erase):
    """Erase each; how many of them were there to be erased."""
    return sum(erase(row) is not False for row in list(found))


_LONG_AGO = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_AGAIN = {
    "submission": _submissions,
    "withdrawal": _withdrawals,
    "address": _addresses,
    "picture": _pictures,
    "credit": _credits,
    "article": _articles,
    "login": _logins,
    "audit": _audit,
    "words": _words,
}
