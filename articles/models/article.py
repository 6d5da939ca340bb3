"""The article and the one definition of public."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import JSONArray, Upper
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from articles.models.images import Image
from articles.models.listings import ArticlePlace
from articles.models.places import Place
from articles.models.rows import QuickRows
from articles.models.sources import Source
from articles.models.stories import Story


class ArticleQuerySet(models.QuerySet):
    """The newsroom's questions. Templates and views never filter by status."""

    def published(self, at=None):
        """Articles a reader may see at the moment `at` (aware; default now).

        Nothing flips at night: the clock is part of the question, so a due article is there in
        the first request after its second, with no worker running.
        """
        at = at or timezone.now()
        return self.filter(
            Q(expires_at=None) | Q(expires_at__gt=at),
            status=Article.Status.READY,
            listed_at__lte=at,
        )

    def gone(self, at=None):
        """Articles that were public once and are no longer: withdrawn or expired."""
        at = at or timezone.now()
        return self.filter(
            Q(status=Article.Status.WITHDRAWN, former_addresses__isnull=False)
            | Q(status=Article.Status.READY, listed_at__lte=at, expires_at__lte=at)
        )

    def outside_the_bin(self):
        """Whatever the desk works with: all but what was put into the bin."""
        return self.filter(binned_at=None)

    def in_the_bin(self):
        return self.filter(binned_at__isnull=False)

    def newest_first(self):
        return self.order_by("-listed_at", "-pk")

    def about(self, place):
        """Articles of a place and all places in it, newest first, by the listing's own index."""
        return self.filter(place_listings__place=place).order_by(
            "-place_listings__listed_at", "-place_listings__article"
        )

    def on_topic(self, topic):
        # The index holds only rows with a moment, so the question must say so.
        return self.filter(topic_rows__tag=topic, topic_rows__listed_at__isnull=False).order_by(
            "-topic_rows__listed_at", "-topic_rows__content_object"
        )

    def by(self, author):
        return self.filter(bylines__author=author, bylines__listed_at__isnull=False).order_by(
            "-bylines__listed_at", "-bylines__article"
        )

    def of_story(self, story):
        return self.filter(story=story).newest_first()

    def with_video(self):
        return self.filter(block_types__contains=["video"])

    def pinned(self, at=None):
        """Articles in their window as top story, by rank; the newest first within a rank."""
        at = at or timezone.now()
        return self.filter(
            Q(top_from=None) | Q(top_from__lte=at), top_rank__isnull=False, top_until__gt=at
        ).order_by("top_rank", "-listed_at", "-pk")

    def with_kicker(self):
        """Each article with what its kicker shows of its first place."""
        first = ArticlePlace.objects.filter(content_object=OuterRef("pk"), position=0)
        values = JSONArray(*(f"tag__{name}" for name in KICKER_FIELDS))
        return self.annotate(kicker_values=Subquery(first.order_by().values(shown=values)[:1]))

    def for_cards(self):
        """What a teaser card shows, in one query whatever the length of the list."""
        return (
            self.select_related("lead_picture")
            .only(*CARD_FIELDS)
            .with_kicker()
            .fetch_mode(models.FETCH_RAISE)
        )


