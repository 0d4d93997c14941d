"""From Interreg's file to our tables: what comes along for one county, and every doubt about it."""

from dataclasses import replace
from pathlib import Path

from samspel.sources.duplicates import possible_duplicates
from samspel.sources.interreg.filling import Catch, tables_of
from samspel.sources.interreg.mapping import Mapping
from samspel.sources.interreg.mapping import shipped_mapping as _shipped
from samspel.sources.interreg.organisations import Organisation, organisations_of
from samspel.sources.interreg.projects import Project, projects_of
from samspel.sources.interreg.rows import Row, read_rows
from samspel.sources.mapped import fold
from samspel.tables import Reading, Tables
from samspel.terms import Place, Problem, Severity

__all__ = ["CODES", "read_interreg"]

# Every code this reader emits, besides those of `samspel.tables` (no_such_path, unreadable_file,
# unknown_encoding, encoding_guessed, missing_column).
CODES: tuple[str, ...] = (
    "bad_mapping",
    "interreg_act_left_out",
    "interreg_aliases",
    "interreg_bad_date",
    "interreg_blank_county",
    "interreg_blank_end",
    "interreg_blank_name",
    "interreg_blank_project",
    "interreg_dates_differ",
    "interreg_ends_before_start",
    "interreg_repeated",
    "interreg_several_counties",
    "interreg_several_kinds",
    "interreg_unknown_region",
    "interreg_unmapped",
    "possible_duplicate",
)


def read_interreg(
    path: Path, *, region: str, ecosystem: str, mapping: Mapping | None = None
) -> Reading:
    """Read Interreg's list of Swedish partners for one county.

    An act is a project, known by programme and name (the file's `id` is no key). Organisations
    with a row in the county are members, from before the record begins and still, since the file
    dates projects and not organisations. A project comes along when a member stands in it with a
    row in the county (what RISE does in Skåne is no interplay of Norrbotten's), and with it every
    other participant, as no member. A row without an organisation's name is a participation of
    nobody we can name: it is told and left out. A row with an impossible date gives its project
    no dates; a project without any is left out and told. `limits` says that the global gap
    cannot be shown.

    Parameters
    ----------
    path : Path
        A CSV file with at least the columns of `rows.COLUMNS`.
    region : str
        A county as the column `nuts3` writes it, e.g. `Norrbottens län`.
    ecosystem : str
        The ecosystem's name or key in our tables; its key is the slug of it.
    mapping : Mapping, optional
        What types, owners, roles and names become; the shipped one when left out.

    Returns
    -------
    Reading
        The tables, and each doubt as a problem. With an error among them (no such column, an
        unmapped value, an unknown county) the tables are empty.

    Raises
    ------
    BadData
        When the file cannot be opened or is no text.
    """
    used = mapping or _shipped()
    rows, problems = read_rows(path)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return Reading(Tables.of(), tuple(problems))
    organisations, doubts = organisations_of(rows, used, region, path.name)
    projects, more = projects_of(rows, organisations, used, path.name)
    catch = _catch(organisations, projects)
    problems = [*problems, *more, *_told(doubts, catch), *_duplicates(catch, path.name)]
    errors = _unknown_region(rows, region, path.name) + _unmapped(catch, used, path.name)
    if errors:
        return Reading(Tables.of(), (*errors, *_in_order(problems)))
    return Reading(tables_of(catch, used, region, ecosystem), tuple(_in_order(problems)))


def _catch(organisations: tuple[Organisation, ...], projects: tuple[Project, ...]) -> Catch:
    members = tuple(each for each in organisations if each.is_member)
    inside = {each.name for each in members}
    owners = {row.number for each in members for row in each.here}
    kept = tuple(p for p in projects if any(row.number in owners for row in p.rows))
    beside = {name for project in kept for name, _ in project.parts} - inside
    return Catch(members, tuple(each for each in organisations if each.name in beside), kept)


def _told(doubts: dict[str, list[Problem]], catch: Catch) -> list[Problem]:
    """Doubts about organisations that come along; of the others there is nothing to mend."""
    return [problem for each in catch.actors for problem in doubts.get(each.name, ())]


def _duplicates(catch: Catch, file: str) -> list[Problem]:
    rows = {each.name: each.rows[0].number for each in catch.actors}
    return [
        Problem(
            "possible_duplicate",
            {"first": pair.first, "second": pair.second, "reasons": ", ".join(pair.reasons)},
            Place(file, "", rows[pair.second], "organisationsnamn"),
            Severity.WARNING,
        )
        for pair in possible_duplicates(rows)
    ]


def _in_order(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda p: (p.code, p.place, sorted(p.values.items())))


def _unknown_region(rows: list[Row], region: str, file: str) -> tuple[Problem, ...]:
    counties = sorted({row.county for row in rows if row.county})
    if fold(region) in {fold(county) for county in counties}:
        return ()
    values = {"region": region, "known": ", ".join(counties)}
    return (Problem("interreg_unknown_region", values, Place(file, "", 0, "nuts3")),)


def _unmapped(catch: Catch, mapping: Mapping, file: str) -> tuple[Problem, ...]:
    """Values that the mapping does not know, once each, at the first row where they stand."""
    found: dict[tuple[str, str], Problem] = {}
    for organisation in catch.actors:
        row = organisation.rows[0]
        if organisation.kind is None:
            value = " / ".join(part or "—" for part in organisation.pair)
            _add(found, organisation.name, ("organisationstyp", value), Place(file, "", row.number))
        if row.country not in mapping.countries:
            _add(found, organisation.name, ("land", row.country), Place(file, "", row.number))
    for project in catch.projects:
        for row in project.rows:
            if row.name and row.part not in mapping.parts:
                where = Place(file, "", row.number)
                _add(found, row.name, ("organisationsroll", row.part), where)
    return tuple(found.values())


def _add(
    found: dict[tuple[str, str], Problem], name: str, what: tuple[str, str], place: Place
) -> None:
    column, value = what
    values = {"value": value, "organisation": name, "column": column}
    found.setdefault(what, Problem("interreg_unmapped", values, replace(place, column=column)))
