"""How a fault in a table is told: its place as a person sees it, and its row in context.

Neighbours get `Where`, `Fault`, `faults`, `CODES` (every code this room emits) and `AT_MOST`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from samspel.terms import Place, Problem, Severity

__all__ = ["AT_MOST", "CODES", "Fault", "Where", "faults", "positions_of", "without"]

# A million rows with one fault are one fault: the rest is counted in a last problem.
AT_MOST = 500
_IN_CONTEXT = 3
_LONGEST = 80

CODES: tuple[str, ...] = (
    # What was given cannot be opened.
    "no_such_path",
    "unsupported_form",
    "not_a_workbook",
    "locked_or_old_workbook",
    "not_a_zip",
    "too_large",
    "too_many_files",
    "unreadable_file",
    "out_exists",
    # A file or a sheet.
    "nothing_found",
    "missing_table",
    "two_files_one_table",
    "unknown_table",
    "sheet_ignored",
    "empty_file",
    "wrong_delimiter",
    "unknown_encoding",
    "encoding_guessed",
    "too_many_rows",
    "too_many_columns",
    "missing_column",
    "duplicate_column",
    "unknown_columns",
    # A row.
    "ragged_row",
    "duplicate_id",
    "duplicate_row",
    "ends_before_start",
    "overlapping_spells",
    "same_actor_twice",
    "succession_circle",
    "succession_twice",
    "unknown_reference",
    "act_without_participants",
    "ecosystem_without_members",
    # A cell.
    "blank_cell",
    "bad_date",
    "ambiguous_date",
    "bad_number",
    "bad_flag",
    "bad_country",
    "bad_type",
    "error_cell",
    "out_of_range",
    "unknown_value",
    "unknown_role",
    "like_a_formula",
    "unknown_gap",
    "unknown_respondent",
    "org_number_check_digit",
    "org_number_form",
    "identifier_check_digit",
    "identifier_form",
    "identifier_missing",
    "industry_form",
    "sole_trader_number_dropped",
    "personal_number_removed",
    "personal_number_in_id",
)


@dataclass(frozen=True, slots=True, eq=False)
class Fault:
    """One kind of fault in one column (empty: the row as a whole).

    `values` are shared by every row; `of` has values by name, one for each row at fault.
    """

    code: str
    column: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    of: Mapping[str, pl.Series] = field(default_factory=dict)
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True, eq=False)
class Where:
    """Where the rows of one frame stand in the file a person has before them.

    `rows` gives the row number of each row of the frame (None: the first is row 2, under the
    heading). `cells` is the frame as text without personal numbers, for the context.
    `blamed` holds, by column, the positions whose cell has been told already, and `absent` the
    columns that are not there at all.
    """

    place: Place
    cells: pl.DataFrame
    rows: pl.Series | None = None
    blamed: Mapping[str, frozenset[int]] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()

    def row(self, position: int) -> int:
        """The row number of the frame's row at `position`."""
        return position + 2 if self.rows is None else int(self.rows[position])

    def context(self, position: int) -> str:
        """The row as a person would read it out, cut short."""
        if not self.cells.width:
            return ""
        cells = [str(cell) for cell in self.cells.row(position) if cell is not None]
        return _cut(" · ".join(cells[:7]), 2 * _LONGEST)


def faults(fault: Fault, where: Where, positions: pl.Series) -> list[Problem]:
    """One problem for each position, the first `AT_MOST`; then one that counts the rest.

    Parameters
    ----------
    fault
        What is wrong; its `of` has one value for each position.
    where
        Where the frame's rows stand.
    positions
        Positions in the frame, ascending.

    Returns
    -------
    list of Problem
        The first three carry `context`; the one that counts the rest carries `more` and no row.
    """
    told = []
    for at, position in enumerate(positions.head(AT_MOST).to_list()):
        own = {name: _cut(_shown(series[at]), _LONGEST) for name, series in fault.of.items()}
        if at < _IN_CONTEXT:
            own["context"] = where.context(position)
        place = replace(where.place, row=where.row(position), column=fault.column)
        told.append(Problem(fault.code, {**fault.values, **own}, place, fault.severity))
    if len(positions) > AT_MOST:
        more = {**fault.values, "more": str(len(positions) - AT_MOST)}
        place = replace(where.place, column=fault.column)
        told.append(Problem(fault.code, more, place, fault.severity))
    return told


def positions_of(frame: pl.DataFrame, condition: pl.Expr) -> pl.Series:
    """The positions of the rows for which the condition holds; missing is no."""
    return frame.select(condition.fill_null(value=False).arg_true()).to_series()


def without(positions: pl.Series, blamed: Iterable[int]) -> pl.Series:
    """The positions that have not been told already."""
    known = list(blamed)
    if not known:
        return positions
    return positions.filter(~positions.is_in(pl.Series(known, dtype=positions.dtype).implode()))


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _cut(text: str, longest: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"
