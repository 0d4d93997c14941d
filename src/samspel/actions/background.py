"""Work that outlives a request: queued in the transaction that asks, done by the worker.

This module alone knows the task library. A task carries a job's id and nothing else; the job's
row says what to do, how far it has come and whether it is still wished. A worker that is
killed leaves its job `running`: `reap` queues it again, and the job goes on where it stopped.
An action that can be done so says how with `serve`; `actions.kinds` knows all that do.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from django.db import OperationalError, transaction
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from samspel.records.accounts.api import check_may, system_viewer
from samspel.records.audit.api import record_event
from samspel.records.jobs import api as jobs
from samspel.terms import BadData, Refusal, Viewer

__all__ = [
    "Beat",
    "Cancelled",
    "Result",
    "cancel_job",
    "enqueue",
    "enqueue_in_transaction",
    "forget_tasks",
    "reap",
    "reap_own",
    "run_job",
    "run_next",
    "serve",
    "work_on",
]

_LOG = logging.getLogger(__name__)

Beat = Callable[[int, int], bool]
Result = Mapping[str, str | int]
Work = Callable[[jobs.JobRow, Viewer, Beat], Result]
GiveUp = Callable[[jobs.JobRow, Viewer], None]


class Cancelled(Exception):
    """The work was stopped because somebody wished it."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind of job is done, and what is taken away when it will not be."""

    work: Work
    give_up: GiveUp


_KINDS: dict[str, _Kind] = {}


def _leave(job: jobs.JobRow, by: Viewer) -> None:
    """Most kinds write nothing before they are done."""


def serve(kind: str, work: Work, *, give_up: GiveUp = _leave) -> None:
    """Say how jobs of a kind are done. `work` gets the job, the system's viewer and a beat,
    which it calls with done and total, and which answers whether to go on."""
    _KINDS[kind] = _Kind(work, give_up)


@task()
def work_on(job_id: int) -> None:
    """The one task there is."""
    run_job(job_id=job_id)


def enqueue_in_transaction(*, job_id: int) -> None:
    """Queue the job's task. In a transaction the two are saved together or not at all."""
    work_on.enqueue(job_id)


def enqueue(*, job_id: int) -> None:
    """Queue a job that was made earlier."""
    with transaction.atomic():
        enqueue_in_transaction(job_id=job_id)


_IMPORTS = frozenset({"plan_import", "apply_import"})


def cancel_job(*, job_id: int, by: Viewer) -> bool:
    """Wish a job cancelled; True when the wish was in time. A waiting one stops at once.

    Who asked for it may, and who may do such work oneself.
    """
    job = jobs.get_job(job_id, by=by)
    if job.by != by.contact:
        check_may(by, "import_register" if job.kind in _IMPORTS else "measure_gaps")
    with transaction.atomic():
        wished = jobs.ask_to_cancel(job_id, by=by)
        if wished:
            record_event("cancel", "job", str(job_id), by=by, workspace=job.workspace)
    if wished and jobs.get_job(job_id, by=by).state == "cancelled":
        _give_up(job, _as(job))
    return wished


def reap(*, silent_for: timedelta | None = None) -> int:
    """Queue again what a dead worker left; how many jobs wait now.

    None when the one worker starts, before it takes anything: whatever runs then is dead.
    Later, with a time, jobs whose heartbeat has been silent for so long.
    """
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    if silent_for is not None:
        running = running.filter(started_at__lt=datetime.now(UTC) - silent_for)
    with transaction.atomic():
        jobs.release_jobs(silent_for=silent_for)
        if silent_for is None:
            running.update(status=TaskResultStatus.FAILED, finished_at=datetime.now(UTC))
        return _queue_waiting()


