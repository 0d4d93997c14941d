"""Stage 1: of all participations the few that show what every near actor has, unit by unit.

Neighbours get `witnesses(tables, asked, joins) -> Stage`. A unit is given the slots of its own
members, one far actor for each of their acts, and for each act the one or two ways on: who
stands between, and a far actor that it meets. They are real rows of the table, chosen so that the
kernel finds the same on them as on the whole; no act and no neighbourhood is given whole.

Contact, reach in two steps, and both without the platform and by recorded acts alone, are all
"there is somebody": true on the whole table exactly when the chosen rows hold one, whatever actor
must be left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import narwhals as nw

from samspel.atlas.far import Facts, Few, Relation, relation_of
from samspel.atlas.joins import Joins, Rows
from samspel.atlas.ladder import often
from samspel.atlas.seen import ACT, SLOT, WHO, Seen, look, near_of
from samspel.atlas.units import Frames
from samspel.gaps.structural import asks_authority
from samspel.terms import GapDefinition, RunSettings

__all__ = ["Stage", "witnesses"]


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
    seen = look(tables, asked, joins)
    by_record = seen.by_record()
    found = [seen.slots.select(*SLOT)]
    found.extend(_outsiders(seen))
    beyond = []
    for some in _some_at_once(asked.definitions.gaps, joins.together):
        relation = relation_of(some, seen.facts, joins)
        far = joins.keep("far-beside", relation.within(seen.beside.select(*SLOT)))
        direct = _direct(far, seen)
        beyond.append(direct.select("unit", "interplay_id", "gap", "size"))
        found.append(direct.select(*SLOT))
        found.extend(_of_gaps(some, (relation, far), seen, by_record))
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


def _outsiders(seen: Seen) -> Iterator[Rows]:
    """One participant an act that is no member, for "nobody but the platform"."""
    if seen.platform is not None:
        others = seen.joins.but(seen.beside, seen.facts.members, WHO)
        others = seen.joins.those(others, seen.platform, ["unit"])
        yield seen.joins.lowest(others, ACT, "actor_id", 1).select(*SLOT)


def _of_gaps(
    definitions: Sequence[GapDefinition],
    of: tuple[Relation, Rows],
    seen: Seen,
    by_record: Seen | None,
) -> Iterator[Rows]:
    """Ways on for some gaps at once; a case is a gap with who is left out of the far side."""
    (relation, far), joins = of, seen.joins
    out = joins.keep("out", _left_out(definitions, seen))
    cases = joins.keep("cases", _cases(definitions, seen))
    far_of_act = _far_of_act(relation, seen)
    met = _met(relation, seen, far_of_act)
    yield from _ways(seen, met, (cases, out))
    if by_record is not None:
        again = _met(relation, by_record, _far_of_act(relation, by_record))
        yield from _ways(by_record, again, (cases, out))
    reports = joins.keep("reports", _reports(definitions, seen))
    withheld = reports if joins.some(reports) else None
    of_case = joins.but(joins.join(far, cases, ["gap", "unit"]), out, ["case", *WHO])
    yield from often(definitions, seen, of_case, withheld)
    for gone in _gone(definitions, seen, withheld):
        yield from _ways(seen, _without(seen, (far_of_act, met), gone), (cases, out))


def _marks(definition: GapDefinition, seen: Seen) -> list[tuple[str, ...]]:
    """Whom the far side is measured without, one way after the other."""
    twice = asks_authority(definition) and seen.financed
    return [("platform",), ("platform", "financier")] if twice else [("platform",)]


def _case(definition: GapDefinition, marks: tuple[str, ...]) -> nw.Expr:
    return nw.lit("/".join((definition.key, *marks))).alias("case")


def _cases(definitions: Sequence[GapDefinition], seen: Seen) -> Rows:
    """Each gap of each unit with its cases: unit, gap, case."""
    units = seen.facts.units.select("unit").unique()
    return nw.concat(
        [
            units.with_columns(_case(definition, marks), gap=nw.lit(definition.key))
            for definition in definitions
            for marks in _marks(definition, seen)
        ]
    )


def _left_out(definitions: Sequence[GapDefinition], seen: Seen) -> Rows:
    """Who is left out of a far side: case, unit, actor_id."""
    found = []
    for definition in definitions:
        for marks in _marks(definition, seen):
            some = nw.any_horizontal(*(nw.col(mark) for mark in marks), ignore_nulls=True)
            members = seen.facts.members.filter(some).select(*WHO)
            found.append(members.with_columns(_case(definition, marks)))
    return nw.concat(found)


def _direct(far: Rows, seen: Seen) -> Rows:
    """For each act a far actor that is no member, and how many such there are, gap by gap.

    Members' own slots are there already, and whoever is left out of a far side is a member.
    """
    joins = seen.joins
    outside = joins.but(far, seen.facts.members, WHO).group_by("gap", *ACT)
    return joins.keep("direct", outside.agg(nw.col("actor_id").min(), size=nw.len().cast(nw.Int64)))


def _reports(definitions: Sequence[GapDefinition], seen: Seen) -> Rows:
    """Reports by who answered for the gap, which may be withheld: gap, unit, interplay_id."""
    joins, found = seen.joins, []
    for definition in definitions:
        spoke = seen.spoke.filter(nw.col("gap") == definition.key)
        said = joins.those(near_of(definition, seen), spoke, WHO)
        reports = joins.join(seen.reports.select("interplay_id", "actor_id"), said, ["actor_id"])
        found.append(reports.select(*ACT, gap=nw.lit(definition.key)))
    return nw.concat(found).unique()


def _gone(definitions: Sequence[GapDefinition], seen: Seen, reports: Rows | None) -> Iterator[Rows]:
    """Acts that a unit is also measured without: the platform's, withheld reports, both.

    Whether reports are withheld is for the kernel to say; there are rows for either case.
    Rows of gap, unit, interplay_id.
    """
    joins, platform = seen.joins, _of_each(definitions, seen)
    if platform is not None:
        yield platform
    if reports is not None:
        yield reports
    if platform is not None and reports is not None:
        columns = ["gap", *ACT]
        both = nw.concat([platform.select(*columns), reports.select(*columns)]).unique()
        for rows in (platform, reports):
            both = joins.those(both, rows, ["gap", "unit"])
        yield joins.keep("gone", both)


def _of_each(definitions: Sequence[GapDefinition], seen: Seen) -> Rows | None:
    """The platforms' acts, gap by gap."""
    if seen.gone is None:
        return None
    gaps = [seen.gone.with_columns(gap=nw.lit(definition.key)) for definition in definitions]
    return seen.joins.keep("platform-acts", nw.concat(gaps))


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


