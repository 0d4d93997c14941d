"""Bridges, as frames and through imports."""

from collections.abc import Mapping

import polars as pl

from samspel.records import rows
from samspel.records.bridges import models
from samspel.terms import Viewer

__all__ = ["add_rows", "clean_rows", "end_rows", "frames"]

_MODELS: Mapping[str, type[rows.Row]] = {model.TABLE: model for model in (models.Bridge,)}


def frames(*, by: Viewer, ids: bool = False) -> Mapping[str, pl.DataFrame]:
    """The current rows, the contracts' columns; with `ids`, their ids as `_row` first."""
    return {name: rows.frame(model, by.region, ids=ids) for name, model in _MODELS.items()}


def add_rows(table: str, made: pl.DataFrame, *, came_with: int | None, by: Viewer) -> int:
    """Write rows of a table kept here; KeyError for one kept elsewhere."""
    return rows.add(_MODELS[table], by.region, came_with, made)


def end_rows(table: str, ids: tuple[int, ...], *, left_with: int, by: Viewer) -> int:
    """Let rows leave with an import."""
    return rows.end(_MODELS[table], by.region, left_with, ids)


def clean_rows(import_id: int, *, by: Viewer) -> int:
    """Take back a piece of what a cancelled import staged; 0 when nothing is left."""
    return rows.clean(_MODELS.values(), by.region, import_id)
