"""What readers send in, and how it goes on from there.

Everything here was typed by strangers: it is shown escaped, never followed, never published by
itself. Contact data are for the desk only.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Concat, Lower, Replace
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models import Article, Image
from submissions import answers
from submissions.releases.models import (  # noqa: F401  models of this app, too
    Release,
    ReleaseFeed,
    ReleaseText,
    ReleaseUse,
)


def folded(address):
    """An expression: a mail address (an expression, too) without capitals, dots and what stands
    after a plus in its name, so that spellings of one mailbox are the same.

    Only to be compared by: mail goes to the address as it was typed.
    """

    def part(text, sign, number):
        of = (text, Value(sign), Value(number))
        return Func(*of, function="split_part", output_field=models.CharField())

    name = Replace(part(part(Lower(address), "@", 1), "+", 1), Value("."), Value(""))
    return Concat(name, Value("@"), part(Lower(address), "@", 2), output_field=models.CharField())


class SubmissionQuerySet(models.QuerySet):
    """The desk's questions."""

    def from_mailbox(self, address):
        """Sent with this mail address, in whatever spelling."""
        return self.alias(mailbox=folded(F("email"))).filter(mailbox=folded(Value(address)))

    def waiting(self):
        """Nobody has decided about them yet, the longest waiting first."""
        return self.filter(status__in=Submission.OPEN).order_by("sent_at", "pk")


class Submission(models.Model):
    """A report or an event that a reader has sent in.

    `nonce` is that of the form it came by: a form sent twice is one submission. `link_digest` is
    the SHA-256 of the secret in the sender's link; the secret itself stands in no table.
    """

    class Kind(models.TextChoices):
        NEWS = "news", pgettext_lazy("sent in by a reader", "report")
        EVENT = "event", pgettext_lazy("sent in by a reader", "event")

    class Status(models.TextChoices):
        RECEIVED = "received", pgettext_lazy("of a submission", "received")
        IN_REVIEW = "in_review", pgettext_lazy("of a submission", "being checked")
        TAKEN = "taken", pgettext_lazy("of a submission", "taken")
        NOT_USED = "not_used", pgettext_lazy("of a submission", "not used")
        WITHDRAWN = "withdrawn", pgettext_lazy("of a submission", "withdrawn by the sender")

    #: Nobody has decided yet; the sender may still change it or take it back.
    OPEN = ("received", "in_review")

    class Doubt(models.TextChoices):
        """Why it may have come from a machine: a field that people do not see was filled, all was
        filled in within seconds, or nothing was computed (no script)."""

        TRAP = "trap", _("hidden field filled")
        HASTE = "haste", _("within seconds")
        NO_PROOF = "no_proof", _("without script")

    nonce = models.CharField(max_length=32, unique=True, editable=False)
    #: That of the form which has changed it last: a form that began before is told so.
    changed_by_form = models.CharField(max_length=32, blank=True, editable=False)
    link_digest = models.CharField(max_length=64, unique=True, editable=False)
    number = models.CharField(_("number"), max_length=20, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.RECEIVED)

    headline = models.CharField(_("headline"), max_length=200, blank=True)
    text = models.TextField(_("text"), max_length=10_000, blank=True)
    place = models.CharField(_("place of it"), max_length=200)
    happened_on = models.DateField(_("happened on"), null=True, blank=True)
    starts_at = models.DateTimeField(_("begin"), null=True, blank=True)
    ends_at = models.DateTimeField(_("end"), null=True, blank=True)
    #: Only the days of begin and end count; then it lasts to the last minute of the last one.
    all_day = models.BooleanField(_("all day"), default=False, db_default=False)
    price = models.CharField(_("price"), max_length=100, blank=True)
    organiser = models.CharField(_("organiser"), max_length=150, blank=True)

    name = models.CharField(_("name"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=50, blank=True)
    consent_version = models.CharField(max_length=10)
    consent_text = models.TextField(_("consent"))
    consented_at = models.DateTimeField(_("consented"))

    doubts = ArrayField(models.CharField(max_length=10, choices=Doubt), default=list, blank=True)
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed by the sender"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    #: When the mails of its arrival and of the decision went out; none goes out twice.
    arrival_mailed_at = models.DateTimeField(null=True, editable=False)
    answer_mailed_at = models.DateTimeField(null=True, editable=False)

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who sees to it"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    note = models.TextField(_("note"), max_length=2000, blank=True)
    answer = models.TextField(_("answer to the sender"), max_length=2000, blank=True)
    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-sent_at", "-pk"]
        indexes = [
            models.Index(
                "sent_at",
                "id",
                name="submission_that_waits",
                condition=Q(status__in=("received", "in_review")),
            ),
            models.Index(F("sent_at").desc(), F("id").desc(), name="submission_newest_first"),
            models.Index("email", "sent_at", name="submission_by_email"),
            models.Index(folded(F("email")), "arrival_mailed_at", name="submission_by_mailbox"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["news", "event"])
                & Q(status__in=["received", "in_review", "taken", "not_used", "withdrawn"]),
                name="submission_kind_and_state_are_known",
            ),
            models.CheckConstraint(
                condition=~Q(kind="event") | Q(starts_at__isnull=False),
                name="submitted_event_has_a_begin",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="submitted_event_ends_after_its_begin",
            ),
            models.CheckConstraint(
                condition=Q(all_day=False) | Q(kind="event", ends_at__isnull=False),
                name="what_fills_whole_days_is_an_event_with_an_end",
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def is_open(self):
        return self.status in self.OPEN

    @property
    def title(self):
        """What it is called at the desk: its headline or its first words."""
        return self.headline or Truncator(" ".join(self.text.split())).chars(90)

    @property
    def is_mailed(self):
        """Whether its sender gets mail: whatever looks like a machine's form gets none."""
        return bool(self.email) and not {"trap", "haste"} & set(self.doubts)

    def doubts_in_words(self):
        return [self.Doubt(doubt).label for doubt in self.doubts]


class Attachment(models.Model):
    """A picture of a submission: cleaned on arrival, kept where only the desk can see it."""

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="attachments", editable=False
    )
    position = models.PositiveSmallIntegerField()
    #: In the private storage; the name says nothing about the sender. None: gone by its time.
    file = models.CharField(
        max_length=100,
        unique=True,
        null=True,
        blank=True,
        validators=[FileExtensionValidator(["jpg"])],
    )
    name = models.CharField(_("name of the file"), max_length=150, blank=True)
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    credit = models.CharField(pgettext_lazy("of a picture", "credit"), max_length=150, blank=True)
    #: The sentence the sender agreed to for this very picture.
    rights_text = models.TextField(_("rights"))
    image = models.ForeignKey(
        Image, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("submitted picture")
        verbose_name_plural = _("submitted pictures")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                "submission", "position", name="submitted_picture_has_its_position_alone"
            ),
            models.CheckConstraint(
                condition=~Q(rights_text=""), name="submitted_picture_has_its_rights"
            ),
        ]

    def __str__(self):
        return self.name or self.file or str(self.pk)


