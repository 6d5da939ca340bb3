"""What is kept no longer than it may be, every night (the rules: `newsroom.privacy.table`).

due() -> [Outcome]      what a run would let go now
run() -> [Outcome]      lets it go, in bounded batches, and keeps the report
"""

import logging
import time
from dataclasses import dataclass
from datetime import timedelta

from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Subquery
from django.utils import timezone
from procrastinate.contrib.django import app

from newsroom.models import RetentionRun
from newsroom.privacy.table import RULES, Rule

#: So much goes in one transaction: nobody waits for longer than one of these takes.
BATCH = 500
#: The hour of the day when nobody works, in the paper's time zone.
AT_NIGHT = 3
#: A run at night is left out only after one just before; by day, after any within a day.
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(hours=25)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule let go, or would: a number (None: another program sees to it)."""

    rule: Rule
    gone: int | None
    took: int = 0
    failed: bool = False


class Unfinished(Exception):
    """Some rules failed; the others have done their work."""


def ran_or_began():
    """When the last run was, and from when on there is something to wait for: both aware or None.

    A paper that was set up this morning has missed no night."""
    table = {"app": RetentionRun._meta.app_label, "name": "0002_retention_runs"}
    last = RetentionRun.objects.order_by("-at").values("at")[:1]
    made = MigrationRecorder.Migration.objects.filter(**table).annotate(last=Subquery(last))
    last, applied = made.values_list("last", "applied").first() or (None, None)
    return last, last or applied


def due(now=None):
    """What is due at the moment `now` (aware): an Outcome for each rule; changes nothing."""
    now = now or timezone.now()
    return [Outcome(rule, rule.count(now)) for rule in RULES]


def run(now=None, *, batch=BATCH):
    """Let go whatever is due at the moment `now` (aware); returns an Outcome for each rule.

    Twice is as good as once. A rule that fails does not stop the others; its error is logged
    without its words, which may name a person.
    """
    now = now or timezone.now()
    outcomes = [_follow(rule, now, batch) for rule in RULES if rule.what]
    RetentionRun.objects.bulk_create(
        [
            RetentionRun(
                at=now,
                rule=each.rule.key,
                gone=each.gone,
                took=each.took,
                failed=each.failed,
            )
            for each in outcomes
        ],
        ignore_conflicts=True,
    )
    return outcomes


def _follow(rule, now, batch):
    begun, gone, failed = time.monotonic(), 0, False
    try:
        while went := rule.forget(now, batch):
            gone += went
            if went < batch:
                break
    except Exception as error:  # Whatever it was, the other rules must run.
        failed = True
        logger.error("retention rule %s failed: %s", rule.key, type(error).__name__)
    return Outcome(rule, gone, int((time.monotonic() - begun) * 1000), failed)


@app.periodic(cron="51 * * * *", periodic_id="retention")
@app.task(name="retention", queueing_lock="retention", retry=2)
def every_night(timestamp=None):
    """The nightly run: at three, or as soon as there was none for a day; may run twice, or late.

    Asked every hour, because a worker that did not run in the night would else miss it. Raises
    Unfinished, so that the desk sees it.
    """
    now = timezone.now()
    last = RetentionRun.objects.order_by("-at").values_list("at", flat=True).first()
    at_night = timezone.localtime(now).hour == AT_NIGHT
    if last and now - last < (AN_HOUR if at_night else A_DAY):
        return
    if failed := [each.rule.key for each in run(now) if each.failed]:
        raise Unfinished(", ".join(failed))
