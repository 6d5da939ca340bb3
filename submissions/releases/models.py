"""A press release as it came in, byte for byte, and what became of it.

What an office sends may change after the first item: each state is a `ReleaseText` that nobody
ever rewrites, and an article stays tied to the one it was made from.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models import Article, Place, Source
from submissions.releases.unreadable import told


class ReleaseFeed(models.Model):
    """An address that releases come from by themselves, and what is known of all of them.

    A mailbox's password stands in no table: `secret_name` names the variable of the environment
    that holds it.
    """

    class Kind(models.TextChoices):
        FEED = "feed", _("RSS or Atom feed")
        IMAP = "imap", _("mailbox (IMAP)")
        MAILDIR = "maildir", _("mail folder (maildir)")

    name = models.CharField(_("name"), max_length=150, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.FEED)
    address = models.CharField(_("address"), max_length=500, unique=True)
    user_name = models.CharField(_("user name"), max_length=150, blank=True)
    secret_name = models.CharField(_("variable with the password"), max_length=100, blank=True)
    source = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    credit = models.CharField(pgettext_lazy("of a text", "credit"), max_length=20, blank=True)
    place = models.ForeignKey(
        Place,
        verbose_name=_("usual place"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    is_on = models.BooleanField(_("is read"), default=True)

    #: What the server said at the last whole answer: asked again, it may say "unchanged". Of a
    #: mailbox: how far it was read.
    etag = models.CharField(max_length=300, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    #: How many items it had then.
    items = models.PositiveIntegerField(_("items"), default=0, editable=False)
    tried_at = models.DateTimeField(_("last tried"), null=True, blank=True, editable=False)
    read_at = models.DateTimeField(_("last read"), null=True, blank=True, editable=False)
    failure = models.CharField(_("last failure"), max_length=300, blank=True, editable=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)

    class Meta:
        verbose_name = _("feed of releases")
        verbose_name_plural = _("feeds of releases")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["feed", "imap", "maildir"]) & ~Q(address=""),
                name="release_feed_has_kind_and_address",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def failure_in_words(self):
        """What was wrong the last time, in the language of whoever looks."""
        return told(self.failure)


class ReleaseQuerySet(models.QuerySet):
    """The desk's questions."""

    def waiting(self):
        """Nobody has decided about them yet, the newest first, as news are worked off."""
        return self.filter(status__in=Release.OPEN).order_by("-received_at", "-pk")


class Release(models.Model):
    """One release in the queue, whatever way it came."""

    class Origin(models.TextChoices):
        PASTED = "pasted", pgettext_lazy("of a release", "pasted")
        UPLOADED = "uploaded", pgettext_lazy("of a release", "file")
        FEED = "feed", pgettext_lazy("of a release", "feed")
        MAIL = "mail", pgettext_lazy("of a release", "mail")

    class Status(models.TextChoices):
        RECEIVED = "received", pgettext_lazy("of a release", "received")
        IN_REVIEW = "in_review", pgettext_lazy("of a release", "being worked on")
        TAKEN = "taken", pgettext_lazy("of a release", "taken")
        NOT_USED = "not_used", pgettext_lazy("of a release", "not used")

    OPEN = ("received", "in_review")

    origin = models.CharField(_("came as"), max_length=10, choices=Origin)
    feed = models.ForeignKey(
        ReleaseFeed,
        verbose_name=_("feed"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="releases",
    )
    #: The sender's name of the item; within a feed it stands for one release for good.
    guid = models.CharField(max_length=500, blank=True, editable=False)
    #: SHA-256 in hex of what the feed says of the item: told apart without opening its text.
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    #: When it last stood in its feed, to the day.
    seen_at = models.DateTimeField(null=True, blank=True, editable=False)
    url = models.CharField(_("address"), max_length=1000, blank=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.RECEIVED)
    #: When the sender has marked or taken it back; it stays, so that the desk sees it.
    withdrawn_at = models.DateTimeField(_("withdrawn by the sender"), null=True, blank=True)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed by the sender"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who sees to it"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    note = models.TextField(_("note"), max_length=2000, blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("press release")
        verbose_name_plural = _("press releases")
        ordering = ["-received_at", "-pk"]
        indexes = [
            models.Index(
                F("received_at").desc(),
                F("id").desc(),
                name="release_that_waits",
                condition=Q(status__in=("received", "in_review")),
            ),
            models.Index(F("received_at").desc(), F("id").desc(), name="release_newest_first"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(origin__in=["pasted", "uploaded", "feed", "mail"])
                & Q(status__in=["received", "in_review", "taken", "not_used"]),
                name="release_origin_and_state_are_known",
            ),
            models.CheckConstraint(
                condition=Q(feed__isnull=True) | ~Q(guid=""), name="release_of_a_feed_has_a_key"
            ),
            models.UniqueConstraint(
                "feed", "guid", name="release_once_in_a_feed", condition=Q(feed__isnull=False)
            ),
        ]

    def __str__(self):
        return self.title or str(self.pk)

    @property
    def is_open(self):
        return self.status in self.OPEN


class ReleaseText(models.Model):
    """One state of a release: the bytes as they came and the text read from them.

    Rows are written once; a trigger refuses each change (migration 0004).
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="texts")
    number = models.PositiveIntegerField()
    content = models.BinaryField()
    media_type = models.CharField(max_length=100)
    file_name = models.CharField(max_length=150, blank=True)
    #: SHA-256 of `content`, in hex: the same bytes again are no new state.
    digest = models.CharField(max_length=64)
    title = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    received_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("text of a release")
        verbose_name_plural = _("texts of releases")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("release", "number", name="release_text_has_its_number_alone"),
            models.CheckConstraint(condition=Q(number__gte=1), name="release_texts_begin_at_one"),
        ]

    def __str__(self):
        return f"{self.release_id}/{self.number}"


class ReleaseUse(models.Model):
    """That an article was made from a text of a release; a collective release has several.

    As long as the article is there, neither text nor link goes.
    """

    text = models.ForeignKey(ReleaseText, on_delete=models.PROTECT, related_name="uses")
    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="+")
    #: The part of the text that it is about, in characters; a whole release from 0 to its length.
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    used_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("use of a release")
        verbose_name_plural = _("uses of releases")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="release_use_is_a_span"),
        ]

    def __str__(self):
        return f"{self.text_id}: {self.article_id}"
