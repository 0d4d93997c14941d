"""What a result shows in a notebook: wheel, table, sentences. It fetches nothing and runs nothing.

Neighbours get `run_html` and `change_html`. Colours are those of the light theme on their own
ground, since a notebook does not say which theme it is in.
"""

from collections.abc import Iterable, Sequence
from html import escape

from samspel.reports import (
    GapText,
    area_rows,
    change_headings,
    change_notes,
    change_rows,
    change_sentences,
    footnote,
    gap_sentences,
    headings,
    render_wheel,
    wheel_css,
    wheel_rows,
)
from samspel.reports.palette import LIGHT
from samspel.reports.words import for_language
from samspel.terms import Change, Run

__all__ = ["change_html", "run_html"]

_SHEET = f"""
.samspel {{ color-scheme: light; background: {LIGHT["paper"]}; color: {LIGHT["ink"]};
  padding: 1rem; font-family: "Source Sans 3", "Segoe UI", "Noto Sans", Helvetica, sans-serif; }}
.samspel p {{ max-width: 44rem; }}
.samspel caption {{ text-align: left; }}
.samspel table {{ border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums; }}
.samspel th, .samspel td {{ text-align: left; vertical-align: top; padding: 0.35rem 1rem 0.35rem 0;
  border-bottom: 1px solid {LIGHT["line"]}; }}
.samspel .note {{ color: {LIGHT["muted"]}; }}
"""


def run_html(run: Run, language: str) -> str:
    """The wheel of a run, the same figures as a table, a sentence a gap, and what names the run."""
    rows = [row.cells for row in wheel_rows(run, language)]
    ident = f"gap-wheel-{run.snapshot.rpartition(':')[2][:8]}-{run.settings.on}"
    texts = [gap_sentences(run, figure.gap, language) for figure in run.gaps]
    parts = [
        f"<style>{_SHEET}{wheel_css()}</style>",
        render_wheel(run, language, title_id=ident),
        _table(headings(language), rows, for_language(language).gettext("The same figures")),
        *(_said(text.heading, text.short) + _beside(text, language) for text in texts),
        f'<p class="note">{escape(footnote(run, language))}</p>',
    ]
    return _whole(parts, language)


def change_html(change: Change, language: str) -> str:
    """The table of a change, a sentence a gap, the areas, and what stands beside every change."""
    say = for_language(language)
    rows = [row.cells for row in change_rows(change, language)]
    texts = [change_sentences(change, gap.gap, language) for gap in change.gaps]
    heads = [say.gettext(text) for text in ("Area", "From", "To", "Verdict", "Why")]
    areas = area_rows(change, language)
    settings = change.settings
    title = say.marked(change.ecosystem_name, made_up=change.example)
    days = f"{say.date(settings.from_on)} – {say.date(settings.to_on)}"
    parts = [
        f"<style>{_SHEET}</style>",
        _table(change_headings(language), rows, f"{title}, {days}"),
        *(
            _said(text.heading, " ".join((text.short, *text.caveats, text.next_step)).rstrip())
            for text in texts
        ),
        _table(heads, areas, say.gettext("Beside the gaps")),
        *(f'<p class="note">{escape(note)}</p>' for note in change_notes(change, language)),
    ]
    return _whole(parts, language)


def _whole(parts: Iterable[str], language: str) -> str:
    return f'<div class="samspel" lang="{language}">{"".join(parts)}</div>'


def _said(heading: str, text: str) -> str:
    return f"<p><strong>{escape(heading)}</strong> {escape(text)}</p>"


def _beside(text: GapText, language: str) -> str:
    """What stands beside the figure, folded away."""
    say = for_language(language)
    items = "".join(f"<li>{escape(each)}</li>" for _, group in text.beside for each in group)
    tables = "".join(_table(each.headings, each.rows, each.caption) for each in text.tables)
    label = escape(say.gettext("What stands beside the figure"))
    return f"<details><summary>{label}</summary><ul>{items}</ul>{tables}</details>"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], caption: str) -> str:
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in rest)
        + "</tr>"
        for first, *rest in rows
    )
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )
