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
    "": N_("not said"),
}
LEVEL_NAMES = {
    "regional": N_("regional"),
    "national": N_("national"),
    "international": N_("international"),
    "": N_("not said"),
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
    counts = {
        row.flow and say.gettext(FLOW_NAMES[row.flow]): row.acts for row in figure.flows or ()
    }
    some = say.ngettext(
        "What flows is said of %(said)s of %(acts)s act: %(rows)s.",
        "What flows is said of %(said)s of %(acts)s acts: %(rows)s.",
        sum(counts.values()),
    )
    return _said(counts, some, say.gettext("Nobody has said of any act what flows in it."), say)


def _levels(figure: GapFigure, say: Words) -> str:
    levels = figure.levels or ()
    counts = {row.level and say.gettext(LEVEL_NAMES[row.level]): row.acts for row in levels}
    some = say.ngettext(
        "The level is said of %(said)s of %(acts)s act: %(rows)s.",
        "The level is said of %(said)s of %(acts)s acts: %(rows)s.",
        sum(counts.values()),
    )
    return _said(counts, some, say.gettext("Nobody has said of any act at what level."), say)


def _said(counts: Mapping[str, int], some: str, none: str, say: Words) -> str:
    """In how many acts something is said, and what; "" counts those of which nobody has said it,
    whatever is usual for their kind."""
    acts, unsaid = sum(counts.values()), counts.get("", 0)
    rows = (f"{name} {say.number(count)}" for name, count in counts.items() if name and count)
    told = {"said": say.number(acts - unsaid), "acts": say.number(acts), "rows": ", ".join(rows)}
    usual = say.gettext("What is only usual for an act's kind is not counted.")
    return " ".join([some % told if unsaid < acts else none, *([usual] if unsaid else [])])


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
