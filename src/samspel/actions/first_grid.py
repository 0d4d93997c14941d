"""The grid: members down, far sides across, what is told in each cell, kept as it is told.

A told answer is an `answers` row (method section 1) whose wave says which months it is about, so
that it grows old as acts do. A cell may be told anew; the earlier word then leaves.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.utils import timezone

from samspel.actions.enter_rows import Entering, enter_rows, find_rows
from samspel.actions.joined_tables import FACES
from samspel.gaps import SHIPPED, load_definitions
from samspel.records.accounts.api import check_may, workspace_of
from samspel.records.register.api import get_ecosystem
from samspel.records.rows import contract
from samspel.terms import GapDefinition, Refusal, Side, Viewer, window
from samspel.terms.ordering import swedish_order

__all__ = [
    "MONTHS",
    "TOLD",
    "Grid",
    "GridRow",
    "GridSide",
    "get_grid",
    "list_tellers",
    "tell_contacts",
]

MONTHS = 24  # the window of a measurement, which the question is about
TOLD = ("yes", "no", "unknown")
_ITEM = "contact:"
_REGION = "region"  # who tells where no platform does
_MOST_CELLS = 5_000


@dataclass(frozen=True, slots=True)
class GridSide:
    """One far side: how many stand there and some of their names."""

    gap: str
    far: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GridRow:
    """One member, and by gap what is told: `yes`, `no`, `unknown`, "" where nothing is; a gap
    that it does not stand on the near side of is not there."""

    actor_id: str
    name: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole grid. `empty` are gaps with nobody on the far side: not asked about."""

    ecosystem: str
    name: str
    sides: tuple[GridSide, ...]
    rows: tuple[GridRow, ...]
    empty: tuple[str, ...]
    since: date
    until: date

    @property
    def cells(self) -> int:
        """How many cells there are to tell."""
        return sum(len(row.cells) for row in self.rows)

    @property
    def told(self) -> int:
        """How many of them are told, a *do not know* included."""
        return sum(bool(value) for row in self.rows for value in row.cells.values())


def get_grid(*, ecosystem: str, by: Viewer) -> Grid:
    """The members of today and the far sides that have somebody.

    Refusals: `may_not.edit_register`, `not_this_ecosystem`, `not_found`.
    """
    check_may(by, "edit_register", ecosystem=ecosystem)
    today = timezone.localdate()
    there = get_ecosystem(ecosystem, on=today, by=by)
    register = FACES["actors"].frames(by=by)
    actors = register["actors"]
    here, elsewhere, neither = _standing(register["memberships"], ecosystem, today)
    members = actors.filter(pl.col("actor_id").is_in(here)).sort(_order(), "actor_id")
    gaps = load_definitions(SHIPPED[0]).gaps
    told = _told(ecosystem, by)
    sides, empty, near = [], [], {}
    for gap in gaps:
        far = _far(gap, actors, (here, elsewhere, neither), there.country)
        if not far.height:
            empty.append(gap.key)
            continue
        names = tuple(far.sort(_order())["name"].head(4)) if gap.key not in _OWN else ()
        sides.append(GridSide(gap.key, far.height, names))
        near[gap.key] = set(_any_of(members, gap.near, there.country)["actor_id"]) - neither
    rows = tuple(
        GridRow(
            key,
            name,
            {side.gap: told.get((key, side.gap), "") for side in sides if key in near[side.gap]},
        )
        for key, name in members.select("actor_id", "name").iter_rows()
        if any(key in some for some in near.values())
    )
    since = window(today, MONTHS).first or today
    return Grid(ecosystem, there.name, tuple(sides), rows, tuple(empty), since, today)


_OWN = frozenset({"firms"})  # the far side is the members themselves


def _standing(
    memberships: pl.DataFrame, ecosystem: str, today: date
) -> tuple[set[str], set[str], set[str]]:
    """Who is a member here today, who only elsewhere, and the platform, which is on no side."""
    runs = memberships.filter(
        pl.col("member_from").fill_null(today) <= today,
        pl.col("member_until").fill_null(today) >= today,
    )
    mine = pl.col("ecosystem_id") == ecosystem
    here = set(runs.filter(mine)["actor_id"])
    elsewhere = set(runs.filter(~mine)["actor_id"]) - here
    return here, elsewhere, set(runs.filter(mine & pl.col("is_platform"))["actor_id"])


def _far(
    gap: GapDefinition,
    actors: pl.DataFrame,
    standing: tuple[set[str], set[str], set[str]],
    country: str,
) -> pl.DataFrame:
    here, elsewhere, neither = standing
    found = []
    for side in gap.far:
        some = actors.filter(~pl.col("actor_id").is_in(neither))
        if side.member == "here":
            some = some.filter(pl.col("actor_id").is_in(here))
        elif side.member == "elsewhere":
            some = some.filter(pl.col("actor_id").is_in(elsewhere))
        elif side.member == "no":
            some = some.filter(~pl.col("actor_id").is_in(here | elsewhere))
        found.append(_fits(some, side, country))
    return pl.concat(found).unique("actor_id")


def _any_of(members: pl.DataFrame, sides: tuple[Side, ...], country: str) -> pl.DataFrame:
    return pl.concat([_fits(members, side, country) for side in sides]).unique("actor_id")


