"""By place, the bridges and the stop rule: kept once, and the same bytes as the command line."""

from dataclasses import replace
from pathlib import Path

import pytest

from records.cast import TODAY, Cast, filled, many
from samspel.actions import measure_lens, read_stop_rule
from samspel.actions.background import run_job
from samspel.actions.hand_out_tables import hand_out
from samspel.actions.measure_gaps import Asked
from samspel.actions.measure_lens import AskedLens
from samspel.actions.read_stop_rule import AskedRule
from samspel.cli import main
from samspel.records.audit.api import list_events
from samspel.records.gaps import api as gaps
from samspel.records.gaps.api import LensRow
from samspel.records.jobs.api import get_job
from samspel.reports import render_stop_rule_json
from samspel.reports.activity_report import render_activity_json
from samspel.reports.place_json import render_places_json
from samspel.terms import PageRequest, Refusal

ASKED = Asked("skog", on=TODAY, definitions="memo-b", seed=7)
RULE = AskedRule(
    "skog", TODAY, "memo-b", 12, areas=("firms", "membership"), several=1, seed=7, refuse_told=True
)
OPTIONS = ["--ecosystem", "skog", "--definitions", "memo-b", "--seed", "7", "--format", "json"]
COMMANDS = {
    "places": ["places", "--on", "2026-09-30"],
    "activity": ["activity", "--on", "2026-09-30"],
    "stop_rule": ["stop-rule", "--to", "2026-09-30", "--window", "12", "--patience", "36",
                  "--areas", "firms,membership", "--several", "1", "--refuse-told"],
}  # fmt: skip


def measured(lens: str, cast: Cast) -> LensRow:
    if lens == "stop_rule":
        return read_stop_rule.read_stop_rule(asked=RULE, by=cast.alice)
    return measure_lens.measure_lens(asked=AskedLens(lens, ASKED), by=cast.alice)


@pytest.mark.parametrize("lens", COMMANDS)
def test_the_command_on_the_kept_tables_gives_the_same_bytes(
    cast: Cast, tmp_path: Path, lens: str
) -> None:
    """X11: whatever becomes of the register, and to the last digit."""
    filled(cast.alice)
    row = measured(lens, cast)
    filled(cast.alice, many(3))
    download, out = tmp_path / "tables.zip", tmp_path / "out.json"
    download.write_bytes(hand_out(tables_file=row.tables_file, by=cast.alice))
    verb, *options = COMMANDS[lens]
    assert main([verb, str(download), *options, *OPTIONS, "--out", str(out)]) == 0
    assert out.read_text(encoding="utf-8") == gaps.read_lens_json(row.id, by=cast.bob)


def test_what_is_kept_comes_back_whole(cast: Cast) -> None:
    """Read back as dataclasses it renders to the very JSON that was kept with it."""
    filled(cast.alice)
    ids = {lens: measured(lens, cast).id for lens in COMMANDS}
    again = {
        "places": render_places_json(gaps.get_places(ids["places"], by=cast.bob)),
        "activity": render_activity_json(gaps.get_activity(ids["activity"], by=cast.bob)),
        "stop_rule": render_stop_rule_json(gaps.get_stop_rule(ids["stop_rule"], by=cast.bob)),
    }
    for lens, text in again.items():
        assert text == gaps.read_lens_json(ids[lens], by=cast.bob)


def test_a_job_measures_and_says_where_it_is_kept(cast: Cast) -> None:
    filled(cast.alice)
    jobs = [
        measure_lens.start(asked=AskedLens("places", ASKED), by=cast.alice),
        read_stop_rule.start(asked=RULE, by=cast.alice),
    ]
    for job, lens in zip(jobs, ("places", "stop_rule"), strict=True):
        run_job(job_id=job.id)
        done = get_job(job.id, by=cast.alice)
        assert (done.state, done.result["lens"]) == ("done", lens)
        latest = gaps.find_latest_lens_run(lens, ecosystem="skog", by=cast.bob)
        assert latest is not None
        assert latest.id == done.result["lens_run"]
    kept = gaps.get_stop_rule(int(done.result["lens_run"]), by=cast.bob)
    assert kept.rule.areas == ("firms", "membership")
    verbs = {(e.verb, e.subject) for e in list_events(page=PageRequest(), by=cast.alice).rows}
    assert {("start", "places"), ("measure", "places"), ("measure", "stop_rule")} <= verbs


def test_who_may_not_measure_and_who_is_elsewhere(cast: Cast) -> None:
    filled(cast.alice)
    row = measured("places", cast)
    for stranger in (
        lambda: gaps.get_places(row.id, by=cast.carol),
        lambda: gaps.read_lens_json(row.id, by=cast.carol),
        lambda: gaps.get_activity(row.id, by=cast.alice),  # another lens
    ):
        with pytest.raises(Refusal, match="not_found"):
            stranger()
    assert gaps.find_latest_lens_run("places", ecosystem="skog", by=cast.carol) is None
    with pytest.raises(Refusal, match=r"may_not\.measure_gaps"):
        measure_lens.start(asked=AskedLens("places", ASKED), by=cast.bob)
    with pytest.raises(Refusal, match=r"may_not\.measure_gaps"):
        read_stop_rule.start(asked=RULE, by=cast.bob)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"areas": ("firms", "moon")}, "unknown_area"),
        ({"several": 3}, "several_over_areas"),
        ({"patience_months": 11}, "patience_under_window"),
        ({"ecosystem": "none"}, "no_such_ecosystem"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_before_anything_is_queued(
    cast: Cast, change: dict[str, object], code: str
) -> None:
    filled(cast.alice)
    with pytest.raises(Refusal, match=code):
        read_stop_rule.start(asked=replace(RULE, **change), by=cast.alice)  # type: ignore[arg-type]
