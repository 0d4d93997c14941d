"""Who stands on the near and on the far side of a gap. Neighbours get `sides_of`."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samspel.gaps.coded import Mask, how_many
from samspel.gaps.scene import Scene, Unseen
from samspel.terms import GapDefinition, Side

__all__ = ["Sides", "sides_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """Near and far as masks over actors; `blank` counts actors whose country is not known.

    `unseen` counts far actors that the scene does not hold, since nobody here met them; `beyond`
    those of each act that are no member here, None where the scene holds them all.
    """

    near: Mask
    far: Mask
    blank: int
    unseen: int = 0
    beyond: NDArray[np.int64] | None = None

    @property
    def far_count(self) -> int:
        """How many far actors there are, those that the scene does not hold included."""
        return how_many(self.far) + self.unseen

    @property
    def who(self) -> NDArray[np.int64]:
        """The near actors' codes, ascending, so in the order of their ids."""
        return np.flatnonzero(self.near)


def sides_of(definition: GapDefinition, scene: Scene, *, without_financier: bool = False) -> Sides:
    """The near actors N and the far actors F of method section 3.

    An actor stands on a side when it fits one of its alternatives on t. Near actors are always
    members here. The platform stands on neither side. `blank` is counted over all actors but
    the platform, and only for a gap that asks for a country.

    Parameters
    ----------
    definition : GapDefinition
    scene : Scene
    without_financier : bool
        Leave the ecosystem's financiers out of the far side.
    """
    neither = scene.platform
    far = _any_of(definition.far, scene) & ~neither
    if without_financier:
        far &= ~scene.financier
    asks_country = any(side.country != "any" for side in definition.far)
    blank = _blank_country(scene) & ~neither
    unseen = scene.unseen.get((definition.key, without_financier), Unseen())
    return Sides(
        near=_any_of(definition.near, scene) & scene.here & ~neither,
        far=far,
        blank=how_many(blank) + unseen.blank if asks_country else 0,
        unseen=unseen.far,
        beyond=unseen.beyond,
    )


def _any_of(sides: Iterable[Side], scene: Scene) -> Mask:
    found = np.zeros(scene.here.size, dtype=np.bool_)
    for side in sides:
        found |= _fits(side, scene)
    return found


def _fits(side: Side, scene: Scene) -> Mask:
    fits = _member(side, scene) & _country(side, scene)
    if side.sector is not None:
        fits &= scene.standing.sector == side.sector.value
    if side.roles_any:
        fits &= _has_role(side.roles_any, scene)
    return fits


def _member(side: Side, scene: Scene) -> Mask:
    match side.member:
        case "here":
            return scene.here
        case "elsewhere":
            return scene.elsewhere
        case "no":
            return ~scene.here & ~scene.elsewhere
        case _:
            return np.ones(scene.here.size, dtype=np.bool_)


def _country(side: Side, scene: Scene) -> Mask:
    """A blank country, the actor's or the ecosystem's, is neither the same nor another."""
    if side.country == "any":
        return np.ones(scene.here.size, dtype=np.bool_)
    known = ~_blank_country(scene) & bool(scene.country)
    same = scene.standing.country == scene.country
    return np.asarray(known & (same if side.country == "same" else ~same))


def _blank_country(scene: Scene) -> Mask:
    return np.asarray(scene.standing.country == "")


def _has_role(wanted: frozenset[str], scene: Scene) -> Mask:
    """Per actor whether one of its roles is wanted; no role has the place -1, the last."""
    fitting = np.array([bool(wanted & roles) for roles in scene.indexed.role_sets] + [False])
    return np.asarray(fitting.take(scene.standing.roles))
