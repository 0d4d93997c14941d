"""What stands beside a gap, in the public JSON: the keys after `without_financier`.

Neighbours get `beside_json`, in the order of the schema. Null stands where it cannot be told; the
schema says of each key when that is.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from samspel.terms import GapFigure

__all__ = ["beside_json", "share"]

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
        "sensitivity": _rows(figure.sensitivity),
        "levers": _one(figure.levers),
        "by_max_size": _rows(figure.by_max_size),
        "hang_on_one": share(figure.hang_on_one),
        "leave_one_out": _one(figure.leave_one_out),
        "next_step": _one(figure.next_step),
        "fragmentation": share(figure.fragmentation),
        "fragmentation_without_platform": share(figure.fragmentation_without_platform),
        "costliest": _rows(figure.costliest),
        "saturated": figure.saturated,
        "strength": share(figure.strength),
        "ladder": _one(figure.ladder),
        "flows": _rows(figure.flows),
        "levels": _rows(figure.levels),
        "concentration": _one(figure.concentration),
        "matrix": _one(figure.matrix),
    }


def _rows(rows: Iterable[Any] | None) -> list[Any] | None:
    return None if rows is None else [_one(row) for row in rows]


def _one(value: Any) -> Any:
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
