"""Actors and acts as a graph of integer codes: who meets whom, in one step and in two.

Neighbours get `TwoMode` (made by `build`) and the questions asked of it: `met`, `direct`,
`two_step`, `only_with`, `losses`, `far_ties` and `fragmentation`. This is the only room
that says vertex and edge.
"""

from samspel.network.fragments import fragmentation
from samspel.network.graph import Codes, TwoMode, build
from samspel.network.losses import losses
from samspel.network.reach import (
    FarSide,
    Gone,
    Reaches,
    direct,
    far_in_act,
    met,
    only_with,
    reaches,
    two_step,
)
from samspel.network.ties import FarTies, far_ties

__all__ = [
    "Codes",
    "FarSide",
    "FarTies",
    "Gone",
    "Reaches",
    "TwoMode",
    "build",
    "direct",
    "far_in_act",
    "far_ties",
    "fragmentation",
    "losses",
    "met",
    "only_with",
    "reaches",
    "two_step",
]
