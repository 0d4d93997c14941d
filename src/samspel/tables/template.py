"""The workbook that a person fills in: a sheet of instructions, then a sheet a table.

Neighbours get `Template` and `write_template`; its words come from `reports.workbook`.
"""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from samspel.tables.beside import ALL_CONTRACTS
from samspel.tables.contracts import Column, Contract, Kind
from samspel.tables.swedish import heading_in, keys_of, table_in, word_in

__all__ = ["INSTRUCTION", "TEMPLATE_TABLES", "Template", "write_template"]

# The sheets of the template: what is needed, and what people ask to tell beside it.
TEMPLATE_TABLES = (
    "ecosystems",
    "actors",
    "memberships",
    "interplay",
    "participations",
    "coverage",
    "places",
    "aliases",
    "identifiers",
    "relations",
    "offers",
)
INSTRUCTION = ("instruktion", "instruction")  # a sheet that is ours, and no table
_ROWS = 5000  # rows that have drop-downs
_FLAGS = (["1", "0"], ["ja", "nej"])  # in another language, in Swedish

Row = Mapping[str, str | float | date]


@dataclass(frozen=True, slots=True)
class Template:
    """The words of a template: the instruction's name and lines, the lines in bold being
    headings; a note for each column; and for each table its example rows. `language`: in
    which the sheets, headings and choices are."""

    language: str
    name: str
    lines: Sequence[tuple[str, bool]]
    notes: Mapping[tuple[str, str], str]
    examples: Mapping[str, Sequence[Row]]


def write_template(out: Path, template: Template) -> None:
    """Write it whole or not at all, over what is there.

    Headings are frozen. A closed list, yes or no, and a key of another sheet have drop-downs; a
    day must be a day. Example rows are slanted and say that they should be deleted.
    """
    import xlsxwriter

    beside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        book = xlsxwriter.Workbook(str(beside / "book.xlsx"), {"strings_to_formulas": False})
        looks = _looks(book)
        _instruct(book.add_worksheet(template.name), template, looks)
        for contract in (c for c in ALL_CONTRACTS if c.name in TEMPLATE_TABLES):
            sheet = book.add_worksheet(table_in(contract.name, template.language))
            _fill(sheet, contract, template, looks)
        book.close()
        (beside / "book.xlsx").replace(out)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _looks(book: Any) -> Mapping[str, Any]:
    slanted = {"italic": True, "font_color": "#B24A0B", "bg_color": "#F6DFCB"}
    return {
        "needed": book.add_format({"bold": True, "bottom": 2, "bg_color": "#DCE9EE"}),
        "heading": book.add_format({"bold": True, "bottom": 1}),
        "title": book.add_format({"bold": True, "font_size": 14, "text_wrap": True}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "example": book.add_format({**slanted, "num_format": "@"}),
        "example_day": book.add_format({**slanted, "num_format": "yyyy-mm-dd"}),
        "as_text": book.add_format({"num_format": "@"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
    }


def _instruct(sheet: Any, template: Template, looks: Mapping[str, Any]) -> None:
    sheet.set_column(0, 0, 96)
    sheet.hide_gridlines(2)
    for row, (line, heading) in enumerate(template.lines):
        sheet.write_string(row, 0, line, looks["title" if heading else "text"])


def _fill(sheet: Any, contract: Contract, template: Template, looks: Mapping[str, Any]) -> None:
    sheet.freeze_panes(1, 1)
    for at, column in enumerate(contract.columns):
        day = column.kind is Kind.DATE
        plain = column.kind in (Kind.NUMBER, Kind.FLAG)
        look = looks["day"] if day else None if plain else looks["as_text"]
        name = heading_in(contract.name, column.name, template.language)
        sheet.set_column(at, at, max(14, len(name) + 4), look)
        heading = "needed" if column.required else "heading"
        sheet.write_string(0, at, name, looks[heading])
        note = template.notes[contract.name, column.name]
        sheet.write_comment(0, at, note, {"x_scale": 2, "author": ""})
        rule = _rule(contract, column, template.language)
        if rule:
            sheet.data_validation(1, at, _ROWS, at, {"ignore_blank": True, **rule})
    for row, example in enumerate(template.examples.get(contract.name, ()), start=1):
        values = [
            _said(contract, column, example, template.language) for column in contract.columns
        ]
        _example(sheet, row, values, looks)


def _said(contract: Contract, column: Column, example: Row, language: str) -> Any:
    value = example.get(column.name)
    return word_in(contract.name, column.name, value, language) if isinstance(value, str) else value


def _rule(contract: Contract, column: Column, language: str) -> Mapping[str, Any]:
    """What a cell may hold. A stop only where the reader would stop as well."""
    if column.refers:
        source = f"='{table_in(column.refers, language)}'!$A$2:$A${_ROWS + 1}"
        return {"validate": "list", "source": source, "error_type": "warning"}
    shipped = keys_of(contract.name, column.name).values()
    words = [
        word_in(contract.name, column.name, str(key), language) for key in column.values or shipped
    ]
    if column.values:
        return {"validate": "list", "source": words}
    if words and column.kind is not Kind.ROLES:  # the region's own words are as good
        return {"validate": "list", "source": words, "error_type": "information"}
    if column.kind is Kind.FLAG:
        return {"validate": "list", "source": _FLAGS[language == "sv"]}
    if column.kind is Kind.DATE:
        days = {"minimum": date(1900, 3, 1), "maximum": date(2199, 12, 31)}
        return {"validate": "date", "criteria": "between", **days, "error_type": "warning"}
    return {}


def _example(sheet: Any, row: int, values: list[Any], looks: Mapping[str, Any]) -> None:
    for at, value in enumerate(values):
        if isinstance(value, date):
            sheet.write_datetime(row, at, value, looks["example_day"])
        elif isinstance(value, float):
            sheet.write_number(row, at, value, looks["example"])
        else:
            sheet.write_string(row, at, value or "", looks["example"])
