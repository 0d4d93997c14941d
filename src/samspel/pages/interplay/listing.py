"""Acts as a list with search, filters and count; and what is told of them, defaults apart."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from samspel.pages.interplay.forms import ActsForm
from samspel.pages.interplay.rows import act_lines
from samspel.pages.interplay.words import fact_name, value_name
from samspel.pages.shell.exports import every_page, export, file_address
from samspel.pages.shell.lists import Listed, listed, page_request
from samspel.pages.shell.numbers import whole_number
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, example_address, in_region
from samspel.pages.templatetags.wording import KINDS, named, words
from samspel.records.interplay.api import (
    ActQuery,
    FactCount,
    count_facts,
    list_acts,
    list_kinds,
)
from samspel.records.register.api import actor_names, ecosystem_names
from samspel.terms import PageRequest

__all__ = ["acts", "acts_query", "told"]


@dataclass(frozen=True, slots=True)
class ActsPage:
    """The list of acts. `empty`: no act is recorded at all. `of`: whose acts these are."""

    title: str
    form: ActsForm
    of: str
    list: Listed
    empty: bool
    may_enter: bool
    may_import: bool
    may_set: bool
    told_url: str
    file_url: str
    removed: int
    example_url: str
    crumbs: tuple[Crumb, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A value, in how many acts it is told, and how that is known."""

    name: str
    url: str
    all: int
    given: int
    default: int


@dataclass(frozen=True, slots=True)
class ToldFact:
    """A fact with its values."""

    key: str
    name: str
    rows: tuple[ToldRow, ...]


@dataclass(frozen=True, slots=True)
class ToldPage:
    """What is told of the acts of a filter (R24, R39-R43, R131)."""

    title: str
    form: ActsForm
    says: tuple[str, ...]
    facts: tuple[ToldFact, ...]
    acts: int
    crumbs: tuple[Crumb, ...]


@require_safe
@in_region
def acts(request: VisitRequest) -> HttpResponseBase:
    """The acts of the register, the latest first."""
    visit = request.visit
    form = _form(request)
    query = acts_query(form)
    key = visit.region.key
    if request.GET.get("form") == "csv":
        return _file(request, query)
    found = list_acts(query, page=page_request(request), by=visit.viewer)
    gone = request.GET.get("removed", "")
    names = actor_names((query.actor,), by=visit.viewer) if query.actor else {}
    page = ActsPage(
        title=_("What interplay is recorded?"),
        form=form,
        of=names.get(query.actor, ""),
        list=listed(request, found, act_lines(key, found.rows)),
        empty=not found.count and query == ActQuery(),
        may_enter=visit.may("enter_acts"),
        may_import=visit.may("import_register"),
        may_set=visit.may("set_act_defaults"),
        removed=whole_number(gone) or 0,
        file_url=file_address(request),
        told_url=f"{reverse('acts-told', args=[key])}?{_asked(request)}",
        example_url="" if found.rows else example_address(request),
    )
    return show(request, "interplay/acts.html", page)


def _file(request: VisitRequest, query: ActQuery) -> HttpResponseBase:
    """Every act of the filters that the visitor may see."""
    by = request.visit.viewer
    found = every_page(lambda page: list_acts(query, page=page, by=by))
    headings = (
        *(_("Act"), _("Title"), _("Kind"), _("First day"), _("Last day")),
        *(fact_name("flow"), fact_name("level"), _("Source"), _("Participants")),
    )
    rows = (
        (
            *(row.interplay_id, row.title, named(KINDS, row.kind), row.started_on, row.ended_on),
            *(value_name("flow", row.flow), value_name("level", row.level)),
            *(row.source, row.participants),
        )
        for row in found
    )
    return export("acts", headings, rows)


def _form(request: VisitRequest) -> ActsForm:
    viewer = request.visit.viewer
    ecosystems = list(ecosystem_names(by=viewer).items())
    return ActsForm(request.GET, kinds=list_kinds(by=viewer), ecosystems=ecosystems)


