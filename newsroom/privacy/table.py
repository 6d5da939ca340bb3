"""The one table of what is kept for how long. docs/privacy.md shows it; a test compares both.

A rule says what it is about, how long that is kept and from which moment, where this comes from,
and how some of what is due goes. Texts are English message ids, as everywhere.
"""

import itertools
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.storage import storages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from newsroom.privacy import ledger, rows
from submissions import retention as sent_in


@dataclass(frozen=True, slots=True)
class Period:
    """So long: hours, days and whole years of the calendar."""

    years: int = 0
    days: int = 0
    hours: int = 0

    def before(self, now: datetime) -> datetime:
        """The moment that lies so long before `now`."""
        moment = now - timedelta(days=self.days, hours=self.hours)
        try:
            return moment.replace(year=moment.year - self.years)
        except ValueError:  # The 29th of February.
            return moment.replace(year=moment.year - self.years, day=28)

    def __str__(self):
        if self.years == 1:
            return ngettext("%d month", "%d months", 12) % 12
        if self.years:
            return ngettext("%d year", "%d years", self.years) % self.years
        if self.days:
            return ngettext("%d day", "%d days", self.days) % self.days
        if self.hours:
            return ngettext("%d hour", "%d hours", self.hours) % self.hours
        return str(_("until then"))


class Rows:
    """Rows of the database: `due(before)` is their queryset, `end` ends a slice of it."""

    def __init__(self, due, end):
        self.due, self.end = due, end

    def count(self, before):
        return self.due(before).count()

    def forget(self, before, most):
        return self.end(self.due(before)[:most])


class Files:
    """Files of the private folder: `due(before)` gives their names."""

    def __init__(self, due):
        self.due = due

    def count(self, before):
        return sum(1 for _name in self.due(before))

    def forget(self, before, most):
        names = list(itertools.islice(self.due(before), most))
        for name in names:
            storages["private"].delete(name)
        return len(names)


class Lines:
    """Lines of the ledger of erasures."""

    def count(self, before):
        return sum(1 for line in ledger.lines() if ledger.is_older(line, before))

    def forget(self, before, most):
        return ledger.forget(before)


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table. `what` is None where another program forgets: the web server's log."""

    key: str
    about: str
    period: Period
    since: str
    because: str
    what: Rows | Files | Lines | None

    def count(self, now):
        """How much is due at the moment `now` (aware); None where another program looks."""
        return self.what.count(self.period.before(now)) if self.what else None

    def forget(self, now, most):
        """Let go at most so much of what is due; returns how much that was."""
        return self.what.forget(self.period.before(now), most) if self.what else 0


CONSENT = _("consent text of the form")
LIMITATION = _("GDPR Art. 5 (1) e: no longer than needed")
SECURITY = _("GDPR Art. 6 (1) f, 32: security of the desk")

