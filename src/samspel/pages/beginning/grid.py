"""Step four: members down, far sides across, and in each cell has, has not or do not know."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from samspel.actions import first_grid, first_wheel
from samspel.actions.first_grid import Grid, GridSide
from samspel.pages.beginning.steps import Step, home, steps
from samspel.pages.shell.numbers import whole_number
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.terms import Refusal

__all__ = ["SIDE_NAMES", "grid"]

SIDE_NAMES = {
    "research": gettext_lazy("research"),
    "education": gettext_lazy("education"),
    "capital": gettext_lazy("capital"),
    "authority": gettext_lazy("authorities"),
    "firms": gettext_lazy("other member firms"),
    "ecosystems": gettext_lazy("other ecosystems"),
    "global": gettext_lazy("the world"),
}


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A far side as a column: its name, and who stands there."""

    gap: str
    name: str
    who: str


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: its field, what is told, and its name for who hears it. Empty field: not asked."""

    field: str
    value: str
    name: str
    side: str


@dataclass(frozen=True, slots=True)
class GridLine:
    """One member."""

    actor_id: str
    name: str
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class GridPage:
    """The grid."""

    title: str
    steps: tuple[Step, ...]
    asks: str
    columns: tuple[GridColumn, ...]
    lines: tuple[GridLine, ...]
    told: str
    told_count: int
    cells: int
    empty: str
    saved: bool
    part: str
    before_url: str
    next_url: str
    sides_url: str
    paste_url: str
    crumbs: tuple[Crumb, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@in_region(asks="edit_register")
def grid(request: VisitRequest, ecosystem_id: str) -> HttpResponseBase:
    """The grid. With script each cell is sent as it is told; without, one button sends all."""
    viewer = request.visit.viewer
    if request.method == "POST":
        first_grid.tell_contacts(ecosystem=ecosystem_id, told=_told(request), by=viewer)
        if request.headers.get("X-Samspel-Keeps"):
            return HttpResponse(status=204)
        if "wheel" in request.POST:
            return _drawn(request, ecosystem_id)
        part = whole_number(request.GET.get("from", "")) or 0
        return redirect(f"{request.path}?from={part}&kept=1")
    found = first_grid.get_grid(ecosystem=ecosystem_id, by=viewer)
    return show(request, "beginning/grid.html", _page(request, found, _start(request, found)))


_SHOWN = 100  # members on a page


def _start(request: HttpRequest, found: Grid) -> int:
    start = whole_number(request.GET.get("from", "")) or 0
    return start - start % _SHOWN if start < len(found.rows) else 0


def _drawn(request: VisitRequest, ecosystem_id: str) -> HttpResponse:
    """The wheel, measured at once, or the work that measures it."""
    drawn = first_wheel.draw_wheel(ecosystem=ecosystem_id, by=request.visit.viewer)
    if drawn.job:
        return redirect("job", request.visit.region.key, drawn.job)
    return redirect("first-wheel", request.visit.region.key, ecosystem_id)


def _told(request: HttpRequest) -> dict[tuple[str, str], str]:
    """The cells of a form: `cell:<gap>:<actor>`, since an actor's key may hold anything."""
    told = {}
    for name, value in request.POST.items():
        kind, _colon, rest = name.partition(":")
        gap, colon, actor = rest.partition(":")
        if kind == "cell":
            if not colon:
                raise Refusal("not_told_so")
            told[actor, gap] = str(value)
    return told


def _page(request: VisitRequest, found: Grid, start: int) -> GridPage:
    key, count = request.visit.region.key, len(found.rows)
    end = min(start + _SHOWN, count)
    part = _("Members %(first)s to %(last)s of %(n)s")
    columns = tuple(_column(side) for side in found.sides)
    return GridPage(
        title=_("Who has contact with whom?"),
        steps=steps(request, "grid", found.ecosystem),
        asks=_("Since %(since)s: what do you know, as you would say it today?")
        % {"since": found.since},
        columns=columns,
        lines=tuple(
            GridLine(
                row.actor_id,
                row.name,
                tuple(_cell(row.actor_id, row.name, c, row.cells.get(c.gap)) for c in columns),
            )
            for row in found.rows[start:end]
        ),
        part=part % {"first": start + 1, "last": end, "n": count} if count > _SHOWN else "",
        before_url=f"?from={start - _SHOWN}" if start else "",
        next_url=f"?from={end}" if end < count else "",
        told=ngettext("%(told)s of %(n)s cell told", "%(told)s of %(n)s cells told", found.cells)
        % {"told": found.told, "n": found.cells},
        told_count=found.told,
        cells=found.cells,
        empty=_empty(found),
        saved="kept" in request.GET,
        sides_url=reverse("sides", args=[key, found.ecosystem]),
        paste_url=f"{reverse('paste', args=[key])}?ecosystem={found.ecosystem}",
        crumbs=(
            home(request),
            Crumb(found.name, reverse("ecosystem", args=[key, found.ecosystem])),
        ),
    )


def _column(side: GridSide) -> GridColumn:
    name = str(SIDE_NAMES.get(side.gap, side.gap))
    if not side.names:
        return GridColumn(side.gap, name, "")
    more = side.far - len(side.names)
    who = ", ".join(side.names)
    if more > 0:
        text = ngettext("%(who)s and %(n)s more", "%(who)s and %(n)s more", more)
        who = text % {"who": who, "n": more}
    return GridColumn(side.gap, name, who)


def _cell(actor: str, name: str, column: GridColumn, value: str | None) -> GridCell:
    if value is None:
        return GridCell("", "", "", column.name)
    said = _("%(member)s and %(side)s") % {"member": name, "side": column.name}
    return GridCell(f"cell:{column.gap}:{actor}", value, said, column.name)


def _empty(found: Grid) -> str:
    """Why a far side is not asked about."""
    names = [str(SIDE_NAMES.get(gap, gap)) for gap in found.empty]
    if not names:
        return ""
    text = _("Not asked about, since nobody is registered there: %(sides)s.")
    return text % {"sides": ", ".join(names)}
