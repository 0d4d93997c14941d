"""The tables as integer codes, made once and read by every lens, gap and date.

Neighbours get `index(tables) -> Indexed`. Codes follow the sorted ids, so neither the order of
rows nor a copied row changes any figure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from samspel.gaps.coded import (
    FOREVER,
    Claims,
    Days,
    Ints,
    Log,
    Mask,
    Members,
    Spans,
    Standing,
    Texts,
    Waves,
)
from samspel.network import TwoMode, build
from samspel.tables import Tables
from samspel.terms import BadData, Place, Problem

__all__ = ["Indexed", "index"]


@dataclass(frozen=True, slots=True, eq=False)
class Indexed:
    """One snapshot, coded. A code is the place of an id among the sorted ids.

    Attributes
    ----------
    tables : Tables
        What it was made from.
    ecosystems : tuple of dict
        The rows of `ecosystems`.
    actor_ids, act_ids : (actors,), (acts,) str
    standing : Standing
        What `actors` says.
    dated, dated_spans : Standing, Spans
        What `actor_spells` says, by actor and then by the day it began.
    role_sets : tuple of frozenset
    graph : TwoMode
        Every participation, once.
    reporter : (participations,) bool
        The participation has the role `reporter`.
    first, last : (acts,) int
        Days of each act.
    report : (acts,) bool
        The act's source is a wave.
    members, waves, log
        `memberships`, `waves` and `coverage`.
    own, told : mapping of gap key to Claims
    limits : tuple of (ecosystem, gap, reason)
    acts : (acts,) frame
        The rows of `interplay`, by code.
    """

    tables: Tables
    ecosystems: tuple[Mapping[str, str | None], ...]
    actor_ids: Texts
    act_ids: Texts
    standing: Standing
    dated: Standing
    dated_spans: Spans
    role_sets: tuple[frozenset[str], ...]
    graph: TwoMode
    reporter: Mask
    first: Days
    last: Days
    report: Mask
    members: Members
    waves: Waves
    log: Log
    own: Mapping[str, Claims]
    told: Mapping[str, Claims]
    limits: tuple[tuple[str, str, str], ...]
    acts: pl.DataFrame

    def ecosystem(self, key: str) -> int:
        """The code of an ecosystem; -1 when there is none of that id."""
        ids = [row["ecosystem_id"] for row in self.ecosystems]
        return ids.index(key) if key in ids else -1


def index(tables: Tables) -> Indexed:
    """Tables as integer codes.

    Parameters
    ----------
    tables : Tables
        Checked tables. Rows may stand in any order and be given twice.

    Raises
    ------
    BadData
        If a row names an actor, an act or an ecosystem that is not there
        (`unknown_reference`), or two different rows have one id (`duplicate_id`):
        `tables.check` says where.
    """
    ecosystems = _keyed(tables, "ecosystems", "ecosystem_id")
    actors = _keyed(tables, "actors", "actor_id")
    acts = _keyed(tables, "interplay", "interplay_id")
    waves = _keyed(tables, "waves", "wave_id")
    graph, reporter = _graph(tables, actors, acts)
    spells = _dated(tables, "actor_spells", actors, ("valid_from", "valid_until"))
    roles, role_sets = _roles(actors, spells)
    own, told = _claims(tables.known("answers"), actors, waves)
    return Indexed(
        tables=tables,
        ecosystems=tuple(ecosystems.to_dicts()),
        actor_ids=actors["actor_id"].to_numpy(),
        act_ids=acts["interplay_id"].to_numpy(),
        standing=_standing(actors, roles[: actors.height]),
        dated=_standing(spells, roles[actors.height :]),
        dated_spans=_spans(spells),
        role_sets=role_sets,
        graph=graph,
        reporter=reporter,
        first=_days(acts["started_on"], -FOREVER),
        # An act with no end ended the day it started.
        last=_days(acts["ended_on"].fill_null(acts["started_on"]), FOREVER),
        report=acts["source"].fill_null("").str.starts_with("wave:").to_numpy(),
        members=_members(tables, actors, ecosystems),
        waves=Waves(
            ecosystem=_codes(waves["ecosystem_id"], ecosystems["ecosystem_id"], "waves"),
            first=_days(waves["asks_from"], -FOREVER),
            last=_days(waves["asks_until"], FOREVER),
        ),
        log=_log(tables, actors, ecosystems),
        own=own,
        told=told,
        limits=tuple(tables.known("limits").select("ecosystem_id", "gap", "reason").rows()),
        acts=acts,
    )


def _keyed(tables: Tables, table: str, key: str) -> pl.DataFrame:
    rows = tables.known(table).unique().sort(key)
    twice = rows[key].is_duplicated()
    if twice.any():
        values = {"table": table, "value": str(rows.filter(twice)[key][0])}
        raise BadData((Problem("duplicate_id", values, Place(column=key)),))
    return rows


def _codes(values: pl.Series, ids: pl.Series, table: str) -> Ints:
    """The row number in `ids` of each value; in `coverage`, `*` is -1."""
    known = pl.DataFrame({values.name: ids, "_code": pl.arange(ids.len(), eager=True)})
    found = values.to_frame().join(known, on=values.name, how="left", maintain_order="left")
    codes = found["_code"]
    if table == "coverage":
        named = (values != "*").fill_null(value=True)
        codes = codes.zip_with(named, pl.Series([-1]))
    if codes.null_count():
        lost = values.filter(codes.is_null()).cast(pl.String).fill_null("").min()
        reference = {"table": table, "value": str(lost)}
        raise BadData((Problem("unknown_reference", reference, Place(column=values.name)),))
    return codes.cast(pl.Int64).to_numpy()


def _days(dates: pl.Series, open_end: int) -> Days:
    # Polars counts from 1970-01-01, Python's ordinals from the year 1.
    epoch = date(1970, 1, 1).toordinal()
    days = dates.cast(pl.Int32).cast(pl.Int64) + epoch
    return days.fill_null(open_end).to_numpy()


def _texts(values: pl.Series) -> Texts:
    return values.fill_null("").to_numpy()


def _dated(
    tables: Tables, table: str, actors: pl.DataFrame, dates: tuple[str, str]
) -> pl.DataFrame:
    """The table's rows with `actor`, `first` and `last` as codes and days, sorted by them."""
    rows = tables.known(table).unique()
    return rows.with_columns(
        actor=pl.Series(_codes(rows["actor_id"], actors["actor_id"], table), dtype=pl.Int64),
        first=pl.Series(_days(rows[dates[0]], -FOREVER), dtype=pl.Int64),
        last=pl.Series(_days(rows[dates[1]], FOREVER), dtype=pl.Int64),
    ).sort("actor", "first", "last", pl.all().exclude("actor", "first", "last"))


