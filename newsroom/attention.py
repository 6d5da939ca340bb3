"""What needs attention at the desk: plain functions, each naming one kind of unfinished business.

    for source in SOURCES: source(user, now) -> Attention or None

A source asks one query, whatever it finds, and says nothing the user may not see. A thing stands
in one source only (the conditions exclude each other, the more urgent source first) and is gone
when it is done. A new kind of business, such as what readers send in, is one more function here.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import access
from articles.form_fields import picture_address
from articles.models import (
    Article,
    ArticlePlace,
    ArticleVersion,
    AuditEntry,
    Author,
    GalleryPicture,
    Image,
    Picture,
    WorkingCopy,
)
from submissions import outbox
from submissions.models import Submission

#: So many rows of a source are shown at once; so many are asked for ("99+").
SHOWN = 6
MOST = 100
#: Embargoes are told from this long before their end until this long after it.
EMBARGO_NEAR = timedelta(hours=24)
#: What is out and lacks something is worth a call for this long; then it is archive.
FRESH = timedelta(days=3)
#: Rights that end are told so long before.
RIGHTS_NEAR = timedelta(days=7)
#: The bin keeps for thirty days; in its last days it says so.
BIN_WARNS_AFTER = timedelta(days=27)
#: A draft that was planned longer ago than this was planned in vain.
PLANNED_LATELY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to do: where it leads, what it is, and what to know before opening it.

    moment: when it is due; since: how long it waits already (both aware). marks: what is missing.
    job: the key of a failed job that may be tried again.
    """

    title: str
    url: str
    note: str = ""
    moment: datetime | None = None
    since: datetime | None = None
    marks: tuple[str, ...] = ()
    article: int | None = None
    picture: str = ""
    job: int | None = None


@dataclass(frozen=True, slots=True)
class Attention:
    """One kind of unfinished business: a title, the first rows, how many there are."""

    key: str
    title: str
    rows: list[Row]
    link: str = ""
    is_urgent: bool = False

    @property
    def shown(self):
        return self.rows[:SHOWN]

    @property
    def further(self):
        return self.rows[SHOWN:]

    @property
    def count(self):
        return f"{MOST - 1}+" if len(self.rows) >= MOST else str(len(self.rows))


# --- Conditions: exclusive, so that nothing stands twice ----------------------------------------


def _planned(now):
    """Not ready, though planned for today or just before."""
    tomorrow = _midnight(now) + timedelta(days=1)
    return Q(
        status__in=["draft", "in_review"],
        publish_at__gte=now - PLANNED_LATELY,
        publish_at__lt=tomorrow,
    )


def _embargoed(now):
    """The embargo ends today or ended today, and the article is not ready."""
    near = Q(embargo_until__gt=now - EMBARGO_NEAR, embargo_until__lt=now + EMBARGO_NEAR)
    return near & Q(status__in=["draft", "in_review"])


def _midnight(now):
    return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)


# --- Articles -----------------------------------------------------------------------------------


def _articles(user):
    """Rows of articles the user may see, with what they lack."""
    named = ArticlePlace.objects.filter(content_object=OuterRef("pk"))
    return (
        Article.objects.filter(access.reach(user, "view"))
        .only("headline", "status", "publish_at", "embargo_until", "saved_at")
        .annotate(
            # Not EXISTS: PostgreSQL would read the places of all articles to answer it for eight.
            a_place=Subquery(named.order_by().values("pk")[:1]),
            has_lead=ExpressionWrapper(~Q(lead=""), BooleanField()),
        )
    )


def _own(user):
    """Whether the user signs the article or began it."""
    signed = Author.objects.filter(user=user, bylines__article=OuterRef("pk"))
    begun = ArticleVersion.objects.filter(article=OuterRef("pk"), number=1, by=user)
    return Q(Exists(signed)) | Q(Exists(begun))


