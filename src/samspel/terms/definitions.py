"""A gap definition is data: who stands on the near side, who on the far side, by whose words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from samspel.terms.words import Sector

__all__ = ["Definitions", "GapDefinition", "Side", "Wording"]

Membership = Literal["here", "elsewhere", "no", "any"]
CountryRule = Literal["same", "other", "any"]


@dataclass(frozen=True, slots=True)
class Side:
    """One alternative of a near or far side; an actor fits when every condition holds.

    `sector` None is any sector; `roles_any` empty is any role; `country` is against the
    ecosystem's own, and an actor without a recorded country fits only `any`.
    """

    sector: Sector | None = None
    roles_any: frozenset[str] = frozenset()
    member: Membership = "any"
    country: CountryRule = "any"


@dataclass(frozen=True, slots=True)
class Wording:
    """A text in Swedish and English with the diary number (Dnr) it was decided under, if any."""

    sv: str
    en: str
    dnr: str = ""


@dataclass(frozen=True, slots=True)
class GapDefinition:
    """One gap of one version (R53-R62): as decided and as operationalised, side by side."""

    key: str
    name: Wording
    decided: Wording
    operationalised: Wording
    near: tuple[Side, ...]
    far: tuple[Side, ...]
    across: bool
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Definitions:
    """A version of the catalogue. `hash` is `sha256:` over its canonical form."""

    key: str
    title: Wording
    gaps: tuple[GapDefinition, ...]
    hash: str
    extra: Mapping[str, str] = field(default_factory=dict)
