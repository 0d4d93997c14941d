"""Stage 1: of all participations the few that show what every near actor has, unit by unit.

Neighbours get `witnesses(tables, asked, joins) -> Stage`. A unit is given the slots of its own
members, one far actor for each of their acts, and for each act the one or two ways on: who
stands between, and a far actor that it meets. They are real rows of the table, chosen so that the
kernel finds the same on them as on the whole; no act and no neighbourhood is given whole.

Contact, reach in two steps, and both without the platform, are all "there is somebody": true on
the whole table exactly when the chosen rows hold one, whatever actor must be left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from samspel.atlas.far import Facts, Few, Relation, fits, relation_of
from samspel.atlas.joins import Joins
from samspel.atlas.units import Frames, standing
from samspel.gaps.structural import asks_authority
from samspel.terms import GapDefinition, RunSettings, window

__all__ = ["LARGEST", "Stage", "witnesses"]

# The largest act of the line of act sizes (method section 3).
LARGEST = 50


@dataclass(frozen=True, slots=True)
class Stage:
    """What stage 1 gives.

    Attributes
    ----------
    facts : Facts
    rows : frame of unit, interplay_id, actor_id, reporter
        The participations that each unit is given.
    slots : frame of unit, interplay_id, actor_id, reporter
        Those of them that are its own members'.
    sizes : frame of interplay_id, size
        Distinct participants of every act in the window.
    """

    facts: Facts
    rows: pl.LazyFrame
    slots: pl.LazyFrame
    sizes: pl.LazyFrame


@dataclass(frozen=True, slots=True)
class _Seen:
    """The window's rows, kept."""

    joins: Joins
    facts: Facts
    taking: pl.LazyFrame  # interplay_id, actor_id, reporter, size
    slots: pl.LazyFrame
    beside: pl.LazyFrame  # unit, interplay_id, actor_id: who takes part in the units' acts
    spoke: pl.LazyFrame  # unit, gap, actor_id
    reports: pl.LazyFrame  # interplay_id, actor_id of who made it
    count: int  # actors that may have to be left out of a few
    max_size: int


def witnesses(tables: Frames, asked: RunSettings, joins: Joins) -> Stage:
    """The participations that each unit is given.

    Parameters
    ----------
    tables : mapping of name to lazy frame
        With the units as ecosystems.
    asked : RunSettings
        Its `ecosystem` is not read.
    joins : Joins
    """
    seen = _seen(tables, asked, joins)
    found = [seen.slots.select("unit", "interplay_id", "actor_id")]
    found.append(_outsiders(seen))
    for definition in asked.definitions.gaps:
        found.extend(_of_gap(definition, seen))
    rows = (
        pl.concat(found)
        .unique()
        .join(
            seen.taking.select("interplay_id", "actor_id", "reporter"),
            on=["interplay_id", "actor_id"],
        )
    )
    sizes = seen.taking.select("interplay_id", "size").unique()
    return Stage(seen.facts, joins.keep("rows", rows), seen.slots, sizes)


def _seen(tables: Frames, asked: RunSettings, joins: Joins) -> _Seen:
    days = window(asked.on, asked.window_months)
    first, last = days.first or date.min, days.last or date.max
    facts = _facts(tables, asked, (first, last), joins)
    ended = pl.coalesce("ended_on", "started_on")
    started_in_time = (pl.col("started_on") <= last).fill_null(value=True)
    acts = tables["interplay"].filter(started_in_time, (ended >= first).fill_null(value=True))
    reporter = (pl.col("role") == "reporter").fill_null(value=False).any().alias("reporter")
    taking = (
        tables["participations"]
        .join(acts.select("interplay_id").unique(), on="interplay_id", how="semi")
        .group_by("interplay_id", "actor_id")
        .agg(reporter)
    )
    sizes = taking.group_by("interplay_id").agg(size=pl.len().cast(pl.Int64))
    taking = joins.keep("taking", taking.join(sizes, on="interplay_id"))
    slots = taking.join(facts.members.select("unit", "actor_id"), on="actor_id")
    slots = joins.keep("slots", slots.select("unit", "interplay_id", "actor_id", "reporter"))
    carrying = taking.filter(pl.col("size").is_between(2, max(LARGEST, asked.max_size)))
    theirs = slots.select("unit", "interplay_id").unique()
    beside = theirs.join(carrying.select("interplay_id", "actor_id", "size"), on="interplay_id")
    reports = acts.filter(pl.col("source").fill_null("").str.starts_with("wave:"))
    return _Seen(
        joins=joins,
        facts=facts,
        taking=taking,
        slots=slots,
        beside=joins.keep("beside", beside),
        spoke=_spoke(tables, (first, last)),
        reports=taking.filter("reporter").join(
            reports.select("interplay_id").unique(), on="interplay_id", how="semi"
        ),
        count=3 + _most_marked(facts),
        max_size=asked.max_size,
    )


