"""A change in words before figures, and as rows: gaps, areas, and what the stop rule says.

Neighbours get `change_sentences`, `change_rows`, `area_rows`, `stop_rule_lines`, and the closing
sentences that stand beside every change. "Forward" says that a figure moved, never that the
programme moved it (X14).
"""

from dataclasses import dataclass

from samspel.reports.change_caveats import caveats_of
from samspel.reports.change_steps import change_step
from samspel.reports.change_words import (
    AREA_NAMES,
    CHANGE_REASON_SENTENCES,
    VERDICT_SENTENCES,
    VERDICT_TAGS,
)
from samspel.reports.phrases import gap_name, reason_sentence
from samspel.reports.words import N_, Words, for_language
from samspel.terms import (
    GAP_KEYS,
    Area,
    AreaChange,
    Change,
    Definitions,
    Estimate,
    GapChange,
    Verdict,
)

__all__ = [
    "ChangeRow",
    "ChangeText",
    "area_headings",
    "area_name",
    "area_rows",
    "change_headings",
    "change_notes",
    "change_rows",
    "change_sentences",
    "name_of_gap",
    "spoken_change",
    "verdict_tag",
]


@dataclass(frozen=True, slots=True)
class ChangeText:
    """One gap's change in words; an empty text has nothing to say. `next_step` would give it a
    verdict where there is none."""

    heading: str
    sentence: str
    figures: str
    parts: str
    caveats: tuple[str, ...]
    next_step: str = ""

    @property
    def short(self) -> str:
        """The verdict, the figures and the parts, as one text."""
        return " ".join(part for part in (self.sentence, self.figures, self.parts) if part)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A row of the table: the gap's key, and its cells in the order of `change_headings`."""

    gap: str
    cells: tuple[str, ...]


def spoken_change(gap: GapChange) -> GapChange:
    """The change a sentence uses: the authority gap's without the financier."""
    return gap.without_financier or gap


def change_sentences(change: Change, gap: str, language: str) -> ChangeText:
    """The words of one gap's change.

    Raises
    ------
    KeyError
        If the gap was not measured.
    """
    say, found = for_language(language), spoken_change(change.gap(gap))
    return ChangeText(
        heading=name_of_gap(change.settings.definitions, gap, language),
        sentence=_verdict(change, found, say),
        figures=_figures(found, say),
        parts=_parts(found, say),
        caveats=caveats_of(change, found, say),
        next_step=change_step(change, found, say),
    )


def verdict_tag(verdict: Verdict | None, language: str) -> str:
    """The verdict in a word or two; a dash where there is none."""
    return for_language(language).gettext(VERDICT_TAGS[verdict]) if verdict else "–"


def name_of_gap(definitions: Definitions, key: str, language: str) -> str:
    """What the gap is called; one that a region added by the name it gave it."""
    if key in GAP_KEYS:
        return gap_name(key, language)
    for each in definitions.gaps:
        if each.key == key:
            return each.name.sv if for_language(language).swedish else each.name.en
    return key


def change_headings(language: str) -> tuple[str, ...]:
    """The column headings of `change_rows`."""
    say = for_language(language)
    heads = (
        N_("Gap"),
        N_("From"),
        N_("To"),
        N_("The change"),
        N_("Those who stayed"),
        N_("Those who came"),
        N_("Those who left"),
        N_("Changed roles"),
        N_("Verdict"),
    )
    return tuple(say.gettext(head) for head in heads)


def change_rows(change: Change, language: str) -> tuple[ChangeRow, ...]:
    """A row a gap; changes are in points and the four parts add up to the change."""
    say = for_language(language)
    return tuple(_row(change, gap.gap, say) for gap in change.gaps)


def area_headings(language: str) -> tuple[str, ...]:
    """What stands over the columns of `area_rows`."""
    say = for_language(language)
    texts = (N_("Area"), N_("From"), N_("To"), N_("Verdict"), N_("Why"))
    return tuple(say.gettext(text) for text in texts)


def area_rows(change: Change, language: str) -> tuple[tuple[str, ...], ...]:
    """A row an area: what, from, to, verdict, and why there is none with what would give one."""
    say = for_language(language)
    return tuple(_area(change, area, say) for area in change.areas)


def area_name(change: Change, area: AreaChange, language: str) -> str:
    """What the area is called."""
    key = area.key
    if area.area is Area.PLATFORM:
        key = name_of_gap(change.settings.definitions, key, language)
    return for_language(language).gettext(AREA_NAMES[area.area]) % {"key": key}


