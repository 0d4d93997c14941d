"""Where actors are on a day: their place class and their coordinates.

Neighbours get `locate(indexed, day) -> Located` and `nearest`, kilometres to the nearest of some.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from samspel.gaps.coded import Mask, Texts
from samspel.gaps.index import Indexed
from samspel.terms.places import BANDS

__all__ = ["Located", "bands_of", "haversine", "locate", "nearest"]

_EARTH_KM = 6371.0088  # the mean radius (IUGG)
_PAIRS_AT_ONCE = 1_000_000

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Located:
    """By actor: municipality, `dense`, `sparse` or empty, and degrees; NaN where unknown."""

    municipality: Texts
    place_class: Texts
    latitude: Floats
    longitude: Floats

    @property
    def known(self) -> Mask:
        """Has coordinates."""
        return ~np.isnan(self.latitude)


def locate(indexed: Indexed, day: date) -> Located:
    """Place class and coordinates of every actor on that day.

    The municipality is the actor's own unless a spell of `actor_spells` that holds on the day
    names another. Coordinates are the actor's own; where it has none, or has moved to another
    municipality than the one they were given with, those of the municipality.
    """
    tables = indexed.tables
    moved = _moved(tables.known("actor_spells"), day)
    actors = tables.known("actors").unique().sort("actor_id")
    rows = actors.join(moved, on="actor_id", how="left", maintain_order="left")
    elsewhere = (pl.col("moved_to") != pl.col("municipality").fill_null("")).fill_null(value=False)
    own = pl.col("latitude").is_not_null() & pl.col("longitude").is_not_null() & ~elsewhere
    places = tables.known("places").unique("municipality", keep="any")
    placed = rows.with_columns(own=own, municipality=pl.coalesce("moved_to", "municipality")).join(
        places, on="municipality", how="left", suffix="_place", maintain_order="left"
    )
    both = pl.col("latitude_place").is_not_null() & pl.col("longitude_place").is_not_null()

    def degrees(name: str) -> Floats:
        town = pl.when(both).then(pl.col(f"{name}_place"))
        found = placed.select(pl.when("own").then(pl.col(name)).otherwise(town))
        return found.to_series().cast(pl.Float64).fill_null(np.nan).to_numpy()

    towns, classes = (
        placed[name].fill_null("").to_numpy() for name in ("municipality", "place_class")
    )
    return Located(towns, classes, degrees("latitude"), degrees("longitude"))


def _moved(spells: pl.DataFrame, day: date) -> pl.DataFrame:
    """Actor and the municipality that the last of its spells on the day names."""
    began = pl.col("valid_from").is_null() | (pl.col("valid_from") <= day)
    runs = pl.col("valid_until").is_null() | (pl.col("valid_until") >= day)
    order = ["actor_id", "valid_from", "valid_until"]
    return (
        spells.filter(began & runs)
        .sort(order, nulls_last=[False, False, True])
        .group_by("actor_id", maintain_order=True)
        .agg(moved_to=pl.col("municipality").last())
    )


def haversine(one: tuple[Any, Any], other: tuple[Any, Any]) -> Any:
    """Kilometres along the sphere between two places in degrees (latitude, longitude).

    >>> round(float(haversine((65.58, 22.15), (63.83, 20.26))))  # Luleå to Umeå
    214
    """
    (lat1, lon1), (lat2, lon2) = (tuple(np.radians(x) for x in place) for place in (one, other))
    half = np.sin((lat2 - lat1) / 2) ** 2
    half = half + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0)))


def nearest(located: Located, who: NDArray[np.int64], far: Mask) -> Floats:
    """Kilometres from each of `who` to the nearest far actor other than itself.

    NaN where the actor, or every other far actor, lacks coordinates. (who,) float
    """
    found = np.full(who.size, np.nan)
    targets = np.flatnonzero(far & located.known)
    asking = np.flatnonzero(located.known[who])
    if not targets.size or not asking.size:
        return found
    there = (located.latitude[targets][None, :], located.longitude[targets][None, :])
    step = max(1, _PAIRS_AT_ONCE // targets.size)
    for start in range(0, asking.size, step):
        rows = asking[start : start + step]
        codes = who[rows]
        here = (located.latitude[codes][:, None], located.longitude[codes][:, None])
        apart = np.where(codes[:, None] == targets[None, :], np.inf, haversine(here, there))
        found[rows] = apart.min(axis=1)
    found[np.isinf(found)] = np.nan
    return found


def bands_of(located: Located, who: NDArray[np.int64], far: Mask) -> NDArray[np.int64]:
    """Per actor the place in `BANDS` of its distance to the nearest far actor; the last for whoever
    has none, and for actors that are not among `who`."""
    far_off, band = nearest(located, who, far), np.full(far.size, len(BANDS) - 1)
    band[who] = np.where(
        np.isnan(far_off), 3, np.where(far_off < 30, 0, np.where(far_off <= 100, 1, 2))
    )
    return band
