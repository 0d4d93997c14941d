"""Our own tables: their contracts, and how they are read, checked, compared, written, hashed."""

from samspel.tables.check import check
from samspel.tables.contracts import CONTRACTS, REQUIRED, Column, Contract, Kind
from samspel.tables.diff import Diff, TableDiff, diff
from samspel.tables.faults import CODES, Where
from samspel.tables.frames import Reading, Tables
from samspel.tables.persons import clean_text
from samspel.tables.read import SOLE_TRADER, read, read_upload
from samspel.tables.snapshot import hash_rows, snapshot
from samspel.tables.uploads import fit_to_keep
from samspel.tables.write import FORMS, Form, write

__all__ = [
    "CODES",
    "CONTRACTS",
    "FORMS",
    "REQUIRED",
    "SOLE_TRADER",
    "Column",
    "Contract",
    "Diff",
    "Form",
    "Kind",
    "Reading",
    "TableDiff",
    "Tables",
    "Where",
    "check",
    "clean_text",
    "diff",
    "fit_to_keep",
    "hash_rows",
    "read",
    "read_upload",
    "snapshot",
    "write",
]
