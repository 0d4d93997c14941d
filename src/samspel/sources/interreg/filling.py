"""The region's catch of organisations and projects as our thirteen tables."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from samspel.sources.interreg.mapping import Mapping
from samspel.sources.interreg.organisations import Organisation
from samspel.sources.interreg.projects import Project
from samspel.sources.mapped import Kind
from samspel.sources.slugs import slug, unique_slugs
from samspel.tables import CONTRACTS, Tables
from samspel.terms.marking import N_

__all__ = ["SWEDISH_PARTNERS_ONLY", "Catch", "tables_of"]

# The reason in `limits`.
SWEDISH_PARTNERS_ONLY = N_("The source lists Swedish partners only.")


@dataclass(frozen=True, slots=True)
class Catch:
    """What comes along: the region's organisations, the others of their projects, the projects."""

    members: tuple[Organisation, ...]
    others: tuple[Organisation, ...]
    projects: tuple[Project, ...]

    @property
    def actors(self) -> tuple[Organisation, ...]:
        """All organisations, by name."""
        return tuple(sorted((*self.members, *self.others), key=lambda each: each.name))


def tables_of(catch: Catch, mapping: Mapping, region: str, ecosystem: str) -> Tables:
    """The tables; acts and actors have readable keys, unique in the file."""
    key = slug(ecosystem)
    names = [each.name for each in catch.actors]
    ids = dict(zip(names, unique_slugs(names), strict=True))
    acts = dict(
        zip(catch.projects, unique_slugs(" ".join(p.key) for p in catch.projects), strict=True)
    )
    county = catch.members[0].county if catch.members else region
    country = mapping.countries[catch.members[0].rows[0].country] if catch.members else None
    rows: dict[str, list[tuple[Any, ...]]] = {
        "ecosystems": [(key, f"Interreg {county}", country, county)],
        "actors": [_actor(each, ids[each.name], mapping) for each in catch.actors],
        "memberships": [(key, ids[m.name], None, None, False, False) for m in catch.members],
        "interplay": [_act(project, act, mapping) for project, act in acts.items()],
        "participations": [
            (act, ids[name], mapping.parts[part])
            for project, act in acts.items()
            for name, part in project.parts
        ],
        "limits": [(key, "global", SWEDISH_PARTNERS_ONLY)],
    }
    schemas = {contract.name: contract.schema for contract in CONTRACTS}
    frames = {name: pl.DataFrame(rows[name], schema=schemas[name], orient="row") for name in rows}
    return Tables.of(**frames)


def _actor(each: Organisation, key: str, mapping: Mapping) -> tuple[Any, ...]:
    kind = each.kind or Kind("", ())
    country = mapping.countries[each.rows[0].country]
    county = each.county or None
    beside = (None, None, None, None)
    return (
        key, each.name, kind.sector, "|".join(kind.roles) or None, None, country, county, *beside,
    )  # fmt: skip


def _act(project: Project, key: str, mapping: Mapping) -> tuple[Any, ...]:
    source = f"{mapping.act['source']}:{project.key[0]}"
    kind, level = mapping.act["kind"], mapping.act.get("level")
    return (key, kind, project.key[1], project.first, project.last, None, level, source)
