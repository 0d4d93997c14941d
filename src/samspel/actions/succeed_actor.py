"""One actor goes on as another: renamed, merged or split, with a look at what follows (R17).

Neighbours get `Successor`, `preview_succession` and `succeed_actor`. No act is written anew: the
succession is followed when a day is measured (docs/decisions).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from samspel.actions.edit_actor import entry_place
from samspel.actions.enter_rows import Entering, check_rows, enter_rows, find_rows
from samspel.records.accounts.api import check_may
from samspel.records.register import api as register
from samspel.records.register.api import EntryRow
from samspel.tables import SUCCESSION_KINDS
from samspel.terms import Refusal, Viewer

__all__ = ["Follows", "Successor", "preview_succession", "succeed_actor"]

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Successor:
    """That one actor goes on as others from a day; several only when it is `split`."""

    actor: str
    others: tuple[str, ...]
    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class Follows:
    """What a succession does, as counts. `ends` are running memberships that end the day before;
    `begins` those that the successors get; `acts` what follows when a day is measured."""

    acts: int
    ends: int
    begins: int
    answers: int
    claims: int


def preview_succession(*, asked: Successor, by: Viewer) -> Follows:
    """What it would do; nothing is written. Refusals and BadData as `succeed_actor`."""
    place = entry_place(actor_id=asked.actor, by=by)
    check_may(by, "edit_register", ecosystem=place)
    adds, ends = _rows(asked, by)
    check_rows(adds=adds, ends=ends, by=by)
    begun = adds.get("memberships")
    ended = len(ends.get("memberships", ()))
    return Follows(
        acts=_of(asked.actor, "participations", "actor_id", by)["interplay_id"].n_unique(),
        ends=ended,
        begins=(begun.height if begun is not None else 0) - ended,
        answers=_of(asked.actor, "answers", "respondent_id", by).height,
        claims=_of(asked.actor, "coverage", "actor_id", by).height,
    )


def succeed_actor(*, asked: Successor, by: Viewer) -> EntryRow:
    """Enter it. What was renamed or merged is no member any more from that day; the others are.

    Refusals: `may_not.edit_register`, `not_found`, `no_successor`, `one_successor` when several
    are named for what is no split, `succeeds_itself`; BadData when it has gone on already.
    """
    place = entry_place(actor_id=asked.actor, by=by)
    check_may(by, "edit_register", ecosystem=place)
    adds, ends = _rows(asked, by)
    told = {
        "what": f"succession_{asked.kind}",
        "actor": asked.actor,
        "others": ", ".join(asked.others),
        "on": str(asked.on),
    }
    entering = Entering("succession", adds, ends, workspace=place, values=told)
    return enter_rows(entering=entering, by=by)


def _of(actor: str, table: str, column: str, by: Viewer) -> pl.DataFrame:
    return find_rows(table=table, column=column, values=[actor], by=by)


def _rows(asked: Successor, by: Viewer) -> tuple[dict[str, pl.DataFrame], dict[str, Sequence[int]]]:
    if asked.kind not in SUCCESSION_KINDS or not asked.others:
        raise Refusal("no_successor")
    if asked.kind != "split" and len(asked.others) > 1:
        raise Refusal("one_successor")
    for actor in (asked.actor, *asked.others):
        register.get_actor(actor, by=by)
    _check_no_circle(asked, by)
    rows = [
        {"from_actor": asked.actor, "to_actor": other, "kind": asked.kind, "on": asked.on}
        for other in asked.others
    ]
    adds = {"successions": pl.DataFrame(rows)}
    if asked.kind == "split":
        return adds, {}
    spells, ended = _memberships(asked, by)
    return adds | ({"memberships": spells} if spells.height else {}), {"memberships": ended}


def _check_no_circle(asked: Successor, by: Viewer) -> None:
    ahead, seen = set(asked.others), set[str]()
    while ahead - seen:
        seen |= ahead
        later = find_rows(table="successions", column="from_actor", values=sorted(ahead), by=by)
        ahead = set(later["to_actor"])
    if asked.actor in seen:
        raise Refusal("succeeds_itself")


def _memberships(asked: Successor, by: Viewer) -> tuple[pl.DataFrame, list[int]]:
    """Running spells end the day before; the successor begins where it is no member already."""
    other = asked.others[0]
    mine = find_rows(table="memberships", column="actor_id", values=[asked.actor], by=by)
    theirs = find_rows(table="memberships", column="actor_id", values=[other], by=by)
    begun = pl.col("member_from").is_null() | (pl.col("member_from") < asked.on)
    runs = pl.col("member_until").is_null() | (pl.col("member_until") >= asked.on)
    running = mine.filter(begun & runs)
    there = set(theirs.filter(runs)["ecosystem_id"])
    old = running.with_columns(pl.lit(asked.on - _DAY).alias("member_until"))
    new = running.filter(~pl.col("ecosystem_id").is_in(sorted(there))).with_columns(
        pl.lit(other).alias("actor_id"), pl.lit(asked.on).alias("member_from")
    )
    spells = pl.concat([old, new]).drop("_row")
    return spells, running["_row"].to_list()
