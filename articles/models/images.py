"""Pictures and files: a record for each, pointed to by articles."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.fingerprints import ALIKE
from articles.models.rows import QuickRows


def picture_path(image, filename):
    """Where a picture's file is kept: named by its uid, never by what it was called outside."""
    return f"pictures/{str(image.uid)[:2]}/{image.uid}.jpg"


def document_path(document, filename):
    suffix = filename.rpartition(".")[2].lower()
    return f"files/{str(document.uid)[:2]}/{document.uid}.{suffix}"


class ImageQuerySet(models.QuerySet):
    def alike(self, fingerprint, digest=""):
        """Pictures made of the same file, or that look the same, the most alike first.

        Annotated with `apart`: how many of the fingerprint's 64 bits differ, None for the same
        file. fingerprint: as kept, or None. digest: SHA-256 of the upload.
        """
        same = Case(When(digest=digest, then=None), default=_bits_apart(fingerprint or 0))
        alike = Q(digest=digest) if digest else Q(pk__in=[])
        if fingerprint is not None:
            alike |= Q(fingerprint__isnull=False, apart__lte=ALIKE)
        return self.annotate(apart=same).filter(alike).order_by(F("apart").asc(nulls_first=True))

    def without_rights(self, at=None):
        """Pictures whose rights have ended at the moment `at` (aware; default now)."""
        return self.filter(rights_until__lte=at or timezone.now())

    def rights_ending(self, at=None, within=timedelta(days=14)):
        """Pictures whose rights end soon after `at` (aware; default now), and have not ended."""
        at = at or timezone.now()
        return self.filter(rights_until__gt=at, rights_until__lte=at + within)

    def unused(self):
        """Pictures that no article shows, published or not."""
        return self.filter(
            lead_articles=None, picture_blocks=None, gallery_pictures=None, video_blocks=None
        )


def _bits_apart(fingerprint):
    """In how many bits a fingerprint differs from the kept one; PostgreSQL counts bits of a bit."""
    differing = F("fingerprint").bitxor(Value(fingerprint, models.BigIntegerField()))
    return Func(
        differing,
        template="bit_count((%(expressions)s)::bit(64))::integer",
        output_field=models.IntegerField(null=True),
    )


class Image(QuickRows, models.Model):
    """A picture with all that the law and the layout want to know of it.

    `file` is a cleaned JPEG (no metadata, at most 1600 px on its longest side); `renditions` says
    which crops and widths have been made of it (see `articles.renditions`).
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ImageField(_("picture"), upload_to=picture_path)
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)
    digest = models.CharField(max_length=64, editable=False, db_index=True, blank=True)
    alt = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What is to be seen, for readers who cannot see it."),
    )
    caption = models.CharField(_("caption"), max_length=500, blank=True)
    credit = models.CharField(
        pgettext_lazy("of a picture", "credit"),
        max_length=150,
        help_text=_("Photographer and agency (UrhG § 13)."),
    )
    licence = models.CharField(_("licence"), max_length=150, blank=True)
    rights_until = models.DateTimeField(_("rights end"), null=True, blank=True)
    focal_x = models.FloatField(
        _("focal point, from the left"),
        default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
    )
    focal_y = models.FloatField(
        _("focal point, from the top"),
        default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
    )
    renditions = models.JSONField(default=dict, editable=False)
    #: 64 bits that similar pictures share; signed, as PostgreSQL's bigint is.
    fingerprint = models.BigIntegerField(null=True, editable=False)
    #: The upload as it came, for editors only; empty unless the paper keeps originals.
    original = models.CharField(max_length=200, blank=True, editable=False)
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("added by"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["-created_at"], name="image_newest_first"),
            models.Index(
                fields=["-created_at"],
                name="image_without_alt",
                condition=models.Q(alt=""),
            ),
            models.Index(
                fields=["rights_until"],
                name="image_by_end_of_rights",
                condition=models.Q(rights_until__isnull=False),
            ),
            GinIndex(
                OpClass(Upper("caption"), name="gin_trgm_ops"),
                OpClass(Upper("alt"), name="gin_trgm_ops"),
                name="image_by_part_of_its_words",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(credit=""),
                name="picture_has_a_credit",
                violation_error_message=_("A picture needs a credit."),
            ),
            models.CheckConstraint(
                condition=models.Q(focal_x__range=(0, 1), focal_y__range=(0, 1)),
                name="focal_point_lies_in_the_picture",
            ),
        ]

    def __str__(self):
        return self.caption or self.alt or str(self.uid)

    def surrogate_keys(self):
        """Keys of the pages that show the picture: of articles, lists and the front page."""
        above = self.lead_articles.values_list("pk", flat=True)
        within = self.picture_blocks.values_list("parent", flat=True)
        shown = self.gallery_pictures.values_list("gallery__parent", flat=True)
        posters = self.video_blocks.values_list("parent", flat=True)
        articles = {*above, *within, *shown, *posters}
        return ["lists", "front", *(f"article-{pk}" for pk in sorted(articles))]

    @staticmethod
    def rendition_name(uid, version, crop, width, suffix):
        """The storage name of one rendition."""
        return f"renditions/{str(uid)[:2]}/{uid}/{version}-{crop}-{width}.{suffix}"

    def rendition_url(self, crop, width, suffix):
        """Address of one rendition; the version in its name changes with file and focal point."""
        version = self.renditions["version"]
        return self.file.storage.url(self.rendition_name(self.uid, version, crop, width, suffix))


class Document(models.Model):
    """A file for readers to take along: a timetable, a plan, a form."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.FileField(_("file"), upload_to=document_path)
    title = models.CharField(_("title"), max_length=200)
    digest = models.CharField(max_length=64, editable=False, db_index=True, blank=True)
    size = models.PositiveIntegerField(editable=False, default=0)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["-created_at"]

    def __str__(self):
        return self.title
