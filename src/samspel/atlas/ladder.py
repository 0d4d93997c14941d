"""Which far actor a near actor met so often that the tie stands a rung higher (R66).

Neighbours get `often`. The rung of an act is seen from one far actor in it, which every unit has;
only repetition asks that it be the same one. Of each near actor the acts on its highest rung are
looked at, since a tie that is lifted from a lower one comes no higher than that.
"""

from collections.abc import Iterator, Sequence

import narwhals as nw

from samspel.atlas.joins import Joins, Rows
from samspel.atlas.seen import ACT, WHO, Seen, near_of
from samspel.gaps.depth import rungs
from samspel.terms import RUNGS, GapDefinition

__all__ = ["often"]

_NEAR = ("case", "unit", "near")
_TIE = (*_NEAR, "far")


def often(
    definitions: Sequence[GapDefinition],
    seen: Seen,
    far: Rows,
    reports: Rows | None,
) -> Iterator[Rows]:
    """For each near actor the acts with one far actor that lift their tie, if any do.

    Parameters
    ----------
    far : rows of gap, case, unit, interplay_id, actor_id
        Who is far in each act of a unit.
    reports : rows of gap, unit, interplay_id
        Acts that may be withheld.
    """
    joins = seen.joins
    slots = seen.beside.filter(nw.col("size") <= seen.max_size)
    each = [
        joins.those(slots, near_of(definition, seen), WHO).select(
            *ACT, near="actor_id", gap=nw.lit(definition.key)
        )
        for definition in definitions
    ]
    near = joins.join(nw.concat(each), seen.rungs, ["interplay_id"])
    # Who is in fewer acts than that meets nobody so often.
    acts = nw.col("rung").count().over("gap", "unit", "near")
    near = joins.keep("near", near.filter(acts >= rungs().again))
    others = far.select("gap", "case", *ACT, far="actor_id")
    pairs = joins.join(near, others, ["gap", *ACT]).filter(nw.col("near") != nw.col("far"))
    pairs = joins.keep("ties", pairs.select("gap", *_TIE, "interplay_id", "rung"))
    yield _lifting(pairs, joins)
    if reports is not None:
        rest = joins.but(joins.those(pairs, reports, ["gap", "unit"]), reports, ["gap", *ACT])
        yield _lifting(rest, joins)


def _lifting(pairs: Rows, joins: Joins) -> Rows:
    again = rungs().again
    highest = nw.col("rung") == nw.col("rung").max().over(*_NEAR)
    top = joins.keep("highest", pairs.filter(highest, nw.col("rung") < len(RUNGS) - 1))
    many = top.group_by(*_TIE).agg(many=nw.len())
    one = joins.lowest(many.filter(nw.col("many") >= again), _NEAR, "far", 1)
    acts = joins.lowest(joins.those(top, one, _TIE), _NEAR, "interplay_id", again)
    return joins.keep("often", acts.select(*ACT, actor_id="far"))