def change_notes(change: Change, language: str) -> tuple[str, ...]:
    """What stands beside every change: what a verdict says, chance, power, and the data."""
    say = for_language(language)
    notes = [
        say.gettext(
            "Forward says that the figure moved, never that the programme moved it. The verdict "
            "is on those who were there both times, so nobody is helped by members leaving."
        )
    ]
    if change.judged:
        text = say.ngettext(
            "With one verdict to give, about %(expected)s may be forward or backward by chance "
            "alone.",
            "With %(judged)s verdicts to give, about %(expected)s may be forward or backward by "
            "chance alone.",
            change.judged,
        )
        expected = say.decimal(change.expected_false)
        notes.append(text % {"judged": say.number(change.judged), "expected": expected})
    if change.settings.as_recorded:
        notes.append(say.gettext("The records are counted as complete."))
    if change.settings.refuse_told:
        notes.append(say.gettext("What others have told is left out."))
    return (*notes, _source(change, say))


def _source(change: Change, say: Words) -> str:
    settings = change.settings
    text = say.gettext(
        "From %(start)s to %(end)s, each over %(months)s months. Definitions %(definitions)s. "
        "Data %(snapshot)s. Random numbers from %(seed)s. Samspel %(version)s."
    )
    return text % {
        "start": say.date(settings.from_on),
        "end": say.date(settings.to_on),
        "months": say.number(settings.window_months),
        "definitions": settings.definitions.key,
        "snapshot": change.snapshot[:19],
        "seed": settings.seed,
        "version": change.version,
    }


def _verdict(change: Change, gap: GapChange, say: Words) -> str:
    reason = _reason(gap, say)
    if gap.verdict is None:
        return reason
    delta = say.decimal(100 * change.settings.delta, 0)
    values = {"stayers": say.number(gap.stayers), "delta": delta}
    return f"{say.gettext(VERDICT_SENTENCES[gap.verdict]) % values} {reason}".rstrip()


def _reason(gap: GapChange, say: Words) -> str:
    """Why there is no verdict, and why a day has no figure."""
    if not gap.reason:
        return ""
    day = {"no_estimate_from": gap.reason_from, "no_estimate_to": gap.reason_to}.get(gap.reason)
    told = reason_sentence(day, say.language) if day else ""
    return f"{say.gettext(CHANGE_REASON_SENTENCES[gap.reason])} {told}".rstrip()


def _figures(gap: GapChange, say: Words) -> str:
    if gap.start is None or gap.end is None:
        return ""
    text = say.gettext("The gap was %(start)s and is %(end)s.")
    return text % {"start": _share(gap.start, say), "end": _share(gap.end, say)}


def _share(estimate: Estimate, say: Words) -> str:
    return say.estimate(estimate.value, estimate.low, estimate.high)


def _parts(gap: GapChange, say: Words) -> str:
    if gap.total is None or gap.parts is None:
        return ""
    text = say.gettext(
        "Of a change of %(total)s points, %(stayers)s is among those who stayed, %(joiners)s "
        "came with those who joined, %(leavers)s with those who left and %(roles)s with changed "
        "roles."
    )
    parts = gap.parts
    values = {
        "total": points(gap.total.value, say),
        "stayers": points(parts.stayers.value, say),
        "joiners": points(parts.joiners.value, say),
        "leavers": points(parts.leavers.value, say),
        "roles": points(parts.roles.value, say),
    }
    return text % values


def points(share: float, say: Words) -> str:
    """A share as signed points with one decimal: −16,8."""
    value = round(100 * share, 1) + 0.0
    return ("+" if value > 0 else "") + say.decimal(value)


def _row(change: Change, key: str, say: Words) -> ChangeRow:
    gap = spoken_change(change.gap(key))
    parts = gap.parts
    told = (
        [_signed(each, say) for each in (parts.stayers, parts.joiners, parts.leavers, parts.roles)]
        if parts
        else ["–"] * 4
    )
    cells = (
        name_of_gap(change.settings.definitions, key, say.language),
        _share(gap.start, say) if gap.start else "–",
        _share(gap.end, say) if gap.end else "–",
        _signed(gap.total, say),
        *told,
        verdict_tag(gap.verdict, say.language),
    )
    return ChangeRow(key, cells)


def _signed(estimate: Estimate | None, say: Words) -> str:
    return "–" if estimate is None else points(estimate.value, say)


def _area(change: Change, area: AreaChange, say: Words) -> tuple[str, ...]:
    reason = say.gettext(CHANGE_REASON_SENTENCES[area.reason]) if area.reason else ""
    reason = f"{reason} {change_step(change, area, say)}".rstrip()
    values = (_value(value, area.unit, say) for value in (area.start, area.end))
    tag = verdict_tag(area.verdict, say.language)
    return (area_name(change, area, say.language), *values, tag, reason)


def _value(value: float | None, unit: str, say: Words) -> str:
    if value is None:
        return "–"
    if unit == "share":
        return say.percent(value)
    number = say.number(round(value)) if value == round(value) else say.decimal(value)
    return number if unit == "actors" else f"{number} {unit}".rstrip()
