"""Stage 1: of all participations the few that show what every near actor has, unit by unit.

Neighbours get `witnesses(tables, asked, joins) -> Stage`. A unit is given the slots of its own
members, one far actor for each of their acts, and for each act the one or two ways on: who
stands between, and a far actor that it meets. They are real rows of the table, chosen so that the
kernel finds the same on them as on the whole; no act and no neighbourhood is given whole.

Contact, reach in two steps, and both without the platform, are all "there is somebody": true on
the whole table exactly when the chosen rows hold one, whatever actor must be left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import narwhals as nw

from samspel.atlas.far import Facts, Few, Relation, fits, relation_of
from samspel.atlas.joins import Joins, Rows
from samspel.atlas.units import Frames, standing
from samspel.gaps.structural import asks_authority
from samspel.terms import GapDefinition, RunSettings, window

__all__ = ["LARGEST", "Stage", "witnesses"]

# The largest act of the line of act sizes (method section 3).
LARGEST = 50

_SLOT = ["unit", "interplay_id", "actor_id"]
_ACT = ["unit", "interplay_id"]
_WHO = ["unit", "actor_id"]


@dataclass(frozen=True, slots=True)
class Stage:
    """What stage 1 gives.

    Attributes
    ----------
    facts : Facts
    rows : rows of unit, interplay_id, actor_id, reporter
        The participations that each unit is given.
    slots : rows of unit, interplay_id, actor_id, reporter
        Those of them that are its own members'.
    sizes : rows of interplay_id, size
        Distinct participants of every act in the window.
    beyond : rows of unit, interplay_id, gap, size
        Far participants of the unit's acts that are none of its members.
    """

    facts: Facts
    rows: Rows
    slots: Rows
    sizes: Rows
    beyond: Rows


@dataclass(frozen=True, slots=True)
class _Seen:
    """The window's rows, kept."""

    joins: Joins
    facts: Facts
    taking: Rows  # interplay_id, actor_id, reporter, size
    slots: Rows
    beside: Rows  # unit, interplay_id, actor_id, size: who takes part in the units' acts
    spoke: Rows  # unit, gap, actor_id
    reports: Rows  # interplay_id, actor_id of who made it
    platform: Rows | None  # unit, actor_id; None where no unit has one
    gone: Rows | None  # unit, interplay_id of the platforms' acts
    financed: bool  # some unit has a financier
    count: int  # actors that may have to be left out of a few
    max_size: int

    @property
    def contact(self) -> Rows:
        """Participations in the acts that carry contact."""
        return self.taking.filter(nw.col("size") >= 2, nw.col("size") <= self.max_size)


def witnesses(tables: Frames, asked: RunSettings, joins: Joins) -> Stage:
    """The participations that each unit is given.

    Parameters
    ----------
    tables : mapping of name to rows
        With the units as ecosystems.
    asked : RunSettings
        Its `ecosystem` is not read.
    joins : Joins
    """
    seen = _seen(tables, asked, joins)
    found = [seen.slots.select(*_SLOT)]
    found.extend(_outsiders(seen))
    beyond = []
    for some in _some_at_once(asked.definitions.gaps, joins.together):
        relation = relation_of(some, seen.facts, joins)
        direct = _direct(relation, seen)
        beyond.append(direct.select("unit", "interplay_id", "gap", "size"))
        found.append(direct.select(*_SLOT))
        found.extend(_of_gaps(some, relation, seen))
    pairs = joins.keep("pairs", nw.concat(found).unique())
    reports = seen.taking.select("interplay_id", "actor_id", "reporter")
    rows = joins.join(pairs, reports, ["interplay_id", "actor_id"])
    sizes = seen.taking.select("interplay_id", "size").unique()
    return Stage(seen.facts, joins.keep("rows", rows), seen.slots, sizes, nw.concat(beyond))


def _some_at_once(
    gaps: Sequence[GapDefinition], count: int | None
) -> Iterator[Sequence[GapDefinition]]:
    many = count or len(gaps)
    for start in range(0, len(gaps), many):
        yield gaps[start : start + many]