def article_row(article, **told):
    """The row of an article that `_articles` has read."""
    marks = [] if article.has_lead else [_("no lead")]
    marks += [] if article.a_place else [_("no place")]
    url = reverse("admin:articles_article_change", args=[article.pk])
    return Row(article.headline, url, marks=tuple(marks), article=article.pk, **told)


def planned_today(user, now):
    """Drafts and articles in review whose time comes today, or has just passed them by."""
    articles = _articles(user).filter(_planned(now)).order_by("publish_at", "pk")[:MOST]
    rows = [
        article_row(
            article,
            note=_("not ready, and late") if article.publish_at <= now else _("not ready"),
            moment=article.publish_at,
        )
        for article in articles
    ]
    title = _("Planned for today, not ready")
    return Attention("planned", title, rows, is_urgent=True)


def embargoes(user, now):
    """Articles under an embargo that ends within a day or has ended, and which are not ready."""
    articles = _articles(user).filter(_embargoed(now)).exclude(_planned(now))
    rows = [
        article_row(
            article,
            note=_("embargo over") if article.embargo_until <= now else _("embargo ends"),
            moment=article.embargo_until,
        )
        for article in articles.order_by("embargo_until", "pk")[:MOST]
    ]
    return Attention("embargo", _("Embargo ends, not ready"), rows, is_urgent=True)


def sent_back(user, now):
    """The user's own drafts that a colleague has sent back from review."""
    versions = ArticleVersion.objects.filter(article=OuterRef("pk"))
    handed_in = versions.filter(draft__status="in_review").order_by("-number")
    returned = versions.filter(number=OuterRef("last_in_review") + 1).exclude(by=user)
    articles = (
        _articles(user)
        .filter(_own(user), status="draft")
        .exclude(_planned(now) | _embargoed(now))
        .annotate(last_in_review=Subquery(handed_in.values("number")[:1]))
        .filter(last_in_review__isnull=False)
        .annotate(returned=Subquery(returned.values(shown=_who_and_when())[:1]))
        .filter(returned__isnull=False)
        .order_by("-saved_at", "-pk")
    )
    rows = []
    for article in articles[:MOST]:
        name, since, reason = _read(article.returned)
        note = f"{name}: {reason}" if reason else name
        rows.append(article_row(article, note=note, since=since))
    return Attention("sent_back", _("Sent back to you"), rows)


def in_review(user, now):
    """What waits for a second pair of eyes, the longest first: who handed it in, and when."""
    versions = ArticleVersion.objects.filter(article=OuterRef("pk"))
    # What is a draft says no status at all, as everything that is the rule.
    other = Q(draft__status__isnull=True) | ~Q(draft__status="in_review")
    others = versions.filter(other).order_by("-number").values("number")[:1]
    since = versions.filter(number__gt=Coalesce(OuterRef("not_in_review"), 0)).order_by("number")
    articles = (
        _articles(user)
        .filter(status="in_review")
        .exclude(_planned(now) | _embargoed(now))
        .annotate(not_in_review=Subquery(others))
        .annotate(handed_in=Subquery(since.values(shown=_who_and_when())[:1]))
    )
    rows = []
    for article in articles.order_by("saved_at", "pk")[:MOST]:
        name, handed_in, _reason = _read(article.handed_in)
        rows.append(article_row(article, note=name, since=handed_in or article.saved_at))
    rows.sort(key=lambda row: row.since)
    return Attention("review", _("In review"), rows, link="?state=in_review")


def _who_and_when():
    return JSONObject(
        at="at",
        first=F("by__first_name"),
        last=F("by__last_name"),
        username=F("by__username"),
        reason="reason",
    )


def _read(version):
    """Name, moment and reason of a version that was read as JSON."""
    if not version:
        return "", None, ""
    name = f"{version['first'] or ''} {version['last'] or ''}".strip()
    return name or version["username"] or "", parse_datetime(version["at"]), version["reason"]


