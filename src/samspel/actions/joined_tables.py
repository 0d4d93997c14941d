"""The tables of a region, joined from the faces that keep them.

Neighbours get `read_tables`, and `FACES`: which keeper keeps which table.
"""

from collections.abc import Mapping
from datetime import date

import polars as pl

from samspel.records.bridges import api as bridges
from samspel.records.evaluations import api as evaluations
from samspel.records.interplay import api as interplay
from samspel.records.notes import api as notes
from samspel.records.register import api as register
from samspel.records.rows import Keeper
from samspel.records.surveys import api as surveys
from samspel.tables import CONTRACTS, Tables, follow
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


def read_tables(
    *, by: Viewer, ids: bool = False, beside: bool = False, on: date | None = None
) -> tuple[Tables, int]:
    """The tables as they are now, and the register's version that they are of: those that
    measuring reads, and with `beside` the others. `on`: as they stand on that day, with the acts
    of who has gone on as another at that other.

    Others may write while they are read: all are of the version that was newest at the start.
    """
    version = register.get_region(by=by).version
    wanted = None if beside else _MEASURED | ({"successions"} if on else frozenset())
    frames: dict[str, pl.DataFrame] = {}
    for keeper in KEEPERS:
        frames |= keeper.frames(by=by, ids=ids, at=version, of=wanted)
    tables = Tables.of(**frames)
    return (tables if on is None else follow(tables, on).measured()), version
