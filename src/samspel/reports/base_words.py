"""What a figure stands on, in sentences: over whom, by whose word, and what to keep in mind.

Answers of fewer than five are never counted out loud (method section 4); they are "a few".
"""

from collections import Counter

from samspel.reports.declarers import declarer_name
from samspel.reports.phrases import REASON_SENTENCES, near_noun
from samspel.reports.words import Words
from samspel.terms import Basis, GapFigure, Run

__all__ = ["base_sentence", "caveats", "rests_on"]

_FEW = 5


def base_sentence(run: Run, figure: GapFigure, say: Words) -> str:
    """The base: how many near actors, how many of them left, how many far actors."""
    text = say.gettext("The base is %(near)s %(who)s up to %(on)s, with %(far)s on the far side.")
    base = text % {
        "near": say.number(figure.near),
        "who": near_noun(run, figure.gap, say),
        "on": say.date(run.settings.on),
        "far": say.number(figure.far),
    }
    return f"{base} {_left(figure, say)}".rstrip()


def rests_on(figure: GapFigure, say: Words) -> str:
    """What the known states rest on, the told ones apart."""
    sentences = [_records_and_answers(figure, say), _told(figure, say), _declared(figure, say)]
    return " ".join(sentence for sentence in sentences if sentence)


def caveats(run: Run, figure: GapFigure, say: Words) -> tuple[str, ...]:
    """What must stand beside the figure."""
    found = [
        _as_recorded(run, say),
        _withheld(figure, say),
        _limit(figure, say),
        _financier(figure, say),
        _countries(figure, say),
        _assumption(figure, say),
    ]
    return tuple(sentence for sentence in found if sentence)


def _left(figure: GapFigure, say: Words) -> str:
    if not figure.left:
        return ""
    text = say.ngettext(
        "One of them left during the period and is counted.",
        "%(count)s of them left during the period and are counted.",
        figure.left,
    )
    return text % {"count": say.number(figure.left)}


def _records_and_answers(figure: GapFigure, say: Words) -> str:
    counts = Counter(state.basis for state in figure.states)
    recorded, answers = counts[Basis.RECORDED], counts[Basis.ANSWER]
    if not recorded and not answers:
        return ""
    if not answers:
        text = say.gettext("The records show %(recorded)s.")
    elif answers < _FEW:
        text = say.gettext("The records show %(recorded)s, and a few have answered themselves.")
    else:
        text = say.gettext(
            "The records show %(recorded)s, and %(answers)s have answered themselves."
        )
    return text % {"recorded": say.number(recorded), "answers": say.number(answers)}


def _told(figure: GapFigure, say: Words) -> str:
    if not figure.told:
        return ""
    text = say.gettext("%(told)s of %(near)s rest on what others have told.")
    return text % {"told": say.number(figure.told), "near": say.number(figure.near)}


def _declared(figure: GapFigure, say: Words) -> str:
    if not figure.declared_by:
        return ""
    text = say.gettext("It rests on a declaration by %(names)s, which nobody has tested.")
    names = dict.fromkeys(declarer_name(key, say) for key in figure.declared_by)
    return text % {"names": say.listing(names)}


def _as_recorded(run: Run, say: Words) -> str:
    if not run.settings.as_recorded:
        return ""
    return say.gettext(
        "Counted as if the records were complete: whoever has no recorded contact counts as "
        "without."
    )


def _withheld(figure: GapFigure, say: Words) -> str:
    code = figure.why.get("answers")
    # Where it is also why there is no estimate it has been said.
    return say.gettext(REASON_SENTENCES[code]) if code and code != figure.reason else ""


def _limit(figure: GapFigure, say: Words) -> str:
    if not figure.limit:
        return ""
    return say.gettext("The source says: %(limit)s") % {"limit": figure.limit}


def _financier(figure: GapFigure, say: Words) -> str:
    without = figure.without_financier
    if without is None:
        return ""
    text = say.gettext(
        "The financier is left out of the sentence. With it counted, %(reached)s of %(near)s are "
        "reached; without it, %(without)s."
    )
    return text % {
        "reached": say.number(figure.reached),
        "near": say.number(figure.near),
        "without": say.number(without.reached),
    }


def _countries(figure: GapFigure, say: Words) -> str:
    if not figure.blank_countries:
        return ""
    text = say.ngettext(
        "One actor has no recorded country and is not counted as abroad.",
        "%(count)s actors have no recorded country and are not counted as abroad.",
        figure.blank_countries,
    )
    return text % {"count": say.number(figure.blank_countries)}


def _assumption(figure: GapFigure, say: Words) -> str:
    if figure.estimate is None or not figure.unknown:
        return ""
    return say.gettext(
        "The estimate assumes that those who did not answer have contact as often as those like "
        "them who did."
    )
