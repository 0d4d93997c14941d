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
    FewTexts,
    Ids,
    Ints,
    Log,
    Mask,
    Members,
    Places,
    Spans,
    Standing,
    Texts,
    Waves,
)
from samspel.gaps.coding import places_of
from samspel.gaps.keyed import Keyed
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
    actor_ids, act_ids : Ids
        An actor's and an act's id by its code.
    standing : Standing
        What `actors` says.
    owner : (actors,) int
        The same number where the organisation number is the same; -1 where there is none.
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
    uncounted : mapping of gap key to Claims
        Whose answers and reports are held back from that gap, and in which wave that is said.
    limits : tuple of (ecosystem, gap, reason)
    acts : (acts,) Keyed
        The rows of `interplay`.
    """

    tables: Tables
    ecosystems: tuple[Mapping[str, str | None], ...]
    actor_ids: Ids
    act_ids: Ids
    standing: Standing
    owner: Ints
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
    uncounted: Mapping[str, Claims]
    limits: tuple[tuple[str, str, str], ...]
    acts: Keyed

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
    ecosystems = Keyed.by(tables, "ecosystems", "ecosystem_id")
    actors = Keyed.by(tables, "actors", "actor_id")
    acts = Keyed.by(tables, "interplay", "interplay_id")
    waves = Keyed.by(tables, "waves", "wave_id")
    graph, reporter = _graph(tables, actors, acts)
    spells = _dated(tables, "actor_spells", actors, ("valid_from", "valid_until"))
    # Where spells overlap the last in this order holds.
    spells = spells.unique().sort("actor", "first", "last", "sector", "roles", "country")
    roles, role_sets = _roles(actors, spells)
    standing, dated = _standing(actors, spells, roles)
    own, told, uncounted = _claims(tables.known("answers"), actors, waves)
    return Indexed(
        tables=tables,
        ecosystems=tuple(ecosystems.to_dicts()),
        actor_ids=Ids(actors.ids),
        act_ids=Ids(acts.ids),
        standing=standing,
        owner=_owners(actors["org_number"]),
        dated=dated,
        dated_spans=_spans(spells),
        role_sets=role_sets,
        graph=graph,
        reporter=reporter,
        first=_days(acts["started_on"], -FOREVER),
        # An act with no end ended the day it started.
        last=_days(acts["ended_on"].fill_null(acts["started_on"]), FOREVER),
        report=acts["source"].str.starts_with("wave:").fill_null(value=False).to_numpy(),
        members=_members(tables, actors, ecosystems),
        waves=Waves(
            ecosystem=_ecosystems(waves, ecosystems, "waves"),
            first=_days(waves["asks_from"], -FOREVER),
            last=_days(waves["asks_until"], FOREVER),
        ),
        log=_log(tables, actors, ecosystems, waves),
        own=own,
        told=told,
        uncounted=uncounted,
        limits=tuple(tables.known("limits").select("ecosystem_id", "gap", "reason").rows()),
        acts=acts,
    )


def _codes(values: pl.Series, ids: pl.Series, table: str) -> Places:
    """The row number in `ids` of each value; in `coverage`, `*` is -1."""
    codes = places_of(values, ids)
    lost = values.filter(codes < 0)
    if table == "coverage":
        lost = lost.filter((lost != "*").fill_null(value=True))
    if lost.len():
        reference = {"table": table, "value": str(lost.cast(pl.String).fill_null("").min())}
        raise BadData((Problem("unknown_reference", reference, Place(column=values.name)),))
    return codes


def _ecosystems(rows: pl.DataFrame | Keyed, ecosystems: Keyed, table: str) -> Ints:
    codes = _codes(rows["ecosystem_id"], ecosystems.ids, table)
    return codes.astype(np.int64)


def _days(dates: pl.Series, open_end: int) -> Days:
    # Polars counts from 1970-01-01, Python's ordinals from the year 1.
    epoch = date(1970, 1, 1).toordinal()
    return (dates.cast(pl.Int32).cast(pl.Int64) + epoch).fill_null(open_end).to_numpy()


def _texts(values: pl.Series) -> Texts:
    return values.fill_null("").to_numpy()


def _dated(tables: Tables, table: str, actors: Keyed, dates: tuple[str, str]) -> pl.DataFrame:
    """The table's rows with `actor`, `first` and `last` as codes and days, as they stand."""
    rows = tables.known(table)
    return rows.with_columns(
        actor=pl.Series(_codes(rows["actor_id"], actors.ids, table), dtype=pl.Int64),
        first=pl.Series(_days(rows[dates[0]], -FOREVER), dtype=pl.Int64),
        last=pl.Series(_days(rows[dates[1]], FOREVER), dtype=pl.Int64),
    )


def _spans(rows: pl.DataFrame) -> Spans:
    return Spans(rows["actor"].to_numpy(), rows["first"].to_numpy(), rows["last"].to_numpy())


