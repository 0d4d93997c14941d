"""What the rows of scanned files tell together: an id that stands twice, or one that is nowhere.

Neighbours get `relate(sheets)`. The engines join tables by such ids: a row whose id is nowhere
would be left out in silence, and one whose id stands twice counted twice.
"""

from collections.abc import Mapping

import polars as pl

from samspel.atlas.looking import MOST
from samspel.atlas.sheets import ROW, Sheet
from samspel.tables import clean_text
from samspel.tables.check import Link, references, wave_links
from samspel.tables.faults import Fault, Where, faults
from samspel.tables.raw import Unreadable, faults_as_unreadable
from samspel.terms import Problem

__all__ = ["relate"]

_KEY, _TIMES, _FIRST = "\0key", "\0times", "\0first"  # no heading can be these
# An actor counts once in an act, however many rows say that it took part.
_MAY_REPEAT = "participations"


def relate(sheets: Mapping[str, Sheet]) -> list[Problem]:
    """What is wrong between the rows of these files, each with its row and column.

    Parameters
    ----------
    sheets : mapping of table to Sheet
        Every file of the folder, its cells looked through already.

    Returns
    -------
    list of Problem
        The first `MOST` of each kind and column. The files are streamed; what is held meanwhile
        are the ids of one table.
    """
    problems: list[Problem] = []
    for sheet in sheets.values():
        try:
            with faults_as_unreadable(pl.exceptions.PolarsError, OSError, ValueError):
                problems += _repeated(sheet)
                for link in (*references(sheet.contract), *wave_links(sheet.contract)):
                    if link.column in sheet.headings:
                        problems += _nowhere(sheet, link, sheets.get(link.table))
        except Unreadable:
            problems.append(Problem("cannot_be_scanned", {}, sheet.place))
    return problems


def _nowhere(sheet: Sheet, link: Link, target: Sheet | None) -> list[Problem]:
    own = sheet.numbered().select(ROW, pl.col(link.column).cast(pl.String))
    rows = own.select(ROW, link.value.alias(_KEY)).filter(pl.col(_KEY) != "")
    if target is not None:
        key = target.contract.key[0]
        rows = rows.join(
            target.rows().select(pl.col(key).cast(pl.String).alias(_KEY)), _KEY, how="anti"
        )
    lost = rows.sort(ROW).head(MOST).collect(engine="streaming")
    shown = {"value": _seen(lost[_KEY])}
    fault = Fault("unknown_reference", link.column, {"table": link.table}, shown)
    return _told(fault, sheet, lost[ROW])


def _repeated(sheet: Sheet) -> list[Problem]:
    contract = sheet.contract
    if contract.name == _MAY_REPEAT:
        return []
    key = [name for name in contract.key if name in sheet.headings]
    rows = sheet.numbered().select(ROW, pl.col(key).cast(pl.String).fill_null(""))
    times = rows.group_by(key).agg(pl.len().alias(_TIMES), pl.col(ROW).min().alias(_FIRST))
    twice = times.filter(pl.col(_TIMES) > 1).sort(_FIRST).head(MOST).collect(engine="streaming")
    if twice.is_empty():
        return []
    again = rows.join(twice.lazy(), on=key).filter(pl.col(ROW) > pl.col(_FIRST))
    found = again.sort(ROW).head(MOST).collect(engine="streaming")
    ids = found.select(pl.concat_str(key, separator=" · ")).to_series()
    shown = {"value": _seen(ids), "first_row": found[_FIRST].cast(pl.String)}
    return _told(Fault("twice_as_scanned", key[0], of=shown), sheet, found[ROW])


def _seen(ids: pl.Series) -> pl.Series:
    return pl.Series([clean_text(each) for each in ids], dtype=pl.String)


def _told(fault: Fault, sheet: Sheet, rows: pl.Series) -> list[Problem]:
    where = Where(sheet.place, pl.DataFrame(), rows)
    return faults(fault, where, pl.Series(range(len(rows)), dtype=pl.UInt32))
