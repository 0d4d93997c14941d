"""The catch of organisations and projects as our thirteen tables."""

from dataclasses import dataclass, replace

import polars as pl

from samspel.sources.cordis.doubts import told
from samspel.sources.cordis.mapping import CordisMapping
from samspel.sources.mapped import Kind
from samspel.sources.slugs import slug
from samspel.tables import CONTRACTS, Tables
from samspel.tables.cells import parse
from samspel.tables.faults import Fault, Where, faults
from samspel.tables.persons import Scrubbed, scrub
from samspel.terms import Place, Problem, Severity
from samspel.terms.marking import N_

__all__ = ["NO_CAPITAL", "Catch", "tables_of"]

# The reason in `limits`.
NO_CAPITAL = N_("CORDIS does not say which organisations invest or lend.")
_CONTRACTS = {contract.name: contract for contract in CONTRACTS}
_PLACE = r"^\(?(-?[0-9]{1,3}(?:\.[0-9]+)?), ?(-?[0-9]{1,3}(?:\.[0-9]+)?)\)?$"
_MONEY = r"^-?[0-9]+(?:[.,][0-9]+)?$"


@dataclass(frozen=True, slots=True, eq=False)
class Catch:
    """What comes along: organisations (`here`: members), their rows in the projects kept, the
    projects; and what was asked for: `country` as ISO, `region` as NUTS.

    `number` is what an act's id begins with: CORDIS counts its projects in two ways, by grant
    number (`cordis`) and by record number (`cordis-rcn`, the joined layout)."""

    organisations: pl.DataFrame
    rows: pl.DataFrame
    projects: pl.DataFrame
    place: Place
    country: str
    region: str | None
    number: str


def tables_of(catch: Catch, mapping: CordisMapping, ecosystem: str) -> tuple[Tables, list[Problem]]:
    """The tables, and what was met on the way: money, places and numbers in the wrong form."""
    key = slug(ecosystem)
    actors, problems = _actors(catch, mapping)
    acts, removed = _acts(catch, mapping)
    parts, more = _participations(catch, mapping)
    members = catch.organisations.filter("here").select(
        pl.lit(key).alias("ecosystem_id"), _actor_id(),
        pl.lit(value=False).alias("is_platform"), pl.lit(value=False).alias("is_financier"),
    )  # fmt: skip
    name = f"CORDIS {catch.region or catch.country}"
    tables = Tables.of(
        ecosystems=pl.DataFrame(
            {"ecosystem_id": [key], "name": [name], "country": [catch.country],
             "region": pl.Series([catch.region], dtype=pl.String)}
        ),
        actors=actors, memberships=members, interplay=acts, participations=parts,
        limits=pl.DataFrame({"ecosystem_id": [key], "gap": ["capital"], "reason": [NO_CAPITAL]}),
    )  # fmt: skip
    return tables, [*problems, *removed, *more]


def _actor_id() -> pl.Expr:
    return pl.format("pic-{}", "pic").alias("actor_id")


def _act_id(catch: Catch) -> pl.Expr:
    return pl.format("{}-{}", pl.lit(catch.number), "project").alias("interplay_id")


def _actors(catch: Catch, mapping: CordisMapping) -> tuple[pl.DataFrame, list[Problem]]:
    """Numbers of persons are taken out before anything else looks; ours are read from VAT."""
    contract = _CONTRACTS["actors"]
    kinds = [_kind(mapping, *pair) for pair in catch.organisations.select("pic", "type").rows()]
    at = [pl.col("geolocation").str.extract(_PLACE, part) for part in (1, 2)]
    sure = at[0].cast(pl.Float64).abs() <= 90, at[1].cast(pl.Float64).abs() <= 180
    placed = (sure[0] & sure[1]).fill_null(value=False)
    cells = catch.organisations.select(
        _actor_id(),
        pl.coalesce("name", pl.format("PIC {}", "pic")).alias("name"),
        pl.Series("sector", [kind.sector for kind in kinds], dtype=pl.String),
        pl.Series("roles", ["|".join(kind.roles) for kind in kinds], dtype=pl.String),
        pl.when(pl.col("iso") == "SE").then("vat").alias("org_number"),
        pl.col("iso").alias("country"),
        pl.col("nuts").alias("region"),
        pl.when(placed).then(at[0]).alias("latitude"),
        pl.when(placed).then(at[1]).alias("longitude"),
    )
    odd = catch.organisations.filter(pl.col("geolocation").is_not_null() & ~placed)
    problems = told("cordis_bad_geolocation", odd, catch.place, pic="pic", column="geolocation")
    scrubbed = scrub(contract, cells)
    where = Where(catch.place, pl.DataFrame(), catch.organisations["row"])
    parsed = parse(contract, scrubbed.cells, where)
    sole = pl.int_range(pl.len()).is_in(scrubbed.sole_traders).alias("sole_trader")
    spelt = [replace(p, place=replace(p.place, column="vatNumber")) for p in parsed.problems]
    problems += [*_removed(scrubbed, where), *spelt]
    return parsed.frame.with_columns(sole), problems


