"""Where actors are: which municipality a text means, and which are dense and which sparse (R138).

Neighbours get `own_towns` with `town_key` for what somebody wrote, `list_towns`, and
`classify_places`. Whether a place is dense is the region's to say: no list that we know of does.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from samspel.actions.enter_rows import Entering, enter_rows, find_rows
from samspel.records.accounts.api import check_may
from samspel.records.register import api as register
from samspel.records.register.api import EntryRow
from samspel.records.rows import contract
from samspel.sources.mapped import fold
from samspel.terms import Refusal, Viewer
from samspel.terms.municipalities import municipalities, municipality_code, municipality_name
from samspel.terms.ordering import swedish_order

__all__ = ["PLACE_CLASSES", "Town", "classify_places", "list_towns", "own_towns", "town_key"]

PLACE_CLASSES = ("dense", "sparse")


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality that an actor is in or that has a row of its own, `actors` of them now.
    `place_class` is `dense`, `sparse` or nothing."""

    key: str
    name: str
    place_class: str
    actors: int


def own_towns(*, by: Viewer) -> Mapping[str, str]:
    """The keys of the region's own places, by key and by name, folded."""
    rows = register.list_places(by=by)
    named = {fold(row.name): row.municipality for row in rows}
    return {**named, **{fold(row.municipality): row.municipality for row in rows}}


def town_key(*, text: str, own: Mapping[str, str]) -> str:
    """The key of the municipality or the region's own place that somebody wrote; "" for none."""
    return own.get(fold(text), "") or municipality_code(text)


def list_towns(*, by: Viewer) -> tuple[Town, ...]:
    """The places that matter: by name. Refusal `may_not.read`."""
    check_may(by, "read")
    rows = {row.municipality: row for row in register.list_places(by=by)}
    counts = register.count_by_municipality(by=by)
    towns = (
        Town(
            key,
            rows[key].name if key in rows else municipality_name(key),
            rows[key].place_class if key in rows else "",
            counts.get(key, 0),
        )
        for key in {*rows, *counts}
    )
    return tuple(sorted(towns, key=lambda town: (swedish_order(town.name), town.key)))


def classify_places(*, classes: Mapping[str, str], by: Viewer) -> EntryRow | None:
    """Say of places, by key, that they are dense, sparse or neither (""); None when nothing
    changes.

    Refusals: `may_not.set_places`, `held_to_ecosystems`, those of `enter_rows`, and `not_found`
    for a key that is no municipality, no place of the region's and no actor's.
    """
    check_may(by, "set_places")
    towns = {town.key: town for town in list_towns(by=by)}
    changed = {key: kind for key, kind in classes.items() if _class_now(key, towns) != kind}
    if not changed:
        return None
    there = find_rows(table="places", column="municipality", values=sorted(changed), by=by)
    old = {row["municipality"]: row for row in there.iter_rows(named=True)}
    rows = [_row(old.get(key), key, kind) for key, kind in changed.items()]
    adds = {"places": pl.DataFrame(rows, schema_overrides=contract("places").schema)}
    ends = {"places": there["_row"].to_list()}
    told: dict[str, str | int] = {"what": "classify_places", "places": len(changed)}
    return enter_rows(entering=Entering("page", adds, ends, values=told), by=by)


def _class_now(key: str, towns: Mapping[str, Town]) -> str:
    if key not in towns and key not in municipalities():
        raise Refusal("not_found")
    return towns[key].place_class if key in towns else ""


def _row(old: Mapping[str, object] | None, key: str, kind: str) -> dict[str, object]:
    """The place's row with its class, whatever else stands in it kept."""
    kept = dict(old) if old else {"municipality": key, "name": municipality_name(key)}
    kept.pop("_row", None)
    return {**kept, "place_class": kind or None}
