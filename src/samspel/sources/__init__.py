"""Other people's data into our tables: Interreg's partner lists, and the made-up region.

Neighbours get `read_interreg`, `Mapping`, `load_mapping`, `mapping_text`, `possible_duplicates`
and the module `example`.
"""

from samspel.sources import example
from samspel.sources.duplicates import Duplicate, possible_duplicates
from samspel.sources.interreg import Mapping, load_mapping, mapping_text, read_interreg

__all__ = [
    "Duplicate",
    "Mapping",
    "example",
    "load_mapping",
    "mapping_text",
    "possible_duplicates",
    "read_interreg",
]
