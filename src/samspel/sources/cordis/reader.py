"""From CORDIS's files to our tables: what comes along for a country or region, and every doubt."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from samspel.sources.cordis.doubts import told
from samspel.sources.cordis.filling import Catch, tables_of
from samspel.sources.cordis.mapping import CordisMapping
from samspel.sources.cordis.mapping import shipped_mapping as _shipped
from samspel.sources.cordis.participants import organisations_of, sure_rows
from samspel.sources.cordis.projects import projects_of
from samspel.sources.cordis.sheets import JOINED, OFFICIAL, PROJECTS, Sheet, open_sheet
from samspel.sources.duplicates import possible_duplicates
from samspel.tables import Reading, Tables
from samspel.terms import Place, Problem, Severity

__all__ = ["read_cordis"]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the reader was asked for: one country as ISO, or one region as NUTS and its country."""

    country: str
    region: str | None

    @property
    def here(self) -> pl.Expr:
        """Whether a row stands in it."""
        if self.region is None:
            return (pl.col("iso") == self.country).fill_null(value=False)
        return pl.col("nuts").str.starts_with(self.region).fill_null(value=False)


def read_cordis(  # noqa: PLR0913 - two files, and four by keyword only
    organisations: Path,
    projects: Path | None = None,
    *,
    ecosystem: str,
    country: str | None = None,
    region: str | None = None,
    mapping: CordisMapping | None = None,
) -> Reading:
    """Read CORDIS's organisations and projects for one country or one region.

    An act is a project, an actor a participant identification code (PIC). Organisations with a
    row in the country or region are members, from before the record begins and still, since
    CORDIS dates projects and not organisations. A project comes along when a member stands in it
    with a row there, and with it every other participant, as no member. `limits` says that the
    capital gap cannot be shown. Participations keep what CORDIS says of money in the extra
    columns `contribution_eur` and `cost_eur`.

    Parameters
    ----------
    organisations : Path
        `organization.csv` as the Publications Office gives it out (Horizon 2020, Horizon
        Europe), or participations joined with their projects' dates (`rcn, pic, type, country,
        role, start_date, end_date`); parted by `;`, `,` or tab, plain or gzipped.
    projects : Path, optional
        `project.csv`, which the first of the two needs: it holds the dates.
    ecosystem : str
        The ecosystem's name or key in our tables; its key is the slug of it.
    country, region : str
        One of them: a country (`SE`; `EL` and `GR` alike), or a NUTS code (`SE332`, `SE33`).
    mapping : CordisMapping, optional
        What types and roles become; the shipped one when left out.

    Returns
    -------
    Reading
        The tables, and each doubt as a problem. With an error among them (an unmapped value, no
        dates, an unknown country or region, a project file of another programme) the tables are
        empty.

    Raises
    ------
    BadData
        When a file cannot be opened, is no text, or lacks a column it must have.
    ValueError
        When not exactly one of `country` and `region` is given.
    """
    if (country is None) == (region is None):
        raise ValueError("one of country and region")
    used = mapping or _shipped()
    asked = _asked(country, region, used)
    sheet = open_sheet(organisations, OFFICIAL, JOINED)
    if refused := _refused(sheet, projects, asked):
        return Reading(Tables.of(), (*refused, *sheet.problems))
    rows, problems = sure_rows(sheet, used)
    rows = rows.with_columns(asked.here.alias("here"))
    if not rows["here"].any():
        return Reading(Tables.of(), (_nobody(rows, asked, sheet.place), *sheet.problems, *problems))
    wanted = rows.filter("here")["project"].unique()
    dated = sheet if sheet.layout is JOINED or projects is None else open_sheet(projects, PROJECTS)
    if stranger := _other_programme(sheet, dated, wanted):
        return Reading(Tables.of(), (stranger, *sheet.problems, *dated.problems, *problems))
    catch, more = _catch(rows, (sheet, dated), wanted, (asked, used))
    problems = [*sheet.problems, *problems, *more, *_said_once(sheet, projects, rows, asked)]
    problems += _left_early(catch)
    if errors := _unmapped(catch, used):
        return Reading(Tables.of(), (*errors, *problems))
    tables, met = tables_of(catch, used, ecosystem)
    problems += [*met, *_kinds_judged(catch, used), *_duplicates(catch)]
    return Reading(tables, tuple(sorted(problems, key=lambda p: (p.code, p.place))))


def _asked(country: str | None, region: str | None, mapping: CordisMapping) -> _Asked:
    if region is None:
        return _Asked(mapping.country(country or ""), None)
    code = region.strip().upper()
    return _Asked(mapping.country(code[:2]), code)


def _refused(sheet: Sheet, projects: Path | None, asked: _Asked) -> tuple[Problem, ...]:
    """What cannot be answered from such a file, whatever its rows say."""
    if sheet.layout is JOINED:
        values = {"region": asked.region or "", "country": asked.country}
        refused = Problem("cordis_joined_has_no_regions", values, sheet.place)
        return (refused,) if asked.region else ()
    found = []
    if asked.region and sheet.rows["nuts"].is_null().all():
        values = {"region": asked.region, "country": asked.country}
        place = Place(sheet.place.file, "", 0, "nutsCode")
        found.append(Problem("cordis_no_regions", values, place))
    if projects is None:
        found.append(Problem("cordis_no_dates", {}, sheet.place))
    return tuple(found)


