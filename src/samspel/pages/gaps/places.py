"""The gaps by place: how dense and sparse municipalities differ, and each municipality."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspel.pages.gaps.forms import MeasureForm
from samspel.pages.gaps.lenses import (
    Kept,
    Table,
    chosen_run,
    crumbs_of,
    kept_of,
    measure_form,
    start_lens,
)
from samspel.pages.gaps.wording import language, run_basis
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.records.gaps.api import LensRow, get_places
from samspel.records.register.api import get_ecosystem
from samspel.reports.charts import place_chart_key, render_place_chart
from samspel.reports.place_words import (
    PlaceText,
    municipality_headings,
    municipality_rows,
    place_cannot_say,
    place_headings,
    place_lead,
    place_rows,
    place_texts,
)
from samspel.reports.run_rows import recompute_command
from samspel.terms.places import PlaceRun

__all__ = ["measure_places", "places"]


@dataclass(frozen=True, slots=True)
class ShownPlaces:
    """A run by place in words, as a chart with its table, and by municipality."""

    lead: tuple[str, ...]
    cannot_say: tuple[tuple[str, str], ...]
    basis: str
    chart: SafeString | None
    key: str
    table: Table
    texts: tuple[PlaceText, ...]
    municipalities: Table | None
    kept: Kept


@dataclass(frozen=True, slots=True)
class PlacesPage:
    """The page; `shown` is None until somebody has measured."""

    title: str
    shown: ShownPlaces | None
    form: MeasureForm | None
    measure_url: str
    crumbs: tuple[Crumb, ...]


@require_safe
@in_region
def places(request: VisitRequest, ecosystem_id: str) -> HttpResponse:
    """The latest run by place, or the one that the address names."""
    form = measure_form(request, ecosystem_id, None)
    return _answer(request, ecosystem_id, form)


@require_POST
@in_region
def measure_places(request: VisitRequest, ecosystem_id: str) -> HttpResponse:
    """Measure with the settings of the form, and show the job that does it."""
    return start_lens(request, ecosystem_id, "places", _answer)


def _answer(
    request: VisitRequest, ecosystem_id: str, form: MeasureForm | None, *, status: int = 200
) -> HttpResponse:
    row = get_ecosystem(ecosystem_id, on=timezone.localdate(), by=request.visit.viewer)
    run = chosen_run(request, "places", ecosystem_id)
    page = PlacesPage(
        title=_("%(name)s: does it matter where you are?") % {"name": row.name},
        shown=_shown(request, run) if run else None,
        form=form,
        measure_url=reverse("measure-places", args=[request.visit.region.key, ecosystem_id]),
        crumbs=crumbs_of(request, row),
    )
    return show(request, "gaps/places.html", page, status=status)


def _shown(request: VisitRequest, row: LensRow) -> ShownPlaces:
    found = get_places(row.id, by=request.visit.viewer)
    command = recompute_command(found.run).replace("samspel gaps", "samspel places", 1)
    return ShownPlaces(
        lead=place_lead(found, language()),
        cannot_say=place_cannot_say(found, language()),
        basis=run_basis(found.run),
        chart=_chart(found),
        key=place_chart_key(language()),
        table=Table(
            "places",
            _("The same figures as a table"),
            place_headings(language()),
            place_rows(found, language()),
        ),
        texts=place_texts(found, language()),
        municipalities=_municipalities(found),
        kept=kept_of(request, row, command, way="places"),
    )


def _chart(found: PlaceRun) -> SafeString | None:
    """None where no gap is split: an empty chart says nothing."""
    if all(figure.reason for figure in found.gaps):
        return None
    # The drawing escapes every text it holds.
    return mark_safe(render_place_chart(found, language()))  # noqa: S308


def _municipalities(found: PlaceRun) -> Table | None:
    rows = municipality_rows(found, language())
    if not rows:
        return None
    caption = _("Reached by a recorded act, of those who stand there")
    return Table("towns", caption, municipality_headings(found, language()), rows)
