"""Why a gap is there, through whom and how deep, by place class, in sentences (R138, R139).

Neighbours get `depth_by_place`, the sentences of one class.
"""

from samspel.reports.depth_words import FLOW_NAMES
from samspel.reports.words import N_, Words
from samspel.terms.places import ClassFigure

__all__ = ["depth_by_place"]

_READ_BEYOND = 2.0  # standard deviations of the null

PARTS = {
    "dense": N_(
        "In dense municipalities %(inactive)s have no recorded act, %(thin)s more would go without "
        "if acts were dealt at random, and %(sorted)s."
    ),
    "sparse": N_(
        "In sparse municipalities %(inactive)s have no recorded act, %(thin)s more would go "
        "without if acts were dealt at random, and %(sorted)s."
    ),
}
REACH = {
    "dense": N_(
        "In dense municipalities %(two_step)s reach the far side in at most two steps; without the "
        "platform %(lost)s of that is gone, and it is the only way for %(sole)s."
    ),
    "sparse": N_(
        "In sparse municipalities %(two_step)s reach the far side in at most two steps; without "
        "the platform %(lost)s of that is gone, and it is the only way for %(sole)s."
    ),
}
DEPTH = {
    "dense": N_(
        "In dense municipalities, by their closest tie, %(awareness)s have met, %(cooperation)s do "
        "something together, %(coordination)s work together again and again and %(integration)s "
        "share an organisation. What flows, in how many acts: %(flows)s."
    ),
    "sparse": N_(
        "In sparse municipalities, by their closest tie, %(awareness)s have met, %(cooperation)s "
        "do something together, %(coordination)s work together again and again and "
        "%(integration)s share an organisation. What flows, in how many acts: %(flows)s."
    ),
}


def depth_by_place(place_class: str, figure: ClassFigure, say: Words) -> tuple[str, ...]:
    """Three parts, reach and the platform, depth and flow of one place class."""
    found = (
        _parts(place_class, figure, say),
        _reach(place_class, figure, say),
        _depth(place_class, figure, say),
    )
    return tuple(each for each in found if each)


def _parts(place_class: str, figure: ClassFigure, say: Words) -> str:
    parts = figure.parts
    if parts.inactive is None or parts.shown_thin is None:
        return ""
    return say.gettext(PARTS[place_class]) % {
        "inactive": say.percent(parts.inactive),
        "thin": say.percent(parts.shown_thin),
        "sorted": _sorted(figure, say),
    }


def _sorted(figure: ClassFigure, say: Words) -> str:
    value, sd = figure.parts.shown_sorted or 0.0, figure.parts.shown_sorted_sd or 0.0
    if not sd or abs(value) <= _READ_BEYOND * sd:
        return say.gettext("who of the active is reached is no more uneven than chance gives")
    if value < 0:
        return say.gettext("contact is spread more evenly than chance would spread it")
    text = say.gettext("%(share)s go without although they are active, more than chance gives")
    return text % {"share": say.percent(value)}


def _reach(place_class: str, figure: ClassFigure, say: Words) -> str:
    low, high, sole = (
        figure.platform_dependence,
        figure.platform_dependence_high,
        figure.sole_route,
    )
    if low is None or high is None or sole is None:
        return ""
    return say.gettext(REACH[place_class]) % {
        "two_step": say.percent(figure.two_step),
        "lost": say.percent(low) if low == high else say.percent_span(low, high),
        "sole": say.number(len(sole)),
    }


def _depth(place_class: str, figure: ClassFigure, say: Words) -> str:
    ladder = figure.ladder
    flows = [flow for flow in figure.flows or () if flow.acts]
    if ladder is None or not flows:
        return ""
    rungs = ("awareness", "cooperation", "coordination", "integration")
    said = {rung: say.number(getattr(ladder, rung)) for rung in rungs}
    rows = (f"{say.gettext(FLOW_NAMES[flow.flow])} {say.number(flow.acts)}" for flow in flows)
    return say.gettext(DEPTH[place_class]) % {**said, "flows": ", ".join(rows)}
