"""Reach in two steps, and what of it hangs on the platform. Neighbours get `access_of`."""

from dataclasses import dataclass

from samspel.gaps.coded import how_many
from samspel.gaps.sides import Sides
from samspel.gaps.states import States
from samspel.network import FarSide, reaches
from samspel.uncertainty import FEWEST

__all__ = ["Access", "access_of"]


@dataclass(frozen=True, slots=True)
class Access:
    """Two-step reach r, the dependence pair and the sole route; None with the reason."""

    two_step: float | None
    low: float | None
    high: float | None
    sole_route: tuple[str, ...] | None
    two_step_reason: str = ""
    reason: str = ""


def access_of(sides: Sides, states: States) -> Access:
    """Access and platform dependence of method section 3.

    r is the share of near actors reached in one step or two (`network.reaches`). With r⁻ the
    same when every participation of the platform is removed, and r⁼ when every act it took part
    in is: low = 1 − r⁻/r, high = 1 − r⁼/r. The *sole route* names the near actors reached with
    and not without the platform's participations, by recorded acts alone: a name that rests on a
    report would tell who has answered what.

    Notes
    -----
    Only acts count here; an answer names nobody who could be asked on. r is None without near
    or far actors (`too_few_near`, `no_far_side`); the dependence also when no platform is
    registered (`no_platform`), r = 0 (`nothing_reached`) or n < 5 (`too_few_near`).
    """
    n = how_many(sides.near)
    missing = "too_few_near" if n == 0 else "" if sides.far_count else "no_far_side"
    if missing:
        return Access(None, None, None, None, missing, missing)
    scene = states.scene
    found = reaches(states.far_side, sides.near, scene.platform, scene.platform_acts)
    count = how_many(found.with_)
    reason = _reason(n, count, platform=bool(scene.platform.any()))
    if reason:
        return Access(count / n, None, None, None, reason=reason)
    if scene.by_record is not scene.graph:
        found_by_record = FarSide.of(scene.by_record, sides.far)
        named = reaches(found_by_record, sides.near, scene.platform)
    else:
        named = found
    sole = scene.indexed.actor_ids[named.with_ & ~named.without]
    return Access(
        two_step=count / n,
        low=1 - how_many(found.without) / count,
        high=1 - how_many(found.without_acts) / count,
        sole_route=tuple(str(actor) for actor in sole),
    )


def _reason(n: int, count: int, *, platform: bool) -> str:
    if not platform:
        return "no_platform"
    if n < FEWEST:
        return "too_few_near"
    return "" if count else "nothing_reached"
