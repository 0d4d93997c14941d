"""The monthly page: what is in an ecosystem's log, what is missing, and one click to close it.

Neighbours get `log_line`, how the log stands in a sentence, for an ecosystem's own page.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from samspel.actions.declare_log import declare_log, wish_letter, withdraw_log
from samspel.actions.log_acts import Where
from samspel.actions.remind_log import say_months
from samspel.pages.interplay.forms import PasteForm
from samspel.pages.interplay.pasting import Asked, entered_says, save_list
from samspel.pages.interplay.rows import ActLine, act_lines
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.pages.templatetags.wording import words
from samspel.records.accounts.api import can, check_may
from samspel.records.interplay.api import (
    LogState,
    declared_among,
    list_begun,
    list_declarations,
    log_state,
    month_of,
    next_month,
    wanted_by,
)
from samspel.records.register.api import EcosystemRow, get_ecosystem
from samspel.reports.declarers import declarer_name
from samspel.terms import PageRequest

__all__ = ["LogLine", "declare", "log", "log_line", "mail", "withdraw"]

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_SHOWN = PageRequest(size=200)
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month to go to; `declared` says whether its list is complete."""

    name: str
    url: str
    declared: bool
    shown: bool


@dataclass(frozen=True, slots=True)
class LogLine:
    """How a log stands in a sentence, where to mend it (for who may), and whether it stopped."""

    says: str
    url: str
    stopped: bool


