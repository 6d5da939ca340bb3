"""An event is an article that has dates."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import GreaterThan
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article

#: What lasts longer, or over night into another day, is not only announced on its first day.
LONG = timedelta(hours=12)


class EventDateQuerySet(models.QuerySet):
    def lasting(self):
        """Dates that last longer than half a day."""
        return self.filter(GreaterThan(F("ends_at") - F("starts_at"), LONG))


class EventDate(models.Model):
    """One date of an event; `uid` and `sequence` go into calendars (RFC 5545)."""

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", _("as planned")
        MOVED = "moved", _("moved")
        CANCELLED = "cancelled", _("cancelled")

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="events")
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    all_day = models.BooleanField(
        _("all day"),
        default=False,
        db_default=False,
        help_text=_("Only the days of begin and end count."),
    )
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=Status,
        default=Status.SCHEDULED,
        help_text=_(
            "Moved: write the new begin above; the old one is kept. If the new date is not known"
            " yet, leave the begin as it was."
        ),
    )
    moved_from = models.DateTimeField(
        _("moved from"),
        null=True,
        blank=True,
        help_text=_("Filled in by itself when the begin of a moved date changes."),
    )
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = EventDateQuerySet.as_manager()

    class Meta:
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        ordering = ["starts_at", "uid"]
        indexes = [
            models.Index(fields=["starts_at", "uid"], name="event_by_start"),
            models.Index(
                fields=["ends_at", "uid"],
                name="lasting_event_by_end",
                condition=Q(GreaterThan(F("ends_at") - F("starts_at"), LONG)),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at")),
                name="event_ends_after_it_begins",
                violation_error_message=_("An event ends after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=["scheduled", "moved", "cancelled"]),
                name="event_status_is_known",
            ),
            models.CheckConstraint(
                condition=Q(moved_from=None) | Q(status="moved"),
                name="only_a_moved_date_has_a_former_one",
                violation_error_message=_("Only a moved date has a former one."),
            ),
        ]

    def __str__(self):
        form = "SHORT_DATE_FORMAT" if self.all_day else "SHORT_DATETIME_FORMAT"
        return date_format(timezone.localtime(self.starts_at), form)

    @property
    def is_put_off(self):
        """Whether it does not take place then, and a new date is not known yet."""
        return self.status == self.Status.MOVED and self.moved_from == self.starts_at


class RemovedDate(models.Model):
    """A date that readers saw and that an editor then deleted: calendars hear it is cancelled."""

    uid = models.UUIDField(primary_key=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="removed_dates")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    all_day = models.BooleanField(default=False)
    venue = models.CharField(max_length=200, blank=True)
    sequence = models.PositiveIntegerField()
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("removed date")
        verbose_name_plural = _("removed dates")
        indexes = [models.Index(fields=["starts_at", "uid"], name="removed_date_by_start")]

    def __str__(self):
        return f"{timezone.localtime(self.starts_at):%d.%m.%Y %H:%M}"