def _seen(tables: Frames, asked: RunSettings, joins: Joins) -> _Seen:
    days = window(asked.on, asked.window_months)
    span = (days.first or date.min, days.last or date.max)
    facts, acts = _facts(tables, asked, span, joins), _acts(tables, span)
    taking = _taking(tables, acts, joins)
    slots = joins.join(taking, facts.members.select(*_WHO), ["actor_id"])
    slots = joins.keep("slots", slots.select(*_SLOT, "reporter"))
    largest = max(LARGEST, asked.max_size)
    carrying = taking.filter(nw.col("size") >= 2, nw.col("size") <= largest)
    theirs = slots.select(*_ACT).unique()
    beside = joins.join(
        theirs, carrying.select("interplay_id", "actor_id", "size"), ["interplay_id"]
    )
    reports = acts.filter(nw.col("source").fill_null("").str.starts_with("wave:"))
    platform = facts.members.filter("platform").select(*_WHO)
    platform_acts = slots.select(*_ACT, "actor_id")
    some = joins.some(platform)
    return _Seen(
        joins=joins,
        facts=facts,
        taking=taking,
        slots=slots,
        beside=joins.keep("beside", beside),
        spoke=_spoke(tables, span, joins),
        reports=joins.those(taking.filter("reporter"), reports, ["interplay_id"]),
        platform=platform if some else None,
        gone=_platform_acts(platform_acts, platform, joins) if some else None,
        financed=joins.some(facts.members.filter("financier")),
        count=3 + _most_marked(facts, joins),
        max_size=asked.max_size,
    )


def _platform_acts(slots: Rows, platform: Rows, joins: Joins) -> Rows | None:
    found = joins.keep("platform-acts", joins.those(slots, platform, _WHO).select(*_ACT).unique())
    return found if joins.some(found) else None


def _acts(tables: Frames, days: tuple[date, date]) -> Rows:
    ended = nw.coalesce(nw.col("ended_on"), nw.col("started_on"))
    started_in_time = (nw.col("started_on") <= days[1]).fill_null(value=True)
    return tables["interplay"].filter(started_in_time, (ended >= days[0]).fill_null(value=True))


def _taking(tables: Frames, acts: Rows, joins: Joins) -> Rows:
    """Participations in the window, each once, with the size of the act."""
    reporter = nw.col("role").fill_null("") == "reporter"
    taking = joins.those(tables["participations"], acts, ["interplay_id"])
    taking = taking.select("interplay_id", "actor_id", reporter=reporter)
    taking = taking.group_by("interplay_id", "actor_id").agg(nw.col("reporter").any())
    sizes = taking.group_by("interplay_id").agg(size=nw.len().cast(nw.Int64))
    return joins.keep("taking", joins.join(taking, sizes, ["interplay_id"]))


def _facts(tables: Frames, asked: RunSettings, days: tuple[date, date], joins: Joins) -> Facts:
    since = (nw.col("member_from") <= days[1]).fill_null(value=True)
    until = (nw.col("member_until") >= days[0]).fill_null(value=True)
    members = (
        tables["memberships"]
        .filter(since, until)
        .select(
            "actor_id",
            unit=nw.col("ecosystem_id"),
            platform=nw.col("is_platform").fill_null(value=False),
            financier=nw.col("is_financier").fill_null(value=False),
        )
        .group_by(*_WHO)
        .agg(nw.col("platform").any(), nw.col("financier").any())
    )
    units = tables["ecosystems"].select("country", unit=nw.col("ecosystem_id")).unique()
    return Facts(
        actors=joins.keep("actors", standing(tables, asked.on)),
        members=joins.keep("members", members),
        units=joins.keep("units", units),
    )


def _most_marked(facts: Facts, joins: Joins) -> int:
    """The most platforms and financiers that one unit has: so many may have to be left out."""
    marked = facts.members.filter(nw.col("platform") | nw.col("financier"))
    many = marked.group_by("unit").agg(many=nw.len()).select(nw.col("many").max())
    return int(joins.engine.found(many).item() or 0)


def _spoke(tables: Frames, days: tuple[date, date], joins: Joins) -> Rows:
    """Who gave an own answer about some of the window: unit, gap, actor_id."""
    waves = tables["waves"].filter(
        (nw.col("asks_from") <= days[1]).fill_null(value=True),
        (nw.col("asks_until") >= days[0]).fill_null(value=True),
    )
    answers = tables["answers"].filter(
        nw.col("item").str.starts_with("contact:"),
        nw.col("value").is_in(["yes", "no"]),
        nw.col("about").fill_null("") == "",
    )
    both = joins.join(answers, waves.select("wave_id", "ecosystem_id"), ["wave_id"])
    return both.select(
        unit=nw.col("ecosystem_id"),
        gap=nw.col("item").str.slice(len("contact:")),
        actor_id=nw.col("respondent_id"),
    ).unique()


def _outsiders(seen: _Seen) -> Iterator[Rows]:
    """One participant an act that is no member, for "nobody but the platform"."""
    if seen.platform is not None:
        others = seen.joins.but(seen.beside, seen.facts.members, _WHO)
        others = seen.joins.those(others, seen.platform, ["unit"])
        yield seen.joins.lowest(others, _ACT, "actor_id", 1).select(*_SLOT)


