"""What is known of an actor or an ecosystem beside its own row, entered by hand, row by row.

Neighbours get `FACTS`, the tables edited so, `save_fact` and `end_fact`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from samspel.actions.edit_actor import entry_place
from samspel.actions.enter_rows import Entering, enter_rows, find_rows
from samspel.records.accounts.api import check_may, workspace_of
from samspel.records.register import api as register
from samspel.records.register.api import EntryRow
from samspel.tables import Tables, clean_text, is_personal, number_fault, plain_number
from samspel.terms import BadData, Place, Problem, Refusal, Viewer

__all__ = ["FACTS", "Fact", "end_fact", "save_fact"]

Value = str | float | bool | date | None

# The column that says whose the fact is.
FACTS: Mapping[str, str] = {
    "memberships": "actor_id",
    "aliases": "actor_id",
    "identifiers": "actor_id",
    "relations": "from_actor",
    "offers": "actor_id",
    "industries": "actor_id",
    "core_industries": "ecosystem_id",
    "boundaries": "ecosystem_id",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of one of `FACTS`: `owner` is the key of whose it is; `values` the other columns.
    `told_of`: the actor on whose page it is entered, where that is not the owner."""

    table: str
    owner: str
    values: Mapping[str, Value]
    told_of: str = ""


def save_fact(*, fact: Fact, row: int | None, by: Viewer) -> EntryRow:
    """Add a row, or put it in the place of `row`, which the person had before them.

    Refusals: `may_not.edit_register`, `not_found`, `row_was_changed`, those of `enter_rows`.
    BadData: as there, and a number whose check digit is wrong.
    """
    place = _place(fact, by)
    values = _clean(fact)
    of = Tables.of()[fact.table].schema
    ends: dict[str, list[int]] = {}
    whole: dict[str, object] = {FACTS[fact.table]: fact.owner, **values}
    if row is not None:
        before = _row_before(fact, row, by)
        ends[fact.table] = [row]
        whole = {**before, **whole}
    schema = {name: of.get(name, pl.String()) for name in whole}
    added = pl.DataFrame([whole], schema=schema)
    told = {"what": f"{'change' if row else 'add'}_fact", "table": fact.table, "of": fact.owner}
    origin = "profile" if fact.table == "offers" else "page"
    entering = Entering(origin, {fact.table: added}, ends, workspace=place, values=told)
    return enter_rows(entering=entering, by=by)


def end_fact(*, table: str, owner: str, row: int, by: Viewer) -> EntryRow:
    """Take a row out of the register: it was entered by mistake. What ended has a last day.
    Of a relation either of the two is `owner`."""
    fact = Fact(table, owner, {})
    place = _place(fact, by)
    _row_before(fact, row, by)
    told = {"what": "end_fact", "table": table, "of": owner}
    origin = "profile" if table == "offers" else "page"
    entering = Entering(origin, {}, {table: [row]}, workspace=place, values=told)
    return enter_rows(entering=entering, by=by)


def _place(fact: Fact, by: Viewer) -> str:
    if FACTS[fact.table] == "ecosystem_id":
        place = workspace_of(fact.owner, by=by)
        check_may(by, "edit_register", ecosystem=fact.owner)
        return place
    if fact.table == "offers" and fact.owner in by.actors:
        check_may(by, "edit_own_actor")  # its own words go to the register as they are
        return ""
    told_of = fact.told_of or fact.owner
    register.get_actor(told_of, by=by)
    joined = str(fact.values.get("ecosystem_id") or "")
    place = workspace_of(joined, by=by) if joined else entry_place(actor_id=told_of, by=by)
    check_may(by, "edit_register", ecosystem=place)
    if fact.values.get("kind") == "competitor" and not _sees_competitors(by):
        raise Refusal("may_not.edit_register")
    return place


def _sees_competitors(by: Viewer) -> bool:
    return "competitors" in by.sees or "system" in by.roles


def _row_before(fact: Fact, row: int, by: Viewer) -> dict[str, object]:
    columns = {FACTS[fact.table]: fact.owner}
    if fact.table == "relations":  # it may be turned round: it is either's
        columns = dict.fromkeys(("from_actor", "to_actor"), fact.told_of or fact.owner)
    found = pl.concat(
        [find_rows(table=fact.table, column=c, values=[v], by=by) for c, v in columns.items()],
        how="diagonal_relaxed",
    )
    mine = found.filter(pl.col("_row") == row)
    if mine.is_empty():
        raise Refusal("row_was_changed")
    return {name: value for name, value in mine.row(0, named=True).items() if name != "_row"}


def _clean(fact: Fact) -> dict[str, Value]:
    values = {
        name: (clean_text(value.strip()) or None) if isinstance(value, str) else value
        for name, value in fact.values.items()
    }
    if fact.table == "identifiers":
        scheme, given = str(values.get("scheme") or ""), str(fact.values.get("value") or "")
        values["value"] = _number(scheme, given)
    return values


def _number(scheme: str, given: str) -> str | None:
    """The number in its one spelling; BadData when it is wrong or a person's."""
    if scheme == "none" or not given.strip():
        return None
    abroad = scheme in ("lei", "ror", "foreign") or (
        scheme == "vat" and not given.strip().upper().startswith("SE")
    )
    where = Place(column="value")
    if is_personal(given, foreign=abroad):
        raise BadData((Problem("sole_trader_number_dropped", {}, where),))
    number = plain_number(scheme, given)
    if fault := number_fault(scheme, number):
        values = {"value": number, "scheme": scheme}
        raise BadData((Problem(f"identifier_{fault}", values, where),))
    return number
