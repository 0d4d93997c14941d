"""The cheapest next step that would change a "cannot say", or narrow a wide interval, in words.

It is computed with the figure (`GapFigure.next_step`), with what it takes; here it is only said.
What one takes is an assumption (`samspel.terms.MINUTES_EACH`), so it is said as "about".
"""

from dataclasses import dataclass

from samspel.reports.phrases import near_noun, phrase_of
from samspel.reports.words import N_, Words
from samspel.terms import GapFigure, NextStep, Run

__all__ = ["Whom", "cost_of", "next_step", "next_step_tag", "plain_step", "step_sentence"]

_HARD = "\u00a0"  # a tag is not broken between its words
_HOUR = 60

# What is done and is not counted; the rest have sentences of their own.
_PLAIN = {
    "other_source": N_("Read a source that can show it, or ask the members themselves."),
    "record": N_("Record the acts of the period, or ask the members."),
}


@dataclass(frozen=True, slots=True)
class Whom:
    """Near actors of a gap: of how many nothing is known, and whether few have answered."""

    gap: str
    unknown: int
    few: bool = False


def next_step(run: Run, figure: GapFigure, say: Words) -> str:
    """The next step as a sentence and what it takes; empty when nothing is left to do."""
    few = figure.why.get("answers") == "too_few_answers"
    return step_sentence(run, figure.next_step, Whom(figure.gap, figure.unknown, few=few), say)


def step_sentence(run: Run, step: NextStep | None, whom: Whom, say: Words) -> str:
    """A step among these near actors as a sentence; empty where there is none."""
    if step is None:
        return ""
    return f"{_what(run, whom, step, say)} {cost_of(step, say)}".rstrip()


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


def _what(run: Run, whom: Whom, step: NextStep, say: Words) -> str:
    count = step.count or 0
    match step.code:
        case "choose_day":
            return plain_step(step, say)
        case "register_near":
            return _register_near(count, say)
        case "register_far" | "register_elsewhere":
            return say.gettext(phrase_of(run, whom.gap).missing)
        case "ask":
            return _ask(run, whom, count, say)
        case "narrow":
            return _narrow(whom, count, say)
        case "ask_rest":
            return _ask_rest(count, say)
        case "test_declaration":
            return _test(count, say)
        case _:
            return plain_step(step, say)


def plain_step(step: NextStep, say: Words) -> str:
    """A step that is said alike of a day and of a change."""
    return _choose(step, say) if step.code == "choose_day" else say.gettext(_PLAIN[step.code])


def cost_of(step: NextStep, say: Words) -> str:
    """What it takes: of one, and of all together; nothing where it is a matter of a minute.

    Who is asked of both days takes twice `MINUTES_EACH`.
    """
    if step.minutes is None or step.code.startswith("choose_"):
        return ""
    count = step.count or 1
    each = step.minutes // count
    values = {"each": say.number(each), "all": say.number(step.minutes)}
    if step.minutes >= 2 * _HOUR and count == 1:
        hours = say.number(round(step.minutes / _HOUR))
        return say.gettext("It takes about %(hours)s hours.") % {"hours": hours}
    if count == 1:
        return say.gettext("It takes about %(each)s minutes.") % values
    return say.gettext("It takes about %(each)s minutes each, %(all)s in all.") % values


def _choose(step: NextStep, say: Words) -> str:
    if step.first is None or step.last is None:
        text = (
            say.gettext("The record ends on %(last)s: choose a day before that.")
            if step.first is None
            else say.gettext("The record begins on %(first)s: choose a day after that.")
        )
    else:
        text = say.gettext("The record runs from %(first)s to %(last)s: choose a day within it.")
    return text % {"first": step.first, "last": step.last}


def _ask(run: Run, whom: Whom, count: int, say: Words) -> str:
    """Whom to ask: of those of whom nothing is known, and not those who have answered already."""
    values = {
        "count": say.number(count),
        "unknown": say.number(whom.unknown),
        "who": near_noun(run, whom.gap, say),
    }
    if count > whom.unknown:
        text = say.ngettext(
            "Ask %(count)s %(who)s, among them the one we know nothing of: fewer than five "
            "answers are withheld.",
            "Ask %(count)s %(who)s, among them the %(unknown)s we know nothing of: fewer than five "
            "answers are withheld.",
            whom.unknown,
        )
    elif whom.few:
        text = say.gettext(
            "Ask %(count)s more of the %(unknown)s %(who)s we know nothing of, beside the few who "
            "have answered."
        )
    else:
        text = say.gettext("Ask %(count)s of the %(unknown)s %(who)s we know nothing of.")
    return text % values


def _register_near(count: int, say: Words) -> str:
    text = say.ngettext(
        "Register %(count)s more member on the near side.",
        "Register %(count)s more members on the near side.",
        count,
    )
    return text % {"count": say.number(count)}


def _narrow(whom: Whom, count: int, say: Words) -> str:
    text = say.gettext(
        "Ask %(count)s of the %(unknown)s we know nothing of: the figure should then be sure to "
        "within 10 points."
    )
    return text % {"count": say.number(count), "unknown": say.number(whom.unknown)}


def _ask_rest(count: int, say: Words) -> str:
    text = say.ngettext(
        "Ask the one we know nothing of, and the uncertainty is gone.",
        "Ask the %(count)s we know nothing of, and the uncertainty is gone.",
        count,
    )
    return text % {"count": say.number(count)}


def _test(count: int, say: Words) -> str:
    text = say.ngettext(
        "Ask one more of those who are said to have none: that tests the declaration.",
        "Ask at least %(count)s of those who are said to have none: that tests the declaration.",
        count,
    )
    return text % {"count": say.number(count)}