def _far_of_act(relation: Relation, seen: Seen) -> Few:
    pool = seen.contact.select("actor_id", key="interplay_id", via="interplay_id")
    return relation.few(pool, seen.count)


def _met(relation: Relation, seen: Seen, far_of_act: Few) -> _Met:
    joins, contact = seen.joins, seen.contact.select("interplay_id", "actor_id")
    asking = seen.beside.filter(nw.col("size") <= seen.max_size).select(*SLOT)
    who = contact.select(who="actor_id", key="interplay_id")
    pool = joins.join(who, far_of_act.actors, ["key"])
    pool = pool.filter(nw.col("who") != nw.col("actor_id"))
    pool = joins.keep("met", pool.select("gap", "actor_id", key="who", via="key"))
    few = relation.few(pool, seen.count)
    pairs = asking.select("unit", key="actor_id").unique()
    far = few.of(pairs).rename({"key": "actor_id"}).select(*_FAR)
    return _Met(asking, joins.keep("far", far))


def _without(seen: Seen, of: tuple[Few, _Met], gone: Rows) -> _Met:
    """As if some acts had not been, for the units that have such; the rest stay as they were."""
    (far_of_act, met), joins = of, seen.joins
    units = gone.select("gap", "unit").unique()
    asking = joins.but(joins.join(met.asking, units, ["unit"]), gone, ["gap", *ACT])
    asking = joins.keep("asking", asking)
    via = gone.select("gap", "unit", via="interplay_id")
    # Only who met a far actor in one of these acts may now meet another one.
    known = joins.those(met.far, units, ["gap", "unit"])
    hit = joins.those(joins.those(known, asking, ["gap", *WHO]), via, ["gap", "unit", "via"])
    hit = joins.keep("hit", hit.select("gap", *WHO).unique())
    same = joins.but(known, hit, ["gap", *WHO])
    contact = seen.contact.select("actor_id", "interplay_id")
    acts = joins.but(joins.join(hit, contact, ["actor_id"]), gone, ["gap", *ACT])
    asked = joins.keep("rest", acts.select("gap", *WHO, key="interplay_id"))
    found = far_of_act.of(asked).filter(nw.col("actor_id") != nw.col("far_id"))
    found = found.group_by("gap", *WHO, "far_id").agg(nw.col("via").min())
    return _Met(asking, joins.keep("far", nw.concat([same.select(*_FAR), found.select(*_FAR)])))


def _ways(seen: Seen, met: _Met, of: tuple[Rows, Rows]) -> Iterator[Rows]:
    """For each act of a unit the ways on: (act, between), (its act, between), (its act, far)."""
    (cases, out), joins = of, seen.joins
    known = joins.join(met.far, cases, ["gap", "unit"])
    known = joins.but(known, out.select("case", "unit", far_id="actor_id"), ["case", *_FAR_OUT])
    # Two far actors are enough to leave out the one who asks. A way is named so that names
    # stand in the order of the far actor: the lowest and the highest on an act are its ends.
    known = joins.lowest(known, ("case", *WHO), "far_id", 2)
    way = nw.concat_str(nw.col("far_id"), nw.lit("\0"), nw.col("actor_id"))
    known = joins.keep("known", known.with_columns(way=way))
    ends = known.group_by("gap", "case", *WHO).agg(
        low=nw.col("way").min(), high=nw.col("way").max()
    )
    by = [name for name in ("gap", *WHO) if name in met.asking.collect_schema().names()]
    through = joins.keep("through", joins.join(met.asking, ends, by))
    chosen = [_ends(through)]
    if seen.platform is not None:
        chosen.append(_ends(joins.but(through, seen.platform, WHO)))
    ways = joins.join(nw.concat(chosen).unique(), known, ["case", "unit", "way"])
    ways = joins.keep("ways", ways.select(*SLOT, "via", "far_id"))
    yield ways.select(*SLOT)
    yield ways.select("unit", "actor_id", interplay_id="via").select(*SLOT)
    yield ways.select("unit", interplay_id="via", actor_id="far_id")


_FAR_OUT = ("unit", "far_id")


def _ends(through: Rows) -> Rows:
    both = through.group_by("case", *ACT).agg(nw.col("low").min(), nw.col("high").max())
    return nw.concat([both.select("case", *ACT, way=nw.col(end)) for end in ("low", "high")])
