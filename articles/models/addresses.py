"""Addresses that were public keep leading somewhere."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class FormerAddress(models.Model):
    """A path that once led to the article and keeps redirecting, or answers 410 once it is gone."""

    path = models.CharField(_("path"), max_length=500, unique=True)
    slug = models.CharField(max_length=200, blank=True, db_index=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="former_addresses")

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints = [
            models.CheckConstraint(
                condition=Q(path__startswith="/"), name="former_address_is_a_path"
            )
        ]

    def __str__(self):
        return self.path
