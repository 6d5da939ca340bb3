"""What is kept no longer than it may be: every rule by the clock, in batches, with its report."""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import connection, models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.utils import DatabaseError
from django.utils import timezone, translation
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import caching, conversion, preview_links
from articles.models import AuditEntry, HandoverNote, Presence, WorkingCopy
from newsroom import retention
from newsroom.models import RetentionRun, User
from newsroom.privacy import covered, ledger, table
from partners.models import CountedLog, Partner
from submissions import consent, moderation, receiving
from submissions import retention as sent_in
from submissions.models import Attachment, Knocks, Submission
from submissions.releases.models import Release, ReleaseText, ReleaseUse
from tests.builders import make_article, make_user, picture_bytes
from tests.partners.booked import make_booking, make_partner
from tests.submissions.sent import make_submission

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


# --- One thing of each rule, whose time began at a moment ----------------------------------------


def at(row, **moments):
    """The row with its moments moved, past auto_now."""
    type(row)._base_manager.filter(pk=row.pk).update(**moments)
    return row


def is_there(row):
    return lambda: type(row)._base_manager.filter(pk=row.pk).exists()


def kept_file(folder, moment):
    """A file of the private storage that was written then; whether it is there."""
    private = storages["private"]
    name = private.save(f"{folder}/picture.jpg", ContentFile(b"x"))
    os.utime(private.path(name), (moment.timestamp(), moment.timestamp()))
    return lambda: private.exists(name)


def decided(moment, how, *arguments):
    submission = make_submission(headline="Ein Baum", name="Wanda Weber")
    how(submission, *arguments)
    return at(submission, decided_at=moment)


def used(moment):
    """Of a submission in an article that came out then: whether its sender is known."""
    submission = make_submission(headline="Ein Baum", name="Wanda Weber")
    article = moderation.convert(submission, make_user("editor"))
    at(article, status="ready", publish_at=moment)
    return lambda: Submission.objects.get(pk=submission.pk).name == "Wanda Weber"


def closed_login(moment):
    user = make_user("editor", is_active=False)
    audited("change_login", moment, "newsroom.user", user.pk, '{"fields": ["is_active"]}')
    name = user.username
    return lambda: User.objects.filter(username=name).exists()