def _asked(request: VisitRequest) -> str:
    asked = request.GET.copy()
    asked.pop("after", None)
    return asked.urlencode()


def acts_query(form: ActsForm) -> ActQuery:
    """What the form asks for; a filter that says nothing sensible asks for nothing."""
    form.is_valid()
    given = form.cleaned_data
    tag = given.get("tag", "")
    return ActQuery(
        text=given.get("search", ""),
        actor=given.get("actor", ""),
        kind=given.get("kind", ""),
        ecosystem=given.get("ecosystem", ""),
        first_on=given.get("first_on"),
        last_on=given.get("last_on"),
        fact="tag" if tag else "",
        value=tag,
    )


@require_safe
@in_region
def told(request: VisitRequest) -> HttpResponse:
    """What the acts drive, develop and carry: said by people, and by their kinds alone, apart."""
    visit = request.visit
    form = _form(request)
    query = acts_query(form)
    n = list_acts(query, page=PageRequest(size=1), by=visit.viewer).count
    counts = count_facts(query, by=visit.viewer)
    key = visit.region.key
    page = ToldPage(
        title=_("What does the interplay drive?"),
        form=form,
        says=(_tags_say(counts), _business_says(counts)) if n else (),
        facts=tuple(_fact(request, fact, counts) for fact in _order(counts)),
        acts=n,
        crumbs=(Crumb(_("The log"), reverse("acts", args=[key])),),
    )
    return show(request, "interplay/told.html", page)


def _order(counts: tuple[FactCount, ...]) -> tuple[str, ...]:
    facts = tuple(dict.fromkeys(one.fact for one in counts))
    return ("tag", *(fact for fact in facts if fact != "tag"))


def _fact(request: VisitRequest, fact: str, counts: tuple[FactCount, ...]) -> ToldFact:
    here = reverse("acts", args=[request.visit.region.key])
    rows = tuple(
        ToldRow(
            value_name(fact, one.value),
            _acts_url(here, _asked(request), one) if fact == "tag" else "",
            one.all,
            one.given,
            one.default,
        )
        for one in counts
        if one.fact == fact
    )
    return ToldFact(fact, fact_name(fact), rows)


def _acts_url(here: str, asked: str, one: FactCount) -> str:
    return f"{here}?{asked}&{urlencode({'tag': one.value})}" if asked else f"{here}?tag={one.value}"


def _tags_say(counts: tuple[FactCount, ...]) -> str:
    """The coverage view of the ten areas (R131)."""
    tags = [one for one in counts if one.fact == "tag"]
    driven = [one for one in tags if one.given]
    without = [value_name("tag", one.value) for one in tags if not one.all]
    text = ngettext(
        "%(n)s of the %(all)s areas of the platform's task is driven by acts that somebody has "
        "said so of.",
        "%(n)s of the %(all)s areas of the platform's task are driven by acts that somebody has "
        "said so of.",
        len(driven),
    ) % {"n": words().number(len(driven)), "all": len(tags)}
    if without:
        text += " " + _("No act is recorded about %(areas)s.") % {"areas": ", ".join(without)}
    return text


def _business_says(counts: tuple[FactCount, ...]) -> str:
    """The share that is not interplay (R41)."""
    both = {one.value: one for one in counts if one.fact == "purpose"}
    business, all_ = both["business"], sum(one.all for one in both.values())
    if not all_:
        return _("Of no act is it told whether it develops the interplay or a business.")
    given = sum(one.given for one in both.values())
    return ngettext(
        "%(n)s of %(all)s act develops one organisation's business rather than the interplay; of "
        "%(given)s somebody has said which, the rest is as its kind usually is.",
        "%(n)s of %(all)s acts develop one organisation's business rather than the interplay; of "
        "%(given)s somebody has said which, the rest is as its kind usually is.",
        all_,
    ) % {
        "n": words().number(business.all),
        "all": words().number(all_),
        "given": words().number(given),
    }
