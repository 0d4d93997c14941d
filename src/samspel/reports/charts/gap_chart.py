"""The chart of a run: every gap with what is known, what is not, and its interval.

Neighbours get `gap_chart_spec`, a Vega-Lite specification as plain data (the file `gaps.json`
with the run's figures in it), `gap_chart_text`, which says what it shows, `gap_chart_key`, which
says what its marks mean, and `gap_chart_rows`, its table twin. Nothing here draws: see `drawing`.
"""

import json
from importlib.resources import files
from typing import Any

from samspel.reports.charts.theme import KEY_SIZE, TEXT_SIZE, TITLE_SIZE, theme
from samspel.reports.run_rows import WheelRow, headings, wheel_rows
from samspel.reports.sentences import spoken_figure
from samspel.reports.text_width import text_width
from samspel.reports.words import N_, Words, for_language
from samspel.terms import GapFigure, Run

__all__ = ["gap_chart_key", "gap_chart_rows", "gap_chart_spec", "gap_chart_text"]

# A reader without the typeface sees a wider one: there is room for it.
_FALLBACK = 1.15
_NARROW = 340  # a document has a caption, and its letters must not shrink
_KEY = (
    N_("Filled: known to have had no contact. Striped: nobody knows. The rest: reached."),
    N_("Dot and line: the estimate of the gap and its 90 % interval."),
)


def gap_chart_spec(run: Run, language: str, *, titled: bool = True) -> dict[str, Any]:
    """The chart of a run's gaps as a Vega-Lite specification without any address.

    Returns
    -------
    dict
        Shares are 0-1 in the data `gaps`: `lower` and `upper` bounds, `estimate`, `low` and
        `high`; None where there is none. The authority gap is the one without the financier,
        as in the sentences and the wheel.
    """
    say = for_language(language)
    spec = _file("gaps.json")
    values = _values(run, language)
    if titled:
        spec["title"] = {"text": _title(run, say), "subtitle": gap_chart_key(language)}
    else:
        spec["width"] = _NARROW
    spec["padding"] = _room(spec, values)
    spec["description"] = gap_chart_text(run, language)
    spec["params"][0]["value"] = say.percent(0.5).removeprefix("50")
    spec["encoding"]["x"]["title"] = say.gettext("Share not reached")
    # The layers leave different gaps out; all stand in the run's order.
    spec["encoding"]["y"]["scale"] = {"domain": [value["name"] for value in values]}
    spec["datasets"] = {"gaps": values}
    spec["config"] = theme()
    spec["usermeta"] = {"language": say.language}
    return spec


def gap_chart_key(language: str) -> list[str]:
    """What the marks mean, as sentences: in the drawing under its title, else in a caption."""
    say = for_language(language)
    return [say.gettext(text) for text in _KEY]


def gap_chart_text(run: Run, language: str) -> str:
    """What the chart shows, as sentences: for who cannot see it."""
    say = for_language(language)
    told = [f"{row.name}: {row.figure}." for row in wheel_rows(run, language)]
    return " ".join([f"{_title(run, say)}.", *told])


def gap_chart_rows(run: Run, language: str) -> tuple[tuple[str, ...], ...]:
    """The same figures as rows of text, the first of headings."""
    return (headings(language), *(row.cells for row in wheel_rows(run, language)))


def _title(run: Run, say: Words) -> str:
    name = say.marked(run.ecosystem_name, made_up=run.example)
    values = {"name": name, "on": say.date(run.settings.on)}
    return say.gettext("The gaps of %(name)s on %(on)s") % values


def _room(spec: dict[str, Any], values: list[dict[str, Any]]) -> dict[str, float]:
    """What stands around the bars, by our own typeface: the same on every machine."""
    name = max((_width(each["name"], TEXT_SIZE) for each in values), default=0.0)
    figure = max((_width(each["figure"], TEXT_SIZE) for each in values), default=0.0)
    title = spec.get("title", {})
    over = [_width(title.get("text", ""), TITLE_SIZE)]
    over += [_width(line, KEY_SIZE) for line in title.get("subtitle", [])]
    return {
        "left": round(name + 22),
        "right": round(max(figure + 22, max(over) - spec["width"] + 12)),
        "top": 92 if title else 12,
        "bottom": 56,
    }


def _width(text: str, size: float) -> float:
    return text_width(text, size) * _FALLBACK


def _values(run: Run, language: str) -> list[dict[str, Any]]:
    rows = zip(run.gaps, wheel_rows(run, language), strict=True)
    return [_value(spoken_figure(figure), row) for figure, row in rows]


def _value(figure: GapFigure, row: WheelRow) -> dict[str, Any]:
    shares = ("lower", "upper", "estimate", "low", "high")
    return {
        "gap": row.gap,
        "name": row.name,
        "figure": row.figure,
        **{name: getattr(figure, name) for name in shares},
    }


def _file(name: str) -> dict[str, Any]:
    text = (files("samspel.reports") / "charts" / name).read_text(encoding="utf-8")
    spec: dict[str, Any] = json.loads(text)
    return spec
