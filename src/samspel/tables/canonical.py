"""One spelling for every value: what hashing, comparing and writing all go by.

Neighbours get `canonical(contract, frame)`, a frame of text only, and `WHITE_SPACE`, the
characters that are trimmed.
"""

import math

import polars as pl

from samspel.tables.contracts import Column, Contract, Kind

__all__ = ["WHITE_SPACE", "canonical", "composed", "number_text"]

# Unicode's White_Space property, spelt out so that another language trims the same characters.
WHITE_SPACE = (
    "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)


def canonical(contract: Contract, frame: pl.DataFrame) -> pl.DataFrame:
    """The known columns of a frame as canonical text, in the contract's order.

    Parameters
    ----------
    contract
        The table's contract.
    frame
        Any frame; a column it lacks is missing all through, a column of other type is cast.

    Returns
    -------
    polars.DataFrame
        As many rows as `frame`, all columns text, a missing value as the empty string.

    Raises
    ------
    polars.exceptions.PolarsError
        If a column cannot be cast to its kind.
    """
    return pl.DataFrame([_column(column, frame) for column in contract.columns])


def number_text(number: float) -> str:
    """A number by its shortest digits that read back to the same double.

    Python's `repr`, a whole number without `.0`, no negative zero; not a number is missing.

    >>> number_text(65.0), number_text(0.1), number_text(-0.0), number_text(float("nan"))
    ('65', '0.1', '0', '')
    """
    if math.isnan(number):
        return ""
    return repr(number + 0.0).removesuffix(".0")


def composed(text: pl.Series) -> pl.Series:
    """Text in NFC. Plain ASCII is in NFC as it stands, and looking costs next to nothing."""
    if bool((text.str.len_bytes() == text.str.len_chars()).all()):
        return text
    return text.str.normalize("NFC")


def _column(column: Column, frame: pl.DataFrame) -> pl.Series:
    if column.name not in frame.columns:
        missing = "0" if column.kind is Kind.FLAG else ""
        return pl.repeat(missing, frame.height, dtype=pl.String, eager=True).alias(column.name)
    series = frame.get_column(column.name).cast(column.kind.dtype)
    return _text(column.kind, series).fill_null("").alias(column.name)


def _text(kind: Kind, series: pl.Series) -> pl.Series:
    if kind is Kind.NUMBER:
        return _numbers(series)
    if kind is Kind.DATE:
        return series.dt.to_string("%Y-%m-%d")
    if kind is Kind.FLAG:
        return series.fill_null(value=False).cast(pl.Int8).cast(pl.String)
    text = composed(series).str.strip_chars(WHITE_SPACE)
    if kind is Kind.ORG_NUMBER:
        return text.str.replace_all(f"[-{WHITE_SPACE}]", "")
    if kind is Kind.ROLES:
        return text.to_frame("roles").select(_roles(pl.col("roles"))).to_series()
    return text


def _roles(text: pl.Expr) -> pl.Expr:
    each = pl.element().str.strip_chars(WHITE_SPACE)
    parts = text.str.split("|").list.eval(each.filter(each != ""))
    return parts.list.unique().list.sort().list.join("|")


def _numbers(series: pl.Series) -> pl.Series:
    # Polars' own float text may change between releases; a hash must not.
    texts = ["" if number is None else number_text(number) for number in series.to_list()]
    return pl.Series(series.name, texts, dtype=pl.String)
