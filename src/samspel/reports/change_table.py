"""A change, and what the stop rule says, as plain text for a terminal.

Neighbours get `render_change_table` and `render_stop_rule_table`.
"""

from collections.abc import Sequence

from samspel.reports.change_words import CHANGE_REASON_SENTENCES
from samspel.reports.changes import (
    area_rows,
    change_headings,
    change_notes,
    change_rows,
    change_sentences,
    verdict_tag,
)
from samspel.reports.stop_rule_words import (
    area_name_of_rule,
    rule_next_steps,
    rule_sentences,
    stop_rule_lines,
)
from samspel.reports.words import N_, for_language
from samspel.terms import Change, StopRuleReading

__all__ = ["render_change_table", "render_stop_rule_table"]


def render_change_table(change: Change, language: str) -> str:
    """The change as text that ends in a newline: a table, the words, the areas, the notes."""
    say = for_language(language)
    rows = [change_headings(language), *(row.cells for row in change_rows(change, language))]
    heads = (N_("Area"), N_("From"), N_("To"), N_("Verdict"))
    areas = [tuple(say.gettext(head) for head in heads)]
    areas += [row[:4] for row in area_rows(change, language)]
    title = say.marked(change.ecosystem_name, made_up=change.example)
    settings = change.settings
    parts = [f"{title}, {say.date(settings.from_on)} – {say.date(settings.to_on)}", _grid(rows)]
    parts += [_words(change, gap.gap, language) for gap in change.gaps]
    parts += [_grid(areas), *_why(change, language), *change_notes(change, language)]
    return "\n\n".join(parts) + "\n"


def _words(change: Change, gap: str, language: str) -> str:
    text = change_sentences(change, gap, language)
    step = [f"→ {text.next_step}"] if text.next_step else []
    return "\n".join((text.heading, text.short, *text.caveats, *step))


def _why(change: Change, language: str) -> list[str]:
    """Why an area has no verdict, where something would give it one."""
    rows = zip(change.areas, area_rows(change, language), strict=True)
    said = [f"{row[0]}: {row[4]}" for area, row in rows if area.next_step]
    return ["\n".join(said)] if said else []


def render_stop_rule_table(reading: StopRuleReading, language: str) -> str:
    """What the stop rule says as text that ends in a newline: first what it says, then the rule
    with its parameters, the areas, and which data would let more of them be judged."""
    say = for_language(language)
    title = say.marked(reading.ecosystem_name, made_up=reading.example)
    settings = reading.settings
    rows = [(say.gettext("Area"), say.gettext("Verdict"), say.gettext("Why"))]
    for key, verdict in reading.verdicts.items():
        why = CHANGE_REASON_SENTENCES.get(reading.missing.get(key, ""), "")
        name = area_name_of_rule(reading, key, language)
        rows.append((name, verdict_tag(verdict, language), say.gettext(why) if why else ""))
    head = f"{title}, {say.date(settings.from_on)} – {say.date(settings.to_on)}"
    parts = [head, *stop_rule_lines(reading, language)]
    parts += [*rule_sentences(reading, language), _grid(rows)]
    steps = rule_next_steps(reading, language)
    if steps:
        what = say.gettext("What would let more areas be judged?")
        parts.append("\n".join((what, *(f"- {step}" for step in steps))))
    return "\n\n".join(parts) + "\n"


def _grid(rows: Sequence[tuple[str, ...]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)
