"""No batch and no step outgrows what it may, on Horizon 2020 by country (issue 3 item 7)."""

from dataclasses import replace
from datetime import date

import pytest

from atlas.horizon import horizon
from atlas.many import many
from proofs.random_ecosystems import tables_of
from proofs.test_atlas import assert_equal, question
from samspel.atlas import LEFT_OUT, PER_SLOT, Asked, as_ecosystems, frames_of, measure_units
from samspel.gaps import load_definitions, measure_all
from samspel.tables import Tables
from samspel.terms import RunSettings

# No join gives more rows than so many times the table of participations, when the gaps are joined
# for one by one: every join is counted, also one whose output is filtered before it is kept.
TIMES = 10


# The programme's first eighteen months; under `long` the two years when most of it ran.
DAYS = [
    (date(2015, 6, 30), 24),
    pytest.param((date(2019, 12, 31), 24), marks=pytest.mark.long),
]


@pytest.fixture(scope="module", params=DAYS, ids=["2015", "2019"])
def by_country(shared_data, request):
    tables = horizon(shared_data / "cordis-h2020" / "h2020.csv.gz")
    on, months = request.param
    settings = RunSettings("", on, load_definitions("memo-a"), window_months=months)
    asked = Asked(settings, by="country", depth="brief", counting=True)
    return tables, measure_units(frames_of(tables), asked)


def test_no_batch_outgrows_its_own_slots(by_country):
    _, atlas = by_country
    assert len(atlas.units) > 100
    assert max(unit.slots for unit in atlas.units) > 500
    for unit in atlas.units:
        assert unit.rows <= PER_SLOT * unit.slots, unit.key


def test_no_join_outgrows_the_table(by_country):
    tables, atlas = by_country
    joins = {name: rows for name, rows in atlas.joins.items() if not name.endswith("keyed")}
    assert sum("join" in name for name in joins) > 50
    assert max(joins.values()) <= TIMES * tables["participations"].height


def test_figures_equal_those_of_one_country_at_a_time(by_country):
    """Sweden and Malta, counted by `gaps` on all of Europe's rows."""
    tables, atlas = by_country
    places = as_ecosystems(frames_of(tables), "country", atlas.asked.settings.on)
    whole = Tables.of(**{name: rows.collect().to_native() for name, rows in places.items()})
    for key in ("SE", "MT"):
        settings = replace(atlas.asked.settings, ecosystem=key)
        run = measure_all(whole, settings, snapshot="-", depth="brief")
        for figure, found in zip(run.gaps, atlas.unit(key).gaps, strict=True):
            why = {name: code for name, code in found.why.items() if name not in LEFT_OUT}
            assert replace(found, why=why) == figure


@pytest.mark.parametrize("together", [1, None])
def test_bounds_hold_where_ecosystems_have_platforms_and_reports(together):
    """Made ecosystems that share members and acts: also the steps without the platform's acts."""
    rows, asked = many(30)
    tables = tables_of(rows)
    given = Asked(question(asked), depth="brief", counting=True, together=together)
    atlas = measure_units(frames_of(tables), given)
    assert any(name.endswith("rest") for name in atlas.joins)
    for unit in atlas.units:
        assert unit.rows <= PER_SLOT * unit.slots, unit.key
    cases = 8 if together is None else 1
    joins = {name: rows for name, rows in atlas.joins.items() if not name.endswith("keyed")}
    assert max(joins.values()) <= TIMES * cases * tables["participations"].height
    assert_equal(tables, atlas)
