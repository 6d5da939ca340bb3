"""All that is kept about one person: found, handed over, erased (GDPR Art. 15, 17, 20).

    find(email=…, number=…, name=…) -> Found
    archive(found, out)             what they sent in and what is kept of them, as a zip
    erase(found, ...) -> dict       how much of what is gone

Submissions are found by address or number; from them come the person's other words, by which all
texts of all tables are looked through. What stands in articles is journalism (Art. 85 (2)): it is
told, and the officer decides.
"""

import json
import zipfile
from collections import Counter
from dataclasses import dataclass, field

from django.contrib.admin.models import LogEntry
from django.core.files.storage import storages
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles import access
from articles.models import Article, AuditEntry, HandoverNote, Image, PreviewLink
from newsroom.models import User
from newsroom.privacy import covered, erasing, ledger, naming
from partners.models import Partner
from submissions.models import Submission

#: Looked at by themselves, not by their words.
APART = ("submissions.submission", "submissions.attachment", "sessions.session", "newsroom.user")
#: Rows that lose the words, or go, with an erasure; what else names the person is told only.
ERASED = (
    *("articles.auditentry", "articles.previewlink", "articles.handovernote", "admin.logentry"),
    *("axes.accessattempt", "axes.accesslog", "axes.accessfailurelog"),
    "procrastinate.procrastinatejob",
)


@dataclass(slots=True)
class Found:
    """What is kept of a person; `words` are those by which texts were looked through."""

    email: str = ""
    words: tuple[str, ...] = ()
    submissions: list[Submission] = field(default_factory=list)
    logins: list[User] = field(default_factory=list)
    partners: list[Partner] = field(default_factory=list)
    #: Articles made of what was sent in: those that readers never saw, and those they did.
    drafts: list[Article] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    #: Pictures that an article shows which readers saw: the credit names the sender perhaps.
    pictures: list[Image] = field(default_factory=list)
    mentions: list[naming.Mention] = field(default_factory=list)

    def __bool__(self):
        return bool(self.submissions or self.logins or self.partners or self.mentions)

    @property
    def erasable(self):
        """Mentions that an erasure takes away."""
        return [each for each in self.mentions if each.label in ERASED and each.is_sure]

    @property
    def told(self):
        """Mentions that stay unless somebody changes them at the desk; a first name alone may be
        anybody's."""
        return [each for each in self.mentions if not (each.label in ERASED and each.is_sure)]


def find(email="", number="", name=""):
    """What is kept of the person with this e-mail address, of the submission with this number.

    name: looked for in texts, besides what the submissions themselves say. Another address that
    stands with the number is taken for the same person's.
    """
    email, number, name = email.strip(), number.strip().upper(), name.strip()
    asked = Q()
    if number:
        asked |= Q(number=number)
        known = Submission.objects.filter(number=number).exclude(email="").first()
        email = email or (known.email if known else "")
    if email:
        asked |= Q(email__iexact=email)
    if not asked:
        return _mentioned(Found(words=(name,) if name else ()))
    found = Found(email=email)
    sent = Submission.objects.filter(asked).select_related("article").order_by("sent_at", "pk")
    found.submissions = list(sent.prefetch_related("attachments__image"))
    if email:
        found.logins = list(User.objects.filter(email__iexact=email))
        found.partners = list(Partner.objects.filter(contact_email__iexact=email))
    _look_at_articles(found)
    words = [email, name]
    for each in found.submissions:
        words += [each.email, each.name, each.phone]
    words += [text for user in found.logins for text in (user.username, user.get_full_name())]
    found.words = tuple(dict.fromkeys(word for word in words if len(word) >= naming.SHORTEST))
    return _mentioned(found)


def _mentioned(found):
    found.mentions = naming.mentions(found.words, without=APART)
    shown = {partner.pk for partner in found.partners}
    found.mentions = [
        each
        for each in found.mentions
        if each.label != "partners.partner" or each.row.pk not in shown
    ]
    return found


def _look_at_articles(found):
    made = {each.article_id: each.article for each in found.submissions if each.article_id}
    for article in made.values():
        seen = article.status == Article.Status.READY or access.was_ever_public(article)
        (found.articles if seen else found.drafts).append(article)
    public = {article.pk for article in found.articles}
    pictures = {
        attachment.image_id: attachment.image
        for each in found.submissions
        if each.article_id in public
        for attachment in each.attachments.all()
        if attachment.image_id
    }
    found.pictures = list(pictures.values())


# --- Handing over --------------------------------------------------------------------------------


