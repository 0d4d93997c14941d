"""Ecosystem by ecosystem: whose members meet whose. Neighbours get `matrix_of` (R60, R129)."""

import numpy as np

from samspel.gaps.coded import Mask
from samspel.gaps.scene import Scene
from samspel.network import direct
from samspel.terms import GapDefinition, Matrix

__all__ = ["matrix_of"]


def matrix_of(definition: GapDefinition, scene: Scene) -> Matrix | None:
    """The members of each ecosystem that met a member of each other one.

    Rows and columns are the ecosystems in the order of their ids. A row's members have a spell in
    it that overlaps W and are not its platform; a column's are members of it, of none of the
    row's, and not the row's platform. They met when an act that carries contact holds both. On
    the diagonal stand those who met another member of their own.

    Returns
    -------
    Matrix or None
        None for a gap that does not ask for members of other ecosystems.
    """
    if not any(side.member == "elsewhere" for side in definition.far):
        return None
    masks, cells = _member_masks(scene), []
    for members, platform in masks:
        near = members & ~platform
        row = []
        for others, _ in masks:
            far = near if others is members else others & ~members & ~platform
            row.append(int((direct(scene.graph, far) & near).sum()))
        cells.append(tuple(row))
    return Matrix(
        ecosystems=tuple(str(row["ecosystem_id"]) for row in scene.indexed.ecosystems),
        members=tuple(int((members & ~platform).sum()) for members, platform in masks),
        reached=tuple(cells),
        names=tuple(str(row["name"]) for row in scene.indexed.ecosystems),
    )


def _member_masks(scene: Scene) -> list[tuple[Mask, Mask]]:
    """Per ecosystem its members, and those of them that are its platform."""
    members = scene.indexed.members
    rows = members.spans.overlap(scene.days)
    found = []
    for code in range(len(scene.indexed.ecosystems)):
        ours = rows & (members.ecosystem == code)
        found.append((_mask(scene, ours), _mask(scene, ours & members.platform)))
    return found


def _mask(scene: Scene, rows: Mask) -> Mask:
    found = np.zeros(scene.here.size, dtype=np.bool_)
    found[scene.indexed.members.spans.actor[rows]] = True
    return found
