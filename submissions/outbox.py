"""Mails to senders go out at most once, whoever is killed when.

No program can hand a mail over and note it in one step. So it is noted first, for good, that the
mail begins to go out, and only then is it handed over. Whoever is killed in between has left a
mail in doubt: it may have gone or not. Nobody sends such a mail by itself. Its task is shown at
the desk among those that failed; a person who tries it again sends it, with the same Message-ID.

The window is small: the connection to the mail server stands before anything is noted, and
whatever the server clearly refuses is no doubt and tried again later.
"""

import contextlib
import smtplib

from django.core.mail import mailers
from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy

from articles.models import AuditEntry
from submissions.models import Submission

BEGUN, DOUBTFUL, NOT_GONE = "mail_begun", "mail_doubtful", "mail_not_gone"


class Doubtful(Exception):
    """The mail may have gone out already: only a person sends it again."""


class NotGone(Exception):
    """The mail server refused it; says with which code and nothing of the mail."""


class UntilDoubtful(RetryStrategy):
    """Again after longer and longer waits, for some five hours; but never in doubt."""

    def get_retry_decision(self, *, exception, job):
        if isinstance(exception, Doubtful):
            return None
        return super().get_retry_decision(exception=exception, job=job)


#: For tasks that send.
RETRY = UntilDoubtful(max_attempts=8, exponential_wait=4)


def send(pk, which, compose):
    """Send a mail of a submission unless that was done. Raises Doubtful, NotGone, OSError.

    which: "arrival" or "answer"; the moment it went is kept as `arrival_mailed_at` and so on.
    compose: called with the locked row, returns an EmailMessage, or None if there is none to send.
    """
    with transaction.atomic():
        if _wanted(pk, which, compose)[1] is None:
            return
    server = mailers.default
    server.open()
    try:
        if (message := _begin(pk, which, compose)) is None:
            return
        _hand_over(server, message, pk, which)
        with transaction.atomic():
            Submission.objects.filter(pk=pk).update(**{f"{which}_mailed_at": timezone.now()})
    finally:
        with contextlib.suppress(OSError):
            server.close()


def _wanted(pk, which, compose):
    """The locked row and its mail, which is None if there is nothing to send (any more)."""
    here = Submission.objects.select_for_update().filter(pk=pk).first()
    if here is None or not here.email or getattr(here, f"{which}_mailed_at"):
        return here, None
    return here, compose(here)


def _begin(pk, which, compose):
    """Note that the mail begins to go out; returns it, or None. Raises Doubtful."""
    with transaction.atomic():
        here, message = _wanted(pk, which, compose)
        if message is None:
            return None
        if is_new_doubt := _last(here, which) == BEGUN:
            AuditEntry.keep(DOUBTFUL, here, which=which)
        else:
            AuditEntry.keep(BEGUN, here, which=which)
    if is_new_doubt:
        raise Doubtful
    return message


def _last(submission, which):
    """How far the mail has come: one of the verbs, or None."""
    entries = AuditEntry.objects.filter(
        kind=submission._meta.label_lower,
        key=str(submission.pk),
        verb__in=[BEGUN, DOUBTFUL, NOT_GONE],
        details__which=which,
    )
    return entries.order_by("-pk").values_list("verb", flat=True).first()


def _hand_over(server, message, pk, which):
    try:
        server.send_messages([message])
    except smtplib.SMTPServerDisconnected:
        _note(DOUBTFUL, pk, which)
        raise Doubtful from None
    except smtplib.SMTPException as error:
        # A clear word of the server. Its text and ours would bring the address into the log.
        _note(NOT_GONE, pk, which)
        raise NotGone(str(getattr(error, "smtp_code", type(error).__name__))) from None
    except OSError:
        _note(DOUBTFUL, pk, which)
        raise Doubtful from None
    except Exception:
        _note(NOT_GONE, pk, which)
        raise NotGone("it cannot be written") from None


def _note(verb, pk, which):
    if here := Submission.objects.filter(pk=pk).first():
        AuditEntry.keep(verb, here, which=which)


def hold(pk, which):
    """Let a mail that waits be a doubtful one: after a restore, it may have gone out since."""
    _note(BEGUN, pk, which)
