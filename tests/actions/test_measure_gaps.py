"""A run of the service and of the command line, of the same tables: the same bytes."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import DatabaseError

from records.cast import TODAY, Cast, filled, many, small
from samspel.actions import measure_gaps
from samspel.actions.hand_out_tables import hand_out
from samspel.actions.measure_gaps import Asked
from samspel.gaps import load_definitions, measure_all
from samspel.records.files import api as files
from samspel.records.gaps import api as gaps
from samspel.records.gaps.api import StateQuery
from samspel.reports import render_json
from samspel.tables import read
from samspel.terms import Basis, PageRequest, Refusal, RunSettings, State, Viewer

ASKED = Asked("skog", on=TODAY, definitions="memo-b", seed=7)


def by_hand(path: Path) -> str:
    """What `samspel gaps` does with a folder or a zip of tables."""
    reading = read(path)
    assert not reading.errors
    settings = RunSettings("skog", TODAY, load_definitions("memo-b"), seed=7)
    return render_json(measure_all(reading.tables, settings))


def test_the_downloaded_tables_give_the_same_bytes_whatever_happens_later(
    cast: Cast, tmp_path: Path
) -> None:
    """Issue 2, shown by: the page keeps each run's tables by hash and offers them."""
    filled(cast.alice)
    row = measure_gaps.measure_gaps(asked=ASKED, by=cast.alice)
    filled(cast.alice, many(3))  # the register changes
    download = tmp_path / "tables.zip"
    assert row.tables_file is not None
    download.write_bytes(hand_out(tables_file=row.tables_file, by=cast.alice))
    assert by_hand(download) == gaps.read_run_json(row.id, by=cast.bob)
    assert gaps.get_run(row.id, by=cast.bob).snapshot == row.snapshot


def test_the_same_register_measured_twice_gives_the_same_bytes_and_one_file(cast: Cast) -> None:
    filled(cast.alice)
    one = measure_gaps.measure_gaps(asked=ASKED, by=cast.alice)
    two = measure_gaps.measure_gaps(asked=ASKED, by=cast.alice)
    assert one.tables_file == two.tables_file
    texts = {gaps.read_run_json(row.id, by=cast.bob) for row in (one, two)}
    assert len(texts) == 1
    found = gaps.find_latest_run("skog", by=cast.bob)
    assert found is not None
    assert found.id == two.id


def test_a_run_comes_back_whole(cast: Cast) -> None:
    filled(cast.alice)
    row = measure_gaps.measure_gaps(asked=ASKED, by=cast.alice)
    kept = gaps.get_measured(row.id, by=cast.bob)
    settings = RunSettings("skog", TODAY, load_definitions("memo-b"), seed=7)
    measured = measure_all(small(), settings)
    without = tuple(replace(figure, states=()) for figure in measured.gaps)
    assert kept.gaps == tuple(
        replace(
            figure,
            without_financier=figure.without_financier
            and replace(figure.without_financier, states=()),
        )
        for figure in without
    )
    assert kept.settings == settings
    asked = gaps.get_measured(row.id, gap="research", by=cast.bob).gap("research")
    bases = sorted((one.state, one.basis) for one in measured.gap("research").states)
    assert [(one.state, one.basis) for one in asked.states] == bases
    assert {one.actor_id for one in asked.states} == {""}


def states(run: int, by: Viewer, **query: str) -> dict[str, tuple[State, Basis]]:
    asked = StateQuery(run, "research", **query)
    found = gaps.list_states(asked, page=PageRequest(), by=by)
    return {row.actor_id: (row.state, row.basis) for row in found.rows}