def _of_gaps(
    definitions: Sequence[GapDefinition], relation: Relation, seen: _Seen
) -> Iterator[Rows]:
    """Ways on for some gaps at once; a case is a gap with who is left out of the far side."""
    joins = seen.joins
    out = joins.keep("out", _left_out(definitions, seen))
    cases = joins.keep("cases", _cases(definitions, seen))
    pool = seen.contact.select("actor_id", key="interplay_id", via="interplay_id")
    far_of_act = relation.few(pool, seen.count)
    met = _met(relation, seen, far_of_act)
    yield from _ways(seen, met, (cases, out))
    for gone in _gone(definitions, seen):
        yield from _ways(seen, _without(seen, (far_of_act, met), gone), (cases, out))


def _marks(definition: GapDefinition, seen: _Seen) -> list[tuple[str, ...]]:
    """Whom the far side is measured without, one way after the other."""
    twice = asks_authority(definition) and seen.financed
    return [("platform",), ("platform", "financier")] if twice else [("platform",)]


def _case(definition: GapDefinition, marks: tuple[str, ...]) -> nw.Expr:
    return nw.lit("/".join((definition.key, *marks))).alias("case")


def _cases(definitions: Sequence[GapDefinition], seen: _Seen) -> Rows:
    """Each gap of each unit with its cases: unit, gap, case."""
    units = seen.facts.units.select("unit").unique()
    return nw.concat(
        [
            units.with_columns(_case(definition, marks), gap=nw.lit(definition.key))
            for definition in definitions
            for marks in _marks(definition, seen)
        ]
    )


def _left_out(definitions: Sequence[GapDefinition], seen: _Seen) -> Rows:
    """Who is left out of a far side: case, unit, actor_id."""
    found = []
    for definition in definitions:
        for marks in _marks(definition, seen):
            some = nw.any_horizontal(*(nw.col(mark) for mark in marks), ignore_nulls=True)
            members = seen.facts.members.filter(some).select(*_WHO)
            found.append(members.with_columns(_case(definition, marks)))
    return nw.concat(found)


def _direct(relation: Relation, seen: _Seen) -> Rows:
    """For each act a far actor that is no member, and how many such there are, gap by gap.

    Members' own slots are there already, and whoever is left out of a far side is a member.
    """
    joins = seen.joins
    outside = joins.but(seen.beside.select(*_SLOT), seen.facts.members, _WHO)
    far = relation.within(outside).group_by("gap", *_ACT)
    return joins.keep("direct", far.agg(nw.col("actor_id").min(), size=nw.len().cast(nw.Int64)))


def _gone(definitions: Sequence[GapDefinition], seen: _Seen) -> Iterator[Rows]:
    """Acts that a unit is also measured without: the platform's, withheld reports, both.

    Whether reports are withheld is for the kernel to say; there are rows for either case.
    Rows of gap, unit, interplay_id.
    """
    joins, found = seen.joins, []
    for definition in definitions:
        spoke = seen.spoke.filter(nw.col("gap") == definition.key)
        said = joins.those(_near(definition, seen), spoke, _WHO)
        reports = joins.join(seen.reports.select("interplay_id", "actor_id"), said, ["actor_id"])
        found.append(reports.select(*_ACT, gap=nw.lit(definition.key)))
    reports = joins.keep("reports", nw.concat(found).unique())
    platform = _of_each(definitions, seen)
    if platform is not None:
        yield platform
    if not joins.some(reports):
        return
    yield reports
    if platform is not None:
        columns = ["gap", *_ACT]
        both = nw.concat([platform.select(*columns), reports.select(*columns)]).unique()
        for rows in (platform, reports):
            both = joins.those(both, rows, ["gap", "unit"])
        yield joins.keep("gone", both)


def _of_each(definitions: Sequence[GapDefinition], seen: _Seen) -> Rows | None:
    """The platforms' acts, gap by gap."""
    if seen.gone is None:
        return None
    gaps = [seen.gone.with_columns(gap=nw.lit(definition.key)) for definition in definitions]
    return seen.joins.keep("platform-acts", nw.concat(gaps))


def _near(definition: GapDefinition, seen: _Seen) -> Rows:
    """Who can be near, member by member; country aside, so some rows too many."""
    members = seen.facts.members.filter(~nw.col("platform")).select(*_WHO)
    some = nw.any_horizontal(*(fits(side) for side in definition.near), ignore_nulls=True)
    return seen.joins.those(members, seen.facts.actors.filter(some), ["actor_id"])


