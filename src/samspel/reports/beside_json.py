"""What stands beside a gap, in the public JSON: the keys after `without_financier`.

Neighbours get `beside_json`, in the order of the schema, and `as_object` with `as_objects`. Null
stands where it cannot be told; the schema says of each key when that is.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from samspel.terms import GapFigure

__all__ = ["as_object", "as_objects", "beside_json", "share"]

_DECIMALS = 12


def share(value: float | None) -> float | None:
    """A number to 12 decimals, minus nothing as 0.0; None stays.

    Raises
    ------
    ValueError
        If it is NaN or infinite.
    """
    if value is None:
        return None
    if not math.isfinite(value):
        raise ValueError(f"a share cannot be {value}")
    return round(float(value), _DECIMALS) + 0.0  # -0.0 + 0.0 is 0.0


def beside_json(figure: GapFigure) -> dict[str, Any]:
    """The keys that follow the gap itself."""
    return {
        "sensitivity": as_objects(figure.sensitivity),
        "levers": as_object(figure.levers),
        "by_max_size": as_objects(figure.by_max_size),
        "hang_on_one": share(figure.hang_on_one),
        "leave_one_out": as_object(figure.leave_one_out),
        "next_step": as_object(figure.next_step),
        "fragmentation": share(figure.fragmentation),
        "fragmentation_without_platform": share(figure.fragmentation_without_platform),
        "costliest": as_objects(figure.costliest),
        "saturated": figure.saturated,
        "strength": share(figure.strength),
        "ladder": as_object(figure.ladder),
        "flows": as_objects(figure.flows),
        "levels": as_objects(figure.levels),
        "concentration": as_object(figure.concentration),
        "matrix": as_object(figure.matrix),
    }


def as_objects(rows: Iterable[Any] | None) -> list[Any] | None:
    """Frozen dataclasses as a list of objects; None stays."""
    return None if rows is None else [as_object(row) for row in rows]


def as_object(value: Any) -> Any:
    """A frozen dataclass as an object, its shares rounded."""
    return None if value is None else _rounded(asdict(value))


def _rounded(value: Any) -> Any:
    kinds: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
        (float, share),
        (dict, lambda found: {key: _rounded(each) for key, each in found.items()}),
        ((list, tuple), lambda found: [_rounded(each) for each in found]),
    )
    for kind, turned in kinds:
        if isinstance(value, kind):
            return turned(value)
    return value
