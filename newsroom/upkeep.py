"""Upkeep of the task queue: jobs of killed workers run again, finished jobs are forgotten."""

from procrastinate.contrib.django import app
from procrastinate.jobs import Status

#: Without a sign of life for this long (seconds) a worker counts as killed.
STALLED_AFTER = 30
#: A job that has cost this many workers their life is parked as failed, visible at the desk.
MAX_ATTEMPTS = 5


@app.periodic(cron="* * * * * */30", periodic_id="rescue")
@app.task(name="rescue", queueing_lock="rescue", pass_context=True)
async def rescue(context, timestamp):
    """Put the jobs of killed workers back into the queue; runs twice a minute."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        if job.attempts >= MAX_ATTEMPTS:
            await manager.finish_job(job, status=Status.FAILED, delete_job=False)
        else:
            await manager.retry_job(job)


@app.periodic(cron="17 3 * * *", periodic_id="forget")
@app.task(name="forget_finished_jobs", queueing_lock="forget", pass_context=True)
async def forget_finished_jobs(context, timestamp):
    """Delete jobs that succeeded more than three days ago, at night."""
    await context.app.job_manager.delete_old_jobs(nb_hours=72)
