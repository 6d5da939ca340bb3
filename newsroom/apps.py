from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.module_loading import autodiscover_modules


class NewsroomConfig(AppConfig):
    name = "newsroom"
    default = True

    def ready(self):
        """Deployment checks, and what the audit log keeps of logins."""
        autodiscover_modules("checks", "accounts")


class DeskConfig(admin_apps.AdminConfig):
    """Django's admin with the newsroom's own start page and rules."""

    default_site = "newsroom.admin.Desk"
    default = False

    def ready(self):
        super().ready()
        autodiscover_modules("user_admin")
