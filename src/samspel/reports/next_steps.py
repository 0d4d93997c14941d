"""The cheapest next step that would change a "cannot say", or narrow a wide interval, in words.

It is computed with the figure (`GapFigure.next_step`); here it is only said. One question to one
actor takes about three minutes.
"""

from samspel.reports.phrases import near_noun, phrase_of
from samspel.reports.words import Words
from samspel.terms import GapFigure, Run

__all__ = ["next_step", "next_step_tag"]

_HARD = "\u00a0"  # a tag is not broken between its words


def next_step(run: Run, figure: GapFigure, say: Words) -> str:
    """The next step as a sentence; empty when nothing is left to do."""
    step = figure.next_step
    if step is None:
        return ""
    count = step.count or 0
    match step.code:
        case "register_near":
            return _register_near(count, say)
        case "register_far" | "register_elsewhere":
            return say.gettext(phrase_of(run, figure.gap).missing)
        case "other_source":
            return say.gettext("Read a source that can show it, or ask the members themselves.")
        case "record":
            return say.gettext("Record the acts of the period, or ask the members.")
        case "ask":
            return _ask(run, figure, count, say)
        case "narrow":
            return _narrow(figure, count, say)
        case "ask_rest":
            return _ask_rest(count, say)
        case _:
            return _test(count, say)


def next_step_tag(figure: GapFigure, say: Words) -> str:
    """The next step in two words for a label; empty where it does not fit in two words."""
    step = figure.next_step
    if step is None or figure.reason is None:
        return ""
    texts = {
        "register_near": say.gettext("register %(count)s more"),
        "ask": say.gettext("ask %(count)s"),
    }
    return (texts.get(step.code, "") % {"count": step.count}).replace(" ", _HARD)


def _ask(run: Run, figure: GapFigure, count: int, say: Words) -> str:
    text = say.ngettext(
        "Ask one more: about 3 minutes.",
        "Ask %(count)s %(who)s: about 3 minutes each.",
        count,
    )
    return text % {"count": say.number(count), "who": near_noun(run, figure.gap, say)}


def _register_near(count: int, say: Words) -> str:
    text = say.ngettext(
        "Register %(count)s more member on the near side.",
        "Register %(count)s more members on the near side.",
        count,
    )
    return text % {"count": say.number(count)}


def _narrow(figure: GapFigure, count: int, say: Words) -> str:
    text = say.gettext(
        "Ask %(count)s of the %(unknown)s we know nothing of: about 3 minutes each, and the figure "
        "should be sure to within 10 points."
    )
    return text % {"count": say.number(count), "unknown": say.number(figure.unknown)}


def _ask_rest(count: int, say: Words) -> str:
    text = say.ngettext(
        "Ask the one we know nothing of: about 3 minutes, and the uncertainty is gone.",
        "Ask the %(count)s we know nothing of: about 3 minutes each, and the uncertainty is gone.",
        count,
    )
    return text % {"count": say.number(count)}


def _test(count: int, say: Words) -> str:
    text = say.gettext(
        "Ask at least %(count)s of those who are said to have none: that tests the declaration."
    )
    return text % {"count": say.number(count)}
