"""The cheapest next step that would change a "cannot say", or take away what is unknown.

Computed from the figure, never a stock phrase: how many more to ask, register or record. One
question to one actor takes about three minutes, which the sentence says.
"""

from samspel.reports.phrases import near_noun, phrase_of
from samspel.reports.words import Words
from samspel.terms import Basis, GapFigure, Run

__all__ = ["ENOUGH", "more_to_ask", "next_step", "next_step_tag"]

ENOUGH = 5  # near actors, and answers from those without a record (method section 3)
_HARD = "\u00a0"  # a tag is not broken between its words
_CHECKED = 10  # answers that test a declared log


def more_to_ask(figure: GapFigure) -> int:
    """How many unknown actors to ask before an estimate can be given.

    Until x + y = 5 of those without a record have answered, or nobody is unknown.

    >>> from samspel.terms import Parts
    >>> blank = GapFigure("research", 9, 0, 3, 1, 0, 8, 0, *(None,) * 8, {}, Parts(), *(None,) * 4)
    >>> more_to_ask(blank)
    5
    """
    answered = sum(1 for state in figure.states if state.basis is Basis.ANSWER)
    return max(0, min(ENOUGH - answered, figure.unknown))


def next_step(run: Run, figure: GapFigure, say: Words) -> str:
    """The next step as a sentence; empty when nothing is left to ask."""
    if figure.reason is None:
        return _with_estimate(figure, say)
    if figure.reason == "too_few_near":
        return _register_near(figure, say)
    if figure.reason in {"no_far_side", "no_other_ecosystem"}:
        return say.gettext(phrase_of(run, figure.gap).missing)
    if figure.reason == "limits":
        return say.gettext("Read a source that can show it, or ask the members themselves.")
    return _ask(run, figure, say)


def next_step_tag(figure: GapFigure, say: Words) -> str:
    """The next step in two words for a label; empty where it does not fit in two words."""
    if figure.reason == "too_few_near":
        tag = say.gettext("register %(count)s more") % {"count": ENOUGH - figure.near}
        return tag.replace(" ", _HARD)
    if figure.reason in {"too_few_asked", "nothing_observed"} and more_to_ask(figure):
        return (say.gettext("ask %(count)s") % {"count": more_to_ask(figure)}).replace(" ", _HARD)
    return ""


def _ask(run: Run, figure: GapFigure, say: Words) -> str:
    count = more_to_ask(figure)
    if not count:
        return say.gettext("Record the acts of the period, or ask the members.")
    text = say.ngettext(
        "Ask one more: about 3 minutes.",
        "Ask %(count)s %(who)s: about 3 minutes each.",
        count,
    )
    return text % {"count": say.number(count), "who": near_noun(run, figure.gap, say)}


def _register_near(figure: GapFigure, say: Words) -> str:
    count = ENOUGH - figure.near
    text = say.ngettext(
        "Register %(count)s more member on the near side.",
        "Register %(count)s more members on the near side.",
        count,
    )
    return text % {"count": say.number(count)}


def _with_estimate(figure: GapFigure, say: Words) -> str:
    if figure.unknown:
        text = say.ngettext(
            "Ask the one we know nothing of: about 3 minutes, and the uncertainty is gone.",
            "Ask the %(count)s we know nothing of: about 3 minutes each, "
            "and the uncertainty is gone.",
            figure.unknown,
        )
        return text % {"count": say.number(figure.unknown)}
    if figure.declared_by:
        text = say.gettext(
            "Ask at least %(count)s of those who are said to have none: that tests the declaration."
        )
        return text % {"count": min(_CHECKED, figure.none)} if figure.none else ""
    return ""
