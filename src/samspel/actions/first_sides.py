"""Who stands on the far sides: the shipped list of the county, ticked in or out by a person."""

from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

from samspel.actions.enter_rows import Entering, enter_rows
from samspel.actions.first_matches import register_actors
from samspel.actions.listed_names import alias_rows
from samspel.records.accounts.api import check_may, workspace_of
from samspel.records.register.api import get_region
from samspel.sources import COUNTIES, Starter, county_of, starters_of
from samspel.sources.mapped import fold
from samspel.terms import Viewer

__all__ = ["COUNTY_NAMES", "Side", "SideLine", "county_of_region", "enter_sides", "list_sides"]

COUNTY_NAMES = COUNTIES


@dataclass(frozen=True, slots=True)
class SideLine:
    """One organisation of the list; `actor` is its id where the register has it already."""

    key: str
    name: str
    sector: str
    roles: tuple[str, ...]
    country: str
    source: str
    read_on: str
    actor: str


@dataclass(frozen=True, slots=True)
class Side:
    """The organisations that stand on the far side of one gap."""

    gap: str
    lines: tuple[SideLine, ...]


def county_of_region(*, by: Viewer) -> str:
    """The county that the region's name names, by its code; "" when it names none."""
    return county_of(get_region(by=by).name)


def list_sides(*, county: str, by: Viewer) -> tuple[Side, ...]:
    """The far sides of the county, each organisation under the first gap that it is far in."""
    check_may(by, "edit_register")
    there = _there(by)
    found: dict[str, list[SideLine]] = {}
    for one in starters_of(county):
        found.setdefault(_gap_of(one), []).append(_line(one, there))
    order = ("research", "education", "capital", "authority", "ecosystems", "global", "support")
    return tuple(Side(gap, tuple(found[gap])) for gap in order if gap in found)


def enter_sides(*, ecosystem: str, county: str, keys: Collection[str], by: Viewer) -> int:
    """Enter those ticked who are not there yet, in one entry; how many they were."""
    check_may(by, "edit_register", ecosystem=ecosystem)
    there = _there(by)
    new = [one for one in starters_of(county) if one.key in keys and not _actor(one, there)]
    if new:
        rows = pl.DataFrame(
            [
                {
                    "actor_id": one.key,
                    "name": one.name,
                    "sector": one.sector,
                    "roles": "|".join(one.roles),
                    "org_number": one.org_number or None,
                    "country": one.country,
                    "known_from": one.source,
                    "known_on": str(one.read_on),
                }
                for one in new
            ],
            infer_schema_length=None,
        )
        place, told = workspace_of(ecosystem, by=by), {"actors": len(new)}
        aliases = alias_rows(called=((one.key, one.name, one) for one in new))
        adds = {"actors": rows, "aliases": aliases}
        entering = Entering("starter", adds, workspace=place, values=told)
        enter_rows(entering=entering, by=by)
    return len(new)


def _gap_of(one: Starter) -> str:
    if one.country != "SE" or "market" in one.roles:
        return "global"
    order = {"research": "research", "education": "education", "capital": "capital"}
    order |= {"authority": "authority", "platform": "ecosystems"}
    return next((gap for role, gap in order.items() if role in one.roles), "support")


@dataclass(frozen=True, slots=True)
class _There:
    ids: frozenset[str]
    names: dict[str, str]
    numbers: dict[str, str]


def _there(by: Viewer) -> _There:
    rows = list(register_actors(by=by).iter_rows())
    return _There(
        frozenset(key for key, _, _ in rows),
        {fold(name): key for key, name, _ in rows},
        {number: key for key, _, number in rows if number},
    )


def _actor(one: Starter, there: _There) -> str:
    if one.org_number in there.numbers:
        return there.numbers[one.org_number]
    known = (there.names.get(fold(name)) for name in (one.name, *one.also))
    return next(filter(None, known), "") or (one.key if one.key in there.ids else "")


def _line(one: Starter, there: _There) -> SideLine:
    return SideLine(
        one.key,
        one.name,
        one.sector,
        one.roles,
        one.country,
        one.source,
        str(one.read_on),
        _actor(one, there),
    )
