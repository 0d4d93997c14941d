"""What the tables beside the thirteen must hold to: numbers, industries, successions, relations.

Neighbours get `BESIDE_CHECKS`, each called as those of `check` are.
"""

from collections.abc import Iterator

import polars as pl

from samspel.tables.contracts import Contract
from samspel.tables.faults import Fault, Where, faults, positions_of
from samspel.tables.frames import Tables
from samspel.tables.numbers import number_fault
from samspel.terms import Problem, Severity
from samspel.terms.act_facts import FACTS

__all__ = ["BESIDE_CHECKS"]

_SNI = r"^[0-9]{2}(\.?[0-9]{1,3})?$"


def _identifiers(tables: Tables, contract: Contract, where: Where) -> Iterator[Problem]:
    if contract.name != "identifiers":
        return
    frame = tables["identifiers"]
    pairs = zip(frame["scheme"].to_list(), frame["value"].to_list(), strict=True)
    said = pl.Series([number_fault(scheme or "", value or "") for scheme, value in pairs])
    for what in ("check_digit", "form"):
        at = (said == what).arg_true() if len(said) else pl.Series(dtype=pl.UInt32)
        shown = {"value": frame["value"].gather(at), "scheme": frame["scheme"].gather(at)}
        yield from faults(
            Fault(f"identifier_{what}", "value", of=shown, severity=Severity.WARNING), where, at
        )
    empty = pl.col("value").is_null() & (pl.col("scheme") != "none")
    at = positions_of(frame, empty)
    shown = {"scheme": frame["scheme"].gather(at)}
    fault = Fault("identifier_missing", "value", of=shown, severity=Severity.WARNING)
    yield from faults(fault, where, at)


def _industries(tables: Tables, contract: Contract, where: Where) -> Iterator[Problem]:
    if contract.name not in ("industries", "core_industries"):
        return
    frame = tables[contract.name]
    at = positions_of(frame, ~pl.col("code").str.contains(_SNI))
    shown = {"value": frame["code"].gather(at)}
    fault = Fault("industry_form", "code", of=shown, severity=Severity.WARNING)
    yield from faults(fault, where, at)


def _same_actor(tables: Tables, contract: Contract, where: Where) -> Iterator[Problem]:
    if contract.name not in ("successions", "relations"):
        return
    frame = tables[contract.name]
    at = positions_of(frame, pl.col("from_actor") == pl.col("to_actor"))
    shown = {"value": frame["to_actor"].gather(at)}
    yield from faults(Fault("same_actor_twice", "to_actor", of=shown), where, at)


def _successions(tables: Tables, contract: Contract, where: Where) -> Iterator[Problem]:
    if contract.name != "successions":
        return
    frame = tables["successions"]
    whole = pl.col("kind").is_in(["renamed", "merged"])
    twice = whole & (whole.sum().over("from_actor") > 1)
    at = positions_of(frame, twice & (pl.col("from_actor").is_duplicated()))
    shown = {"value": frame["from_actor"].gather(at)}
    yield from faults(Fault("succession_twice", "from_actor", of=shown), where, at)
    round_ = _circular(frame)
    at = positions_of(frame, pl.col("from_actor").is_in(sorted(round_)))
    shown = {"value": frame["from_actor"].gather(at)}
    yield from faults(Fault("succession_circle", "from_actor", of=shown), where, at)


def _circular(frame: pl.DataFrame) -> set[str]:
    """The actors that succeed themselves, however far round."""
    pairs = frame.select("from_actor", "to_actor").drop_nulls()
    pairs = pairs.filter(pl.col("from_actor") != pl.col("to_actor"))
    then: dict[str, set[str]] = {}
    for old, new in pairs.iter_rows():
        then.setdefault(old, set()).add(new)
    return {old for old in then if old in _after(old, then)}


def _after(actor: str, then: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    ahead = set(then.get(actor, ()))
    while ahead:
        found |= ahead
        ahead = {new for old in ahead for new in then.get(old, ())} - found
    return found


def _facts(tables: Tables, contract: Contract, where: Where) -> Iterator[Problem]:
    if contract.name not in ("act_facts", "kind_defaults"):
        return
    frame = tables[contract.name]
    for fact, values in FACTS.items():
        at = positions_of(frame, (pl.col("fact") == fact) & ~pl.col("value").is_in(list(values)))
        shown = {"value": frame["value"].gather(at)}
        known = {"known": ", ".join(values)}
        yield from faults(Fault("unknown_value", "value", known, of=shown), where, at)


BESIDE_CHECKS = (_identifiers, _industries, _same_actor, _successions, _facts)
