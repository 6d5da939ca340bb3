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
