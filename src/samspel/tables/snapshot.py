"""One hash of all that was read, the same whatever file the tables came in.

Neighbours get `snapshot(tables)` for a run and `hash_rows(name, frame)` for part of it, such
as the boundary of one ecosystem. The canonical form is defined here and nowhere else.
"""

from hashlib import sha256
from typing import Protocol

import polars as pl

from samspel.tables.beside import ALL_CONTRACTS
from samspel.tables.canonical import canonical
from samspel.tables.contracts import CONTRACTS, Contract
from samspel.tables.frames import Tables

__all__ = ["FORMAT", "encoded", "hash_rows", "snapshot"]

FORMAT = "samspel-tables/1"
_AT_ONCE = 100_000  # rows joined to one text before they are hashed: bounds the memory


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...


def snapshot(tables: Tables) -> str:
    """The content hash of all tables read: `sha256:` and 64 hexadecimal digits.

    The hash is SHA-256 over these fields, one after the other, with nothing between them:

    1. the format's name, ``samspel-tables/1``;
    2. for each of the thirteen tables in the order of method section 1 (`CONTRACTS`), also
       when it is empty: its name, its number of distinct rows, and then its rows.

    A *field* is the length of its UTF-8 bytes in decimal, a colon, and the bytes: `Luleå` is
    ``6:Luleå``. A *row* is the fields of the contract's columns in the contract's order;
    other columns are left out. Rows are encoded first, then sorted as bytes; a row that is
    exactly repeated counts once. A missing value, and a column that is not there, is the
    empty field ``0:``.

    - Text: normalised to NFC, then trimmed of Unicode white space at both ends.
    - Dates: ``2026-09-30``.
    - Numbers: the shortest digits that read back to the same IEEE double, as Python's `repr`
      writes them, without a closing ``.0``; minus zero is ``0``, not-a-number is missing.
    - Flags: ``1`` or ``0``; a missing flag means no, and is ``0``.
    - Roles: split at ``|``, each trimmed, empty ones dropped, each once, sorted as bytes,
      joined with ``|``.
    - Organisation numbers: without hyphen and white space.

    Parameters
    ----------
    tables
        What was read. The files, their form, the order of rows and the unknown columns do
        not matter.

    Returns
    -------
    str
        `sha256:…`.

    Notes
    -----
    Issue 2, item 5. Odd case: no rows at all still has a hash, that of thirteen empty tables.
    """
    digest = sha256()
    digest.update(_field(FORMAT))
    for contract in CONTRACTS:
        _add(digest, contract, tables[contract.name])
    return f"sha256:{digest.hexdigest()}"


def hash_rows(name: str, frame: pl.DataFrame) -> str:
    """The content hash of some rows of one table, in the same form as `snapshot`.

    The fields hashed are the format's name and then that one table. The frame may lack
    columns: they are missing.

    Raises
    ------
    KeyError
        If `name` is no table of ours.

    Examples
    --------
    >>> hash_rows("limits", pl.DataFrame())[:23]
    'sha256:c38c0c0a0802ca48'
    """
    contract = {each.name: each for each in ALL_CONTRACTS}[name]
    digest = sha256()
    digest.update(_field(FORMAT))
    _add(digest, contract, frame)
    return f"sha256:{digest.hexdigest()}"


def encoded(texts: pl.DataFrame) -> pl.Series:
    """Each row of canonical text as it is hashed: its fields with their lengths, end to end."""
    parts = [part for name in texts.columns for part in _field_of(name)]
    return texts.select(pl.concat_str(parts).alias("row")).to_series()


def _add(digest: _Hash, contract: Contract, frame: pl.DataFrame) -> None:
    rows = encoded(canonical(contract, frame)).unique().sort()
    digest.update(_field(contract.name) + _field(str(len(rows))))
    for start in range(0, len(rows), _AT_ONCE):
        digest.update("".join(rows.slice(start, _AT_ONCE).to_list()).encode())


def _field(text: str) -> bytes:
    data = text.encode()
    return f"{len(data)}:".encode() + data


def _field_of(name: str) -> list[pl.Expr]:
    value = pl.col(name)
    return [value.str.len_bytes().cast(pl.String), pl.lit(":"), value]
