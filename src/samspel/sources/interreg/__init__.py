"""Interreg's partner list into our tables: acts are projects, participants organisations.

Neighbours get `read_interreg`, and the mapping it goes by: `Mapping`, `load_mapping`,
`mapping_text`. What is doubtful in the file is told as a problem, never mended in silence.
"""

from samspel.sources.interreg.filling import SWEDISH_PARTNERS_ONLY
from samspel.sources.interreg.mapping import Mapping, load_mapping, mapping_text
from samspel.sources.interreg.reader import CODES, read_interreg

__all__ = [
    "CODES",
    "SWEDISH_PARTNERS_ONLY",
    "Mapping",
    "load_mapping",
    "mapping_text",
    "read_interreg",
]
