"""How a figure holds: what would move it and what it hangs on, in sentences.

Neighbours get `holding_sentences` (sizes of act, one act left out, readier answers),
`lever_sentences` and `absence_sentences` (who and what holds the network together).
"""

from collections.abc import Iterable, Mapping

from samspel.reports.words import Words
from samspel.terms import GapFigure, SizeLine

_WHOLE = {"sv": ",0", "en": ".0"}  # what a whole number of times is not said with

__all__ = ["absence_sentences", "holding_sentences", "lever_sentences"]


def holding_sentences(figure: GapFigure, say: Words) -> tuple[str, ...]:
    """One sentence on sizes of act, one on hanging acts, one on readier answers."""
    found = [_sizes(figure, say), _hanging(figure, say), _left_out(figure, say), _lean(figure, say)]
    return tuple(sentence for sentence in found if sentence)


def lever_sentences(figure: GapFigure, say: Words) -> tuple[str, ...]:
    """By which null the parts are shown, and what two levers would do to *thin*."""
    return tuple(each for each in (_null(figure, say), _levers(figure, say)) if each)


def absence_sentences(figure: GapFigure, say: Words, names: Mapping[str, str]) -> tuple[str, ...]:
    """Whose absence would cost most, and how the network falls apart without the platform."""
    return tuple(each for each in (_costliest(figure, say, names), _apart(figure, say)) if each)


def _sizes(figure: GapFigure, say: Words) -> str:
    lines = figure.by_max_size or ()
    shares = [_share(line) for line in lines]
    if not shares or None in shares:
        return ""
    bound = any(line.estimate is None for line in lines)
    if len(set(shares)) == 1:
        return say.gettext(
            "It makes no difference whether acts of up to 10, 25 or 50 participants count."
        )
    text = say.gettext("With acts of up to 10, 25 and 50 participants the gap is %(shares)s.")
    if bound:
        text = say.gettext(
            "With acts of up to 10, 25 and 50 participants the gap is at most %(shares)s."
        )
    return text % {"shares": say.listing(say.percent(share or 0.0) for share in shares)}


def _share(line: SizeLine) -> float | None:
    return line.upper if line.estimate is None else line.estimate


def _hanging(figure: GapFigure, say: Words) -> str:
    if figure.hang_on_one is None or not figure.reached:
        return ""
    count = round(figure.hang_on_one * figure.reached)
    if not count:
        return say.gettext("Nobody with contact has it through one act only.")
    text = say.gettext("%(count)s of the %(reached)s with contact have it through one act only.")
    return text % {"count": say.number(count), "reached": say.number(figure.reached)}


def _left_out(figure: GapFigure, say: Words) -> str:
    one = figure.leave_one_out
    if figure.hang_on_one is None:
        return ""
    if one is None:
        return say.gettext("Whichever recorded act is left out, nobody loses contact.")
    text = say.ngettext(
        "Whichever recorded act is left out, at most one of them loses contact (one such act is "
        "“%(act)s”).",
        "Without the act “%(act)s”, %(count)s of them would have none; no other act is the only "
        "contact of more.",
        one.actors,
    )
    return text % {"act": one.title or one.act, "count": say.number(one.actors)}


def _lean(figure: GapFigure, say: Words) -> str:
    rows = figure.sensitivity
    if not rows or not figure.unknown:
        return ""
    text = say.gettext(
        "If those with contact answer %(times)s times as readily as others, the gap is %(gaps)s."
    )
    times = _either(
        say, (say.decimal(row.times).removesuffix(_WHOLE[say.language]) for row in rows)
    )
    gaps = _either(say, (say.estimate(row.estimate, row.low, row.high) for row in rows))
    return text % {"times": times, "gaps": gaps}


def _either(say: Words, items: Iterable[str]) -> str:
    """Values that go with each other in two lists, the last after *or*."""
    *first, last = items
    return say.gettext("%(first)s or %(last)s") % {"first": ", ".join(first), "last": last}


def _null(figure: GapFigure, say: Words) -> str:
    if figure.parts.null != "curveball":
        return ""
    return say.gettext(
        "What chance gives is found here by shuffling who takes part in what, since some act is "
        "large, some actor very active or somebody on both sides."
    )


def _levers(figure: GapFigure, say: Words) -> str:
    levers = figure.levers
    shown = _shown_thin(figure)
    if levers is None or levers.moves_more is None or not round(shown * figure.near):
        return ""
    # The levers start from the closed form; of another thin that is shown they leave that share.
    scale = figure.near * shown / (figure.parts.thin or shown)
    counts = [round(share * scale) for share in (levers.more_acts, levers.more_far)]
    if not any(counts):
        return say.gettext(
            "One more act each, or twice as much of the far side in the acts, would leave hardly "
            "any of these without."
        )
    text = (
        say.gettext(
            "One more act each would leave about %(acts)s of these without; twice as much of the "
            "far side in the acts, about %(far)s. More of the far side moves more."
        )
        if levers.moves_more == "more_far"
        else say.gettext(
            "One more act each would leave about %(acts)s of these without; twice as much of the "
            "far side in the acts, about %(far)s. More acts move more."
        )
    )
    return text % dict(zip(("acts", "far"), map(say.number, counts), strict=True))


def _shown_thin(figure: GapFigure) -> float:
    shown = figure.parts.shown_thin
    return (figure.parts.thin if shown is None else shown) or 0.0


def _costliest(figure: GapFigure, say: Words, names: Mapping[str, str]) -> str:
    if not figure.costliest:
        return ""
    rows = [
        f"{names.get(one.actor, one.actor)} ({say.number(one.lost)})" for one in figure.costliest
    ]
    text = say.gettext(
        "Others whose absence would cost most, with how many it would leave without a way: "
        "%(names)s."
    )
    return text % {"names": say.listing(rows)}


def _apart(figure: GapFigure, say: Words) -> str:
    before, after = figure.fragmentation, figure.fragmentation_without_platform
    if before is None or after is None:
        return ""
    text = say.gettext(
        "Of all pairs of actors on the two sides, %(before)s have no chain of acts between them; "
        "without the platform %(after)s."
    )
    return text % {"before": say.percent(before), "after": say.percent(after)}
