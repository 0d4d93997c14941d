"""The gap wheel: one picture from a run's numbers, the same on page, phone and document.

`render_wheel` gives one SVG text without style attributes or scripts, so it stands under a
strict content security policy. Member firms stand in the middle; each spoke is a bridge drawn
from both banks. Every spoke carries its facts as a name and a description, in the order gaps are
told; with `links` every spoke is a link to its gap. `wheel_css` is the style sheet that gives the
dark theme; without it the drawing is light and whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from samspel.reports.phrases import near_noun
from samspel.reports.spokes import DeckKind, Spoke, spokes, wheel_is_thin
from samspel.reports.svg import element, num, paint, wheel_css
from samspel.reports.text_width import wrap
from samspel.reports.wheel_bridge import bridge, patterns
from samspel.reports.wheel_ends import end_shape
from samspel.reports.wheel_layout import LAYOUTS, Layout, LayoutName, angle_of, place_at
from samspel.reports.wheel_legend import legend, legend_height, marks_of, wheel_notes
from samspel.reports.wheel_words import label, label_reach, row, row_height
from samspel.reports.words import Words, for_language
from samspel.terms import Run

__all__ = ["render_wheel", "render_wheel_pair", "wheel_css", "wheel_is_thin"]

_NO_LINKS: Mapping[str, str] = {}
_LEAST = 12.6  # text at 320 px is never under 11 px
_MARGIN = 4.0
_GAP = 14.0  # between the wheel, its rows and its legend


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What every part of one drawing needs to know."""

    run: Run
    say: Words
    deck: DeckKind
    name: LayoutName
    layout: Layout
    ident: str
    links: Mapping[str, str]
    spokes: tuple[Spoke, ...]

    @property
    def reach(self) -> tuple[float, float]:
        """Where the labels begin and end: outside the layout only when one needs the room."""
        if not self.layout.labels:
            return 0.0, self.layout.height
        ends = [
            label_reach(spoke, self.layout, angle_of(spoke.number - 1, len(self.spokes)))
            for spoke in self.spokes
        ]
        top = min([0.0, *(first - _MARGIN for first, _ in ends)])
        return top, max([self.layout.height - _GAP, *(last + _GAP for _, last in ends)])

    @property
    def rows_top(self) -> float:
        return self.layout.height + _GAP

    @property
    def legend_top(self) -> float:
        if self.layout.rows:
            return self.rows_top + len(self.spokes) * row_height(self.layout) + 2 * _GAP
        return self.reach[1]

    @property
    def height(self) -> float:
        if self.name == "small":
            return self.layout.height
        return self.notes_top + len(self.notes) * self.layout.text_size * 1.3

    @property
    def marks(self) -> tuple[tuple[str, str], ...]:
        return marks_of(self.deck, self.spokes)

    @property
    def notes_top(self) -> float:
        return self.legend_top + legend_height(self.marks, self.layout, self.say) + 2 * _GAP

    @property
    def notes(self) -> list[str]:
        size, room = self.layout.text_size * 0.92, self.layout.width
        told = wheel_notes(self.run, self.deck, self.say)
        return [line for note in told for line in wrap(note, size, room, lines=4)]


def render_wheel(  # noqa: PLR0913 - all but two are keywords
    run: Run,
    language: str,
    *,
    links: Mapping[str, str] = _NO_LINKS,
    title_id: str = "gap-wheel",
    deck: DeckKind = "direct",
    layout: LayoutName = "wide",
) -> str:
    """The wheel of a run as SVG.

    Parameters
    ----------
    links
        Gap key to address; a gap without one is drawn without a link.
    title_id
        The id of the title; every id in the drawing begins with it, so give each drawing on a
        page its own.
    deck
        `direct` draws who is reached; `two_step` who is in at most two steps, and what of that
        rests on the platform.
    layout
        `wide` for desktop and document, `compact` for a phone, `small` beside a list.
    """
    drawn = spokes(run, language, deck)
    say, sizes = for_language(language), LAYOUTS[layout]
    drawing = _Drawing(run, say, deck, layout, sizes, title_id, links, drawn)
    ends = "".join(_spoke(drawing, spoke) for spoke in drawn)
    marks = "" if layout == "small" else _legend(drawing)
    return _frame(drawing, patterns(title_id, sizes) + ends + _hub(drawing) + marks)


def render_wheel_pair(  # noqa: PLR0913 - all but two are keywords
    run: Run,
    language: str,
    *,
    links: Mapping[str, str] = _NO_LINKS,
    title_id: str = "gap-wheel",
    deck: DeckKind = "direct",
) -> str:
    """The wide and the compact wheel together; `wheel_css` shows the one that fits the width."""
    wide = render_wheel(run, language, links=links, title_id=title_id, deck=deck)
    narrow = render_wheel(
        run, language, links=links, title_id=f"{title_id}-narrow", deck=deck, layout="compact"
    )
    return f'<div class="wheel-pair">{wide}{narrow}</div>'


def _frame(drawing: _Drawing, body: str) -> str:
    ident, linked = drawing.ident, bool(drawing.links)
    spoken = " ".join(f"{spoke.name}: {spoke.spoken}" for spoke in drawing.spokes)
    title = element("title", f'id="{ident}"', _title(drawing))
    about = " ".join([_about(drawing), *wheel_notes(drawing.run, drawing.deck, drawing.say)])
    about = about if linked else f"{about} {spoken}"
    role = "group" if linked else "img"
    top = drawing.reach[0]
    box = f"0 {num(top)} {num(drawing.layout.width)} {num(drawing.height - top)}"
    told = element("desc", f'id="{ident}-d"', about)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" '
        f'class="wheel wheel-{drawing.name}" role="{role}" '
        f'aria-labelledby="{ident}" aria-describedby="{ident}-d" '
        f"font-family=\"'Source Sans 3', 'Noto Sans', sans-serif\">"
        f"{title}{told}{body}</svg>"
    )


