"""What the marks of the wheel mean, drawn with the same marks."""

from samspel.reports.spokes import DeckKind, Spoke
from samspel.reports.svg import element, num, paint
from samspel.reports.text_width import text_width
from samspel.reports.wheel_bridge import FRAY, PLANK
from samspel.reports.wheel_layout import Layout
from samspel.reports.words import N_, Words
from samspel.terms import Run

__all__ = ["legend", "legend_height", "marks_of", "wheel_notes"]

_DIRECT = (
    ("deck", N_("reached")),
    ("gap", N_("the gap")),
    ("planks", N_("estimate, frayed over its 90 % interval")),
    ("stripes", N_("unknown")),
    ("dots", N_("cannot say")),
)
_TWO_STEP = (
    ("deck", N_("stands without the platform")),
    ("loose", N_("depends on how the platform is left out")),
    ("outline", N_("rests on the platform")),
    ("dots", N_("cannot say")),
)
_AT_LEAST = ("outline", N_("reached at least"))
Marks = tuple[tuple[str, str], ...]
_LINE, _MARK, _AFTER = 28.0, 40.0, 24.0
# The picture stands alone too, in a README or a mail, where common typefaces are a sixth wider.
_FALLBACK = 1.17


def marks_of(kind: DeckKind, spokes: tuple[Spoke, ...]) -> Marks:
    """The marks that this wheel uses: an outline only when some spoke has one."""
    if kind == "two_step":
        return _TWO_STEP
    outlined = any(spoke.dotted and spoke.deck.solid for spoke in spokes)
    return (*_DIRECT, _AT_LEAST) if outlined else _DIRECT


def legend(marks: Marks, layout: Layout, ident: str, say: Words) -> str:
    """The legend: one line where there is room, else as many as it takes."""
    drawn = []
    for mark, words, (across, down) in _placed(marks, layout, say):
        attributes = (
            f'x="{num(across + _MARK)}" y="{num(down + 5)}" font-size="{num(_size(layout))}" '
            f"{paint('w-muted')}"
        )
        drawn.append(_mark(mark, across, down, ident) + element("text", attributes, words))
    return "".join(drawn)


def legend_height(marks: Marks, layout: Layout, say: Words) -> float:
    """How much height the legend takes."""
    return _placed(marks, layout, say)[-1][2][1] + _LINE / 2


def wheel_notes(run: Run, kind: DeckKind, say: Words) -> list[str]:
    """What must stand beside the wheel: how it was counted, the platform, the financier."""
    notes = []
    if run.settings.as_recorded:
        notes.append(say.gettext("Counted as if the records were complete."))
    if kind == "direct" and any(figure.platform_dependence is not None for figure in run.gaps):
        notes.append(say.gettext("The platform stands beside: direct reach does not depend on it."))
    if any(figure.without_financier is not None for figure in run.gaps):
        notes.append(say.gettext("The financier is not counted among the authorities."))
    return notes


def _placed(marks: Marks, layout: Layout, say: Words) -> list[tuple[str, str, tuple[float, float]]]:
    placed, across, down = [], 0.0, _LINE / 2
    for mark, text in marks:
        words = say.gettext(text)
        width = _MARK + text_width(words, _size(layout)) * _FALLBACK
        if across and across + width > layout.width:
            across, down = 0.0, down + _LINE
        placed.append((mark, words, (across, down)))
        across += width + _AFTER
    return placed


def _size(layout: Layout) -> float:
    return 13.0 if layout.rows else 19.0


def _mark(mark: str, across: float, down: float, ident: str) -> str:
    box = f'x="{num(across)}" y="{num(down - 8)}" width="30" height="16"'
    ground = f"<rect {box} {paint('w-gap')}/>"
    marks = {
        "deck": f"<rect {box} {paint('w-deck')}/>",
        "gap": f"{ground}{_tick(across, down)}{_tick(across + 30, down)}",
        "planks": f"{ground}{_planks(across, down)}{_tick(across + 20, down)}",
        "loose": _planks(across, down),
        "stripes": f'{ground}<rect {box} fill="url(#{ident}-h)"/>',
        "outline": f'<rect {box} stroke-width="2" {paint("w-paper", "w-deck-line")}/>',
        "dots": _dots(across, down),
    }
    return marks[mark]


def _dots(across: float, down: float) -> str:
    return (
        f'<line x1="{num(across + 3)}" y1="{num(down)}" x2="{num(across + 28)}" y2="{num(down)}" '
        f'stroke-width="4.5" stroke-linecap="round" stroke-dasharray="0.1 8" '
        f"{paint('w-ink-line')}/>"
    )


def _planks(across: float, down: float) -> str:
    each = 16 / len(FRAY)
    return "".join(
        f'<rect x="{num(across)}" y="{num(down - 8 + each * (place + (1 - PLANK) / 2))}" '
        f'width="{num(13 + share * 13)}" height="{num(each * PLANK)}" {paint("w-deck")}/>'
        for place, share in enumerate(FRAY)
    )


def _tick(across: float, down: float) -> str:
    return (
        f'<line x1="{num(across)}" y1="{num(down - 11)}" x2="{num(across)}" '
        f'y2="{num(down + 11)}" stroke-width="2.6" {paint("w-tick")}/>'
    )
