"""Regional tags: a tree of region, district, town and quarter, and topics."""

from django.contrib.postgres.indexes import OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase

from articles.german.folding import fold
from articles.german.slugs import slugify
from articles.models.rows import QuickRows
from articles.place_names import fold_place_name, keys_meant, town_and_quarter


class PlaceQuerySet(models.QuerySet):
    def under(self, place):
        """The place and everything in it."""
        return self.filter(path__startswith=place.path)

    def formerly(self, pk):
        """The place that one with this primary key was merged into; None if there is none."""
        return self.filter(former_keys__former_id=pk).first()

    def resolve(self, text):
        """The places a text may mean, best first: a key, a name, an alias, or "Town-Quarter".

        A list: empty if nobody is called so, several if the name is ambiguous (never guess).
        A name that only one place of the paper's area bears means that one.
        """
        places = list(self.bearing_key(text) or self.called(text) or self.quarters_called(text))
        inside = [place for place in places if place.in_area]
        if len(inside) == 1:
            return inside
        return sorted(places, key=lambda place: place.prominence)

    def bearing_key(self, text):
        """The place of this key; an AGS may have any of the lengths the place owns."""
        return self.filter(key__in=[text.strip(), *keys_meant(text)])

    def called(self, text):
        """The places of this name or alias, in any spelling."""
        folded = fold_place_name(text)
        if not folded:
            return self.none()
        by_name = self.filter(folded=folded, known_alone=True).values("pk")
        by_alias = PlaceAlias.objects.filter(folded=folded).values("place")
        return self.filter(pk__in=by_name.union(by_alias))

    def quarters_called(self, text):
        """The quarters a text names together with their town: "Heidelberg-Rohrbach"."""
        halves = town_and_quarter(text)
        quarters = self.filter(
            kind=Place.Kind.QUARTER, folded__in=[quarter for _town, quarter in halves]
        ).select_related("parent")
        quarters = quarters.prefetch_related("parent__aliases")
        return [place for place in quarters if place.is_named_in(halves)]


class Place(QuickRows, TagBase):
    """A place of the gazetteer. `path` holds the keys from the root to the place itself,
    each closed by a full stop, so that "in Heidelberg" is one prefix."""

    class Kind(models.TextChoices):
        REGION = "region", _("region")
        STATE = "state", _("state")
        DISTRICT = "district", _("district")
        TOWN = "town", _("town")
        QUARTER = "quarter", _("quarter")

    name = models.CharField(
        _("name in the paper"), max_length=100, help_text=_("Short, as headlines print it.")
    )
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    key = models.CharField(
        _("key"), max_length=80, unique=True, help_text=_("Official key (AGS) or AGS/part.")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    official_name = models.CharField(_("official name"), max_length=150, blank=True)
    folded = models.CharField(max_length=300, editable=False)
    known_alone = models.BooleanField(
        _("known by its name alone"),
        default=True,
        help_text=_("Off for a quarter that only its town makes clear: Ludwigshafen-Süd."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("lies in"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )
    path = models.CharField(max_length=400, editable=False)
    in_area = models.BooleanField(_("in the paper's area"), default=False)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    intro = models.TextField(_("introduction"), blank=True, max_length=600)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        indexes = [
            models.Index(OpClass("path", "text_pattern_ops"), name="place_by_path_prefix"),
            models.Index(fields=["folded"], name="place_by_folded_name"),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.folded = fold_place_name(self.name)
        self.slug = self.slug or slugify(self.name)
        self.path = f"{self.parent.path if self.parent else ''}{self.key}."
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("place", args=[self.slug])

    @property
    def ancestor_keys(self):
        """Keys from the root down to the place itself."""
        return self.path.rstrip(".").split(".")

    @property
    def prominence(self):
        """Sorts places of one name: in the area first, then the higher kind, then the larger."""
        return (
            not self.in_area,
            self.Kind.values.index(self.kind),
            -(self.population or 0),
            self.key,
        )

    def is_named_in(self, halves):
        """Whether one of the pairs (town, quarter), both folded, names this quarter."""
        if self.parent is None:
            return False
        town = {self.parent.folded, *(alias.folded for alias in self.parent.aliases.all())}
        return any(self.folded == quarter and name in town for name, quarter in halves)


class PlaceAlias(models.Model):
    """Another name under which a place stands in texts."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("name"), max_length=150)
    folded = models.CharField(max_length=300, editable=False)

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        indexes = [models.Index(fields=["folded"], name="place_by_folded_alias")]
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="a_place_has_each_alias_once")
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.folded = fold_place_name(self.name)
        super().save(*args, **kwargs)


class FormerPlaceKey(models.Model):
    """A key and an address that led to a place before a merge: drafts and links still find it."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="former_keys")
    key = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
    former_id = models.BigIntegerField(null=True, unique=True)

    def __str__(self):
        return self.key


class TopicQuerySet(models.QuerySet):
    def formerly(self, pk):
        """The topic that one with this primary key was merged into; None if there is none."""
        return self.filter(synonyms__former_id=pk).first()

    def named(self, name):
        """The topic of this name or synonym, in any spelling; None if there is none."""
        folded = fold(name)
        return self.filter(models.Q(folded=folded) | models.Q(synonyms__folded=folded)).first()


def refuse_a_name_of_others(name, others):
    """Raise ValidationError at `name` if one of the other topics (a queryset) bears it."""
    if not fold(name):
        message = _("A name needs a letter or a digit.")
        raise ValidationError({"name": ValidationError(message, code="empty")})
    if other := others.named(name):
        message = _("The topic “%(name)s” is called so already. Merge both if they are one.")
        error = ValidationError(message, code="unique", params={"name": other.name})
        raise ValidationError({"name": error})


class Topic(TagBase):
    """A subject articles are about; synonyms lead to the same topic."""

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    folded = models.CharField(max_length=200, unique=True, editable=False)
    intro = models.TextField(_("introduction"), blank=True, max_length=600)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["folded"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.folded = fold(self.name)
        self.slug = self.slug or slugify(self.name)
        super().save(*args, **kwargs)

    def clean(self):
        """Raise ValidationError if another topic bears the name, in whatever spelling."""
        refuse_a_name_of_others(self.name, Topic.objects.exclude(pk=self.pk))

    def get_absolute_url(self):
        return reverse("topic", args=[self.slug])


class TopicSynonym(models.Model):
    """Another name of a topic; its slug keeps redirecting to the topic's page."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="synonyms")
    name = models.CharField(_("name"), max_length=100)
    folded = models.CharField(max_length=200, unique=True, editable=False)
    slug = models.SlugField(max_length=100, editable=False)
    #: The primary key of the topic it was before a merge; forms opened before still name it.
    former_id = models.BigIntegerField(null=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.folded = fold(self.name)
        self.slug = slugify(self.name)
        super().save(*args, **kwargs)

    def clean(self):
        """Raise ValidationError if another topic bears the name, in whatever spelling."""
        refuse_a_name_of_others(self.name, Topic.objects.exclude(pk=self.topic_id))
