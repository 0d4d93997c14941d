"""One act: what it was, when, and who took part."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from samspel.pages.register.forms import SearchForm
from samspel.pages.shell.dates import period_words
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.pages.templatetags.wording import words
from samspel.records.interplay.api import ActDetail, ActRow, ParticipantRow, get_act

__all__ = ["act"]


@dataclass(frozen=True, slots=True)
class ParticipantLine:
    """One actor in the act; without `url` when its page is not the viewer's to open."""

    name: str
    url: str
    role: str


@dataclass(frozen=True, slots=True)
class ActPage:
    """One act."""

    title: str
    says: str
    act: ActRow
    when: str
    source: str
    form: SearchForm
    participants: tuple[ParticipantLine, ...]
    crumbs: tuple[Crumb, ...]


@require_safe
@in_region
def act(request: VisitRequest, interplay_id: str) -> HttpResponse:
    """One act and who took part in it."""
    key = request.visit.region.key
    detail = get_act(interplay_id, by=request.visit.viewer)
    form = SearchForm(request.GET)
    page = ActPage(
        title=detail.act.title or _("Who took part in %(id)s?") % {"id": detail.act.interplay_id},
        says=_says(detail),
        act=detail.act,
        when=period_words(detail.act.started_on, detail.act.ended_on or detail.act.started_on),
        source=_source(detail.act),
        form=form,
        participants=tuple(_line(key, row) for row in _searched(form, detail.participants)),
        crumbs=(Crumb(_("Actors"), reverse("actors", args=[key])),),
    )
    return show(request, "interplay/act.html", page)


def _says(detail: ActDetail) -> str:
    text = ngettext("%(n)s actor took part.", "%(n)s actors took part.", detail.act.participants)
    if detail.act.is_report:
        text = ngettext(
            "%(n)s actor took part, as one of them has told.",
            "%(n)s actors took part, as one of them has told.",
            detail.act.participants,
        )
    return text % {"n": words().number(detail.act.participants)}


def _source(act_row: ActRow) -> str:
    if act_row.is_report:
        return _("Told in the survey %(wave)s") % {"wave": act_row.source.removeprefix("wave:")}
    return act_row.source


def _searched(form: SearchForm, rows: tuple[ParticipantRow, ...]) -> tuple[ParticipantRow, ...]:
    form.is_valid()
    asked = form.cleaned_data.get("search", "").casefold()
    return tuple(row for row in rows if asked in row.name.casefold())


def _line(key: str, row: ParticipantRow) -> ParticipantLine:
    url = reverse("actor", args=[key, row.actor_id]) if row.is_seen else ""
    return ParticipantLine(row.name or row.actor_id, url, row.role)
