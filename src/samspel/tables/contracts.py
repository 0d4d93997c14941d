"""The columns of the thirteen tables that measuring reads (method section 1), said once.

Reading, checking, comparing, writing and the documentation all walk these, and those of
`beside`; hashing walks these alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from samspel.terms import FLOWS, LEVELS, Sector

__all__ = ["CONTRACTS", "LOCALITY", "REQUIRED", "SOLE_TRADER", "Column", "Contract", "Kind"]

# An extra column of `actors`, outside the contract and so outside the hash: the actor's
# organisation number was a person's (*enskild firma*) and was dropped.
SOLE_TRADER = "sole_trader"
# Another: the village or the part of town, which is no municipality.
LOCALITY = "locality"


class Kind(StrEnum):
    """How a column's text is understood. `KEY` is an identifier: text, never a number."""

    KEY = "key"
    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    FLAG = "flag"
    ROLES = "roles"
    ORG_NUMBER = "org_number"
    COUNTRY = "country"
    IDENTIFIER = "identifier"

    @property
    def dtype(self) -> pl.DataType:
        """The Polars type that a column of this kind has in `Tables`."""
        return _DTYPES.get(self, pl.String())


_DTYPES: Mapping[Kind, pl.DataType] = {
    Kind.DATE: pl.Date(),
    Kind.NUMBER: pl.Float64(),
    Kind.FLAG: pl.Boolean(),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `required` means no blank cell; `values` is a closed list; `refers` names
    the table whose key a value must be (None: no reference), `or_all` allows `*`."""

    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    values: tuple[str, ...] = ()
    refers: str | None = None
    or_all: bool = False


@dataclass(frozen=True, slots=True)
class Contract:
    """One table: its columns in order and the columns that make a row unique (may be all).

    `period` names its first and last day, when its rows hold for some days.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    required: bool = False
    period: tuple[str, str] | None = None

    @property
    def schema(self) -> dict[str, pl.DataType]:
        """Column name to Polars type, in order."""
        return {column.name: column.kind.dtype for column in self.columns}

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


def _key(name: str, refers: str | None = None, **more: bool) -> Column:
    return Column(name, Kind.KEY, required=True, refers=refers, or_all=more.get("or_all", False))


_SECTORS = tuple(Sector)

CONTRACTS: tuple[Contract, ...] = (
    Contract(
        "ecosystems",
        (
            _key("ecosystem_id"),
            Column("name", required=True),
            Column("country", Kind.COUNTRY),
            Column("region"),
        ),
        key=("ecosystem_id",),
        required=True,
    ),
    Contract(
        "actors",
        (
            _key("actor_id"),
            Column("name", required=True),
            Column("sector", values=_SECTORS, required=True),
            Column("roles", Kind.ROLES),
            Column("org_number", Kind.ORG_NUMBER),
            Column("country", Kind.COUNTRY),
            Column("region"),
            Column("municipality"),
            Column("latitude", Kind.NUMBER),
            Column("longitude", Kind.NUMBER),
            Column("industry"),
        ),
        key=("actor_id",),
        required=True,
    ),
    Contract(
        "actor_spells",
        (
            _key("actor_id", "actors"),
            Column("sector", values=_SECTORS),
            Column("roles", Kind.ROLES),
            Column("country", Kind.COUNTRY),
            Column("municipality"),
            Column("valid_from", Kind.DATE),
            Column("valid_until", Kind.DATE),
        ),
        key=("actor_id", "valid_from"),
        period=("valid_from", "valid_until"),
    ),
    Contract(
        "memberships",
        (
            _key("ecosystem_id", "ecosystems"),
            _key("actor_id", "actors"),
            Column("member_from", Kind.DATE),
            Column("member_until", Kind.DATE),
            Column("is_platform", Kind.FLAG),
            Column("is_financier", Kind.FLAG),
        ),
        key=("ecosystem_id", "actor_id", "member_from"),
        required=True,
        period=("member_from", "member_until"),
    ),
    Contract(
        "interplay",
        (
            _key("interplay_id"),
            Column("kind"),
            Column("title"),
            Column("started_on", Kind.DATE, required=True),
            Column("ended_on", Kind.DATE),
            Column("flow", values=FLOWS),
            Column("level", values=LEVELS),
            Column("source"),
        ),
        key=("interplay_id",),
        required=True,
        period=("started_on", "ended_on"),
    ),
    Contract(
        "participations",
        (
            _key("interplay_id", "interplay"),
            _key("actor_id", "actors"),
            Column("role"),
        ),
        key=("interplay_id", "actor_id", "role"),
        required=True,
    ),
    Contract(
        "waves",
        (
            _key("wave_id"),
            _key("ecosystem_id", "ecosystems"),
            Column("closed_on", Kind.DATE),
            Column("asks_from", Kind.DATE, required=True),
            Column("asks_until", Kind.DATE, required=True),
        ),
        key=("wave_id",),
        period=("asks_from", "asks_until"),
    ),
    Contract(
        "answers",
        (
            _key("wave_id"),  # a wave, or `told:` and what follows
            _key("respondent_id"),
            Column("item", required=True),
            Column("about", Kind.KEY, refers="actors"),
            Column("value"),
        ),
        key=("wave_id", "respondent_id", "item", "about"),
    ),
    Contract(
        "coverage",
        (
            _key("ecosystem_id", "ecosystems"),
            _key("actor_id", "actors", or_all=True),
            Column("gap", Kind.KEY, required=True, or_all=True),
            Column("from", Kind.DATE, required=True),
            Column("until", Kind.DATE, required=True),
            Column("by", required=True),
        ),
        key=("ecosystem_id", "actor_id", "gap", "from", "until", "by"),
        period=("from", "until"),
    ),
    Contract(
        "places",
        (
            _key("municipality"),
            Column("name", required=True),
            Column("place_class", values=("dense", "sparse")),
            Column("latitude", Kind.NUMBER),
            Column("longitude", Kind.NUMBER),
        ),
        key=("municipality",),
    ),
    Contract(
        "bridges",
        (
            _key("bridge_id"),
            _key("ecosystem_id", "ecosystems"),
            Column("gap", Kind.KEY, required=True),
            _key("near_actor_id", "actors"),
            _key("far_actor_id", "actors"),
            Column(
                "state",
                values=("candidate", "proposal", "planned", "started", "done"),
                required=True,
            ),
            Column("state_on", Kind.DATE),
            Column("cost", Kind.NUMBER),
        ),
        key=("bridge_id", "state"),
    ),
    Contract(
        "outcomes",
        (
            _key("ecosystem_id", "ecosystems"),
            Column("indicator", Kind.KEY, required=True),
            Column("on", Kind.DATE, required=True),
            Column("value", Kind.NUMBER, required=True),
            Column("unit"),
            Column("source"),
        ),
        key=("ecosystem_id", "indicator", "on", "source"),
    ),
    Contract(
        "limits",
        (
            _key("ecosystem_id", "ecosystems"),
            Column("gap", Kind.KEY, required=True),
            Column("reason", required=True),
        ),
        key=("ecosystem_id", "gap"),
    ),
)

REQUIRED: tuple[str, ...] = tuple(contract.name for contract in CONTRACTS if contract.required)
