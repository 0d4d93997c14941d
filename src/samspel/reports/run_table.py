"""A run as plain text for a terminal: the table, aligned, then each gap in words."""

from samspel.reports.run_rows import footnote, headings, recompute_command, wheel_rows
from samspel.reports.sentences import gap_sentences
from samspel.reports.words import N_, Words, for_language
from samspel.terms import Run

__all__ = ["render_table"]

_MADE_UP = N_("An example region, made up.")
_TEXT_COLUMNS = {0, 3}  # the name and the gap stand to the left, counts to the right


def render_table(run: Run, language: str) -> str:
    """The run as text that ends in a newline; columns are aligned by their widest cell."""
    say = for_language(language)
    grid = [headings(language), *(row.cells for row in wheel_rows(run, language))]
    widths = [max(len(row[column]) for row in grid) for column in range(len(grid[0]))]
    lines = [_line(row, widths) for row in grid]
    lines.insert(1, "  ".join("-" * width for width in widths))
    parts = [_title(run, say), "\n".join(lines), *_words(run, language)]
    parts += [footnote(run, language), recompute_command(run)]
    return "\n\n".join(parts) + "\n"


def _title(run: Run, say: Words) -> str:
    title = f"{run.ecosystem_name}, {say.date(run.settings.on)}"
    return f"{title}\n{say.gettext(_MADE_UP)}" if run.example else title


def _words(run: Run, language: str) -> list[str]:
    found = []
    for figure in run.gaps:
        text = gap_sentences(run, figure.gap, language)
        steps = f"\n→ {text.next_step}" if text.next_step else ""
        found.append(f"{text.heading}\n{text.short}{steps}")
    return found


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    placed = [
        cell.ljust(width) if column in _TEXT_COLUMNS else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(placed).rstrip()
