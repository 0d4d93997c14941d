"""One actor as a page: who it is, what it offers and seeks, whom it reaches, its acts in time.

Neighbours get `actor_page` for a detail and the address that asks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samspel.pages.gaps.behind import Behind, acts_behind
from samspel.pages.interplay.rows import act_lines
from samspel.pages.register.fact_words import OFFERS, fact_line
from samspel.pages.register.forms import SearchForm
from samspel.pages.shell.dates import period_words
from samspel.pages.shell.lists import Listed, listed, page_request
from samspel.pages.shell.showing import Crumb
from samspel.pages.shell.visits import VisitRequest
from samspel.pages.templatetags.wording import KINDS, named, words
from samspel.records.accounts.api import can
from samspel.records.gaps.api import ActorState, list_actor_states
from samspel.records.interplay.api import ActQuery, ActRow, list_acts
from samspel.records.register.api import ActorProfile, ActorRow, FactRow, MembershipRow
from samspel.reports import gap_name
from samspel.reports.timeline import Span, render_timeline
from samspel.terms import Page, State

__all__ = ["ActorPage", "actor_page"]

_DRAWN = 300


@dataclass(frozen=True, slots=True)
class MembershipLine:
    """A membership on an actor's page."""

    name: str
    url: str
    period: str
    is_platform: bool
    is_financier: bool


@dataclass(frozen=True, slots=True)
class OfferLine:
    """What it says of itself, under one heading."""

    name: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SideLine:
    """One gap: its state for this actor, and the way to the acts behind it."""

    name: str
    state: str
    basis: str
    url: str


@dataclass(frozen=True, slots=True)
class Reach:
    """The sides of one ecosystem, as of its last run; `says` is the sentence first."""

    ecosystem: str
    says: str
    run_url: str
    sides: tuple[SideLine, ...]


@dataclass(frozen=True, slots=True)
class YearLine:
    """The acts of one year: the drawing's table twin."""

    year: int
    count: int
    kinds: str


@dataclass(frozen=True, slots=True)
class Between:
    """Another actor that it went on as, came from, owns or is owned by."""

    says: str
    url: str


@dataclass(frozen=True, slots=True)
class ActorPage:
    """One actor and its acts. `only`: the acts are narrowed to those behind a state."""

    title: str
    says: str
    actor: ActorRow
    locality: str
    sole_trader: bool
    memberships: tuple[MembershipLine, ...]
    names: str
    numbers: tuple[str, ...]
    industries: str
    went_on: tuple[Between, ...]
    relations: tuple[Between, ...]
    restricted: bool
    offers: tuple[OfferLine, ...]
    reach: tuple[Reach, ...]
    drawing: SafeString
    years: tuple[YearLine, ...]
    drawn: int
    form: SearchForm
    list: Listed
    only: Behind | None
    all_url: str
    edit_url: str
    history_url: str
    open_url: str
    contacts_url: str
    crumbs: tuple[Crumb, ...]


def actor_page(request: VisitRequest, profile: ActorProfile) -> ActorPage:
    """Everything on the page of one actor."""
    key, actor = request.visit.region.key, profile.detail.actor
    only = acts_behind(request, actor.actor_id)
    found, drawn = _acts(request, actor.actor_id, only)
    here = [key, actor.actor_id]
    return ActorPage(
        title=_("What do we know of %(name)s?") % {"name": actor.name},
        says=_says(actor, found.count) if only is None else only.says,
        actor=actor,
        locality=profile.detail.extra.get("locality", ""),
        sole_trader=profile.detail.extra.get("sole_trader") == "True",
        memberships=tuple(_membership(key, row) for row in profile.detail.memberships),
        names=_names(profile),
        numbers=tuple(fact_line(one, "", {}) for one in profile.facts["identifiers"]),
        industries="; ".join(fact_line(one, "", {}) for one in profile.facts["industries"]),
        went_on=tuple(_went_on(key, one, actor) for one in profile.facts["successions"]),
        relations=tuple(_related(key, one, actor) for one in profile.facts["relations"]),
        restricted=any(one.values["kind"] == "competitor" for one in profile.facts["relations"]),
        offers=_offers(profile.facts["offers"], timezone.localdate()),
        reach=_reach(request, actor) if only is None else (),
        drawing=_drawing(drawn),
        years=_years(drawn),
        drawn=len(drawn),
        form=SearchForm(request.GET),
        list=listed(request, found, act_lines(key, found.rows), at="#acts"),
        only=only,
        all_url=reverse("actor", args=here),
        edit_url=reverse("edit-actor", args=here)
        if can(request.visit.viewer, "edit_register")
        else "",
        history_url=reverse("actor-history", args=here),
        open_url=reverse("listing", args=here) if request.visit.may("open_directory") else "",
        contacts_url=reverse("actor-contacts", args=here)
        if request.visit.may("invite_contact")
        else "",
        crumbs=only.crumbs if only else (Crumb(_("Actors"), reverse("actors", args=[key])),),
    )


# ------------------------------------------------------------------------------------ its acts


def _acts(
    request: VisitRequest, actor_id: str, only: Behind | None
) -> tuple[Page[ActRow], tuple[ActRow, ...]]:
    """The acts of the list, and the latest, all on one drawing. A list that is narrowed or
    further on has no drawing; else its acts are the first of those drawn."""
    form = SearchForm(request.GET)
    form.is_valid()
    query = ActQuery(
        text=form.cleaned_data.get("search", ""), actor=actor_id, ids=only.acts if only else ()
    )
    asked, by = page_request(request), request.visit.viewer
    if only is not None or asked.after or query.text:
        return list_acts(query, page=asked, by=by), ()
    found = list_acts(query, page=replace(asked, size=_DRAWN), by=by)
    shown = found.rows[: asked.size]
    onward = shown[-1].interplay_id if len(found.rows) > asked.size else ""
    return Page(shown, found.count, onward), found.rows


