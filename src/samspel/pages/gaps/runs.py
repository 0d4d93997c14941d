"""One run: its settings, and everything needed to compute it again somewhere else."""

import io
from dataclasses import dataclass

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from samspel.actions.hand_out_tables import hand_out, leaves_out
from samspel.pages.gaps.wording import language
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.pages.templatetags.wording import moment
from samspel.records.gaps.api import RunRow, get_measured, get_run, read_run_json
from samspel.reports.run_rows import recompute_command
from samspel.terms import Definitions, Refusal, Run

__all__ = ["run", "run_json", "run_tables", "whose_count"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One setting; `code` when it is to be compared letter by letter."""

    name: str
    value: str
    code: bool = False


@dataclass(frozen=True, slots=True)
class RunPage:
    """One run."""

    title: str
    says: str
    run_id: int
    facts: tuple[Fact, ...]
    wheel_url: str
    memo_url: str
    share_url: str
    json_url: str
    tables_url: str
    leaves_out: bool
    command: str
    crumbs: tuple[Crumb, ...]


@require_safe
@in_region
def run(request: VisitRequest, run_id: int) -> HttpResponse:
    """What was measured, with which settings, and how it can be checked."""
    key, viewer = request.visit.region.key, request.visit.viewer
    row = get_run(run_id, by=viewer)
    measured = get_measured(run_id, by=viewer)
    wheel = reverse("ecosystem", args=[key, row.ecosystem]) + f"?run={row.id}"
    page = RunPage(
        title=_("What does the measurement of %(name)s rest on?") % {"name": row.ecosystem_name},
        says=_says(row),
        run_id=row.id,
        facts=_facts(row, measured),
        wheel_url=wheel,
        memo_url=reverse("draft-memo", args=[key]) if request.visit.may("write_memo") else "",
        share_url=_share_url(request, row),
        json_url=reverse("run-json", args=[key, row.id]),
        tables_url=_tables_url(request, row),
        leaves_out=leaves_out(by=viewer),
        command=recompute_command(measured),
        crumbs=(
            Crumb(_("Ecosystems"), reverse("ecosystems", args=[key])),
            Crumb(row.ecosystem_name, wheel),
        ),
    )
    return show(request, "gaps/run.html", page)


def _share_url(request: VisitRequest, row: RunRow) -> str:
    """Where links are made for those who never sign in."""
    may = not row.workspace and request.visit.may("share")
    return reverse("shares", args=[request.visit.region.key]) if may else ""


def _tables_url(request: VisitRequest, row: RunRow) -> str:
    """Where the tables are; nothing for who may not have them: they hold single answers."""
    may = row.tables_file is not None and request.visit.may("download_tables")
    return reverse("run-tables", args=[request.visit.region.key, row.id]) if may else ""


def _says(row: RunRow) -> str:
    values = {"at": moment(row.measured_at), "on": row.on, "months": row.window_months}
    text = ngettext(
        "Measured %(at)s: how things stood on %(on)s, over the month before.",
        "Measured %(at)s: how things stood on %(on)s, over the %(months)s months before.",
        row.window_months,
    )
    return f"{whose_count(row)} {text % values}".strip()


def whose_count(row: RunRow) -> str:
    """Of a run that counts what a platform keeps for itself, that it does."""
    if not row.workspace:
        return ""
    return _("By the platform's own count, not handed in: seen by who leads the platform alone.")


def _facts(row: RunRow, measured: Run) -> tuple[Fact, ...]:
    settings = measured.settings
    record = (
        _("taken as complete: who has no act has no contact")
        if row.as_recorded
        else _("not taken as complete: who has no act is unknown")
    )
    return (
        Fact(_("Definitions"), _title(settings.definitions)),
        Fact(_("The record"), record),
        Fact(_("Largest act that carries contact"), str(row.max_size)),
        Fact(_("Seed"), str(row.seed)),
        Fact(_("Tables it read"), row.snapshot, code=True),
        Fact(_("Boundary of the ecosystem"), row.boundary, code=True),
        Fact(_("Hash of the definitions"), settings.definitions.hash, code=True),
        Fact(_("Version of Samspel"), row.version),
    )


def _title(definitions: Definitions) -> str:
    title = definitions.title
    name = title.sv if language() == "sv" else title.en
    return f"{name} (Dnr {title.dnr})" if title.dnr else name


@require_safe
@in_region
def run_json(request: VisitRequest, run_id: int) -> HttpResponse:
    """The public JSON, exactly the stored bytes."""
    text = read_run_json(run_id, by=request.visit.viewer)
    row = get_run(run_id, by=request.visit.viewer)
    answer = HttpResponse(text.encode(), content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{_name(row)}.json"'
    return answer


@require_safe
@in_region
def run_tables(request: VisitRequest, run_id: int) -> HttpResponseBase:
    """The tables that the run read, as a zip: without answers given here, for who sees none."""
    row = get_run(run_id, by=request.visit.viewer)
    if row.tables_file is None:
        raise Refusal("not_found")
    data = hand_out(tables_file=row.tables_file, by=request.visit.viewer)
    return FileResponse(
        io.BytesIO(data),
        as_attachment=True,
        filename=f"{_name(row)}-tables.zip",
        content_type="application/zip",
    )


def _name(row: RunRow) -> str:
    made_up = "-made-up" if row.example else ""
    return f"{row.ecosystem}-{row.on}-run-{row.id}{made_up}"
