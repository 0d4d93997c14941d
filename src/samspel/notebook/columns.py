"""The columns of `.table()`: name, type, what it is. The documentation prints them from here.

Neighbours get `GAP_COLUMNS`, `CHANGE_COLUMNS` and `schema_of`.
"""

from collections.abc import Mapping

import polars as pl

__all__ = ["CHANGE_COLUMNS", "GAP_COLUMNS", "Column", "schema_of"]

Column = tuple[str, pl.DataType, str]

_TEXT, _COUNT, _SHARE = pl.String(), pl.Int64(), pl.Float64()

GAP_COLUMNS: tuple[Column, ...] = (
    ("gap", _TEXT, "the gap's key"),
    ("name", _TEXT, "its name in the measurement's language"),
    ("near", _COUNT, "actors on the near side"),
    ("left", _COUNT, "of these, who had left before the day"),
    ("far", _COUNT, "actors on the far side"),
    ("reached", _COUNT, "near actors known to have had contact"),
    ("none", _COUNT, "near actors known to have had none"),
    ("unknown", _COUNT, "near actors of whom nothing is known"),
    ("told", _COUNT, "near actors whose state rests on what somebody else told"),
    ("asked", _SHARE, "share whose state would be known whatever it is"),
    ("coverage", _SHARE, "share whose state is known"),
    ("lower", _SHARE, "the least the gap can be"),
    ("upper", _SHARE, "the most the gap can be"),
    ("estimate", _SHARE, "the gap: share not reached; null when it cannot be said"),
    ("low", _SHARE, "low end of the 90 % interval"),
    ("high", _SHARE, "high end of the 90 % interval"),
    ("reason", _TEXT, "why there is no estimate, as a code"),
    ("inactive", _SHARE, "share with no act that carries contact"),
    ("platform_only", _SHARE, "share whose acts hold nobody but the platform"),
    ("thin", _SHARE, "further share that chance would leave without, as shown"),
    ("sorted", _SHARE, "the rest of the upper bound, as shown"),
    ("sorted_sd", _SHARE, "standard deviation of `sorted` under chance, as shown"),
    ("two_step", _SHARE, "share within two steps of the far side"),
    ("platform_dependence", _SHARE, "of that, the share that falls without the platform's seats"),
    ("platform_dependence_high", _SHARE, "the same without every act the platform had a part in"),
    ("sole_route", pl.List(pl.String()), "ids of those with the platform as their only route"),
    ("without_financier", pl.Boolean(), "whether the ecosystem's financiers are left out"),
)

CHANGE_COLUMNS: tuple[Column, ...] = (
    ("gap", _TEXT, "the gap's key"),
    ("name", _TEXT, "its name in the measurement's language"),
    ("near_from", _COUNT, "near actors on the first day"),
    ("near_to", _COUNT, "near actors on the last day"),
    ("stayers", _COUNT, "near actors on both days"),
    ("joiners", _COUNT, "near actors on the last day only"),
    ("leavers", _COUNT, "near actors on the first day only"),
    ("gap_from", _SHARE, "the gap on the first day"),
    ("gap_to", _SHARE, "the gap on the last day"),
    ("total", _SHARE, "the change of the gap; negative is narrower"),
    ("total_low", _SHARE, "low end of its 90 % interval"),
    ("total_high", _SHARE, "high end of its 90 % interval"),
    ("from_stayers", _SHARE, "the part of those who stayed"),
    ("stayers_low", _SHARE, "low end of its 90 % interval"),
    ("stayers_high", _SHARE, "high end of its 90 % interval"),
    ("from_joiners", _SHARE, "the part of those who came"),
    ("from_leavers", _SHARE, "the part of those who left"),
    ("from_roles", _SHARE, "the part of changed roles"),
    ("narrowed", _SHARE, "probability that the stayers' gap narrowed by more than delta"),
    ("widened", _SHARE, "probability that it widened by more than delta"),
    ("verdict", _TEXT, "forward, backward, moved, no_clear_change or cannot_say"),
    ("reason", _TEXT, "why there is no verdict, as a code"),
    ("without_financier", pl.Boolean(), "whether the ecosystem's financiers are left out"),
)


def schema_of(columns: tuple[Column, ...]) -> Mapping[str, pl.DataType]:
    """Name to Polars type, in order."""
    return {name: kind for name, kind, _ in columns}
