"""Our own tables: their contracts, and how they are held."""

from samspel.tables.contracts import CONTRACTS, REQUIRED, Column, Contract, Kind
from samspel.tables.frames import Reading, Tables

__all__ = ["CONTRACTS", "REQUIRED", "Column", "Contract", "Kind", "Reading", "Tables"]
