"""The seven gaps through their lenses.

Neighbours get `load_definitions`, `index`, `measure_all`, and `MEASURES`, the register of what
is measured with its proof and its page.
"""

from samspel.gaps.definitions import SHIPPED, load_definitions
from samspel.gaps.index import Indexed, index
from samspel.gaps.registry import MEASURES, Measure
from samspel.gaps.run import measure_all

__all__ = [
    "MEASURES",
    "SHIPPED",
    "Indexed",
    "Measure",
    "index",
    "load_definitions",
    "measure_all",
]
