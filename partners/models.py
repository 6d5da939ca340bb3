"""Partners of the paper, the positions beside its pages, and who stands there when.

A position is sold by days in the paper's time zone: every page is kept by caches until midnight
at the latest, so a booking begins and ends in the second it should, with nothing running.
"""

from datetime import timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from articles.models import Place


class Partner(models.Model):
    """Who stands beside the news. Contact data are for the desk only."""

    class Kind(models.TextChoices):
        PREMIUM = "premium", _("premium partner")
        MEDIA = "media", _("media partner")

    name = models.CharField(_("name"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PREMIUM)
    link = models.URLField(
        _("link"),
        max_length=500,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("Where a click on the logo leads."),
    )
    logo = models.FileField(_("logo"), upload_to="logos", editable=False)
    width = models.PositiveSmallIntegerField(editable=False)
    height = models.PositiveSmallIntegerField(editable=False)
    alt = models.CharField(
        _("alternative text"),
        max_length=150,
        blank=True,
        help_text=_("What the logo says; empty: the partner's name."),
    )
    contact_name = models.CharField(_("contact"), max_length=100, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=50, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=2000)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(link__iregex=r"^https?://[^\s/]"),
                name="partner_link_leads_to_the_web",
                violation_error_message=_("The link must begin with http:// or https://."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["premium", "media"]), name="partner_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(width__range=(1, 1000), height__range=(1, 1000)) & ~Q(logo=""),
                name="partner_has_a_logo",
                violation_error_message=_("Choose a logo."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def alternative(self):
        """The text in place of the logo."""
        return self.alt or self.name


class Position(models.Model):
    """A numbered place in the slot of one kind of page; with a town, of that town's pages only.

    A town's position is sold apart from the general ones and stands before them.
    """

    class Page(models.TextChoices):
        FRONT = "front", _("front page")
        ARTICLE = "article", _("articles")
        PLACE = "place", _("pages of places")
        TOPIC = "topic", _("pages of topics")
        EVENTS = "events", _("calendar of events")
        LIST = "list", _("other lists")

    page = models.CharField(_("stands on"), max_length=10, choices=Page)
    place = models.ForeignKey(
        Place,
        verbose_name=_("only about"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("A town: only its pages and those of its quarters. Empty: all pages."),
    )
    number = models.PositiveSmallIntegerField(
        _("number"), validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    in_use = models.BooleanField(
        _("in use"), default=True, help_text=_("Off: it stands on no page and cannot be booked.")
    )
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("beside pages", "position")
        verbose_name_plural = _("positions")
        ordering = ["page", F("place").asc(nulls_first=True), "number"]
        constraints = [
            models.UniqueConstraint(
                "page",
                "place",
                "number",
                name="a_position_has_its_number_alone",
                nulls_distinct=False,
                violation_error_message=_("There is a position with this number already."),
            ),
            models.CheckConstraint(
                condition=Q(page__in=["front", "article", "place", "topic", "events", "list"]),
                name="position_page_is_known",
            ),
            models.CheckConstraint(
                condition=Q(place=None) | Q(page__in=["article", "place"]),
                name="only_pages_about_places_have_a_place",
                violation_error_message=_("Only articles and pages of places belong to a place."),
            ),
        ]

    def __str__(self):
        where = capfirst(self.get_page_display())
        if self.place_id:
            where = f"{where}, {self.place}"
        return f"{where} {self.number}"


class BookingQuerySet(models.QuerySet):
    """The questions about time; days are days in the paper's time zone."""

    def running(self, day=None):
        """Bookings that stand on the paper's pages on that day (default: today)."""
        return self.filter(period__contains=day or timezone.localdate())

    def coming(self, day=None):
        """Bookings that begin after that day."""
        return self.filter(period__startswith__gt=day or timezone.localdate())

    def over(self, day=None):
        """Bookings whose last day was before that day."""
        return self.filter(period__endswith__lte=day or timezone.localdate())

    def from_day(self, day):
        """Bookings that run on that day or later."""
        return self.overlapping(DateRange(day, None))

    def at(self, position):
        """The bookings of a position, in their order."""
        return self.filter(position=position).order_by(Lower("period"))

    def overlapping(self, period):
        return self.filter(period__overlap=period)

    def fillers(self):
        """Bookings without a position of their own: they take what is free."""
        return self.filter(position=None)


class Booking(models.Model):
    """A partner takes a position from a day until a day; two never share one.

    Without a position the partner fills whatever is free (an agreed filler). `period` is half
    open: its upper end is the first day without the partner; none: until further notice.
    """

    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), on_delete=models.PROTECT, related_name="bookings"
    )
    position = models.ForeignKey(
        Position,
        verbose_name=pgettext_lazy("beside pages", "position"),
        on_delete=models.PROTECT,
        related_name="bookings",
        null=True,
        blank=True,
    )
    period = DateRangeField(_("period"))
    note = models.CharField(
        _("note"), max_length=200, blank=True, help_text=_("Such as the number of the order.")
    )

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        constraints = [
            ExclusionConstraint(
                name="two_bookings_never_overlap",
                expressions=[
                    ("position", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("The position is taken on some of these days."),
            ),
            models.CheckConstraint(
                condition=Q(period__isempty=False, period__startswith__isnull=False),
                name="booking_has_a_first_day",
                violation_error_message=_("The booking needs a first day, before its last one."),
            ),
        ]
        indexes = [
            models.Index("partner", name="booking_that_fills", condition=Q(position__isnull=True)),
        ]

    def __str__(self):
        return f"{self.partner}: {self.standing}, {period_in_words(self.period)}"

    @property
    def standing(self):
        """Where it stands, in words."""
        return str(self.position) if self.position_id else gettext("free positions")

    @property
    def words(self):
        """From when to when, in words."""
        return period_in_words(self.period)

    @property
    def first_day(self):
        return self.period.lower

    @property
    def last_day(self):
        """The last day with the partner, or None: until further notice."""
        return self.period.upper and self.period.upper - timedelta(days=1)

    def is_running(self, day=None):
        day = day or timezone.localdate()
        return self.period.lower <= day and (self.period.upper is None or day < self.period.upper)


def period_in_words(period):
    """A half-open range of days as people say it: "1. bis 31. Dezember" with its years."""
    first = day_in_words(period.lower)
    if period.upper is None:
        return gettext("from %(first)s on") % {"first": first}
    last = day_in_words(period.upper - timedelta(days=1))
    if first == last:
        return first
    return gettext("%(first)s to %(last)s") % {"first": first, "last": last}


def day_in_words(day):
    return date_format(day, "SHORT_DATE_FORMAT")


class DailyCount(models.Model):
    """How often a booking was shown and clicked on a day. Nothing about anybody."""

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="counts")
    day = models.DateField(_("day"))
    views = models.PositiveIntegerField(_("page views"), default=0)
    clicks = models.PositiveIntegerField(_("clicks"), default=0)

    class Meta:
        verbose_name = _("daily count")
        verbose_name_plural = _("daily counts")
        constraints = [
            models.UniqueConstraint("booking", "day", name="a_day_is_counted_once"),
        ]


class CountedLog(models.Model):
    """How far an access log was counted, so that counting it again counts only what is new."""

    #: The digest of its first line: a log that was renamed, copied or packed is still the same.
    identity = models.CharField(max_length=64, unique=True)
    offset = models.PositiveBigIntegerField(default=0)
    counted_at = models.DateTimeField(auto_now=True)


class Mark(models.Model):
    """One row with a value that triggers replace whenever partners, positions, bookings or the tree
    of places change: by it a process knows whether what it has read still holds."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    value = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="there_is_one_mark"),
        ]
