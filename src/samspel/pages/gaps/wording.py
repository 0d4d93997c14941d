"""A run as a page says it: three sentences first, the list of what cannot be said, the bar.

All words of a single gap are `samspel.reports`'; here they are put in the order of a page.
"""

from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samspel.pages.templatetags.wording import words
from samspel.reports import gap_name, gap_sentences
from samspel.reports.sentences import spoken_figure
from samspel.terms import GapFigure, Run

__all__ = [
    "Bar",
    "BarPart",
    "CannotSay",
    "NextStep",
    "bar_of",
    "cannot_say",
    "run_basis",
    "summary",
]

_BAR = 600


@dataclass(frozen=True, slots=True)
class NextStep:
    """A gap that cannot be said, its number in the wheel, and the cheapest next step."""

    number: int
    name: str
    url: str
    next_step: str


@dataclass(frozen=True, slots=True)
class CannotSay:
    """One reason, and the gaps that cannot be said for it."""

    reason: str
    gaps: tuple[NextStep, ...]


@dataclass(frozen=True, slots=True)
class BarPart:
    """One state in the bar's legend."""

    state: str
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """The three states as lengths of 600, and in words."""

    says: str
    reached: int
    unknown: int
    none_from: int
    none: int
    legend: tuple[BarPart, ...]


def language() -> str:
    """The language this answer is in."""
    return get_language() or "sv"


def summary(run: Run) -> tuple[str, ...]:
    """Three sentences: the widest gap, the narrowest, and what cannot be said.

    A gap is called the widest only when none that is given bounds alone may be wider.
    """
    said = [spoken_figure(figure) for figure in run.gaps]
    known = [figure for figure in said if figure.estimate is not None]
    if not known:
        return _bounded(run, said)
    unsaid = [figure for figure in said if figure.estimate is None]
    first = [_widest(run, known, unsaid)]
    if len(known) > 1:
        first.append(_narrowest(run, known, unsaid))
    return (*first, _unsaid(run, known))


def _bounded(run: Run, said: list[GapFigure]) -> tuple[str, ...]:
    """No gap is estimated: what the bounds tell, if they tell anything."""
    told = [figure for figure in said if _room(figure) < 1]
    if not told:
        return (_("No gap can be said yet. Why stands below, with what would change it."),)
    lead = _(
        "No gap can be estimated yet, only given bounds. Why stands below, with what would "
        "change it."
    )
    nearest = _named(run, min(told, key=_room))
    return (lead, _("Most is known of %(gap)s. %(sentence)s") % nearest)


def _room(figure: GapFigure) -> float:
    """How far apart the bounds are; 1 when they say nothing."""
    if figure.lower is None or figure.upper is None:
        return 1.0
    return figure.upper - figure.lower


def _widest(run: Run, known: list[GapFigure], unsaid: list[GapFigure]) -> str:
    figure = max(known, key=_estimate)
    wider = any(other.upper is None or other.upper > _estimate(figure) for other in unsaid)
    if wider:
        text = _("Of those that can be estimated, widest is %(gap)s. %(sentence)s")
    else:
        text = _("Widest is %(gap)s. %(sentence)s")
    return text % _named(run, figure)


def _narrowest(run: Run, known: list[GapFigure], unsaid: list[GapFigure]) -> str:
    figure = min(known, key=_estimate)
    narrower = any(other.lower is None or other.lower < _estimate(figure) for other in unsaid)
    if narrower:
        text = _("Of those that can be estimated, narrowest is %(gap)s. %(sentence)s")
    else:
        text = _("Narrowest is %(gap)s. %(sentence)s")
    return text % _named(run, figure)


def _estimate(figure: GapFigure) -> float:
    return figure.estimate or 0.0


def _named(run: Run, figure: GapFigure) -> dict[str, str]:
    text = gap_sentences(run, figure.gap, language())
    name = gap_name(figure.gap, language())
    return {"gap": name[:1].lower() + name[1:], "sentence": text.sentence}


def _unsaid(run: Run, known: list[GapFigure]) -> str:
    count = len(run.gaps) - len(known)
    if not count:
        return _("All %(n)s gaps can be said, each with how sure it is.") % {"n": len(run.gaps)}
    text = ngettext(
        "%(n)s of %(all)s gaps cannot be said yet; its page says why and what would change it.",
        "%(n)s of %(all)s gaps cannot be said yet; their pages say why and what would change it.",
        count,
    )
    return text % {"n": count, "all": len(run.gaps)}


def cannot_say(run: Run, links: dict[str, str]) -> tuple[CannotSay, ...]:
    """The gaps without an estimate by their reason, in the order gaps are told."""
    groups: dict[str, list[NextStep]] = {}
    for number, figure in enumerate(run.gaps, 1):
        if spoken_figure(figure).estimate is None:
            text = gap_sentences(run, figure.gap, language())
            name = gap_name(figure.gap, language())
            step = NextStep(number, name, links[figure.gap], text.next_step)
            groups.setdefault(text.reason, []).append(step)
    return tuple(CannotSay(reason, tuple(steps)) for reason, steps in groups.items())


def run_basis(run: Run) -> str:
    """What the run rests on: day, window, definitions."""
    settings = run.settings
    title = settings.definitions.title
    text = ngettext(
        "As of %(on)s, over the last month, as defined in %(definitions)s.",
        "As of %(on)s, over the last %(months)s months, as defined in %(definitions)s.",
        settings.window_months,
    )
    if settings.as_recorded:
        text += " " + _("The record is taken as complete: who has no act has no contact.")
    return text % {
        "on": settings.on,
        "months": settings.window_months,
        "definitions": f"{title.sv if language() == 'sv' else title.en} (Dnr {title.dnr})"
        if title.dnr
        else (title.sv if language() == "sv" else title.en),
    }


def bar_of(figure: GapFigure) -> Bar:
    """The bar of one gap: reached from the left, none from the right, unknown between."""
    near = figure.near or 1
    reached = round(_BAR * figure.reached / near)
    none = round(_BAR * figure.none / near)
    unknown = _BAR - reached - none if figure.near else 0
    legend = (
        BarPart("reached", figure.reached),
        BarPart("unknown", figure.unknown),
        BarPart("none", figure.none),
    )
    says = _("%(reached)s have contact, of %(unknown)s we know nothing, %(none)s have none.") % {
        "reached": words().number(figure.reached),
        "unknown": words().number(figure.unknown),
        "none": words().number(figure.none),
    }
    return Bar(says, reached, unknown, _BAR - none, none, legend)
