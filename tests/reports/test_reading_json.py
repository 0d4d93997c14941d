"""The JSON of a memo's reading keeps to its schema, and the table says every field."""

import re
from typing import Any

import pytest

from samspel.reports.reading_json import reading_schema, render_reading_json
from samspel.reports.reading_table import reading_rows, render_reading_table
from samspel.sources.memos import read_text
from samspel.terms import MEMO_FIELDS, MemoReading, Money, ReadAmount
from sources.memos.held import DOCUMENTS, as_json

_TYPES: dict[str, Any] = {
    "object": dict, "array": list, "string": str, "number": (int, float), "integer": int,
    "boolean": bool, "null": type(None),
}  # fmt: skip


def _keeps(value: Any, schema: dict[str, Any], whole: dict[str, Any]) -> bool:
    """The part of JSON Schema that our schema uses, read plainly."""
    if "$ref" in schema:
        return _keeps(value, whole["$defs"][schema["$ref"].rpartition("/")[2]], whole)
    if "anyOf" in schema:
        return any(_keeps(value, each, whole) for each in schema["anyOf"])
    if "const" in schema or "enum" in schema:
        return value in schema.get("enum", [schema.get("const")])
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(isinstance(value, _TYPES[each]) for each in types):
        return False
    if isinstance(value, dict):
        return _keeps_object(value, schema, whole)
    if isinstance(value, list):
        return all(_keeps(each, schema["items"], whole) for each in value)
    return schema.get("format") != "date" or re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None


def _keeps_object(value: dict[str, Any], schema: dict[str, Any], whole: dict[str, Any]) -> bool:
    known, more = schema.get("properties", {}), schema.get("additionalProperties", {})
    names = schema.get("propertyNames")
    return (
        set(schema.get("required", [])) <= value.keys()
        and all(more is not False or key in known for key in value)
        and all(_keeps(each, known.get(key, more), whole) for key, each in value.items())
        and (names is None or all(_keeps(key, names, whole) for key in value))
    )


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_reading_keeps_to_the_schema(path: Any) -> None:
    schema = reading_schema()
    assert _keeps(as_json(read_text(path.read_text(encoding="utf-8"))), schema, schema)


def test_keys_stand_in_the_order_of_the_schema() -> None:
    """Issue 4, item 1: the keys as asked for; what minutes add comes last."""
    keys = list(as_json(MemoReading("")))
    assert keys == list(reading_schema()["properties"])
    assert keys[:3] == ["schema", "dnr", "title"]
    assert keys[-4:] == ["read_from", "unsure", "date", "minutes"]
    assert all("description" in each for each in reading_schema()["properties"].values())


def test_an_empty_reading_says_null() -> None:
    document = as_json(MemoReading(""))
    assert document["total"] is document["period"] is document["parent"] is None
    assert document["points"] == []
    assert render_reading_json(MemoReading("")).endswith("}\n")


def test_ore_stand_as_decimals_and_whole_kronor_without() -> None:
    amounts = tuple(ReadAmount(Money.kronor(each), None) for each in ("1500.50", "2000000"))
    assert [a["kronor"] for a in as_json(MemoReading("", amounts=amounts))["amounts"]] == [
        1500.5,
        2_000_000,
    ]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_table_has_a_row_for_every_field(language: str) -> None:
    for path in DOCUMENTS:
        reading = read_text(path.read_text(encoding="utf-8"))
        rows = reading_rows(reading, language)
        names = set(MEMO_FIELDS) - ({"minutes"} if reading.minutes is None else set())
        assert names <= {row.key for row in rows}
        text = render_reading_table(reading, language)
        assert all(row.name in text for row in rows)
        assert {row.key for row in rows if row.unsure} == set(reading.unsure)
