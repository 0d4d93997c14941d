"""A change, and what the stop rule says, as plain text for a terminal.

Neighbours get `render_change_table` and `render_stop_rule_table`.
"""

from collections.abc import Sequence

from samspel.reports.change_words import AREA_NAMES, CHANGE_REASON_SENTENCES
from samspel.reports.changes import (
    area_rows,
    change_headings,
    change_notes,
    change_rows,
    change_sentences,
    name_of_gap,
    verdict_tag,
)
from samspel.reports.words import N_, Words, for_language
from samspel.terms import Change, StopRuleErrors, StopRuleReading

__all__ = [
    "area_name_of_rule",
    "render_change_table",
    "render_stop_rule_table",
    "stop_rule_lines",
]

_CANNOT_TELL = N_(
    "At this size and coverage the rule cannot tell a stagnant ecosystem from one that improves."
)


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
    parts += [_grid(areas), *change_notes(change, language)]
    return "\n\n".join(parts) + "\n"


def _words(change: Change, gap: str, language: str) -> str:
    text = change_sentences(change, gap, language)
    return "\n".join((text.heading, text.short, *text.caveats))


def render_stop_rule_table(reading: StopRuleReading, language: str) -> str:
    """What the stop rule says as text that ends in a newline."""
    say = for_language(language)
    title = say.marked(reading.ecosystem_name, made_up=reading.example)
    settings = reading.settings
    rows = [(say.gettext("Area"), say.gettext("Verdict"), say.gettext("Why"))]
    for key, verdict in reading.verdicts.items():
        why = CHANGE_REASON_SENTENCES.get(reading.missing.get(key, ""), "")
        name = area_name_of_rule(reading, key, language)
        rows.append((name, verdict_tag(verdict, language), say.gettext(why) if why else ""))
    lines = stop_rule_lines(reading, language)
    head = f"{title}, {say.date(settings.from_on)} – {say.date(settings.to_on)}"
    return "\n\n".join((head, *lines, _grid(rows))) + "\n"


def stop_rule_lines(reading: StopRuleReading, language: str) -> tuple[str, ...]:
    """The rule in sentences; where it cannot tell, that is the first."""
    say, rule = for_language(language), reading.rule
    found = []
    if reading.errors and not reading.errors.tells:
        found.append(say.gettext(_CANNOT_TELL))
    values = {
        "count": say.number(len(reading.not_forward)),
        "areas": say.number(len(rule.areas)),
        "several": say.number(rule.several),
    }
    if reading.flagged is None:
        text = say.gettext(
            "The rule cannot be used: fewer than %(several)s of the %(areas)s areas have a verdict."
        )
    elif reading.flagged:
        text = say.gettext(
            "The rule flags: %(count)s of the %(areas)s areas are not developing forward, and "
            "%(several)s are enough."
        )
    else:
        text = say.gettext(
            "The rule does not flag: %(count)s of the %(areas)s areas are not developing forward, "
            "and %(several)s would be needed."
        )
    found.append(text % values)
    if reading.errors:
        found.append(_errors(reading.errors, say))
    found.append(say.gettext("The system flags; people decide, give reasons and hear the actor."))
    return tuple(found)


def _errors(errors: StopRuleErrors, say: Words) -> str:
    text = say.gettext(
        "In %(count)s simulated ecosystems of this size and coverage it flags %(stagnant)s of the "
        "stagnant, %(declining)s of the declining and %(improving)s of those that improve enough; "
        "in %(unusable)s of the stagnant it cannot be used."
    )
    shares = ("stagnant", "declining", "improving", "unusable")
    told = {name: say.percent(getattr(errors, name)) for name in shares}
    return text % {"count": say.number(errors.simulations), **told}


def area_name_of_rule(reading: StopRuleReading, key: str, language: str) -> str:
    """What an area of the rule is called."""
    definitions = reading.settings.definitions
    area, _, of = key.partition(":")
    if area not in AREA_NAMES:
        return name_of_gap(definitions, key, language)
    named = name_of_gap(definitions, of, language) if area == "platform" else of
    return for_language(language).gettext(AREA_NAMES[area]) % {"key": named}


def _grid(rows: Sequence[tuple[str, ...]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)
