"""The API given texts as long as a column holds, and longer, and what no database holds.

NUL, half a character, days before the first year and after the last. SQLite takes most of it and
PostgreSQL nothing; both must answer in words: 422 that names the field and the longest length.
"""

import json
import shlex
from itertools import pairwise

import pytest

from pages.test_api import BASE, Program
from samspel.actions.enter_tables import TABLES
from samspel.pages.api.describing import subjects
from samspel.pages.api.examples import example

OPERATIONS = [one for subject in subjects() for one in subject.operations if one.body]
ODD = ["a\x00b", "a\ud800b", "0000-12-31", "10000-01-01", "ß" * 200, "ß" * 500, "x" * 10_000]
ADDS = [
    (table, column.name)
    for table, columns in TABLES.items()
    for column in columns
    if column.kind == "text" and not column.values
]


@pytest.fixture
def writer(db, world):
    return Program(world.stranger, "nord", writes=True)


def leaves(value, path=()):
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        return [leaf for key, one in pairs for leaf in leaves(one, (*path, key))]
    return [path] if isinstance(value, str) else []


def put(value, path, new):
    if not path:
        return new
    made = dict(value) if isinstance(value, dict) else list(value)
    made[path[0]] = put(value[path[0]], path[1:], new)
    return made


@pytest.mark.parametrize("one", OPERATIONS, ids=lambda one: one.key)
def test_no_text_finds_a_fault(one, writer):
    """Every text of every operation's example, one at a time."""
    words = shlex.split(example(one, "http://testserver"))
    said = dict(pairwise(words))
    body = json.loads(said["-d"])
    for path in leaves(body):
        for odd in ODD:
            data = json.dumps(put(body, path, odd))
            send = getattr(writer.client, one.method.lower())
            answer = send(words[-1], data, "application/json", headers=writer.headers)
            assert answer.status_code < 500, (path, odd[:20], answer.content[:300])
            if "\x00" in odd or "\ud800" in odd:
                assert answer.status_code == 422, (path, odd, answer.content[:300])


def row_of(table):
    """A row with all that must be there; whether it fits the register is another matter."""
    made = {}
    for column in TABLES[table]:
        if column.required or column.kind == "date":
            plain = {"date": "2026-09-01", "number": 1.0, "flag": True}
            made[column.name] = column.values[0] if column.values else plain.get(column.kind, "k")
    return made


@pytest.mark.parametrize(("table", "column"), ADDS)
def test_a_text_longer_than_its_column_is_named_with_the_longest(table, column, writer):
    data = {"adds": {table: [{**row_of(table), column: "x" * 10_001}]}}
    told = writer.post("/entries", data, 422)
    (problem,) = told["problems"]
    assert problem["place"].endswith(f"adds.{table}.0.{column}"), problem
    longest = int("".join(c for c in problem["what"] if c.isdigit()))
    assert longest <= 10_000
    for text in ("x" * longest, "ß" * longest):
        data = {"adds": {table: [{**row_of(table), column: text}]}}
        answer = writer.client.post(
            BASE + "/entries", json.dumps(data), "application/json", headers=writer.headers
        )
        assert answer.status_code in (201, 409), answer.content[:300]
