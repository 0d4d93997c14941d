"""Our own tables: their contracts, and how they are read, checked, compared, written, hashed."""

from samspel.tables.contracts import CONTRACTS, REQUIRED, Column, Contract, Kind
from samspel.tables.frames import Reading, Tables
from samspel.tables.snapshot import hash_rows, snapshot

__all__ = [
    "CONTRACTS",
    "REQUIRED",
    "Column",
    "Contract",
    "Kind",
    "Reading",
    "Tables",
    "hash_rows",
    "snapshot",
]
