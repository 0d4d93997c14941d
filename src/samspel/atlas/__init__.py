"""Every gap of many ecosystems, regions, countries or municipalities in one run.

Neighbours get `measure_units`, `Asked`, `Atlas`, `Unit`, `KINDS`, and the tables it reads:
`frames_of` what is in memory, `scan` a folder larger than memory.
"""

from samspel.atlas.asking import Asked, Atlas
from samspel.atlas.batches import PER_SLOT
from samspel.atlas.kernel import LEFT_OUT, Unit
from samspel.atlas.local import measure_units
from samspel.atlas.scanning import fingerprint, frames_of, scan, size_of
from samspel.atlas.units import KINDS, Kind, as_ecosystems

__all__ = [
    "KINDS",
    "LEFT_OUT",
    "PER_SLOT",
    "Asked",
    "Atlas",
    "Kind",
    "Unit",
    "as_ecosystems",
    "fingerprint",
    "frames_of",
    "measure_units",
    "scan",
    "size_of",
]
