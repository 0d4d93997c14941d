"""The ecosystem's page: three sentences, the gap wheel with its table twin, and measuring anew."""

from dataclasses import dataclass, replace
from typing import Literal

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from samspel.actions import measure_gaps
from samspel.pages.gaps.forms import MeasureForm
from samspel.pages.gaps.runs import whose_count
from samspel.pages.gaps.wording import CannotSay, cannot_say, language, run_basis
from samspel.pages.interplay.log import LogLine, log_line
from samspel.pages.shell.numbers import whole_number
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region, reason_of
from samspel.pages.templatetags.wording import DEFINITIONS, moment, named, words
from samspel.records.gaps.api import (
    RunRow,
    find_latest_run,
    get_measured,
    get_run,
    list_runs,
)
from samspel.records.register.api import EcosystemRow, get_ecosystem
from samspel.reports.run_lead import run_lead
from samspel.reports.run_rows import headings, wheel_rows
from samspel.reports.sentences import spoken_figure
from samspel.reports.wheel import render_wheel, render_wheel_pair, wheel_is_thin
from samspel.terms import PageRequest, Refusal, Run

__all__ = ["ecosystem", "gap_links", "measure"]

_RUNS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class TableRow:
    """One gap in the table twin: name, address, and the other cells as words."""

    name: str
    url: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownRun:
    """The run that is shown: in words, its wheel and its table."""

    summary: tuple[str, ...]
    basis: str
    url: str
    wheel: SafeString
    headings: tuple[str, ...]
    rows: tuple[TableRow, ...]
    cannot_say: tuple[CannotSay, ...]
    cannot_say_heading: str


@dataclass(frozen=True, slots=True)
class RunLine:
    """An earlier measurement."""

    name: str
    url: str
    window: str
    definitions: str
    measured: str


@dataclass(frozen=True, slots=True)
class EcosystemPage:
    """One ecosystem. `run` is None when nothing is measured; `form` when the visitor may not."""

    title: str
    run: ShownRun | None
    two_step: bool
    direct_url: str
    two_step_url: str
    before_measuring: str
    form: MeasureForm | None
    measure_url: str
    log: LogLine
    closer: tuple[Crumb, ...]
    runs: tuple[RunLine, ...]
    members: str
    members_url: str
    grid_url: str
    paste_url: str
    crumbs: tuple[Crumb, ...]


@require_safe
@in_region
def ecosystem(request: VisitRequest, ecosystem_id: str) -> HttpResponse:
    """The wheel of the latest measurement, or of the one the address names."""
    return _shown(request, ecosystem_id, None)


@require_POST
@in_region
def measure(request: VisitRequest, ecosystem_id: str) -> HttpResponse:
    """Measure with the settings of the form, and show the job that does it."""
    form = _form(request, request.POST, None)
    if not form.is_valid():
        return _shown(request, ecosystem_id, form, status=400)
    try:
        asked = measure_gaps.Asked(ecosystem=ecosystem_id, **form.cleaned_data)
        job = measure_gaps.start(asked=asked, by=request.visit.viewer)
    except Refusal as refusal:
        if refusal.code.startswith("may_not") or refusal.code == "not_found":
            raise
        form.add_error(None, reason_of(refusal))
        return _shown(request, ecosystem_id, form, status=409)
    return redirect("job", request.visit.region.key, job.id)


def _shown(
    request: VisitRequest, ecosystem_id: str, form: MeasureForm | None, *, status: int = 200
) -> HttpResponse:
    viewer = request.visit.viewer
    row = get_ecosystem(ecosystem_id, on=timezone.localdate(), by=viewer)
    chosen = _chosen(request, ecosystem_id)
    if form is None and request.visit.may("measure_gaps"):
        form = _form(request, None, chosen)
    page = _page(request, row, chosen, form)
    return show(request, "gaps/ecosystem.html", page, status=status)


def _chosen(request: VisitRequest, ecosystem_id: str) -> RunRow | None:
    asked = whole_number(request.GET.get("run", ""))
    if asked is None:
        return find_latest_run(ecosystem_id, by=request.visit.viewer)
    row = get_run(asked, by=request.visit.viewer)
    if row.ecosystem != ecosystem_id:
        raise Refusal("not_found")
    return row


def _form(request: VisitRequest, given: QueryDict | None, row: RunRow | None) -> MeasureForm:
    titles = [(key, named(DEFINITIONS, key)) for key in measure_gaps.DEFINITIONS]
    initial = {"on": timezone.localdate(), "window_months": 24, "max_size": 50}
    if row is not None:
        initial |= {"window_months": row.window_months, "max_size": row.max_size}
        initial |= {"definitions": row.definitions, "as_recorded": row.as_recorded}
        if request.visit.region.is_example:
            initial["on"] = row.on  # the made-up acts end on a day; today may lie years after
    return MeasureForm(given, definitions=titles, initial=initial)