def archive(found, out):
    """Write a zip of what is kept to a binary file: `person.json` and the pictures."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        text = json.dumps(as_json(found), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        packed.writestr("person.json", text)
        private = storages["private"]
        for submission in found.submissions:
            for each in submission.attachments.all():
                if each.file and private.exists(each.file):
                    with private.open(each.file) as stream:
                        packed.writestr(_name_of(submission, each), stream.read())


def as_json(found):
    """What is kept, by the names of the fields; colleagues who dealt with it are not named."""
    return {
        "at": timezone.now(),
        "email": found.email,
        "submissions": [_submission(each) for each in found.submissions],
        "logins": [_login(user) for user in found.logins],
        "partners": [
            {name: getattr(partner, name) for name in _CONTACT} for partner in found.partners
        ],
        "also_named_in": [
            {"kind": str(each.kind), "fields": each.where} for each in found.erasable
        ],
        "journalism": "Articles and their archive are exempt (GDPR Art. 85 (2), MStV § 12, 23).",
    }


_CONTACT = ("name", "contact_name", "contact_email", "contact_phone", "note")
_LEFT_OUT = {"id", "nonce", "link_digest", "changed_by_form", "owner", "article"}


def _submission(submission):
    said = {
        each.name: getattr(submission, each.name)
        for each in Submission._meta.concrete_fields
        if each.name not in _LEFT_OUT
    }
    article = submission.article
    out = article is not None and article.is_public()
    said["article"] = article.get_absolute_url() if out else None
    said["pictures"] = [
        {
            "file": _name_of(submission, each) if each.file else None,
            **{name: getattr(each, name) for name in ("name", "caption", "credit", "rights_text")},
        }
        for each in submission.attachments.all()
    ]
    said["log"] = _log(submission)
    return said


def _login(user):
    names = ("username", "first_name", "last_name", "email", "roles", "language")
    said = {name: getattr(user, name) for name in (*names, "date_joined", "last_login")}
    said["log"] = _log(user)
    return said


def _log(thing):
    entries = AuditEntry.objects.filter(kind=thing._meta.label_lower, key=str(thing.pk))
    return list(entries.order_by("at").values("at", "verb", "details"))


def _name_of(submission, attachment):
    return f"{submission.number}/{attachment.position + 1}.jpg"


# --- Erasing -------------------------------------------------------------------------------------


@transaction.atomic
def erase(found, *, by=None, drafts=None, credits=()):
    """Erase what was found; returns a Counter of what is gone, by words of the report.

    drafts: keys of the articles that go, of those that readers never saw (default: all). credits:
    keys of published pictures whose credit shall name nobody any more. All in one transaction;
    the ledger is written first.
    """
    gone = Counter()
    if found.email:
        ledger.note("address", found.email)
    for article in found.drafts:
        if drafts is None or article.pk in drafts:
            erasing.article(article, by=by)
            gone["drafts"] += 1
    for picture in found.pictures:
        if str(picture.pk) in {str(key) for key in credits}:
            erasing.credit(picture)
            gone["credits"] += 1
    for submission in Submission.objects.filter(pk__in=[each.pk for each in found.submissions]):
        AuditEntry.keep("erase", submission, by=by)
        erasing.submission(submission)
        gone["submissions"] += 1
    for user in found.logins:
        if erasing.login(user):
            AuditEntry.keep("erase", user, by=by)
            gone["logins"] += 1
    _unname(found, gone)
    if not (found.submissions or found.logins):
        AuditEntry.objects.create(verb="erase", kind="newsroom.retentionrun", key="", by=by)
    return gone


def _unname(found, gone):
    # Asked anew: the steps before have written to the log, too.
    sure = [word for word in found.words if naming.is_sure(word)]
    mentions = [each for each in naming.mentions(sure, without=APART) if each.label in ERASED]
    by_label = {}
    for each in mentions:
        by_label.setdefault(each.label, []).append(each.row)
    for label, rows in by_label.items():
        keys = [row.pk for row in rows]
        match label:
            case "articles.auditentry":
                erasing.audit(AuditEntry.objects.filter(pk__in=keys))
            case "articles.previewlink":
                for row in PreviewLink.objects.filter(pk__in=keys):
                    erasing.link(row)
            case "articles.handovernote":
                for row in HandoverNote.objects.filter(pk__in=keys):
                    erasing.note(row, sure)
            case "admin.logentry":
                for row in LogEntry.objects.filter(pk__in=keys):
                    erasing.desk_entry(row)
            case "procrastinate.procrastinatejob":
                erasing.jobs(keys)
            case _:
                type(rows[0])._base_manager.filter(pk__in=keys).delete()
        gone["mentions"] += len(rows)
    if any(len(rows) >= naming.MOST for rows in by_label.values()):
        _unname(found, gone)


def reason_to_keep(label):
    """Why rows of this model stay, in words."""
    for reason, labels in covered.KEPT.items():
        if label in labels:
            return reason
    return ""
