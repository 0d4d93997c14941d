"""Jobs: asked for by a page, claimed by one worker, watched by both.

    queued -> running -> done | failed
    queued | running -> cancelling -> cancelled
    running -> queued                            its worker died: `release`

A claim is one conditional update, so two workers never do the same job; what a worker writes
afterwards names its claim, so a worker that was thought dead changes nothing.
"""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import F, Q, QuerySet

from samspel.records.jobs.models import Job
from samspel.terms import Page, PageRequest, Refusal, Viewer

__all__ = [
    "ACTIVE",
    "MOST_ATTEMPTS",
    "JobRow",
    "ask_to_cancel",
    "beat",
    "claim_job",
    "create_job",
    "finish_job",
    "get_job",
    "list_jobs",
    "list_queued",
    "release_job",
    "release_jobs",
]

# Work about one person is told of to who handles persons, as the role table says.
_OF_PERSONS = ("search_files",)
_KEEPS_USERS = frozenset({"officer", "administrator", "system"})
ACTIVE = ("queued", "running", "cancelling")
MOST_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job. `what` is a code of what goes on now; `error` a code when it failed."""

    id: int
    region: int
    kind: str
    values: Mapping[str, str | int | bool]
    state: str
    done: int
    total: int
    what: str
    attempts: int
    error: str
    error_values: Mapping[str, str]
    result: Mapping[str, str | int]
    queued_at: datetime
    heartbeat_at: datetime | None
    ended_at: datetime | None
    by: int | None
    workspace: str = ""

    @property
    def is_active(self) -> bool:
        """Whether it is still to be waited for."""
        return self.state in ACTIVE


def create_job(
    kind: str, values: Mapping[str, str | int | bool], *, by: Viewer, workspace: str = ""
) -> JobRow:
    """A queued job in the viewer's region; on what is kept in a `workspace`, if it is."""
    row = Job.objects.create(
        region=by.region,
        kind=kind,
        values=dict(values),
        workspace=workspace,
        by=by.contact,
        queued_at=datetime.now(UTC),
    )
    return _row(row)


def get_job(job_id: int, *, by: Viewer) -> JobRow:
    """The job of that id that the viewer may see; Refusal `not_found` otherwise."""
    found = _jobs(by).filter(id=job_id).first()
    if found is None:
        raise Refusal("not_found")
    return _row(found)


def _jobs(by: Viewer) -> QuerySet[Job]:
    """Who is held to some ecosystems sees the work it asked for itself."""
    mine = Q(workspace="") | Q(workspace__in=by.workspaces)
    jobs = Job.objects.filter(mine, region=by.region)
    if not by.holds(_KEEPS_USERS):
        jobs = jobs.exclude(kind__in=_OF_PERSONS)
    return jobs.filter(by=by.contact) if by.ecosystems else jobs


def list_jobs(
    *, page: PageRequest, by: Viewer, kind: str = "", active: bool = False
) -> Page[JobRow]:
    """The jobs that the viewer may see, the newest first."""
    rows = _jobs(by)
    if kind:
        rows = rows.filter(kind=kind)
    if active:
        rows = rows.filter(state__in=ACTIVE)
    count = rows.count()
    if page.after:
        rows = rows.filter(id__lt=int(page.after))
    found = list(rows.order_by("-id")[: page.size + 1])
    shown = found[: page.size]
    return Page(tuple(map(_row, shown)), count, str(shown[-1].id) if len(found) > page.size else "")


def ask_to_cancel(job_id: int, *, by: Viewer) -> bool:
    """Wish it cancelled; True when the wish was in time."""
    rows = _jobs(by).filter(id=job_id)
    if rows.filter(state="queued").update(state="cancelled", ended_at=datetime.now(UTC)):
        return True
    return bool(rows.filter(state="running").update(state="cancelling"))


# ------------------------------------------------------------------------ the worker's side


def claim_job(job_id: int) -> tuple[JobRow, str] | None:
    """Take a queued job: the job and the claim to name in all that follows, or None."""
    claim = secrets.token_hex(16)
    taken = Job.objects.filter(id=job_id, state="queued").update(
        state="running", claim=claim, attempts=F("attempts") + 1, heartbeat_at=datetime.now(UTC)
    )
    return (_row(Job.objects.get(id=job_id)), claim) if taken else None


def beat(job_id: int, claim: str, *, done: int, total: int, what: str) -> bool:  # noqa: PLR0913
    """Say how far it has come. False: stop, it is wished cancelled or is another's now."""
    rows = Job.objects.filter(id=job_id, claim=claim, state="running")
    return bool(rows.update(done=done, total=total, what=what, heartbeat_at=datetime.now(UTC)))


def finish_job(  # noqa: PLR0913 - by name
    job_id: int,
    claim: str,
    *,
    state: str,
    error: str = "",
    error_values: Mapping[str, str] | None = None,
    result: Mapping[str, str | int] | None = None,
) -> bool:
    """End it as `done`, `failed` or `cancelled`; False when it is another's now."""
    rows = Job.objects.filter(id=job_id, claim=claim, state__in=("running", "cancelling"))
    return bool(
        rows.update(
            state=state,
            error=error,
            error_values=dict(error_values or {}),
            result=dict(result or {}),
            ended_at=datetime.now(UTC),
        )
    )


def release_jobs(
    *, silent_for: timedelta | None, only: Collection[int] | None = None
) -> tuple[int, ...]:
    """Queue again the running jobs whose worker is gone; the ids that are queued now.

    `silent_for` None takes every running job, or those of `only`: right when the one worker
    starts, or for jobs that are known to have been a dead worker's. A job that
    kills its worker again and again is stopped by who claims it, see `MOST_ATTEMPTS`.
    """
    rows = Job.objects.filter(state__in=("running", "cancelling"))
    if silent_for is not None:
        rows = rows.filter(heartbeat_at__lt=datetime.now(UTC) - silent_for)
    if only is not None:
        rows = rows.filter(id__in=only)
    ids = tuple(rows.values_list("id", flat=True))
    # A cancel wish survives its worker: the next one finds it in `values` and cleans up.
    for job in Job.objects.filter(id__in=ids, state="cancelling"):
        job.values = {**job.values, "cancel": True}
        job.save(update_fields=["values"])
    Job.objects.filter(id__in=ids).update(state="queued", claim="")
    return ids


def release_job(job_id: int, claim: str) -> bool:
    """Put back what was claimed, to be tried again."""
    rows = Job.objects.filter(id=job_id, claim=claim, state="running")
    return bool(rows.update(state="queued", claim=""))


def list_queued() -> tuple[int, ...]:
    """The ids of all queued jobs, the oldest first."""
    return tuple(Job.objects.filter(state="queued").order_by("id").values_list("id", flat=True))


def _row(row: Job) -> JobRow:
    names = JobRow.__slots__
    return JobRow(**{name: getattr(row, name) for name in names})
