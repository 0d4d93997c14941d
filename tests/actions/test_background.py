"""Work in the background: queued with the wish, done once, taken again from the dead."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, OperationalError
from django_tasks_db.models import DBTaskResult

from actions.test_import_register import Killed, planned
from records.cast import TODAY, Cast, filled, many
from samspel.actions import background, import_changes, import_register, measure_gaps
from samspel.actions.joined_tables import read_tables
from samspel.actions.measure_gaps import Asked
from samspel.records.gaps.api import get_run
from samspel.records.jobs import api as jobs
from samspel.records.register import api as register
from samspel.tables import snapshot
from samspel.terms import Refusal


def queued() -> list[int]:
    rows = DBTaskResult.objects.filter(status="READY")
    return [row["args"][0] for row in rows.values_list("args_kwargs", flat=True)]


def test_an_import_is_applied_by_the_worker(cast: Cast, tmp_path: Path) -> None:
    row = planned(many(20), tmp_path, cast.alice)
    job = import_register.start(import_id=row.id, by=cast.alice)
    assert queued() == [job.id]
    background.run_job(job_id=job.id)
    done = jobs.get_job(job.id, by=cast.alice)
    assert (done.state, done.result) == ("done", {"import": row.id})
    assert snapshot(read_tables(by=cast.alice)[0]) == snapshot(many(20))
    background.run_job(job_id=job.id)  # a task that comes twice does nothing
    assert read_tables(by=cast.alice)[1] == 1


def test_a_plan_may_be_made_by_the_worker(cast: Cast, tmp_path: Path) -> None:
    planned(many(3), tmp_path, cast.alice)
    upload = import_register.store_upload(name="x.csv", data=b"nothing", by=cast.alice)
    job = import_register.start_plan(file_id=upload.id, by=cast.alice)
    background.run_job(job_id=job.id)
    done = jobs.get_job(job.id, by=cast.alice)
    assert register.get_import(int(done.result["import"]), by=cast.alice).errors


def test_a_measuring_is_done_by_the_worker(cast: Cast) -> None:
    filled(cast.alice)
    job = measure_gaps.start(asked=Asked("skog", on=TODAY, seed=3), by=cast.alice)
    background.run_job(job_id=job.id)
    done = jobs.get_job(job.id, by=cast.alice)
    run = get_run(int(done.result["run"]), by=cast.bob)
    assert (run.ecosystem, run.on, run.seed, run.by) == ("skog", TODAY, 3, cast.alice.contact)


@pytest.mark.parametrize("at", [0, 3, 7])
def test_a_killed_worker_leaves_work_that_is_taken_again(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """Stack pitfall W1: a task that was RUNNING when its worker died stays so for ever."""
    monkeypatch.setattr(import_changes, "ADD_SIZE", 5)
    row = planned(many(20), tmp_path, cast.alice)
    job = import_register.start(import_id=row.id, by=cast.alice)
    whole, seen = jobs.beat, []

    def dies(*asked: object, **more: object) -> bool:
        seen.append(more["done"])
        if len(seen) == at + 1:
            raise Killed
        return whole(*asked, **more)

    monkeypatch.setattr(jobs, "beat", dies)
    DBTaskResult.objects.update(status="RUNNING")
    with pytest.raises(Killed):
        background.run_job(job_id=job.id)
    monkeypatch.setattr(jobs, "beat", whole)
    assert background.reap(silent_for=timedelta(minutes=2)) == 0  # it may still be alive
    assert background.reap() == 1
    assert queued() == [job.id]
    assert background.reap() == 1  # safe to run again: queued once
    assert queued() == [job.id]
    background.run_job(job_id=job.id)
    assert jobs.get_job(job.id, by=cast.alice).state == "done"
    assert snapshot(read_tables(by=cast.alice)[0]) == snapshot(many(20))


def test_what_kills_its_worker_every_time_ends(cast: Cast, tmp_path: Path) -> None:
    row = planned(many(3), tmp_path, cast.alice)
    job = import_register.start(import_id=row.id, by=cast.alice)
    for _ in range(jobs.MOST_ATTEMPTS):
        assert jobs.claim_job(job.id)
        background.reap()
    background.run_job(job_id=job.id)
    ended = jobs.get_job(job.id, by=cast.alice)
    assert (ended.state, ended.error) == ("failed", "tried_too_often")


def test_a_wish_to_cancel_stops_the_work_and_cleans(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_changes, "ADD_SIZE", 5)
    row = planned(many(20), tmp_path, cast.alice)
    job = import_register.start(import_id=row.id, by=cast.alice)
    whole = jobs.beat

    def wishes(*asked: object, **more: object) -> bool:
        if more["done"] == 4:
            assert background.cancel_job(job_id=job.id, by=cast.alice)
        return whole(*asked, **more)

    monkeypatch.setattr(jobs, "beat", wishes)
    background.run_job(job_id=job.id)
    assert jobs.get_job(job.id, by=cast.alice).state == "cancelled"
    assert register.get_import(row.id, by=cast.alice).state == "cancelled"
    assert read_tables(by=cast.alice)[0]["actors"].height == 0


def test_a_waiting_import_that_is_cancelled_stays_a_plan(cast: Cast, tmp_path: Path) -> None:
    row = planned(many(3), tmp_path, cast.alice)
    job = import_register.start(import_id=row.id, by=cast.alice)
    assert background.cancel_job(job_id=job.id, by=cast.alice)
    background.run_job(job_id=job.id)
    assert register.get_import(row.id, by=cast.alice).can_apply


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (lambda: Refusal("plan_is_stale"), "plan_is_stale"),
        (lambda: ValueError("a fault of ours"), "job_failed"),
    ],
)
def test_a_failure_is_told_by_code_and_the_way_is_free(
    cast: Cast,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: Callable[[], Exception],
    code: str,
) -> None:
    row = planned(many(3), tmp_path, cast.alice)
    job = import_register.start(import_id=row.id, by=cast.alice)

    def fails(*_: object, **__: object) -> None:
        raise fault()

    monkeypatch.setattr(register, "apply_import", fails)
    background.run_job(job_id=job.id)
    failed = jobs.get_job(job.id, by=cast.alice)
    assert (failed.state, failed.error) == ("failed", code)
    assert register.get_import(row.id, by=cast.alice).state == "cancelled"


def test_a_busy_database_is_tried_again(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = planned(many(3), tmp_path, cast.alice)
    job = import_register.start(import_id=row.id, by=cast.alice)

    def busy(*_: object, **__: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(register, "start_staging", busy)
    background.run_job(job_id=job.id)
    assert jobs.get_job(job.id, by=cast.alice).state == "queued"
    monkeypatch.undo()
    background.run_job(job_id=job.id)
    assert jobs.get_job(job.id, by=cast.alice).state == "done"


def test_a_job_is_not_queued_when_its_audit_row_cannot_be_written(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = planned(many(3), tmp_path, cast.alice)

    def broken(*_: object, **__: object) -> None:
        raise DatabaseError("no audit")

    monkeypatch.setattr(import_register, "record_event", broken)
    with pytest.raises(DatabaseError):
        import_register.start(import_id=row.id, by=cast.alice)
    assert queued() == []
    assert jobs.list_queued() == ()
