"""The way back in: addresses below /admin/ that need no login."""

from django.conf import settings
from django.contrib.auth import views
from django.urls import path

from newsroom import accounts

HEAD = {"site_header": settings.PAPER.name, "site_title": settings.PAPER.name}

urlpatterns = [
    path(
        "password/",
        views.PasswordResetView.as_view(form_class=accounts.NewPasswordForm, extra_context=HEAD),
        name="admin_password_reset",
    ),
    path(
        "password/sent/",
        views.PasswordResetDoneView.as_view(extra_context=HEAD),
        name="password_reset_done",
    ),
    path(
        "password/done/",
        views.PasswordResetCompleteView.as_view(extra_context=HEAD),
        name="password_reset_complete",
    ),
    path(
        "password/<uidb64>/<token>/",
        views.PasswordResetConfirmView.as_view(
            form_class=accounts.SetPasswordForm, extra_context=HEAD
        ),
        name="password_reset_confirm",
    ),
]
