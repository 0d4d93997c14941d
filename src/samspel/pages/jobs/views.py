"""The page of one job: progress while it goes on, then what came of it or why it stopped."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from samspel.actions.background import cancel_job
from samspel.pages.jobs.words import counts_pieces, failure_sentence, kind_title, step_words
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.records.gaps.api import get_run
from samspel.records.jobs.api import JobRow, get_job
from samspel.terms import Viewer

__all__ = ["cancel", "job"]


@dataclass(frozen=True, slots=True)
class JobPage:
    """A job in words. `left` says how much is left; `ended` that nothing more will happen."""

    title: str
    url: str
    says: str
    left: str
    done: int
    total: int
    ended: bool
    result_url: str
    result_name: str
    cancel_url: str
    back_url: str
    back_name: str
    crumbs: tuple[Crumb, ...] = ()


@require_GET
@in_region
def job(request: VisitRequest, job_id: int) -> HttpResponse:
    """What the job is doing now."""
    row = get_job(job_id, by=request.visit.viewer)
    return show(request, "jobs/job.html", _page(request, row))


@require_POST
@in_region
def cancel(request: VisitRequest, job_id: int) -> HttpResponse:
    """Wish that the job stops; the page then says whether it did."""
    cancel_job(job_id=job_id, by=request.visit.viewer)
    return redirect("job", request.visit.region.key, job_id)


def _page(request: VisitRequest, row: JobRow) -> JobPage:
    key = request.visit.region.key
    result_url, result_name = (
        _result(row, key, request.visit.viewer) if row.state == "done" else ("", "")
    )
    return JobPage(
        title=kind_title(row),
        url=reverse("job", args=[key, row.id]),
        says=_says(row),
        left=_left(row),
        done=row.done if counts_pieces(row) else 0,
        total=row.total if counts_pieces(row) else 0,
        ended=not row.is_active,
        result_url=result_url,
        result_name=result_name,
        cancel_url=_cancel_url(row, key),
        back_url=_back(row, key),
        back_name=_("Back") if _back(row, key) else "",
    )


def _says(row: JobRow) -> str:
    if row.state == "failed":
        return failure_sentence(row)
    return {
        "queued": _("The work is waiting for its turn."),
        "running": step_words(row),
        "cancelling": _("The work is being stopped. Nothing of it will be kept."),
        "cancelled": _("The work was cancelled. Nothing of it was kept."),
        "done": _("The work is done."),
    }[row.state]


def _left(row: JobRow) -> str:
    if not counts_pieces(row):
        return _("How much is left is not known; it seldom takes more than a minute.")
    left = max(0, row.total - row.done)
    text = ngettext(
        "%(done)s of %(total)s pieces done, %(left)s left.",
        "%(done)s of %(total)s pieces done, %(left)s left.",
        left,
    )
    return text % {"done": row.done, "total": row.total, "left": left}


def _cancel_url(row: JobRow, key: str) -> str:
    stoppable = row.state in {"queued", "running"}
    return reverse("cancel-job", args=[key, row.id]) if stoppable else ""


def _result(row: JobRow, key: str, viewer: Viewer) -> tuple[str, str]:
    if "run" in row.result:
        run = get_run(int(row.result["run"]), by=viewer)
        wheel = reverse("ecosystem", args=[key, run.ecosystem])
        return f"{wheel}?run={run.id}", _("See the wheel")
    if "lens_run" in row.result:
        return lens_result(str(row.result["lens"]), str(row.values["ecosystem"]), key)
    if "release" in row.result:
        address = reverse("perceived", args=[key, row.values["ecosystem"]])
        return f"{address}#preview-heading", _("See the preview")
    if row.kind == "search_files":
        person = reverse("person", args=[key, row.values["contact"]])
        return f"{person}#files", _("See which files it is")
    if row.kind == "plan_import":
        return reverse("plan", args=[key, row.result["import"]]), _("See what would happen")
    return reverse("ecosystems", args=[key]), _("See the ecosystems")


def lens_result(lens: str, ecosystem: str, key: str) -> tuple[str, str]:
    """Where a run through a lens is seen, and what the link says."""
    way, name = {
        "places": ("places", _("See it by place")),
        "activity": ("activity", _("See what is being done")),
        "stop_rule": ("stop-rule", _("See what the rule says")),
    }[lens]
    return reverse(way, args=[key, ecosystem]), name


def _back(row: JobRow, key: str) -> str:
    if row.is_active or row.state == "done":
        return ""
    if row.kind == "search_files":
        return reverse("person", args=[key, row.values["contact"]])
    if "import" in row.values:
        return reverse("plan", args=[key, row.values["import"]])
    return reverse("import" if row.kind == "plan_import" else "ecosystems", args=[key])
