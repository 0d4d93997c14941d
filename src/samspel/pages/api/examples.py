"""An example of each operation with curl: what must be given, given.

Neighbours get `example(operation, address)`. A value is chosen by the field's name, so that every
address of the page tells of the same made-up region; a test sends every example.
"""

import json
import shlex
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from samspel.pages.api.describing import Field, Operation

__all__ = ["example"]

_DAY = "2026-09-30"
_BY_NAME: Mapping[str, Any] = {
    "absent": 3,
    "actor_id": "f12",
    "actors": ["f12", "ltu"],
    "asks_from": "2024-10-01",
    "asks_until": _DAY,
    "closes_on": "2026-10-21",
    "column": "actor_id",
    "deputy": 4,
    "ecosystem": "skog",
    "ecosystem_id": "skog",
    "ecosystems": ["skog"],
    "email": "eva@example.se",
    "entries": [17],
    "gap": "research",
    "interplay_id": "m-2026-09-01",
    "kind": "meeting",
    "month": "2026-10",
    "name": "Eva Ek",
    "note_id": "n-2026-09-01",
    "others": ["f13"],
    "region": "norr",
    "since": "2025-09-30",
    "started_on": "2026-09-01",
    "table": "actors",
    "text": "Kraftbolaget söker forskare om vätgas",
    "until": _DAY,
    "value": "f12",
    "wave_id": "skog-2026-09",
}
# Where no field must be given, yet an empty body says nothing; or a name means another thing.
_BODIES: Mapping[str, Mapping[str, Any]] = {
    "entering-make-entry": {
        "adds": {
            "interplay": [{"interplay_id": "m-2026-09-01", "started_on": "2026-09-01"}],
            "participations": [
                {"interplay_id": "m-2026-09-01", "actor_id": "ltu"},
                {"interplay_id": "m-2026-09-01", "actor_id": "f12"},
            ],
        }
    },
    "entering-ask-for-run": {"ecosystem": "skog", "on": _DAY},
    "logging-acts-write-kind": {"flow": ["knowledge"]},
    "logging-acts-enter-note": {"noted_on": _DAY, "kind": "idea", "text": _BY_NAME["text"]},
    "logging-acts-write-note-anew": {"noted_on": _DAY, "kind": "idea", "text": _BY_NAME["text"]},
}
_BY_KIND: Mapping[str, Any] = {"integer": 17, "boolean": True, "date": _DAY}


def example(operation: Operation, server: str) -> str:
    """A command to copy, which asks the server at that address."""
    address = operation.address
    for one in operation.within:
        address = address.replace(f"{{{one.path}}}", str(_value(one)))
    query = urlencode({one.path: _BY_NAME[one.path] for one in operation.asks if one.required})
    where = server + address + (f"?{query}" if query else "")
    return " ".join(["curl", *_method(operation), *_sent(operation), shlex.quote(where)])


def _method(operation: Operation) -> list[str]:
    itself = "POST" if operation.body else "GET"
    return [] if operation.method == itself else ["-X", operation.method]


def _sent(operation: Operation) -> list[str]:
    said = ["-H", '"Authorization: Bearer $KEY"'] if operation.needs_key else []
    if not operation.body:
        return said
    body = json.dumps(_body(operation), ensure_ascii=False)
    return [*said, "-H", '"Content-Type: application/json"', "-d", shlex.quote(body)]


def _body(operation: Operation) -> Mapping[str, Any]:
    if operation.key in _BODIES:
        return _BODIES[operation.key]
    outermost = [one for one in operation.body if "." not in one.path]
    return {one.path: _value(one) for one in outermost if one.required}


def _value(one: Field) -> Any:
    if one.values:
        return one.values[0]
    return _BY_NAME.get(one.path, _BY_KIND.get(one.kind))
