"""The made-up region as a region of its own, measured. Safe to run again and to interrupt.

It touches the region with the key `example` and no other, and in that one only what is not
there yet: what somebody measured or wrote in it stays.
"""

from dataclasses import replace
from datetime import date

from django.db import transaction

from samspel.actions import (
    import_register,
    manage_agreements,
    measure_gaps,
    measure_lens,
    read_stop_rule,
    release_answers,
)
from samspel.records.accounts.api import system_viewer
from samspel.records.agreements import api as agreements
from samspel.records.audit.api import record_event
from samspel.records.gaps import api as gaps
from samspel.records.register import api as register
from samspel.records.register.api import RegionRow
from samspel.sources import example
from samspel.terms import PageRequest, Viewer

__all__ = ["EXAMPLE_KEY", "load_example"]

EXAMPLE_KEY = "example"


def load_example(*, by: Viewer | None = None) -> RegionRow:
    """The example region with its register, its agreement and a run of each ecosystem.

    `by` is of no matter: the set-up does it, and nobody's data is touched.
    """
    del by
    region = register.find_region(EXAMPLE_KEY)
    made: example.Example | None = None
    if region is None or region.version == 0:
        made = example.build()
        region = region or _create(f"{made.region} (påhittad)")
        _fill(made, system_viewer(region.id))
    viewer = system_viewer(region.id)
    if not agreements.list_agreements(by=viewer):
        made = made or example.build()
        manage_agreements.save(figures=made.agreement, by=viewer)
    _measure(made, viewer)
    _look_closer(viewer)
    return register.get_region(by=viewer)


def _create(name: str) -> RegionRow:
    with transaction.atomic():
        region = register.create_region(EXAMPLE_KEY, name, is_example=True)
        record_event("create", "region", region.key, by=system_viewer(region.id))
    return region


def _fill(made: example.Example, viewer: Viewer) -> None:
    begun = register.list_imports(page=PageRequest(size=1), by=viewer).rows
    if begun and begun[0].state in {"planned", "staging"}:
        import_register.apply(import_id=begun[0].id, by=viewer)
        return
    row = import_register.plan_tables(tables=made.tables, by=viewer)
    import_register.apply(import_id=row.id, by=viewer)


def _measure(made: example.Example | None, viewer: Viewer) -> None:
    on = made.on if made else example.LAST
    known = register.list_ecosystems(on=on, by=viewer)
    missing = [
        measure_gaps.Asked(one.ecosystem_id, on=day, definitions="memo-b")
        for one in known
        if gaps.find_latest_run(one.ecosystem_id, by=viewer) is None
        for day in _days(one.ecosystem_id, on)
    ]
    if missing:
        measure_gaps.measure_many(asked=tuple(missing), by=viewer)


def _days(ecosystem: str, on: date) -> tuple[date, ...]:
    """The followed ecosystem is measured when its first wave had closed, too."""
    return (example.FIRST_CLOSED, on) if ecosystem == example.VISITOR else (on,)


def _look_closer(viewer: Viewer) -> None:
    """The followed ecosystem through the other lenses; its first wave released, not its second,
    so that somebody can."""
    asked = measure_gaps.Asked(example.VISITOR, on=example.LAST, definitions="memo-b")
    for lens in measure_lens.LENSES:
        if gaps.find_latest_lens_run(lens, ecosystem=asked.ecosystem, by=viewer) is None:
            measure_lens.measure_lens(asked=measure_lens.AskedLens(lens, asked), by=viewer)
    if gaps.find_latest_lens_run("stop_rule", ecosystem=asked.ecosystem, by=viewer) is None:
        rule = read_stop_rule.AskedRule(asked.ecosystem, asked.on, "memo-b", 12)
        read_stop_rule.read_stop_rule(asked=replace(rule, patience_months=24), by=viewer)
    if not gaps.list_releases(asked.ecosystem, by=viewer):
        first = release_answers.AskedRelease(asked.ecosystem, example.FIRST_WAVE, "memo-b")
        row = release_answers.preview(asked=first, by=viewer)
        release_answers.publish(release_id=row.id, by=viewer)
