"""What the wheel draws, as numbers and words: one `Spoke` a gap, in the order gaps are told.

A spoke's deck is told in *reach*, 0 at the bank and 1 where the two halves meet. Nothing here
knows where on the paper anything stands; `samspel.reports.wheel` draws it.
"""

from dataclasses import dataclass, field
from typing import Literal

from samspel.reports.next_steps import next_step, next_step_tag
from samspel.reports.phrases import REASON_TAGS, far_name, phrase_of
from samspel.reports.sentences import gap_sentences, spoken_figure
from samspel.reports.words import Words, for_language
from samspel.terms import GapFigure, Run, Sector

__all__ = ["Deck", "DeckKind", "Spoke", "is_drawn", "spokes", "wheel_is_thin"]

DeckKind = Literal["direct", "two_step"]
_MOST_UNKNOWN = 0.25  # of the near actors, where the bounds draw a spoke
_MOST_DOTTED = 3  # a wheel with more is replaced by the list, with the wheel small beside

_SHAPES = {
    "research": "academia",
    "education": "academia",
    "capital": "private",
    "authority": "public",
    "firms": "private",
}


@dataclass(frozen=True, slots=True)
class Deck:
    """How far a bridge is built, as shares of reach.

    `solid` stands for certain; the edge is frayed from `low` to `high` about `edge`; what lies
    between `solid` and `unseen` is not known. `leaning` is what rests on the platform, in the
    two-step deck only. `edge` None is a dotted spoke: it cannot be said.
    """

    solid: float
    unseen: float
    edge: float | None = None
    low: float = 0.0
    high: float = 0.0
    leaning: float | None = None


@dataclass(frozen=True, slots=True)
class Spoke:
    """One spoke: the far side, its deck, its labels and its whole sentence.

    `count` says who is reached in words; `counted` the same where there is little room."""

    gap: str
    number: int
    name: str
    shape: str
    deck: Deck
    count: str
    figure: str
    note: str
    spoken: str
    next_step: str = field(default="")
    counted: str = field(default="")

    @property
    def dotted(self) -> bool:
        """Whether the spoke says that it cannot say."""
        return self.deck.edge is None


def spokes(run: Run, language: str, deck: DeckKind = "direct") -> tuple[Spoke, ...]:
    """The spokes of a run, in the run's order."""
    say = for_language(language)
    draw = _direct if deck == "direct" else _two_step
    return tuple(draw(run, place, say) for place in range(len(run.gaps)))


def wheel_is_thin(run: Run) -> bool:
    """Whether more than three spokes are dotted: show the list, with the wheel small beside."""
    figures = (spoken_figure(figure) for figure in run.gaps)
    return sum(not is_drawn(figure) for figure in figures) > _MOST_DOTTED


def is_drawn(figure: GapFigure) -> bool:
    """Whether the spoke says something: it has an estimate, or its bounds hold it.

    Bounds hold whatever the unknown are. Where at least three quarters of the near actors are
    known and no answers say how the rest would be, as when a platform tells of its members, the
    spoke is drawn by them: built as far as is known, striped over what is not, open beyond.
    """
    return figure.estimate is not None or _by_bounds(figure)


def _by_bounds(figure: GapFigure) -> bool:
    few = figure.estimate is None and figure.reason == "too_few_asked"
    return few and figure.unknown <= _MOST_UNKNOWN * figure.near


def _direct(run: Run, place: int, say: Words) -> Spoke:
    figure = spoken_figure(run.gaps[place])
    dotted = not is_drawn(figure)
    return Spoke(
        gap=figure.gap,
        number=place + 1,
        name=far_name(run, figure.gap, say),
        shape=_shape(run, figure.gap),
        deck=_direct_deck(figure),
        count=_at_least(figure, say) if dotted else _count(figure.reached, figure, say),
        figure=say.gettext("cannot say") if dotted else _gap_label(figure, say),
        note=_note(figure.reason, next_step_tag(figure, say), say) if dotted else "",
        spoken=gap_sentences(run, figure.gap, say.language).short,
        next_step=next_step(run, figure, say) if dotted else "",
        counted=_of(figure.reached, figure, say),
    )