def _spans(rows: pl.DataFrame) -> Spans:
    return Spans(rows["actor"].to_numpy(), rows["first"].to_numpy(), rows["last"].to_numpy())


def _roles(*frames: pl.DataFrame) -> tuple[Ints, tuple[frozenset[str], ...]]:
    """Per row of the frames, one after the other, its set of roles; few texts differ."""
    texts = pl.concat([frame["roles"] for frame in frames])
    different = texts.drop_nulls().unique().sort()
    places = pl.DataFrame({"roles": different, "_place": pl.arange(different.len(), eager=True)})
    found = texts.to_frame().join(places, on="roles", how="left", maintain_order="left")
    sets = tuple(frozenset(role.strip() for role in text.split("|")) for text in different)
    return found["_place"].fill_null(-1).cast(pl.Int64).to_numpy(), sets


def _standing(rows: pl.DataFrame, roles: Ints) -> Standing:
    return Standing(_texts(rows["sector"]), roles, _texts(rows["country"]))


def _members(tables: Tables, actors: pl.DataFrame, ecosystems: pl.DataFrame) -> Members:
    rows = _dated(tables, "memberships", actors, ("member_from", "member_until"))
    return Members(
        ecosystem=_codes(rows["ecosystem_id"], ecosystems["ecosystem_id"], "memberships"),
        spans=_spans(rows),
        platform=rows["is_platform"].fill_null(value=False).to_numpy(),
        financier=rows["is_financier"].fill_null(value=False).to_numpy(),
    )


def _log(tables: Tables, actors: pl.DataFrame, ecosystems: pl.DataFrame) -> Log:
    rows = _dated(tables, "coverage", actors, ("from", "until"))
    codes = _codes(rows["ecosystem_id"], ecosystems["ecosystem_id"], "coverage")
    return Log(codes, _texts(rows["gap"]), _texts(rows["by"]), _spans(rows))


def _graph(tables: Tables, actors: pl.DataFrame, acts: pl.DataFrame) -> tuple[TwoMode, Mask]:
    rows = tables.known("participations")
    act = _codes(rows["interplay_id"], acts["interplay_id"], "participations")
    actor = _codes(rows["actor_id"], actors["actor_id"], "participations")
    graph = build(act, actor, acts.height, actors.height)
    reports = (rows["role"] == "reporter").fill_null(value=False).to_numpy()
    keys = graph.act.astype(np.int64) * actors.height + graph.actor
    reporter = np.zeros(keys.size, dtype=np.bool_)
    reporter[np.searchsorted(keys, act[reports] * actors.height + actor[reports])] = True
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
