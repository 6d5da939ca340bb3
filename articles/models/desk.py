"""What the desk keeps for itself: templates, saved views, the note between shifts."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from articles import drafts


class ArticleTemplate(models.Model):
    """A Draft to start from: the frame of a police report, an event, an interview."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    draft = models.JSONField(default=dict)
    saved_at = models.DateTimeField(_("saved"), auto_now=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("template")
        verbose_name_plural = _("templates")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def as_draft(self):
        """The Draft to start from; blocks keep the template's uids, so give them new ones."""
        return drafts.from_json(self.draft)


class SavedView(models.Model):
    """A filtered list somebody comes back to; `query` is the list's query string."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views"
    )
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1000, blank=True)
    is_shared = models.BooleanField(_("for all of the desk"), default=False)

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = [Lower("name"), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"],
                name="a_saved_view_has_its_own_name",
                violation_error_message=_("You have a view of this name already."),
            )
        ]

    def __str__(self):
        return self.name


class HandoverNote(models.Model):
    """What the shift that goes tells the shift that comes; the newest one counts."""

    text = models.TextField(_("note"), max_length=4000, blank=True)
    at = models.DateTimeField(_("written"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("handover note")
        verbose_name_plural = _("handover notes")
        ordering = ["-at", "-pk"]
        get_latest_by = "pk"

    def __str__(self):
        return self.text[:60]