class Article(QuickRows, models.Model):
    """One piece of news. Written only by `articles.conversion`, the one door."""

    class Kind(models.TextChoices):
        NEWS = "news", _("news")
        SERVICE = "service", _("service notice")
        APPEAL = "appeal", _("appeal")
        EVENT = "event", _("event")
        ADVERTORIAL = "advertorial", _("advertorial")

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in_review", _("in review")
        READY = "ready", _("ready")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Stage(models.TextChoices):
        FIRST_REPORT = "first_report", _("first report")
        UPDATE = "update", _("update")
        FOLLOW_UP = "follow_up", _("follow-up")
        CORRECTION = "correction", _("correction")

    ref = models.CharField(max_length=200, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    saved_at = models.DateTimeField(_("saved"), auto_now=True)

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.NEWS)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    publish_at = models.DateTimeField(_("publication"), null=True, blank=True)
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    embargo_source = models.CharField(
        _("embargo agreed with"), max_length=150, blank=True, help_text=_("Who asked for it.")
    )
    embargo_reason = models.CharField(_("reason of the embargo"), max_length=200, blank=True)
    expires_at = models.DateTimeField(_("expiry"), null=True, blank=True)
    without_adverts = models.BooleanField(
        _("no adverts beside it"),
        default=False,
        db_default=False,
        help_text=_("For reports beside which an advert would hurt."),
    )
    updated_at = models.DateTimeField(
        _("shown as updated"), null=True, blank=True, help_text=_("Printed beside the date.")
    )

    headline = models.CharField(
        _("headline"), max_length=200, help_text=_("Without place and without “Update”.")
    )
    lead = models.TextField(_("lead"), blank=True, max_length=1000)
    seo_title = models.CharField(_("title for search engines"), max_length=120, blank=True)
    share_title = models.CharField(_("title for sharing"), max_length=200, blank=True)
    slug = models.SlugField(_("address"), max_length=120, unique=True)

    places = TaggableManager(
        verbose_name=_("places"),
        through="articles.ArticlePlace",
        related_name="articles",
        blank=True,
    )
    topics = TaggableManager(
        verbose_name=_("topics"),
        through="articles.ArticleTopic",
        related_name="articles",
        blank=True,
    )
    authors = models.ManyToManyField(
        "articles.Author", verbose_name=_("authors"), through="articles.Byline", blank=True
    )
    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, null=True, blank=True
    )
    credit = models.CharField(
        _("credit"),
        max_length=20,
        blank=True,
        validators=[
            RegexValidator(r"^[a-zäöüß0-9-]+$", _("Small letters only, such as ots, dpa or red."))
        ],
        help_text=_("Such as ots, dpa or red; printed in brackets."),
    )
    initials = models.CharField(_("initials"), max_length=10, blank=True)

    story = models.ForeignKey(
        Story,
        verbose_name=_("story"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
    )
    stage = models.CharField(_("stage"), max_length=12, choices=Stage, blank=True)
    top_from = models.DateTimeField(_("top story from"), null=True, blank=True)
    top_until = models.DateTimeField(_("top story until"), null=True, blank=True)
    top_rank = models.PositiveSmallIntegerField(
        _("rank"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    lead_picture = models.ForeignKey(
        Image,
        verbose_name=_("lead picture"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="lead_articles",
    )
    lead_caption = models.CharField(_("caption here"), max_length=500, blank=True)
    lead_alt = models.CharField(_("alternative text here"), max_length=300, blank=True)

    #: Since when it lies in the bin, which is emptied after thirty days.
    binned_at = models.DateTimeField(_("in the bin since"), null=True, editable=False)
    #: Which kinds of block the body holds; the door writes it, lists filter by it and the
    #: article page asks only for these.
    block_types = ArrayField(models.CharField(max_length=20), default=list, editable=False)
    #: The sort key of every list: the publication of ready articles, nothing for all others.
    listed_at = models.GeneratedField(
        expression=Case(When(status="ready", then=F("publish_at"))),
        output_field=models.DateTimeField(null=True),
        db_persist=True,
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [
            models.Index(
                F("listed_at").desc(),
                F("id").desc(),
                name="article_newest_first",
                condition=Q(listed_at__isnull=False),
            ),
            models.Index(
                "kind",
                F("listed_at").desc(),
                F("id").desc(),
                name="article_by_kind",
                condition=Q(listed_at__isnull=False),
            ),
            models.Index(
                "source",
                F("listed_at").desc(),
                F("id").desc(),
                name="article_by_source",
                condition=Q(listed_at__isnull=False, source__isnull=False),
            ),
            models.Index(
                F("listed_at").desc(),
                F("id").desc(),
                name="article_with_video",
                condition=Q(listed_at__isnull=False, block_types__contains=["video"]),
            ),
            models.Index(
                "story",
                F("listed_at").desc(),
                F("id").desc(),
                name="article_by_story",
                condition=Q(story__isnull=False),
            ),
            models.Index("top_until", name="article_on_top", condition=Q(top_rank__isnull=False)),
            models.Index(F("saved_at").desc(), F("id").desc(), name="article_by_saving"),
            models.Index("status", F("saved_at").desc(), name="article_by_status"),
            models.Index(
                "binned_at", name="article_in_the_bin", condition=Q(binned_at__isnull=False)
            ),
            models.Index(OpClass("slug", "text_pattern_ops"), name="article_by_slug_prefix"),
            # For parts of words while somebody types; the words themselves are in SearchEntry.
            GinIndex(
                OpClass(Upper("headline"), name="gin_trgm_ops"), name="article_by_headline_part"
            ),
            models.Index(
                "embargo_until",
                name="article_under_embargo",
                condition=Q(embargo_until__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(headline=""),
                name="article_has_a_headline",
                violation_error_message=_("Write a headline."),
            ),
            models.CheckConstraint(
                condition=~Q(status="ready") | Q(publish_at__isnull=False),
                name="ready_article_has_publish_at",
                violation_error_message=_("Set a publication time."),
            ),
            models.CheckConstraint(
                condition=Q(embargo_until=None)
                | Q(publish_at=None)
                | Q(publish_at__gte=F("embargo_until")),
                name="nothing_is_published_under_embargo",
                violation_error_message=_("The publication lies before the end of the embargo."),
            ),
            models.CheckConstraint(
                condition=Q(binned_at=None) | ~Q(status="ready"),
                name="nothing_in_the_bin_is_ready",
                violation_error_message=_("The article lies in the bin."),
            ),
            models.CheckConstraint(
                condition=Q(expires_at=None)
                | Q(publish_at=None)
                | Q(expires_at__gt=F("publish_at")),
                name="article_expires_after_publication",
                violation_error_message=_("The expiry lies before the publication."),
            ),
            models.CheckConstraint(
                condition=Q(top_rank=None, top_from=None, top_until=None)
                | Q(top_rank__isnull=False, top_until__isnull=False, top_from=None)
                | Q(
                    top_rank__isnull=False,
                    top_from__isnull=False,
                    top_until__isnull=False,
                    top_until__gt=F("top_from"),
                ),
                name="top_story_has_rank_and_end",
                violation_error_message=_("A top story needs a rank and an end."),
            ),
            models.CheckConstraint(
                condition=Q(story__isnull=False) | Q(stage=""),
                name="a_stage_belongs_to_a_story",
                violation_error_message=_("Choose the story this stage belongs to."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["news", "service", "appeal", "event", "advertorial"]),
                name="article_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "in_review", "ready", "withdrawn"]),
                name="article_status_is_known",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["", "first_report", "update", "follow_up", "correction"]),
                name="article_stage_is_known",
            ),
        ]

    def __str__(self):
        return self.headline

    def get_absolute_url(self):
        """The address in the paper's time zone; articles without publication use their birth."""
        day = timezone.localtime(self.publish_at or self.created_at)
        return reverse("article", args=[f"{day:%Y}", f"{day:%m}", f"{day:%d}", self.slug])

    def is_listed(self, at=None):
        """Whether its publication has come by `at`; it may have expired since."""
        return self.listed_at is not None and self.listed_at <= (at or timezone.now())

    def is_public(self, at=None):
        """Whether readers may see it at `at`; the same question as `published()`, of one row."""
        at = at or timezone.now()
        return (
            self.status == self.Status.READY
            and self.publish_at is not None
            and self.publish_at <= at
            and (self.expires_at is None or self.expires_at > at)
        )

    @cached_property
    def kicker(self):
        """The first place, with name and address, for rows `with_kicker()`; None without places."""
        if self.kicker_values is None:
            return None
        return Place.from_db(
            self._state.db, KICKER_FIELDS, self.kicker_values, fetch_mode=models.FETCH_RAISE
        )

    @property
    def has_video(self):
        return "video" in self.block_types

    @property
    def credit_line(self):
        """What stands in brackets: "ots", "red/ak" or nothing."""
        return "/".join(filter(None, [self.credit, self.initials]))

    def surrogate_keys(self):
        """Keys of all cached pages that show this article, for purging."""
        listed = self.place_listings.values_list(Value("place"), "place")
        listed = listed.union(
            self.topic_rows.order_by().values_list(Value("topic"), "tag"),
            self.bylines.order_by().values_list(Value("author"), "author"),
        )
        keys = [f"article-{self.pk}", "front", "lists"]
        keys += [f"{kind}-{pk}" for kind, pk in listed]
        if self.story_id:
            keys.append(f"story-{self.story_id}")
        return keys


KICKER_FIELDS = ("id", "name", "slug")
CARD_FIELDS = (
    "kind",
    "status",
    "publish_at",
    "updated_at",
    "expires_at",
    "created_at",
    "listed_at",
    "headline",
    "lead",
    "slug",
    "stage",
    "story_id",
    "block_types",
    "lead_alt",
    "lead_picture__file",
    "lead_picture__alt",
    "lead_picture__credit",
    "lead_picture__width",
    "lead_picture__height",
    "lead_picture__focal_x",
    "lead_picture__focal_y",
    "lead_picture__renditions",
)
