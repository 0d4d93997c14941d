"""The five steps, and what their pages share: the way through, who may, choices of kind."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.pages.shell.showing import Crumb
from samspel.pages.shell.visits import VisitRequest
from samspel.pages.templatetags.wording import ROLES, SECTORS, named

__all__ = ["KINDS", "Choice", "Step", "home", "kind_name", "steps"]

_STEPS = (
    ("list", gettext_lazy("The list")),
    ("members", gettext_lazy("The members")),
    ("sides", gettext_lazy("The far sides")),
    ("grid", gettext_lazy("The contacts")),
    ("wheel", gettext_lazy("The wheel")),
)

# What an organisation can be said to be in one choice; others are set on the actor's own page.
KINDS = (
    "private:firm",
    "private:capital",
    "private:support",
    "academia:research|education",
    "academia:research",
    "academia:education",
    "public:authority",
    "public:firm",
    "public:capital",
    "public:support",
    "civil:civil",
    "civil:support",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One of the five steps; `url` is empty where it cannot be gone to from here."""

    name: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice in a field."""

    value: str
    name: str
    chosen: bool


def steps(request: VisitRequest, at: str, ecosystem: str = "") -> tuple[Step, ...]:
    """The way through, with links to what is behind and, once entered, to all that follows."""
    key = request.visit.region.key
    urls = {"list": reverse("paste", args=[key])}
    if at == "members":
        urls["members"] = reverse("paste-members", args=[key])
    if ecosystem:
        of = {"sides": "sides", "grid": "grid", "wheel": "first-wheel"}
        urls |= {step: reverse(name, args=[key, ecosystem]) for step, name in of.items()}
    return tuple(Step(str(name), urls.get(step, ""), step == at) for step, name in _STEPS)


def home(request: VisitRequest) -> Crumb:
    """The way back to the region's first page."""
    return Crumb(_("Ecosystems"), reverse("ecosystems", args=[request.visit.region.key]))


def kind_name(kind: str) -> str:
    """A sector and its roles in words: *Private sector: firm*."""
    sector, _colon, roles = kind.partition(":")
    words = ", ".join(named(ROLES, role) for role in roles.split("|") if role)
    return f"{named(SECTORS, sector)}: {words}" if words else named(SECTORS, sector)