def incomplete(user, now):
    """What is scheduled or just out and has no lead or no place."""
    articles = _articles(user).filter(status="ready", listed_at__gt=now - FRESH)
    lacking = articles.filter(Q(a_place=None) | Q(lead="")).order_by("listed_at", "pk")
    rows = [
        article_row(
            article,
            note=_("out since") if article.publish_at <= now else _("scheduled"),
            moment=article.publish_at,
        )
        for article in lacking[:MOST]
    ]
    return Attention("incomplete", _("Ready, but something is missing"), rows)


def in_the_bin(user, now):
    """What the bin forgets within three days."""
    if not access.allows(user, "restore"):
        return None
    seen = access.reach(user, "restore", in_the_bin=True)
    binned = (
        Article.objects.filter(seen, binned_at__lt=now - BIN_WARNS_AFTER)
        .only("headline", "binned_at")
        .order_by("binned_at", "pk")
    )
    url = reverse("admin:articles_article_changelist") + "?bin=1"
    rows = [
        Row(article.headline, url, note=_("gone on"), moment=article.binned_at + timedelta(days=30))
        for article in binned[:MOST]
    ]
    return Attention("bin", _("The bin is about to forget"), rows, link=url)


def my_copies(user, now):
    """What the user has begun to write and neither saved nor thrown away."""
    if not access.allows(user, "add"):
        return None
    copies = WorkingCopy.objects.open().filter(user=user).only("headline", "article", "saved_at")
    rows = [
        Row(
            copy.headline or _("Without a headline"),
            _way_to(copy),
            note=_("new article") if copy.article_id is None else _("changes not taken over"),
            since=copy.saved_at,
        )
        for copy in copies.order_by("-saved_at")[:MOST]
    ]
    return Attention("copies", _("You were writing"), rows)


def _way_to(copy):
    if copy.article_id:
        return reverse("admin:articles_article_change", args=[copy.article_id])
    return f"{reverse('admin:articles_article_add')}?copy={copy.uid}"


# --- Pictures -----------------------------------------------------------------------------------


def _used(*, bare=False):
    """Whether an article shows the picture; `bare`: without an alternative text of its own."""
    own = {"alt": ""} if bare else {}
    lead = {"lead_alt": ""} if bare else {}
    return (
        Q(Exists(Article.objects.filter(lead_picture=OuterRef("pk"), binned_at=None, **lead)))
        | Q(Exists(Picture.objects.filter(image=OuterRef("pk"), **own)))
        | Q(Exists(GalleryPicture.objects.filter(image=OuterRef("pk"), **own)))
    )


def _picture_row(image, **told):
    url = reverse("admin:articles_image_change", args=[image.pk])
    title = image.caption or image.alt or _("(nameless)")
    return Row(title, url, picture=picture_address(image), **told)


def pictures_without_rights(user, now):
    """Pictures in use whose rights have ended or end within a week."""
    if not access.allows(user, "change", Image):
        return None
    images = Image.objects.filter(_used(), rights_until__lt=now + RIGHTS_NEAR)
    rows = [
        _picture_row(
            image,
            note=_("rights ended") if image.rights_until <= now else _("rights end"),
            moment=image.rights_until,
        )
        for image in images.order_by("rights_until", "pk")[:MOST]
    ]
    ended = any(row.moment <= now for row in rows)
    return Attention("rights", _("Pictures whose rights end"), rows, is_urgent=ended)


def pictures_without_words(user, now):
    """Pictures in use that nobody has described, neither for themselves nor where they stand."""
    if not access.allows(user, "change", Image):
        return None
    ends = Q(rights_until__isnull=False, rights_until__lt=now + RIGHTS_NEAR)
    lacking = Q(_used(bare=True), alt="") | Q(_used(), credit="")
    images = Image.objects.filter(lacking).exclude(ends)
    rows = [
        _picture_row(image, marks=(_("no alternative text") if image.credit else _("no credit"),))
        for image in images.order_by("-created_at")[:MOST]
    ]
    link = reverse("admin:articles_image_changelist") + "?alt__isempty=1"
    return Attention("pictures", _("Pictures in use without description"), rows, link=link)


