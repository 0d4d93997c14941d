"""The activity lens: what is done about each gap. It shows effort, not effect."""

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
from samspel.pages.gaps.wording import language
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.records.gaps.api import LensRow, get_activity
from samspel.records.register.api import get_ecosystem
from samspel.reports.activity_report import (
    activity_headings,
    activity_lead,
    activity_note,
    activity_rows,
)
from samspel.reports.charts import bridge_chart_key, render_bridge_chart
from samspel.reports.run_rows import recompute_command

__all__ = ["activity", "measure_activity"]


@dataclass(frozen=True, slots=True)
class ShownActivity:
    """The bridges in words and as a table."""

    lead: tuple[str, ...]
    chart: SafeString | None
    key: str
    note: str
    table: Table | None
    kept: Kept


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """The page; `shown` is None until somebody has counted."""

    title: str
    shown: ShownActivity | None
    form: MeasureForm | None
    measure_url: str
    crumbs: tuple[Crumb, ...]


@require_safe
@in_region
def activity(request: VisitRequest, ecosystem_id: str) -> HttpResponse:
    """The latest count of bridges, or the one that the address names."""
    return _answer(request, ecosystem_id, measure_form(request, ecosystem_id, None))


@require_POST
@in_region
def measure_activity(request: VisitRequest, ecosystem_id: str) -> HttpResponse:
    """Count with the settings of the form, and show the job that does it."""
    return start_lens(request, ecosystem_id, "activity", _answer)


def _answer(
    request: VisitRequest, ecosystem_id: str, form: MeasureForm | None, *, status: int = 200
) -> HttpResponse:
    row = get_ecosystem(ecosystem_id, on=timezone.localdate(), by=request.visit.viewer)
    run = chosen_run(request, "activity", ecosystem_id)
    page = ActivityPage(
        title=_("%(name)s: what is being done?") % {"name": row.name},
        shown=_shown(request, run) if run else None,
        form=form,
        measure_url=reverse("measure-activity", args=[request.visit.region.key, ecosystem_id]),
        crumbs=crumbs_of(request, row),
    )
    return show(request, "gaps/activity.html", page, status=status)


def _shown(request: VisitRequest, row: LensRow) -> ShownActivity:
    found = get_activity(row.id, by=request.visit.viewer)
    command = recompute_command(found.run).replace("samspel gaps", "samspel activity", 1)
    rows = activity_rows(found, language())
    table = Table("bridges", _("The bridges of each gap"), activity_headings(language()), rows)
    # An empty chart says nothing; the drawing escapes every text it holds.
    drawn = any(sum(figure.by_state) for figure in found.gaps)
    return ShownActivity(
        lead=activity_lead(found, language()),
        chart=mark_safe(render_bridge_chart(found, language())) if drawn else None,  # noqa: S308
        key=bridge_chart_key(language()),
        note=activity_note(language()),
        table=table if rows else None,
        kept=kept_of(request, row, command, way="activity"),
    )
