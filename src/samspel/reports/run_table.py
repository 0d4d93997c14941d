"""A run as plain text for a terminal: the table, aligned, then each gap in words.

Under each gap stands all that the method says stands beside it, in groups with a label; `brief`
leaves that out.
"""

from collections.abc import Mapping, Sequence
from textwrap import wrap

from samspel.reports.beside_tables import BesideTable
from samspel.reports.run_rows import footnote, headings, recompute_command, wheel_rows
from samspel.reports.sentences import GapText, gap_sentences
from samspel.reports.words import N_, Words, for_language
from samspel.terms import Run

__all__ = ["render_table"]

_MADE_UP = N_("An example region, made up.")
_TEXT_COLUMNS = {0, 3}  # the name and the gap stand to the left, counts to the right
_WIDTH = 100
_INDENT = "  "
_NARROWEST = 24  # of a column of names


def render_table(
    run: Run, language: str, *, names: Mapping[str, str] | None = None, brief: bool = False
) -> str:
    """The run as text that ends in a newline; columns are aligned by their widest cell.

    `names` is actor id to name; `brief` gives each gap its sentence, figure and next step alone.
    """
    say = for_language(language)
    grid = [headings(language), *(row.cells for row in wheel_rows(run, language))]
    parts = [_title(run, say), _aligned(grid, _TEXT_COLUMNS)]
    if {figure.reason for figure in run.gaps} == {"outside_record"}:
        # One reason and one step for all of them, said once.
        text = gap_sentences(run, run.gaps[0].gap, language)
        return "\n\n".join([_title(run, say), f"{text.reason}\n→ {text.next_step}"]) + "\n"
    for figure in run.gaps:
        text = gap_sentences(run, figure.gap, language, names=names)
        parts.append(_said(text, say, brief=brief))
    parts += [footnote(run, language), recompute_command(run)]
    return "\n\n".join(parts) + "\n"


def _title(run: Run, say: Words) -> str:
    title = f"{run.ecosystem_name}, {say.date(run.settings.on)}"
    return f"{title}\n{say.gettext(_MADE_UP)}" if run.example else title


def _said(text: GapText, say: Words, *, brief: bool) -> str:
    lines = [text.heading, *wrap(text.short, _WIDTH, break_long_words=False)]
    if not brief:
        lines += _beside(text, say)
    if text.next_step:
        lines += _hung("→ ", text.next_step)
    return "\n".join(lines)


def _beside(text: GapText, say: Words) -> list[str]:
    labels = [say.gettext(label) for label, _ in text.beside]
    width = max(map(len, labels), default=0)
    lines = []
    for label, (_, sentences) in zip(labels, text.beside, strict=True):
        for place, sentence in enumerate(sentences):
            start = f"{_INDENT}{'' if place else label:{width}}{_INDENT}"
            lines += _hung(start, sentence)
    for table in text.tables:
        lines += ["", *_table(table)]
    return lines


def _table(table: BesideTable) -> list[str]:
    rows = [table.headings, *table.rows]
    taken = sum(max(len(row[k]) for row in rows) + 2 for k in range(len(table.headings) - 1))
    last = max(_NARROWEST, _WIDTH - len(_INDENT) - taken)
    lines = [line for row in rows for line in _folded(row, last)]
    grid = _aligned(lines, {0, *table.worded})
    notes = [line for note in table.notes for line in _hung(_INDENT, note)]
    return [f"{_INDENT}{table.caption}", *(_INDENT + line for line in grid.split("\n")), *notes]


def _folded(row: Sequence[str], width: int) -> list[tuple[str, ...]]:
    """The row, its last cell in as many lines as it takes, the other cells once."""
    first, *rest = wrap(row[-1], width, break_long_words=False) or [""]
    blank = ("",) * (len(row) - 1)
    return [(*row[:-1], first), *((*blank, more) for more in rest)]


def _hung(start: str, text: str) -> list[str]:
    """The text in lines, the first after `start` and the others beneath it."""
    after = " " * len(start)
    return wrap(text, _WIDTH, initial_indent=start, subsequent_indent=after, break_long_words=False)


def _aligned(grid: Sequence[Sequence[str]], texts: set[int]) -> str:
    """Rows in columns as wide as their widest cell, a rule under the first; `texts` to the left."""
    widths = [max(len(row[column]) for row in grid) for column in range(len(grid[0]))]
    lines = [_line(row, widths, texts) for row in grid]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)


def _line(cells: Sequence[str], widths: Sequence[int], texts: set[int]) -> str:
    placed = [
        cell.ljust(width) if column in texts else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(placed).rstrip()
