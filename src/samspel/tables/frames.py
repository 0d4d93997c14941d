"""All tables of one snapshot as Polars frames, always whole: an absent table is an empty one."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from samspel.tables.beside import ALL_CONTRACTS
from samspel.tables.contracts import CONTRACTS, Contract
from samspel.terms import Problem, Severity

__all__ = ["Reading", "Tables"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Tables:
    """The thirteen tables of method section 1 and those beside them, by name: `tables["actors"]`.

    Every frame holds the columns of its contract first, in order and with its types; columns
    that are not in the contract come after, as they were read. Make one with `Tables.of`.
    """

    frames: Mapping[str, pl.DataFrame]

    @classmethod
    def of(cls, **frames: pl.DataFrame) -> "Tables":
        """Tables from frames of known columns; a missing frame or column is filled with nothing.

        Raises
        ------
        KeyError
            If a name is no table of ours.
        polars.exceptions.InvalidOperationError
            If a column cannot be cast to its type: what comes from outside goes through `read`.
        """
        unknown = set(frames) - {contract.name for contract in ALL_CONTRACTS}
        if unknown:
            raise KeyError(f"no such table: {', '.join(sorted(unknown))}")
        return cls({c.name: _whole(c, frames.get(c.name)) for c in ALL_CONTRACTS})

    def __getitem__(self, name: str) -> pl.DataFrame:
        return self.frames[name]

    def __repr__(self) -> str:
        """How many rows each table has that is not empty; never the rows."""
        rows = (f"{name} {frame.height}" for name, frame in self.frames.items() if frame.height)
        return f"<Tables: {', '.join(rows) or 'nothing'}>"

    def known(self, name: str) -> pl.DataFrame:
        """The frame of that name with the columns of its contract only."""
        frame = self.frames[name]
        return frame.select(next(c for c in ALL_CONTRACTS if c.name == name).schema.keys())

    def measured(self) -> "Tables":
        """The thirteen that measuring reads; those beside them empty."""
        return Tables.of(**{c.name: self.frames[c.name] for c in CONTRACTS})


@dataclass(frozen=True, slots=True, repr=False)
class Reading:
    """What a reader hands over: the clean tables and every problem met on the way."""

    tables: Tables
    problems: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        """The tables' sizes and how many problems there are; `samspel.check` tells them."""
        errors = len(self.errors)
        return (
            f"<Reading: {self.tables!r}, {errors} errors, {len(self.problems) - errors} warnings>"
        )

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop: with one of these the tables must not be used."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)


def _whole(contract: Contract, frame: pl.DataFrame | None) -> pl.DataFrame:
    if frame is None:
        return pl.DataFrame(schema=contract.schema)
    columns = [
        (pl.col(name) if name in frame.columns else pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in contract.schema.items()
    ]
    others = [pl.col(name) for name in frame.columns if name not in contract.schema]
    return frame.select(*columns, *others)