@dataclass(frozen=True, slots=True)
class LogPage:
    """One month of an ecosystem's log: what began in it, and what only goes on, with its count."""

    title: str
    says: str
    state: str
    stopped: bool
    month: str
    month_name: str
    acts: tuple[ActLine, ...]
    more: int
    going_on: tuple[ActLine, ...]
    going_on_says: str
    going_on_more: int
    months: tuple[MonthLine, ...]
    declared_by: str
    may_withdraw: bool
    over: bool
    form: PasteForm
    asked: Asked
    saved: str
    entry: int
    mail: bool
    ecosystem_id: str
    crumbs: tuple[Crumb, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@in_region
def log(request: VisitRequest, ecosystem_id: str) -> HttpResponse:
    """Last month's acts, a box for what is missing, and the click that says it is complete."""
    check_may(request.visit.viewer, "enter_acts", ecosystem=ecosystem_id)
    row = get_ecosystem(ecosystem_id, on=timezone.localdate(), by=request.visit.viewer)
    month = _month(request)
    if request.method != "POST":
        return _shown(request, row, PasteForm(initial={"ecosystem": ecosystem_id}))
    form = PasteForm({**request.POST.dict(), "ecosystem": ecosystem_id})
    if not form.is_valid():
        return _shown(request, row, form, Asked(faults=("",)))
    asked, entry = save_list(request, form)
    if asked is not None:
        return _shown(request, row, form, asked)
    return redirect(f"{_url(request, ecosystem_id, month)}&saved={entry}")


@require_POST
@in_region
def declare(request: VisitRequest, ecosystem_id: str) -> HttpResponse:
    """Say that the month's list is complete."""
    month = _month(request)
    where = Where(timezone.localdate(), ecosystem_id)
    declare_log(month=month, where=where, by=request.visit.viewer)
    return redirect(_url(request, ecosystem_id, month))


@require_POST
@in_region
def withdraw(request: VisitRequest, ecosystem_id: str) -> HttpResponse:
    """Take back that the month's list is complete."""
    month = _month(request)
    where = Where(timezone.localdate(), ecosystem_id)
    withdraw_log(month=month, where=where, by=request.visit.viewer)
    return redirect(_url(request, ecosystem_id, month))


@require_POST
@in_region
def mail(request: VisitRequest, ecosystem_id: str) -> HttpResponse:
    """Switch the monthly letter on or off for oneself."""
    wanted = request.POST.get("wanted") == "yes"
    wish_letter(ecosystem=ecosystem_id, wanted=wanted, by=request.visit.viewer)
    return redirect(_url(request, ecosystem_id, _month(request)))


def _month(request: VisitRequest) -> date:
    """The month that is asked for, else the last one that is over."""
    today = timezone.localdate()
    asked = _MONTH.fullmatch(request.POST.get("month") or request.GET.get("month", ""))
    if asked and 1900 < int(asked[1]) < 2200 and 1 <= int(asked[2]) <= 12:
        return min(date(int(asked[1]), int(asked[2]), 1), month_of(today))
    return month_of(month_of(today) - timedelta(days=1))


def _url(request: VisitRequest, ecosystem_id: str, month: date) -> str:
    here = reverse("log", args=[request.visit.region.key, ecosystem_id])
    return f"{here}?month={str(month)[:7]}"


def _name(month: date) -> str:
    return date_format(month, "F Y")


def log_line(request: VisitRequest, ecosystem_id: str) -> LogLine:
    """How the log stands; nothing when no month was ever declared and the visitor may not."""
    visit = request.visit
    state = log_state(ecosystem_id, on=timezone.localdate(), by=visit.viewer)
    may = _may(request, ecosystem_id) and not visit.region.is_example
    url = reverse("log", args=[visit.region.key, ecosystem_id]) if may else ""
    says = _says(state) if may or state.state != "none" else ""
    return LogLine(says, url, state.state == "stopped")


def _may(request: VisitRequest, ecosystem_id: str) -> bool:
    return can(request.visit.viewer, "enter_acts", ecosystem=ecosystem_id)


def _says(state: LogState) -> str:
    months = say_months(months=state.missing)
    if state.state == "none":
        return _("No month of the log is said to be complete yet.")
    if state.declared_until and not state.missing:
        return _("The log is kept up: it is said to be complete through %(month)s.") % {
            "month": _name(state.declared_until)
        }
    if state.state == "stopped":
        return _(
            "The log has stopped: %(months)s are not said to be complete. What is not seen then is "
            "unknown, not a wider gap."
        ) % {"months": months}
    return ngettext(
        "%(months)s is not said to be complete yet.",
        "%(months)s are not said to be complete yet.",
        len(state.missing),
    ) % {"months": months}


def _shown(
    request: VisitRequest, row: EcosystemRow, form: PasteForm, asked: Asked | None = None
) -> HttpResponse:
    month = _month(request)
    by, key = request.visit.viewer, request.visit.region.key
    today, last = timezone.localdate(), next_month(month) - timedelta(days=1)
    begun, going_on = list_begun(row.ecosystem_id, (month, last), page=_SHOWN, by=by)
    state = log_state(row.ecosystem_id, on=today, by=by)
    saved, entry = entered_says(request, request.GET.get("saved", ""))
    claims = list_declarations(row.ecosystem_id, by=by)
    just = [one for one in claims if (one.first_on, one.last_on) == (month, last)]
    page = LogPage(
        title=_("%(name)s: is the list for %(month)s complete?")
        % {"name": row.name, "month": _name(month)},
        says=_count(begun.count, going_on.count, month),
        state=_says(state),
        stopped=state.state == "stopped",
        month=str(month)[:7],
        month_name=_name(month),
        acts=act_lines(key, begun.rows),
        more=begun.count - len(begun.rows),
        going_on=act_lines(key, going_on.rows),
        going_on_says=_going_on(going_on.count) if going_on.count else "",
        going_on_more=going_on.count - len(going_on.rows),
        months=_months(request, row.ecosystem_id, month, state),
        declared_by=_declared_by(request, row.ecosystem_id, month, just[0].who if just else ""),
        may_withdraw=bool(just),
        over=next_month(month) <= today,
        form=form,
        asked=asked or Asked(),
        saved=saved,
        entry=entry,
        mail=_wants(request, row.ecosystem_id),
        ecosystem_id=row.ecosystem_id,
        crumbs=(
            Crumb(_("Ecosystems"), reverse("ecosystems", args=[key])),
            Crumb(row.name, reverse("ecosystem", args=[key, row.ecosystem_id])),
        ),
    )
    return show(request, "interplay/log.html", page, status=400 if asked else 200)


def _declared_by(request: VisitRequest, ecosystem_id: str, month: date, who: str) -> str:
    if who:
        name = declarer_name(who, words())
        text = _("%(who)s has said that the list for %(month)s is complete.")
        return text % {"who": name[:1].upper() + name[1:], "month": _name(month)}
    if declared_among(ecosystem_id, (month,), by=request.visit.viewer):
        return _("%(month)s is within days that are said to be complete already.") % {
            "month": _name(month)
        }
    return ""


def _wants(request: VisitRequest, ecosystem_id: str) -> bool:
    viewer = request.visit.viewer
    leads = ecosystem_id in viewer.workspaces
    return viewer.contact is not None and wanted_by(ecosystem_id, by=viewer).get(
        viewer.contact, leads
    )


def _count(begun: int, going_on: int, month: date) -> str:
    named = {"month": _name(month)}
    if not begun + going_on:
        return _("Nothing is in the log for %(month)s.") % named
    if not begun:
        return _("Nothing new is in the log for %(month)s.") % named
    text = ngettext("%(n)s act began in %(month)s.", "%(n)s acts began in %(month)s.", begun)
    return text % {**named, "n": words().number(begun)}


def _going_on(count: int) -> str:
    text = ngettext("%(n)s that began earlier goes on", "%(n)s that began earlier go on", count)
    return text % {"n": words().number(count)}


def _months(
    request: VisitRequest, ecosystem_id: str, shown: date, state: LogState
) -> tuple[MonthLine, ...]:
    """The last twelve, and the earlier ones that a log which is begun lacks."""
    months = [month_of(timezone.localdate())]
    while len(months) <= _MONTHS:
        months.append(month_of(months[-1] - timedelta(days=1)))
    earlier = [one for one in state.missing if one < months[-1]] if state.declared_until else []
    months = [*months[1:], *reversed(earlier)]
    declared = declared_among(ecosystem_id, tuple(months), by=request.visit.viewer)
    return tuple(
        MonthLine(_name(one), _url(request, ecosystem_id, one), one in declared, one == shown)
        for one in months
    )
