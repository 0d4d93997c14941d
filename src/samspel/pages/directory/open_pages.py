"""The open pages: a region's, an ecosystem's members with search, one actor in short."""

from dataclasses import dataclass
from urllib.parse import quote

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samspel.pages.directory.opened import OpenVisit, opened, show_open
from samspel.pages.register.fact_words import OFFERS
from samspel.pages.register.forms import SearchForm
from samspel.pages.shell.lists import Listed, listed, page_request
from samspel.pages.surveys.questions import short_of
from samspel.pages.templatetags.wording import SECTORS, named, words
from samspel.records.directory.api import (
    DirectoryQuery,
    ShortPage,
    SideRow,
    count_directory,
    get_short_page,
    list_directory,
    list_openings,
)
from samspel.records.register.api import ActorRow, RegionRow
from samspel.terms import Refusal

__all__ = ["actor", "ecosystem", "front"]


class DirectoryForm(SearchForm):
    """Search and filter of the open list; the language goes along."""

    sector = forms.ChoiceField(label=gettext_lazy("Sector"), required=False)
    language = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # as it is given
        field = self.fields["sector"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = [("", _("All")), *((key, named(SECTORS, key)) for key in SECTORS)]


@dataclass(frozen=True, slots=True)
class Way:
    """A way onward: a name, what is said of it, and where it leads."""

    name: str
    says: str
    url: str


@dataclass(frozen=True, slots=True)
class FrontPage:
    """A region's open ecosystems."""

    title: str
    region: RegionRow
    ecosystems: tuple[Way, ...]
    mailbox: str


@dataclass(frozen=True, slots=True)
class OpenLine:
    """An actor in the list; `also`: the other name by which the search found it."""

    name: str
    url: str
    sector: str
    roles: tuple[str, ...]
    municipality: str
    also: str


@dataclass(frozen=True, slots=True)
class EcosystemPage:
    """An ecosystem's members that everybody can see."""

    title: str
    region: RegionRow
    front_url: str
    form: DirectoryForm
    list: Listed


@dataclass(frozen=True, slots=True)
class SaidLine:
    """What an actor says of itself, under one heading."""

    name: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class YearLine:
    """How many recorded acts began in a year."""

    year: int
    count: int


@dataclass(frozen=True, slots=True)
class ActorPage:
    """One actor in short."""

    title: str
    says: str
    region: RegionRow
    front_url: str
    actor: ActorRow
    also: str
    earlier: str
    website: str
    ecosystems: tuple[Way, ...]
    offers: tuple[SaidLine, ...]
    years: tuple[YearLine, ...]
    acts: str
    sides: tuple[str, ...]
    mailbox: str
    mailto: str


@opened
def front(request: HttpRequest, visit: OpenVisit) -> HttpResponse:
    """Which ecosystems of the region are open, with how many actors each."""
    today = timezone.localdate()
    rows = list_openings(by=visit.by)
    ways = []
    for row in rows:
        n = count_directory(row.ecosystem_id, on=today, by=visit.by).shown
        says = ngettext("%(n)s actor.", "%(n)s actors.", n) % {"n": words().number(n)}
        ways.append(Way(row.name, says, visit.link("directory-ecosystem", row.ecosystem_id)))
    page = FrontPage(
        title=_("Which ecosystems are there in %(region)s?") % {"region": visit.region.name},
        region=visit.region,
        ecosystems=tuple(ways),
        mailbox=visit.desk.mailbox,
    )
    return show_open(request, "directory/front.html", page, found=visit.desk.is_found)


@opened
def ecosystem(request: HttpRequest, visit: OpenVisit, ecosystem_id: str) -> HttpResponse:
    """The members of an ecosystem that everybody can see, by name, with search."""
    today = timezone.localdate()
    rows = list_openings(by=visit.by)
    name = next((row.name for row in rows if row.ecosystem_id == ecosystem_id), None)
    if name is None:
        raise Refusal("not_found")
    form = DirectoryForm(request.GET)
    form.is_valid()
    query = DirectoryQuery(
        ecosystem=ecosystem_id,
        text=form.cleaned_data.get("search", ""),
        sector=form.cleaned_data.get("sector", ""),
    )
    found = list_directory(query, page=page_request(request), on=today, by=visit.by)
    page = EcosystemPage(
        title=_("Who takes part in %(name)s?") % {"name": name},
        region=visit.region,
        front_url=visit.link("directory"),
        form=form,
        list=listed(request, found, (_line(visit, row) for row in found.rows)),
    )
    return show_open(request, "directory/ecosystem.html", page, found=visit.desk.is_found)


def _line(visit: OpenVisit, row: ActorRow) -> OpenLine:
    url = visit.link("directory-actor", row.actor_id)
    return OpenLine(row.name, url, row.sector, row.roles, row.municipality_name, row.also)


@opened
def actor(request: HttpRequest, visit: OpenVisit, actor_id: str) -> HttpResponse:
    """One actor: who it is, where it takes part, what it offers, how much is recorded."""
    short = get_short_page(actor_id, on=timezone.localdate(), by=visit.by)
    name = short.actor.name
    page = ActorPage(
        title=name,
        says=_says(short),
        region=visit.region,
        front_url=visit.link("directory"),
        actor=short.actor,
        also=", ".join(short.also),
        earlier=", ".join(short.earlier),
        website=short.website,
        ecosystems=tuple(
            Way(title, "", visit.link("directory-ecosystem", key))
            for key, title in short.ecosystems
        ),
        offers=_offers(short),
        years=tuple(YearLine(year, count) for year, count in short.years),
        acts=_acts(short),
        sides=_sides(short.sides),
        mailbox=visit.desk.mailbox,
        mailto=_mailto(request, visit, name),
    )
    return show_open(request, "directory/actor.html", page, found=visit.desk.is_found)


def _says(short: ShortPage) -> str:
    names = [name for _key, name in short.ecosystems]
    told = {"name": short.actor.name, "ecosystems": words().listing(names)}
    return _("%(name)s takes part in %(ecosystems)s.") % told


def _acts(short: ShortPage) -> str:
    count = sum(n for _year, n in short.years)
    if not count:
        return _("No act is recorded. That does not say that there is none.")
    text = ngettext(
        "%(n)s recorded act since %(year)s.", "%(n)s recorded acts since %(year)s.", count
    )
    return text % {"n": words().number(count), "year": min(year for year, _n in short.years)}


def _offers(short: ShortPage) -> tuple[SaidLine, ...]:
    found: dict[str, list[str]] = {kind: [] for kind in OFFERS}
    for kind, text in short.offers:
        found.setdefault(kind, []).append(text)
    return tuple(SaidLine(named(OFFERS, kind), tuple(t)) for kind, t in found.items() if t)


def _sides(sides: tuple[SideRow, ...]) -> tuple[str, ...]:
    """A sentence for each ecosystem that was measured."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in sides:
        found.setdefault((one.ecosystem_name, str(one.on)), []).append(short_of(one.gap))
    text = _("In %(ecosystem)s, as of %(on)s: %(sides)s.")
    return tuple(
        text % {"ecosystem": ecosystem, "on": on, "sides": ", ".join(names)}
        for (ecosystem, on), names in found.items()
    )


def _mailto(request: HttpRequest, visit: OpenVisit, name: str) -> str:
    subject = _("Correct what is said of %(name)s") % {"name": name}
    here = request.build_absolute_uri(request.path)
    return (
        f"mailto:{quote(visit.desk.mailbox, safe='@')}?subject={quote(subject)}&body={quote(here)}"
    )
