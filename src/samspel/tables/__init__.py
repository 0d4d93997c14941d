"""Our own tables: their contracts, and how they are read, checked, compared, written, hashed."""

from samspel.tables.beside import (
    ALL_CONTRACTS,
    BESIDE_CONTRACTS,
    OFFER_KINDS,
    RELATION_KINDS,
    SCHEMES,
    SUCCESSION_KINDS,
)
from samspel.tables.check import check
from samspel.tables.contracts import (
    CONTRACTS,
    LOCALITY,
    REQUIRED,
    SOLE_TRADER,
    Column,
    Contract,
    Kind,
)
from samspel.tables.diff import Diff, TableDiff, diff
from samspel.tables.faults import CODES, Where
from samspel.tables.frames import Reading, Tables
from samspel.tables.mentions import WordPlace, find_in_frame, find_words
from samspel.tables.numbers import number_fault, plain_number
from samspel.tables.persons import clean_text, is_personal
from samspel.tables.read import read, read_upload
from samspel.tables.snapshot import hash_rows, snapshot
from samspel.tables.succession import follow
from samspel.tables.uploads import fit_to_keep
from samspel.tables.write import FORMS, Form, write

__all__ = [
    "ALL_CONTRACTS",
    "BESIDE_CONTRACTS",
    "CODES",
    "CONTRACTS",
    "FORMS",
    "LOCALITY",
    "OFFER_KINDS",
    "RELATION_KINDS",
    "REQUIRED",
    "SCHEMES",
    "SOLE_TRADER",
    "SUCCESSION_KINDS",
    "Column",
    "Contract",
    "Diff",
    "Form",
    "Kind",
    "Reading",
    "TableDiff",
    "Tables",
    "Where",
    "WordPlace",
    "check",
    "clean_text",
    "diff",
    "find_in_frame",
    "find_words",
    "fit_to_keep",
    "follow",
    "hash_rows",
    "is_personal",
    "number_fault",
    "plain_number",
    "read",
    "read_upload",
    "snapshot",
    "write",
]
