"""An actor entered or changed by hand: rewritten, or changed from a day on with what it was kept.

Neighbours get `add_actor`, `change_actor`, `remove_actor`, and `entry_place`: where what a viewer
enters about an actor goes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta

import polars as pl

from samspel.actions.enter_rows import Entering, enter_rows, find_rows
from samspel.records.accounts.api import check_may, workspace_of
from samspel.records.register import api as register
from samspel.records.register.api import EntryRow
from samspel.sources.slugs import slug
from samspel.tables import Tables, clean_text, is_personal, number_fault, plain_number
from samspel.terms import BadData, Place, Problem, Refusal, Viewer
from samspel.terms.countries import country_code

__all__ = ["ActorValues", "Joins", "add_actor", "change_actor", "entry_place", "remove_actor"]

_DATED = ("sector", "roles", "country", "municipality")
_OWN = ("actor_spells", "aliases", "identifiers", "offers", "industries")
_REFERRING = (
    ("memberships", "actor_id"),
    ("participations", "actor_id"),
    ("answers", "about"),
    ("answers", "respondent_id"),
    ("coverage", "actor_id"),
    ("bridges", "near_actor_id"),
    ("bridges", "far_actor_id"),
    ("successions", "from_actor"),
    ("successions", "to_actor"),
    ("relations", "from_actor"),
    ("relations", "to_actor"),
)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ActorValues:
    """What a person says of an actor; `roles` with `|` between, `locality` the village or part of
    town, the rest as in `actors`."""

    name: str
    sector: str
    roles: str = ""
    org_number: str = ""
    country: str = ""
    municipality: str = ""
    locality: str = ""
    industry: str = ""


@dataclass(frozen=True, slots=True)
class Joins:
    """The ecosystem that a new actor is a member of, and since when."""

    ecosystem: str
    since: date | None = None


def entry_place(*, actor_id: str, by: Viewer) -> str:
    """The workspace that what this viewer enters about the actor goes to, "" for the register:
    of a leader the platform that the actor is a member of, else the first it leads.
    Refusal when it may not enter anything."""
    check_may(by, "edit_register")
    if not by.workspaces or by.holds({"officer", "system"}):
        return workspace_of("", by=by) if not by.workspaces else ""
    found = find_rows(table="memberships", column="actor_id", values=[actor_id], by=by)
    theirs = sorted(by.workspaces.intersection(found["ecosystem_id"]))
    return workspace_of((theirs or sorted(by.workspaces))[0], by=by)


def add_actor(*, values: ActorValues, joins: Joins | None, by: Viewer) -> str:
    """Enter an actor, as a member from the start when `joins` says so; its key.

    Refusals: `may_not.edit_register`, and those of `enter_rows`; BadData as there.
    """
    check_may(by, "edit_register")
    place = workspace_of(joins.ecosystem, by=by) if joins else entry_place(actor_id="", by=by)
    check_may(by, "edit_register", ecosystem=place)
    row = _clean(values)
    actor_id = _free_key(values.name, by)
    adds = {"actors": _frame("actors", [{"actor_id": actor_id, **row}])}
    if joins:
        spell = {"ecosystem_id": joins.ecosystem, "actor_id": actor_id, "member_from": joins.since}
        adds["memberships"] = _frame("memberships", [spell])
    told = {"what": "add_actor", "actor": actor_id}
    enter_rows(entering=Entering("page", adds, workspace=place, values=told), by=by)
    return actor_id


def _free_key(name: str, by: Viewer) -> str:
    base = slug(clean_text(name))[:100]
    first = [base] if base != "new" else []  # an address of its own
    keys = [*first, *(f"{base}-{n}" for n in range(2, 200))]
    taken = set(find_rows(table="actors", column="actor_id", values=keys, by=by)["actor_id"])
    return next(key for key in keys if key not in taken)


def _clean(values: ActorValues) -> dict[str, str | None]:
    """The values as they are kept; BadData where a number is wrong or a person's."""
    foreign = country_code(values.country) not in ("", "SE")
    number = values.org_number.strip()
    if number and is_personal(number, foreign=foreign):
        raise BadData((_about("sole_trader_number_dropped", "org_number", ""),))
    if number and not foreign:
        number = plain_number("org_number", number)
        if fault := number_fault("org_number", number):
            raise BadData((_about(f"org_number_{fault}", "org_number", number),))
    plain = {**asdict(values), "org_number": number}
    cleaned = {name: clean_text(text.strip()) or None for name, text in plain.items()}
    return {**cleaned, **_country(values.country)}


def _country(text: str) -> dict[str, str | None]:
    """The country by its two letters; BadData for what is none."""
    code = country_code(text)
    if text.strip() and not code:
        raise BadData((_about("bad_country", "country", text),))
    return {"country": code or None}


def _about(code: str, column: str, value: str) -> Problem:
    return Problem(code, {"value": value}, Place(column=column))