def _drawing(acts: tuple[ActRow, ...]) -> SafeString:
    if not acts:
        return SafeString("")
    spans = [
        Span(named(KINDS, act.kind), act.started_on, act.ended_on or act.started_on) for act in acts
    ]
    return mark_safe(render_timeline(spans, get_language() or "sv", title_id="time-line"))  # noqa: S308 - reports escapes every word


def _years(acts: tuple[ActRow, ...]) -> tuple[YearLine, ...]:
    found: dict[int, dict[str, int]] = {}
    for act in acts:
        kinds = found.setdefault(act.started_on.year, {})
        name = named(KINDS, act.kind)
        kinds[name] = kinds.get(name, 0) + 1
    return tuple(
        YearLine(
            year,
            sum(kinds.values()),
            ", ".join(f"{name} {count}" for name, count in sorted(kinds.items())),
        )
        for year, kinds in sorted(found.items(), reverse=True)
    )


def _says(actor: ActorRow, acts: int) -> str:
    text = ngettext(
        "%(name)s has taken part in %(n)s recorded act.",
        "%(name)s has taken part in %(n)s recorded acts.",
        acts,
    )
    if not acts:
        text = _("No act of %(name)s is recorded. That does not say that it has none.")
    return text % {"name": actor.name, "n": words().number(acts)}


# ---------------------------------------------------------------------------------- who it is


def _membership(key: str, row: MembershipRow) -> MembershipLine:
    return MembershipLine(
        row.ecosystem_name,
        reverse("ecosystem", args=[key, row.ecosystem_id]),
        period_words(row.member_from, row.member_until),
        row.is_platform,
        row.is_financier,
    )


def _names(profile: ActorProfile) -> str:
    return ", ".join(fact_line(one, "", {}) for one in profile.facts["aliases"])


def _went_on(key: str, fact: FactRow, actor: ActorRow) -> Between:
    forward = fact.values["from_actor"] == actor.actor_id
    texts = {
        ("renamed", True): _("%(name)s goes on under the name %(other)s from %(on)s."),
        ("merged", True): _("%(name)s became part of %(other)s on %(on)s; acts count there since."),
        ("split", True): _("%(name)s was divided on %(on)s; %(other)s is one part."),
        ("renamed", False): _("%(name)s was called %(other)s before %(on)s."),
        ("merged", False): _("%(other)s became part of %(name)s on %(on)s; acts count here since."),
        ("split", False): _("%(name)s was part of %(other)s before %(on)s; its acts follow."),
    }
    said = texts[str(fact.values["kind"]), forward]
    told = {"name": actor.name, "other": fact.other_name or fact.other, "on": fact.values["on"]}
    return Between(said % told, reverse("actor", args=[key, fact.other]))


def _related(key: str, fact: FactRow, actor: ActorRow) -> Between:
    return Between(fact_line(fact, actor.actor_id, {}), reverse("actor", args=[key, fact.other]))


def _offers(facts: tuple[FactRow, ...], today: date) -> tuple[OfferLine, ...]:
    found: dict[str, list[str]] = {kind: [] for kind in OFFERS}
    for fact in facts:
        until = fact.values["valid_until"]
        if not isinstance(until, date) or until >= today:
            found.setdefault(str(fact.values["kind"]), []).append(str(fact.values["text"]))
    return tuple(OfferLine(named(OFFERS, kind), tuple(t)) for kind, t in found.items() if t)


# ------------------------------------------------------------------------------ whom it reaches


def _reach(request: VisitRequest, actor: ActorRow) -> tuple[Reach, ...]:
    found: dict[str, list[ActorState]] = {}
    for one in list_actor_states(actor.actor_id, by=request.visit.viewer):
        found.setdefault(one.run.ecosystem, []).append(one)
    return tuple(_of_ecosystem(request, actor, states) for states in found.values())


def _of_ecosystem(request: VisitRequest, actor: ActorRow, states: list[ActorState]) -> Reach:
    key, run = request.visit.region.key, states[0].run
    language = get_language() or "sv"
    by_state: Mapping[State, list[str]] = {state: [] for state in State}
    for one in states:
        by_state[one.state.state].append(gap_name(one.gap, language))
    return Reach(
        ecosystem=run.ecosystem_name,
        says=_reach_says(by_state, str(run.on)),
        run_url=reverse("run", args=[key, run.id]),
        sides=tuple(_side(key, actor, one, language) for one in states),
    )


def _reach_says(by_state: Mapping[State, list[str]], on: str) -> str:
    reached, none = by_state[State.REACHED], by_state[State.NONE]
    unknown = len(by_state[State.UNKNOWN])
    parts = []
    if reached:
        parts.append(_("Has contact across: %(gaps)s.") % {"gaps": ", ".join(reached)})
    if none:
        parts.append(_("Has none across: %(gaps)s.") % {"gaps": ", ".join(none)})
    if unknown:
        text = ngettext("Of %(n)s we know nothing.", "Of %(n)s we know nothing.", unknown)
        parts.append(text % {"n": words().number(unknown)})
    parts.append(_("As of %(on)s.") % {"on": on})
    return " ".join(parts)


def _side(key: str, actor: ActorRow, one: ActorState, language: str) -> SideLine:
    url = ""
    if one.state.acts:
        url = f"{reverse('actor', args=[key, actor.actor_id])}?run={one.run.id}&gap={one.gap}"
    return SideLine(gap_name(one.gap, language), one.state.state, one.state.basis, url)
