"""A run's settings and figures as JSON and back, without loss.

The public JSON is for others and rounds; this keeps every digit and what sentences need.
"""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from samspel.terms import (
    Concentration,
    Costly,
    Definitions,
    FarTies,
    FlowVolume,
    GapDefinition,
    GapFigure,
    Ladder,
    LeftOut,
    Lens,
    LevelShare,
    Levers,
    Matrix,
    NextStep,
    Parts,
    RunSettings,
    Sector,
    Sensitivity,
    Side,
    SizeLine,
    Wording,
)

__all__ = ["figure_from", "figure_json", "settings_from", "settings_json"]


def settings_json(settings: RunSettings) -> dict[str, Any]:
    """The settings as JSON values."""
    definitions = settings.definitions
    plain = {f.name: getattr(settings, f.name) for f in fields(settings)}
    plain["on"] = settings.on.isoformat()
    plain["definitions"] = {
        "key": definitions.key,
        "title": asdict(definitions.title),
        "hash": definitions.hash,
        "extra": dict(definitions.extra),
        "gaps": [_gap_json(gap) for gap in definitions.gaps],
    }
    return plain


def settings_from(plain: Mapping[str, Any]) -> RunSettings:
    """What `settings_json` was made of."""
    kept = plain["definitions"]
    definitions = Definitions(
        key=kept["key"],
        title=Wording(**kept["title"]),
        gaps=tuple(_gap_from(gap) for gap in kept["gaps"]),
        hash=kept["hash"],
        extra=kept["extra"],
    )
    on = date.fromisoformat(plain["on"])
    return RunSettings(**{**plain, "on": on, "definitions": definitions})


def _gap_json(gap: GapDefinition) -> dict[str, Any]:
    plain = asdict(gap)
    for side in ("near", "far"):
        plain[side] = [
            {**one, "roles_any": sorted(one["roles_any"]), "sector": one["sector"] or ""}
            for one in plain[side]
        ]
    for end in ("valid_from", "valid_until"):
        plain[end] = plain[end].isoformat() if plain[end] else None
    return plain


def _gap_from(plain: Mapping[str, Any]) -> GapDefinition:
    wordings = {name: Wording(**plain[name]) for name in ("name", "decided", "operationalised")}
    sides = {name: tuple(map(_side, plain[name])) for name in ("near", "far")}
    days = {
        end: date.fromisoformat(plain[end]) if plain[end] else None
        for end in ("valid_from", "valid_until")
    }
    return GapDefinition(**{**plain, **wordings, **sides, **days})


def _side(plain: Mapping[str, Any]) -> Side:
    sector = Sector(plain["sector"]) if plain["sector"] else None
    return Side(**{**plain, "sector": sector, "roles_any": frozenset(plain["roles_any"])})


# What stands beside a gap, by the field of `GapFigure`: one of its kind, or several.
_ONE = {
    "levers": Levers,
    "leave_one_out": LeftOut,
    "next_step": NextStep,
    "ladder": Ladder,
}
_SEVERAL = {
    "sensitivity": Sensitivity,
    "by_max_size": SizeLine,
    "costliest": Costly,
    "flows": FlowVolume,
    "levels": LevelShare,
}


def figure_json(figure: GapFigure) -> dict[str, Any]:
    """The figure as JSON values, its states left out."""
    plain = {f.name: getattr(figure, f.name) for f in fields(figure) if f.name != "states"}
    plain["why"] = dict(figure.why)
    plain["parts"] = asdict(figure.parts)
    for name in (*_ONE, "concentration", "matrix"):
        plain[name] = None if plain[name] is None else asdict(plain[name])
    for name in _SEVERAL:
        plain[name] = None if plain[name] is None else [asdict(each) for each in plain[name]]
    if figure.without_financier is not None:
        plain["without_financier"] = figure_json(figure.without_financier)
    return plain


def figure_from(plain: Mapping[str, Any]) -> GapFigure:
    """What `figure_json` was made of, without states."""
    other = plain["without_financier"]
    sole = plain["sole_route"]
    return GapFigure(
        **{
            **plain,
            "parts": Parts(**plain["parts"]),
            "lens": Lens(plain["lens"]),
            "sole_route": None if sole is None else tuple(sole),
            "declared_by": tuple(plain["declared_by"]),
            "without_financier": None if other is None else figure_from(other),
            **_beside_from(plain),
        }
    )


def _beside_from(plain: Mapping[str, Any]) -> dict[str, Any]:
    """What stands beside the gap; a figure kept before it was measured has none of it."""
    found: dict[str, Any] = {}
    for name, one in _ONE.items():
        kept = plain.get(name)
        found[name] = None if kept is None else one(**kept)
    for name, each in _SEVERAL.items():
        rows = plain.get(name)
        found[name] = None if rows is None else tuple(_made(each, row) for row in rows)
    few, matrix = plain.get("concentration"), plain.get("matrix")
    found["concentration"] = few and Concentration(
        **{**few, "top": tuple(FarTies(**row) for row in few["top"])}
    )
    found["matrix"] = matrix and Matrix(**{name: _frozen(each) for name, each in matrix.items()})
    return found


def _made(kind: Any, row: Mapping[str, Any]) -> Any:
    return kind(**{name: _frozen(value) for name, value in row.items()})


def _frozen(value: Any) -> Any:
    """Lists as tuples, all the way in."""
    return tuple(map(_frozen, value)) if isinstance(value, (list, tuple)) else value
