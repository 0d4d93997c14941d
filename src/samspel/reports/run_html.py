"""A run as one page that stands alone: the wheel, its table, every gap in words, the footnote.

The page carries its own style sheet and type and fetches nothing: it can be mailed, kept and
opened in ten years, and its labels are as wide as they were measured. Every text in it is escaped.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files

from samspel.reports.beside_tables import BesideTable
from samspel.reports.run_rows import footnote, headings, recompute_command, wheel_rows
from samspel.reports.sentences import GapText, gap_sentences
from samspel.reports.svg import wheel_css
from samspel.reports.wheel import render_wheel_pair
from samspel.reports.words import N_, Words, for_language
from samspel.terms import Run

__all__ = ["render_html"]

_MADE_UP = N_("Made up: an example region.")
_PAGE = """<!doctype html>
<html lang="%(language)s">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>%(title)s</title>
<style>
%(sheet)s</style>
</head>
<body>
<main>
%(body)s
</main>
</body>
</html>
"""


def render_html(run: Run, language: str, *, names: Mapping[str, str] | None = None) -> str:
    """The run as a self-contained HTML page; `names` is actor id to name."""
    say = for_language(language)
    sheet = (files("samspel.reports") / "run.css").read_text(encoding="utf-8")
    title = escape(_title(run, say))
    links = {figure.gap: f"#{figure.gap}" for figure in run.gaps}
    body = [
        f"<h1>{title}</h1>",
        _made_up(say) if run.example else "",
        f"<figure>{render_wheel_pair(run, language, links=links)}</figure>",
        _table(run, language, say),
        *(
            _gap(figure.gap, gap_sentences(run, figure.gap, language, names=names), say)
            for figure in run.gaps
        ),
        f"<footer><p>{escape(footnote(run, language))}</p>"
        f"<p><code>{escape(recompute_command(run))}</code></p></footer>",
    ]
    return _PAGE % {
        "language": say.language,
        "title": title,
        "sheet": _faces() + sheet + wheel_css(),
        "body": "\n".join(part for part in body if part),
    }


@cache
def _faces() -> str:
    """The two weights that the page is set in, carried in its style sheet."""
    folder = files("samspel.reports") / "fonts"
    made = ""
    for name, weight in (("text-regular", "400"), ("text-semibold", "600 700")):
        data = b64encode((folder / f"{name}.woff2").read_bytes()).decode()
        made += (
            f'@font-face {{ font-family: "Source Sans 3"; font-weight: {weight}; '
            f'src: url("data:font/woff2;base64,{data}") format("woff2"); }}\n'
        )
    return made


def _title(run: Run, say: Words) -> str:
    text = say.gettext("The gaps of %(name)s on %(on)s")
    return text % {"name": run.ecosystem_name, "on": say.date(run.settings.on)}


def _made_up(say: Words) -> str:
    return f"<p class='made-up'>{escape(say.gettext(_MADE_UP))}</p>"


def _table(run: Run, language: str, say: Words) -> str:
    rows = [
        (f'<a href="#{escape(row.gap)}">{escape(row.name)}</a>', row.cells[1:])
        for row in wheel_rows(run, language)
    ]
    return _drawn(say.gettext("The same figures as in the wheel"), headings(language), rows)


def _drawn(caption: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    """A table; each row is its heading, as HTML, and its cells, as text."""
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join(
        f'<tr><th scope="row">{first}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        + "</tr>"
        for first, cells in rows
    )
    return (
        f'<div class="scroll"><table><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _gap(gap: str, text: GapText, say: Words) -> str:
    beside = [sentence for _, sentences in text.beside for sentence in sentences]
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in beside)
    step = ""
    if text.next_step:
        label = escape(say.gettext("Next step"))
        step = f"<p class='step'><strong>{label}:</strong> {escape(text.next_step)}</p>"
    return (
        f'<section id="{escape(gap)}"><h2>{escape(text.heading)}</h2>'
        f"<p class='lead'>{escape(text.sentence)}</p>"
        f"<p>{escape(' '.join(part for part in (text.estimate, text.reason) if part))}</p>"
        f"<ul>{items}</ul>{''.join(map(_beside, text.tables))}{step}</section>"
    )


def _beside(table: BesideTable) -> str:
    rows = [(escape(first), rest) for first, *rest in table.rows]
    notes = "".join(f"<p class='note'>{escape(note)}</p>" for note in table.notes)
    return _drawn(table.caption, table.headings, rows) + notes
