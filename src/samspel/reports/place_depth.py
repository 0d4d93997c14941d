"""Why a gap is there, through whom, how deep and how surely, by place class, in sentences
(R138, R139).

Neighbours get `depth_by_place`, the sentences of one class.
"""

from samspel.reports.depth_words import FLOW_NAMES, LEVEL_NAMES
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
LEVELS = {
    "dense": N_("In dense municipalities contact is at these levels, in so many acts: %(levels)s."),
    "sparse": N_(
        "In sparse municipalities contact is at these levels, in so many acts: %(levels)s."
    ),
}
FEW = {
    "dense": N_(
        "In dense municipalities there are %(ties)s ties to %(met)s on the far side; the three who "
        "are met most hold %(share)s of them."
    ),
    "sparse": N_(
        "In sparse municipalities there are %(ties)s ties to %(met)s on the far side; the three "
        "who are met most hold %(share)s of them."
    ),
}
LEVERS = {
    "dense": N_(
        "In dense municipalities one more act each would leave %(acts)s without if acts were dealt "
        "at random, and twice as much of the far side in the acts %(far)s."
    ),
    "sparse": N_(
        "In sparse municipalities one more act each would leave %(acts)s without if acts were "
        "dealt at random, and twice as much of the far side in the acts %(far)s."
    ),
}
LEAN = {
    "dense": N_(
        "If those with contact answer three times as readily as others, the gap in dense "
        "municipalities is %(gap)s."
    ),
    "sparse": N_(
        "If those with contact answer three times as readily as others, the gap in sparse "
        "municipalities is %(gap)s."
    ),
}
SIZES = {
    "dense": N_(
        "If only acts of up to ten count, %(ten)s in dense municipalities have contact; of up to "
        "25, %(some)s; of up to 50, %(fifty)s."
    ),
    "sparse": N_(
        "If only acts of up to ten count, %(ten)s in sparse municipalities have contact; of up to "
        "25, %(some)s; of up to 50, %(fifty)s."
    ),
}
_NAMED = 3  # far actors whose share is told; of as many or fewer it says nothing


def depth_by_place(place_class: str, figure: ClassFigure, say: Words) -> tuple[str, ...]:
    """Three parts with what would move them, reach and the platform, depth, flow and level of one
    place class, and how its gap holds."""
    found = (
        _parts(place_class, figure, say),
        _levers(place_class, figure, say),
        _reach(place_class, figure, say),
        _depth(place_class, figure, say),
        _levels(place_class, figure, say),
        _few(place_class, figure, say),
        _lean(place_class, figure, say),
        _sizes(place_class, figure, say),
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


def _levels(place_class: str, figure: ClassFigure, say: Words) -> str:
    rows = [row for row in figure.levels or () if row.acts]
    if not any(row.level for row in rows):
        return ""
    told = (f"{say.gettext(LEVEL_NAMES[row.level])} {say.number(row.acts)}" for row in rows)
    return say.gettext(LEVELS[place_class]) % {"levels": ", ".join(told)}


def _few(place_class: str, figure: ClassFigure, say: Words) -> str:
    found = figure.concentration
    if found is None or found.far_met <= _NAMED:
        return ""
    return say.gettext(FEW[place_class]) % {
        "ties": say.number(found.ties),
        "met": say.number(found.far_met),
        "share": say.percent(found.top_share),
    }


def _levers(place_class: str, figure: ClassFigure, say: Words) -> str:
    levers, parts = figure.levers, figure.parts
    if levers is None or levers.moves_more is None or not parts.shown_thin:
        return ""
    # The levers start from the closed form; of another thin that is shown they leave that share.
    scale = parts.shown_thin / (parts.thin or parts.shown_thin)
    return say.gettext(LEVERS[place_class]) % {
        "acts": say.percent(levers.more_acts * scale),
        "far": say.percent(levers.more_far * scale),
    }


def _lean(place_class: str, figure: ClassFigure, say: Words) -> str:
    if not figure.sensitivity or not figure.unknown:
        return ""
    last = figure.sensitivity[-1]
    gap = say.estimate(last.estimate, last.low, last.high)
    return say.gettext(LEAN[place_class]) % {"gap": gap}


def _sizes(place_class: str, figure: ClassFigure, say: Words) -> str:
    """Only where the size of acts matters to who is reached."""
    reached = [line.reached for line in figure.by_max_size or ()]
    if len(set(reached)) <= 1:
        return ""
    ten, some, fifty = (say.number(count) for count in reached)
    return say.gettext(SIZES[place_class]) % {"ten": ten, "some": some, "fifty": fifty}
