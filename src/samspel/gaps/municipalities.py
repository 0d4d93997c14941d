"""A gap by municipality, from recorded acts alone: no municipality shows what one actor said.

Neighbours get `by_municipality`.
"""

import numpy as np

from samspel.gaps.coded import Mask
from samspel.gaps.located import Located
from samspel.gaps.scene import Scene
from samspel.gaps.sides import Sides
from samspel.network import met
from samspel.terms.places import Municipality

__all__ = ["by_municipality"]


def by_municipality(sides: Sides, scene: Scene, located: Located) -> tuple[Municipality, ...]:
    """Every municipality with some near actor: dense before sparse, then by name.

    Reached is who shares a recorded act that carries contact with a far actor; an act that
    somebody named in a survey is a report and does not count.
    """
    everybody = np.ones(sides.near.size, np.bool_)
    reached = _reached(sides, scene.without_reports(everybody))
    codes, part = np.unique(located.municipality[sides.near], return_inverse=True)
    near = np.bincount(part, minlength=codes.size)
    found = np.bincount(part, weights=reached[sides.near], minlength=codes.size).astype(int)
    about = _about(scene)
    rows = [
        Municipality(str(code), *about.get(str(code), (str(code), "")), int(n), int(x))
        for code, n, x in zip(codes, near, found, strict=True)
    ]
    return tuple(sorted(rows, key=_order))


def _reached(sides: Sides, scene: Scene) -> Mask:
    graph = scene.graph
    found = np.zeros(graph.actors, np.bool_)
    found[graph.actor[met(graph, sides.far)]] = True
    return found & sides.near


def _about(scene: Scene) -> dict[str, tuple[str, str]]:
    places = scene.indexed.tables.known("places").unique("municipality", keep="any")
    rows = places.select("municipality", "name", "place_class").iter_rows()
    return {code: (str(name or code), str(kind or "")) for code, name, kind in rows}


def _order(row: Municipality) -> tuple[int, str, str]:
    classes = {"dense": 0, "sparse": 1}
    return (classes.get(row.place_class, 2), row.name.casefold(), row.municipality)
