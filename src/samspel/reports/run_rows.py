"""The table beside the wheel: the same figures, in the same order, for page, terminal and memo."""

from dataclasses import dataclass

from samspel.reports.next_steps import next_step
from samspel.reports.part_words import acts_tell_less
from samspel.reports.phrases import REASON_TAGS, far_name, gap_name, near_noun
from samspel.reports.sentences import spoken_figure
from samspel.reports.spokes import is_drawn
from samspel.reports.words import N_, Words, for_language
from samspel.terms import GAP_KEYS, GapFigure, Run

__all__ = [
    "HEADINGS",
    "WheelRow",
    "footnote",
    "headings",
    "recompute_command",
    "short_hash",
    "wheel_rows",
]

HEADINGS = (N_("Gap"), N_("Reached"), N_("Unknown"), N_("Gap, 90 % interval"), N_("Two steps"))


@dataclass(frozen=True, slots=True)
class WheelRow:
    """One gap as words in cells; `cells` gives them in the order of `headings`.

    `gap` is the key, `far` the label at the wheel's end, `reason` why there is no figure (a tag),
    `next_step` a sentence.
    """

    gap: str
    name: str
    far: str
    base: str
    reached: str
    unknown: str
    figure: str
    two_step: str
    reason: str
    next_step: str

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        """Name, reached, unknown, gap, two steps."""
        return (self.name, self.reached, self.unknown, self.figure, self.two_step)


def headings(language: str) -> tuple[str, ...]:
    """The headings of the table in that language."""
    say = for_language(language)
    return tuple(say.gettext(text) for text in HEADINGS)


def wheel_rows(run: Run, language: str) -> tuple[WheelRow, ...]:
    """One row a gap, in the run's order; the authority gap without the financier, as spoken."""
    say = for_language(language)
    return tuple(_row(run, spoken_figure(figure), say) for figure in run.gaps)


def footnote(run: Run, language: str, *, whole: bool = False) -> str:
    """What names a run: everything that makes the same figures again; `whole` hashes in full."""
    shown = str if whole else short_hash
    say, settings = for_language(language), run.settings
    text = say.gettext(
        "Measured for %(name)s on %(on)s over %(months)s months. Definitions %(definitions)s "
        "(%(hash)s). Tables %(snapshot)s. Boundary %(boundary)s. Largest act %(size)s, seed "
        "%(seed)s, Samspel %(version)s."
    )
    note = text % {
        "name": run.ecosystem_name,
        "on": say.date(settings.on),
        "months": settings.window_months,
        "definitions": settings.definitions.key,
        "hash": shown(settings.definitions.hash),
        "snapshot": shown(run.snapshot),
        "boundary": shown(run.boundary),
        "size": settings.max_size,
        "seed": settings.seed,
        "version": run.version,
    }
    if settings.as_recorded:
        note += " " + say.gettext("The records are counted as complete.")
    return note


def recompute_command(run: Run) -> str:
    """The command that makes the same figures again from the run's own tables."""
    settings = run.settings
    command = (
        f"samspel gaps TABLES --ecosystem {settings.ecosystem} --on {settings.on.isoformat()} "
        f"--window {settings.window_months} --definitions {settings.definitions.key} "
        f"--max-size {settings.max_size} --seed {settings.seed}"
    )
    return f"{command} --as-recorded" if settings.as_recorded else command


def short_hash(value: str) -> str:
    """A hash as far as a person compares it: its kind and twelve digits."""
    kind, _, digits = value.partition(":")
    return f"{kind}:{digits[:12]}" if digits else value[:12]


def _row(run: Run, figure: GapFigure, say: Words) -> WheelRow:
    far = far_name(run, figure.gap, say)
    return WheelRow(
        gap=figure.gap,
        name=gap_name(figure.gap, say.language) if figure.gap in GAP_KEYS else far,
        far=far,
        base=f"{say.number(figure.near)} {near_noun(run, figure.gap, say)}",
        reached=_of(figure.reached, figure, say),
        unknown=say.number(figure.unknown),
        figure=_figure(run, figure, say),
        two_step=_steps(figure, say),
        reason=say.gettext(REASON_TAGS[figure.reason]) if figure.reason else "",
        next_step=next_step(run, figure, say),
    )


def _steps(figure: GapFigure, say: Words) -> str:
    """A dash also where the acts alone tell less than the figure beside it."""
    share = figure.two_step
    return "–" if share is None or acts_tell_less(figure) else say.percent(share)


def _of(count: int, figure: GapFigure, say: Words) -> str:
    text = say.gettext("%(count)s of %(near)s")
    return text % {"count": say.number(count), "near": say.number(figure.near)}


def _figure(run: Run, figure: GapFigure, say: Words) -> str:
    if figure.estimate is None and is_drawn(figure):
        span = say.percent_span(figure.lower or 0.0, figure.upper or 0.0)
        return say.gettext("%(span)s, whatever the unknown are") % {"span": span}
    if figure.estimate is None:
        tag = say.gettext(REASON_TAGS[figure.reason]) if figure.reason else ""
        return say.gettext("cannot say: %(reason)s") % {"reason": tag}
    if run.settings.as_recorded:
        return say.gettext("%(share)s as recorded") % {"share": say.percent(figure.estimate)}
    if figure.low == figure.high:
        return say.percent(figure.estimate)
    return say.estimate(figure.estimate, figure.low, figure.high)