def _nobody(rows: pl.DataFrame, asked: _Asked, place: Place) -> Problem:
    """No row stands there: a misspelling, most often."""
    if asked.region is None:
        known = rows["iso"].drop_nulls().unique().sort().to_list()
        values = {"country": asked.country, "known": ", ".join(known)}
        return Problem("cordis_unknown_country", values, Place(place.file, "", 0, "country"))
    near = rows.filter(pl.col("iso") == asked.country)["nuts"].drop_nulls().unique().sort()
    values = {"region": asked.region, "known": ", ".join(near.to_list()) or "–"}
    return Problem("cordis_unknown_region", values, Place(place.file, "", 0, "nutsCode"))


def _other_programme(sheet: Sheet, dated: Sheet, wanted: pl.Series) -> Problem | None:
    """That no project is in the project file: it is of another programme, and no act would come."""
    if dated.rows["project"].is_in(wanted.implode()).any():
        return None
    values = {
        "count": str(wanted.len()),
        "organisations": sheet.place.file,
        "projects": dated.place.file,
    }
    return Problem("cordis_other_programme", values, Place(dated.place.file, "", 0, "id"))


def _catch(
    rows: pl.DataFrame,
    sheets: tuple[Sheet, Sheet],
    wanted: pl.Series,
    by: tuple[_Asked, CordisMapping],
) -> tuple[Catch, list[Problem]]:
    (sheet, dated), (asked, mapping) = sheets, by
    kept, problems = projects_of(dated.rows, dated.place, wanted)
    inside = pl.col("project").is_in(kept["project"].implode())
    along = rows.filter(inside)
    everyone = rows.filter(inside | pl.col("here"))
    pics = everyone["pic"].unique()
    theirs = rows.filter(pl.col("pic").is_in(pics.implode()))
    found, differing = organisations_of(theirs, mapping, sheet.place)
    if dated is not sheet:
        problems = [*dated.problems, *problems]
    number = "cordis-rcn" if sheet.layout is JOINED else "cordis"
    catch = Catch(found, along, kept, sheet.place, asked.country, asked.region, number)
    return catch, [*problems, *differing]


def _said_once(
    sheet: Sheet, projects: Path | None, rows: pl.DataFrame, asked: _Asked
) -> list[Problem]:
    """What holds for the file as a whole, with how often."""
    at, found = sheet.place, []
    if "name" in sheet.absent:
        found.append(_warn("cordis_no_names", {}, at))
    elif blank := rows.filter(pl.col("name").is_null()).height:
        found.append(_warn("cordis_blank_name", {"count": str(blank)}, at))
    if sheet.layout is JOINED and projects is not None:
        found.append(_warn("cordis_projects_not_used", {"file": projects.name}, at))
    unplaced = rows.filter((pl.col("iso") == asked.country) & pl.col("nuts").is_null()).height
    if asked.region and unplaced:
        values = {"count": str(unplaced), "country": asked.country}
        found.append(_warn("cordis_blank_region", values, at))
    return found


def _left_early(catch: Catch) -> list[Problem]:
    """CORDIS says that a participant left, not when: it counts to the project's end."""
    left = catch.rows.filter(pl.col("left").str.to_lowercase() == "true")
    at, column = catch.place, "endOfParticipation"
    return told("cordis_left_early", left, at, column=column, project="project", pic="pic")


def _warn(code: str, values: dict[str, str], place: Place) -> Problem:
    return Problem(code, values, place, Severity.WARNING)


def _unmapped(catch: Catch, mapping: CordisMapping) -> list[Problem]:
    """Values that the mapping does not know, once each, at the first row where they stand."""
    kinds = catch.organisations.filter(~pl.col("pic").is_in(list(mapping.organisations)))
    found: list[Problem] = []
    for rows, name, spelt, known in (
        (kinds, "type", "activityType", mapping.kinds),
        (catch.rows, "part", "role", mapping.parts),
    ):
        odd = rows.with_columns(pl.col(name).fill_null("—")).filter(
            ~pl.col(name).is_in(list(known))
        )
        odd = odd.sort("row").unique(name, keep="first").with_columns(pl.lit(spelt).alias("spelt"))
        found += told(
            "cordis_unmapped", odd, catch.place, column=spelt, error=True,
            value=name, organisation="pic", heading="spelt",
        )  # fmt: skip
    return found


def _kinds_judged(catch: Catch, mapping: CordisMapping) -> list[Problem]:
    """That CORDIS has no civil sector: how many actors rest on what the mapping says of OTH."""
    judged = catch.organisations.filter(
        (pl.col("type") == "OTH") & ~pl.col("pic").is_in(list(mapping.organisations))
    )
    if not judged.height:
        return []
    values = {"count": str(judged.height), "sector": mapping.kinds["OTH"].sector}
    return [_warn("cordis_other_kind", values, Place(catch.place.file, "", 0, "activityType"))]


def _duplicates(catch: Catch) -> list[Problem]:
    """Members whose names are alike under different PICs: told, never merged."""
    named = catch.organisations.filter(pl.col("here") & pl.col("name").is_not_null())
    rows = dict(named.select("name", "row").sort("row", descending=True).rows())
    return [
        _warn(
            "possible_duplicate",
            {"first": pair.first, "second": pair.second, "reasons": ", ".join(pair.reasons)},
            Place(catch.place.file, "", rows[pair.second], "name"),
        )
        for pair in possible_duplicates(rows)
    ]
