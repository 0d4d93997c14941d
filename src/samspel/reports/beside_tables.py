"""What stands beside a gap as small tables: whose absence costs, and ecosystem by ecosystem.

Neighbours get `beside_tables`, for page, terminal and document alike: one text a cell, the first
cell of a row its heading.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samspel.reports.phrases import REASON_TAGS
from samspel.reports.words import Words
from samspel.terms import GapFigure, Matrix, Run

__all__ = ["BesideTable", "beside_tables", "named_few"]

_SPOKEN = 12  # names in one cell; the run's JSON has them all


@dataclass(frozen=True, slots=True)
class BesideTable:
    """A table in words; `id` tells its kind, `notes` are sentences that stand under it.

    `worded` are the columns after the first that hold names, not figures.
    """

    id: str
    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    worded: tuple[int, ...] = ()


def beside_tables(
    run: Run, figure: GapFigure, say: Words, names: Mapping[str, str]
) -> tuple[BesideTable, ...]:
    """The tables of one gap, those that have something to say."""
    found = (_costliest(figure, say, names), _matrix(run, figure, say))
    return tuple(table for table in found if table)


def named_few(names: Iterable[str], say: Words, most: int = _SPOKEN) -> str:
    """The names; of a crowd the first ones and how many more, since nobody reads thirty."""
    all_ = list(names)
    if len(all_) <= most + 1:
        return say.listing(all_)
    more = say.gettext("%(count)s more") % {"count": say.number(len(all_) - most)}
    return say.listing([*all_[:most], more])


def _costliest(figure: GapFigure, say: Words, names: Mapping[str, str]) -> BesideTable | None:
    if not figure.costliest:
        return None
    rows = [
        (
            names.get(one.actor, one.actor),
            say.number(one.lost),
            _pair(one.dependence, one.dependence_high, say),
            _part(one.fragmentation, say),
            named_few((names.get(a, a) for a in one.sole_route), say),
        )
        for one in figure.costliest
    ]
    return BesideTable(
        id="costliest",
        caption=say.gettext("Whose absence would cost most"),
        headings=(
            say.gettext("Without"),
            say.gettext("Lose every way"),
            say.gettext("Of the reach, low–high"),
            say.gettext("Pairs apart"),
            say.gettext("The only way for"),
        ),
        rows=(*_platform(figure, say, names), *rows),
        notes=(
            say.gettext(
                "The way is one of at most two steps. Low: the actor's own participations are "
                "gone. High: every act it took part in is. Pairs apart: actors of the two sides "
                "that no chain of acts joins."
            ),
        ),
        worded=(4,),
    )


def _platform(
    figure: GapFigure, say: Words, names: Mapping[str, str]
) -> tuple[tuple[str, ...], ...]:
    low, high = figure.platform_dependence, figure.platform_dependence_high
    if figure.sole_route is None or not (figure.sole_route or low or high):
        return ()  # a sentence says that nobody has the platform as the only way
    return (
        (
            say.gettext("the platform"),
            say.number(len(figure.sole_route)),
            _pair(low or 0.0, high or 0.0, say),
            _part(figure.fragmentation_without_platform, say),
            named_few((names.get(a, a) for a in figure.sole_route), say) or "–",
        ),
    )


def _pair(low: float, high: float, say: Words) -> str:
    return say.percent(low) if low == high else say.percent_span(low, high)


def _part(share: float | None, say: Words) -> str:
    return "–" if share is None else say.percent(share)


def _matrix(run: Run, figure: GapFigure, say: Words) -> BesideTable | None:
    """Rows meet columns. A run kept before totals were counted has no such table."""
    matrix = figure.matrix
    if matrix is None or not matrix.totals or len(matrix.ecosystems) < 2:
        return None
    marked = [_name(matrix, place, run, say) for place in range(len(matrix.ecosystems))]
    return BesideTable(
        id="matrix",
        caption=say.gettext("Whose members have met whose"),
        headings=(
            say.gettext("Members of"),
            say.gettext("How many"),
            *(f"{place}." for place in range(1, len(marked) + 1)),
            say.gettext("Any other"),
        ),
        rows=tuple((marked[place], *_cells(matrix, place, say)) for place in range(len(marked))),
        notes=_notes(matrix, say),
    )


def _name(matrix: Matrix, place: int, run: Run, say: Words) -> str:
    name = f"{place + 1}. {matrix.names[place]}"
    if matrix.ecosystems[place] != run.settings.ecosystem:
        return name
    return say.gettext("%(name)s (this one)") % {"name": name}


def _cells(matrix: Matrix, place: int, say: Words) -> tuple[str, ...]:
    counts = zip(matrix.reached[place], matrix.reasons[place], strict=True)
    cells = tuple(_cell(count, reason, say) for count, reason in counts)
    total = _cell(matrix.totals[place], matrix.unsaid[place], say)
    return (say.number(matrix.members[place]), *cells, total)


def _cell(count: int, reason: str | None, say: Words) -> str:
    return say.gettext("cannot say") if reason else say.number(count)


def _notes(matrix: Matrix, say: Words) -> tuple[str, ...]:
    text = say.gettext(
        "So many of the row's members share an act with a member of the column's ecosystem; on the "
        "diagonal with another of their own. The record counts at least these: no record is not no "
        "contact."
    )
    codes = sorted({code for row in (*matrix.reasons, matrix.unsaid) for code in row if code})
    if not codes:
        return (text,)
    tags = ", ".join(say.gettext(REASON_TAGS[code]) for code in codes)
    return (text, say.gettext("Why a cell cannot be said: %(reasons)s.") % {"reasons": tags})
