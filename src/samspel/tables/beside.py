"""The tables that measuring does not read: what else a register knows of its actors and acts.

They are read, checked, compared, written and kept as the thirteen are; they are no part of a
snapshot, and a run reads none of them. Neighbours get `REGISTER_CONTRACTS`,
`BESIDE_CONTRACTS` (those, and those of acts) and `ALL_CONTRACTS`.

Successions are the exception that proves it: `samspel.tables.follow` reads them, and gives the
thirteen as they stand on a day.
"""

from samspel.tables.beside_acts import ACT_CONTRACTS
from samspel.tables.contracts import CONTRACTS, Column, Contract, Kind

__all__ = [
    "ALL_CONTRACTS",
    "BESIDE_CONTRACTS",
    "OFFER_KINDS",
    "REGISTER_CONTRACTS",
    "RELATION_KINDS",
    "SCHEMES",
    "SUCCESSION_KINDS",
]

SCHEMES = ("org_number", "vat", "lei", "ror", "foreign", "none")
SUCCESSION_KINDS = ("renamed", "merged", "split")
RELATION_KINDS = ("owner", "competitor", "part_of", "supplier")
# What an actor says of itself: two lists, and the five fields of its profile (R123).
OFFER_KINDS = (
    "contributes",
    "seeks",
    "conditions",
    "mission",
    "goals",
    "ambitions",
    "incentives",
)

_ACTOR = Column("actor_id", Kind.KEY, required=True, refers="actors")
_ECOSYSTEM = Column("ecosystem_id", Kind.KEY, required=True, refers="ecosystems")
_FROM = Column("from_actor", Kind.KEY, required=True, refers="actors")
_TO = Column("to_actor", Kind.KEY, required=True, refers="actors")
_DAYS = (Column("valid_from", Kind.DATE), Column("valid_until", Kind.DATE))
_PERIOD = ("valid_from", "valid_until")

REGISTER_CONTRACTS: tuple[Contract, ...] = (
    Contract(
        "aliases",
        (_ACTOR, Column("name", required=True), Column("language"), *_DAYS),
        key=("actor_id", "name", "valid_from"),
        period=_PERIOD,
    ),
    Contract(
        "identifiers",
        (
            _ACTOR,
            Column("scheme", values=SCHEMES, required=True),
            Column("value", Kind.IDENTIFIER),
        ),
        key=("actor_id", "scheme", "value"),
    ),
    Contract(
        "successions",
        (
            _FROM,
            _TO,
            Column("kind", values=SUCCESSION_KINDS, required=True),
            Column("on", Kind.DATE, required=True),
        ),
        key=("from_actor", "to_actor"),
    ),
    Contract(
        "relations",
        (
            _FROM,
            _TO,
            Column("kind", values=RELATION_KINDS, required=True),
            Column("share", Kind.NUMBER),
            *_DAYS,
        ),
        key=("from_actor", "to_actor", "kind", "valid_from"),
        period=_PERIOD,
    ),
    Contract(
        "offers",
        (
            _ACTOR,
            Column("kind", values=OFFER_KINDS, required=True),
            Column("text", required=True),
            *_DAYS,
        ),
        key=("actor_id", "kind", "text", "valid_from"),
        period=_PERIOD,
    ),
    Contract(
        "industries",
        (_ACTOR, Column("code", Kind.KEY, required=True), *_DAYS),
        key=("actor_id", "code", "valid_from"),
        period=_PERIOD,
    ),
    Contract(
        "core_industries",
        (_ECOSYSTEM, Column("code", Kind.KEY, required=True), *_DAYS),
        key=("ecosystem_id", "code", "valid_from"),
        period=_PERIOD,
    ),
    Contract(
        "boundaries",
        (
            _ECOSYSTEM,
            Column("version", Kind.KEY, required=True),
            Column("valid_from", Kind.DATE, required=True),
            Column("rule", required=True),
            Column("decided_on", Kind.DATE),
            Column("source"),
        ),
        key=("ecosystem_id", "version"),
    ),
)

BESIDE_CONTRACTS: tuple[Contract, ...] = (*REGISTER_CONTRACTS, *ACT_CONTRACTS)
ALL_CONTRACTS: tuple[Contract, ...] = (*CONTRACTS, *BESIDE_CONTRACTS)
