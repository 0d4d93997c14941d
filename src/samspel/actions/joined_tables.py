"""The tables of a region, joined from the faces that keep them.

Neighbours get `read_tables`, and `FACES`: which keeper keeps which table.
"""

from collections.abc import Mapping

import polars as pl

from samspel.records.bridges import api as bridges
from samspel.records.evaluations import api as evaluations
from samspel.records.interplay import api as interplay
from samspel.records.notes import api as notes
from samspel.records.register import api as register
from samspel.records.rows import Keeper
from samspel.records.surveys import api as surveys
from samspel.tables import CONTRACTS, Tables
from samspel.terms import Viewer

__all__ = ["FACES", "KEEPERS", "read_tables"]

KEEPERS: tuple[Keeper, ...] = (
    register.KEEPER,
    interplay.KEEPER,
    notes.KEEPER,
    surveys.KEEPER,
    bridges.KEEPER,
    evaluations.KEEPER,
)
FACES: Mapping[str, Keeper] = {table: keeper for keeper in KEEPERS for table in keeper.tables}


_MEASURED = frozenset(contract.name for contract in CONTRACTS)


def read_tables(*, by: Viewer, ids: bool = False, beside: bool = False) -> tuple[Tables, int]:
    """The tables as they are now, and the register's version that they are of: those that
    measuring reads, and with `beside` the others.

    Others may write while they are read: all are of the version that was newest at the start.
    """
    version = register.get_region(by=by).version
    frames: dict[str, pl.DataFrame] = {}
    for keeper in KEEPERS:
        frames |= keeper.frames(by=by, ids=ids, at=version, of=None if beside else _MEASURED)
    return Tables.of(**frames), version
