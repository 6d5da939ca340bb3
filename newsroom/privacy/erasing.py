"""The erasing itself: each function erases one thing, writes the ledger first, and may run twice.

After a restore `newsroom.erasures.replay` calls the same functions by what the ledger says.
"""

import hashlib
import re

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import caching, conversion, search
from articles.models import Article, AuditEntry, HandoverNote, Image, PreviewLink
from newsroom.models import User
from newsroom.privacy import ledger, rows
from submissions import erasing as sent_in
from submissions.models import Attachment, Submission

#: What stands in the place of words that were erased.
GAP = "[…]"


def key_of(row, moment):
    """A row's name in the ledger: its number, and a digest that no later row of this number has."""
    text = f"{row._meta.label_lower}|{row.pk}|{moment.timestamp():.6f}"
    return f"{row.pk}:{hashlib.sha256(text.encode()).hexdigest()[:32]}"


def credit_of_readers():
    """The credit that names nobody, in the paper's language."""
    with translation.override(settings.LANGUAGE_CODE):
        return _("Sent in by a reader")


@transaction.atomic
def submission(here):
    """Erase a submission: wholly, or down to the proof of consent if an article was made of it."""
    ledger.note("submission", here.link_digest)
    if here.status == Submission.Status.TAKEN and here.article_id:
        made = list(Image.objects.filter(pk__in=here.attachments.values("image")))
        sent_in.reduce([here])
        for image in made:
            picture(image)
        Attachment.objects.filter(submission=here, image=None).delete()
    else:
        for image in Image.objects.filter(pk__in=here.attachments.values("image")):
            ledger.note("picture", image.pk)
        sent_in.delete([here])


@transaction.atomic
def picture(image):
    """Erase a picture that no article shows; whether it was one."""
    if sent_in.is_shown(image):
        return False
    ledger.note("picture", image.pk)
    return sent_in.delete_unused(image)


@transaction.atomic
def credit(image):
    """Take the name beside a picture; pages that show it are made anew."""
    ledger.note("credit", image.pk)
    Image.objects.filter(pk=image.pk).update(credit=credit_of_readers())
    caching.purge_pages(image.surrogate_keys(), hard=True)


@transaction.atomic
def article(here, *, by=None):
    """Erase an article that readers never saw, and what the audit log says of its words."""
    ledger.note("article", key_of(here, here.created_at))
    pk, stems = here.pk, _stems_of(here)
    conversion.delete_article(here, by=by)
    with connection.cursor() as cursor:
        cursor.execute(_FORGET_WORDS, [stems])
    entries = AuditEntry.objects.filter(kind=Article._meta.label_lower, key=str(pk))
    audit(entries.exclude(details={}))


#: The archive's vocabulary loses what stands in no other article; a name can be a word of it.
_FORGET_WORDS = """
DELETE FROM articles_knownword known WHERE stem = ANY(%s) AND NOT EXISTS (
  SELECT FROM articles_searchentry entry WHERE entry.terms @@ quote_literal(known.stem)::tsquery
)
"""


def _stems_of(article):
    """The stems of all words that any version of the article had: a list."""
    known = [search.terms_of(version.as_draft()).known for version in article.versions.all()]
    return sorted({stem for words in known for stem, _spelling in words.values()})


@transaction.atomic
def audit(entries):
    """Take the details of entries of the audit log (a queryset); who did what when stays."""
    here = list(entries.filter(details__erased=None) | entries.exclude(details__has_key="erased"))
    if not here:
        return 0
    for entry in here:
        ledger.note("audit", key_of(entry, entry.at))
    table = AuditEntry._meta.db_table
    # The database lets rows of the log go, and never changes one: so they are written anew.
    with rows.audit_opened(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE id = ANY(%s)", [[entry.pk for entry in here]])
        cursor.executemany(
            f"INSERT INTO {table} (id, at, by_id, verb, kind, key, details)"
            " VALUES (%s, %s, %s, %s, %s, %s, '{\"erased\": true}')",
            [
                (entry.pk, entry.at, entry.by_id, entry.verb, entry.kind, entry.key)
                for entry in here
            ],
        )
    return len(here)


@transaction.atomic
def link(here):
    """Take the name of whom a link for outsiders was for; the link itself goes on."""
    ledger.note("words", f"{here._meta.label_lower}:{key_of(here, here.created_at)}")
    PreviewLink.objects.filter(pk=here.pk).update(label="")


@transaction.atomic
def note(here, words=()):
    """Take words out of a note between shifts; without any, all of it."""
    ledger.note("words", f"{here._meta.label_lower}:{key_of(here, here.at)}")
    HandoverNote.objects.filter(pk=here.pk).update(text=without(here.text, words) if words else GAP)


@transaction.atomic
def desk_entry(here):
    """Take the words of an entry of Django's own log."""
    ledger.note("words", f"{here._meta.label_lower}:{key_of(here, here.action_time)}")
    LogEntry.objects.filter(pk=here.pk).update(object_repr="", change_message="")


@transaction.atomic
def login(user):
    """Take the name of a login that is closed; whether it was."""
    if user.is_active:
        return False
    ledger.note("login", key_of(user, user.date_joined))
    rows.pseudonymise(User.objects.filter(pk=user.pk))
    return True


def jobs(keys):
    """Delete jobs that do not run just now; those that wait are not done any more."""
    idle = ProcrastinateJob.objects.filter(pk__in=keys).exclude(status="doing")
    return rows.forget_jobs(idle)


def without(text, words):
    """The text with a gap in the place of each word, in capitals or not."""
    for word in sorted(words, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", GAP, text, flags=re.IGNORECASE)
    return text
