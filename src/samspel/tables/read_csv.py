"""Delimited text as Swedish offices save it: `;`, `,` or tab, UTF-8, UTF-16 or Windows-1252.

Neighbours get `raw_csv(data, name, place)`; `sources` gets `decode` and `text_frame`, for files
with other people's columns.
"""

import csv
import io
import re
from dataclasses import replace

import polars as pl

from samspel.tables.beside import ALL_CONTRACTS
from samspel.tables.persons import clean_text
from samspel.tables.raw import (
    MOST_COLUMNS,
    Raw,
    Source,
    Unreadable,
    bounded,
    faults_as_unreadable,
    first_full_row,
)
from samspel.terms import Place, Problem, Severity

__all__ = ["decode", "raw_csv", "text_frame"]

_DELIMITERS = (";", ",", "\t")
# Windows-1252 has a sign for most bytes, so other old encodings decode without an error:
# å ä ö of DOS (code page 850) come out as † „ ” inside words, those of old Macs as Œ Š š.
_NOT_1252 = re.compile(
    "[A-Za-z][\u2020\u201e\u201d\u2021\u017d\u2122](?=[a-z])|[a-z][\u0152\u0160]|[a-z]\u0161[a-z]"
)
# In those encodings the bytes of these letters are signs that no Swedish text is full of.
_SWEDISH = re.compile("[\u00e5\u00e4\u00f6\u00c5\u00c4\u00d6]")


def raw_csv(data: bytes, name: str, place: Place) -> Source:
    """The table in the bytes of one file, or why there is none.

    A first line `sep=;`, as Excel writes it, is obeyed. The delimiter is the one of `;`, `,`
    and tab that gives most of the table's column names. A record with more cells than the
    heading is an error row; one with fewer ends in blanks, as a spreadsheet shows it.
    """
    text, noted = decode(data, place)
    if text is None:
        return Source((), noted, frozenset({name}))
    text, told = _told_delimiter(text if "\n" in text else text.replace("\r", "\n"))
    first = _first_record(text)
    if not first:
        return Source.failed(name, "empty_file", place)
    delimiter = told or _delimiter(first, name)
    if _is_one_giant_column(first, delimiter, name):
        return Source.failed(name, "wrong_delimiter", place, heading=clean_text(first)[:80])
    empty = Raw(name, place, (), pl.DataFrame(), 2 if told else 1, escaped=True, problems=noted)
    return bounded(_filled(empty, text, delimiter))


def decode(data: bytes, place: Place) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of the bytes, and what was noticed. None when the encoding cannot be told."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return _decoded(data, encoding, place)
    if b"\0" in data[:200]:
        return _decoded(data, "utf-16-le" if data[1:2] == b"\0" else "utf-16-be", place)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _old_windows(data, place)


def _decoded(data: bytes, encoding: str, place: Place) -> tuple[str | None, tuple[Problem, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        return None, (Problem("unknown_encoding", {}, place),)


def _old_windows(data: bytes, place: Place) -> tuple[str | None, tuple[Problem, ...]]:
    text, problems = _decoded(data, "cp1252", place)
    if text is None or not _is_1252(text):
        return None, (Problem("unknown_encoding", {}, place),)
    return text, (Problem("encoding_guessed", {}, place, Severity.WARNING), *problems)


def _is_1252(text: str) -> bool:
    """Whether its letters make sense: a Sámi name has š inside, among many more å, ä and ö."""
    odd = len(_NOT_1252.findall(text))
    return odd == 0 or len(_SWEDISH.findall(text)) > odd


def _told_delimiter(text: str) -> tuple[str, str]:
    match = re.match(r'"?sep=([;,\t])"?\r?\n', text)
    return (text[match.end() :], match[1]) if match else (text, "")


def _first_record(text: str) -> str:
    """The first line that says anything: a spreadsheet writes an empty row as `;;;`."""
    said = re.search(r"[^\s;,\"]", text)
    if said is None:
        return ""
    start = text.rfind("\n", 0, said.start()) + 1
    return text[start : start + 20_000].split("\n", 1)[0].rstrip("\r")


def _headings(first: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([first], delimiter=delimiter), [])
    except csv.Error:
        return first.split(delimiter)


def _known(name: str) -> frozenset[str]:
    return frozenset(next(c for c in ALL_CONTRACTS if c.name == name).schema)


def _hits(first: str, delimiter: str, name: str) -> tuple[int, int]:
    headings = _headings(first, delimiter)
    known = _known(name)
    return sum(h.strip().lower().strip("\ufeff") in known for h in headings), len(headings)


def _delimiter(first: str, name: str) -> str:
    return max(_DELIMITERS, key=lambda delimiter: _hits(first, delimiter, name))


def _is_one_giant_column(first: str, delimiter: str, name: str) -> bool:
    """Whether names of several columns stand in the only heading, whatever parts them."""
    _, width = _hits(first, delimiter, name)
    names = set(re.findall(r"[a-z]+(?:_[a-z]+)*", first.lower()))
    return width == 1 and len(names & _known(name)) > 1


def _filled(empty: Raw, text: str, delimiter: str) -> Raw:
    """The empty table, whose first row is the file's first record, with what the text holds."""
    frame, ragged = text_frame(text, delimiter)
    top = first_full_row(frame)
    problems = [
        Problem("ragged_row", {}, replace(empty.place, row=row + empty.first_row))
        for row in ragged[:MOST_COLUMNS]
    ]
    return replace(
        empty,
        headings=tuple(cell or "" for cell in frame.row(top)),
        cells=frame.slice(top + 1),
        first_row=top + 1 + empty.first_row,
        problems=(*empty.problems, *problems),
    )


def text_frame(text: str, delimiter: str) -> tuple[pl.DataFrame, list[int]]:
    """All records as text, and the numbers (from 0) of those with more cells than the heading."""
    width = len(_headings(_first_record(text), delimiter))
    names = [f"c{at}" for at in range(width)]
    try:
        with faults_as_unreadable(pl.exceptions.PolarsError):
            frame = pl.read_csv(
                io.BytesIO(text.encode("utf-8", "replace")),
                has_header=False,
                infer_schema=False,
                separator=delimiter,
                new_columns=names,
            )
    except Unreadable:
        return _slow_frame(text, delimiter, names)
    if frame.width != width:
        return _slow_frame(text, delimiter, names)
    return frame, []


def _slow_frame(text: str, delimiter: str, names: list[str]) -> tuple[pl.DataFrame, list[int]]:
    """Record by record: only for text that is not well formed (stray quotes, ragged records)."""
    records, ragged = [], []
    for at, record in enumerate(_records(text, delimiter)):
        if len(record) > len(names) and any(cell.strip() for cell in record[len(names) :]):
            ragged.append(at)
        records.append([*record[: len(names)], *[None] * (len(names) - len(record))])
    return pl.DataFrame(records, schema=dict.fromkeys(names, pl.String), orient="row"), ragged


def _records(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(1 << 24)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return [line.split(delimiter) for line in text.splitlines()]
