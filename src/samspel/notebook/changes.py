"""What changed between two days, as a result to look at. Neighbours get `change`."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from samspel.effects import measure_change
from samspel.notebook.columns import CHANGE_COLUMNS, schema_of
from samspel.notebook.html import change_html
from samspel.notebook.reading import catalogue_of, day_of, ecosystem_of, explained, usable
from samspel.reports import (
    ChangeText,
    change_sentences,
    render_change_json,
    render_change_table,
)
from samspel.reports.changes import name_of_gap, spoken_change
from samspel.tables import Reading, Tables, follow
from samspel.terms import Change, ChangeSettings, Definitions, Estimate, GapChange

if TYPE_CHECKING:
    from samspel.notebook.charts import Chart

__all__ = ["ChangeMeasurement", "change"]


@dataclass(frozen=True, slots=True, repr=False)
class ChangeMeasurement:
    """What moved between two days, split by who stayed, came and left, with its verdicts.

    "Forward" says that a figure moved, never that a programme moved it.

    Attributes
    ----------
    change
        Settings, the hash of the tables, every gap and area.
    language
        Of sentences: `sv` or `en`.
    """

    change: Change
    language: str = "sv"

    def gap(self, key: str) -> GapChange:
        """The change of one gap; KeyError if it was not measured."""
        return self.change.gap(key)

    def words(self, key: str) -> ChangeText:
        """One gap's change in sentences: the verdict, the figures, the parts."""
        return change_sentences(self.change, key, self.language)

    def table(self, *, with_financier: bool = False) -> pl.DataFrame:
        """One row a gap; `samspel.notebook.columns` says what each column is. Shares are 0-1.

        The parts add up to `total`. As in the sentences, the authority gap stands without the
        financier where one is registered, unless `with_financier` is given.
        """
        gaps = self.change.gaps
        pairs = [(each if with_financier else spoken_change(each), each) for each in gaps]
        rows = [_row(found, whole, self._name(whole.gap)) for found, whole in pairs]
        return pl.DataFrame(rows, schema=schema_of(CHANGE_COLUMNS), orient="row")

    def chart(self) -> "Chart":
        """Every gap on both days with its interval, as an Altair chart drawn as inline SVG.

        Raises
        ------
        MissingExtra
            If the charts are not installed; the text is the command that installs them.
        """
        from samspel.notebook.charts import change_chart

        return change_chart(self.change, self.language)

    def to_json(self) -> str:
        """The public JSON of the change, as `samspel change --format json` gives it."""
        return render_change_json(self.change)

    def _name(self, key: str) -> str:
        return name_of_gap(self.change.settings.definitions, key, self.language)

    def __str__(self) -> str:
        return render_change_table(self.change, self.language)

    def __repr__(self) -> str:
        settings = self.change.settings
        return (
            f"<ChangeMeasurement of {settings.ecosystem}, {settings.from_on} to {settings.to_on}: "
            f"print it to read it>"
        )

    def _repr_html_(self) -> str:
        return change_html(self.change, self.language)


def change(  # noqa: PLR0913 - all but one are keywords
    tables: Tables | Reading,
    *,
    from_on: date | str,
    to_on: date | str,
    ecosystem: str | None = None,
    definitions: str | Path | Definitions = "memo-a",
    window_months: int = 24,
    delta: float = 0.05,
    as_recorded: bool = False,
    max_size: int = 50,
    seed: int = 0,
    refuse_told: bool = False,
    language: str = "sv",
) -> ChangeMeasurement:
    """Measure what changed between two days.

    Parameters
    ----------
    from_on, to_on
        The days, as dates or text. Verdicts need them at least a window apart.
    delta
        A change is told when it is larger than this share, compared in whole actors.
    refuse_told
        Leave out what others have told of an actor.
    tables, ecosystem, definitions, window_months, as_recorded, max_size, seed, language
        As for `samspel.measure`.

    Raises
    ------
    BadData
        If the tables hold errors or the ecosystem is not there.
    ValueError
        If the last day is not after the first, or `delta` is no share.
    """
    with explained(language):
        last = day_of(to_on)
        read = follow(usable(tables), last)
        settings = ChangeSettings(
            ecosystem=ecosystem_of(read, ecosystem),
            from_on=day_of(from_on),
            to_on=last,
            definitions=catalogue_of(definitions),
            window_months=window_months,
            delta=delta,
            as_recorded=as_recorded,
            max_size=max_size,
            seed=seed,
            refuse_told=refuse_told,
        )
        return ChangeMeasurement(measure_change(read, settings), language)


def _row(found: GapChange, whole: GapChange, name: str) -> list[Any]:
    parts = found.parts
    counts = (found.near_from, found.near_to, found.stayers, found.joiners, found.leavers)
    return [
        found.gap,
        name,
        *counts,
        *(_value(found.start), _value(found.end)),
        *_three(found.total),
        *_three(parts.stayers if parts else None),
        *(_value(getattr(parts, key, None)) for key in ("joiners", "leavers", "roles")),
        *(found.narrowed, found.widened),
        found.verdict.value if found.verdict else None,
        found.reason,
        found is not whole,
    ]


def _value(estimate: Estimate | None) -> float | None:
    return estimate.value if estimate else None


def _three(estimate: Estimate | None) -> tuple[float | None, float | None, float | None]:
    return (estimate.value, estimate.low, estimate.high) if estimate else (None, None, None)
