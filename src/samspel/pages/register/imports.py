"""Bringing tables in: choose files, read the plan, say yes. Nothing is written before the yes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspel.actions import empty_workbook as workbook
from samspel.actions import import_register
from samspel.pages.register.forms import ImportForm
from samspel.pages.register.kept_words import keys_in, row_says
from samspel.pages.register.problems import ProblemGroup, grouped
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region, reason_of
from samspel.pages.templatetags.wording import moment, table_name, words
from samspel.records.accounts.api import check_may
from samspel.records.files.api import get_file_to_read
from samspel.records.register.api import (
    ImportRow,
    SampleRow,
    TablePlan,
    actor_names,
    ecosystem_names,
    get_import,
    list_imports,
)
from samspel.terms import PageRequest, Refusal, Viewer

__all__ = ["again", "apply", "bring_in", "emptied_says", "empty_workbook", "plan"]

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHOWN = 3
_FEW = 6
_READ_AT_ONCE = 512 * 1024  # a larger file is read by the worker, with progress


@dataclass(frozen=True, slots=True)
class EarlierLine:
    """An import made before."""

    says: str
    url: str


@dataclass(frozen=True, slots=True)
class ImportPage:
    """The choice of files. The made-up region takes none."""

    title: str
    form: ImportForm
    may: bool
    template_url: str
    earlier: tuple[EarlierLine, ...]
    crumbs: tuple[Crumb, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """Some of the rows of one table that are added, changed or ended."""

    heading: str
    lines: tuple[str, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class PlanPage:
    """What an import would do. `apply_url` is empty when it cannot be done."""

    title: str
    says: str
    tables: tuple[TablePlan, ...]
    problems_heading: str
    problems: tuple[ProblemGroup, ...]
    samples: tuple[Sample, ...]
    open_samples: bool
    apply_url: str
    undo_url: str
    again_url: str
    crumbs: tuple[Crumb, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@in_region
def bring_in(request: VisitRequest) -> HttpResponse:
    """Choose files; a POST reads them and shows the plan."""
    check_may(request.visit.viewer, "import_register")
    if request.method != "POST":
        return _chosen(request, ImportForm())
    form = ImportForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            return _planned(request, form.cleaned_data["files"])
        except Refusal as refusal:
            form.add_error("files", reason_of(refusal))
    return _chosen(request, form, status=400)


def _planned(request: VisitRequest, files: list[UploadedFile[Any]]) -> HttpResponse:
    key, viewer = request.visit.region.key, request.visit.viewer
    sent = [(file.name or "", file.read()) for file in files]
    stored = import_register.store_uploads(sent=sent, by=viewer)
    if stored.size > _READ_AT_ONCE:
        job = import_register.start_plan(file_id=stored.id, by=viewer)
        return redirect("job", key, job.id)
    return redirect("plan", key, import_register.plan(file_id=stored.id, by=viewer).id)


def _chosen(request: VisitRequest, form: ImportForm, *, status: int = 200) -> HttpResponse:
    key, viewer = request.visit.region.key, request.visit.viewer
    earlier = list_imports(page=PageRequest(size=10), by=viewer)
    page = ImportPage(
        title=_("What do you want to bring in?"),
        form=form,
        may=not request.visit.region.is_example,
        template_url=reverse("empty-workbook", args=[key]),
        earlier=tuple(_earlier(key, row) for row in earlier.rows),
    )
    return show(request, "register/import.html", page, status=status)


def _earlier(key: str, row: ImportRow) -> EarlierLine:
    unread = row.errors and not row.tables
    state = {
        "planned": _("could not be read") if unread else _("planned, nothing written"),
        "staging": _("being written"),
        "applied": _("written"),
        "undone": _("taken back"),
        "cancelled": _("cancelled"),
    }[row.state]
    name = row.file_name or _("Tables from the set-up")
    says = f"{name}, {moment(row.planned_at)}: {state}"
    return EarlierLine(says, reverse("plan", args=[key, row.id]))


@require_safe
@in_region
def empty_workbook(request: VisitRequest) -> HttpResponse:
    """The workbook to fill in, with instructions and drop-downs."""
    data = workbook.empty_workbook(language=get_language() or "sv", by=request.visit.viewer)
    answer = HttpResponse(data, content_type=_XLSX)
    answer["Content-Disposition"] = 'attachment; filename="samspel.xlsx"'
    return answer


@require_safe
@in_region
def plan(request: VisitRequest, import_id: int) -> HttpResponse:
    """What the import would add, change and end, and every problem."""
    check_may(request.visit.viewer, "import_register")
    row = get_import(import_id, by=request.visit.viewer)
    return show(request, "register/plan.html", _plan_page(request, row))


@require_POST
@in_region
def apply(request: VisitRequest, import_id: int) -> HttpResponse:
    """Do what the plan says, as a job."""
    job = import_register.start(import_id=import_id, by=request.visit.viewer)
    return redirect("job", request.visit.region.key, job.id)


def _plan_page(request: VisitRequest, row: ImportRow) -> PlanPage:
    key = request.visit.region.key
    can_apply = row.can_apply and row.changes
    can_undo = row.state == "applied" and not request.visit.region.is_example
    emptied = emptied_says(row, by=request.visit.viewer)
    return PlanPage(
        title=_("What would the import change?")
        if row.state == "planned"
        else _("What did the import change?"),
        says=_says(row, emptied),
        tables=tuple(one for one in row.tables if one.added + one.changed + one.ended + one.same),
        problems_heading=_problems_heading(row),
        problems=grouped(row.problems),
        samples=_samples(row, _names(request, row), done=row.state in ("applied", "undone")),
        open_samples=len(row.samples) <= _FEW,
        apply_url=reverse("apply-import", args=[key, row.id]) if can_apply else "",
        undo_url=reverse("undo-entry", args=[key, row.id]) if can_undo else "",
        again_url=reverse("plan-again", args=[key, row.id]) if _again(row, emptied) else "",
        crumbs=(Crumb(_("Bring in"), reverse("import", args=[key])),),
    )


def _names(request: VisitRequest, row: ImportRow) -> Mapping[str, str]:
    """What the keys of the rows are called: as in the register, else as in the file itself."""
    new = {
        one.values.get(key, ""): one.values["name"]
        for one in row.samples
        for key in ("actor_id", "ecosystem_id")
        if one.table == f"{key.removesuffix('_id')}s" and one.values.get("name")
    }
    by = request.visit.viewer
    return {**new, **ecosystem_names(by=by), **actor_names(keys_in(row.samples), by=by)}


def _again(row: ImportRow, emptied: str) -> bool:
    """Whether the file is there and its plan is over or too old."""
    there = row.file_id is not None and not emptied
    return there and (row.state in ("undone", "cancelled") or row.is_stale)


def emptied_says(row: ImportRow, *, by: Viewer) -> str:
    """That the file of the import was emptied, when it was."""
    if row.file_id is None:
        return ""
    try:
        get_file_to_read(row.file_id, by=by)
    except Refusal as refusal:
        return reason_of(refusal) if refusal.code == "file_is_emptied" else ""
    return ""


@require_POST
@in_region
def again(request: VisitRequest, import_id: int) -> HttpResponse:
    """Plan the same file anew: what it would change as the register is now."""
    key, viewer = request.visit.region.key, request.visit.viewer
    row = get_import(import_id, by=viewer)
    if row.file_id is None:
        raise Refusal("file_is_missing")
    return redirect("job", key, import_register.start_plan(file_id=row.file_id, by=viewer).id)


def _says(row: ImportRow, emptied: str) -> str:
    if row.state != "planned":
        told = {
            "staging": _("The import is being written."),
            "applied": _("The import is written."),
            "undone": _("The import was taken back.")
            if emptied
            else _("The import was taken back. The same file can be brought in again."),
            "cancelled": _("The import was cancelled. Nothing of it was kept."),
        }[row.state]
        return f"{told} {emptied}".strip()
    if row.errors:
        return _("Nothing is written, and nothing can be until the errors are corrected.")
    if row.is_stale:
        return reason_of(Refusal("plan_is_stale"))
    if not row.changes:
        return _("The files say what the register already says. There is nothing to do.")
    text = ngettext(
        "Nothing is written yet. %(n)s row would change.",
        "Nothing is written yet. %(n)s rows would change.",
        row.changes,
    )
    return text % {"n": words().number(row.changes)}


def _problems_heading(row: ImportRow) -> str:
    if row.errors:
        text = ngettext("What is wrong? %(n)s error", "What is wrong? %(n)s errors", row.errors)
        return text % {"n": words().number(row.errors)}
    text = ngettext(
        "What should you know? %(n)s remark", "What should you know? %(n)s remarks", row.warnings
    )
    return text % {"n": words().number(row.warnings)}


def _samples(row: ImportRow, names: Mapping[str, str], *, done: bool) -> tuple[Sample, ...]:
    groups: dict[tuple[str, str], list[SampleRow]] = {}
    for one in row.samples:
        groups.setdefault((one.table, one.what), []).append(one)
    counts = {table.table: table for table in row.tables}
    return tuple(
        _sample(rows, _count(counts[table], what), names, done=done)
        for (table, what), rows in groups.items()
    )


def _count(table: TablePlan, what: str) -> int:
    return {"added": table.added, "changed": table.changed, "ended": table.ended}[what]


def _sample(rows: list[SampleRow], count: int, names: Mapping[str, str], *, done: bool) -> Sample:
    heading = {
        ("added", False): ngettext(
            "%(table)s: %(n)s row added", "%(table)s: %(n)s rows added", count
        ),
        ("changed", False): ngettext(
            "%(table)s: %(n)s row changed", "%(table)s: %(n)s rows changed", count
        ),
        ("ended", False): ngettext(
            "%(table)s: %(n)s row ended", "%(table)s: %(n)s rows ended", count
        ),
        ("added", True): ngettext(
            "%(table)s: %(n)s row was added", "%(table)s: %(n)s rows were added", count
        ),
        ("changed", True): ngettext(
            "%(table)s: %(n)s row was changed", "%(table)s: %(n)s rows were changed", count
        ),
        ("ended", True): ngettext(
            "%(table)s: %(n)s row was ended", "%(table)s: %(n)s rows were ended", count
        ),
    }[rows[0].what, done]
    shown = rows[:_SHOWN]
    return Sample(
        heading % {"table": table_name(rows[0].table), "n": words().number(count)},
        tuple(row_says(one, names, from_file=True) for one in shown),
        max(0, count - len(shown)),
    )
