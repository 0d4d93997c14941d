"""What the rows of scanned files tell together: an id that stands twice, or one that is nowhere.

Neighbours get `relate(sheets)`. The engines join tables by such ids: a row whose id is nowhere
would be left out in silence, and one whose id stands twice counted twice.
"""

from collections.abc import Iterator, Mapping

import polars as pl

from samspel.atlas.looking import MOST
from samspel.atlas.sheets import Sheet
from samspel.tables import ALL_CONTRACTS, clean_text
from samspel.tables.faults import Fault, Where, faults
from samspel.tables.raw import Unreadable, faults_as_unreadable
from samspel.terms import Problem

__all__ = ["relate"]

_ROW, _KEY = "\0row", "\0key"  # no heading can be these
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
                for column, value, target in _links(sheet):
                    problems += _nowhere(sheet, (column, value), target, sheets.get(target))
        except Unreadable:
            problems.append(Problem("cannot_be_scanned", {}, sheet.place))
    return problems


def _links(sheet: Sheet) -> Iterator[tuple[str, pl.Expr, str]]:
    """Each column that names a row of another table, the id in it, and that table."""
    contract, there = sheet.contract, sheet.headings
    for column in contract.columns:
        if column.refers is not None and column.name in there:
            value = pl.col(column.name).cast(pl.String)
            yield column.name, value.replace("*", None) if column.or_all else value, column.refers
    if contract.name == "interplay" and "source" in there:
        yield "source", pl.col("source").cast(pl.String).str.extract("^wave:(.*)$"), "waves"
    elif contract.name == "answers":
        wave = pl.col("wave_id").cast(pl.String)
        yield "wave_id", pl.when(~wave.str.starts_with("told:")).then(wave), "waves"


def _nowhere(
    sheet: Sheet, link: tuple[str, pl.Expr], table: str, target: Sheet | None
) -> list[Problem]:
    column, value = link
    rows = sheet.rows().with_row_index(_ROW, offset=2).select(_ROW, value.alias(_KEY))
    rows = rows.filter(pl.col(_KEY) != "")
    if target is not None:
        key = next(each for each in ALL_CONTRACTS if each.name == table).key[0]
        known = target.rows().select(pl.col(key).cast(pl.String).alias(_KEY))
        rows = rows.join(known, on=_KEY, how="anti")
    lost = rows.sort(_ROW).head(MOST).collect(engine="streaming")
    fault = Fault("unknown_reference", column, {"table": table}, {"value": _seen(lost[_KEY])})
    return _told(fault, sheet, lost[_ROW])


def _repeated(sheet: Sheet) -> list[Problem]:
    contract = sheet.contract
    key = [name for name in contract.key if name in sheet.headings]
    if contract.name == _MAY_REPEAT:
        return []
    one = pl.concat_str(pl.col(key).cast(pl.String).fill_null(""), separator=" · ")
    rows = sheet.rows().with_row_index(_ROW, offset=2).select(_ROW, one.alias(_KEY))
    times = rows.group_by(_KEY).agg(pl.len(), pl.col(_ROW).min())
    twice = times.filter(pl.col("len") > 1).sort(_ROW).head(MOST).collect(engine="streaming")
    if twice.is_empty():
        return []
    again = rows.join(twice.lazy().select(_KEY, first=_ROW), on=_KEY)
    again = again.filter(pl.col(_ROW) > pl.col("first")).sort(_ROW).head(MOST)
    found = again.collect(engine="streaming")
    shown = {"value": _seen(found[_KEY]), "first_row": found["first"].cast(pl.String)}
    return _told(Fault("twice_as_scanned", key[0], of=shown), sheet, found[_ROW])


def _seen(ids: pl.Series) -> pl.Series:
    return pl.Series([clean_text(each) for each in ids], dtype=pl.String)


def _told(fault: Fault, sheet: Sheet, rows: pl.Series) -> list[Problem]:
    where = Where(sheet.place, pl.DataFrame(), rows)
    return faults(fault, where, pl.Series(range(len(rows)), dtype=pl.UInt32))