def _page(
    request: VisitRequest, row: EcosystemRow, chosen: RunRow | None, form: MeasureForm | None
) -> EcosystemPage:
    key = request.visit.region.key
    here = reverse("ecosystem", args=[key, row.ecosystem_id])
    two_step = request.GET.get("deck") == "two-step"
    run_query = f"run={chosen.id}&" if chosen and "run" in request.GET else ""
    return EcosystemPage(
        title=_("%(name)s: where is the interplay missing?") % {"name": row.name},
        run=_shown_run(request, chosen, two_step=two_step) if chosen else None,
        two_step=two_step,
        direct_url=f"{here}?{run_query}deck=direct#wheel-heading",
        two_step_url=f"{here}?{run_query}deck=two-step#wheel-heading",
        before_measuring=_before(row, may=form is not None),
        form=form,
        measure_url=reverse("measure", args=[key, row.ecosystem_id]),
        log=log_line(request, row.ecosystem_id),
        closer=_closer(key, row.ecosystem_id, may=form is not None),
        runs=_run_lines(request, row.ecosystem_id),
        members=_members(row),
        members_url=f"{reverse('actors', args=[key])}?ecosystem={row.ecosystem_id}",
        grid_url=reverse("grid", args=[key, row.ecosystem_id]) if _may_enter(request) else "",
        paste_url=f"{reverse('paste', args=[key])}?ecosystem={row.ecosystem_id}",
        crumbs=(Crumb(_("Ecosystems"), reverse("ecosystems", args=[key])),),
    )


def _may_enter(request: VisitRequest) -> bool:
    return request.visit.may("edit_register") and not request.visit.region.is_example


def _closer(key: str, ecosystem_id: str, *, may: bool) -> tuple[Crumb, ...]:
    """The ways to look closer; the change between two days is for who may measure."""
    ways = [
        (_("Does it matter where you are?"), "places"),
        (_("What do those concerned say?"), "perceived"),
        (_("What is being done?"), "activity"),
        (_("Is it worth continuing?"), "stop-rule"),
        (_("Who is of it, and since when?"), "members"),
    ]
    if may:
        ways.insert(0, (_("What has changed since an earlier day?"), "change"))
    return tuple(Crumb(name, reverse(way, args=[key, ecosystem_id])) for name, way in ways)


def _shown_run(request: VisitRequest, row: RunRow, *, two_step: bool) -> ShownRun:
    key = request.visit.region.key
    run = _measured(request, row)
    links = gap_links(key, row, run)
    unsaid = cannot_say(run, links) if wheel_is_thin(run) else ()
    return ShownRun(
        summary=run_lead(run, language()),
        basis=f"{whose_count(row)} {run_basis(run)}".strip(),
        url=reverse("run", args=[key, row.id]),
        wheel=_wheel(run, links, two_step=two_step),
        headings=headings(language()),
        rows=tuple(
            TableRow(line.name, links[line.gap], line.cells[1:])
            for line in wheel_rows(run, language())
        ),
        cannot_say=unsaid,
        cannot_say_heading=_("Why, and what would change it?"),
    )


def _measured(request: VisitRequest, row: RunRow) -> Run:
    """The run; what cannot be said carries its states, which its next step is counted from."""
    viewer = request.visit.viewer
    run = get_measured(row.id, by=viewer)
    gaps = tuple(
        get_measured(row.id, gap=figure.gap, by=viewer).gap(figure.gap)
        if spoken_figure(figure).estimate is None
        else figure
        for figure in run.gaps
    )
    return replace(run, gaps=gaps)


def gap_links(key: str, row: RunRow, run: Run) -> dict[str, str]:
    """The address of every gap of a run."""
    return {
        figure.gap: reverse("gap", args=[key, row.ecosystem, figure.gap]) + f"?run={row.id}"
        for figure in run.gaps
    }


def _wheel(run: Run, links: dict[str, str], *, two_step: bool) -> SafeString:
    deck: Literal["two_step", "direct"] = "two_step" if two_step else "direct"
    if wheel_is_thin(run):
        return mark_safe(render_wheel(run, language(), links=links, deck=deck, layout="small"))  # noqa: S308
    # reports.wheel escapes every text it draws.
    return mark_safe(render_wheel_pair(run, language(), links=links, deck=deck))  # noqa: S308


def _before(row: EcosystemRow, *, may: bool) -> str:
    if not row.members:
        return _("No member is registered. Bring in actors and memberships first, then measure.")
    if may:
        return _("The register is there. Measure, and the wheel is drawn.")
    return _("An officer of the region has not measured this ecosystem yet.")


def _members(row: EcosystemRow) -> str:
    text = ngettext("%(n)s member", "%(n)s members", row.members)
    return text % {"n": words().number(row.members)}


def _run_lines(request: VisitRequest, ecosystem_id: str) -> tuple[RunLine, ...]:
    found = list_runs(
        page=PageRequest(size=_RUNS_SHOWN), by=request.visit.viewer, ecosystem=ecosystem_id
    )
    here = reverse("ecosystem", args=[request.visit.region.key, ecosystem_id])
    return tuple(
        RunLine(
            name=row.on.isoformat(),
            url=f"{here}?run={row.id}",
            window=ngettext("%(n)s month", "%(n)s months", row.window_months)
            % {"n": row.window_months},
            definitions=named(DEFINITIONS, row.definitions),
            measured=moment(row.measured_at),
        )
        for row in found.rows
    )