def from_readers(user, now):
    """What readers have sent in and nobody has decided about: the longest waiting first."""
    if not access.allows(user, "change", Submission):
        return None
    # What fell into the trap is spam but for a rare accident: it waits in the queue alone.
    waiting = Submission.objects.waiting().exclude(doubts__contains=["trap"])
    rows = [
        Row(
            submission.title,
            reverse("admin:submissions_submission_change", args=[submission.pk]),
            note=str(submission.owner or submission.place),
            since=submission.sent_at,
        )
        for submission in waiting.select_related("owner")[:MOST]
    ]
    link = reverse("admin:submissions_submission_changelist")
    return Attention("submissions", _("From readers"), rows, link=link)


# --- The machine --------------------------------------------------------------------------------

JOBS = {
    "purge": gettext_lazy("Call pages back from the caches"),
    "make_renditions": gettext_lazy("Cut a picture to size"),
    "mail_invitation": gettext_lazy("Mail an invitation"),
    "mail_new_password": gettext_lazy("Mail a link for a new password"),
    "forget_finished_jobs": gettext_lazy("Tidy up the task queue"),
    "retention": gettext_lazy("Let go what is kept no longer"),
    "remember_withdrawal": gettext_lazy("Note that a sender took something back"),
    "remember_erasure": gettext_lazy("Note that something was erased"),
    "mail_submission_arrived": gettext_lazy("Mail a sender that it has arrived"),
    "mail_submission_answer": gettext_lazy("Mail a sender an answer"),
    "renew_search_words": gettext_lazy("Find articles by a new name"),
    "remove_orphans": gettext_lazy("Remove files that nobody owns"),
    "read_due_release_feeds": gettext_lazy("See which feeds of releases are due"),
    "read_release_feed": gettext_lazy("Read a feed of releases"),
}


def failed_jobs(user, now):
    """Tasks that were tried as often as they may; those who lead the desk can try once more."""
    if not access.allows(user, "retry", ProcrastinateJob):
        return None
    in_doubt = AuditEntry.objects.filter(
        kind=Submission._meta.label_lower,
        verb=outbox.DOUBTFUL,
        key=KeyTextTransform("submission", OuterRef("args")),
    )
    jobs = ProcrastinateJob.objects.filter(status="failed").order_by("-pk")
    jobs = jobs.only("task_name", "attempts").annotate(is_in_doubt=Exists(in_doubt))
    rows = [
        Row(
            JOBS.get(job.task_name, job.task_name),
            "",
            note=(
                _("may have gone out already")
                if job.is_in_doubt
                else _("tried %(count)d times") % {"count": job.attempts}
            ),
            job=job.pk,
        )
        for job in jobs[:MOST]
    ]
    return Attention("jobs", _("Tasks that failed"), rows, is_urgent=True)


#: In this order they stand on the desk.
SOURCES = (
    planned_today,
    embargoes,
    failed_jobs,
    sent_back,
    in_review,
    from_readers,
    incomplete,
    pictures_without_rights,
    pictures_without_words,
    my_copies,
    in_the_bin,
)


def all_of(user, now):
    """Everything that needs the user's attention at the moment `now` (aware), urgent first."""
    found = [source(user, now) for source in SOURCES]
    return sorted(
        (each for each in found if each is not None and each.rows),
        key=lambda each: not each.is_urgent,
    )


def due_next(user, now, most=8):
    """Articles that will be out by themselves, the next first."""
    articles = _articles(user).filter(status="ready", listed_at__gt=now)
    rows = articles.order_by("listed_at", "pk")[:most]
    return [article_row(article, moment=article.publish_at) for article in rows]


def newest(user, now, most=8):
    """What went out last."""
    rows = _articles(user).published(now).newest_first()[:most]
    return [article_row(article, moment=article.publish_at) for article in rows]
