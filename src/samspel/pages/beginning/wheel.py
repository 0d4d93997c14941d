"""Step five: the first wheel, by whose word it is drawn, and what would say most more."""

from dataclasses import dataclass

from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samspel.actions import first_grid, first_wheel
from samspel.pages.beginning.steps import Step, home, steps
from samspel.pages.gaps.ecosystem import TableRow, gap_links
from samspel.pages.gaps.wording import language
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.pages.templatetags.wording import words
from samspel.records.accounts.api import check_may
from samspel.records.gaps.api import RunRow, find_latest_run, get_measured
from samspel.records.register.api import get_ecosystem
from samspel.reports.first_steps import FirstStep, first_steps, told_share
from samspel.reports.run_rows import headings, wheel_rows
from samspel.reports.wheel import render_wheel_pair
from samspel.terms import Run

__all__ = ["first"]


@dataclass(frozen=True, slots=True)
class StepLine:
    """One thing that would say more, with the way to it."""

    name: str
    says: str
    cost: str
    url: str
    link: str


@dataclass(frozen=True, slots=True)
class FirstWheelPage:
    """The first wheel."""

    title: str
    steps: tuple[Step, ...]
    label: str
    basis: str
    wheel: SafeString
    headings: tuple[str, ...]
    rows: tuple[TableRow, ...]
    next: tuple[StepLine, ...]
    grid_url: str
    ecosystem_url: str
    paste_url: str
    crumbs: tuple[Crumb, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@in_region(asks="edit_register")
def first(request: VisitRequest, ecosystem_id: str) -> HttpResponseBase:
    """The wheel of the latest run; one is measured when there is none, or when asked for."""
    viewer, key = request.visit.viewer, request.visit.region.key
    check_may(viewer, "edit_register", ecosystem=ecosystem_id)
    row = get_ecosystem(ecosystem_id, on=timezone.localdate(), by=viewer)
    latest = find_latest_run(ecosystem_id, by=viewer)
    if request.method == "POST":
        drawn = first_wheel.draw_wheel(ecosystem=ecosystem_id, by=viewer)
        if drawn.job:
            return redirect("job", key, drawn.job)
        return redirect("first-wheel", key, ecosystem_id)
    if latest is None:
        return redirect("grid", key, ecosystem_id)
    return show(request, "beginning/wheel.html", _page(request, latest, row.name))


def _page(request: VisitRequest, row: RunRow, name: str) -> FirstWheelPage:
    key, viewer = request.visit.region.key, request.visit.viewer
    run = get_measured(row.id, by=viewer)
    links = gap_links(key, row, run)
    ecosystem = reverse("ecosystem", args=[key, row.ecosystem])
    return FirstWheelPage(
        title=_("The first wheel of %(name)s") % {"name": name},
        steps=steps(request, "wheel", row.ecosystem),
        label=_label(first_grid.list_tellers(ecosystem=row.ecosystem, by=viewer)),
        basis=_basis(run),
        # reports.wheel escapes every text it draws.
        wheel=mark_safe(render_wheel_pair(run, language(), links=links, deck="direct")),  # noqa: S308
        headings=headings(language()),
        rows=tuple(
            TableRow(line.name, links[line.gap], line.cells[1:])
            for line in wheel_rows(run, language())
        ),
        next=tuple(_line(request, row, step) for step in first_steps(run, language())),
        grid_url=reverse("grid", args=[key, row.ecosystem]),
        ecosystem_url=ecosystem,
        paste_url=f"{reverse('paste', args=[key])}?ecosystem={row.ecosystem}",
        crumbs=(home(request), Crumb(name, ecosystem)),
    )


def _label(tellers: frozenset[str]) -> str:
    if tellers == {"platform", "region"}:
        return _("As the platform and the region themselves tell it")
    if "platform" in tellers:
        return _("As the platform itself tells it")
    return (
        _("As the region itself tells it") if tellers else _("From what is recorded and answered")
    )


def _basis(run: Run) -> str:
    told, near = told_share(run)
    if not told:
        return _("Nothing of it rests on what is told in the grid.")
    text = _(
        "%(told)s of %(near)s answers in the wheel are what has been told in the grid. Nobody has "
        "been asked, and nothing of it is recorded by day: a meeting in the log, or a member's own "
        "answer, goes before it."
    )
    return text % {"told": told, "near": near}


def _line(request: VisitRequest, row: RunRow, step: FirstStep) -> StepLine:
    key, ecosystem = request.visit.region.key, row.ecosystem
    paste = reverse("paste", args=[key])
    ways = {
        "fill": (reverse("grid", args=[key, ecosystem]), _("To the grid")),
        "far": (reverse("sides", args=[key, ecosystem]), _("To the far sides")),
        "elsewhere": (paste, _("Paste a list")),
        "near": (f"{paste}?ecosystem={ecosystem}", _("Paste more")),
        "wave": (reverse("ask", args=[key, ecosystem]), _("Ask them")),
        "log": (reverse("many-acts", args=[key]), _("Paste the meetings")),
    }
    url, link = ways[step.kind]
    return StepLine(step.kind, step.says, _cost(step), url, link)


def _cost(step: FirstStep) -> str:
    """What it takes: of each, and of all together, as the gaps' own next steps say it."""
    number, each = words().number, step.minutes // step.count
    if step.count == 1 or each <= 1:
        text = ngettext("About %(n)s minute", "About %(n)s minutes", step.minutes)
        return text % {"n": number(step.minutes)}
    text = _("About %(each)s minutes each, %(n)s in all")
    return text % {"each": number(each), "n": number(step.minutes)}
