"""The next steps by place in words: of a gap that is not split, and of each class.

Neighbours get `place_steps`. They are computed with the figures (`samspel.gaps.place_steps`).
"""

from samspel.reports.next_steps import Whom, cost_of, step_sentence
from samspel.reports.words import N_, Words
from samspel.terms import NextStep, Run
from samspel.terms.places import PlaceFigure

__all__ = ["place_steps"]

_CLASSES = (
    ("dense", N_("In dense municipalities: %(step)s")),
    ("sparse", N_("In sparse municipalities: %(step)s")),
)


def place_steps(run: Run, figure: PlaceFigure, say: Words) -> tuple[str, ...]:
    """What would let more be said: of the gap, and of each class whose gap is not said."""
    found = [_whole(run, figure, figure.next_step, say)] if figure.next_step else []
    for name, text in _CLASSES:
        one = getattr(figure, name)
        if one is not None and one.reason and one.next_step:
            whom = Whom(figure.gap, one.unknown)
            step = step_sentence(run, one.next_step, whom, say)
            found.append(say.gettext(text) % {"step": say.within(step)})
    return tuple(found)


def _whole(run: Run, figure: PlaceFigure, step: NextStep, say: Words) -> str:
    count = step.count or 0
    texts = {
        "classify_places": say.ngettext(
            "Say whether the one municipality without a place class is dense or sparse.",
            "Say of the %(count)s municipalities without a place class which are dense and which "
            "sparse.",
            count,
        ),
        "place_actors": say.ngettext(
            "Give the municipality of the one actor that lacks one.",
            "Give the municipality of the %(count)s actors that lack one.",
            count,
        ),
        "register_near": say.ngettext(
            "Register one more member where there are under ten.",
            "Register %(count)s more members where there are under ten.",
            count,
        ),
        "ask": say.ngettext(
            "Ask one more where few have answered: then the answers count in every class.",
            "Ask %(count)s more where few have answered: then the answers count in every class.",
            count,
        ),
    }
    text = texts.get(step.code)
    if text is None:
        return step_sentence(run, step, Whom(figure.gap, 0), say)
    return f"{text % {'count': say.number(count)}} {cost_of(step, say)}".rstrip()
