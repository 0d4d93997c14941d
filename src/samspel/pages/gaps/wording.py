"""A run as a page says it: the list of what cannot be said, what it rests on, the bar.

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
