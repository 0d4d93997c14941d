"""CORDIS's rows made sure of: ids that are ids, ISO countries, one organisation a PIC.

Neighbours get `sure_rows` (every row that can be used) and `organisations_of` (one row a PIC).
"""

import polars as pl

from samspel.sources.cordis.doubts import told
from samspel.sources.cordis.mapping import CordisMapping
from samspel.sources.cordis.sheets import JOINED, Sheet
from samspel.terms import Place, Problem

__all__ = ["organisations_of", "sure_rows"]

# Up to nine digits: ten could be a person's number, which must go no further.
_ID = "^[0-9]{1,9}$"


def sure_rows(sheet: Sheet, mapping: CordisMapping) -> tuple[pl.DataFrame, list[Problem]]:
    """The rows with a project and an organisation, `iso` beside the country as it was written."""
    rows, lost = _with_ids(sheet.rows, "project", "pic")
    problems = told("cordis_bad_id", lost, sheet.place)
    upper = pl.col("country").str.to_uppercase()
    iso = upper.replace(dict(mapping.countries))
    rows = rows.with_columns(pl.when(iso.str.contains("^[A-Z]{2}$")).then(iso).alias("iso"))
    rows = rows.with_columns(_empty(name) for name in _BESIDE if name not in rows.columns)
    rows = rows.with_columns(pl.col("nuts").str.to_uppercase())
    strange = rows.filter(pl.col("country").is_not_null() & pl.col("iso").is_null())
    problems += told(
        "cordis_bad_country", strange, sheet.place, column="country", value="country", pic="pic"
    )
    blank = "cordis_na_country" if sheet.layout is JOINED else "cordis_blank_country"
    missing = rows.filter(pl.col("country").is_null())
    return rows, [*problems, *told(blank, missing, sheet.place, column="country", pic="pic")]


_BESIDE = ("nuts", "name", "vat", "geolocation", "contribution", "cost", "left", "start", "end")


def _empty(name: str) -> pl.Expr:
    return pl.lit(None, pl.String).alias(name)


def _with_ids(rows: pl.DataFrame, *names: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    good = pl.all_horizontal(
        pl.col(name).str.contains(_ID).fill_null(value=False) for name in names
    )
    return rows.filter(good), rows.filter(~good)


def organisations_of(
    rows: pl.DataFrame, mapping: CordisMapping, place: Place
) -> tuple[pl.DataFrame, list[Problem]]:
    """One row a PIC: `pic, row, name, type, iso, nuts, vat, geolocation, here`.

    A value that differs between its rows is the one on most of them, rows in the country or
    region asked for (`here`) before others; at a tie the mapping's order decides the type, the
    alphabet everything else. What differs is told.
    """
    found = rows.group_by("pic").agg(pl.col("row").min(), pl.col("here").any())
    problems: list[Problem] = []
    for column, code in _ASKED.items():
        ranked = _ranked(rows, column, mapping)
        chosen = ranked.unique("pic", keep="first", maintain_order=True).select("pic", column)
        found = found.join(chosen, on="pic", how="left")
        if code:
            said = _differences(ranked, column).join(found.select("pic", "row"), on="pic")
            problems += told(code, said, place, organisation="pic", found="values", taken="taken")
    return found.sort("pic"), problems


# Column by column, and the code when it differs between an organisation's rows.
_ASKED = {
    "name": "cordis_several_names",
    "type": "cordis_several_kinds",
    "iso": "cordis_several_countries",
    "nuts": "",
    "vat": "",
    "geolocation": "",
}


def _ranked(rows: pl.DataFrame, column: str, mapping: CordisMapping) -> pl.DataFrame:
    """Each organisation's values with how often they stand, the one to take first."""
    kept = rows.filter(pl.col(column).is_not_null())
    values = kept.group_by("pic", column).agg(pl.len(), pl.col("here").any().alias("near"))
    order = {kind: at for at, kind in enumerate(mapping.kinds)} if column == "type" else {}
    rank = pl.col(column).replace_strict(order, default=len(order), return_dtype=pl.Int64)
    descending = [False, True, True, False, False]
    return values.sort("pic", "near", "len", rank, column, descending=descending)


def _differences(ranked: pl.DataFrame, column: str) -> pl.DataFrame:
    several = ranked.filter(pl.len().over("pic") > 1)
    return several.group_by("pic", maintain_order=True).agg(
        pl.format("{} ({})", column, "len").str.join("; ").alias("values"),
        pl.col(column).first().alias("taken"),
    )
