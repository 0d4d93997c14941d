"""Gathers every fault of a definitions file, so that its author meets them all at once.

Neighbours get `Faults`, whose readers return a usable value also when they note a fault.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from samspel.terms import BadData, Place, Problem

__all__ = ["Faults"]


class Faults:
    """The faults of one file. `at` is the place of a table in it, such as `gap[3].far[1]`.

    Codes: `definitions_missing` (a key that must stand there), `definitions_unknown` (a key
    that means nothing), `definitions_value` (with `value` and `allowed`), `definitions_twice`.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self._problems: list[Problem] = []

    def add(self, code: str, place: str, **values: str) -> None:
        """Note a fault."""
        self._problems.append(Problem(code, values, Place(file=self.file, column=place)))

    def raise_any(self) -> None:
        """Raise `BadData` with every fault noted, if there is one."""
        if self._problems:
            raise BadData(tuple(self._problems))

    def known(self, data: Mapping[str, Any], at: str, names: Iterable[str]) -> None:
        """Note every key that is not among `names`: a misspelt key must not be read past."""
        allowed = tuple(names)
        for name in data:
            if name not in allowed:
                self.add("definitions_unknown", _place(at, name), allowed=", ".join(allowed))

    def text(self, data: Mapping[str, Any], at: str, name: str) -> str:
        """The text under that key, which must be there and say something."""
        value = data.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
        self._missing_or_wrong(value, _place(at, name), "text")
        return ""

    def texts(self, data: Mapping[str, Any], at: str, name: str) -> tuple[str, ...]:
        """The list of texts under that key; none when the key is absent."""
        value = data.get(name, [])
        if isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value):
            return tuple(v.strip() for v in value)
        self._missing_or_wrong(value, _place(at, name), '["text"]')
        return ()

    def flag(self, data: Mapping[str, Any], at: str, name: str) -> bool:
        """The true or false under that key; false when the key is absent."""
        value = data.get(name, False)
        if isinstance(value, bool):
            return value
        self._missing_or_wrong(value, _place(at, name), "true, false")
        return False

    def choice(
        self, data: Mapping[str, Any], place: str, allowed: Sequence[str], *, default: str = ""
    ) -> str:
        """One of the allowed values under that key; the default when the key is absent."""
        value = data.get(place.rpartition(".")[2], default)
        if isinstance(value, str) and value in allowed:
            return value
        self._missing_or_wrong(value, place, ", ".join(v for v in allowed if v))
        return default

    def table(self, data: Mapping[str, Any], at: str, name: str) -> Mapping[str, Any] | None:
        """The table under that key, which must be there."""
        value = data.get(name)
        if isinstance(value, dict):
            return value
        self._missing_or_wrong(value, _place(at, name), "table")
        return None

    def tables(self, data: Mapping[str, Any], at: str, name: str) -> list[Mapping[str, Any]]:
        """The list of tables under that key, of which there must be at least one."""
        value = data.get(name)
        if isinstance(value, list) and value and all(isinstance(v, dict) for v in value):
            return value
        self._missing_or_wrong(value or None, _place(at, name), f"[[{name}]]")
        return []

    def _missing_or_wrong(self, value: object, place: str, allowed: str) -> None:
        if value is None:
            self.add("definitions_missing", place, allowed=allowed)
        else:
            self.add("definitions_value", place, value=str(value), allowed=allowed)


def _place(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name
