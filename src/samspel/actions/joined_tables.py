"""The thirteen tables of a region, joined from the faces that keep them.

Neighbours get `read_tables`, and `FACES`: which face keeps which table.
"""

from collections.abc import Mapping
from typing import Protocol

import polars as pl

from samspel.records.bridges import api as bridges
from samspel.records.evaluations import api as evaluations
from samspel.records.interplay import api as interplay
from samspel.records.register import api as register
from samspel.records.surveys import api as surveys
from samspel.tables import Tables
from samspel.terms import Refusal, Viewer

__all__ = ["FACES", "KEEPERS", "Keeper", "read_tables"]

_TRIES = 5


class Keeper(Protocol):
    """What a face that keeps tables can do with them."""

    def frames(self, *, by: Viewer, ids: bool = False) -> Mapping[str, pl.DataFrame]:
        """The current rows by table."""

    def add_rows(self, table: str, made: pl.DataFrame, *, came_with: int | None, by: Viewer) -> int:
        """Write rows."""

    def end_rows(self, table: str, ids: tuple[int, ...], *, left_with: int, by: Viewer) -> int:
        """Let rows leave."""

    def clean_rows(self, import_id: int, *, by: Viewer) -> int:
        """Take back what was staged."""


KEEPERS: tuple[Keeper, ...] = (register, interplay, surveys, bridges, evaluations)
FACES: Mapping[str, Keeper] = {
    **dict.fromkeys(
        ("ecosystems", "actors", "actor_spells", "memberships", "places", "limits"), register
    ),
    **dict.fromkeys(("interplay", "participations", "coverage"), interplay),
    **dict.fromkeys(("waves", "answers"), surveys),
    "bridges": bridges,
    "outcomes": evaluations,
}


def read_tables(*, by: Viewer, ids: bool = False) -> tuple[Tables, int]:
    """All tables as they are now, and the register's version that they are of.

    No transaction holds readers and writers apart for so long: when an import became current
    in between, it is read again. Refusal `register_is_busy` when that never stops.
    """
    for _try in range(_TRIES):
        version = register.get_region(by=by).version
        frames: dict[str, pl.DataFrame] = {}
        for keeper in KEEPERS:
            frames |= keeper.frames(by=by, ids=ids)
        if register.get_region(by=by).version == version:
            return Tables.of(**frames), version
    raise Refusal("register_is_busy")