def _roles(*frames: pl.DataFrame | Keyed) -> tuple[Ints, tuple[frozenset[str], ...]]:
    """Per row of the frames, one after the other, its set of roles; few texts differ."""
    texts = FewTexts.of(pl.concat([frame["roles"] for frame in frames]))
    sets = tuple(frozenset(role.strip() for role in text.split("|")) for text in texts.kinds)
    return np.where(texts == "", -1, texts.codes), sets


def _owners(numbers: pl.Series) -> Ints:
    if numbers.null_count() == numbers.len():
        return np.full(numbers.len(), -1)
    texts = FewTexts.of(numbers)
    return np.where(texts == "", -1, texts.codes)


def _standing(actors: Keyed, spells: pl.DataFrame, roles: Ints) -> tuple[Standing, Standing]:
    """What `actors` says, and what `actor_spells` does; the two share their codes."""
    sector, country = (
        FewTexts.of(pl.concat([actors[name], spells[name]])) for name in ("sector", "country")
    )
    rows = slice(None, actors.height), slice(actors.height, None)
    base, dated = (Standing(sector[some], roles[some], country[some]) for some in rows)
    return base, dated


def _members(tables: Tables, actors: Keyed, ecosystems: Keyed) -> Members:
    rows = _dated(tables, "memberships", actors, ("member_from", "member_until"))
    return Members(
        ecosystem=_ecosystems(rows, ecosystems, "memberships"),
        spans=_spans(rows),
        platform=rows["is_platform"].fill_null(value=False).to_numpy(),
        financier=rows["is_financier"].fill_null(value=False).to_numpy(),
    )


def _log(tables: Tables, actors: Keyed, ecosystems: Keyed, waves: Keyed) -> Log:
    """The declared logs. What a respondent says in a wave, that all its contacts are told, is no
    log but a part of its answer: it observes what the answer does, and is withheld with it."""
    rows = _dated(tables, "coverage", actors, ("from", "until"))
    said = [f"wave:{wave}" for wave in waves.ids.drop_nulls()]
    rows = rows.filter(~pl.col("by").fill_null("").is_in(said))
    codes = _ecosystems(rows, ecosystems, "coverage")
    return Log(codes, _texts(rows["gap"]), _texts(rows["by"]), _spans(rows))


def _graph(tables: Tables, actors: Keyed, acts: Keyed) -> tuple[TwoMode, Mask]:
    rows = tables.known("participations")
    act = _codes(rows["interplay_id"], acts.ids, "participations")
    actor = _codes(rows["actor_id"], actors.ids, "participations")
    graph = build(act, actor, acts.height, actors.height)
    reports = np.flatnonzero((rows["role"] == "reporter").fill_null(value=False).to_numpy())
    reporter = np.zeros(graph.act.size, dtype=np.bool_)
    if reports.size:
        keys = graph.act.astype(np.int64) * actors.height + graph.actor
        wanted = act[reports].astype(np.int64) * actors.height + actor[reports]
        reporter[np.searchsorted(keys, wanted)] = True
    return graph, reporter


def _claims(
    answers: pl.DataFrame, actors: Keyed, waves: Keyed
) -> tuple[dict[str, Claims], dict[str, Claims], dict[str, Claims]]:
    """Own and told answers to the items `contact:<gap>`, by gap; blanks say nothing. And who is not
    to be counted, `uncounted:<gap>`."""
    if answers.is_empty():  # nobody has been asked
        return {}, {}, {}
    rows = (
        answers.filter(
            pl.col("item").str.contains("^(contact|uncounted):"),
            pl.col("value").is_in(["yes", "no"]),
        )
        .unique()
        .with_columns(
            is_held=pl.col("item").str.starts_with("uncounted:"),
            gap=pl.col("item").str.replace("^[a-z]+:", ""),
            is_told=pl.col("wave_id").str.starts_with("told:"),
            wave_id=pl.col("wave_id").str.strip_prefix("told:"),
            about=pl.col("about").fill_null(""),
        )
        .join(waves.ids.to_frame().with_row_index("wave"), on="wave_id", how="left")
    )
    held = pl.col("is_held")
    mine = rows.filter(~pl.col("is_told"), pl.col("about") == "", pl.col("wave").is_not_null())
    told = rows.filter(~held, pl.col("is_told"), pl.col("about") != "")
    return (
        _by_gap(mine.filter(~held), "respondent_id", actors),
        _by_gap(told, "about", actors),
        _by_gap(mine.filter(held), "respondent_id", actors),
    )


def _by_gap(rows: pl.DataFrame, whom: str, actors: Keyed) -> dict[str, Claims]:
    """Claims about actors we have; a respondent may be somebody else, such as an officer."""
    ids = actors.ids.alias(whom).to_frame().with_row_index("actor")
    known = rows.join(ids, on=whom, how="inner")
    return {
        str(gap): Claims(
            actor=group["actor"].cast(pl.Int64).to_numpy(),
            yes=(group["value"] == "yes").to_numpy(),
            wave=group["wave"].cast(pl.Int64).fill_null(-1).to_numpy(),
        )
        for (gap,), group in known.group_by("gap", maintain_order=True)
    }
