"""Corrections: what was wrong, what is right, since when (Pressekodex 3)."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class Correction(models.Model):
    """Printed with the article and on the page of all corrections; withdrawn, never deleted."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="corrections")
    at = models.DateTimeField(_("corrected"))
    wrong = models.TextField(_("what was wrong"), max_length=1000)
    right = models.TextField(_("what is right"), max_length=1000)
    withdrawn = models.BooleanField(_("withdrawn"), default=False)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-at", "uid"]
        indexes = [models.Index(fields=["-at", "uid"], name="correction_newest_first")]

    def __str__(self):
        return self.wrong
