"""What the pages of the other lenses share: the kept run that is shown, the earlier ones, the way
to check it, and the form that measures anew.

Neighbours get `Kept`, `kept_of`, `chosen_run`, `Table`, and the views `lens_json`, `lens_tables`.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import FileResponse, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspel.actions import measure_lens
from samspel.actions.hand_out_tables import hand_out, leaves_out
from samspel.actions.measure_gaps import DEFINITIONS as SHIPPED
from samspel.actions.measure_gaps import Asked
from samspel.pages.gaps.forms import MeasureForm
from samspel.pages.shell.numbers import whole_number
from samspel.pages.shell.showing import Crumb
from samspel.pages.shell.visits import VisitRequest, in_region, reason_of
from samspel.pages.templatetags.wording import DEFINITIONS, moment, named
from samspel.records.gaps.api import (
    LensRow,
    find_latest_lens_run,
    find_latest_run,
    get_lens_run,
    list_lens_runs,
    read_lens_json,
)
from samspel.records.register.api import EcosystemRow
from samspel.terms import PageRequest, Refusal

__all__ = [
    "Kept",
    "Table",
    "chosen_run",
    "crumbs_of",
    "definition_titles",
    "kept_of",
    "lens_json",
    "lens_tables",
    "measure_form",
    "start_lens",
]

_RUNS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Table:
    """A table of words; the first cell of a row is its heading."""

    id: str
    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class KeptLine:
    """An earlier run."""

    name: str
    url: str
    definitions: str
    measured: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What the shown run rests on, and the runs that are kept."""

    says: str
    json_url: str
    tables_url: str
    leaves_out: bool
    command: str
    runs: tuple[KeptLine, ...]


def chosen_run(request: VisitRequest, lens: str, ecosystem_id: str) -> LensRow | None:
    """The run that the address names, else the latest; None when there is none."""
    asked = whole_number(request.GET.get("run", ""))
    viewer = request.visit.viewer
    if asked is None:
        return find_latest_lens_run(lens, ecosystem=ecosystem_id, by=viewer)
    row = get_lens_run(asked, by=viewer)
    if row.ecosystem != ecosystem_id or row.lens != lens:
        raise Refusal("not_found")
    return row


def kept_of(request: VisitRequest, row: LensRow, command: str, *, way: str) -> Kept:
    """What the run rests on; `way` names the page that shows runs of its lens."""
    key, viewer = request.visit.region.key, request.visit.viewer
    page = PageRequest(size=_RUNS_SHOWN)
    found = list_lens_runs(row.lens, ecosystem=row.ecosystem, page=page, by=viewer)
    here = reverse(way, args=[key, row.ecosystem])
    says = _("Measured %(at)s from tables that are kept with it: how things stood on %(on)s.")
    may = request.visit.may("download_tables")
    return Kept(
        says=says % {"at": moment(row.measured_at), "on": row.on},
        json_url=reverse("lens-json", args=[key, row.id]),
        tables_url=reverse("lens-tables", args=[key, row.id]) if may else "",
        leaves_out=leaves_out(by=viewer),
        command=command,
        runs=tuple(_line(each, here) for each in found.rows),
    )


def _line(row: LensRow, here: str) -> KeptLine:
    return KeptLine(
        name=row.on.isoformat(),
        url=f"{here}?run={row.id}",
        definitions=named(DEFINITIONS, row.definitions),
        measured=moment(row.measured_at),
    )


def crumbs_of(request: VisitRequest, row: EcosystemRow, *more: Crumb) -> tuple[Crumb, ...]:
    """The way back: the ecosystems, the ecosystem, and what stands between."""
    key = request.visit.region.key
    return (
        Crumb(_("Ecosystems"), reverse("ecosystems", args=[key])),
        Crumb(row.name, reverse("ecosystem", args=[key, row.ecosystem_id])),
        *more,
    )


def definition_titles() -> Sequence[tuple[str, str]]:
    """The shipped definitions as choices."""
    return [(key, named(DEFINITIONS, key)) for key in SHIPPED]


def measure_form(
    request: VisitRequest, ecosystem_id: str, given: QueryDict | None
) -> MeasureForm | None:
    """The form that measures anew, as the gaps were measured last; None for who may not."""
    if not request.visit.may("measure_gaps"):
        return None
    initial: dict[str, Any] = {"on": timezone.localdate(), "window_months": 24, "max_size": 50}
    latest = find_latest_run(ecosystem_id, by=request.visit.viewer)
    if latest is not None:
        initial |= {"window_months": latest.window_months, "max_size": latest.max_size}
        initial |= {"definitions": latest.definitions, "as_recorded": latest.as_recorded}
        initial["on"] = last_day(request, latest.on)
    return MeasureForm(given, definitions=list(definition_titles()), initial=initial)


def start_lens(
    request: VisitRequest, ecosystem_id: str, lens: str, answer: Callable[..., HttpResponse]
) -> HttpResponse:
    """Ask for a run through a lens, and show the job that does it; when it cannot be asked, the
    page's own `answer` with the form and the reason."""
    form = measure_form(request, ecosystem_id, request.POST)
    if form is None:
        raise Refusal("may_not.measure_gaps")
    if not form.is_valid():
        return answer(request, ecosystem_id, form, status=400)
    try:
        asked = measure_lens.AskedLens(lens, Asked(ecosystem=ecosystem_id, **form.cleaned_data))
        job = measure_lens.start(asked=asked, by=request.visit.viewer)
    except Refusal as refusal:
        if refusal.code.startswith("may_not") or refusal.code == "not_found":
            raise
        form.add_error(None, reason_of(refusal))
        return answer(request, ecosystem_id, form, status=409)
    return redirect("job", request.visit.region.key, job.id)


def last_day(request: VisitRequest, latest: date) -> date:
    """The made-up acts end on a day, and today may lie years after; elsewhere it is today."""
    return latest if request.visit.region.is_example else timezone.localdate()


@require_safe
@in_region
def lens_json(request: VisitRequest, run_id: int) -> HttpResponse:
    """The public JSON, exactly the stored bytes."""
    row = get_lens_run(run_id, by=request.visit.viewer)
    text = read_lens_json(run_id, by=request.visit.viewer)
    answer = HttpResponse(text.encode(), content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{_name(row)}.json"'
    return answer


@require_safe
@in_region
def lens_tables(request: VisitRequest, run_id: int) -> HttpResponseBase:
    """The tables that the run read, as a zip: without answers given here, for who sees none."""
    row = get_lens_run(run_id, by=request.visit.viewer)
    data = hand_out(tables_file=row.tables_file, by=request.visit.viewer)
    return FileResponse(
        io.BytesIO(data),
        as_attachment=True,
        filename=f"{_name(row)}-tables.zip",
        content_type="application/zip",
    )


def _name(row: LensRow) -> str:
    made_up = "-made-up" if row.example else ""
    return f"{row.ecosystem}-{row.lens}-{row.on}-{row.id}{made_up}"