def _kind(mapping: CordisMapping, pic: str, kind: str) -> Kind:
    return mapping.organisations.get(pic) or mapping.kinds[kind]


def _removed(scrubbed: Scrubbed, where: Where) -> list[Problem]:
    """One problem for each personal number taken away; none of them holds it."""
    problems: list[Problem] = []
    for name, at in scrubbed.removed.items():
        own = name == "org_number"
        code = "sole_trader_number_dropped" if own else "personal_number_removed"
        column = "vatNumber" if own else name
        fault = Fault(code, column, severity=Severity.WARNING)
        problems += faults(fault, where, pl.Series(at, dtype=pl.UInt32))
    return problems


def _acts(catch: Catch, mapping: CordisMapping) -> tuple[pl.DataFrame, list[Problem]]:
    """Acts with their reach: `international` when participants are of several countries."""
    countries = catch.rows.group_by("project").agg(
        pl.col("iso").drop_nulls().n_unique().alias("countries"),
        pl.col("iso").is_null().any().alias("unsure"),
    )
    lone = (pl.col("countries") == 1) & ~pl.col("unsure")
    level = pl.when(pl.col("countries") > 1).then(pl.lit("international"))
    source = pl.lit(mapping.act["source"])
    acts = catch.projects.join(countries, on="project", how="left").select(
        _act_id(catch),
        pl.lit(mapping.act["kind"]).alias("kind"),
        "title",
        "started_on",
        "ended_on",
        level.when(lone).then(pl.lit("national")).alias("level"),
        pl.concat_str(source, "programme", separator=":", ignore_nulls=True).alias("source"),
    )  # fmt: skip
    scrubbed = scrub(_CONTRACTS["interplay"], acts.select("title"))
    where = Where(catch.place, pl.DataFrame(), pl.zeros(acts.height, pl.UInt32, eager=True))
    problems = _removed(scrubbed, where)
    return acts.with_columns(scrubbed.cells["title"]), problems


def _participations(catch: Catch, mapping: CordisMapping) -> tuple[pl.DataFrame, list[Problem]]:
    """One row for each organisation in a project; its money summed over its rows there."""
    order = {part: at for at, part in enumerate(mapping.parts)}
    first = pl.col("part").replace_strict(order, return_dtype=pl.Int64)
    rows = catch.rows.with_columns(_money("contribution"), _money("cost")).sort(
        "project", "pic", first, "row"
    )
    again = rows.filter(~pl.struct("project", "pic").is_first_distinct())
    problems = told("cordis_repeated", again, catch.place, project="project", pic="pic")
    for name, column in (("contribution", "ecContribution"), ("cost", "totalCost")):
        odd = rows.filter(pl.col(name).is_not_null() & pl.col(f"{name}_eur").is_null())
        problems += told("cordis_bad_money", odd, catch.place, column=column, value=name)
    grouped = rows.group_by("project", "pic", maintain_order=True).agg(
        pl.col("part").first(), _sum("contribution_eur"), _sum("cost_eur")
    )
    role = pl.col("part").replace_strict(dict(mapping.parts), return_dtype=pl.String)
    money = [name for name in ("contribution_eur", "cost_eur") if grouped[name].is_not_null().any()]
    return grouped.select(_act_id(catch), _actor_id(), role.alias("role"), *money), problems


def _money(name: str) -> pl.Expr:
    text = pl.col(name).str.replace_all(r"[ \x{A0}]", "")
    number = pl.when(text.str.contains(_MONEY)).then(text.str.replace(",", "."))
    return number.cast(pl.Float64, strict=False).alias(f"{name}_eur")


def _sum(name: str) -> pl.Expr:
    return pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).sum()).alias(name)
