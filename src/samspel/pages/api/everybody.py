"""What everybody can see, without a key; and, with one, what is decided about it."""

from dataclasses import dataclass
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query
from pydantic import Field

from samspel.actions import open_directory
from samspel.pages.api.access import viewer, writing_viewer
from samspel.pages.api.reading import After, Size
from samspel.pages.api.routing import router
from samspel.pages.api.shapes import Id, Key, Refused, Strict, answers, page_of, shape
from samspel.pages.directory.opened import too_often
from samspel.records.accounts.api import check_may
from samspel.records.directory.api import (
    DeskRow,
    DirectoryQuery,
    ListingRow,
    OpeningRow,
    ShortPage,
    SideRow,
    everybody_in,
    get_desk,
    get_listing,
    get_short_page,
    list_directory,
    list_openings,
)
from samspel.records.register.api import ActorRow
from samspel.terms import Page, PageRequest, Refusal, Viewer

__all__: list[str] = []


@dataclass(frozen=True, slots=True)
class OpenActor:
    """An actor that everybody can see. `also`: the other name by which a search found it."""

    actor_id: str
    name: str
    sector: str
    roles: tuple[str, ...]
    country: str
    municipality: str
    municipality_name: str
    also: str


@dataclass(frozen=True, slots=True)
class OpenEcosystem:
    """An ecosystem that everybody can see."""

    ecosystem_id: str
    name: str


@dataclass(frozen=True, slots=True)
class OfferSaid:
    """What an actor says of itself."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class YearCount:
    """How many recorded acts began in a year."""

    year: int
    acts: int


@dataclass(frozen=True, slots=True)
class OpenPage:
    """All that everybody can see of one actor."""

    actor: OpenActor
    also: tuple[str, ...]
    earlier: tuple[str, ...]
    website: str
    ecosystems: tuple[OpenEcosystem, ...]
    offers: tuple[OfferSaid, ...]
    years: tuple[YearCount, ...]
    sides: tuple[SideRow, ...]


def _open(row: ActorRow) -> OpenActor:
    return OpenActor(
        row.actor_id,
        row.name,
        row.sector,
        row.roles,
        row.country,
        row.municipality,
        row.municipality_name,
        row.also,
    )


def _page(short: ShortPage) -> OpenPage:
    return OpenPage(
        _open(short.actor),
        short.also,
        short.earlier,
        short.website,
        tuple(OpenEcosystem(key, name) for key, name in short.ecosystems),
        tuple(OfferSaid(kind, text) for kind, text in short.offers),
        tuple(YearCount(year, acts) for year, acts in short.years),
        short.sides,
    )


def _everybody(request: HttpRequest, region: str) -> Viewer:
    if too_often(request):
        raise Refusal("too_many_pages")
    return everybody_in(region)[1]


def _answers(what: Any) -> dict[Any, Any]:
    return {**answers(what), 429: Refused}


_OPEN = "/open/{region}"


@router.get(
    f"{_OPEN}/ecosystems",
    response=_answers(list[shape(OpenEcosystem)]),  # type: ignore[misc]
    auth=None,
    tags=["everybody"],
)
def read_open_ecosystems(request: HttpRequest, region: Key) -> Any:
    """The ecosystems of a region that everybody can see. It needs no key."""
    by = _everybody(request, region)
    rows = list_openings(by=by)
    return [OpenEcosystem(row.ecosystem_id, row.name) for row in rows]


@router.get(f"{_OPEN}/actors", response=_answers(page_of(OpenActor)), auth=None, tags=["everybody"])
def read_open_actors(  # noqa: PLR0913 - each is a part of the address
    request: HttpRequest,
    region: Key,
    query: Query[shape(DirectoryQuery, given=True)],  # type: ignore[valid-type]
    after: After = "",
    size: Size = 50,
) -> Any:
    """The actors of a region that everybody can see, by name. It needs no key."""
    by = _everybody(request, region)
    page = PageRequest(after=after, size=size)
    asked = DirectoryQuery(**query.dict())
    found = list_directory(asked, page=page, on=timezone.localdate(), by=by)
    return Page(tuple(map(_open, found.rows)), found.count, found.next)


@router.get(
    f"{_OPEN}/actors/{{actor_id}}",
    response=_answers(shape(OpenPage)),
    auth=None,
    tags=["everybody"],
)
def read_open_actor(request: HttpRequest, region: Key, actor_id: Key) -> Any:
    """All that everybody can see of one actor. It needs no key."""
    by = _everybody(request, region)
    return _page(get_short_page(actor_id, on=timezone.localdate(), by=by))


# ---------------------------------------------------------------------------- what is decided


@dataclass(frozen=True, slots=True)
class DirectoryDetail:
    """Which ecosystems are open, and how their pages are answered for."""

    desk: DeskRow
    openings: tuple[OpeningRow, ...]


class OpenGiven(Strict):
    """What shall be open: those ecosystems and no other."""

    ecosystems: Annotated[list[Key], Field(max_length=1000)]
    mailbox: Annotated[str, Field(max_length=254, pattern=r"^[^\x00]*$")] = ""
    is_found: bool = False


class ListingGiven(Strict):
    """What the region says of an actor, and which of its own words everybody may see, by row."""

    shown: bool
    offers: Annotated[list[Id], Field(max_length=500)] | None = None


def _directory(request: HttpRequest) -> DirectoryDetail:
    by = viewer(request)
    check_may(by, "open_directory")
    return DirectoryDetail(get_desk(by=by), list_openings(by=by))


@router.get("/directory", response=answers(shape(DirectoryDetail)), tags=["everybody"])
def read_directory(request: HttpRequest) -> Any:
    """What is open to everybody."""
    return _directory(request)


@router.put("/directory", response=answers(shape(DirectoryDetail)), tags=["everybody"])
def settle_directory(request: HttpRequest, given: OpenGiven) -> Any:
    """Let everybody see those ecosystems and no other."""
    to = open_directory.OpenTo(frozenset(given.ecosystems), given.mailbox, given.is_found)
    open_directory.settle(to=to, by=writing_viewer(request))
    return _directory(request)


@router.get("/actors/{actor_id}/everybody", response=answers(shape(ListingRow)), tags=["everybody"])
def read_listing(request: HttpRequest, actor_id: Key) -> Any:
    """Whether everybody can see an actor, and why not."""
    by = viewer(request)
    check_may(by, "open_directory")
    return get_listing(actor_id, on=timezone.localdate(), by=by)


@router.put("/actors/{actor_id}/everybody", response=answers(shape(ListingRow)), tags=["everybody"])
def say_listing(request: HttpRequest, actor_id: Key, given: ListingGiven) -> Any:
    """Say for the region whether everybody may see an actor. Its own no stands."""
    by = writing_viewer(request)
    row = open_directory.say_of_actor(actor_id=actor_id, own=False, shown=given.shown, by=by)
    if given.offers is None:
        return row
    rows = given.offers
    return open_directory.tick_offers(actor_id=actor_id, rows=rows, own=False, by=by)
