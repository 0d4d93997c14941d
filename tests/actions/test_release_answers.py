"""A release is previewed, then published for good, and later ones are held against it (X12)."""

from dataclasses import replace
from datetime import date
from random import Random

import polars as pl
import pytest

from gaps.asked import region, say, some_votes
from gaps.small import tables_of
from records.cast import Cast, filled
from samspel.actions import release_answers
from samspel.actions.background import run_job
from samspel.actions.release_answers import AskedRelease
from samspel.records.audit.api import list_events
from samspel.records.gaps import api as gaps
from samspel.records.jobs.api import get_job
from samspel.tables import CONTRACTS, Tables
from samspel.terms import PageRequest, Refusal

FIRST, SECOND = AskedRelease("e", "w0", "memo-a"), AskedRelease("e", "w1", "memo-a")


def waves(count: int = 2) -> Tables:
    """A region that asked so many times, the same votes each time it is made."""
    random = Random(5)  # noqa: S311 - made-up cases
    rows = region(waves=count)
    for number in range(count):
        say(rows, f"w{number}", some_votes(rows, random, 0.8, 0.5))
    return tables_of(rows)


def test_only_what_is_published_is_seen_by_who_may_read(cast: Cast) -> None:
    filled(cast.alice, waves())
    row = release_answers.preview(asked=FIRST, by=cast.alice)
    assert not row.is_published
    assert gaps.list_releases("e", by=cast.bob) == ()
    with pytest.raises(Refusal, match="not_found"):
        gaps.read_release_text(row.id, by=cast.bob)
    out = release_answers.publish(release_id=row.id, by=cast.alice)
    assert out.is_published
    assert out.release == row.release
    assert [each.id for each in gaps.list_releases("e", by=cast.bob)] == [row.id]
    assert gaps.find_preview("e", by=cast.alice) is None
    assert gaps.list_releases("e", by=cast.carol) == ()
    events = list_events(page=PageRequest(), by=cast.alice).rows
    assert {"preview", "publish"} <= {e.verb for e in events if e.subject == "release"}


def test_what_is_published_is_never_changed_nor_thrown_away(cast: Cast) -> None:
    filled(cast.alice, waves())
    row = release_answers.preview(asked=FIRST, by=cast.alice)
    release_answers.publish(release_id=row.id, by=cast.alice)
    text = gaps.read_release_text(row.id, by=cast.bob)
    for again, code in (
        (lambda: release_answers.publish(release_id=row.id, by=cast.alice), "already_released"),
        (lambda: release_answers.drop_preview(release_id=row.id, by=cast.alice), "not_found"),
        (lambda: release_answers.preview(asked=FIRST, by=cast.alice), "already_released"),
    ):
        with pytest.raises(Refusal, match=code):
            again()
    assert gaps.read_release_text(row.id, by=cast.bob) == text


def test_a_preview_that_the_register_left_behind_is_not_published(cast: Cast) -> None:
    """What was shown was not held against what there is now."""
    filled(cast.alice, waves())
    row = release_answers.preview(asked=FIRST, by=cast.alice)
    filled(cast.alice, waves(3))
    with pytest.raises(Refusal, match="preview_is_stale"):
        release_answers.publish(release_id=row.id, by=cast.alice)
    again = release_answers.preview(asked=FIRST, by=cast.alice)
    assert release_answers.publish(release_id=again.id, by=cast.alice).is_published


def test_the_next_is_held_against_the_tables_that_the_first_was_made_of(cast: Cast) -> None:
    """The register is corrected between two waves: the first release stands as it was made."""
    filled(cast.alice, waves())
    row = release_answers.preview(asked=FIRST, by=cast.alice)
    release_answers.publish(release_id=row.id, by=cast.alice)
    corrected = waves()
    answers = corrected["answers"].filter(corrected["answers"]["wave_id"] == "w1")
    filled(cast.alice, Tables.of(**{**_all(corrected), "answers": answers}))
    second = release_answers.preview(asked=replace(SECOND, definitions="memo-b"), by=cast.alice)
    assert second.release.check.earlier == (1,)
    assert second.release.check.passed
    assert second.release.definitions == "memo-a"  # those of the first hold for all


def test_a_wave_is_of_the_actors_of_the_day_it_closed(cast: Cast) -> None:
    """Two that merged after the first wave are two in it and one in the next (R17)."""
    merged = {"from_actor": ["d00"], "to_actor": ["d01"], "kind": ["merged"]}
    day = pl.DataFrame({**merged, "on": [date(2024, 1, 1)]})
    filled(cast.alice, Tables.of(**{**waves().frames, "successions": day}))
    row = release_answers.preview(asked=FIRST, by=cast.alice)
    first = release_answers.publish(release_id=row.id, by=cast.alice).release
    second = release_answers.preview(asked=SECOND, by=cast.alice).release
    assert second.cells[0].key == first.cells[0].key
    assert second.cells[0].population == first.cells[0].population - 1


def _all(tables: Tables) -> dict[str, pl.DataFrame]:
    return {each.name: tables[each.name] for each in CONTRACTS}


def test_who_may_not_and_what_is_not_there(cast: Cast) -> None:
    filled(cast.alice, waves())
    with pytest.raises(Refusal, match=r"may_not\.release_answers"):
        release_answers.start(asked=FIRST, by=cast.bob)
    for asked, code in (
        (replace(FIRST, wave="w9"), "no_such_wave"),
        (replace(FIRST, ecosystem="other"), "no_such_wave"),
        (replace(FIRST, definitions="memo-x"), "no_such_definitions"),
    ):
        with pytest.raises(Refusal, match=code):
            release_answers.start(asked=asked, by=cast.alice)
    row = release_answers.preview(asked=FIRST, by=cast.alice)
    with pytest.raises(Refusal, match=r"may_not\.release_answers"):
        release_answers.publish(release_id=row.id, by=cast.bob)
    with pytest.raises(Refusal, match="not_found"):
        release_answers.publish(release_id=row.id, by=cast.carol)
    release_answers.drop_preview(release_id=row.id, by=cast.alice)
    assert gaps.find_preview("e", by=cast.alice) is None


def test_a_wave_still_open_is_not_previewed(cast: Cast) -> None:
    filled(cast.alice, waves(4))  # the last closes in 2999
    with pytest.raises(Refusal, match="wave_not_closed"):
        release_answers.start(asked=replace(FIRST, wave="w3"), by=cast.alice)


def test_the_job_makes_the_preview(cast: Cast) -> None:
    filled(cast.alice, waves())
    job = release_answers.start(asked=FIRST, by=cast.alice)
    run_job(job_id=job.id)
    done = get_job(job.id, by=cast.alice)
    assert done.state == "done"
    found = gaps.find_preview("e", by=cast.alice)
    assert found is not None
    assert found.id == done.result["release"]
