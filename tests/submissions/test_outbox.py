"""Mails to senders go out at most once, and what is in doubt is shown at the desk."""

import contextlib
import socketserver
import threading
import traceback

import pytest
from django.core import mail as sent
from django.db import connection
from django.utils.translation import gettext as _
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.models import AuditEntry
from newsroom import attention
from submissions import mail, outbox
from submissions.models import Submission
from tests.builders import make_user
from tests.submissions.sent import make_submission

ADDRESS = "wanda@post.example"


class Talk(socketserver.StreamRequestHandler):
    """A mail server that does at the mail's end what its `ending` says."""

    def handle(self):
        self.wfile.write(b"220 here\r\n")
        for line in self.rfile:
            verb = line[:4].upper().strip()
            if verb == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                while self.rfile.readline() not in (b".\r\n", b""):
                    self.server.lines += 1
                if self.server.ending is None:
                    return  # The line is cut; nobody learns whether it was taken.
                self.server.mails += 1
                self.wfile.write(self.server.ending)
            else:
                self.wfile.write(b"250 fine\r\n")


@contextlib.contextmanager
def mail_server(settings, ending):
    """A real server on a port of its own, and settings that lead there."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as server:
        server.ending, server.lines, server.mails = ending, 0, 0
        threading.Thread(target=server.serve_forever, args=[0.01]).start()
        settings.MAILERS = {
            "default": {
                "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
                "OPTIONS": {"host": "127.0.0.1", "port": server.server_address[1], "timeout": 5},
            }
        }
        try:
            yield server
        finally:
            server.shutdown()


def waiting_job():
    return ProcrastinateJob.objects.get(task_name="mail_submission_arrived")


def run(job):
    """Run a job's task; returns what it raised. A doubtful one ends as failed."""
    try:
        mail.mail_arrival(**job.args)
    except Exception as error:
        if outbox.RETRY.get_retry_decision(exception=error, job=job) is None:
            with connection.cursor() as cursor:
                cursor.execute("UPDATE procrastinate_jobs SET status = 'failed'")
        return type(error)
    return None


@pytest.mark.django_db
def test_a_mail_whose_sender_was_killed_is_not_sent_again_but_shown():
    here = make_submission(email=ADDRESS)
    outbox.hold(here.pk, "arrival")  # What a worker killed right after leaves behind.
    assert run(waiting_job()) is outbox.Doubtful
    assert sent.outbox == []
    (row,) = attention.failed_jobs(make_user("desk_head"), None).rows
    assert row.note == _("may have gone out already")
    assert row.job == waiting_job().pk


@pytest.mark.django_db
def test_a_person_sends_a_doubtful_mail_again():
    here = make_submission(email=ADDRESS)
    outbox.hold(here.pk, "arrival")
    assert run(waiting_job()) is outbox.Doubtful
    assert run(waiting_job()) is None
    assert run(waiting_job()) is None
    assert [each.to for each in sent.outbox] == [[ADDRESS]]
    assert Submission.objects.get().arrival_mailed_at


@pytest.mark.django_db
def test_a_line_that_breaks_after_the_mail_leaves_it_in_doubt(settings):
    make_submission(email=ADDRESS)
    with mail_server(settings, None) as server:
        assert run(waiting_job()) is outbox.Doubtful
    assert server.lines > 0
    assert waiting_job().status == "failed"
    assert not Submission.objects.get().arrival_mailed_at


@pytest.mark.django_db
@pytest.mark.parametrize("ending", [b"451 later\r\n", b"554 never\r\n"])
def test_what_the_server_refuses_is_tried_again_without_doubt_and_without_the_address(
    settings, ending
):
    make_submission(email=ADDRESS)
    job = waiting_job()
    with mail_server(settings, ending), pytest.raises(outbox.NotGone) as raised:
        mail.mail_arrival(**job.args)
    assert ADDRESS not in "".join(traceback.format_exception(raised.value))
    assert outbox.RETRY.get_retry_decision(exception=raised.value, job=job)
    with mail_server(settings, b"250 taken\r\n") as server:
        assert [run(job), run(job)] == [None, None]
    assert server.mails == 1
    assert Submission.objects.get().arrival_mailed_at


@pytest.mark.django_db
def test_a_server_that_is_away_is_no_doubt(settings):
    make_submission(email=ADDRESS)
    with mail_server(settings, b"250 taken\r\n"):
        pass
    assert run(waiting_job()) is ConnectionRefusedError
    assert not AuditEntry.objects.filter(verb=outbox.BEGUN).exists()


@pytest.mark.django_db
def test_after_a_restore_no_mail_that_waited_goes_by_itself():
    make_submission(email=ADDRESS)
    mail.hold_all()
    assert run(waiting_job()) is outbox.Doubtful
    assert sent.outbox == []