class AnswerTemplate(models.Model):
    """An answer to what is not used, ready to be sent; the desk's head words it.

    Its placeholders stand for what the paper knows, never for what a sender has typed: so no
    mail can be made to carry a stranger's words (decision 13).
    """

    name = models.CharField(_("name"), max_length=100)
    text = models.TextField(_("text"), max_length=2000)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("answer to readers")
        verbose_name_plural = _("answers to readers")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="answer_has_its_name_alone"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(text=""), name="answer_has_a_name_and_words"
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        if unknown := sorted(answers.unknown_in(self.text)):
            message = _("Nothing is known as %(unknown)s. Known are: %(known)s.")
            told = {
                "unknown": ", ".join(f"{{{name}}}" for name in unknown),
                "known": ", ".join(f"{{{name}}}" for name in answers.PLACEHOLDERS),
            }
            raise ValidationError({"text": message % told})


class Knocks(models.Model):
    """How often one network has posted to the form today.

    `digest` is made of the address and of the day with a secret: tomorrow nobody can tell any
    more who it was, and the rows of past days are deleted with the first of a new one.
    """

    day = models.DateField()
    digest = models.CharField(max_length=32)
    posts = models.PositiveIntegerField(default=0)
    sent = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("rate of posts")
        verbose_name_plural = _("rates of posts")
        constraints = [models.UniqueConstraint("day", "digest", name="knocks_of_a_day_once")]
