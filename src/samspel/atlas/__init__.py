"""Every gap of many ecosystems, regions, countries or municipalities in one run.

Neighbours get `measure_units`, `Asked`, `Atlas`, `Unit`, `KINDS`; the tables it reads: `frames_of`
what is in memory, `scan` a folder larger than memory, then `followed` by who went on as another;
and the engines: `Local`, and `opened`, a session of Spark.
"""

from samspel.atlas.asking import Asked, Atlas
from samspel.atlas.batches import PER_SLOT
from samspel.atlas.kernel import LEFT_OUT, Unit
from samspel.atlas.local import Local
from samspel.atlas.measuring import Engine, measure_units
from samspel.atlas.scanning import fingerprint, frames_of, scan, scan_successions, size_of
from samspel.atlas.spark import MissingSpark, SparkFailed, opened
from samspel.atlas.successions import followed
from samspel.atlas.units import KINDS, Frames, Kind, as_ecosystems

__all__ = [
    "KINDS",
    "LEFT_OUT",
    "PER_SLOT",
    "Asked",
    "Atlas",
    "Engine",
    "Frames",
    "Kind",
    "Local",
    "MissingSpark",
    "SparkFailed",
    "Unit",
    "as_ecosystems",
    "fingerprint",
    "followed",
    "frames_of",
    "measure_units",
    "opened",
    "scan",
    "scan_successions",
    "size_of",
]
