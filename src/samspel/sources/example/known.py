"""What else the made-up region knows of its actors: names, industries, owners, offers, a merger.

No measuring reads it, and no random number is drawn for it: the figures stay what they are.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from samspel.sources.example.cast import PLATFORM, UNIVERSITY
from samspel.sources.example.places import VISITOR
from samspel.sources.example.register import FIRST, Actor
from samspel.tables import ALL_CONTRACTS

__all__ = ["known_frames"]

Row = tuple[Any, ...]
_SNI = ("55.101", "56.100", "79.120", "93.290", "49.310")
_CORE = ("55", "56", "79", "93")
_OFFERS = (
    ("contributes", "Gäster från tolv länder och vana att ta emot studiebesök."),
    ("seeks", "Någon som kan mäta vad våra gäster lämnar efter sig i naturen."),
    ("contributes", "En lokal mitt i Älvdalarna som kan användas som testmiljö."),
    ("seeks", "En finansiär som förstår säsonger."),
    ("seeks", "Praktikanter med språk, från februari till april."),
    ("contributes", "Kunskap om bokningssystem och om vad som inte fungerar."),
)
_PROFILE = (
    ("mission", "Forskning och utbildning som gör länet klokare."),
    ("goals", "Fler forskare som arbetar tillsammans med företag i glesbygd."),
    ("conditions", "Har laboratorier på en ort; resor dit tar en dag."),
    ("ambitions", "Att varje företag i länet vet vem man ringer."),
    ("incentives", "Samarbeten räknas vid tilldelning av medel."),
)


def known_frames(register: Sequence[Actor]) -> Mapping[str, pl.DataFrame]:
    """The tables beside the thirteen that the made-up region has rows in."""
    named = {actor.part.name: actor.key for actor in register}
    firms = [a for a in register if a.is_firm and any(s.ecosystem == VISITOR for s in a.spells)]
    keys = [firm.key for firm in firms]
    rows: dict[str, Iterable[Row]] = {
        "aliases": _aliases(named),
        "successions": [(keys[3], keys[4], "merged", date(2027, 1, 1))] if len(keys) > 4 else [],
        "relations": _relations(keys),
        "offers": _offers(named, keys),
        "industries": [(key, _SNI[at % len(_SNI)], None, None) for at, key in enumerate(keys)],
        "core_industries": [(VISITOR, code, FIRST, None) for code in _CORE if register],
        "boundaries": _boundaries() if register else [],
    }
    schemas = {contract.name: contract.schema for contract in ALL_CONTRACTS}
    return {
        name: pl.DataFrame(list(found), schema=schemas[name], orient="row")
        for name, found in rows.items()
    }


def _aliases(named: Mapping[str, str]) -> list[Row]:
    known = (
        (PLATFORM, "Norrskensrådet", "sv", None, None),
        (PLATFORM, "Northern Light Visitor Board", "en", None, None),
        (PLATFORM, "Föreningen Norrskenslands Besöksnäring", "sv", None, date(2025, 12, 31)),
        (UNIVERSITY, "NLU", "sv", None, None),
        (UNIVERSITY, "Northern Light University", "en", None, None),
    )
    return [(named[name], *rest) for name, *rest in known if name in named]


def _relations(keys: Sequence[str]) -> list[Row]:
    if len(keys) < 8:
        return []
    return [
        (keys[0], keys[1], "owner", 60.0, date(2021, 3, 1), None),
        (keys[2], keys[5], "competitor", None, None, None),
        (keys[6], keys[0], "supplier", None, date(2024, 5, 1), None),
    ]


def _offers(named: Mapping[str, str], keys: Sequence[str]) -> list[Row]:
    own = [(key, *_OFFERS[at % len(_OFFERS)], FIRST, None) for at, key in enumerate(keys[:24])]
    if UNIVERSITY not in named:
        return own
    return [*own, *((named[UNIVERSITY], kind, text, FIRST, None) for kind, text in _PROFILE)]


def _boundaries() -> list[Row]:
    rule = "Organisationer med säte eller verksamhet i länet som tar emot besökare, eller som {}."
    first, then = (
        rule.format("arbetar med dem"),
        rule.format("arbetar, forskar eller utbildar med dem"),
    )
    decided = "Beslut RUN-00001-2023 (påhittat)"
    return [
        (VISITOR, "1", FIRST, first, date(2023, 9, 12), decided),
        (VISITOR, "2", date(2025, 7, 1), then, date(2025, 6, 10), decided),
    ]
