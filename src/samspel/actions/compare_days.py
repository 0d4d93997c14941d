"""Compare an ecosystem on two days: the tables joined, the change measured, nothing kept.

Only who may measure may choose the days: figures of many days side by side could show what one
actor answered.
"""

from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from samspel.actions.hold_answers import hold
from samspel.actions.joined_tables import read_tables
from samspel.effects import measure_change
from samspel.effects.change import days_of
from samspel.gaps import SHIPPED, load_definitions
from samspel.records.accounts.api import check_may, within
from samspel.records.register import api as register
from samspel.terms import Change, ChangeSettings, Refusal, Viewer

__all__ = ["Compared", "compare_days"]

_LONGEST_WINDOW = 120


@dataclass(frozen=True, slots=True)
class Compared:
    """What is to be compared; `definitions` is a shipped version."""

    ecosystem: str
    from_on: date
    to_on: date
    definitions: str = SHIPPED[0]
    window_months: int = 24
    as_recorded: bool = False
    refuse_told: bool = False


def compare_days(*, asked: Compared, by: Viewer) -> Change:
    """The change between the two days, from the register as it stands.

    Refusals: `may_not.measure_gaps`, `no_such_ecosystem`, `no_such_definitions`, `bad_window`,
    `bad_days` when the last day is not after the first.
    """
    check_may(by, "measure_gaps", ecosystem=asked.ecosystem)
    settings = _settings(asked, by)
    # The same organisations on both days: as they are on the last.
    tables, _version = read_tables(by=within(asked.ecosystem, by=by), on=asked.to_on)
    held = hold(tables=tables, settings=days_of(settings), by=by)
    change = measure_change(held.tables, settings)
    with transaction.atomic():
        held.keep(by=by)  # nothing else is: but what has been seen cannot be unseen
    return replace(change, example=change.example or register.get_region(by=by).is_example)


def _settings(asked: Compared, by: Viewer) -> ChangeSettings:
    if asked.definitions not in SHIPPED:
        raise Refusal("no_such_definitions", definitions=asked.definitions)
    if not 1 <= asked.window_months <= _LONGEST_WINDOW:
        raise Refusal("bad_window")
    if asked.to_on <= asked.from_on:
        raise Refusal("bad_days")
    known = register.list_ecosystems(on=asked.to_on, by=by)
    if asked.ecosystem not in {ecosystem.ecosystem_id for ecosystem in known}:
        raise Refusal("no_such_ecosystem", ecosystem=asked.ecosystem)
    return ChangeSettings(
        ecosystem=asked.ecosystem,
        from_on=asked.from_on,
        to_on=asked.to_on,
        definitions=load_definitions(asked.definitions),
        window_months=asked.window_months,
        as_recorded=asked.as_recorded,
        refuse_told=asked.refuse_told,
    )
