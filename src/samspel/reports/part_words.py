"""Why a gap is there and what hangs on the platform, in sentences.

The three parts add up to the upper bound. *Sorted* is read only beyond two standard deviations;
within them it is no more than chance. Direct reach never depends on the platform.
"""

from collections.abc import Mapping

from samspel.reports.beside_tables import named_few
from samspel.reports.phrases import REASON_SENTENCES
from samspel.reports.words import Words
from samspel.terms import GapFigure

__all__ = [
    "SATURATED",
    "acts_tell_less",
    "part_sentences",
    "reach_sentences",
    "sorted_is_read",
]

SATURATED = 0.95  # two-step reach above this shows nothing
_READ_BEYOND = 2.0  # standard deviations of the null


def part_sentences(figure: GapFigure, say: Words) -> tuple[str, ...]:
    """Inactive, platform only, thin, sorted: one sentence each, or the reason there is none."""
    if figure.parts.inactive is None:
        return _why(figure, "parts", say) or _why(figure, "inactive", say)
    found = [
        _inactive(figure, say),
        _platform_only(figure, say),
        _thin(figure, say),
        _sorted(figure, say),
    ]
    return tuple(sentence for sentence in found if sentence)


def sorted_is_read(figure: GapFigure) -> bool:
    """Whether *sorted* is more than chance: beyond two standard deviations of the null."""
    value, sd = _shown_sorted(figure), figure.parts.shown_sorted_sd or figure.parts.sorted_sd
    return value is not None and bool(sd) and abs(value) > _READ_BEYOND * (sd or 0.0)


def _shown_thin(figure: GapFigure) -> float | None:
    """As shown; the closed form where a run kept from before has no other."""
    shown = figure.parts.shown_thin
    return figure.parts.thin if shown is None else shown


def _shown_sorted(figure: GapFigure) -> float | None:
    shown = figure.parts.shown_sorted
    return figure.parts.sorted if shown is None else shown


def reach_sentences(figure: GapFigure, say: Words, names: Mapping[str, str]) -> tuple[str, ...]:
    """Two-step reach, platform dependence as a pair, and whom the platform alone connects."""
    if figure.two_step is None:
        return _why(figure, "two_step", say)
    found = [_two_step(figure, say), *_dependence(figure, say), _sole_route(figure, say, names)]
    return tuple(sentence for sentence in found if sentence)


def _why(figure: GapFigure, key: str, say: Words) -> tuple[str, ...]:
    code = figure.why.get(key) or figure.reason
    if code is None or code == figure.reason:  # the figure's own reason has been said already
        return ()
    return (say.gettext(REASON_SENTENCES[code]),)


def _count(figure: GapFigure, share: float) -> int:
    return round(abs(share) * figure.near)


def _counted(figure: GapFigure, share: float, say: Words) -> dict[str, str]:
    return {
        "count": say.number(_count(figure, share)),
        "near": say.number(figure.near),
        "share": say.percent(share),
    }


def _inactive(figure: GapFigure, say: Words) -> str:
    share = figure.parts.inactive or 0.0
    if not share:
        return say.gettext("All of them took part in some recorded act.")
    if figure.unknown:
        text = say.gettext(
            "%(count)s of %(near)s have no recorded act at all (%(share)s). Some of them may have "
            "contact that nobody has recorded. Whoever stands outside needs to be recruited."
        )
    else:
        text = say.gettext(
            "%(count)s of %(near)s have no recorded act at all (%(share)s). "
            "Whoever stands outside needs to be recruited."
        )
    return text % _counted(figure, share, say)


def _platform_only(figure: GapFigure, say: Words) -> str:
    share = figure.parts.platform_only or 0.0
    if not share:
        return ""
    text = say.gettext("%(count)s of %(near)s met nobody but the platform (%(share)s).")
    return text % _counted(figure, share, say)


def _thin(figure: GapFigure, say: Words) -> str:
    thin = _shown_thin(figure)
    if thin is None:
        return "".join(_why(figure, "thin", say))
    if not _count(figure, thin):
        return ""
    text = say.gettext(
        "About %(count)s of %(near)s more (%(share)s) would stand without even if the acts were "
        "dealt at random: they need more acts, or acts with more of the far side in them."
    )
    return text % _counted(figure, thin, say)


def _sorted(figure: GapFigure, say: Words) -> str:
    value = _shown_sorted(figure)
    if value is None or figure.parts.sorted_sd is None:
        return "".join(_why(figure, "sorted_sd", say))
    if not sorted_is_read(figure):
        return say.gettext("Who among the active is reached is no more uneven than chance gives.")
    if value < 0:
        return say.gettext("Contact is spread more evenly than chance would spread it.")
    text = say.gettext(
        "About %(count)s of %(near)s more (%(share)s) stand without although they are active, more "
        "than chance gives: they need an introduction."
    )
    return text % _counted(figure, value, say)


def acts_tell_less(figure: GapFigure) -> bool:
    """Whether answers reach more of the near side than the acts do in two steps: an answer names
    nobody to go on from, so that reach says little beside the direct one."""
    return figure.two_step is not None and _count(figure, figure.two_step) < figure.reached


def _two_step(figure: GapFigure, say: Words) -> str:
    share = figure.two_step or 0.0
    if acts_tell_less(figure):
        text = say.gettext(
            "How many reach the far side in two steps is told by acts alone: %(count)s of "
            "%(near)s, fewer than are reached, since answers name nobody to go on from."
        )
    elif share > SATURATED:
        text = say.gettext(
            "%(share)s reach the far side in at most two steps. So close to all shows nothing."
        )
    else:
        text = say.gettext(
            "%(count)s of %(near)s (%(share)s) reach the far side in at most two steps, "
            "that is directly or through somebody they share an act with."
        )
    return text % _counted(figure, share, say)


def _dependence(figure: GapFigure, say: Words) -> tuple[str, ...]:
    low, high = figure.platform_dependence, figure.platform_dependence_high
    if low is None or high is None:
        return _why(figure, "platform_dependence", say)
    text = say.gettext(
        "Without the platform as a participant, %(low)s of that reach is gone; "
        "without everything it convened or took part in, %(high)s."
    )
    direct = say.gettext("Direct reach does not depend on the platform.")
    return (text % {"low": say.percent(low), "high": say.percent(high)}, direct)


def _sole_route(figure: GapFigure, say: Words, names: Mapping[str, str]) -> str:
    if figure.sole_route is None:
        return ""
    if not figure.sole_route:
        return say.gettext("Nobody has the platform as the only way.")
    text = say.ngettext(
        "One has the platform as the only way: %(names)s.",
        "%(count)s have the platform as the only way: %(names)s.",
        len(figure.sole_route),
    )
    return text % {
        "count": say.number(len(figure.sole_route)),
        "names": named_few((names.get(actor, actor) for actor in figure.sole_route), say),
    }
