"""A gap in words before figures: the question, the sentence, its interval, its base, its parts.

`gap_sentences(run, gap, language)` gives a `GapText`: plain sentences, in the order a person
should hear them. Nothing here computes a measure; it says what the figure holds. "Contributes
to", never "leads to": no sentence claims that a programme moved a figure (X14).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from samspel.reports.base_words import base_sentence, caveats, rests_on
from samspel.reports.beside_tables import BesideTable, beside_tables
from samspel.reports.depth_words import depth_sentences
from samspel.reports.holding_words import (
    absence_sentences,
    holding_sentences,
    lever_sentences,
)
from samspel.reports.next_steps import next_step
from samspel.reports.part_words import part_sentences, reach_sentences
from samspel.reports.phrases import gap_name, near_noun, phrase_of, reason_sentence
from samspel.reports.words import N_, Words, for_language
from samspel.terms import GapFigure, Run

__all__ = ["GapText", "gap_sentences", "named_actors", "spoken_figure", "window_words"]


# Reasons by which a count of nobody is no finding: nothing could have been seen.
_SAYS_NOTHING = frozenset(
    {"outside_record", "no_far_side", "no_other_ecosystem", "limits", "nothing_observed"}
)
# Of them those by which the gap may not even be anything: there is nothing to be far from.
_NO_BOUNDS = _SAYS_NOTHING - {"nothing_observed"}


_LABELS = (
    N_("Rests on"),
    N_("Keep in mind"),
    N_("Why"),
    N_("Through others"),
    N_("How it holds"),
    N_("How deep"),
)


@dataclass(frozen=True, slots=True)
class GapText:
    """One gap in words. Every attribute is whole sentences; an empty one has nothing to say.

    Attributes
    ----------
    heading
        The question the page answers.
    sentence
        The natural frequency with its window, and what is not known.
    estimate
        The gap with its 90 % interval in one phrase, or the bounds and that no figure is said.
    reason
        Why there is no estimate, if there is none.
    base, rests_on
        Over whom; what the states rest on (records, answers, told, a declaration by a name).
    parts
        Why the gap is there: inactive, platform only, thin, sorted.
    reach
        Two-step reach, platform dependence as a pair, sole route by name.
    caveats
        What must be said beside the figure: as recorded, the financier, blank countries.
    next_step
        The cheapest next step that would change the answer.
    holds
        How the figure holds: sizes of act, one act left out, readier answers.
    depth
        How deep contact goes, what flows, on whom it rests.
    tables
        Whose absence costs, and ecosystem by ecosystem.
    """

    heading: str
    sentence: str
    estimate: str
    reason: str
    base: str
    rests_on: str
    parts: tuple[str, ...]
    reach: tuple[str, ...]
    caveats: tuple[str, ...]
    next_step: str
    holds: tuple[str, ...] = ()
    depth: tuple[str, ...] = ()
    tables: tuple[BesideTable, ...] = ()

    @property
    def beside(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """All that stands beside the figure, in groups with a label; empty groups left out.

        A label is a source string: every face that shows a figure shows these, in this order.
        """
        rests = tuple(each for each in (self.base, self.rests_on) if each)
        groups = (rests, self.caveats, self.parts, self.reach, self.holds, self.depth)
        return tuple(pair for pair in zip(_LABELS, groups, strict=True) if pair[1])

    @property
    def short(self) -> str:
        """The sentence and the estimate (or its reason), as one text."""
        return " ".join(part for part in (self.sentence, self.estimate, self.reason) if part)


def gap_sentences(
    run: Run, gap: str, language: str, *, names: Mapping[str, str] | None = None
) -> GapText:
    """The words of one gap of a run.

    Parameters
    ----------
    names
        Actor id to name, for the actors that a sentence names (`named_actors`).

    Raises
    ------
    KeyError
        If the gap was not measured in this run.
    """
    say = for_language(language)
    figure = spoken_figure(run.gap(gap))
    return GapText(
        heading=say.gettext(phrase_of(run, gap).question),
        sentence=_sentence(run, figure, say),
        estimate=_estimate(run, figure, say),
        reason=reason_sentence(figure.reason, language) if figure.reason else "",
        base=base_sentence(run, figure, say),
        rests_on=rests_on(figure, say),
        parts=(*part_sentences(figure, say), *lever_sentences(figure, say)),
        reach=(
            *reach_sentences(figure, say, names or {}),
            *absence_sentences(figure, say, names or {}),
        ),
        caveats=caveats(run, run.gap(gap), say),
        next_step=next_step(run, figure, say),
        holds=holding_sentences(figure, say),
        depth=depth_sentences(run, figure, say, names or {}),
        tables=beside_tables(run, figure, say, names or {}),
    )


def spoken_figure(figure: GapFigure) -> GapFigure:
    """The figure a sentence uses: the authority gap's without the financier (method section 2)."""
    return figure.without_financier or figure


