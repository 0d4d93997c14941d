"""What is doubtful in CORDIS's rows, told with its place; counted when there is very much of it.

Neighbours get `told` and `CODES`, every code this reader emits besides those of `tables`.
"""

from collections.abc import Mapping

import polars as pl

from samspel.tables.faults import Fault, Where, faults
from samspel.terms import Place, Problem, Severity

__all__ = ["CODES", "told"]

CODES: tuple[str, ...] = (
    "cordis_act_left_out",
    "cordis_bad_country",
    "cordis_bad_geolocation",
    "cordis_bad_id",
    "cordis_bad_mapping",
    "cordis_bad_money",
    "cordis_blank_country",
    "cordis_blank_name",
    "cordis_blank_region",
    "cordis_dates_differ",
    "cordis_joined_has_no_regions",
    "cordis_left_early",
    "cordis_na_country",
    "cordis_no_dates",
    "cordis_no_names",
    "cordis_no_regions",
    "cordis_other_kind",
    "cordis_other_programme",
    "cordis_project_not_there",
    "cordis_projects_not_used",
    "cordis_repeated",
    "cordis_several_countries",
    "cordis_several_kinds",
    "cordis_several_names",
    "cordis_unknown_country",
    "cordis_unknown_region",
    "cordis_unmapped",
    "possible_duplicate",
)


def told(  # noqa: PLR0913 - three, and the sentence's values by keyword only
    code: str,
    rows: pl.DataFrame,
    place: Place,
    *,
    column: str = "",
    error: bool = False,
    **of: str,
) -> list[Problem]:
    """One problem for each row, at most 500 and then one that counts the rest.

    Parameters
    ----------
    code
        From `CODES`.
    rows
        The rows at fault, with their number in the file in the column `row`.
    place
        The file.
    column
        The column to blame, as the file spells it.
    error
        Whether it stops; a warning otherwise.
    of
        Each value of the sentence by name, and the column of `rows` that it is taken from.
    """
    if not rows.height:
        return []
    rows = rows.sort("row")
    values: Mapping[str, pl.Series] = {name: rows.get_column(own) for name, own in of.items()}
    severity = Severity.ERROR if error else Severity.WARNING
    where = Where(place, pl.DataFrame(), rows.get_column("row"))
    positions = pl.int_range(rows.height, eager=True)
    return faults(Fault(code, column, of=values, severity=severity), where, positions)
