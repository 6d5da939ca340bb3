"""Who may do what: role x state x verb, in one table."""

from django.contrib.auth.backends import ModelBackend


class RoleBackend(ModelBackend):
    """Logins by password, rights by role."""