def _direct_deck(figure: GapFigure) -> Deck:
    if not figure.near:
        return Deck(0.0, 0.0)
    solid = figure.reached / figure.near
    unseen = (figure.reached + figure.unknown) / figure.near
    if _by_bounds(figure):
        return Deck(solid, unseen, solid, solid, solid)
    if figure.estimate is None:
        return Deck(solid, unseen)
    edge = 1 - figure.estimate
    low = edge if figure.high is None else 1 - figure.high
    high = edge if figure.low is None else 1 - figure.low
    return Deck(solid, unseen, edge, low, high)


def _two_step(run: Run, place: int, say: Words) -> Spoke:
    figure = spoken_figure(run.gaps[place])
    reach = figure.two_step
    code = figure.why.get("two_step") or figure.reason
    return Spoke(
        gap=figure.gap,
        number=place + 1,
        name=far_name(run, figure.gap, say),
        shape=_shape(run, figure.gap),
        deck=_two_step_deck(figure),
        count="" if reach is None else _count(round(reach * figure.near), figure, say),
        figure=say.gettext("cannot say") if reach is None else _without_label(figure, say),
        note=_note(code, "", say) if reach is None else "",
        spoken=" ".join(gap_sentences(run, figure.gap, say.language).reach),
        counted=_of(round((reach or 0.0) * figure.near), figure, say),
    )


def _two_step_deck(figure: GapFigure) -> Deck:
    reach = figure.two_step
    if reach is None:
        return Deck(0.0, 0.0)
    low, high = figure.platform_dependence, figure.platform_dependence_high
    if low is None or high is None:
        return Deck(reach, reach, reach, reach, reach)
    least, most = sorted((reach * (1 - high), reach * (1 - low)))
    return Deck(least, least, most, least, most, leaning=reach)


def _count(reached: int, figure: GapFigure, say: Words) -> str:
    text = say.gettext("%(reached)s of %(near)s reached")
    return text % {"reached": say.number(reached), "near": say.number(figure.near)}


def _of(reached: int, figure: GapFigure, say: Words) -> str:
    text = say.gettext("%(count)s of %(near)s")
    return text % {"count": say.number(reached), "near": say.number(figure.near)}


def _at_least(figure: GapFigure, say: Words) -> str:
    if not figure.reached:
        return ""
    text = say.gettext("at least %(reached)s of %(near)s reached")
    return text % {"reached": say.number(figure.reached), "near": say.number(figure.near)}


def _gap_label(figure: GapFigure, say: Words) -> str:
    if figure.estimate is None:
        span = say.percent_span(figure.lower or 0.0, figure.upper or 0.0)
        return say.gettext("gap %(gap)s") % {"gap": span}
    shown = say.estimate(figure.estimate or 0.0, figure.low, figure.high)
    if figure.low == figure.high:
        shown = say.percent(figure.estimate or 0.0)
    return say.gettext("gap %(gap)s") % {"gap": shown}


def _without_label(figure: GapFigure, say: Words) -> str:
    deck = _two_step_deck(figure)
    if deck.leaning is None:
        return ""
    span = say.percent_span(deck.low, deck.high)
    if round(deck.low * 100) == round(deck.high * 100):
        span = say.percent(deck.low)
    return say.gettext("without the platform %(share)s") % {"share": span}


def _note(code: str | None, step: str, say: Words) -> str:
    if code is None:
        return ""
    tag = say.gettext(REASON_TAGS[code])
    return f"{tag}: {step}" if step else tag


def _shape(run: Run, gap: str) -> str:
    if "civil" in phrase_of(run, gap).far:
        return f"{Sector.PUBLIC.value}-{Sector.CIVIL.value}"
    return _SHAPES.get(gap, "open")