def _title(drawing: _Drawing) -> str:
    name = drawing.say.marked(drawing.run.ecosystem_name, made_up=drawing.run.example)
    return drawing.say.gettext("The gap wheel of %(name)s") % {"name": name}


def _about(drawing: _Drawing) -> str:
    if drawing.deck == "two_step":
        return drawing.say.gettext(
            "Each spoke is a bridge from the firms: what is built is the share that reaches the "
            "far side in at most two steps, and the outline is what rests on the platform."
        )
    return drawing.say.gettext(
        "Each spoke is a bridge from the firms, built from both banks: what is built is the share "
        "reached, the hole is the gap, the frayed edge is the interval, stripes are what we do "
        "not know, and a dotted spoke cannot be said."
    )


def _legend(drawing: _Drawing) -> str:
    marks = legend(drawing.marks, drawing.layout, drawing.ident, drawing.say)
    size, notes = drawing.layout.text_size * 0.92, []
    for place, line in enumerate(drawing.notes):
        down = drawing.notes_top + place * drawing.layout.text_size * 1.3
        attributes = f'x="0" y="{num(down)}" font-size="{num(size)}" {paint("w-muted")}'
        notes.append(element("text", attributes, line))
    placed = f'<g transform="translate(0 {num(drawing.legend_top)})">{marks}</g>'
    return f'<g aria-hidden="true">{placed}{"".join(notes)}</g>'


def _spoke(drawing: _Drawing, spoke: Spoke) -> str:
    layout, ident = drawing.layout, f"{drawing.ident}-{spoke.number}"
    angle = angle_of(spoke.number - 1, len(drawing.spokes))
    gap = drawing.deck == "direct"
    across, down = layout.centre
    deck = (
        f'<g transform="translate({num(across)} {num(down)}) rotate({num(angle)}) '
        f'translate({num(layout.hub)} 0)">{bridge(spoke.deck, layout, drawing.ident, gap=gap)}</g>'
    )
    inner = f"{_names(spoke, layout, ident)}{deck}{_end(drawing, spoke, angle)}"
    return _linked(drawing, spoke, inner, ident)


def _called(spoke: Spoke, layout: Layout) -> str:
    """The spoke's name: the words of its label in their order, so that it can be called aloud."""
    words = (spoke.name, spoke.count, spoke.figure, spoke.note if spoke.dotted else "")
    if layout.rows and spoke.dotted:
        words = (spoke.name, spoke.figure, spoke.note, "")
    return ", ".join(word for word in words if word)


def _names(spoke: Spoke, layout: Layout, ident: str) -> str:
    title = element("title", f'id="{ident}"', _called(spoke, layout))
    text = f"{spoke.spoken} {spoke.next_step}".strip()
    return title + element("desc", f'id="{ident}-d"', text)


def _end(drawing: _Drawing, spoke: Spoke, angle: float) -> str:
    layout = drawing.layout
    across, down = place_at(layout, angle, layout.far_end)
    number = "" if layout.labels else str(spoke.number)
    shape = end_shape(spoke.shape, layout.end, number, text=layout.end)
    placed = f'<g transform="translate({num(across)} {num(down)})">{_ring(layout)}{shape}</g>'
    if layout.labels:
        return placed + label(spoke, layout, angle)
    if layout.rows:
        top = drawing.rows_top + (spoke.number - 1) * row_height(layout)
        return placed + row(spoke, layout, top)
    return placed


def _ring(layout: Layout) -> str:
    """The ring that shows which end has the focus; the style sheet lights it."""
    return f'<circle class="w-focus" r="{num(layout.end * 1.45)}" fill="none"/>'


def _linked(drawing: _Drawing, spoke: Spoke, inner: str, ident: str) -> str:
    address = drawing.links.get(spoke.gap)
    named = f'aria-labelledby="{ident}" aria-describedby="{ident}-d"'
    if address is None:
        role = ' role="img"' if drawing.links else ""
        return f'<g class="w-spoke"{role} {named}>{inner}</g>' if role else f"<g>{inner}</g>"
    # The title within names the link; a second name would be held against the drawn words.
    told = f'aria-describedby="{ident}-d"'
    return f'<a class="w-spoke" href="{escape(address)}" {told}>{inner}</a>'


def _hub(drawing: _Drawing) -> str:
    layout, say = drawing.layout, drawing.say
    across, down = layout.centre
    first = drawing.run.gaps[0] if drawing.run.gaps else None
    noun = near_noun(drawing.run, first.gap, say) if first else ""
    small = max(_LEAST, 0.205 * layout.hub)
    lines = [(say.number(first.near if first else 0), layout.hub * 0.5, 700)]
    lines += [(text, small, 400) for text in wrap(noun, small, layout.hub * 1.85)]
    lines += [(say.gettext("made up"), small, 400)] if drawing.run.example else []
    circle = f'<circle cx="{num(across)}" cy="{num(down)}" r="{num(layout.hub)}" {paint("w-ink")}/>'
    top = down - sum(size for _, size, _ in lines) * 0.6
    words = ""
    for text, size, weight in lines:
        top += size * 1.1
        words += _hub_line(text, (across, top), size, weight)
    return f'<g aria-hidden="true">{circle}{words}</g>'


def _hub_line(text: str, place: tuple[float, float], size: float, weight: int) -> str:
    return element(
        "text",
        f'x="{num(place[0])}" y="{num(place[1])}" text-anchor="middle" font-size="{num(size)}" '
        f'font-weight="{weight}" {paint("w-paper")}',
        text,
    )
