"""Upkeep of the task queue."""

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import caching
from newsroom import upkeep


@async_to_sync
async def begin_and_die():
    """A worker takes a job and is killed: no word of it ever again."""
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        async with worker.open_async():
            number = await worker.job_manager.register_worker()
            assert await worker.job_manager.fetch_job(queues=None, worker_id=number)


def execute(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def rescue_a_minute_later():
    execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 min'")
    # The worker's own clock may have queued a rescue already; one at a time is the rule.
    execute("DELETE FROM procrastinate_jobs WHERE task_name = 'rescue'")
    upkeep.rescue.defer(timestamp=0)


def status_of(task):
    return ProcrastinateJob.objects.filter(task_name=task).latest("pk").status


def test_the_job_of_a_killed_worker_runs_again(run_jobs):
    caching.purge_pages(["front"])
    begin_and_die()
    run_jobs()
    assert status_of("purge") == "doing"
    rescue_a_minute_later()
    run_jobs()
    assert status_of("purge") == "succeeded"


def test_a_job_that_kills_its_workers_is_parked(run_jobs):
    caching.purge_pages(["front"])
    execute("UPDATE procrastinate_jobs SET attempts = %s", upkeep.MAX_ATTEMPTS)
    begin_and_die()
    rescue_a_minute_later()
    run_jobs()
    assert status_of("purge") == "failed"


@pytest.mark.parametrize(("hours", "left"), [(71, 1), (73, 0)])
def test_finished_jobs_are_forgotten_after_three_days(run_jobs, hours, left):
    caching.purge_pages(["front"])
    run_jobs()
    execute("UPDATE procrastinate_events SET at = now() - make_interval(hours => %s)", hours)
    upkeep.forget_finished_jobs.defer(timestamp=0)
    run_jobs()
    assert ProcrastinateJob.objects.filter(task_name="purge").count() == left
