from axes import apps as axes_apps
from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = _("Newsroom")
    default = True

    def ready(self):
        """Deployment checks, what the audit log keeps of logins, hints about partners."""
        autodiscover_modules("checks", "accounts", "partner_hint")


class DeskConfig(admin_apps.AdminConfig):
    """Django's admin with the newsroom's own start page and rules."""

    default_site = "newsroom.admin.Desk"
    default = False

    def ready(self):
        super().ready()
        autodiscover_modules("user_admin")


class AttemptsConfig(axes_apps.AppConfig):
    """django-axes by a name that says what the desk finds there."""

    verbose_name = _("Login protection")
    default = False
