"""Who is of an ecosystem: members on any day, who came and went, core industries, boundary."""

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from samspel.pages.register.fact_words import fact_line
from samspel.pages.shell.dates import period_words
from samspel.pages.shell.forms import DayField
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.pages.templatetags.wording import words
from samspel.records.accounts.api import can
from samspel.records.register.api import (
    Churn,
    FactRow,
    MemberRow,
    get_churn,
    get_ecosystem,
    get_ecosystem_facts,
)

__all__ = ["members"]

_YEAR = timedelta(days=365)


class DaysForm(forms.Form):
    """Two days to compare."""

    since = DayField(
        label=gettext_lazy("From"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    until = DayField(
        label=gettext_lazy("To"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member that came or went."""

    name: str
    url: str
    period: str


@dataclass(frozen=True, slots=True)
class FactLine:
    """A row of the ecosystem; `url` where it may be changed."""

    says: str
    url: str


@dataclass(frozen=True, slots=True)
class MembersPage:
    """Members on two days, what happened between, and who counts as of the ecosystem."""

    title: str
    says: str
    form: DaysForm
    joined: tuple[MemberLine, ...]
    left: tuple[MemberLine, ...]
    industries: tuple[FactLine, ...]
    boundaries: tuple[FactLine, ...]
    ever: tuple[MemberLine, ...]
    more: str
    list_url: str
    add_industry: str
    add_boundary: str
    crumbs: tuple[Crumb, ...]


@require_safe
@in_region
def members(request: VisitRequest, ecosystem_id: str) -> HttpResponse:
    """How many members there were on two days, and who came and went between."""
    viewer, key = request.visit.viewer, request.visit.region.key
    today = timezone.localdate()
    ecosystem = get_ecosystem(ecosystem_id, on=today, by=viewer)
    form = DaysForm(
        {
            "since": request.GET.get("since") or today - _YEAR,
            "until": request.GET.get("until") or today,
        }
    )
    valid = form.is_valid()
    since = form.cleaned_data["since"] if valid else today - _YEAR
    until = form.cleaned_data["until"] if valid else today
    churn = get_churn(ecosystem_id, since=since, until=until, by=viewer)
    facts = get_ecosystem_facts(ecosystem_id, by=viewer)
    may = can(viewer, "edit_register", ecosystem=ecosystem_id)
    here = [key, ecosystem_id]
    page = MembersPage(
        title=_("Who is of %(name)s?") % {"name": ecosystem.name},
        says=_says(churn, since, until),
        form=form,
        joined=tuple(_member(key, one) for one in churn.joined),
        left=tuple(_member(key, one) for one in churn.left),
        industries=_facts(here, facts["core_industries"], may=may),
        boundaries=_facts(here, facts["boundaries"], may=may),
        ever=tuple(_member(key, one) for one in churn.ever),
        more=_more(churn),
        list_url=f"{reverse('actors', args=[key])}?ecosystem={ecosystem_id}",
        add_industry=reverse("add-ecosystem-fact", args=[*here, "core_industries"]) if may else "",
        add_boundary=reverse("add-ecosystem-fact", args=[*here, "boundaries"]) if may else "",
        crumbs=(Crumb(ecosystem.name, reverse("ecosystem", args=here)),),
    )
    return show(request, "register/members.html", page)


def _says(churn: Churn, since: date, until: date) -> str:
    if churn.after and churn.undated == churn.after == churn.before and not churn.left:
        text = ngettext(
            "%(n)s member on %(until)s. Since when has not been said.",
            "%(n)s members on %(until)s. When they became members has not been said.",
            churn.after,
        )
        return text % {"n": words().number(churn.after), "until": until}
    return " ".join(part for part in (_churned(churn, since, until), _undated(churn)) if part)


def _undated(churn: Churn) -> str:
    if not churn.undated:
        return ""
    text = ngettext(
        "Of %(n)s of them it has not been said since when: it counts as a member on any day.",
        "Of %(n)s of them it has not been said since when: they count as members on any day.",
        churn.undated,
    )
    return text % {"n": words().number(churn.undated)}


def _churned(churn: Churn, since: date, until: date) -> str:
    text = ngettext(
        "%(n)s member on %(until)s, %(before)s on %(since)s: %(joined)s joined, %(left)s left.",
        "%(n)s members on %(until)s, %(before)s on %(since)s: %(joined)s joined, %(left)s left.",
        churn.after,
    )
    number = words().number
    return text % {
        "n": number(churn.after),
        "before": number(churn.before),
        "since": since,
        "until": until,
        "joined": number(len({one.actor_id for one in churn.joined})),
        "left": number(len({one.actor_id for one in churn.left})),
    }


def _more(churn: Churn) -> str:
    if churn.spells <= len(churn.ever):
        return ""
    text = _("Here are the first %(n)s of %(all)s.")
    return text % {"n": words().number(len(churn.ever)), "all": words().number(churn.spells)}


def _member(key: str, one: MemberRow) -> MemberLine:
    url = reverse("actor", args=[key, one.actor_id])
    return MemberLine(one.name, url, period_words(one.first_on, one.last_on))


def _facts(here: list[str], facts: tuple[FactRow, ...], *, may: bool) -> tuple[FactLine, ...]:
    return tuple(
        FactLine(
            fact_line(fact, "", {}),
            reverse("change-ecosystem-fact", args=[*here, fact.table, fact.row]) if may else "",
        )
        for fact in facts
    )
