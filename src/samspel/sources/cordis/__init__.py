"""CORDIS's organisations and projects into our tables, for one country or one region.

Neighbours get `read_cordis`, and the mapping it goes by: `CordisMapping`, `load_cordis_mapping`,
`cordis_mapping_text`. What is doubtful in the files is told as a problem, never mended in silence.
"""

from samspel.sources.cordis.doubts import CODES
from samspel.sources.cordis.filling import NO_CAPITAL
from samspel.sources.cordis.mapping import (
    CordisMapping,
    cordis_mapping_text,
    load_cordis_mapping,
)
from samspel.sources.cordis.reader import read_cordis

__all__ = [
    "CODES",
    "NO_CAPITAL",
    "CordisMapping",
    "cordis_mapping_text",
    "load_cordis_mapping",
    "read_cordis",
]
