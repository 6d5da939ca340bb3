"""Lists are index tables: what an article is about, each row with its own sort key.

`listed_at` copies the article's sort key. Triggers (migration 0002) keep it, and keep one
`PlaceListing` for every named place and every place above it. A copy may be late but never
leaks: every query still asks `published()`.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase

from articles.models.people import Author
from articles.models.places import Place, Topic


class ArticlePlace(ItemBase):
    """A place an article names; the first is its kicker."""

    content_object = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="place_rows"
    )
    tag = models.ForeignKey(
        Place, verbose_name=_("place"), on_delete=models.PROTECT, related_name="article_rows"
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    natural_key_fields = ["content_object", "tag"]

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"],
                name="article_names_a_place_once",
                violation_error_message=_("This place is named already."),
            ),
        ]

    def __str__(self):
        return str(self.tag)


class PlaceListing(models.Model):
    """The article in the list of a place: of each named place and of all places above it."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="listings")
    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="place_listings", db_index=False
    )
    listed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "place"], name="article_is_listed_once_a_place"
            )
        ]
        indexes = [
            models.Index(
                "place", F("listed_at").desc(), F("article").desc(), name="place_listing_newest"
            )
        ]


class ArticleTopic(ItemBase):
    """A topic an article is about."""

    content_object = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="topic_rows"
    )
    tag = models.ForeignKey(
        Topic, verbose_name=_("topic"), on_delete=models.PROTECT, related_name="article_rows"
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    listed_at = models.DateTimeField(null=True, editable=False)

    natural_key_fields = ["content_object", "tag"]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"],
                name="article_has_a_topic_once",
                violation_error_message=_("This topic is there already."),
            )
        ]
        indexes = [
            models.Index(
                "tag",
                F("listed_at").desc(),
                F("content_object").desc(),
                name="topic_listing_newest",
                condition=Q(listed_at__isnull=False),
            )
        ]

    def __str__(self):
        return str(self.tag)


class Byline(models.Model):
    """An author of an article, in the order of the byline."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="bylines"
    )
    author = models.ForeignKey(
        Author, verbose_name=_("author"), on_delete=models.PROTECT, related_name="bylines"
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    listed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "author"],
                name="author_signs_an_article_once",
                violation_error_message=_("This author is named already."),
            )
        ]
        indexes = [
            models.Index(
                "author",
                F("listed_at").desc(),
                F("article").desc(),
                name="author_listing_newest",
                condition=Q(listed_at__isnull=False),
            )
        ]

    def __str__(self):
        return str(self.author)
