"""The tables as integer codes, made once and read by every lens, gap and date.

Neighbours get `index(tables) -> Indexed`. Codes follow the sorted ids, so neither the order of
rows nor a copied row changes any figure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from samspel.network import TwoMode, build
from samspel.tables import Tables
from samspel.terms import BadData, Place, Problem

__all__ = ["FOREVER", "Claims", "Indexed", "Spans", "days_of", "index"]

Days = NDArray[np.int64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

# An open end: further off than any date, and still far from overflowing when shifted.
FOREVER = 10_000_000


def days_of(day: date) -> int:
    """The day as a whole number; consecutive days differ by 1."""
    return day.toordinal()


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """Rows that belong to an actor over days, both ends included, as parallel arrays.

    `actor` -1 is every actor (`*`); `first` and `last` are ±`FOREVER` where the end is open.
    """

    actor: Ints
    first: Days
    last: Days

    def __getitem__(self, rows: Mask) -> "Spans":
        return Spans(self.actor[rows], self.first[rows], self.last[rows])


@dataclass(frozen=True, slots=True, eq=False)
class Claims:
    """What answers say of contact for one gap: of which actor, yes or no, from which wave.

    `wave` is a row of `Indexed.waves`; -1 is a told answer that names no wave of ours.
    """

    actor: Ints
    yes: Mask
    wave: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Indexed:
    """One snapshot, coded. Frames are sorted by id; a row's number is its code.

    Attributes
    ----------
    tables : Tables
        What it was made from.
    actors, acts : DataFrame
        `actors` and `interplay`, one row an id.
    graph : TwoMode
        Every participation, once.
    reporter : (participations,) bool
        The participation has the role `reporter`.
    first, last : (acts,) int
        Days of each act.
    report : (acts,) bool
        The act's source is a wave.
    memberships : DataFrame
        With `actor`, `first` and `last` as codes and days.
    spells : DataFrame
        `actor_spells` with `actor`, `first` and `last`.
    waves : DataFrame
        With `first` and `last`: the days asked about.
    own, told : mapping of gap key to Claims
    coverage : DataFrame
        With `actor` (-1 is `*`), `first` and `last`.
    """

    tables: Tables
    actors: pl.DataFrame
    acts: pl.DataFrame
    graph: TwoMode
    reporter: Mask
    first: Days
    last: Days
    report: Mask
    memberships: pl.DataFrame
    spells: pl.DataFrame
    waves: pl.DataFrame
    own: Mapping[str, Claims]
    told: Mapping[str, Claims]
    coverage: pl.DataFrame

    @property
    def actor_ids(self) -> NDArray[np.object_]:
        """The ids in the order of their codes."""
        return self.actors["actor_id"].to_numpy()

    @property
    def act_ids(self) -> NDArray[np.object_]:
        """The acts' ids in the order of their codes."""
        return self.acts["interplay_id"].to_numpy()


def index(tables: Tables) -> Indexed:
    """Tables as integer codes.

    Parameters
    ----------
    tables : Tables
        Checked tables. Rows may stand in any order and be given twice.

    Raises
    ------
    BadData
        If a row names an actor or an act that is not there (`unknown_reference`), or two
        different rows have one id (`duplicate_id`): `tables.check` says where.
    """
    actors = _keyed(tables.known("actors"), "actors", "actor_id")
    acts = _keyed(tables.known("interplay"), "interplay", "interplay_id")
    graph, reporter = _graph(tables.known("participations"), actors, acts)
    first = _days(acts["started_on"], -FOREVER)
    # An act with no end ended the day it started.
    last = _days(acts["ended_on"].fill_null(acts["started_on"]), FOREVER)
    waves = _dated(_keyed(tables.known("waves"), "waves", "wave_id"), "asks_from", "asks_until")
    own, told = _claims(tables.known("answers"), actors, waves)
    return Indexed(
        tables=tables,
        actors=actors,
        acts=acts,
        graph=graph,
        reporter=reporter,
        first=first,
        last=last,
        report=acts["source"].fill_null("").str.starts_with("wave:").to_numpy(),
        memberships=_coded(tables, "memberships", actors, ("member_from", "member_until")),
        spells=_coded(tables, "actor_spells", actors, ("valid_from", "valid_until")),
        waves=waves,
        own=own,
        told=told,
        coverage=_coded(tables, "coverage", actors, ("from", "until")),
    )


