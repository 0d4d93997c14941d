"""The acts behind one actor's state in one gap: the last step of the way down from a figure."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspel.pages.gaps.wording import language
from samspel.pages.shell.numbers import whole_number
from samspel.pages.shell.showing import Crumb
from samspel.pages.shell.visits import VisitRequest
from samspel.pages.templatetags.wording import words
from samspel.records.gaps.api import RunRow, StateQuery, StateRow, get_run, list_states
from samspel.reports import gap_name
from samspel.terms import PageRequest

__all__ = ["Behind", "acts_behind"]


@dataclass(frozen=True, slots=True)
class Behind:
    """What narrows an actor's acts to those behind its state."""

    run: int
    gap: str
    acts: tuple[str, ...]
    says: str
    note: str
    crumbs: tuple[Crumb, ...]


def acts_behind(request: VisitRequest, actor_id: str) -> Behind | None:
    """What the address asks for with `run` and `gap`; None when it asks for nothing known."""
    asked, gap = whole_number(request.GET.get("run", "")), request.GET.get("gap", "")
    if asked is None or not gap:
        return None
    run = get_run(asked, by=request.visit.viewer)
    state = _state(request, StateQuery(run=run.id, gap=gap, text=actor_id), actor_id)
    if state is None or not state.acts:
        return None
    return _behind(request, run, gap, state)


def _state(request: VisitRequest, query: StateQuery, actor_id: str) -> StateRow | None:
    found = list_states(query, page=PageRequest(size=200), by=request.visit.viewer)
    return next((row for row in found.rows if row.actor_id == actor_id), None)


def _behind(request: VisitRequest, run: RunRow, gap: str, state: StateRow) -> Behind:
    key = request.visit.region.key
    name = gap_name(gap, language())
    text = ngettext(
        "%(n)s act carries the contact of %(name)s in %(gap)s, as of %(on)s.",
        "%(n)s acts carry the contact of %(name)s in %(gap)s, as of %(on)s.",
        len(state.acts),
    )
    values = {"n": words().number(len(state.acts)), "name": state.name, "on": run.on}
    ecosystem = reverse("ecosystem", args=[key, run.ecosystem])
    return Behind(
        run=run.id,
        gap=gap,
        acts=state.acts,
        says=text % {**values, "gap": words().within(name)},
        note=_("Only the acts behind the figure are shown."),
        crumbs=(
            Crumb(run.ecosystem_name, f"{ecosystem}?run={run.id}"),
            Crumb(name, reverse("gap", args=[key, run.ecosystem, gap]) + f"?run={run.id}"),
        ),
    )