def test_an_own_answer_is_shown_as_unknown_to_others(cast: Cast) -> None:
    """Method section 6; X12, X13: the figures count an answer, the list tells on nobody."""
    filled(cast.alice)
    run = measure_gaps.measure_gaps(asked=ASKED, by=cast.alice).id
    evaluator = replace(cast.bob, roles=frozenset({"evaluator"}))
    whole, masked = states(run, evaluator), states(run, cast.alice)
    answered = {actor for actor, (_state, basis) in whole.items() if basis == Basis.ANSWER}
    assert answered
    for actor in whole:
        hidden = (State.UNKNOWN, Basis.NOTHING)
        assert masked[actor] == (hidden if actor in answered else whole[actor])
    assert whole["f0"] == (State.REACHED, Basis.RECORDED)
    assert set(states(run, cast.bob, state="reached")) == {"f0", "f1", "f2"}
    assert answered <= set(states(run, cast.bob, state="unknown"))
    counted = gaps.count_states(run, "research", by=cast.bob)
    assert counted["reached"] == 3
    assert sum(counted.values()) == len(whole)


def test_a_reader_downloads_no_single_answers(cast: Cast) -> None:
    """Method section 6: what the list hides, the tables behind it would tell."""
    filled(cast.alice)
    run = measure_gaps.measure_gaps(asked=ASKED, by=cast.alice)
    for reads in (files.read_bytes, files.get_path):
        for by in (cast.bob, cast.alice):  # an officer's come by way of `hand_out`
            with pytest.raises(Refusal, match=r"may_not\.download_tables"):
                reads(run.tables_file or 0, by=by)
    with pytest.raises(Refusal, match=r"may_not\.download_tables"):
        hand_out(tables_file=run.tables_file or 0, by=cast.bob)
    assert hand_out(tables_file=run.tables_file or 0, by=cast.alice)


def test_the_way_down_is_paged_and_searched(cast: Cast) -> None:
    filled(cast.alice)
    run = measure_gaps.measure_gaps(asked=ASKED, by=cast.alice).id
    asked, seen, page = StateQuery(run, "research"), [], PageRequest(size=3)
    while True:
        found = gaps.list_states(asked, page=page, by=cast.bob)
        seen += [row.actor_id for row in found.rows]
        if not found.next:
            break
        page = PageRequest(found.next, 3)
    assert seen == [f"f{n}" for n in range(8)]
    [f0] = gaps.list_states(
        StateQuery(run, "research", text="åfirma 0"), page=PageRequest(), by=cast.bob
    ).rows
    assert f0.acts == ("a0",)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"ecosystem": "hav"}, "no_such_ecosystem"),
        ({"definitions": "memo-z"}, "no_such_definitions"),
        ({"window_months": 0}, "bad_window"),
    ],
)
def test_what_cannot_be_measured_is_refused_before_it_is_queued(
    cast: Cast, change: dict[str, object], code: str
) -> None:
    filled(cast.alice)
    with pytest.raises(Refusal, match=code):
        measure_gaps.start(asked=replace(ASKED, **change), by=cast.alice)
    with pytest.raises(Refusal, match=r"may_not\.measure_gaps"):
        measure_gaps.start(asked=ASKED, by=cast.bob)


def test_a_run_without_its_audit_row_is_not_kept(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(cast.alice)

    def broken(*_: object, **__: object) -> None:
        raise DatabaseError("no audit")

    monkeypatch.setattr(measure_gaps, "record_event", broken)
    with pytest.raises(DatabaseError):
        measure_gaps.measure_gaps(asked=ASKED, by=cast.alice)
    assert gaps.list_runs(page=PageRequest(), by=cast.alice).count == 0


def test_an_ecosystem_has_one_baseline(cast: Cast) -> None:
    filled(cast.alice)
    runs = [measure_gaps.measure_gaps(asked=ASKED, by=cast.alice).id for _ in range(2)]
    for run in runs:
        measure_gaps.set_baseline(run_id=run, by=cast.alice)
    found = gaps.list_runs(page=PageRequest(), by=cast.bob, ecosystem="skog").rows
    assert [row.is_baseline for row in found] == [True, False]