def _keyed(frame: pl.DataFrame, table: str, key: str) -> pl.DataFrame:
    rows = frame.unique().sort(key)
    twice = rows[key].is_duplicated()
    if twice.any():
        values = {"table": table, "value": str(rows.filter(twice)[key][0])}
        raise BadData((Problem("duplicate_id", values, Place(column=key)),))
    return rows


def _codes(values: pl.Series, ids: pl.Series, table: str) -> pl.Series:
    """The row number in `ids` of each value; `*` is -1."""
    known = pl.DataFrame({values.name: ids, "_code": pl.arange(ids.len(), eager=True)})
    found = values.to_frame().join(known, on=values.name, how="left", maintain_order="left")
    codes = pl.select(
        pl.when(found[values.name] == "*").then(pl.lit(-1)).otherwise(found["_code"])
    ).to_series()
    if codes.null_count():
        lost = values.filter(codes.is_null()).cast(pl.String).fill_null("").min()
        reference = {"table": table, "value": str(lost)}
        raise BadData((Problem("unknown_reference", reference, Place(column=values.name)),))
    return codes.cast(pl.Int64)


def _days(dates: pl.Series, open_end: int) -> Days:
    # Polars counts from 1970-01-01, Python's ordinals from the year 1.
    epoch = date(1970, 1, 1).toordinal()
    days = dates.cast(pl.Int32).cast(pl.Int64) + epoch
    return days.fill_null(open_end).to_numpy()


def _dated(frame: pl.DataFrame, start: str, end: str) -> pl.DataFrame:
    return frame.with_columns(
        pl.Series("first", _days(frame[start], -FOREVER), dtype=pl.Int64),
        pl.Series("last", _days(frame[end], FOREVER), dtype=pl.Int64),
    )


def _coded(tables: Tables, name: str, actors: pl.DataFrame, dates: tuple[str, str]) -> pl.DataFrame:
    frame = _dated(tables.known(name).unique(), *dates)
    codes = _codes(frame["actor_id"], actors["actor_id"], name)
    return frame.with_columns(codes.alias("actor")).sort(pl.all())


def _graph(
    participations: pl.DataFrame, actors: pl.DataFrame, acts: pl.DataFrame
) -> tuple[TwoMode, Mask]:
    act = _codes(participations["interplay_id"], acts["interplay_id"], "participations")
    actor = _codes(participations["actor_id"], actors["actor_id"], "participations")
    graph = build(act.to_numpy(), actor.to_numpy(), acts.height, actors.height)
    reports = (participations["role"] == "reporter").fill_null(value=False)
    keys = graph.act.astype(np.int64) * actors.height + graph.actor
    reported = act.filter(reports).to_numpy() * actors.height + actor.filter(reports).to_numpy()
    reporter = np.zeros(keys.size, dtype=np.bool_)
    reporter[np.searchsorted(keys, reported)] = True
    return graph, reporter


def _claims(
    answers: pl.DataFrame, actors: pl.DataFrame, waves: pl.DataFrame
) -> tuple[dict[str, Claims], dict[str, Claims]]:
    """Own and told answers to the items `contact:<gap>`, by gap; blanks say nothing."""
    rows = (
        answers.filter(
            pl.col("item").str.starts_with("contact:"), pl.col("value").is_in(["yes", "no"])
        )
        .unique()
        .with_columns(
            gap=pl.col("item").str.strip_prefix("contact:"),
            is_told=pl.col("wave_id").str.starts_with("told:"),
            wave_id=pl.col("wave_id").str.strip_prefix("told:"),
            about=pl.col("about").fill_null(""),
        )
        .join(waves.select("wave_id").with_row_index("wave"), on="wave_id", how="left")
    )
    own = rows.filter(~pl.col("is_told"), pl.col("about") == "", pl.col("wave").is_not_null())
    told = rows.filter(pl.col("is_told"), pl.col("about") != "")
    return _by_gap(own, "respondent_id", actors), _by_gap(told, "about", actors)


def _by_gap(rows: pl.DataFrame, whom: str, actors: pl.DataFrame) -> dict[str, Claims]:
    """Claims about actors we have; a respondent may be somebody else, such as an officer."""
    ids = actors.select(pl.col("actor_id").alias(whom)).with_row_index("actor")
    known = rows.join(ids, on=whom, how="inner")
    return {
        str(gap): Claims(
            actor=group["actor"].cast(pl.Int64).to_numpy(),
            yes=(group["value"] == "yes").to_numpy(),
            wave=group["wave"].cast(pl.Int64).fill_null(-1).to_numpy(),
        )
        for (gap,), group in known.group_by("gap", maintain_order=True)
    }
