"""Who has sent a mail, as one of the paper's sources."""

import email
import email.policy
import re

from django.db.models.functions import Lower

from articles.models import Source
from submissions.releases.extraction import MAIL

#: So much of a mail is its head, surely.
HEAD = 64_000
#: What press offices put before their name: "Pressestelle der Stadt Schifferstadt".
_OFFICE = re.compile(
    r"^(?:Presse(?:stelle|amt|dienst|büro|team|kontakt|abteilung|service)?|Öffentlichkeitsarbeit"
    r"|Stabsstelle Presse|Medienstelle|Kommunikation)\b[\s:–-]*(?:und Öffentlichkeitsarbeit\s+)?"
    r"(?:(?:der|des|von|vom|im)\s+)?",
    re.IGNORECASE,
)


def sender(text):
    """(name, address) of the mail that a ReleaseText holds; both "" for what is none."""
    if text.media_type != MAIL:
        return "", ""
    mail = email.message_from_bytes(bytes(text.content[:HEAD]), policy=email.policy.default)
    try:
        (first, *_others) = mail["From"].addresses
    except (AttributeError, ValueError, TypeError, IndexError):
        return "", ""  # No head, or one that nobody can read.
    return " ".join(first.display_name.split()), first.addr_spec.casefold()


def source_of(text):
    """The primary key of the source that has sent this mail; None if the paper knows none.

    By the name the mail bears, else by the one source whose website is that of the address. Two
    queries at most, none for what is no mail.
    """
    name, address = sender(text)
    names = {name.casefold(), _OFFICE.sub("", name).casefold()} - {""}
    if names:
        rows = Source.objects.annotate(low=Lower("name")).filter(low__in=names)
        if found := rows.values_list("pk", flat=True).first():
            return found
    _name, _at, domain = address.rpartition("@")
    if "." not in domain:
        return None
    site = rf"^https?://(www\.)?{re.escape(domain)}(/|$)"
    rows = Source.objects.filter(website__iregex=site).values_list("pk", flat=True)[:2]
    return rows[0] if len(rows) == 1 else None
