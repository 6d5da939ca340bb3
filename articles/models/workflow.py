"""What belongs to an article's way to publication: kept objections, links for outsiders."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class Dismissal(models.Model):
    """An advisory finding that an editor has looked at and set aside, with the reason.

    `fingerprint` names what was found, so a changed text is found anew.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="dismissals")
    code = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64)
    reason = models.CharField(_("reason"), max_length=200)
    at = models.DateTimeField(_("when"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("dismissed finding")
        verbose_name_plural = _("dismissed findings")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "code", "fingerprint"], name="a_finding_is_dismissed_once"
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="a_dismissal_has_a_reason",
                violation_error_message=_("Say why."),
            ),
        ]

    def __str__(self):
        return f"{self.code}: {self.reason}"


class PreviewLink(models.Model):
    """A way for one outsider to read an unpublished article until a moment; may be revoked."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="preview_links")
    label = models.CharField(_("for whom"), max_length=100, blank=True)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-created_at"]

    def __str__(self):
        return self.label or str(self.uid)


class RelatedArticle(models.Model):
    """One entry of “More on this”, chosen by hand; without any, a rule chooses.

    It names the other article by `ref`, so that articles that point to each other can be imported
    in any order; one that is not there, or not public, is not shown.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="related_rows")
    ref = models.CharField(_("article"), max_length=200)
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("related article")
        verbose_name_plural = _("related articles")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "ref"], name="related_only_once")]


class BreakingNewsQuerySet(models.QuerySet):
    def running(self, at):
        """The lines that run at the moment `at` (aware), the newest first."""
        return self.filter(from_at__lte=at, until_at__gt=at).order_by("-from_at", "-pk")


class BreakingNews(models.Model):
    """The bar over the front page: one line, from a moment to a moment."""

    text = models.CharField(_("line"), max_length=140)
    article = models.ForeignKey(
        Article,
        verbose_name=_("article"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    from_at = models.DateTimeField(_("from"))
    until_at = models.DateTimeField(_("until"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = BreakingNewsQuerySet.as_manager()

    class Meta:
        verbose_name = _("breaking news")
        verbose_name_plural = _("breaking news")
        ordering = ["-from_at"]
        indexes = [models.Index(fields=["until_at"], name="breaking_news_by_end")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_at__gt=F("from_at")),
                name="breaking_news_ends_after_it_begins",
                violation_error_message=_("The end lies before the beginning."),
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="breaking_news_says_something",
                violation_error_message=_("Write a line."),
            ),
        ]

    def __str__(self):
        return self.text