@dataclass(frozen=True, slots=True)
class _Met:
    """Who asks in which acts, and the far actors that everybody beside them meets.

    Attributes
    ----------
    asking : rows of unit, interplay_id, actor_id; with gap where it differs by gap
    far : rows of gap, unit, actor_id, far_id, via
    """

    asking: Rows
    far: Rows


_FAR = ("gap", "unit", "actor_id", "far_id", "via")


def _met(relation: Relation, seen: _Seen, far_of_act: Few) -> _Met:
    joins, contact = seen.joins, seen.contact.select("interplay_id", "actor_id")
    asking = seen.beside.filter(nw.col("size") <= seen.max_size).select(*_SLOT)
    who = contact.select(who="actor_id", key="interplay_id")
    pool = joins.join(who, far_of_act.actors, ["key"])
    pool = pool.filter(nw.col("who") != nw.col("actor_id"))
    pool = joins.keep("met", pool.select("gap", "actor_id", key="who", via="key"))
    few = relation.few(pool, seen.count)
    pairs = asking.select("unit", key="actor_id").unique()
    far = few.of(pairs).rename({"key": "actor_id"}).select(*_FAR)
    return _Met(asking, joins.keep("far", far))


def _without(seen: _Seen, of: tuple[Few, _Met], gone: Rows) -> _Met:
    """As if some acts had not been, for the units that have such; the rest stay as they were."""
    (far_of_act, met), joins = of, seen.joins
    units = gone.select("gap", "unit").unique()
    asking = joins.but(joins.join(met.asking, units, ["unit"]), gone, ["gap", *_ACT])
    asking = joins.keep("asking", asking)
    via = gone.select("gap", "unit", via="interplay_id")
    # Only who met a far actor in one of these acts may now meet another one.
    known = joins.those(met.far, units, ["gap", "unit"])
    hit = joins.those(joins.those(known, asking, ["gap", *_WHO]), via, ["gap", "unit", "via"])
    hit = joins.keep("hit", hit.select("gap", *_WHO).unique())
    same = joins.but(known, hit, ["gap", *_WHO])
    contact = seen.contact.select("actor_id", "interplay_id")
    acts = joins.but(joins.join(hit, contact, ["actor_id"]), gone, ["gap", *_ACT])
    asked = joins.keep("rest", acts.select("gap", *_WHO, key="interplay_id"))
    found = far_of_act.of(asked).filter(nw.col("actor_id") != nw.col("far_id"))
    found = found.group_by("gap", *_WHO, "far_id").agg(nw.col("via").min())
    return _Met(asking, joins.keep("far", nw.concat([same.select(*_FAR), found.select(*_FAR)])))


def _ways(seen: _Seen, met: _Met, of: tuple[Rows, Rows]) -> Iterator[Rows]:
    """For each act of a unit the ways on: (act, between), (its act, between), (its act, far)."""
    (cases, out), joins = of, seen.joins
    known = joins.join(met.far, cases, ["gap", "unit"])
    known = joins.but(known, out.select("case", "unit", far_id="actor_id"), ["case", *_FAR_OUT])
    # Two far actors are enough to leave out the one who asks. A way is named so that names
    # stand in the order of the far actor: the lowest and the highest on an act are its ends.
    known = joins.lowest(known, ("case", *_WHO), "far_id", 2)
    way = nw.concat_str(nw.col("far_id"), nw.lit("\0"), nw.col("actor_id"))
    known = joins.keep("known", known.with_columns(way=way))
    ends = known.group_by("gap", "case", *_WHO).agg(
        low=nw.col("way").min(), high=nw.col("way").max()
    )
    by = [name for name in ("gap", *_WHO) if name in met.asking.collect_schema().names()]
    through = joins.keep("through", joins.join(met.asking, ends, by))
    chosen = [_ends(through)]
    if seen.platform is not None:
        chosen.append(_ends(joins.but(through, seen.platform, _WHO)))
    ways = joins.join(nw.concat(chosen).unique(), known, ["case", "unit", "way"])
    ways = joins.keep("ways", ways.select(*_SLOT, "via", "far_id"))
    yield ways.select(*_SLOT)
    yield ways.select("unit", "actor_id", interplay_id="via").select(*_SLOT)
    yield ways.select("unit", interplay_id="via", actor_id="far_id")


_FAR_OUT = ("unit", "far_id")


def _ends(through: Rows) -> Rows:
    both = through.group_by("case", *_ACT).agg(nw.col("low").min(), nw.col("high").max())
    return nw.concat([both.select("case", *_ACT, way=nw.col(end)) for end in ("low", "high")])
