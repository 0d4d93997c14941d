"""Who acts for whom while somebody is away, and all of a person's matters handed over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from samspel.actions import stand_in
from samspel.actions.stand_in import HandOver
from samspel.pages.shell.forms import DayField
from samspel.pages.shell.numbers import whole_number
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region, reason_of
from samspel.pages.templatetags.wording import day
from samspel.records.accounts.api import (
    ROLE_NAMES,
    DeputyRow,
    NewDeputy,
    list_colleagues,
    list_deputies,
)
from samspel.records.contacts.api import get_contact
from samspel.records.register.api import ecosystem_names
from samspel.terms import Refusal

__all__ = ["away", "end_away", "hand_over"]

Name = tuple[int, str]


class AwayForm(forms.Form):
    """Who is away, who acts meanwhile, from when until when."""

    absent = forms.TypedChoiceField(label=gettext_lazy("Who is away?"), coerce=int)
    deputy = forms.TypedChoiceField(label=gettext_lazy("Who acts meanwhile?"), coerce=int)
    since = DayField(
        label=gettext_lazy("From"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    until = DayField(
        label=gettext_lazy("Until"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )

    def __init__(
        self, *args: Any, absent: Sequence[Name], people: Sequence[Name], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("absent", absent), ("deputy", people)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
            field.choices = list(choices)


@dataclass(frozen=True, slots=True)
class AwayLine:
    """A deputyship in words."""

    says: str
    end_url: str


@dataclass(frozen=True, slots=True)
class AwayPage:
    """Who acts for whom, and the form that appoints."""

    title: str
    now: tuple[AwayLine, ...]
    over: tuple[AwayLine, ...]
    form: AwayForm | None
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class HandOverPage:
    """What would go, and to whom."""

    title: str
    says: str
    lines: tuple[str, ...]
    people: tuple[tuple[int, str], ...]
    chosen: int
    back: str
    crumbs: tuple[Crumb, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@in_region(asks="see_people")
def away(request: VisitRequest) -> HttpResponse:
    """Who acts for whom; a POST appoints a deputy."""
    form = _form(request)
    if request.method == "POST" and form is not None and form.is_valid():  # noqa: SIM102
        if _appoint(request, form):
            return redirect("away", request.visit.region.key)
    today = timezone.localdate()
    rows = list_deputies(by=request.visit.viewer)
    page = AwayPage(
        title=_("Who acts for whom while somebody is away?"),
        now=tuple(_line(request, row) for row in rows if row.until >= today),
        over=tuple(_line(request, row) for row in rows if row.until < today),
        form=form,
        crumbs=_crumbs(request),
    )
    return show(request, "accounts/away.html", page, status=400 if form and form.errors else 200)


def _crumbs(request: VisitRequest, *more: Crumb) -> tuple[Crumb, ...]:
    return (Crumb(_("People"), reverse("people", args=[request.visit.region.key])), *more)


def _form(request: VisitRequest) -> AwayForm | None:
    """None for who may appoint nobody. One appoints for oneself; who keeps users, for anybody."""
    visit = request.visit
    me = visit.viewer.contact
    for_all = visit.may("hand_over")
    if not for_all and not visit.may("stand_in"):
        return None
    names = _people(request)
    absent = names if for_all else [one for one in names if one[0] == me]
    deputies = [one for one in names if for_all or one[0] != me]
    return AwayForm(request.POST or None, absent=absent, people=deputies, initial={"absent": me})


def _people(request: VisitRequest) -> list[Name]:
    """Who has a role in the region today, by name. A name is no secret among colleagues."""
    return list(list_colleagues(on=timezone.localdate(), by=request.visit.viewer))


def _appoint(request: VisitRequest, form: AwayForm) -> bool:
    try:
        row = stand_in.appoint_deputy(new=NewDeputy(**form.cleaned_data), by=request.visit.viewer)
    except Refusal as refusal:
        form.add_error(None, reason_of(refusal))
        return False
    messages.success(request, _says(row))
    return True


def _says(row: DeputyRow) -> str:
    return _("%(deputy)s acts for %(absent)s from %(since)s until %(until)s.") % {
        "deputy": row.deputy_name or _("Somebody"),
        "absent": row.absent_name or _("somebody"),
        "since": day(row.since),
        "until": day(row.until),
    }


def _line(request: VisitRequest, row: DeputyRow) -> AwayLine:
    running = row.until >= timezone.localdate()
    url = reverse("end-away", args=[request.visit.region.key, row.id]) if running else ""
    return AwayLine(_says(row), url)


@require_POST
@in_region(asks="see_people")
def end_away(request: VisitRequest, deputy_id: int) -> HttpResponse:
    """End it now; it can be appointed again."""
    stand_in.end_deputy(deputy_id=deputy_id, by=request.visit.viewer)
    messages.success(request, _("It is ended. The deputy can be appointed again."))
    return redirect("away", request.visit.region.key)


@require_http_methods(["GET", "HEAD", "POST"])
@in_region(asks="hand_over")
def hand_over(request: VisitRequest, contact_id: int) -> HttpResponse:
    """All of a person's matters: to whom, what goes, and the step itself."""
    viewer, key = request.visit.viewer, request.visit.region.key
    leaver = get_contact(contact_id, by=viewer)
    given = (request.POST if request.method == "POST" else request.GET).get("to", "")
    chosen = whole_number(given) or 0
    if request.method == "POST":
        stand_in.hand_over(leaver=contact_id, successor=chosen, by=viewer)
        messages.success(request, _("It is handed over."))
        return redirect("people", key)
    plan = chosen and stand_in.plan_hand_over(leaver=contact_id, successor=chosen, by=viewer)
    people = (one for one in _people(request) if one[0] not in {contact_id, viewer.contact})
    values = {"name": leaver.name}
    page = HandOverPage(
        title=_("Who takes over from %(name)s?") % values,
        says=_(
            "Everything %(name)s is answerable for here goes in one step. What %(name)s has "
            "done stays told of %(name)s."
        )
        % values,
        lines=_lines(plan, ecosystem_names(by=viewer)) if plan else (),
        people=tuple(people),
        chosen=chosen,
        back=reverse("person", args=[key, contact_id]),
        crumbs=_crumbs(request, Crumb(leaver.name, reverse("person", args=[key, contact_id]))),
    )
    return show(request, "accounts/hand_over.html", page)


