"""How deep contact goes, what flows in it and on whom it rests, in sentences.

Neighbours get `depth_sentences`.
"""

from collections.abc import Mapping

from samspel.reports.phrases import near_noun
from samspel.reports.words import N_, Words
from samspel.terms import GapFigure, Run

__all__ = ["FLOW_NAMES", "LEVEL_NAMES", "depth_sentences"]

FLOW_NAMES = {
    "knowledge": N_("knowledge"),
    "technology": N_("technology"),
    "people": N_("people"),
    "capital": N_("capital"),
    "": N_("not recorded"),
}
LEVEL_NAMES = {
    "regional": N_("regional"),
    "national": N_("national"),
    "international": N_("international"),
    "": N_("not recorded"),
}
_RUNGS = {
    "awareness": N_("%(count)s have met"),
    "cooperation": N_("%(count)s do something together"),
    "coordination": N_("%(count)s have agreements or work together again and again"),
    "integration": N_("%(count)s share an organisation"),
}
_ALL = 2  # the smallest number of ties of which a share is worth saying


def depth_sentences(
    run: Run, figure: GapFigure, say: Words, names: Mapping[str, str]
) -> tuple[str, ...]:
    """The ladder, what flows, at what level, on how few, and between which ecosystems."""
    if figure.concentration is None or figure.concentration.ties < _ALL:
        return _matrix(run, figure, say)
    found = (
        _ladder(figure, say),
        _strength(figure, near_noun(run, figure.gap, say), say),
        _flows(figure, say),
        _levels(figure, say),
        _concentration(figure, say, names),
        *_matrix(run, figure, say),
    )
    return tuple(sentence for sentence in found if sentence)


def _ladder(figure: GapFigure, say: Words) -> str:
    """How many stand on each rung; one that nobody stands on is not told of."""
    ladder = figure.ladder
    counts = [(text, getattr(ladder, rung)) for rung, text in _RUNGS.items()] if ladder else []
    told = [say.gettext(text) % {"count": say.number(count)} for text, count in counts if count]
    if not told:
        return ""
    return say.gettext("By their closest tie: %(rungs)s.") % {"rungs": ", ".join(told)}


def _strength(figure: GapFigure, who: str, say: Words) -> str:
    if round(figure.strength or 0.0, 1) == 0:
        return ""
    text = say.gettext(
        "If a tie counts the more the fewer share its act (one for two alone, a ninth for ten), "
        "%(near)s %(who)s have %(strength)s each on average."
    )
    strength = say.decimal(round(figure.strength or 0.0, 1))
    return text % {"near": say.number(figure.near), "who": who, "strength": strength}


def _flows(figure: GapFigure, say: Words) -> str:
    rows = [(FLOW_NAMES[row.flow], row.acts) for row in figure.flows or () if row.acts]
    return say.gettext("What flows, in how many acts: %(rows)s.") % {"rows": _rows(rows, say)}


def _levels(figure: GapFigure, say: Words) -> str:
    rows = [(LEVEL_NAMES[row.level], row.acts) for row in figure.levels or () if row.acts]
    return say.gettext("At what level, in how many acts: %(rows)s.") % {"rows": _rows(rows, say)}


def _rows(rows: list[tuple[str, int]], say: Words) -> str:
    return ", ".join(f"{say.gettext(name)} {say.number(count)}" for name, count in rows)


def _concentration(figure: GapFigure, say: Words, names: Mapping[str, str]) -> str:
    few = figure.concentration
    if few is None or few.far_met <= len(few.top):
        return ""
    text = say.gettext(
        "%(ties)s ties go to %(met)s actors on the far side; %(share)s of them to %(names)s."
    )
    return text % {
        "ties": say.number(few.ties),
        "met": say.number(few.far_met),
        "share": say.percent(few.top_share),
        "names": say.listing(names.get(one.actor, one.actor) for one in few.top),
    }


def _matrix(run: Run, figure: GapFigure, say: Words) -> tuple[str, ...]:
    matrix, here = figure.matrix, run.settings.ecosystem
    if matrix is None or here not in matrix.ecosystems:
        return ()
    place = matrix.ecosystems.index(here)
    cells = zip(matrix.names, matrix.ecosystems, matrix.reached[place], strict=True)
    rows = [f"{name} {say.number(count)}" for name, key, count in cells if key != here and count]
    if not rows:
        return ()
    text = say.gettext("How many members have met members of each other ecosystem: %(rows)s.")
    return (text % {"rows": ", ".join(rows)},)
