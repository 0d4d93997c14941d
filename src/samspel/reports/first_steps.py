"""What would say most more about a first wheel, and by whose word it is drawn.

Neighbours get `first_steps`, up to three things to do with what each costs, from the next steps
that the figures carry; and `told_share`. A page says which link leads there by `kind`.
"""

from dataclasses import dataclass

from samspel.reports.phrases import far_name
from samspel.reports.sentences import spoken_figure
from samspel.reports.spokes import is_drawn
from samspel.reports.words import Words, for_language
from samspel.terms import MINUTES_EACH, GapFigure, Run

__all__ = ["FirstStep", "first_steps", "told_share"]

_SHOWN = 3
_ANSWER = MINUTES_EACH["ask"]
_NAME = 1  # a name to paste or write among others, without sector and place


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One thing to do. `kind`: `fill` (cells of the grid), `far` (somebody on a far side),
    `elsewhere` (members of another ecosystem), `near` (more members), `wave` (let members answer
    themselves), `log` (write down meetings). `minutes` are of all `count` actors together; `gain`
    is the points of the wheel that it may move."""

    kind: str
    gap: str
    says: str
    minutes: int
    gain: float
    count: int = 1


def told_share(run: Run) -> tuple[int, int]:
    """How many near actors' states rest on what somebody told, of how many, over all gaps that
    somebody stands on both sides of."""
    figures = [spoken_figure(figure) for figure in run.gaps]
    asked = [figure for figure in figures if figure.near and figure.far]
    return sum(figure.told for figure in asked), sum(figure.near for figure in asked)


def first_steps(run: Run, language: str) -> tuple[FirstStep, ...]:
    """The three that say most for each minute.

    The gain of a gap is how far its bounds are apart: that much of a spoke is unknown; a spoke
    that is not drawn counts whole. What rests on told answers alone gains half of its
    share when the members answer themselves: the figure stays where it is, and is their own.
    """
    say = for_language(language)
    found = [step for figure in run.gaps if (step := _of(run, figure, say)) is not None]
    found += _themselves(run, say)
    found.sort(key=lambda step: (-step.gain / step.minutes, step.kind, step.gap))
    return tuple(found[:_SHOWN])


def _of(run: Run, given: GapFigure, say: Words) -> FirstStep | None:
    figure = spoken_figure(given)
    step = figure.next_step
    if step is None:
        return None
    count, far = step.count or 1, far_name(run, figure.gap, say)
    open_ = (figure.upper or 0.0) - (figure.lower or 0.0)
    if step.code in {"ask", "narrow", "ask_rest"}:
        count = min(count, figure.unknown) or 1
        text = say.ngettext(
            "Find out for %(count)s member whether it has contact with: %(far)s.",
            "Find out for %(count)s members whether they have contact with: %(far)s.",
            count,
        )
        says = text % {"count": say.number(count), "far": far}
        # The fewest who are to be asked take away so much of what is unknown.
        gain = open_ * count / figure.unknown if figure.unknown else open_
        gain = gain if is_drawn(figure) else 1.0
        return FirstStep("fill", figure.gap, says, _ANSWER * count, gain, count)
    if step.code == "register_far":
        text = say.gettext("Register somebody on the far side: %(far)s. Nobody stands there.")
        return FirstStep("far", figure.gap, text % {"far": far}, MINUTES_EACH[step.code], 1.0)
    if step.code == "register_elsewhere":
        text = say.ngettext(
            "Register %(count)s more member of another ecosystem: then that spoke can be drawn.",
            "Register %(count)s more members of another ecosystem: then that spoke can be drawn.",
            count,
        )
        says = text % {"count": say.number(count)}
        return FirstStep("elsewhere", figure.gap, says, _NAME * count, 1.0, count)
    if step.code == "register_near":
        text = say.ngettext(
            "Register %(count)s more member: with fewer than five nothing is said.",
            "Register %(count)s more members: with fewer than five nothing is said.",
            count,
        )
        says = text % {"count": say.number(count)}
        return FirstStep("near", figure.gap, says, _NAME * count, 1.0, count)
    return None


def _themselves(run: Run, say: Words) -> list[FirstStep]:
    """What gives the figures a second source: the members' own answers, and the log."""
    told, near = told_share(run)
    most = max((figure.near for figure in run.gaps), default=0)
    if not told or not most:
        return []
    spokes = sum(bool(figure.told) for figure in run.gaps)
    text = say.ngettext(
        "Let the %(count)s member answer itself: seven short questions.",
        "Let the %(count)s members answer themselves: seven short questions each.",
        most,
    )
    wave = text % {"count": say.number(most)}
    log = say.gettext(
        "Write down five meetings of the last months: a dated act goes before what is told."
    )
    return [
        FirstStep("wave", "", wave, _ANSWER * most, spokes * told / near / 2, most),
        FirstStep("log", "", log, 5, 5 / most / 2),
    ]