def _fits(actors: pl.DataFrame, side: Side, country: str) -> pl.DataFrame:
    """Those of the sector, of one of the roles and of the country that the side asks for."""
    if side.sector is not None:
        actors = actors.filter(pl.col("sector") == side.sector.value)
    if side.roles_any:
        has = (
            pl.col("roles")
            .fill_null("")
            .str.split("|")
            .list.set_intersection(pl.lit(sorted(side.roles_any)))
        )
        actors = actors.filter(has.list.len() > 0)
    if side.country != "any":
        same = pl.col("country") == country
        known = actors.filter(pl.col("country").is_not_null()) if country else actors.clear()
        return known.filter(same if side.country == "same" else ~same)
    return actors


# ------------------------------------------------------------------------------------- telling


def _rows_told(ecosystem: str, by: Viewer) -> pl.DataFrame:
    waves = find_rows(table="waves", column="ecosystem_id", values=[ecosystem], by=by)
    ids = [f"told:{wave}" for wave in waves["wave_id"]]
    rows = find_rows(table="answers", column="wave_id", values=ids, by=by)
    return rows.filter(pl.col("item").str.starts_with(_ITEM), pl.col("about").is_not_null())


def _told(ecosystem: str, by: Viewer) -> dict[tuple[str, str], str]:
    """What is told, by actor and gap, the newest word of each."""
    rows = _rows_told(ecosystem, by).sort("_row") if _has_waves(ecosystem, by) else None
    if rows is None:
        return {}
    return {
        (about, item.removeprefix(_ITEM)): value or "unknown"
        for about, item, value in rows.select("about", "item", "value").iter_rows()
    }


def list_tellers(*, ecosystem: str, by: Viewer) -> frozenset[str]:
    """By whose word the cells stand that the viewer sees: `platform`, `region`, both or none."""
    check_may(by, "edit_register", ecosystem=ecosystem)
    if not _has_waves(ecosystem, by):
        return frozenset()
    rows = _rows_told(ecosystem, by).filter(pl.col("value").is_not_null())
    who = set(rows["respondent_id"])
    return frozenset("region" if one == _REGION else "platform" for one in who)


def _has_waves(ecosystem: str, by: Viewer) -> bool:
    found = find_rows(table="waves", column="ecosystem_id", values=[ecosystem], by=by)
    return bool(found.height)


def tell_contacts(*, ecosystem: str, told: Mapping[tuple[str, str], str], by: Viewer) -> int:
    """Keep what is told of members' contacts: `yes`, `no`, `unknown`, or "" to take a word back.

    One entry for all that changes; how many cells did. Refusals: `may_not.edit_register`,
    `not_this_ecosystem`, `not_told_so` for a cell that is none of the grid's, `row_was_changed`.
    """
    grid = get_grid(ecosystem=ecosystem, by=by)
    known = {(row.actor_id, gap): value for row in grid.rows for gap, value in row.cells.items()}
    if len(told) > _MOST_CELLS or any(
        cell not in known or value not in {*TOLD, ""} for cell, value in told.items()
    ):
        raise Refusal("not_told_so")
    new = {cell: value for cell, value in told.items() if value != known[cell]}
    if new:
        enter_rows(entering=_entering(grid, new, by), by=by)
    return len(new)


def _entering(grid: Grid, new: Mapping[tuple[str, str], str], by: Viewer) -> Entering:
    place = workspace_of(grid.ecosystem, by=by)
    wave = f"grid-{grid.ecosystem}-{grid.until}"[:190]
    adds = {"answers": _answers(new, wave, _teller(grid.ecosystem, place, by))}
    waves = find_rows(table="waves", column="wave_id", values=[wave], by=by)
    if not waves.height:
        row = (wave, grid.ecosystem, None, grid.since, grid.until)
        adds["waves"] = pl.DataFrame([row], schema=contract("waves").schema, orient="row")
    earlier = _rows_told(grid.ecosystem, by) if _has_waves(grid.ecosystem, by) else None
    ends = {} if earlier is None else {"answers": _of(earlier, new)}
    return Entering("grid", adds, ends, place, {"told": len(new), "ecosystem": grid.name})


def _of(rows: pl.DataFrame, cells: Mapping[tuple[str, str], str]) -> list[int]:
    """The rows that are of these cells."""
    return [
        row
        for row, about, item in rows.select("_row", "about", "item").iter_rows()
        if (about, item.removeprefix(_ITEM)) in cells
    ]


def _answers(new: Mapping[tuple[str, str], str], wave: str, teller: str) -> pl.DataFrame:
    """A row a cell; *do not know* is a row without a value, which says nothing of contact."""
    values = {"yes": "yes", "no": "no", "unknown": None}
    rows = [
        (f"told:{wave}", teller, f"{_ITEM}{gap}", actor, values[value])
        for (actor, gap), value in new.items()
        if value
    ]
    return pl.DataFrame(rows, schema=contract("answers").schema, orient="row")


def _teller(ecosystem: str, place: str, by: Viewer) -> str:
    """Who tells: the platform by its own key, or the region; never a person."""
    if not place:
        return _REGION
    rows = find_rows(table="memberships", column="ecosystem_id", values=[ecosystem], by=by)
    platforms = rows.filter(pl.col("is_platform"))["actor_id"].sort()
    return str(platforms[0]) if len(platforms) else "platform"


def _order() -> pl.Expr:
    """Names where a reader looks for them."""
    return pl.col("name").map_elements(swedish_order, return_dtype=pl.String)
