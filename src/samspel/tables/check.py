"""Whether tables hold together: ids, references, periods, closed lists.

Neighbours get `check(tables, places=…)`; `read` has called it already. What is scanned goes by
`check_cells`, by `SCALES`, what may be answered, and by `references` and `wave_links`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import polars as pl

from samspel.tables.beside import ALL_CONTRACTS
from samspel.tables.check_beside import BESIDE_CHECKS
from samspel.tables.contracts import CONTRACTS, REQUIRED, Contract, Kind
from samspel.tables.faults import Fault, Where, faults, positions_of, without
from samspel.tables.frames import Tables
from samspel.terms import GAP_KEYS, ROLES, Place, Problem, Severity
from samspel.terms.releases import RELEASE_ITEMS

__all__ = ["SCALES", "Link", "check", "check_cells", "references", "repeated", "wave_links"]

_SPELLS = {
    "actor_spells": (("actor_id",), Severity.ERROR),  # two states on one day: which holds?
    "memberships": (("ecosystem_id", "actor_id"), Severity.WARNING),
}
_BOUNDS = {"latitude": 90, "longitude": 180}


def check(tables: Tables, *, places: Mapping[str, Where] | None = None) -> tuple[Problem, ...]:
    """Every fault of tables whose cells are already understood.

    Parameters
    ----------
    tables
        All of them; an empty one has no faults of its own.
    places
        Where each table's rows stand. Without it a table is its own file, its first row 2.

    Returns
    -------
    tuple of Problem
        Table by table in the contract's order. Errors: a blank required cell, a value outside
        a closed list, a repeated key, a period that ends before it starts, a reference to
        nothing, a state twice on one day, a coordinate off the globe. Warnings: an exactly
        repeated row, a role or gap we do not know (both lists are open), a number whose check
        digit is wrong, overlapping
        memberships, a text that a spreadsheet would take for a formula, an own answer of
        somebody who is no actor, an act without participants, an ecosystem without members.
    """
    told: list[Problem] = []
    unread = _unread(places)
    for contract in ALL_CONTRACTS:
        if tables[contract.name].is_empty():
            continue
        where = (places or {}).get(contract.name) or _own_place(tables, contract.name)
        for one in _CHECKS:
            told += (fault for fault in one(tables, contract, where) if not _excused(fault, unread))
        told += _references(tables, contract, where, unread)
    return tuple(told)


def check_cells(contract: Contract, frame: pl.DataFrame, where: Where) -> list[Problem]:
    """Blank cells that must not be, and values outside their list: what a row alone can tell."""
    tables = Tables.of(**{contract.name: frame})
    return [*_blank(tables, contract, where), *_values(tables, contract, where)]


# What is seen by looking into another table, by that table; else it stands in the values.
_LOOKED_FOR_IN = {
    "unknown_respondent": "actors",
    "act_without_participants": "participations",
    "ecosystem_without_members": "memberships",
}


def _excused(problem: Problem, unread: frozenset[str]) -> bool:
    """Whether the table that it was looked for in could not be read, which is told already."""
    return _LOOKED_FOR_IN.get(problem.code, problem.values.get("table")) in unread


def repeated(contract: Contract, frame: pl.DataFrame) -> pl.Series:
    """The positions of rows that repeat an earlier row exactly, in the known columns."""
    known = frame.select(contract.schema.keys())
    if not known.select(contract.key).is_duplicated().any():
        return pl.Series(dtype=pl.UInt32)
    first = pl.struct(pl.all()).is_first_distinct()
    return known.select((~first).arg_true()).to_series()


def _unread(places: Mapping[str, Where] | None) -> frozenset[str]:
    """Tables that must be there and could not be read: nobody is blamed for referring to them."""
    if places is None:
        return frozenset()
    keyless = {c.name for c in CONTRACTS if c.name in places and c.key[0] in places[c.name].absent}
    return frozenset(keyless | {name for name in REQUIRED if name not in places})


def _own_place(tables: Tables, name: str) -> Where:
    return Where(Place(file=name), tables.known(name))


def _blank(tables: Tables, contract: Contract, where: Where) -> Iterator[Problem]:
    for column in contract.columns:
        if column.required and column.name not in where.absent:
            at = positions_of(tables[contract.name], pl.col(column.name).is_null())
            at = without(at, where.blamed.get(column.name, ()))
            yield from faults(Fault("blank_cell", column.name), where, at)


def _odd(frame: pl.DataFrame, where: Where, condition: pl.Expr, fault: Fault) -> list[Problem]:
    """The fault for every row of the condition, with the value of its column."""
    at = positions_of(frame, condition)
    shown = {"value": frame.get_column(fault.column).gather(at).cast(pl.String)}
    return faults(replace(fault, of=shown), where, at)


def _values(tables: Tables, contract: Contract, where: Where) -> Iterator[Problem]:
    frame = tables[contract.name]
    for column in contract.columns:
        if column.values:
            outside = ~pl.col(column.name).is_in(list(column.values))
            known = {"known": ", ".join(column.values)}
            yield from _odd(frame, where, outside, Fault("unknown_value", column.name, known))
    if contract.name == "answers":
        for item, scale in SCALES:
            odd = pl.col("item").str.contains(item) & ~pl.col("value").is_in(list(scale))
            told = {"known": ", ".join(scale)}
            yield from _odd(frame, where, odd, Fault("unknown_value", "value", told))


# What may be answered to an item, by a pattern of it. Needs and offers are own words.
_FOUR = ("1", "2", "3", "4")
SCALES = (
    ("^contact:", ("yes", "no")),
    ("^(?:works|important):", _FOUR),
    ("^value$", _FOUR),
    ("^trend:", RELEASE_ITEMS["trend"]),
    ("^cause:", RELEASE_ITEMS["cause"]),
)


def _open_lists(tables: Tables, contract: Contract, where: Where) -> Iterator[Problem]:
    for column in contract.columns:
        if column.kind is Kind.ROLES:
            odd = pl.col(column.name).str.split("|").list.set_difference(list(ROLES)).list.len() > 0
            code, known = "unknown_role", ", ".join(ROLES)
        elif column.name == "gap":
            odd = ~pl.col("gap").is_in([*GAP_KEYS, "*"])
            code, known = "unknown_gap", ", ".join(GAP_KEYS)
        else:
            continue
        fault = Fault(code, column.name, {"known": known}, severity=Severity.WARNING)
        yield from _odd(tables[contract.name], where, odd, fault)


def _formulas(tables: Tables, contract: Contract, where: Where) -> Iterator[Problem]:
    for column in contract.columns:
        if column.kind is Kind.TEXT:
            like = pl.col(column.name).str.contains(_LIKE_A_FORMULA)
            fault = Fault("like_a_formula", column.name, severity=Severity.WARNING)
            yield from _odd(tables[contract.name], where, like, fault)


# `=1`, `@SUM`, `+cmd`; not `-`, `+46 70` or `- a line`, which people write.
_LIKE_A_FORMULA = r"^'*\s*(?:[=@\x{FF1D}\x{FF20}]|[+\-\x{FF0B}\x{FF0D}][A-Za-z(=])"


def _bounds(tables: Tables, contract: Contract, where: Where) -> Iterator[Problem]:
    for column in contract.columns:
        if column.name in _BOUNDS:
            most = _BOUNDS[column.name]
            fault = Fault("out_of_range", column.name, {"low": str(-most), "high": str(most)})
            yield from _odd(tables[contract.name], where, pl.col(column.name).abs() > most, fault)


def _keys(tables: Tables, contract: Contract, where: Where) -> Iterator[Problem]:
    frame, key = tables[contract.name], list(contract.key)
    if key[0] in where.absent or not frame.select(key).is_duplicated().any():
        return
    same = repeated(contract, frame)
    yield from faults(Fault("duplicate_row", severity=Severity.WARNING), where, same)
    rows = frame.select(key).with_row_index("at").filter(~pl.col("at").is_in(same.implode()))
    rows = rows.filter(pl.col(key[0]).is_not_null())
    first = rows.unique(key, keep="first").rename({"at": "first"})
    again = rows.join(first, on=key, how="left", nulls_equal=True).sort("at")
    again = again.filter(pl.col("at") != pl.col("first"))
    shown = {
        "value": again.select(pl.concat_str(key, separator=" · ", ignore_nulls=True)).to_series(),
        "first_row": pl.Series([str(where.row(at)) for at in again["first"]], dtype=pl.String),
    }
    yield from faults(Fault("duplicate_id", key[0], of=shown), where, again["at"])


def _periods(tables: Tables, contract: Contract, where: Where) -> Iterator[Problem]:
    if contract.period is None:
        return
    frame = tables[contract.name]
    first, last = contract.period
    at = positions_of(frame, pl.col(last) < pl.col(first))
    shown = {
        "first": frame.get_column(first).gather(at).cast(pl.String),
        "last": frame.get_column(last).gather(at).cast(pl.String),
    }
    yield from faults(Fault("ends_before_start", last, of=shown), where, at)


def _overlaps(tables: Tables, contract: Contract, where: Where) -> Iterator[Problem]:
    if contract.name not in _SPELLS or contract.period is None:
        return
    who, severity = _SPELLS[contract.name]
    first, last = contract.period
    spells = tables[contract.name].select(*who, first, last).with_row_index("at")
    spells = spells.filter(pl.struct(who).is_duplicated())
    if spells.is_empty():
        return
    same = repeated(contract, tables[contract.name]).implode()
    spells = spells.filter(~pl.col("at").is_in(same)).sort(*who, first, nulls_last=False)
    ended = pl.col(last).fill_null(pl.date(9999, 12, 31)).cum_max().shift(1).over(who)
    started = pl.col(first).fill_null(pl.date(1, 1, 1))
    at = spells.filter((started <= ended).fill_null(value=False))["at"].sort()
    shown = {"value": tables[contract.name].get_column("actor_id").gather(at)}
    yield from faults(Fault("overlapping_spells", first, of=shown, severity=severity), where, at)


def _references(
    tables: Tables, contract: Contract, where: Where, unread: frozenset[str]
) -> Iterator[Problem]:
    for link in references(contract):
        if link.table not in unread:
            yield from _nowhere(tables, contract, where, link)


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """A column that names rows of a table. `value` is the id in it, missing where it names none."""

    column: str
    value: pl.Expr
    table: str


def references(contract: Contract) -> Iterator[Link]:
    """The columns that the contract says refer to a table."""
    for column in contract.columns:
        if column.refers is not None:
            value = pl.col(column.name)
            if column.or_all:
                value = pl.when(value != "*").then(value)
            yield Link(column.name, value, column.refers)


def wave_links(contract: Contract) -> Iterator[Link]:
    """The column that names a wave beside other things: a source, or what somebody told."""
    if contract.name == "interplay":
        yield Link("source", pl.col("source").str.extract("^wave:(.*)$"), "waves")
    elif contract.name == "answers":
        wave = pl.col("wave_id")
        yield Link("wave_id", pl.when(~wave.str.starts_with("told:")).then(wave), "waves")


def _nowhere(tables: Tables, contract: Contract, where: Where, link: Link) -> list[Problem]:
    target = next(each for each in ALL_CONTRACTS if each.name == link.table)
    lost = _lost(link.value, tables[target.name].get_column(target.key[0]))
    fault = Fault("unknown_reference", link.column, {"table": target.name})
    return _odd(tables[contract.name], where, lost, fault)


def _lost(value: pl.Expr, known: pl.Series) -> pl.Expr:
    return value.is_not_null() & ~value.is_in(known.unique().implode())


def _waves(tables: Tables, contract: Contract, where: Where) -> Iterator[Problem]:
    for link in wave_links(contract):
        yield from _nowhere(tables, contract, where, link)
    if contract.name == "answers":
        asked = ~pl.col("wave_id").str.starts_with("told:")
        strange = asked & _lost(pl.col("respondent_id"), tables["actors"].get_column("actor_id"))
        fault = Fault("unknown_respondent", "respondent_id", severity=Severity.WARNING)
        yield from _odd(tables[contract.name], where, strange, fault)


def _emptiness(tables: Tables, contract: Contract, where: Where) -> Iterator[Problem]:
    asked = {
        "interplay": ("interplay_id", "participations", "act_without_participants"),
        "ecosystems": ("ecosystem_id", "memberships", "ecosystem_without_members"),
    }
    if contract.name not in asked:
        return
    key, other, code = asked[contract.name]
    empty = _lost(pl.col(key), tables[other].get_column(key))
    fault = Fault(code, key, severity=Severity.WARNING)
    yield from _odd(tables[contract.name], where, empty, fault)


_Check = Callable[[Tables, Contract, Where], Iterator[Problem]]
_CHECKS: tuple[_Check, ...] = (
    _blank,
    _values,
    _open_lists,
    _formulas,
    _bounds,
    _keys,
    _periods,
    _overlaps,
    _waves,
    _emptiness,
    *BESIDE_CHECKS,
)