def _lines(plan: HandOver, ecosystems: Mapping[str, str]) -> tuple[str, ...]:
    names = {"leaver": plan.leaver.name, "successor": plan.successor.name}
    if plan.is_empty:
        return (_("%(leaver)s has nothing to hand over.") % names,)
    lines = [
        _("The role %(role)s goes from %(leaver)s to %(successor)s.")
        % {**names, "role": _(ROLE_NAMES[one.role]).lower()}
        for one in plan.roles
    ]
    lines += [
        _("The key for “%(purpose)s” is revoked: it stands for %(leaver)s.")
        % {**names, "purpose": key.purpose}
        for key in plan.keys
    ]
    lines += [_("Ends: %(says)s") % {"says": _says(one)} for one in plan.deputies]
    if plan.begun:
        lines.append(_("The list that %(leaver)s has begun goes to %(successor)s.") % names)
    lines += [
        _("The shared link to “%(title)s” goes to %(successor)s.") % {**names, "title": one.title}
        for one in plan.shares
    ]
    lines += [
        _("The questions to %(ecosystem)s are asked in the name of %(successor)s (%(wave)s).")
        % {**names, "ecosystem": ecosystems.get(one.ecosystem, one.ecosystem), "wave": one.wave_id}
        for one in plan.waves
    ]
    lines += [
        _("The monthly letter about %(ecosystem)s goes to %(successor)s.")
        % {**names, "ecosystem": ecosystems.get(key, key)}
        for key in plan.letters
    ]
    return tuple(lines)