def _facts(tables: Frames, asked: RunSettings, days: tuple[date, date], joins: Joins) -> Facts:
    since = (pl.col("member_from") <= days[1]).fill_null(value=True)
    until = (pl.col("member_until") >= days[0]).fill_null(value=True)
    members = (
        tables["memberships"]
        .filter(since, until)
        .group_by(pl.col("ecosystem_id").alias("unit"), "actor_id")
        .agg(
            platform=pl.col("is_platform").fill_null(value=False).any(),
            financier=pl.col("is_financier").fill_null(value=False).any(),
        )
    )
    units = tables["ecosystems"].select(pl.col("ecosystem_id").alias("unit"), "country").unique()
    return Facts(
        actors=joins.keep("actors", standing(tables, asked.on)),
        members=joins.keep("members", members),
        units=joins.keep("units", units),
    )


def _most_marked(facts: Facts) -> int:
    """The most platforms and financiers that one unit has: so many may have to be left out."""
    marked = facts.members.filter(pl.col("platform") | pl.col("financier"))
    most = marked.group_by("unit").agg(pl.len()).select(pl.col("len").max()).collect().item()
    return int(most or 0)


def _spoke(tables: Frames, days: tuple[date, date]) -> pl.LazyFrame:
    """Who gave an own answer about some of the window: unit, gap, actor_id."""
    waves = tables["waves"].filter(
        (pl.col("asks_from") <= days[1]).fill_null(value=True),
        (pl.col("asks_until") >= days[0]).fill_null(value=True),
    )
    answers = tables["answers"].filter(
        pl.col("item").str.starts_with("contact:"),
        pl.col("value").is_in(["yes", "no"]),
        pl.col("about").fill_null("") == "",
    )
    return (
        answers.join(waves.select("wave_id", "ecosystem_id"), on="wave_id")
        .select(
            unit="ecosystem_id",
            gap=pl.col("item").str.strip_prefix("contact:"),
            actor_id="respondent_id",
        )
        .unique()
    )


def _outsiders(seen: _Seen) -> pl.LazyFrame:
    """One participant an act that is no member, for "nobody but the platform"."""
    members = seen.facts.members.select("unit", "actor_id")
    others = seen.beside.join(members, on=["unit", "actor_id"], how="anti")
    with_platform = seen.facts.members.filter("platform").select("unit").unique()
    others = others.join(with_platform, on="unit", how="semi")
    return _columns(seen.joins.lowest(others, ("unit", "interplay_id"), "actor_id", 1))


def _columns(rows: pl.LazyFrame) -> pl.LazyFrame:
    return rows.select("unit", "interplay_id", "actor_id")


def _of_gap(definition: GapDefinition, seen: _Seen) -> Iterator[pl.LazyFrame]:
    relation = relation_of(definition, seen.facts, seen.joins)
    marks: list[tuple[str, ...]] = [("platform",)]
    if asks_authority(definition) and _some(seen.facts.members.filter("financier")):
        marks.append(("platform", "financier"))
    far_of_act = _few_of_acts(relation, seen)
    for left_out in marks:
        out = _marked(seen.facts, left_out)
        yield _direct(relation, seen, out)
        for gone in _gone(definition, seen):
            yield from _ways(relation, seen, (far_of_act, out, gone))


def _marked(facts: Facts, marks: tuple[str, ...]) -> pl.LazyFrame:
    some = pl.any_horizontal([pl.col(mark) for mark in marks])
    return facts.members.filter(some).select("unit", "actor_id")


def _direct(relation: Relation, seen: _Seen, out: pl.LazyFrame) -> pl.LazyFrame:
    """One far actor for each act, that is no member: members' own slots are there already."""
    far = relation.within(_columns(seen.beside))
    members = seen.facts.members.select("unit", "actor_id")
    far = far.join(members, on=["unit", "actor_id"], how="anti")
    far = far.join(out, on=["unit", "actor_id"], how="anti")
    found = seen.joins.lowest(far, ("unit", "interplay_id"), "actor_id", 1)
    return seen.joins.keep("direct", _columns(found))


def _contact(seen: _Seen) -> pl.LazyFrame:
    return seen.taking.filter(pl.col("size").is_between(2, seen.max_size))


def _few_of_acts(relation: Relation, seen: _Seen) -> Few:
    pool = _contact(seen).select(key="interplay_id", actor_id="actor_id", via="interplay_id")
    return relation.few(seen.joins, pool, seen.count)