RULES = (
    # --- What readers send in ---
    Rule(
        "waiting_uploads",
        _("pictures of a form that was never sent (unconfirmed)"),
        Period(hours=48),
        _("upload"),
        LIMITATION,
        Files(sent_in.waiting_files),
    ),
    Rule(
        "machines",
        _("submissions that look like a machine's and that nobody has taken on (unconfirmed)"),
        Period(hours=sent_in.MACHINES_HOURS),
        _("arrival"),
        LIMITATION,
        Rows(sent_in.from_machines, sent_in.delete),
    ),
    Rule(
        "withdrawn",
        _("submissions taken back, with their pictures"),
        Period(hours=sent_in.WITHDRAWN_HOURS),
        _("the sender's withdrawal"),
        _("GDPR Art. 7 (3), 17 (1) b"),
        Rows(sent_in.withdrawn, sent_in.delete),
    ),
    Rule(
        "not_used",
        _("submissions that were not used, with their pictures"),
        Period(days=sent_in.NOT_USED_DAYS),
        _("the desk's decision"),
        CONSENT,
        Rows(sent_in.not_used, sent_in.delete),
    ),
    Rule(
        "undecided",
        _("submissions that nobody decided about"),
        Period(days=sent_in.UNDECIDED_DAYS),
        _("arrival, last change by the sender or end of the event"),
        CONSENT,
        Rows(sent_in.undecided, sent_in.delete),
    ),
    Rule(
        "announced",
        _("events that nobody decided about, however far ahead their day lies"),
        Period(days=sent_in.ANNOUNCED_DAYS),
        _("arrival or last change by the sender"),
        LIMITATION,
        Rows(sent_in.announced, sent_in.delete),
    ),
    Rule(
        "used",
        _("contact and words of submissions that were used; the consent stays"),
        Period(years=1),
        _("publication of the article; of the decision while it is not out"),
        CONSENT,
        Rows(sent_in.used, sent_in.reduce),
    ),
    Rule(
        "releases",
        _("press releases that no article was made of, as they came"),
        Period(years=1),
        _("arrival; last day in the sender's feed"),
        LIMITATION,
        Rows(sent_in.releases, sent_in.delete_releases),
    ),
    Rule(
        "stray_files",
        _("files that no row names (newsroom/stored_files.py removes them)"),
        Period(hours=24),
        _("last writing of the file"),
        LIMITATION,
        None,
    ),
    Rule(
        "knocks",
        _("counts of posts by a salted hash of network and day"),
        Period(),
        _("end of the day"),
        CONSENT,
        Rows(sent_in.knocks, rows.delete),
    ),
    # --- Logins ---
    Rule(
        "attempts",
        _("failed logins by user name and address"),
        Period(days=30),
        _("last attempt"),
        SECURITY,
        Rows(rows.attempts, rows.delete),
    ),
    Rule(
        "attempts_logged",
        _("logins in the log of the login protection (switched off)"),
        Period(days=30),
        _("logging in"),
        SECURITY,
        Rows(rows.attempts_logged, rows.delete),
    ),
    Rule(
        "failures_logged",
        _("failures in the log of the login protection (switched off)"),
        Period(days=30),
        _("attempt"),
        SECURITY,
        Rows(rows.failures_logged, rows.delete),
    ),
    Rule(
        "audited_attempts",
        _("logins and failed ones in the audit log, with their network"),
        Period(days=30),
        _("attempt"),
        SECURITY,
        Rows(rows.audited_attempts, rows.forget_entries),
    ),
    Rule(
        "audit",
        _("audit log"),
        Period(years=2),
        _("entry"),
        _("GDPR Art. 5 (2), 6 (1) f: accountability"),
        Rows(rows.audit, rows.forget_entries),
    ),
    Rule(
        "desk_log",
        _("log of Django's admin"),
        Period(years=2),
        _("entry"),
        _("GDPR Art. 5 (2), 6 (1) f: accountability"),
        Rows(rows.desk_log, rows.delete),
    ),
    Rule(
        "sessions",
        _("sessions of the desk"),
        Period(),
        _("their end"),
        SECURITY,
        Rows(rows.sessions, rows.delete),
    ),
    Rule(
        "closed_logins",
        _("name and address of closed logins"),
        Period(days=90),
        _("closing"),
        LIMITATION,
        Rows(rows.closed_logins, rows.pseudonymise),
    ),
    # --- The desk ---
    Rule(
        "ended_copies",
        _("working copies that were saved or thrown away"),
        Period(days=30),
        _("their end"),
        LIMITATION,
        Rows(rows.ended_copies, rows.delete),
    ),
    Rule(
        "forgotten_copies",
        _("working copies that nobody touched"),
        Period(days=120),
        _("last change"),
        LIMITATION,
        Rows(rows.forgotten_copies, rows.delete),
    ),
    Rule(
        "preview_links",
        _("links for outsiders, with the name of whom they were for"),
        Period(days=30),
        _("their end"),
        LIMITATION,
        Rows(rows.ended_links, rows.delete),
    ),
    Rule(
        "presences",
        _("who had which article open"),
        Period(days=1),
        _("last sign"),
        LIMITATION,
        Rows(rows.presences, rows.delete),
    ),
    Rule(
        "handover_notes",
        _("notes between shifts, but the newest"),
        Period(years=1),
        _("writing"),
        LIMITATION,
        Rows(rows.handover_notes, rows.delete),
    ),
    Rule(
        "bin",
        _("articles in the bin"),
        Period(days=30),
        _("putting it there"),
        _("docs/access.md, The bin"),
        Rows(rows.binned, rows.empty_bin),
    ),
    Rule(
        "desk_uploads",
        _("pictures of editors that never got their words"),
        Period(days=2),
        _("upload"),
        LIMITATION,
        Files(rows.waiting_uploads),
    ),
    # --- Partners ---
    Rule(
        "partner_contacts",
        _("contact of a partner"),
        Period(years=3),
        _("last day of the last booking"),
        _("BGB §§ 195, 199: limitation of claims"),
        Rows(rows.former_contacts, rows.clear_contacts),
    ),
    # --- The machine ---
    Rule(
        "access_log",
        _("access log of the web server, addresses cut to the network (deploy/ rotates it)"),
        Period(days=30),
        _("request"),
        SECURITY,
        None,
    ),
    Rule(
        "counted_logs",
        _("how far an access log was counted"),
        Period(days=60),
        _("last counting"),
        LIMITATION,
        Rows(rows.counted_logs, rows.delete),
    ),
    Rule(
        "jobs",
        _("jobs that succeeded"),
        Period(days=3),
        _("their end"),
        LIMITATION,
        Rows(rows.ended_jobs("succeeded"), rows.forget_jobs),
    ),
    Rule(
        "failed_jobs",
        _("jobs that failed or were cancelled"),
        Period(days=30),
        _("their end"),
        LIMITATION,
        Rows(rows.ended_jobs("failed", "cancelled", "aborted"), rows.forget_jobs),
    ),
    Rule(
        "erasures",
        _("ledger of erasures: numbers and salted hashes"),
        Period(years=2),
        _("erasure; longer than any backup"),
        _("GDPR Art. 17: an erasure survives a restore"),
        Lines(),
    ),
    Rule(
        "reports",
        _("reports of these nights"),
        Period(years=2),
        _("report"),
        _("GDPR Art. 5 (2), 6 (1) f: accountability"),
        Rows(rows.reports, rows.delete),
    ),
)


#: The parts of the table, each with the first rule of it.
PARTS = (
    (_("From readers"), "waiting_uploads"),
    (_("Logins and log"), "attempts"),
    (pgettext_lazy("part of the table of periods", "Desk"), "ended_copies"),
    (_("Partners"), "partner_contacts"),
    (pgettext_lazy("part of the table of periods", "Server"), "access_log"),
)


def rule(key):
    """The rule with this key; KeyError if there is none."""
    return {each.key: each for each in RULES}[key]
