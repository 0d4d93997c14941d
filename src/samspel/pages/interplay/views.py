"""One act: what it was, when, and who took part."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from samspel.actions.log_acts import MEETING_PLACE
from samspel.pages.interplay.entering import choose_log
from samspel.pages.interplay.rows import ActLine, act_lines, act_name
from samspel.pages.interplay.words import fact_name, source_words, value_name
from samspel.pages.register.forms import SearchForm
from samspel.pages.shell.dates import period_words
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.pages.templatetags.wording import words
from samspel.records.interplay.api import ActDetail, ActRow, ParticipantRow, get_act
from samspel.records.notes.api import notes_behind

__all__ = ["act"]


@dataclass(frozen=True, slots=True)
class ParticipantLine:
    """One actor in the act; without `url` when its page is not the viewer's to open."""

    name: str
    url: str
    role: str


@dataclass(frozen=True, slots=True)
class FactLine:
    """What is told of the act; `is_default`: only its kind says so."""

    name: str
    says: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class IdeaLine:
    """A note that led to the act."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class ActPage:
    """One act. `place`: what it is when it is too large to be a contact. `ideas`: notes that led
    to it."""

    title: str
    says: str
    act: ActRow
    when: str
    source: str
    facts: tuple[FactLine, ...]
    place: str
    whole: ActLine | None
    parts: tuple[ActLine, ...]
    ideas: tuple[IdeaLine, ...]
    may_change: bool
    log: str
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
        title=detail.act.title or f"{act_name(detail.act)} {detail.act.started_on}",
        says=_says(detail),
        act=detail.act,
        when=period_words(detail.act.started_on, detail.act.ended_on or detail.act.started_on),
        source=source_words(detail.act.source),
        facts=_facts(detail),
        place=_place(detail),
        whole=next(iter(act_lines(key, [detail.whole])), None) if detail.whole else None,
        parts=act_lines(key, detail.parts),
        ideas=_ideas(request, interplay_id),
        may_change=request.visit.may("enter_acts") and not detail.act.is_report,
        log=choose_log(request, request.GET)[0] if request.visit.may("enter_acts") else "",
        form=form,
        participants=tuple(_line(key, row) for row in _searched(form, detail.participants)),
        crumbs=(Crumb(_("The log"), reverse("acts", args=[key])),),
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


def _facts(detail: ActDetail) -> tuple[FactLine, ...]:
    facts = dict.fromkeys((one.fact, one.is_default) for one in detail.facts)
    return tuple(
        FactLine(
            fact_name(fact),
            ", ".join(
                value_name(fact, one.value)
                for one in detail.facts
                if (one.fact, one.is_default) == (fact, default)
            ),
            default,
        )
        for fact, default in facts
    )


def _place(detail: ActDetail) -> str:
    """An act above the limit is a meeting place, not a contact (method section 3)."""
    n = detail.act.participants
    if n <= MEETING_PLACE:
        return ""
    text = _("%(n)s participants: counted as a meeting place, not as a contact. Who met whom?")
    return text % {"n": words().number(n)}


def _ideas(request: VisitRequest, interplay_id: str) -> tuple[IdeaLine, ...]:
    found = notes_behind((interplay_id,), by=request.visit.viewer).get(interplay_id, ())
    key = request.visit.region.key
    return tuple(IdeaLine(row.text, reverse("note", args=[key, row.note_id])) for row in found)


def _searched(form: SearchForm, rows: tuple[ParticipantRow, ...]) -> tuple[ParticipantRow, ...]:
    form.is_valid()
    asked = form.cleaned_data.get("search", "").casefold()
    return tuple(row for row in rows if asked in row.name.casefold())


def _line(key: str, row: ParticipantRow) -> ParticipantLine:
    url = reverse("actor", args=[key, row.actor_id]) if row.is_seen else ""
    return ParticipantLine(row.name or row.actor_id, url, row.role)
