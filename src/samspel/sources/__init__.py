"""Other people's data: Interreg's and CORDIS's lists, decision memos, and the made-up region.

Neighbours get `read_memo`, `read_interreg`, `Mapping`, `load_mapping`, `mapping_text`,
`read_cordis`, `CordisMapping`, `load_cordis_mapping`, `cordis_mapping_text`,
`possible_duplicates` and the module `example`.
"""

from samspel.sources import example
from samspel.sources.cordis import (
    CordisMapping,
    cordis_mapping_text,
    load_cordis_mapping,
    read_cordis,
)
from samspel.sources.duplicates import Duplicate, possible_duplicates
from samspel.sources.interreg import Mapping, load_mapping, mapping_text, read_interreg
from samspel.sources.memos import read_memo, read_memo_upload

__all__ = [
    "CordisMapping",
    "Duplicate",
    "Mapping",
    "cordis_mapping_text",
    "example",
    "load_cordis_mapping",
    "load_mapping",
    "mapping_text",
    "possible_duplicates",
    "read_cordis",
    "read_interreg",
    "read_memo",
    "read_memo_upload",
]
