"""The gaps of one ecosystem on one day, as a result to look at. Neighbours get `measure`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from samspel.gaps import measure_all
from samspel.notebook.columns import GAP_COLUMNS, schema_of
from samspel.notebook.html import run_html
from samspel.notebook.reading import (
    catalogue_of,
    day_of,
    ecosystem_of,
    explained,
    names_of,
    usable,
)
from samspel.reports import GapText, gap_sentences, render_json, render_table
from samspel.reports.changes import name_of_gap
from samspel.reports.sentences import spoken_figure
from samspel.tables import Reading, Tables, follow
from samspel.terms import Definitions, GapFigure, Run, RunSettings

if TYPE_CHECKING:
    from samspel.notebook.charts import Chart

__all__ = ["Measurement", "measure"]


@dataclass(frozen=True, slots=True, repr=False)
class Measurement:
    """The gaps of an ecosystem on a day.

    It prints as sentences and shows itself in a notebook as the gap wheel and its table.

    Attributes
    ----------
    run
        Settings, the hash of the tables, and one figure a gap with the state of every actor.
    language
        Of sentences, chart and wheel: `sv` or `en`.
    names
        Actor id to name.
    """

    run: Run
    language: str = "sv"
    names: Mapping[str, str] = field(default_factory=dict)

    def gap(self, key: str) -> GapFigure:
        """The figure of one gap, the authority gap with its financier; KeyError if not measured."""
        return self.run.gap(key)

    def words(self, key: str) -> GapText:
        """One gap in sentences: the question, the frequency, the interval, parts, next step."""
        return gap_sentences(self.run, key, self.language, names=self.names)

    def table(self, *, with_financier: bool = False) -> pl.DataFrame:
        """One row a gap, in the run's order; `samspel.notebook.columns` says what each column is.

        Shares are 0-1, null where there is no answer. Where a financier is registered the
        authority gap is the one without it, as in the sentences; `with_financier=True` gives
        the other.
        """
        figures = self.run.gaps if with_financier else map(spoken_figure, self.run.gaps)
        pairs = zip(self.run.gaps, figures, strict=True)
        rows = [_row(figure, whole, self._name(whole.gap)) for whole, figure in pairs]
        return pl.DataFrame(rows, schema=schema_of(GAP_COLUMNS), orient="row")

    def chart(self) -> "Chart":
        """Every gap with its bounds and interval, as an Altair chart that is drawn as inline SVG.

        Raises
        ------
        MissingExtra
            If the charts are not installed; the text is the command that installs them.
        """
        from samspel.notebook.charts import gap_chart

        return gap_chart(self.run, self.language)

    def to_json(self) -> str:
        """The public JSON of the run, the same bytes as `samspel gaps --format json` gives."""
        return render_json(self.run)

    def _name(self, key: str) -> str:
        return name_of_gap(self.run.settings.definitions, key, self.language)

    def __str__(self) -> str:
        return render_table(self.run, self.language, names=self.names)

    def __repr__(self) -> str:
        settings = self.run.settings
        said = sum(figure.estimate is not None for figure in self.run.gaps)
        return (
            f"<Measurement of {settings.ecosystem} on {settings.on}: "
            f"{said} of {len(self.run.gaps)} gaps have an estimate; print it to read it>"
        )

    def _repr_html_(self) -> str:
        return run_html(self.run, self.language)


def measure(  # noqa: PLR0913 - all but one are keywords
    tables: Tables | Reading,
    *,
    on: date | str,
    ecosystem: str | None = None,
    definitions: str | Path | Definitions = "memo-a",
    window_months: int = 24,
    as_recorded: bool = False,
    max_size: int = 50,
    seed: int = 0,
    language: str = "sv",
) -> Measurement:
    """Measure every gap of an ecosystem on a day.

    Parameters
    ----------
    tables
        What `samspel.read` gave, or tables.
    on
        The reference date, a date or text such as `2026-09-30`. There is no default: a figure
        must come out the same next year.
    ecosystem
        Its id; may be left out when the tables hold one.
    definitions
        `memo-a`, `memo-b`, a TOML file, or definitions.
    window_months, max_size
        How far back, and the largest act that carries contact.
    as_recorded
        Declares the record complete, and labels every figure so.
    seed
        Of the few figures that draw random numbers.
    language
        Of everything the result says: `sv` or `en`.

    Raises
    ------
    BadData
        If the tables hold errors or the ecosystem is not there; the problems stand in words
        under the traceback.
    ValueError
        If several ecosystems are there to choose from, or the date is none.
    """
    with explained(language):
        on = day_of(on)
        read = follow(usable(tables), on)
        settings = RunSettings(
            ecosystem=ecosystem_of(read, ecosystem),
            on=on,
            definitions=catalogue_of(definitions),
            window_months=window_months,
            as_recorded=as_recorded,
            max_size=max_size,
            seed=seed,
        )
        return Measurement(measure_all(read, settings), language, names_of(read))


def _row(figure: GapFigure, whole: GapFigure, name: str) -> list[Any]:
    parts = figure.parts
    counts = ("near", "left", "far", "reached", "none", "unknown", "told")
    shares = ("asked", "coverage", "lower", "upper", "estimate", "low", "high", "reason")
    access = ("two_step", "platform_dependence", "platform_dependence_high")
    route = None if figure.sole_route is None else list(figure.sole_route)
    return [
        figure.gap,
        name,
        *(getattr(figure, key) for key in (*counts, *shares)),
        *(parts.inactive, parts.platform_only),
        *(parts.shown_thin, parts.shown_sorted, parts.shown_sorted_sd),
        *(getattr(figure, key) for key in access),
        route,
        figure is not whole,
    ]
