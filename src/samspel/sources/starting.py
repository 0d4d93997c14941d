"""A starter list of far sides by county, so that an empty region has somebody to ask about.

Neighbours get `starters()`, `starters_of(county)`, `COUNTIES`, `county_of(name)` and
`starting_text()`, the shipped file as it is: organisations that exist, each with its source.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from samspel.sources.slugs import slug
from samspel.terms import Sector

__all__ = ["COUNTIES", "Starter", "county_of", "starters", "starters_of", "starting_text"]

# Swedish counties by their code, as Statistics Sweden has them.
COUNTIES: Mapping[str, str] = {
    "01": "Stockholms län", "03": "Uppsala län", "04": "Södermanlands län",
    "05": "Östergötlands län", "06": "Jönköpings län", "07": "Kronobergs län",
    "08": "Kalmar län", "09": "Gotlands län", "10": "Blekinge län", "12": "Skåne län",
    "13": "Hallands län", "14": "Västra Götalands län", "17": "Värmlands län",
    "18": "Örebro län", "19": "Västmanlands län", "20": "Dalarnas län", "21": "Gävleborgs län",
    "22": "Västernorrlands län", "23": "Jämtlands län", "24": "Västerbottens län",
    "25": "Norrbottens län",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Starter:
    """One organisation that exists. `key` is its id in a register; `also` its other names;
    `counties` codes or `*`; `source` says that it exists, as read on `read_on`."""

    key: str
    name: str
    also: tuple[str, ...]
    sector: str
    roles: tuple[str, ...]
    country: str
    org_number: str
    counties: frozenset[str]
    source: str
    read_on: date


def starting_text() -> str:
    """The shipped list as TOML, comments and all."""
    return files(__package__).joinpath("starting.toml").read_text(encoding="utf-8")


@cache
def starters() -> tuple[Starter, ...]:
    """All of the list, in the file's order: Norrbotten's, the country's, the other counties'."""
    return tuple(_starter(part) for part in tomllib.loads(starting_text())["actor"])


def starters_of(county: str) -> tuple[Starter, ...]:
    """Those of a county by its code, and those of every county; the latter alone for ""."""
    return tuple(one for one in starters() if one.counties & {county, "*"})


def county_of(name: str) -> str:
    """The code of the county that a region's name names; "" when it names none.

    >>> county_of("Region Norrbotten"), county_of("Skåne"), county_of("Nordlandet")
    ('25', '12', '')
    """
    given = f"-{slug(name)}-"
    for code, county in COUNTIES.items():
        stem = slug(county).removesuffix("-lan")
        if f"-{stem}-" in given or f"-{stem.removesuffix('s')}-" in given:
            return code
    return ""


def _starter(part: Mapping[str, Any]) -> Starter:
    return Starter(
        key=slug(part["name"]),
        name=part["name"],
        also=tuple(part.get("also", ())),
        sector=Sector(part["sector"]).value,
        roles=tuple(part["roles"]),
        country=part.get("country", "SE"),
        org_number=part.get("org_number", ""),
        counties=frozenset(part["county"]),
        source=part["source"],
        read_on=part["read_on"],
    )