def _gone(definition: GapDefinition, seen: _Seen) -> Iterator[pl.LazyFrame | None]:
    """Acts that a unit is measured without: none, the platform's, withheld reports, both.

    Whether reports are withheld is for the kernel to say; there are rows for either case.
    """
    yield None
    platform = seen.facts.members.filter("platform").select("unit", "actor_id")
    theirs = seen.taking.join(platform, on="actor_id").select("unit", "interplay_id")
    theirs = seen.joins.keep("platform-acts", theirs.unique())
    said = _near(definition, seen).join(
        seen.spoke.filter(pl.col("gap") == definition.key), on=["unit", "actor_id"], how="semi"
    )
    reports = seen.reports.join(said, on="actor_id").select("unit", "interplay_id").unique()
    reports = seen.joins.keep("reports", reports)
    has_platform, has_reports = (_some(rows) for rows in (theirs, reports))
    if has_platform:
        yield theirs
    if has_reports:
        yield reports
    if has_platform and has_reports:
        yield pl.concat([theirs, reports]).unique()


def _some(rows: pl.LazyFrame) -> bool:
    return not rows.head(1).collect().is_empty()


def _near(definition: GapDefinition, seen: _Seen) -> pl.LazyFrame:
    """Who can be near, member by member; country aside, so some rows too many."""
    members = seen.facts.members.filter(~pl.col("platform")).join(seen.facts.actors, on="actor_id")
    some = pl.any_horizontal([fits(side) for side in definition.near])
    return members.filter(some).select("unit", "actor_id")


def _ways(
    relation: Relation, seen: _Seen, of: tuple[Few, pl.LazyFrame, pl.LazyFrame | None]
) -> Iterator[pl.LazyFrame]:
    """For each act of a unit the ways on: (act, between), (its act, between), (its act, far)."""
    far_of_act, out, gone = of
    asking = seen.beside.filter(pl.col("size") <= seen.max_size)
    if gone is not None:
        # The rest of the units stay as the first round left them.
        asking = asking.join(gone.select("unit").unique(), on="unit", how="semi")
        asking = asking.join(gone, on=["unit", "interplay_id"], how="anti")
    pairs = asking.select("unit", "actor_id").unique()
    known = _known(relation, seen, (far_of_act, gone, pairs))
    known = known.join(out.rename({"actor_id": "far_id"}), on=["unit", "far_id"], how="anti")
    # Two far actors are enough to leave out the one who asks. Rows numbered in the order of the
    # far actor: the lowest and the highest number on an act are its ends.
    known = seen.joins.lowest(known, ("unit", "actor_id"), "far_id", 2)
    known = known.sort("far_id", "actor_id", "unit").with_row_index("way")
    known = seen.joins.keep("known", known)
    ways = known.select("unit", "actor_id", "way")
    through = _columns(asking).join(ways, on=["unit", "actor_id"])
    through = seen.joins.keep("through", through)
    platform = seen.facts.members.filter("platform").select("unit", "actor_id")
    apart = through.join(platform, on=["unit", "actor_id"], how="anti")
    chosen = pl.concat([_ends(through), _ends(apart)]).unique()
    chosen = seen.joins.keep("ways", chosen.join(known, on=["unit", "way"]))
    yield _columns(chosen)
    yield chosen.select("unit", interplay_id="via", actor_id="actor_id")
    yield chosen.select("unit", interplay_id="via", actor_id="far_id")


def _ends(rows: pl.LazyFrame) -> pl.LazyFrame:
    found = rows.group_by("unit", "interplay_id").agg(
        low=pl.col("way").min(), high=pl.col("way").max()
    )
    both = found.unpivot(on=["low", "high"], index=["unit", "interplay_id"], value_name="way")
    return both.select("unit", "interplay_id", "way")


def _known(
    relation: Relation, seen: _Seen, of: tuple[Few, pl.LazyFrame | None, pl.LazyFrame]
) -> pl.LazyFrame:
    """Far actors that each actor beside a unit's members meets: unit, actor_id, far_id, via."""
    far_of_act, gone, pairs = of
    contact = _contact(seen).select("interplay_id", "actor_id")
    if gone is None:
        pool = contact.select(who="actor_id", key="interplay_id").join(far_of_act.actors, on="key")
        pool = pool.filter(pl.col("who") != pl.col("actor_id"))
        few = relation.few(
            seen.joins,
            seen.joins.keep("met", pool.select("actor_id", key="who", via="key")),
            seen.count,
        )
        asked = pairs.select("unit", key="actor_id")
        return few.of(asked).select("unit", "far_id", "via", actor_id="key")
    acts = pairs.join(contact, on="actor_id").join(gone, on=["unit", "interplay_id"], how="anti")
    asked = seen.joins.keep("rest", acts.select("unit", "actor_id", key="interplay_id"))
    found = far_of_act.of(asked).filter(pl.col("actor_id") != pl.col("far_id"))
    found = found.group_by("unit", "actor_id", "far_id").agg(pl.col("via").min())
    return found.select("unit", "far_id", "via", "actor_id")