def audited(verb, moment, kind="articles.article", key="7", details="{}"):
    """An entry of the audit log that was written then."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO articles_auditentry (at, verb, kind, key, details)"
            " VALUES (%s, %s, %s, %s, %s) RETURNING id",
            [moment, verb, kind, str(key), details],
        )
        (number,) = cursor.fetchone()
    return AuditEntry.objects.filter(pk=number).exists


def of_axes(model, moment, **fields):
    named = {"username": f"name{model.objects.count()}", "ip_address": "192.0.2.7", **fields}
    return is_there(at(model.objects.create(**named), attempt_time=moment))


def working_copy(**moments):
    return is_there(at(WorkingCopy.objects.create(user=make_user("author")), **moments))


def link(moment):
    article = make_article(status="draft")
    made = preview_links.make(article, label="Wanda", days=1, by=make_user("editor"))
    return is_there(at(made, expires_at=moment))


def note(moment):
    """A note between shifts that is not the newest."""
    made = HandoverNote.objects.create(text="Wanda ruft an.", by=make_user("editor"))
    HandoverNote.objects.create(text="Alles ruhig.", by=made.by)
    return is_there(at(made, at=moment))


def binned(moment):
    article = make_article(status="draft", publish_at=None)
    conversion.bin_article(article)
    return is_there(at(article, binned_at=moment))


def partner(moment):
    made = make_partner(contact_name="Wanda Weber")
    day = timezone.localdate(moment)
    make_booking(partner=made, period=DateRange(day - timedelta(days=5), day))
    return lambda: Partner.objects.get(pk=made.pk).contact_name == "Wanda Weber"


def job(status, moment):
    caching.purge_pages(["front"])
    made = ProcrastinateJob.objects.latest("pk")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [status, made.pk])
        cursor.execute("UPDATE procrastinate_events SET at = %s WHERE job_id = %s",
                       [moment, made.pk])  # fmt: skip
    return is_there(made)


def line(moment):
    key = f"{moment.timestamp()}"
    ledger.note("submission", key, at=moment)
    return lambda: key in {each["key"] for each in ledger.lines()}


def release(moment, used=False):
    made = Release.objects.create(origin="pasted", received_at=moment)
    text = ReleaseText.objects.create(
        release=made, number=1, content=b"x", media_type="text/plain", digest="0" * 64, text="x"
    )
    if used:
        ReleaseUse.objects.create(text=text, article=make_article(), start=0, end=1)
    return is_there(made)


#: Rule -> a function of the moment its time began; it gives a question: is it still there?
MAKERS = {
    "waiting_uploads": lambda moment: kept_file("submitted-waiting", moment),
    "machines": lambda moment: is_there(
        at(make_submission(), sent_at=moment, doubts=["trap", "haste"])
    ),
    "withdrawn": lambda moment: is_there(decided(moment, receiving.withdraw)),
    "not_used": lambda moment: is_there(decided(moment, moderation.refuse, "", make_user())),
    "undecided": lambda moment: is_there(at(make_submission(), sent_at=moment)),
    "announced": lambda moment: is_there(
        at(
            make_submission("event", starts_at=moment + timedelta(days=300)),
            sent_at=moment - timedelta(days=9),
            changed_at=moment,
        )
    ),
    "used": used,
    "releases": release,
    "knocks": lambda moment: is_there(
        Knocks.objects.create(day=timezone.localdate(moment - MINUTE), digest="0" * 32)
    ),
    "attempts": lambda moment: of_axes(AccessAttempt, moment, failures_since_start=3),
    "attempts_logged": lambda moment: of_axes(AccessLog, moment),
    "failures_logged": lambda moment: of_axes(AccessFailureLog, moment),
    "audited_attempts": lambda moment: audited("failed_login", moment),
    "audit": lambda moment: audited("edit", moment),
    "desk_log": lambda moment: is_there(
        at(LogEntry.objects.create(user=make_user(), action_flag=2), action_time=moment)
    ),
    "sessions": lambda moment: is_there(
        Session.objects.create(
            session_key=f"{moment.timestamp():.0f}", session_data="", expire_date=moment
        )
    ),
    "closed_logins": closed_login,
    "ended_copies": lambda moment: working_copy(ended_at=moment, ending="saved"),
    "forgotten_copies": lambda moment: working_copy(saved_at=moment),
    "preview_links": link,
    "presences": lambda moment: is_there(
        Presence.objects.create(article=make_article(), user=make_user(), seen_at=moment)
    ),
    "handover_notes": note,
    "bin": binned,
    "desk_uploads": lambda moment: kept_file("waiting", moment),
    "partner_contacts": partner,
    "counted_logs": lambda moment: is_there(
        at(CountedLog.objects.create(identity=f"{moment.timestamp()}"), counted_at=moment)
    ),
    "jobs": lambda moment: job("succeeded", moment),
    "failed_jobs": lambda moment: job("failed", moment),
    "erasures": line,
    "reports": lambda moment: is_there(RetentionRun.objects.create(at=moment, rule="jobs", gone=1)),
}

#: Rules that count whole days: their neighbour is a day younger.
BY_DAYS = {"knocks", "partner_contacts"}


def midnight():
    """The next one here: rules by days and by minutes then fall due together."""
    tomorrow = timezone.localtime() + timedelta(days=1)
    return tomorrow.replace(hour=0, minute=0, second=0, microsecond=0)


def test_at_the_end_of_each_period_exactly_the_due_ones_go():
    now = midnight()
    due, neighbours = {}, {}
    for rule in table.RULES:
        if rule.what is None:
            continue
        begun = rule.period.before(now)
        due[rule.key] = MAKERS[rule.key](begun)
        later = timedelta(days=1) if rule.key in BY_DAYS else 2 * MINUTE
        neighbours[rule.key] = MAKERS[rule.key](begun + later)

    def left(things):
        return {key for key, is_there in things.items() if is_there()}

    retention.run(now - MINUTE)
    assert left(due) == set(due)
    assert left(neighbours) == set(neighbours)
    said = {each.rule.key: each.gone for each in retention.due(now + MINUTE) if each.rule.what}
    report = {each.rule.key: each.gone for each in retention.run(now + MINUTE)}
    assert left(due) == set()
    assert left(neighbours) == set(neighbours)
    assert report == dict.fromkeys(due, 1)
    assert said == report
    assert not any(each.gone for each in retention.run(now + MINUTE))


def test_what_an_article_was_made_of_keeps_the_proof_of_consent(
    django_capture_on_commit_callbacks,
):
    submission = make_submission(name="Wanda Weber", email="wanda@post.example", kind="news")
    taken_over, left_out = (
        Attachment.objects.create(
            submission=submission,
            position=position,
            file=storages["private"].save("submitted/a.jpg", ContentFile(picture_bytes())),
            name="wanda.jpg",
            credit="Wanda Weber",
            rights_text="Ich habe das Bild selbst gemacht.",
        )
        for position in (0, 1)
    )
    moderation.convert(submission, make_user("editor"))
    Attachment.objects.filter(pk=left_out.pk).update(image=None)
    at(submission, decided_at=timezone.now() - timedelta(days=366))
    with django_capture_on_commit_callbacks(execute=True):
        retention.run()
    kept = Submission.objects.get(pk=submission.pk)
    assert kept.article
    assert kept.consent_text
    assert kept.consented_at
    assert (kept.name, kept.email, kept.phone, kept.text, kept.place) == ("", "", "", "", "")
    (proof,) = kept.attachments.all()
    assert proof.rights_text
    assert proof.image.credit == "Wanda Weber"  # Published: a matter of the article.
    assert (proof.pk, proof.name, proof.credit) == (taken_over.pk, "", "")
    assert storages["private"].listdir("submitted")[1] == []
    assert receiving.of_secret("") is None


def test_an_article_that_is_no_more_takes_its_submission_along():
    submission = make_submission()
    article = moderation.convert(submission, make_user("editor"))
    at(submission, decided_at=timezone.now() - timedelta(days=31))
    conversion.delete_article(article)
    retention.run()
    assert not Submission.objects.filter(pk=submission.pk).exists()


def test_a_release_stays_with_the_article_made_of_it():
    is_left = release(timezone.now() - timedelta(days=500), used=True)
    retention.run()
    assert is_left()


@pytest.mark.parametrize(
    ("ahead", "days"), [(10, 40), (59, 89), (61, 90), (400, 90), (-3, 30), (None, 30)]
)
def test_the_desk_is_told_the_day_on_which_what_nobody_decides_about_goes(ahead, days):
    sent_at = timezone.now()
    content = {"starts_at": sent_at + timedelta(days=ahead)} if ahead else {}
    submission = at(make_submission("event" if ahead else "news", **content), sent_at=sent_at)
    submission.refresh_from_db()
    told = sent_in.goes_at(submission)
    assert told == sent_at + timedelta(days=days)
    retention.run(told - MINUTE)
    assert Submission.objects.filter(pk=submission.pk).exists()
    retention.run(told)
    assert not Submission.objects.filter(pk=submission.pk).exists()


@pytest.mark.parametrize("key", ["machines", "withdrawn", "not_used"])
def test_the_desk_is_told_when_what_is_decided_goes(key):
    now = timezone.now()
    MAKERS[key](table.rule(key).period.before(now))
    assert sent_in.goes_at(Submission.objects.get()) == now


def test_what_one_signal_takes_for_a_machine_s_waits_as_any_other():
    submission = at(make_submission(), sent_at=timezone.now() - timedelta(days=9), doubts=["trap"])
    retention.run()
    assert Submission.objects.filter(pk=submission.pk).exists()


def test_pictures_on_the_disk_go_with_their_submission(django_capture_on_commit_callbacks):
    submission = make_submission()
    file = storages["private"].save("submitted/a.jpg", ContentFile(b"x"))
    Attachment.objects.create(submission=submission, position=0, file=file, rights_text="Ja.")
    receiving.withdraw(submission)
    at(submission, decided_at=timezone.now() - timedelta(hours=25))
    with django_capture_on_commit_callbacks(execute=True):
        retention.run()
    assert not storages["private"].exists(file)


def test_the_audit_log_is_closed_again_after_the_run():
    audited("edit", timezone.now() - timedelta(days=800))
    retention.run()
    entry = AuditEntry.objects.create(verb="edit", kind="articles.article", key="7")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).delete()


def test_much_goes_in_small_batches():
    long_ago = timezone.now() - timedelta(days=40)
    for number in range(7):
        of_axes(AccessAttempt, long_ago, failures_since_start=1, user_agent=str(number))
    outcome = {each.rule.key: each for each in retention.run(batch=3)}["attempts"]
    assert outcome.gone == 7
    assert not AccessAttempt.objects.exists()


def test_a_rule_that_fails_stops_no_other_and_is_told(monkeypatch, caplog):
    is_left = audited("edit", timezone.now() - timedelta(days=800))

    def broken(before, most):
        raise ValueError("wanda.weber@post.example")

    monkeypatch.setattr(table.rule("undecided").what, "forget", broken)
    with pytest.raises(retention.Unfinished, match="undecided"):
        retention.every_night(timestamp=0)
    assert not is_left()
    assert RetentionRun.objects.get(rule="undecided").failed
    assert "wanda" not in caplog.text


def test_a_worker_that_slept_at_night_makes_up_for_it_by_day():
    retention.every_night(timestamp=0)
    first = RetentionRun.objects.latest("at").at
    retention.every_night(timestamp=0)
    assert RetentionRun.objects.latest("at").at == first
    RetentionRun.objects.update(at=timezone.now() - timedelta(hours=26))
    retention.every_night(timestamp=0)
    assert RetentionRun.objects.latest("at").at > first


# --- The table -----------------------------------------------------------------------------------

DOCUMENT = Path(__file__).parents[2] / "docs" / "privacy.md"


def test_the_document_shows_the_same_table():
    with translation.override("en"):
        expected = [
            [rule.key, str(rule.about), str(rule.period), str(rule.since), str(rule.because)]
            for rule in table.RULES
        ]
    part = DOCUMENT.read_text("utf-8").split("<!-- table -->")[1]
    shown = [
        [cell.strip() for cell in row.strip("|").split("|")]
        for row in part.strip().splitlines()[2:]
    ]
    assert [[each[0].strip("`"), *each[1:]] for each in shown] == expected


def test_readers_agree_to_the_periods_of_the_table():
    with translation.override("en"):
        from_consent = [rule for rule in table.RULES if rule.because == table.CONSENT]
        said = consent.consent_text()
        for rule in from_consent:
            assert rule.key == "knocks" or str(rule.period) in said, rule.key


PERSONAL = re.compile(
    r"name|mail|phone|address$|^ip|contact|text|note|label|credit|about|reason|details|form$|draft"
    r"|html|data|agent|args"
)


def test_every_model_has_a_rule_or_a_reason_to_be_kept():
    named = [*covered.BY_RULES, *(label for labels in covered.KEPT.values() for label in labels)]
    assert len(named) == len(set(named))
    there = {model._meta.label_lower for model in apps.get_models(include_auto_created=True)}
    assert there - set(named) == set()
    assert {key for keys in covered.BY_RULES.values() for key in keys} <= set(MAKERS)


#: Texts of models about nobody that are about nobody.
HARMLESS = {
    *("articles.place.name", "articles.place.official_name", "articles.placealias.name"),
    *("articles.topic.name", "articles.topicsynonym.name", "partners.position.note"),
    *("auth.permission.name", "auth.permission.codename", "auth.group.name", "taggit.tag.name"),
    *("procrastinate.procrastinateperiodicdefer.task_name", "contenttypes.contenttype.app_label"),
}


def test_what_is_said_to_be_about_nobody_holds_nothing_about_anybody():
    found = set()
    for label in covered.KEPT[covered.NOBODY]:
        for field in apps.get_model(label)._meta.concrete_fields:
            about = isinstance(field, models.ForeignKey) and field.related_model is User
            texts = models.CharField | models.TextField | models.JSONField
            if about or (isinstance(field, texts) and PERSONAL.search(field.name)):
                found.add(f"{label}.{field.name}")
    assert found - HARMLESS == {"newsroom.user_groups.user", "newsroom.user_user_permissions.user"}


# --- The command ---------------------------------------------------------------------------------


def test_the_command_tells_first_and_does_it_then(capsys):
    is_left = audited("edit", timezone.now() - timedelta(days=800))
    call_command("retention", "--dry-run")
    assert re.search(r"audit\s+1", capsys.readouterr().out)
    assert is_left()
    assert not RetentionRun.objects.exists()
    call_command("retention")
    assert re.search(r"audit\s+1", capsys.readouterr().out)
    assert not is_left()
    assert RetentionRun.objects.get(rule="audit").gone == 1
