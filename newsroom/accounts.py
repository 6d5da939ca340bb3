"""Logins: how people are invited, how they get back in, and what the audit log keeps of it.

    invite(user, by=...)             a new login, and a link by mail to choose its password
    send_link(user, by=...)          such a link once more
    ask_for_new_password(email)      the same for whoever forgot it; never tells who has a login
    save_login(user, before, by=...) changed roles, address or lock

Mails are jobs deferred in the transaction that causes them. The link is made when the mail is
sent, so it stands in no table; it ends by its use, or after `PASSWORD_RESET_TIMEOUT`.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import forms as auth_forms
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.db import transaction
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.german.soft_hyphens import SOFT_HYPHEN
from articles.models import AuditEntry
from newsroom import throttle
from newsroom.models import User

#: Nobody gets more than one mail in this time, however often strangers ask for it.
BETWEEN_MAILS = timedelta(minutes=5)
#: More requests than this wait for the worker only when somebody floods the form.
WAITING_REQUESTS = 200


# --- Verbs --------------------------------------------------------------------------------------


@transaction.atomic
def invite(user, *, by):
    """Save a new login with a password that nobody knows, and mail its owner a link to set one."""
    user.is_staff = True
    user.set_unusable_password()
    user.save()
    AuditEntry.keep("invite", user, by=by, roles=sorted(user.roles))
    mail_invitation.defer(user=user.pk)


@transaction.atomic
def send_link(user, *, by):
    """Mail the owner of a login a new link to choose a password; the old link ends by its use."""
    AuditEntry.keep("send_link", user, by=by)
    mail_invitation.defer(user=user.pk)


@transaction.atomic
def save_login(user, before, *, by):
    """Save a changed login; `before` is the same row as it was."""
    user.save()
    if set(user.roles) != set(before.roles):
        roles = {"before": sorted(before.roles), "after": sorted(user.roles)}
        AuditEntry.keep("change_roles", user, by=by, **roles)
    names = ("username", "email", "is_active")
    if changed := [name for name in names if getattr(user, name) != getattr(before, name)]:
        AuditEntry.keep("change_login", user, by=by, fields=changed)


def ask_for_new_password(email):
    """Have a link mailed if somebody has this address; takes the same way if nobody has."""
    waiting = ProcrastinateJob.objects.filter(task_name=mail_new_password.name, status="todo")
    if waiting[WAITING_REQUESTS : WAITING_REQUESTS + 1].exists():
        return
    mail_new_password.defer(digest=digest_of(email))


def digest_of(email):
    """What a job may hold of an e-mail address: its arguments lie in a table for days."""
    text = email.strip().casefold()
    return salted_hmac("newsroom.accounts.email", text, algorithm="sha256").hexdigest()


# --- Mails --------------------------------------------------------------------------------------


@app.task(name="mail_invitation", retry=5)
def mail_invitation(user):
    """Send the link that opens a login, unless the login was closed meanwhile."""
    person = User.objects.filter(pk=user, is_active=True).first()
    if person is None:
        return
    with translation.override(person.language or settings.LANGUAGE_CODE):
        text = _(
            "Hello %(name)s,\n\nthe newsroom of %(paper)s has set up a login for you. Your user "
            "name is %(username)s. Please choose a password here within %(hours)d hours:"
            "\n\n%(link)s\n\nLater you get a new link at %(again)s\n"
        )
        _send(person, _("Your login at %(paper)s"), text)


@app.task(name="mail_new_password", retry=5)
def mail_new_password(digest):
    """Send a link to the login whose address has this digest; nothing if there is none or one just
    went out."""
    people = User.objects.filter(is_active=True)
    person = next((each for each in people if digest_of(each.email) == digest), None)
    if person is None:
        return
    with transaction.atomic(), translation.override(person.language or settings.LANGUAGE_CODE):
        User.objects.select_for_update().get(pk=person.pk)
        if _asked_recently(person):
            return
        AuditEntry.keep("ask_for_password", person)
        text = _(
            "Hello %(name)s,\n\nsomebody, probably you, asked for a new password for the login "
            "%(username)s at %(paper)s. Please choose it here within %(hours)d hours:"
            "\n\n%(link)s\n\nIf you did not ask, you need not do anything.\n"
        )
        _send(person, _("A new password for %(paper)s"), text)


def _asked_recently(person):
    return AuditEntry.objects.filter(
        kind=User._meta.label_lower,
        key=str(person.pk),
        verb="ask_for_password",
        at__gt=timezone.now() - BETWEEN_MAILS,
    ).exists()


def _send(person, subject, text):
    """Send a mail with a link of the paper's own address; no request's Host has a say in it."""
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    token = default_token_generator.make_token(person)
    words = {
        "name": person.get_full_name() or person.username,
        "username": person.username,
        "paper": settings.PAPER.name,
        "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
        "link": settings.PAPER.base_url + reverse("password_reset_confirm", args=[uid, token]),
        "again": settings.PAPER.base_url + reverse("admin_password_reset"),
    }
    body = (text % words).replace(SOFT_HYPHEN, "")
    EmailMessage(subject % words, body, to=[person.email]).send()


# --- Forms --------------------------------------------------------------------------------------


class NewPasswordForm(auth_forms.PasswordResetForm):
    """Asks for an e-mail address; what follows is the same for known and unknown ones."""

    def save(self, **options):
        ask_for_new_password(self.cleaned_data["email"])


class SetPasswordForm(auth_forms.SetPasswordForm):
    """A first or new password, through the link of a mail."""

    @transaction.atomic
    def save(self, commit=True):
        user = super().save(commit)
        throttle.forgive(user)
        AuditEntry.keep("set_password", user, by=user)
        return user


class PasswordChangeForm(auth_forms.PasswordChangeForm):
    """A new password of someone who is logged in; ends all other sessions."""

    required_css_class = "required"

    @transaction.atomic
    def save(self, commit=True):
        user = super().save(commit)
        AuditEntry.keep("change_password", user, by=user)
        return user


# --- The audit log ------------------------------------------------------------------------------
# Django's own signals, because only they see every way to log in.


@receiver(user_logged_in)
def keep_login(sender, request, user, **kwargs):
    throttle.forgive(user)
    AuditEntry.keep("login", user, by=user, network=_network(request))


@receiver(user_login_failed)
def keep_failed_login(sender, credentials, request=None, **kwargs):
    """Keep a failed attempt, but none during a lock, or a flood would fill the log.

    An unknown user name is not kept: people type their passwords there.
    """
    locked_before = getattr(request, "axes_failures_since_start", None) is None
    if getattr(request, "axes_locked_out", False) and locked_before:
        return
    user = User.objects.filter(username=credentials.get("username")).first()
    AuditEntry.objects.create(
        verb="failed_login",
        kind=User._meta.label_lower,
        key=str(user.pk) if user else "",
        details={"network": _network(request)},
    )


def _network(request):
    return throttle.shortened(throttle.client_address(request)) if request else ""
