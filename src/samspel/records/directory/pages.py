"""What everybody can see: the list of those shown, one short page, and why another has none."""

from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from samspel.records.directory.faces import (
    CountRow,
    DirectoryQuery,
    ListingRow,
    OfferTick,
    ShortPage,
    SideRow,
)
from samspel.records.directory.models import ShownOffer
from samspel.records.directory.openings import everybody, opened, said_of, wishes
from samspel.records.gaps import api as gaps
from samspel.records.interplay import api as interplay
from samspel.records.register import api as register
from samspel.records.register.api import ActorProfile, ActorRow, FactRow, ShownQuery
from samspel.terms import Basis, Page, PageRequest, Refusal, State, Viewer

__all__ = [
    "count_directory",
    "get_listing",
    "get_short_page",
    "list_directory",
    "list_in_doubt",
]

_ONE = PageRequest(size=1)
# What a column of the register that holds an actor's website may be called.
_WEBSITE = ("website", "webbplats", "hemsida", "webb", "web", "url")
_LONGEST = 300


def list_directory(
    query: DirectoryQuery, *, page: PageRequest, on: date, by: Viewer
) -> Page[ActorRow]:
    """A page of those that everybody can see on that day, by name."""
    return register.list_shown(_asked(query, on, by), page=page, by=by)


def count_directory(ecosystem_id: str, *, on: date, by: Viewer) -> CountRow:
    """How many of an ecosystem's members are shown, or would be were it open."""
    return CountRow(**register.count_shown(_members_of(ecosystem_id, on, by), by=by))


def list_in_doubt(ecosystem_id: str, *, on: date, by: Viewer) -> tuple[ActorRow, ...]:
    """The first fifty members that are not shown since they may be sole traders."""
    return register.list_doubted(_members_of(ecosystem_id, on, by), by=by)


def get_short_page(actor_id: str, *, on: date, by: Viewer) -> ShortPage:
    """All that everybody can see of one actor; Refusal `not_found` when it is not shown, which
    is the same as when there is none."""
    asked = replace(_asked(DirectoryQuery(), on, by), ids=(actor_id,))
    found = register.list_shown(asked, page=_ONE, by=by).rows
    if not found:
        raise Refusal("not_found")
    public = everybody(by.region)
    profile = register.get_profile(actor_id, by=public)
    return ShortPage(
        actor=found[0],
        also=_names(profile, on, past=False),
        earlier=(*_names(profile, on, past=True), *_called_before(profile, public)),
        website=_website(profile),
        ecosystems=_ecosystems(profile, on),
        offers=_offers(profile, on),
        years=interplay.count_years(actor_id, by=public),
        sides=_sides(actor_id, public),
    )


def get_listing(actor_id: str, *, on: date, by: Viewer) -> ListingRow:
    """How an actor stands, for those who may see it; Refusal `not_found`."""
    profile = register.get_profile(actor_id, by=replace(by, workspaces=frozenset()))
    actor, offers = profile.detail.actor, profile.facts["offers"]
    ticked = _ticked(offers)
    said = said_of(actor_id, by.region)
    return ListingRow(
        actor=actor,
        state=_state(actor_id, said, on, by),
        said=said,
        offers=tuple(
            OfferTick(one.row, str(one.values["kind"]), str(one.values["text"]), one.row in ticked)
            for one in offers
            if _runs(one, on)
        ),
    )


# ------------------------------------------------------------------------------- who is shown


def _asked(query: DirectoryQuery, on: date, by: Viewer) -> ShownQuery:
    """The question to the register: what is open and the viewer may see; nothing when nothing."""
    ecosystems = opened(by)
    if query.ecosystem:
        ecosystems &= {query.ecosystem}
    barred, cleared = wishes(by.region)
    return ShownQuery(
        ecosystems=tuple(sorted(ecosystems)),
        on=on,
        barred=barred,
        cleared=cleared,
        text=query.text,
        sector=query.sector,
        role=query.role,
    )


def _members_of(ecosystem_id: str, on: date, by: Viewer) -> ShownQuery:
    barred, cleared = wishes(by.region)
    return ShownQuery(ecosystems=(ecosystem_id,), on=on, barred=barred, cleared=cleared)


def _state(actor_id: str, said: dict[str, bool], on: date, by: Viewer) -> str:
    if said.get("own") is False:
        return "own_no"
    if said.get("region") is False:
        return "region_no"
    public = everybody(by.region)
    asked = replace(_asked(DirectoryQuery(), on, public), ids=(actor_id,))
    counted = register.count_shown(asked, by=public)
    for name, state in (("sole_traders", "sole_trader"), ("doubted", "doubted")):
        if counted[name]:
            return state
    return "shown" if counted["shown"] else "closed"


# ------------------------------------------------------------------------------- what is shown


def _names(profile: ActorProfile, on: date, *, past: bool) -> tuple[str, ...]:
    return tuple(
        str(one.values["name"])
        for one in profile.facts["aliases"]
        if _is_over(one, on) is past and one.values["name"] != profile.detail.actor.name
    )


def _called_before(profile: ActorProfile, public: Viewer) -> tuple[str, ...]:
    """What it was called as another actor of the register, which surely was no sole trader."""
    mine = profile.detail.actor.actor_id
    before = tuple(
        str(one.values["from_actor"])
        for one in profile.facts["successions"]
        if one.values["kind"] == "renamed" and one.values["to_actor"] == mine
    )
    names = register.find_shown_names(before, by=public) if before else {}
    return tuple(names[one] for one in before if one in names)


def _website(profile: ActorProfile) -> str:
    columns = {name.casefold(): value for name, value in profile.detail.extra.items()}
    given = next((columns[name].strip() for name in _WEBSITE if columns.get(name)), "")
    address = given if "://" in given else f"https://{given}"
    try:
        parts = urlsplit(address)
        plain = parts.scheme in {"http", "https"} and "@" not in parts.netloc
        good = plain and "." in (parts.hostname or "") and len(address) <= _LONGEST
    except ValueError:
        return ""
    return address if given and good and not any(sign.isspace() for sign in address) else ""


def _ecosystems(profile: ActorProfile, on: date) -> tuple[tuple[str, str], ...]:
    running = {
        one.ecosystem_id: one.ecosystem_name
        for one in profile.detail.memberships
        if (one.member_from or on) <= on <= (one.member_until or on)
    }
    return tuple(running.items())


def _offers(profile: ActorProfile, on: date) -> tuple[tuple[str, str], ...]:
    offers = profile.facts["offers"]
    ticked = _ticked(offers)
    return tuple(
        (str(one.values["kind"]), str(one.values["text"]))
        for one in offers
        if one.row in ticked and _runs(one, on)
    )


def _ticked(offers: tuple[FactRow, ...]) -> frozenset[int]:
    rows = ShownOffer.objects.filter(offer_id__in=[one.row for one in offers])
    return frozenset(rows.values_list("offer_id", flat=True))


def _runs(fact: FactRow, on: date) -> bool:
    since = fact.values["valid_from"]
    return not _is_over(fact, on) and (not isinstance(since, date) or since <= on)


def _is_over(fact: FactRow, on: date) -> bool:
    until = fact.values["valid_until"]
    return isinstance(until, date) and until < on


def _sides(actor_id: str, public: Viewer) -> tuple[SideRow, ...]:
    """Only where recorded acts, of which none is an answer, show the contact."""
    return tuple(
        SideRow(one.gap, one.run.ecosystem_name, one.run.on)
        for one in gaps.list_actor_states(actor_id, by=public)
        if one.state.state is State.REACHED and one.state.basis is Basis.RECORDED and one.state.acts
    )
