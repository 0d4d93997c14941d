"""Jobs: claimed once, told of, cancelled, and taken again from a dead worker."""

from datetime import timedelta

import pytest

from records.cast import Cast
from samspel.records.jobs import api as jobs
from samspel.terms import PageRequest, Refusal


def test_a_job_is_claimed_once(cast: Cast) -> None:
    job = jobs.create_job("measure_gaps", {"ecosystem": "skog"}, by=cast.alice)
    claimed = jobs.claim_job(job.id)
    assert claimed is not None
    assert jobs.claim_job(job.id) is None
    assert jobs.beat(job.id, claimed[1], done=1, total=3, what="stage")
    seen = jobs.get_job(job.id, by=cast.bob)
    assert (seen.done, seen.total, seen.what, seen.attempts) == (1, 3, "stage", 1)
    assert jobs.finish_job(job.id, claimed[1], state="done", result={"run": 7})
    assert not jobs.get_job(job.id, by=cast.bob).is_active


def test_who_was_thought_dead_changes_nothing(cast: Cast) -> None:
    job = jobs.create_job("measure_gaps", {}, by=cast.alice)
    _job, old = jobs.claim_job(job.id) or pytest.fail("not claimed")
    assert jobs.release_jobs(silent_for=timedelta(minutes=2)) == ()
    assert jobs.release_jobs(silent_for=None) == (job.id,)
    assert jobs.list_queued() == (job.id,)
    assert not jobs.beat(job.id, old, done=9, total=9, what="")
    again, new = jobs.claim_job(job.id) or pytest.fail("not claimed again")
    assert again.attempts == 2
    assert not jobs.finish_job(job.id, old, state="done")
    assert jobs.finish_job(job.id, new, state="done")


def test_a_wish_to_cancel_is_heard_at_the_next_beat_and_outlives_the_worker(cast: Cast) -> None:
    job = jobs.create_job("apply_import", {}, by=cast.alice)
    _job, claim = jobs.claim_job(job.id) or pytest.fail("not claimed")
    assert jobs.ask_to_cancel(job.id, by=cast.alice)
    assert not jobs.ask_to_cancel(job.id, by=cast.alice)
    assert not jobs.beat(job.id, claim, done=1, total=2, what="")
    jobs.release_jobs(silent_for=None)
    again, _claim = jobs.claim_job(job.id) or pytest.fail("not claimed again")
    assert again.values["cancel"] is True


def test_a_waiting_job_is_cancelled_at_once(cast: Cast) -> None:
    job = jobs.create_job("apply_import", {}, by=cast.alice)
    assert jobs.ask_to_cancel(job.id, by=cast.alice)
    assert jobs.get_job(job.id, by=cast.alice).state == "cancelled"
    assert jobs.claim_job(job.id) is None


def test_jobs_are_listed_the_newest_first(cast: Cast) -> None:
    made = [jobs.create_job("measure_gaps", {}, by=cast.alice).id for _ in range(5)]
    first = jobs.list_jobs(page=PageRequest(size=3), by=cast.bob)
    rest = jobs.list_jobs(page=PageRequest(first.next, 3), by=cast.bob)
    assert [row.id for row in (*first.rows, *rest.rows)] == made[::-1]
    assert first.count == 5
    with pytest.raises(Refusal, match="not_found"):
        jobs.get_job(made[0], by=cast.carol)
