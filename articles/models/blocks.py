"""The blocks of an article's body, each with a uid that stays for its whole life.

The uid is the primary key: the admin's formsets match rows by it, and anchors, versions,
differences and merges depend on it. `template_name` renders the block; `draft_type` names its
dataclass in `articles.drafts`.
"""

import uuid
from urllib.parse import urlsplit

from content_editor.models import PluginBase, Region
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles import prose
from articles.models.article import Article
from articles.models.fields import ProseField
from articles.models.images import Document, Image
from articles.models.people import Speaker

BODY = Region(key="body", title=_("Text"))
Article.regions = [BODY]
web_address = URLValidator(schemes=["https", "http"])


class Block(PluginBase):
    """What all blocks share: a uid, the article and the place in its body."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    parent = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="%(class)s_blocks")
    region = models.CharField(max_length=20, default="body")
    ordering = models.IntegerField(default=0)

    draft_type = ""

    class Meta:
        abstract = True
        ordering = ["ordering"]

    @property
    def template_name(self):
        return f"articles/blocks/{self.draft_type}.html"


class Prose(Block):
    html = ProseField(_("text"))

    draft_type = "prose"

    class Meta(Block.Meta):
        verbose_name = _("text")
        verbose_name_plural = _("texts")

    def __str__(self):
        return Truncator(prose.text_of(self.html).replace("\n", " ")).chars(80)


class Picture(Block):
    image = models.ForeignKey(
        Image, verbose_name=_("picture"), on_delete=models.PROTECT, related_name="picture_blocks"
    )
    caption = models.CharField(
        _("caption here"), max_length=500, blank=True, help_text=_("Empty: the picture's own.")
    )
    alt = models.CharField(_("alternative text here"), max_length=300, blank=True)

    draft_type = "picture"

    class Meta(Block.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self):
        return self.caption or str(self.image)

    @classmethod
    def get_queryset(cls):
        return cls.objects.select_related("image")


class Gallery(Block):
    title = models.CharField(_("title"), max_length=150, blank=True)

    draft_type = "gallery"

    class Meta(Block.Meta):
        verbose_name = _("gallery")
        verbose_name_plural = _("galleries")

    def __str__(self):
        return self.title or str(_("gallery"))

    @classmethod
    def get_queryset(cls):
        return cls.objects.prefetch_related(
            models.Prefetch("pictures", GalleryPicture.objects.select_related("image"))
        )


class GalleryPicture(models.Model):
    gallery = models.ForeignKey(Gallery, on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey(
        Image, verbose_name=_("picture"), on_delete=models.PROTECT, related_name="gallery_pictures"
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    caption = models.CharField(_("caption here"), max_length=500, blank=True)
    alt = models.CharField(_("alternative text here"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gallery", "image"], name="gallery_shows_a_picture_once"
            )
        ]

    def __str__(self):
        return self.caption or str(self.image)


class Statement(Block):
    """A quoted statement: role and organisation as they were when it was spoken."""

    speaker = models.ForeignKey(
        Speaker, verbose_name=_("speaker"), on_delete=models.PROTECT, related_name="statements"
    )
    text = models.TextField(
        _("statement"), max_length=5000, help_text=_("Word for word, without quotation marks.")
    )
    role = models.CharField(_("role then"), max_length=150, blank=True)
    organisation = models.CharField(_("organisation then"), max_length=150, blank=True)
    said_on = models.DateField(_("said on"), null=True, blank=True)
    listed_at = models.DateTimeField(null=True, editable=False)

    draft_type = "statement"

    class Meta(Block.Meta):
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        indexes = [
            models.Index(
                "speaker",
                F("listed_at").desc(),
                F("uid").desc(),
                name="speaker_listing_newest",
                condition=Q(listed_at__isnull=False),
            )
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="statement_says_something")
        ]

    def __str__(self):
        return Truncator(f"{self.speaker.name}: {self.text}").chars(80)

    @classmethod
    def get_queryset(cls):
        return cls.objects.select_related("speaker__portrait")


class Video(Block):
    """A film at a provider; nothing of it is contacted before the reader's click."""

    url = models.URLField(_("address"), max_length=500, validators=[web_address])
    title = models.CharField(_("title"), max_length=200, blank=True)
    poster = models.ForeignKey(
        Image,
        verbose_name=_("still picture"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="video_blocks",
    )
    duration = models.PositiveIntegerField(_("length in seconds"), null=True, blank=True)
    transcript = models.TextField(_("transcript"), blank=True)

    draft_type = "video"

    class Meta(Block.Meta):
        verbose_name = _("video")
        verbose_name_plural = _("videos")

    def __str__(self):
        return self.title or self.url

    @property
    def provider(self):
        """The host that a click would contact."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")

    @classmethod
    def get_queryset(cls):
        return cls.objects.select_related("poster")


class InfoBox(Block):
    title = models.CharField(_("title"), max_length=150, blank=True)
    html = ProseField(_("text"))

    draft_type = "info_box"

    class Meta(Block.Meta):
        verbose_name = _("info box")
        verbose_name_plural = _("info boxes")

    def __str__(self):
        return self.title or Truncator(prose.text_of(self.html)).chars(80)


class Table(Block):
    """Cells as text: one line a row, tabs between cells, as a spreadsheet pastes them."""

    MAX_ROWS, MAX_COLUMNS = 200, 20

    caption = models.CharField(pgettext_lazy("of a table", "caption"), max_length=200, blank=True)
    cells = models.TextField(
        _("cells"), max_length=50_000, help_text=_("One line a row, tabs or | between cells.")
    )
    has_header = models.BooleanField(_("the first row is the head"), default=True)

    draft_type = "table"

    class Meta(Block.Meta):
        verbose_name = _("table")
        verbose_name_plural = _("tables")

    def __str__(self):
        return self.caption or Truncator(self.cells.replace("\t", " ")).chars(80)

    def clean(self):
        rows = self.rows()
        if len(rows) > self.MAX_ROWS or len(rows[0]) > self.MAX_COLUMNS:
            raise ValidationError({"cells": _("This table is too large.")})

    def rows(self):
        """The cells as tuples of text, all of one length."""
        lines = self.cells.replace("\r\n", "\n").strip("\n").split("\n")
        mark = "\t" if "\t" in self.cells else "|"
        rows = [[" ".join(cell.split()) for cell in line.split(mark)] for line in lines]
        width = max(map(len, rows))
        return tuple(tuple(row + [""] * (width - len(row))) for row in rows)

    @property
    def head(self):
        return self.rows()[0] if self.has_header else ()

    @property
    def body(self):
        return self.rows()[1:] if self.has_header else self.rows()


class File(Block):
    document = models.ForeignKey(
        Document, verbose_name=_("file"), on_delete=models.PROTECT, related_name="file_blocks"
    )
    title = models.CharField(
        _("title here"), max_length=200, blank=True, help_text=_("Empty: the file's own.")
    )

    draft_type = "file"

    class Meta(Block.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self):
        return self.title or str(self.document)

    @classmethod
    def get_queryset(cls):
        return cls.objects.select_related("document")


class Embed(Block):
    """A foreign post, shown as a card with its provider's name until the reader clicks."""

    url = models.URLField(_("address"), max_length=500, validators=[web_address])
    provider = models.CharField(
        _("provider"), max_length=100, blank=True, help_text=_("Who is contacted by the click.")
    )
    title = models.CharField(_("title"), max_length=200, blank=True)

    draft_type = "embed"

    class Meta(Block.Meta):
        verbose_name = _("foreign post")
        verbose_name_plural = _("foreign posts")

    def __str__(self):
        return self.title or self.url

    @property
    def host(self):
        return (urlsplit(self.url).hostname or "").removeprefix("www.")


BLOCKS = (Prose, Picture, Gallery, Statement, Video, InfoBox, Table, File, Embed)
BLOCK_MODELS = {model.draft_type: model for model in BLOCKS}


def blocks_of(article):
    """The article's blocks in order: one query for each type its body holds (galleries two)."""
    rows = []
    for draft_type in article.block_types:
        rows += BLOCK_MODELS[draft_type].get_queryset().filter(parent=article)
    return sorted(rows, key=lambda block: (block.ordering, str(block.uid)))


def blocks_of_many(articles):
    """The blocks of many articles in order, as a dictionary by the article's primary key."""
    found = {article.pk: [] for article in articles}
    for draft_type in {name for article in articles for name in article.block_types}:
        for row in BLOCK_MODELS[draft_type].get_queryset().filter(parent__in=list(found)):
            found[row.parent_id].append(row)
    for rows in found.values():
        rows.sort(key=lambda block: (block.ordering, str(block.uid)))
    return found