def named_actors(figure: GapFigure) -> tuple[str, ...]:
    """The ids of the actors that the sentences of a figure name."""
    few = figure.concentration
    return (
        *(figure.sole_route or ()),
        *(one.actor for one in figure.costliest or ()),
        *(actor for one in figure.costliest or () for actor in one.sole_route),
        *(one.actor for one in (few.top if few else ())),
    )


def window_words(run: Run, say: Words) -> str:
    """The window as it ends a sentence: "de senaste 24 månaderna"."""
    months = run.settings.window_months
    text = say.ngettext("in the last month", "in the last %(months)s months", months)
    return text % {"months": say.number(months)}


def _sentence(run: Run, figure: GapFigure, say: Words) -> str:
    if not figure.near and figure.reason != "outside_record":
        return say.gettext("Nobody is registered on the near side.")
    if figure.reason in _SAYS_NOTHING and not figure.reached:
        text = say.gettext(
            "%(gap)s: how many of %(near)s %(who)s have had exchange cannot be said."
        )
        name, who = gap_name(figure.gap, say.language), near_noun(run, figure.gap, say)
        if figure.reason == "outside_record":
            text = say.gettext("%(gap)s: how many %(who)s have had exchange cannot be said.")
            return text % {"gap": name, "who": who}
        said = text % {"gap": name, "near": say.number(figure.near), "who": who}
        observed = figure.reason == "nothing_observed"
        return f"{said} {_unknown(figure, say)}".rstrip() if observed else said
    counts = {"reached": say.number(figure.reached), "near": say.number(figure.near)}
    text = say.gettext(phrase_of(run, figure.gap).sentence)
    first = text % {**counts, "window": window_words(run, say)}
    return f"{first} {_unknown(figure, say)}".rstrip()


def _unknown(figure: GapFigure, say: Words) -> str:
    if not figure.unknown:
        return ""
    if figure.unknown == figure.near:
        return say.gettext("We know nothing of any of them.")
    text = say.ngettext("Of one we know nothing.", "Of %(count)s we know nothing.", figure.unknown)
    return text % {"count": say.number(figure.unknown)}


def _estimate(run: Run, figure: GapFigure, say: Words) -> str:
    if figure.estimate is None:
        return _bounds(figure, say)
    values = {
        "count": say.number(round(figure.estimate * figure.near)),
        "near": say.number(figure.near),
        "gap": say.percent(figure.estimate)
        if figure.low == figure.high
        else say.estimate(figure.estimate, figure.low, figure.high),
    }
    if run.settings.as_recorded:
        return say.gettext("As recorded the gap is %(gap)s: %(count)s of %(near)s.") % values
    if figure.low is None or figure.low == figure.high:
        return say.gettext("The gap is %(gap)s: %(count)s of %(near)s.") % values
    return say.gettext("The gap is estimated at %(gap)s: about %(count)s of %(near)s.") % values


def _bounds(figure: GapFigure, say: Words) -> str:
    if figure.lower is None or figure.upper is None or figure.reason in _NO_BOUNDS:
        return say.gettext("How large the gap is cannot be said.")
    if figure.lower == 0 and figure.upper == 1:
        return say.gettext("How large the gap is cannot be said: it may be anything.")
    text = say.gettext(
        "How large the gap is cannot be said, only that it lies between %(lower)s and %(upper)s."
    )
    return text % {"lower": say.percent(figure.lower), "upper": say.percent(figure.upper)}
