"""The example region: whole, marked, measured, and never in the way of what is entered."""

import pytest

from actions.test_import_register import Killed
from records.cast import Cast, filled
from samspel.actions import import_register, load_example
from samspel.actions.joined_tables import read_tables
from samspel.records.accounts.api import system_viewer
from samspel.records.agreements.api import list_agreements
from samspel.records.gaps.api import list_runs
from samspel.sources import example
from samspel.tables import snapshot
from samspel.terms import PageRequest, Refusal


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> example.Example:
    made = example.build(actors=40)
    monkeypatch.setattr(example, "build", lambda: made)
    return made


def test_the_example_is_loaded_once_and_measured(cast: Cast, tiny: example.Example) -> None:
    """Issue 2, items 2 and 6."""
    filled(cast.alice)
    before = snapshot(read_tables(by=cast.alice)[0])
    region = load_example.load_example()
    assert (region.key, region.is_example, region.version) == ("example", True, 1)
    viewer = system_viewer(region.id)
    assert snapshot(read_tables(by=viewer)[0]) == snapshot(tiny.tables)
    assert [one.figures for one in list_agreements(by=viewer)] == [tiny.agreement]
    runs = list_runs(page=PageRequest(), by=viewer)
    assert runs.count == 8  # the followed ecosystem on two days
    assert all(run.example for run in runs.rows)
    assert load_example.load_example() == region
    assert list_runs(page=PageRequest(), by=viewer).count == 8
    assert snapshot(read_tables(by=cast.alice)[0]) == before
    with pytest.raises(Refusal, match="example_is_made_up"):
        import_register.plan(file_id=1, by=viewer)


def test_a_killed_set_up_goes_on(
    db: None, tiny: example.Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage, count = import_register._stage, 0

    def dies(*asked: object, **more: object) -> None:
        nonlocal count
        count += 1
        if count == 3:
            raise Killed
        stage(*asked, **more)

    monkeypatch.setattr(import_register, "_stage", dies)
    with pytest.raises(Killed):
        load_example.load_example()
    monkeypatch.setattr(import_register, "_stage", stage)
    region = load_example.load_example()
    tables = read_tables(by=system_viewer(region.id))[0]
    assert snapshot(tables) == snapshot(tiny.tables)
    assert region.version == 1
