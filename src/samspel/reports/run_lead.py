"""The first sentences of a run: the widest gap, the narrowest, and what cannot be said.

Neighbours get `run_lead`, for a page, a board's link and whoever has a minute.
"""

from samspel.reports.phrases import gap_name
from samspel.reports.sentences import gap_sentences, spoken_figure
from samspel.reports.words import Words, for_language
from samspel.terms import GapFigure, Run

__all__ = ["run_lead"]


def run_lead(run: Run, language: str) -> tuple[str, ...]:
    """Two or three sentences, each with the counts behind it.

    A gap is called the widest only when none that is given bounds alone may be wider, and the
    narrowest likewise. Where no gap has an estimate, the one most is known of is told.
    """
    say = for_language(language)
    said = [spoken_figure(figure) for figure in run.gaps]
    known = [figure for figure in said if figure.estimate is not None]
    if not known:
        return _bounded(run, said, say)
    unsaid = [figure for figure in said if figure.estimate is None]
    first = [_widest(run, known, unsaid, say)]
    if len(known) > 1:
        first.append(_narrowest(run, known, unsaid, say))
    return (*first, _unsaid(run, known, say))


def _bounded(run: Run, said: list[GapFigure], say: Words) -> tuple[str, ...]:
    """No gap is estimated: what the bounds tell, if they tell anything."""
    told = [figure for figure in said if _room(figure) < 1]
    if not told:
        return (
            say.gettext("No gap can be said yet. Why stands below, with what would change it."),
        )
    lead = say.gettext(
        "No gap can be estimated yet, only given bounds. Why stands below, with what would "
        "change it."
    )
    nearest = _named(run, min(told, key=_room), say)
    return (lead, say.gettext("Most is known of %(gap)s. %(sentence)s") % nearest)


def _room(figure: GapFigure) -> float:
    """How far apart the bounds are; 1 when they say nothing."""
    if figure.lower is None or figure.upper is None:
        return 1.0
    return figure.upper - figure.lower


def _widest(run: Run, known: list[GapFigure], unsaid: list[GapFigure], say: Words) -> str:
    figure = max(known, key=_estimate)
    wider = any(other.upper is None or other.upper > _estimate(figure) for other in unsaid)
    if wider:
        text = say.gettext("Of those that can be estimated, widest is %(gap)s. %(sentence)s")
    else:
        text = say.gettext("Widest is %(gap)s. %(sentence)s")
    return text % _named(run, figure, say)


def _narrowest(run: Run, known: list[GapFigure], unsaid: list[GapFigure], say: Words) -> str:
    figure = min(known, key=_estimate)
    narrower = any(other.lower is None or other.lower < _estimate(figure) for other in unsaid)
    if narrower:
        text = say.gettext("Of those that can be estimated, narrowest is %(gap)s. %(sentence)s")
    else:
        text = say.gettext("Narrowest is %(gap)s. %(sentence)s")
    return text % _named(run, figure, say)


def _estimate(figure: GapFigure) -> float:
    return figure.estimate or 0.0


def _named(run: Run, figure: GapFigure, say: Words) -> dict[str, str]:
    text = gap_sentences(run, figure.gap, say.language)
    name = gap_name(figure.gap, say.language)
    return {"gap": say.within(name), "sentence": text.sentence}


def _unsaid(run: Run, known: list[GapFigure], say: Words) -> str:
    count = len(run.gaps) - len(known)
    if not count:
        text = say.gettext("All %(n)s gaps can be said, each with how sure it is.")
        return text % {"n": len(run.gaps)}
    text = say.ngettext(
        "%(n)s of %(all)s gaps cannot be said yet; its page says why and what would change it.",
        "%(n)s of %(all)s gaps cannot be said yet; their pages say why and what would change it.",
        count,
    )
    return text % {"n": count, "all": len(run.gaps)}
