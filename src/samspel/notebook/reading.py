"""What stands before a measurement: tables without errors, one ecosystem, a day.

Neighbours get `read`, and for this room `usable`, `ecosystem_of`, `day_of`, `catalogue_of` and
`explained`, which puts the sentences of a fault under its traceback.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from samspel import tables as _tables
from samspel.gaps import load_definitions
from samspel.reports.problems import render_problems
from samspel.reports.words import for_language
from samspel.tables import Reading, Tables
from samspel.terms import BadData, Definitions

__all__ = ["catalogue_of", "day_of", "ecosystem_of", "explained", "names_of", "read", "usable"]


def read(path: str | Path, *, language: str = "sv") -> Reading:
    """The tables in a folder of CSV or Parquet files, one workbook, or a zip of such a folder.

    Parameters
    ----------
    path
        As for `samspel.tables.read`; text will do.
    language
        Of the sentences under the traceback when nothing can be read.

    Returns
    -------
    Reading
        `tables`, and every problem met on the way. `measure` takes it as it is, and refuses it
        when an error is among the problems.

    Raises
    ------
    BadData
        If nothing can be opened.
    """
    with explained(language):
        return _tables.read(Path(path))


@contextmanager
def explained(language: str) -> Iterator[None]:
    """Bad data is raised on with its problems in words, as `samspel check` prints them.

    A language that Samspel does not speak is refused at once, not when the result is printed.
    """
    for_language(language)
    try:
        yield
    except BadData as fault:
        fault.add_note(render_problems(fault.problems, language))
        raise


def usable(given: Tables | Reading) -> Tables:
    """The tables themselves.

    Raises
    ------
    TypeError
        If it is something else, most often the path that `samspel.read` should have had.
    BadData
        If the reading holds errors: a figure from tables with errors is no figure.
    """
    if isinstance(given, Tables):
        return given
    if not isinstance(given, Reading):
        raise TypeError(f"give what samspel.read(path) gives, not a {type(given).__name__}")
    if given.errors:
        raise BadData(given.errors)
    return given.tables


def ecosystem_of(tables: Tables, asked: str | None) -> str:
    """The ecosystem asked for, else the only one there is.

    Raises
    ------
    ValueError
        If there is none, or several to choose from; the text names them.
    """
    if asked is not None:
        return asked
    known = tables["ecosystems"].select("ecosystem_id").sort("ecosystem_id").to_series().to_list()
    if len(known) == 1:
        return str(known[0])
    raise ValueError(f"say which ecosystem: {', '.join(known) or 'there is none'}")


def day_of(on: date | str) -> date:
    """A date, also from text: `2026-09-30`.

    A day is always given. A figure that depended on the day it was run could not be run again.

    Raises
    ------
    ValueError
        If the text is no date; it says how one is written.
    """
    if isinstance(on, date):
        return on
    try:
        return date.fromisoformat(on)
    except ValueError as fault:
        raise ValueError(f"a day is written like 2026-09-30, not {on!r}") from fault


def catalogue_of(definitions: str | Path | Definitions) -> Definitions:
    """Definitions by the name of a shipped set, a file, or as they are."""
    return definitions if isinstance(definitions, Definitions) else load_definitions(definitions)


def names_of(tables: Tables) -> dict[str, str]:
    """Actor id to name, so that a result calls nobody by a key."""
    return dict(tables["actors"].select("actor_id", "name").rows())
