"""Step three: who stands on the far sides, from the shipped list of the county."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from samspel.actions import first_sides
from samspel.actions.first_sides import COUNTY_NAMES, SideLine
from samspel.pages.beginning.steps import Choice, Step, home, kind_name, steps
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.records.register.api import get_ecosystem

__all__ = ["sides"]

SIDES = {
    "research": gettext_lazy("Research"),
    "education": gettext_lazy("Education"),
    "capital": gettext_lazy("Capital"),
    "authority": gettext_lazy("Authorities"),
    "ecosystems": gettext_lazy("Platforms of other ecosystems"),
    "global": gettext_lazy("The world outside the country"),
    "support": gettext_lazy("Support to firms"),
}


@dataclass(frozen=True, slots=True)
class OneSide:
    """One organisation that may be ticked."""

    key: str
    name: str
    says: str
    source: str
    there: bool


@dataclass(frozen=True, slots=True)
class SideGroup:
    """Those of one far side."""

    name: str
    lines: tuple[OneSide, ...]


@dataclass(frozen=True, slots=True)
class SidesPage:
    """The far sides to tick."""

    title: str
    steps: tuple[Step, ...]
    counties: tuple[Choice, ...]
    county: str
    groups: tuple[SideGroup, ...]
    crumbs: tuple[Crumb, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@in_region(asks="edit_register")
def sides(request: VisitRequest, ecosystem_id: str) -> HttpResponseBase:
    """Ticked in or out; sent, they are one entry, and the grid follows."""
    viewer = request.visit.viewer
    row = get_ecosystem(ecosystem_id, on=timezone.localdate(), by=viewer)
    given = request.POST if request.method == "POST" else request.GET
    county = given.get("county", first_sides.county_of_region(by=viewer))
    county = county if county in COUNTY_NAMES else ""
    if request.method == "POST":
        keys = frozenset(request.POST.getlist("side"))
        count = first_sides.enter_sides(ecosystem=ecosystem_id, county=county, keys=keys, by=viewer)
        if count:
            text = ngettext(
                "%(n)s organisation is entered on the far sides.",
                "%(n)s organisations are entered on the far sides.",
                count,
            )
            messages.success(request, text % {"n": count})
        return redirect("grid", request.visit.region.key, ecosystem_id)
    listed = first_sides.list_sides(county=county, by=viewer)
    page = SidesPage(
        title=_("Whom could they have contact with?"),
        steps=steps(request, "sides", ecosystem_id),
        counties=(
            Choice("", _("No county: the national ones"), not county),
            *(Choice(code, name, code == county) for code, name in COUNTY_NAMES.items()),
        ),
        county=county,
        groups=tuple(
            SideGroup(str(SIDES[side.gap]), tuple(_one(line) for line in side.lines))
            for side in listed
        ),
        crumbs=(home(request), Crumb(row.name, f"../../{ecosystem_id}/")),
    )
    return show(request, "beginning/sides.html", page)


def _one(line: SideLine) -> OneSide:
    says = kind_name(f"{line.sector}:{'|'.join(line.roles)}")
    country = f", {line.country}" if line.country != "SE" else ""
    text = _("According to %(source)s, read %(on)s.")
    source = text % {"source": _site(line.source), "on": line.read_on}
    return OneSide(line.key, line.name, f"{says}{country}", source, bool(line.actor))


def _site(source: str) -> str:
    """The site of an address: the whole of it is kept with the actor, and stands in the file."""
    return urlsplit(source).hostname or source
