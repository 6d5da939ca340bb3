"""What was saved when by whom, and a log that nobody edits."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles import drafts
from articles.models.article import Article


class ArticleVersion(models.Model):
    """The Draft that was saved, as JSON: history, difference, restore and merge live on it."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    draft = models.JSONField()
    at = models.DateTimeField(_("saved"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="each_version_is_kept_once")
        ]

    def __str__(self):
        return f"{self.article_id} v{self.number}"

    def as_draft(self):
        """The Draft of this version."""
        return drafts.from_json(self.draft)


class AuditEntry(models.Model):
    """Who did what to which object. Append-only: triggers refuse UPDATE, DELETE and TRUNCATE."""

    at = models.DateTimeField(_("when"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    verb = models.CharField(_("what"), max_length=30)
    kind = models.CharField(_("kind of object"), max_length=50)
    key = models.CharField(_("object"), max_length=100)
    details = models.JSONField(_("details"), default=dict)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit log")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["kind", "key", "-at"], name="audit_by_object"),
            models.Index(fields=["-at", "-id"], name="audit_newest_first"),
        ]

    def __str__(self):
        return f"{self.verb} {self.kind} {self.key}"

    @classmethod
    def keep(cls, verb, thing, *, by=None, **details):
        """Write one entry about a model instance, in the caller's transaction."""
        return cls.objects.create(
            verb=verb,
            kind=thing._meta.label_lower,
            key=str(thing.pk),
            by=by if by is not None and by.pk else None,
            details=details,
        )
