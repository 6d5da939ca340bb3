"""People with a login. The roles' rights stand in one table: `articles.access`."""

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class User(AbstractUser):
    """Someone who works at the paper. `roles` alone decide what they may do at the desk."""

    class Role(models.TextChoices):
        AUTHOR = "author", _("author")
        EDITOR = "editor", _("editor")
        DESK_HEAD = "desk_head", _("desk head")
        PARTNER_MANAGER = "partner_manager", _("partner manager")
        PRIVACY_OFFICER = "privacy_officer", _("privacy officer")

    email = models.EmailField(_("e-mail address"))
    roles = ArrayField(
        models.CharField(max_length=20, choices=Role),
        verbose_name=pgettext_lazy("of a login", "roles"),
        default=list,
        blank=True,
    )
    language = models.CharField(
        _("language of the desk"),
        max_length=2,
        blank=True,
        choices=[("de", "Deutsch"), ("en", "English")],
        help_text=_("Empty: the paper's own language."),
    )

    REQUIRED_FIELDS = ["email"]

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_login_per_email_address",
                violation_error_message=_("Someone with this e-mail address has a login already."),
            ),
        ]


class RetentionRun(models.Model):
    """What one rule of `newsroom.privacy.table` let go in one run. Nothing about anybody."""

    #: Of the whole run: the rows of one night share it.
    at = models.DateTimeField(_("when"))
    rule = models.CharField(_("rule"), max_length=30)
    gone = models.PositiveIntegerField(_("gone"), default=0)
    took = models.PositiveIntegerField(_("milliseconds"), default=0)
    failed = models.BooleanField(_("failed"), default=False)

    class Meta:
        verbose_name = _("report of the retention")
        verbose_name_plural = _("reports of the retention")
        ordering = ["-at", "pk"]
        constraints = [
            models.UniqueConstraint("at", "rule", name="a_rule_reports_once_a_run"),
        ]

    def __str__(self):
        return self.rule