def reap_own(*, worker: str) -> int:
    """Queue again what the worker of that name left when it died; how many jobs wait now.

    Right when that worker starts, however many others there are: nobody waits for a silence.
    """
    with transaction.atomic():
        running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
        left = [task for task in running if task.worker_ids[-1:] == [worker]]
        jobs.release_jobs(silent_for=None, only={t.args_kwargs["args"][0] for t in left})
        running.filter(id__in=[task.id for task in left]).update(
            status=TaskResultStatus.FAILED, finished_at=datetime.now(UTC)
        )
        return _queue_waiting()


def _queue_waiting() -> int:
    waiting = jobs.list_queued()
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    queued = {row["args"][0] for row in ready.values_list("args_kwargs", flat=True)}
    for job_id in waiting:
        if job_id not in queued:
            enqueue_in_transaction(job_id=job_id)
    return len(waiting)


def run_next(*, worker: str) -> bool:
    """Take the next waiting task and do it to its end; False when none waits.

    Looking takes no lock; taking is one short transaction, so that two workers never do one.
    """
    ready = DBTaskResult.objects.ready()
    if not ready.exists():
        return False
    with transaction.atomic():
        taken = ready.get_locked()
        if taken is None:
            return False
        taken.claim(worker)
    try:
        taken.task.call(*taken.args_kwargs["args"], **taken.args_kwargs["kwargs"])
    except Exception as fault:  # noqa: BLE001 - logged, and told by the task
        _LOG.exception("task %s failed", taken.id)
        taken.set_failed(fault)
    else:
        taken.set_successful(None)
    return True


def forget_tasks(*, ended_before: datetime) -> None:
    """Remove tasks that ended before then: the jobs' own rows tell what was done."""
    DBTaskResult.objects.finished().filter(finished_at__lt=ended_before).delete()


def run_job(*, job_id: int) -> None:
    """Do a job to its end, whatever end; nothing when it is another's or over."""
    claimed = jobs.claim_job(job_id)
    if claimed is None:
        return
    job, claim = claimed
    by = _as(job)
    if job.values.get("cancel"):
        _end(job, claim, "cancelled")
    elif job.attempts > jobs.MOST_ATTEMPTS:
        _end(job, claim, "failed", "tried_too_often", attempts=str(jobs.MOST_ATTEMPTS))
    else:
        _do(job, claim, by)


def _do(job: jobs.JobRow, claim: str, by: Viewer) -> None:
    def beat(done: int, total: int) -> bool:
        return jobs.beat(job.id, claim, done=done, total=total, what=job.kind)

    try:
        result = _KINDS[job.kind].work(job, by, beat)
    except Cancelled:
        _end(job, claim, "cancelled")
    except Refusal as refusal:
        _end(job, claim, "failed", refusal.code, **refusal.values_)
    except BadData as bad:
        _end(job, claim, "failed", bad.problems[0].code, **dict(bad.problems[0].values))
    except OperationalError:
        # The database was away or busy: worth another attempt, until there were too many.
        _LOG.exception("job %s will be tried again", job.id)
        if jobs.release_job(job.id, claim):
            enqueue(job_id=job.id)
    except Exception:  # noqa: BLE001 - whatever it was, the job must end and say so
        _LOG.exception("job %s failed", job.id)
        _end(job, claim, "failed", "job_failed")
    else:
        jobs.finish_job(job.id, claim, state="done", result=result)


def _end(job: jobs.JobRow, claim: str, state: str, error: str = "", **values: str) -> None:
    # Clean first: if that dies, the job is still running and is taken again.
    _give_up(job, _as(job))
    jobs.finish_job(job.id, claim, state=state, error=error, error_values=values)


def _give_up(job: jobs.JobRow, by: Viewer) -> None:
    if job.kind in _KINDS:
        _KINDS[job.kind].give_up(job, by)


def _as(job: jobs.JobRow) -> Viewer:
    """The system, on behalf of who asked: what they may do was looked at when they asked."""
    workspaces = frozenset({job.workspace} - {""})
    return replace(system_viewer(job.region), contact=job.by, workspaces=workspaces)
