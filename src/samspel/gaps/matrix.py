"""Ecosystem by ecosystem: whose members meet whose. Neighbours get `matrix_of` (R60, R129)."""

from dataclasses import dataclass

import numpy as np

from samspel.gaps.coded import Mask
from samspel.gaps.scene import Scene
from samspel.network import direct
from samspel.terms import GapDefinition, Matrix
from samspel.uncertainty import FEWEST

__all__ = ["matrix_of"]


@dataclass(frozen=True, slots=True, eq=False)
class _Ecosystem:
    """Members, those of them that are its platform, and why its row says nothing (else None)."""

    members: Mask
    platform: Mask
    reason: str | None

    @property
    def near(self) -> Mask:
        return self.members & ~self.platform


def matrix_of(definition: GapDefinition, scene: Scene) -> Matrix | None:
    """The members of each ecosystem that met a member of each other one.

    Rows and columns are the ecosystems in the order of their ids. A row's members have a spell in
    it that overlaps W and are not its platform; a column's are members of it, of none of the
    row's, and not the row's platform. They met when an act that carries contact holds both. On
    the diagonal stand those who met another member of their own; a total counts who met a member
    of any other ecosystem, each once.

    A cell says nothing where the row's source cannot show the gap (`limits`), the row has fewer
    than five members (`too_few_near`), none of them takes part in any act in W
    (`nothing_observed`), or the column has fewer than five members (`no_other_ecosystem`); a total
    for the row's reasons, and where no other column can be said. Else it is a count of the
    record: at least so many.

    Returns
    -------
    Matrix or None
        None for a gap that does not ask for members of other ecosystems.
    """
    if not any(side.member == "elsewhere" for side in definition.far):
        return None
    all_ = _ecosystems(definition.key, scene)
    reasons = tuple(tuple(_reason(row, column) for column in all_) for row in all_)
    return Matrix(
        ecosystems=tuple(str(row["ecosystem_id"]) for row in scene.indexed.ecosystems),
        members=tuple(int(each.near.sum()) for each in all_),
        reached=tuple(tuple(_met(row, column, scene) for column in all_) for row in all_),
        names=tuple(str(row["name"]) for row in scene.indexed.ecosystems),
        totals=tuple(_met_any(row, all_, scene) for row in all_),
        reasons=reasons,
        unsaid=tuple(_unsaid(place, row) for place, row in enumerate(reasons)),
    )


def _met(row: _Ecosystem, column: _Ecosystem, scene: Scene) -> int:
    far = row.near if column is row else column.members & ~row.members & ~row.platform
    return int((direct(scene.graph, far) & row.near).sum())


def _met_any(row: _Ecosystem, all_: tuple[_Ecosystem, ...], scene: Scene) -> int:
    others = np.zeros_like(row.members)
    for column in all_:
        others |= column.members
    far = others & ~row.members & ~row.platform
    return int((direct(scene.graph, far) & row.near).sum())


def _reason(row: _Ecosystem, column: _Ecosystem) -> str | None:
    few = column is not row and column.members.sum() < FEWEST
    return row.reason or ("no_other_ecosystem" if few else None)


def _unsaid(place: int, reasons: tuple[str | None, ...]) -> str | None:
    """Why a row's total says nothing: no other ecosystem's cell does."""
    others = [reason for column, reason in enumerate(reasons) if column != place]
    if not others:
        return reasons[place] or "no_other_ecosystem"
    return None if None in others else others[0]


def _ecosystems(gap: str, scene: Scene) -> tuple[_Ecosystem, ...]:
    members, limits = scene.indexed.members, scene.indexed.limits
    rows = members.spans.overlap(scene.days)
    found = []
    for code, row in enumerate(scene.indexed.ecosystems):
        ours = rows & (members.ecosystem == code)
        here, platform = _mask(scene, ours), _mask(scene, ours & members.platform)
        mute = any(e == row["ecosystem_id"] and g in (gap, "*") for e, g, _ in limits)
        found.append(_Ecosystem(here, platform, _why(here & ~platform, scene, mute=mute)))
    return tuple(found)


def _why(near: Mask, scene: Scene, *, mute: bool) -> str | None:
    if mute:
        return "limits"
    if near.sum() < FEWEST:
        return "too_few_near"
    return None if (scene.present & near).any() else "nothing_observed"


def _mask(scene: Scene, rows: Mask) -> Mask:
    found = np.zeros(scene.here.size, dtype=np.bool_)
    found[scene.indexed.members.spans.actor[rows]] = True
    return found
