"""The OpenAPI document as lines to read: operations by subject, fields one after another.

Neighbours get `subjects()`, each `Subject` with its `Operation`s. Nothing is written here that the
document does not say, so the page and the document cannot drift apart. The words are codes and the
operations' own docstrings, which are strings of the catalogue; `wording` says them in a language.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from samspel.pages.api.service import api

__all__ = ["Field", "Operation", "Subject", "subjects"]

_METHODS = ("get", "post", "put", "delete")
_OK = "2"
_DEEPEST = 6  # a row within a row within a table of what is sent; nothing of ours is deeper


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter or a field: `path` as `adds.actors[].name`, `kind` a code of `wording`; `lists`:
    how many lists it is within itself. `says` is English, a string of the catalogue; `refers` is
    the table whose key it holds."""

    path: str
    kind: str
    lists: int = 0
    required: bool = False
    may_be_null: bool = False
    values: tuple[str, ...] = ()
    says: str = ""
    refers: str = ""
    longest: int | None = None
    least: int | None = None
    most: int | None = None
    otherwise: Any = None


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address. `says` is English, a string of the catalogue; `status` what a
    good answer has; `body` and `gives` are empty when there is none."""

    key: str
    method: str
    address: str
    says: str
    needs_key: bool
    within: tuple[Field, ...]
    asks: tuple[Field, ...]
    body: tuple[Field, ...]
    status: int
    gives: tuple[Field, ...]
    refuses: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """The operations of a subject. `key` is the document's tag."""

    key: str
    operations: tuple[Operation, ...]


@cache
def subjects() -> tuple[Subject, ...]:
    """All that the document describes, in its order."""
    document: Mapping[str, Any] = api.get_openapi_schema()
    shapes: Mapping[str, Any] = document["components"]["schemas"]
    found: dict[str, list[Operation]] = {}
    for address, methods in document["paths"].items():
        for method in (one for one in _METHODS if one in methods):
            told = methods[method]
            found.setdefault(told["tags"][0], []).append(_operation(method, address, told, shapes))
    return tuple(Subject(key, tuple(operations)) for key, operations in found.items())


def _operation(
    method: str, address: str, told: Mapping[str, Any], shapes: Mapping[str, Any]
) -> Operation:
    status = next(code for code in told["responses"] if str(code).startswith(_OK))
    asked = [(one, _parameter(one, shapes)) for one in told.get("parameters", ())]
    return Operation(
        key=told["operationId"].rsplit("_api_", 1)[-1].replace("_", "-"),
        method=method.upper(),
        address=address,
        says=" ".join(told["description"].split()),
        needs_key=bool(told.get("security")),
        within=tuple(one for raw, one in asked if raw["in"] == "path"),
        asks=tuple(one for raw, one in asked if raw["in"] == "query"),
        body=tuple(_content(told.get("requestBody", {}), shapes)),
        status=int(status),
        gives=tuple(_content(told["responses"][status], shapes)),
        refuses=tuple(int(code) for code in told["responses"] if code != status),
    )


def _parameter(told: Mapping[str, Any], shapes: Mapping[str, Any]) -> Field:
    # The schema says what the name is everywhere; the parameter, what it is at this address.
    schema = {**told["schema"], "description": told["description"]}
    return _field(told["name"], schema, shapes, required=bool(told.get("required")))


def _content(told: Mapping[str, Any], shapes: Mapping[str, Any]) -> Iterator[Field]:
    schema = told.get("content", {}).get("application/json", {}).get("schema")
    if schema is not None:
        yield from _within("", schema, shapes, 0)


def _within(
    path: str, schema: Mapping[str, Any], shapes: Mapping[str, Any], depth: int
) -> Iterator[Field]:
    """The fields of an object, or of those in a list, each before those within it."""
    inner, lists, _null = _opened(schema, shapes)
    if depth == _DEEPEST or "properties" not in inner:
        return
    start = f"{path}{'[]' * lists}." if path or lists else ""
    needed = inner.get("required", ())
    for name, one in inner["properties"].items():
        yield _field(start + name, one, shapes, required=name in needed)
        yield from _within(start + name, one, shapes, depth + 1)


def _opened(
    schema: Mapping[str, Any], shapes: Mapping[str, Any]
) -> tuple[Mapping[str, Any], int, bool]:
    """What is inside references, lists and "or null": the schema, how many lists, whether null."""
    lists, null = 0, False
    while True:
        if "$ref" in schema:
            schema = shapes[schema["$ref"].rsplit("/", 1)[-1]]
        elif "allOf" in schema:
            schema = schema["allOf"][0]
        elif "anyOf" in schema:
            null = null or any(one.get("type") == "null" for one in schema["anyOf"])
            schema = next(one for one in schema["anyOf"] if one.get("type") != "null")
        elif schema.get("type") == "array":
            lists, schema = lists + 1, schema.get("items", {})
        else:
            return schema, lists, null


def _field(
    path: str, schema: Mapping[str, Any], shapes: Mapping[str, Any], *, required: bool
) -> Field:
    inner, lists, null = _opened(schema, shapes)
    return Field(
        path,
        inner.get("format") or inner.get("type", "object"),
        lists,
        required=required,
        may_be_null=null,
        values=tuple(map(str, inner.get("enum") or schema.get("x-values", ()))),
        says=schema.get("x-says") or schema["description"],
        refers=schema.get("x-refers", ""),
        longest=inner.get("maxLength"),
        least=inner.get("minimum"),
        most=inner.get("maximum"),
        otherwise=schema.get("default"),
    )
