"""CORDIS's files as rows of text: unpacked, decoded, the columns found, the cells trimmed.

Neighbours get `Sheet`, `open_sheet` and the three layouts: `OFFICIAL` (organisations), `JOINED`
(organisations with the projects' dates) and `PROJECTS`.
"""

import gzip
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from samspel.tables.persons import clean_text
from samspel.tables.raw import MOST_BYTES, MOST_ROWS, tidy
from samspel.tables.read_csv import decode, text_frame
from samspel.terms import BadData, Place, Problem

__all__ = ["JOINED", "OFFICIAL", "PROJECTS", "Layout", "Sheet", "open_sheet"]


@dataclass(frozen=True, slots=True)
class Layout:
    """Our names for a file's columns, by its own (in small letters); `blank`: what stands for
    a missing cell."""

    needed: Mapping[str, str]
    welcome: Mapping[str, str]
    blank: str | None = None

    @property
    def columns(self) -> dict[str, str]:
        """Both kinds together."""
        return {**self.needed, **self.welcome}


# organization.csv of Horizon 2020 and Horizon Europe, as the Publications Office gives it out.
OFFICIAL = Layout(
    needed={
        "projectid": "project", "organisationid": "pic", "name": "name",
        "activitytype": "type", "country": "country", "role": "part",
    },
    welcome={
        "nutscode": "nuts", "vatnumber": "vat", "geolocation": "geolocation",
        "eccontribution": "contribution", "totalcost": "cost", "endofparticipation": "left",
    },
)  # fmt: skip
# Participations with their projects' dates, without names or NUTS; missing is the text NA.
JOINED = Layout(
    needed={
        "rcn": "project", "pic": "pic", "type": "type", "country": "country", "role": "part",
        "start_date": "start", "end_date": "end",
    },
    welcome={"contribution": "contribution", "name": "name"},
    blank="NA",
)  # fmt: skip
# project.csv, beside organization.csv.
PROJECTS = Layout(
    needed={"id": "project", "startdate": "start", "enddate": "end"},
    welcome={"title": "title", "acronym": "acronym", "frameworkprogramme": "programme"},
)


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One file: its rows under our names, all text, `row` as a person counts (heading is 1).

    Columns that the file does not have are there and empty, and named in `absent`.
    """

    place: Place
    layout: Layout
    rows: pl.DataFrame
    absent: frozenset[str]
    problems: tuple[Problem, ...]


def open_sheet(path: Path, *layouts: Layout) -> Sheet:
    """The file in the layout it fits best, plain or gzipped, parted by `;`, `,` or tab.

    Raises
    ------
    BadData
        When it cannot be opened, is no text, or lacks a column that its layout needs.
    """
    place = Place(clean_text(path.name))
    text, problems = decode(_bytes(path, place), place)
    if text is None:
        raise BadData(problems)
    text = text.lstrip("\r\n")
    delimiter, layout = _fit(text.split("\n", 1)[0], layouts)
    frame, ragged = text_frame(text, delimiter) if text.strip() else (pl.DataFrame(), [])
    if not frame.height or frame.height > MOST_ROWS:
        raise BadData((_size(frame.height, place),))
    if ragged:
        raise BadData(tuple(Problem("ragged_row", {}, _row(place, at + 1)) for at in ragged[:200]))
    return _named(frame, layout, place, problems)


def _bytes(path: Path, place: Place) -> bytes:
    opened = gzip.open if path.suffix.casefold() == ".gz" else open
    try:
        with opened(path, "rb") as file:
            data: bytes = file.read(MOST_BYTES + 1)
    except FileNotFoundError as fault:
        raise BadData((Problem("no_such_path", {"path": place.file}, place),)) from fault
    except (OSError, EOFError, zlib.error) as fault:
        raise BadData((Problem("unreadable_file", {}, place),)) from fault
    if len(data) > MOST_BYTES:
        raise BadData((Problem("too_large", {"limit": f"{MOST_BYTES >> 20} MB"}, place),))
    return data


def _size(height: int, place: Place) -> Problem:
    if not height:
        return Problem("empty_file", {}, place)
    return Problem("too_many_rows", {"limit": str(MOST_ROWS), "count": str(height)}, place)


def _row(place: Place, row: int) -> Place:
    return Place(place.file, place.sheet, row)


def _fit(heading: str, layouts: tuple[Layout, ...]) -> tuple[str, Layout]:
    """The delimiter and the layout that give most of the columns needed."""
    pairs = [(delimiter, layout) for layout in layouts for delimiter in ";,\t"]
    return max(pairs, key=lambda pair: _share(heading, *pair))


def _share(heading: str, delimiter: str, layout: Layout) -> float:
    names = set(_folded(heading.split(delimiter)))
    return len(names & set(layout.needed)) / len(layout.needed)


def _folded(headings: list[str]) -> list[str]:
    return [heading.strip(' "\r\ufeff').casefold() for heading in headings]


def _named(
    frame: pl.DataFrame, layout: Layout, place: Place, problems: tuple[Problem, ...]
) -> Sheet:
    headings = _folded([cell or "" for cell in frame.row(0)])
    if lost := [name for name in layout.needed if name not in headings]:
        raise BadData(tuple(_missing(name, place) for name in lost))
    columns = [
        _cells(frame, headings.index(own), layout).alias(name)
        if own in headings
        else pl.repeat(None, frame.height - 1, dtype=pl.String, eager=True).alias(name)
        for own, name in layout.columns.items()
    ]
    rows = pl.DataFrame(columns).with_row_index("row", 2)
    rows = rows.filter(pl.any_horizontal(pl.all().exclude("row").is_not_null()))
    absent = frozenset(name for own, name in layout.columns.items() if own not in headings)
    return Sheet(place, layout, rows, absent, problems)


def _cells(frame: pl.DataFrame, at: int, layout: Layout) -> pl.Series:
    cells = tidy(frame.to_series(at).slice(1), escaped=False)
    return cells if layout.blank is None else cells.set(cells == layout.blank, None)


def _missing(name: str, place: Place) -> Problem:
    spelt = _SPELT.get(name, name)
    return Problem("missing_column", {"heading": spelt}, Place(place.file, "", 1, spelt))


# As the file itself writes them, for a person to search.
_SPELT = {
    "projectid": "projectID", "organisationid": "organisationID", "activitytype": "activityType",
    "startdate": "startDate", "enddate": "endDate",
}  # fmt: skip
