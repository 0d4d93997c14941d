"""The chart of gaps by place: dense beside sparse, each with its estimate and interval.

Neighbours get `place_chart_spec`, `place_chart_text` and `place_chart_key`. Nothing here draws.
"""

from typing import Any

from samspel.reports.charts.rows_chart import Mark, rows_spec
from samspel.reports.phrases import gap_name
from samspel.reports.words import N_, Words, for_language
from samspel.terms.places import ClassFigure, PlaceFigure, PlaceRun

__all__ = ["place_chart_key", "place_chart_spec", "place_chart_text"]

_KEY = N_(
    "Filled dot: dense municipalities. Hollow dot: sparse. Line: 90 % interval. A thin line "
    "without a dot: the gap lies somewhere there."
)


def place_chart_spec(places: PlaceRun, language: str, *, narrow: bool = False) -> dict[str, Any]:
    """The chart as a Vega-Lite specification; a gap that is not split has its name and no mark."""
    say = for_language(language)
    marks = [
        mark for figure in places.gaps for mark in _marks(figure, gap_name(figure.gap, language))
    ]
    names = [gap_name(figure.gap, language) for figure in places.gaps]
    spec = rows_spec(names, marks, say, narrow=narrow)
    spec["description"] = place_chart_text(places, language)
    return spec


def place_chart_key(language: str) -> str:
    """What the marks mean."""
    return for_language(language).gettext(_KEY)


def place_chart_text(places: PlaceRun, language: str) -> str:
    """What the chart shows, as sentences: for who cannot see it."""
    say = for_language(language)
    told = [f"{gap_name(each.gap, language)}: {_said(each, say)}." for each in places.gaps]
    return " ".join([say.gettext("The gaps in dense and in sparse municipalities."), *told])


def _marks(figure: PlaceFigure, name: str) -> list[Mark]:
    pair = (("first", figure.dense), ("second", figure.sparse))
    return [_mark(name, kind, one) for kind, one in pair if one is not None]


def _mark(name: str, kind: str, figure: ClassFigure) -> Mark:
    found = figure.estimate
    if found is None:
        return Mark(name, kind, None, figure.lower, figure.upper)
    return Mark(name, kind, found.value, found.low, found.high)


def _said(figure: PlaceFigure, say: Words) -> str:
    if figure.dense is None or figure.sparse is None:
        return say.gettext("not split")
    text = say.gettext("dense %(dense)s, sparse %(sparse)s")
    return text % {"dense": _share(figure.dense, say), "sparse": _share(figure.sparse, say)}


def _share(figure: ClassFigure, say: Words) -> str:
    if figure.estimate is None:
        return say.percent_span(figure.lower, figure.upper)
    return say.estimate(figure.estimate.value, figure.estimate.low, figure.estimate.high)
