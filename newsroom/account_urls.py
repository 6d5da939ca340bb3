"""The way back in: addresses below /admin/ that need no login."""

from django.contrib.auth import views
from django.urls import path

from newsroom import accounts

urlpatterns = [
    path(
        "password/",
        views.PasswordResetView.as_view(form_class=accounts.NewPasswordForm),
        name="admin_password_reset",
    ),
    path(
        "password/sent/",
        views.PasswordResetDoneView.as_view(),
        name="password_reset_done",
    ),
    path(
        "password/done/",
        views.PasswordResetCompleteView.as_view(),
        name="password_reset_complete",
    ),
    path(
        "password/<uidb64>/<token>/",
        views.PasswordResetConfirmView.as_view(form_class=accounts.SetPasswordForm),
        name="password_reset_confirm",
    ),
]