def _frame(table: str, rows: Sequence[Mapping[str, object]]) -> pl.DataFrame:
    """Rows of a table with its types; what is not said is not there."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    schema = Tables.of()[table].schema
    columns = {name: [row.get(name) for row in rows] for name in names}
    return pl.DataFrame(columns, schema={name: schema.get(name, pl.String) for name in names})


# ----------------------------------------------------------------------------------- changing


def change_actor(  # noqa: PLR0913 - by name
    *, actor_id: str, row: int, values: ActorValues, since: date | None, today: date, by: Viewer
) -> EntryRow | None:
    """Change what stands of an actor. `row` is the row that the person had before them.

    Without `since` it is rewritten: it was wrong. With it, sector, roles, country and
    municipality are new from that day and stand as they were before it (`actor_spells`), and a
    name that is changed stays as another name until then. None when nothing changes.

    Refusals: `may_not.edit_register`, `not_found`, `row_was_changed`, `not_yet` for a day ahead,
    `later_spell` when a later change is there already.
    """
    place = entry_place(actor_id=actor_id, by=by)
    check_may(by, "edit_register", ecosystem=place)
    old = _row_before(actor_id, row, by)
    new = _clean(values)
    if all((old.get(name) or None) == value for name, value in new.items()):
        return None
    adds = {"actors": pl.DataFrame([{**old, **new}], schema=_schema_of({**old, **new}))}
    ends: dict[str, Sequence[int]] = {"actors": [row]}
    if since is not None:
        if since > today:
            raise Refusal("not_yet")
        adds |= _kept_before(old, new, since)
        if any((old[name] or None) != new[name] for name in _DATED):
            more, ends["actor_spells"] = _spells(actor_id, old, since, by)
            adds |= {"actor_spells": more} if more.height else {}
    told = {"what": "change_actor", "actor": actor_id, "since": str(since or "")}
    entering = Entering("page", adds, ends, workspace=place, values=told)
    return enter_rows(entering=entering, by=by)


def _row_before(actor_id: str, row: int, by: Viewer) -> dict[str, object]:
    register.get_actor(actor_id, by=by)
    found = find_rows(table="actors", column="actor_id", values=[actor_id], by=by)
    mine = found.filter(pl.col("_row") == row)
    if mine.is_empty():
        raise Refusal("row_was_changed" if found.height else "not_found")
    return {name: value for name, value in mine.row(0, named=True).items() if name != "_row"}


def _schema_of(row: Mapping[str, object]) -> dict[str, pl.DataType]:
    schema = Tables.of()["actors"].schema
    return {name: schema.get(name, pl.String()) for name in row}


def _kept_before(
    old: Mapping[str, object], new: Mapping[str, object], since: date
) -> dict[str, pl.DataFrame]:
    if old["name"] == new["name"]:
        return {}
    until = {"actor_id": old["actor_id"], "name": old["name"], "valid_until": since - _DAY}
    return {"aliases": _frame("aliases", [until])}


def _spells(
    actor_id: str, old: Mapping[str, object], since: date, by: Viewer
) -> tuple[pl.DataFrame, list[int]]:
    """Spells that say for every day before `since` what stood then, and those they replace."""
    there = find_rows(table="actor_spells", column="actor_id", values=[actor_id], by=by)
    if not there.filter(pl.col("valid_from") >= since).is_empty():
        raise Refusal("later_spell")
    stood = {name: old[name] for name in _DATED}
    made: list[dict[str, object]] = []
    first: date | None = None
    for spell in there.sort("valid_from", nulls_last=False).iter_rows(named=True):
        begins, ends = spell["valid_from"], spell["valid_until"]
        if begins is not None and (first is None or first < begins):
            made.append(_spell(actor_id, stood, first, begins - _DAY))
        until = since - _DAY if ends is None or ends >= since else ends
        filled = {name: spell[name] or stood[name] for name in _DATED}
        made.append({**spell, **filled, "valid_until": until})
        first = until + _DAY
    if first is None or first < since:
        made.append(_spell(actor_id, stood, first, since - _DAY))
    rows = [{name: value for name, value in one.items() if name != "_row"} for one in made]
    return _frame("actor_spells", rows), there["_row"].to_list()


def _spell(
    actor_id: str, stood: Mapping[str, object], first: date | None, last: date
) -> dict[str, object]:
    return {"actor_id": actor_id, **stood, "valid_from": first, "valid_until": last}


# ----------------------------------------------------------------------------------- removing


def remove_actor(*, actor_id: str, row: int, by: Viewer) -> EntryRow:
    """Take an actor that was entered by mistake out of the register, with its own names, numbers
    and offers. One that anything else refers to stays: Refusal `actor_is_referred_to` with what
    does, in `tables` (`table count`, with commas between)."""
    place = entry_place(actor_id=actor_id, by=by)
    check_may(by, "edit_register", ecosystem=place)
    _row_before(actor_id, row, by)
    referring: dict[str, int] = {}
    for table, column in _REFERRING:
        found = find_rows(table=table, column=column, values=[actor_id], by=by).height
        referring[table] = referring.get(table, 0) + found
    told = ", ".join(f"{table} {count}" for table, count in referring.items() if count)
    if told:
        raise Refusal("actor_is_referred_to", tables=told)
    ends: dict[str, Sequence[int]] = {"actors": [row]}
    for table in _OWN:
        own = find_rows(table=table, column="actor_id", values=[actor_id], by=by)
        ends[table] = own["_row"].to_list()
    said = {"what": "remove_actor", "actor": actor_id}
    return enter_rows(entering=Entering("page", {}, ends, workspace=place, values=said), by=by)
