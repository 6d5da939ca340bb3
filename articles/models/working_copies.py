"""What editors have typed and not yet published, and who is at which article."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class WorkingCopyQuerySet(models.QuerySet):
    def open(self):
        """Copies that were neither saved into their article nor thrown away."""
        return self.filter(ended_at=None)


class WorkingCopy(models.Model):
    """The posted form as JSON: autosave, the draft beside the live article, an expired login.

    It is reopened bound to the change view and never saves by itself. `form` maps each posted
    name to the list of its values and holds no token and no file. `serial` counts the saves of
    the browser, so that a late request never overwrites a newer one.
    """

    class Ending(models.TextChoices):
        SAVED = "saved", _("saved into the article")
        DISCARDED = "discarded", _("thrown away")

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        on_delete=models.CASCADE,
        null=True,
        related_name="working_copies",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.CASCADE, related_name="+"
    )
    based_on = models.PositiveIntegerField(_("version"), null=True)
    serial = models.PositiveBigIntegerField(default=0)
    form = models.JSONField(default=dict)
    #: Where the writer was: the field's id, the caret in it, how far the page was scrolled.
    place = models.JSONField(default=dict)
    headline = models.CharField(_("headline"), max_length=200, blank=True)
    begun_at = models.DateTimeField(_("begun"), auto_now_add=True)
    saved_at = models.DateTimeField(_("saved"), auto_now=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    ending = models.CharField(max_length=10, choices=Ending, blank=True)

    objects = WorkingCopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("working copy")
        verbose_name_plural = _("working copies")
        ordering = ["-saved_at"]
        indexes = [
            models.Index(
                fields=["article", "-saved_at"],
                name="open_copies_of_article",
                condition=Q(ended_at=None),
            ),
            models.Index(
                fields=["user", "-saved_at"], name="open_copies_of_user", condition=Q(ended_at=None)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, ending="")
                | Q(ended_at__isnull=False, ending__in=["saved", "discarded"]),
                name="a_working_copy_ends_one_way",
            )
        ]

    def __str__(self):
        return self.headline or str(self.uid)


class Presence(models.Model):
    """Who has an article open; a row that is not refreshed means nothing after a minute."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "user"], name="one_presence_per_person")
        ]
