"""Other people's data: Interreg's and CORDIS's lists, decision memos, and the made-up region.

Neighbours get `read_memo`, `read_interreg`, `Mapping`, `load_mapping`, `mapping_text`,
`read_cordis`, `CordisMapping`, `load_cordis_mapping`, `cordis_mapping_text`,
`possible_duplicates`, `names_like`, `read_pasted`, `suggest`, `starters_of` and the module
`example`.
"""

from samspel.sources import example
from samspel.sources.cordis import (
    CordisMapping,
    cordis_mapping_text,
    load_cordis_mapping,
    read_cordis,
)
from samspel.sources.duplicates import Duplicate, names_like, possible_duplicates
from samspel.sources.interreg import Mapping, load_mapping, mapping_text, read_interreg
from samspel.sources.memos import read_memo, read_memo_upload
from samspel.sources.pasted import Pasted, PastedColumn, read_pasted
from samspel.sources.starting import COUNTIES, Starter, county_of, starters, starters_of
from samspel.sources.suggestions import Named, Suggestion, suggest

__all__ = [
    "COUNTIES",
    "CordisMapping",
    "Duplicate",
    "Mapping",
    "Named",
    "Pasted",
    "PastedColumn",
    "Starter",
    "Suggestion",
    "cordis_mapping_text",
    "county_of",
    "example",
    "load_cordis_mapping",
    "load_mapping",
    "mapping_text",
    "names_like",
    "possible_duplicates",
    "read_cordis",
    "read_interreg",
    "read_memo",
    "read_memo_upload",
    "read_pasted",
    "starters",
    "starters_of",
    "suggest",
]
