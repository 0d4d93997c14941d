"""Frozen dataclasses as JSON and back, without loss, by their own annotations.

Neighbours get `plain` and `typed`. What is kept is a dataclass of `samspel.terms`: dataclasses,
tuples, mappings, sets, enums, dates and what JSON itself knows. A field that was added later, and
has a default, may be missing in what was kept.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

__all__ = ["plain", "typed"]


def plain(value: Any) -> Any:
    """The value as JSON values.

    >>> plain((date(2026, 9, 30), frozenset({"b", "a"})))
    ['2026-09-30', ['a', 'b']]
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(each) for key, each in value.items()}
    if isinstance(value, frozenset):
        return sorted(plain(each) for each in value)
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return value


def typed(kind: Any, kept: Any) -> Any:
    """What `plain` was made of, read as that kind of thing.

    >>> typed(tuple[date, ...], ["2026-09-30"])
    (datetime.date(2026, 9, 30),)
    """
    origin, inner = get_origin(kind), get_args(kind)
    if NoneType in inner:
        return None if kept is None else typed(next(a for a in inner if a is not NoneType), kept)
    if origin is tuple:
        kinds = [inner[0]] * len(kept) if inner[-1] is Ellipsis else inner
        return tuple(typed(one, each) for one, each in zip(kinds, kept, strict=True))
    if origin is frozenset:
        return frozenset(typed(inner[0], each) for each in kept)
    if origin is Mapping:
        return {typed(inner[0], key): typed(inner[1], each) for key, each in kept.items()}
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: typed(hints[name], each) for name, each in kept.items()})
    if kind is date:
        return date.fromisoformat(kept)
    if isinstance(kind, type) and (issubclass(kind, Enum) or kind is int):
        return kind(kept)
    return kept


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)
