from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class NewsroomConfig(AppConfig):
    name = "newsroom"
    default = True


class DeskConfig(admin_apps.AdminConfig):
    """Django's admin with the newsroom's own start page and rules."""

    default_site = "newsroom.admin.Desk"
    default = False
