"""The rows of our thirteen tables as records: which are current, as frames, staged in pieces.

A row came with an import or was entered by hand (`came_with` null), and may have left with a
later one. It is current when what brought it is applied and what took it away is not. So a
large import is written in small transactions nobody sees, and becomes current by one change
of state. The subjects share this and nothing else; each has its own models.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

import polars as pl
from django.db import models
from django.db.models import Q

from samspel.tables import CONTRACTS, Contract, Kind

__all__ = ["APPLIED", "Row", "add", "clean", "contract", "current", "end", "frame"]

APPLIED = "applied"
_BLANK_AS_NULL = {Kind.DATE, Kind.NUMBER, Kind.FLAG}


class Row(models.Model):
    """A row of one of our tables. `extra` keeps the columns that are not in the contract.

    `TABLE` names the contract; `FIELDS` says which field holds a column of another name.
    Personal data: none, but names of sole traders; a person is a row in `contacts`.
    """

    TABLE: ClassVar[str]
    FIELDS: ClassVar[Mapping[str, str]] = {}

    region = models.ForeignKey("register.Region", models.PROTECT, related_name="+")
    came_with = models.ForeignKey(
        "register.Import", models.PROTECT, related_name="+", null=True, blank=True
    )
    left_with = models.ForeignKey(
        "register.Import", models.PROTECT, related_name="+", null=True, blank=True
    )
    extra = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True

    @classmethod
    def derived(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """What is kept beside the columns to find the row by; from the columns alone."""
        del values  # a row that needs more says so
        return {}


def _all(model: type[Row]) -> models.Manager[Any]:
    return model._default_manager  # noqa: SLF001 - its public name is not there when abstract


def contract(table: str) -> Contract:
    """The contract of that name; KeyError if there is none."""
    return _CONTRACTS[table]


_CONTRACTS = {one.name: one for one in CONTRACTS}


def current(region: int, *, before: str = "") -> Q:
    """The condition that a row is the region's and current; `before` is a path to the row."""

    def on(name: str, value: object) -> Q:
        return Q(**{f"{before}{name}": value})

    return (
        on("region_id", region)
        & (on("came_with__isnull", True) | on("came_with__state", APPLIED))
        & (on("left_with__isnull", True) | ~on("left_with__state", APPLIED))
    )


def frame(model: type[Row], region: int, *, ids: bool = False) -> pl.DataFrame:
    """The current rows as the contract's columns, blank as null; with `_row`, their ids."""
    of = contract(model.TABLE)
    fields = [model.FIELDS.get(column.name, column.name) for column in of.columns]
    schema: dict[str, Any] = {"_row": pl.Int64(), **of.schema}
    found = _all(model).filter(current(region)).order_by()
    rows = list(found.values_list("pk", *fields))
    made = pl.DataFrame(rows, schema=schema, orient="row")
    texts = [name for name, dtype in of.schema.items() if dtype == pl.String()]
    made = made.with_columns(
        pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in texts
    )
    return made if ids else made.drop("_row")


def add(model: type[Row], region: int, came_with: int | None, rows: pl.DataFrame) -> int:
    """Write the rows of a frame that has the contract's columns; the others go to `extra`."""
    of = contract(model.TABLE)
    others = [name for name in rows.columns if name not in of.schema and name[0] != "_"]
    made = [
        model(
            region_id=region,
            came_with_id=came_with,
            extra={name: str(row[name]) for name in others if row[name] is not None},
            **_values(model, of, row),
        )
        for row in rows.iter_rows(named=True)
    ]
    _all(model).bulk_create(made, batch_size=500)
    return len(made)


def _values(model: type[Row], of: Contract, row: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column in of.columns:
        value = row[column.name]
        blank = "" if value is None and column.kind not in _BLANK_AS_NULL else value
        values[model.FIELDS.get(column.name, column.name)] = blank
    return {**values, **model.derived(values)}


def end(model: type[Row], region: int, left_with: int, ids: Sequence[int]) -> int:
    """Say of these rows that they leave with that import. May be said again."""
    done = 0
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        mine = _all(model).filter(region_id=region, pk__in=some)
        done += mine.update(left_with=left_with)
    return done


def clean(models_: Iterable[type[Row]], region: int, of: int, *, size: int = 2000) -> int:
    """Take away up to `size` rows that an import not applied has staged; 0 when all is clean."""
    for model in models_:
        rows = _all(model).filter(region_id=region)
        brought = list(rows.filter(came_with=of).values_list("pk", flat=True)[:size])
        if brought:
            return sum(rows.filter(pk__in=p).delete()[0] for p in _pieces(brought))
        taken = list(rows.filter(left_with=of).values_list("pk", flat=True)[:size])
        if taken:
            return sum(rows.filter(pk__in=p).update(left_with=None) for p in _pieces(taken))
    return 0


def _pieces(ids: Sequence[int]) -> list[Sequence[int]]:
    return [ids[start : start + 500] for start in range(0, len(ids), 500)]
