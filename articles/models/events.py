"""An event is an article that has dates."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


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
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.SCHEDULED)
    sequence = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        ordering = ["starts_at", "uid"]
        indexes = [models.Index(fields=["starts_at", "uid"], name="event_by_start")]
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
        ]

    def __str__(self):
        return f"{self.starts_at:%d.%m.%Y %H:%M}"
