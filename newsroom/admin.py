"""The desk: the start page of the admin, across all apps."""

from django.contrib.admin import AdminSite


class Desk(AdminSite):
    """Django's admin as the newsroom's desk."""
