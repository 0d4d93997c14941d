"""Step one: paste a list or type it; and the page where its columns are put right."""

from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from samspel.actions import first_list
from samspel.pages.beginning.steps import Choice, Step, home, steps
from samspel.pages.shell.numbers import whole_number
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region, reason_of
from samspel.records.beginning.api import BegunRow, Kept
from samspel.records.register.api import EcosystemRow, get_region, list_ecosystems
from samspel.terms import Refusal

__all__ = ["columns", "give_up", "keep", "paste"]

PROBLEMS = {
    "empty": gettext_lazy("There is nothing in the list yet. Paste it, or write one name a line."),
    "too_many_lines": gettext_lazy(
        "The list has more than 2 000 lines. Bring it in as a file instead: then it is planned "
        "first, and written in pieces."
    ),
    "too_many_signs": gettext_lazy(
        "The text is too long to be a list. Bring it in as a file instead."
    ),
    "no_name": gettext_lazy("No column holds names. Say which one it is."),
}
FIELDS = {
    "name": gettext_lazy("Name"),
    "org_number": gettext_lazy("Organisation number"),
    "sector": gettext_lazy("Sector"),
    "roles": gettext_lazy("Role or type"),
    "ownership": gettext_lazy("Owner"),
    "municipality": gettext_lazy("Municipality or place"),
    "country": gettext_lazy("Country"),
    "industry": gettext_lazy("Industry"),
    "member_from": gettext_lazy("Member since"),
    "keep": gettext_lazy("Something else: keep it beside"),
    "person": gettext_lazy("About a person: leave it out"),
}
_WHY = {
    "heading": gettext_lazy("by its heading"),
    "content": gettext_lazy("by what stands in it: look at it"),
    "person": gettext_lazy("persons have no place in the register"),
    "looks": gettext_lazy(
        "what stands in it looks like persons, addresses or telephone numbers, and persons have "
        "no place in the register: look at it"
    ),
    "rest": gettext_lazy("nothing else fits"),
    "keep": gettext_lazy("its heading says nothing that we know: look at it"),
    "said": gettext_lazy("as you said"),
}


@dataclass(frozen=True, slots=True)
class PastePage:
    """The list as it is typed. `ecosystems` is empty where there is none to choose."""

    title: str
    steps: tuple[Step, ...]
    ecosystems: tuple[Choice, ...]
    may_name: bool
    asks_platform: bool
    kept: Kept
    changes: int
    begun: bool
    wrong: str
    keep_url: str
    columns_url: str
    file_url: str
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column: its heading, its first values, and what it is taken for."""

    number: int
    heading: str
    shown: str
    why: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class ColumnsPage:
    """What the columns are taken for."""

    title: str
    steps: tuple[Step, ...]
    lines: tuple[ColumnLine, ...]
    headings: tuple[Choice, ...]
    rows: str
    wrong: str
    crumbs: tuple[Crumb, ...]


# ---------------------------------------------------------------------------------- the list


@require_http_methods(["GET", "HEAD", "POST"])
@in_region(asks="edit_register")
def paste(request: VisitRequest) -> HttpResponse:
    """A field for the list. Sent, it is read; nothing is entered yet."""
    if get_region(by=request.visit.viewer).is_example:
        raise Refusal("example_is_made_up")
    begun = first_list.find_list(by=request.visit.viewer)
    if request.method != "POST":
        return _pasted(request, begun or _fresh(request))
    kept, changes = _given(request, begun)
    try:
        begun = first_list.keep_list(kept=kept, changes=changes, by=request.visit.viewer)
    except Refusal as refusal:
        now = replace(begun or _fresh(request), kept=kept)
        return _pasted(request, now, wrong=reason_of(refusal), status=409)
    read = first_list.read_list(by=request.visit.viewer)
    wrong = [str(PROBLEMS[code]) for code in read.problems if code != "no_name"]
    if not kept.ecosystem and not kept.ecosystem_name.strip():
        wrong.insert(0, _("Give the ecosystem a name."))
    if wrong:
        return _pasted(request, begun, wrong=wrong[0], status=400)
    to = "paste-members" if read.sure and not read.problems else "paste-columns"
    return redirect(to, request.visit.region.key)


def _fresh(request: VisitRequest) -> BegunRow:
    """Nothing begun: with the ecosystem that the address names."""
    wanted = request.GET.get("ecosystem", "")
    known = {row.ecosystem_id for row in _ecosystems(request)}
    only = next(iter(known)) if len(known) == 1 else ""
    return BegunRow(Kept(ecosystem=wanted if wanted in known else only), 0, timezone.now())


def _ecosystems(request: VisitRequest) -> tuple[EcosystemRow, ...]:
    """Those that the viewer may enter into."""
    found = list_ecosystems(on=timezone.localdate(), by=request.visit.viewer)
    roles = {"officer", "platform_leader", "system"}
    return tuple(row for row in found if request.visit.viewer.holds(roles, row.ecosystem_id))


def _given(request: VisitRequest, begun: BegunRow | None) -> tuple[Kept, int | None]:
    given = request.POST
    before = begun.kept if begun else Kept()
    named = " ".join(given.get("ecosystem_name", "").split())
    kept = Kept(
        ecosystem=_meant(request, named) if named else given.get("ecosystem", before.ecosystem),
        ecosystem_name=named,
        platform=" ".join(given.get("platform", "").split()),
        text=given.get("text", "")[:500_000],
        choices={"country": given["country"]} if "country" in given else {},
    )
    return kept, _changes(request) if begun else None


def _meant(request: VisitRequest, named: str) -> str:
    """The ecosystem that is called so, "" for a new one: a name that is typed goes before what
    the list above it happens to say."""
    same = (row.ecosystem_id for row in _ecosystems(request) if _alike(row.name, named))
    return next(same, "")


def _alike(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()


def _pasted(
    request: VisitRequest, begun: BegunRow, *, wrong: str = "", status: int = 200
) -> HttpResponse:
    key, kept = request.visit.region.key, begun.kept
    there = _ecosystems(request)
    may_name = request.visit.viewer.holds({"officer", "system"})
    choices = [
        Choice(row.ecosystem_id, row.name, row.ecosystem_id == kept.ecosystem) for row in there
    ]
    if there and may_name:
        choices.append(Choice("", _("A new one, named below"), not kept.ecosystem))
    page = PastePage(
        title=_("Who is in the ecosystem?"),
        steps=steps(request, "list"),
        ecosystems=tuple(choices),
        may_name=may_name,
        asks_platform=may_name or bool(there),
        kept=kept,
        changes=begun.changes,
        begun=bool(kept.text),
        wrong=wrong,
        keep_url=reverse("paste-keep", args=[key]),
        columns_url=reverse("paste-columns", args=[key]) if kept.text else "",
        file_url=reverse("import", args=[key]) if request.visit.may("import_register") else "",
        crumbs=(home(request),),
    )
    return show(request, "beginning/paste.html", page, status=status)


@require_POST
@in_region(asks="edit_register")
def keep(request: VisitRequest) -> HttpResponseBase:
    """Keep what is typed, while it is typed: the list, or the choices made below it."""
    viewer = request.visit.viewer
    if "text" in request.POST:
        kept, changes = _given(request, first_list.find_list(by=viewer))
        begun = first_list.keep_list(kept=kept, changes=changes, by=viewer)
    else:
        begun = first_list.choose(
            choices=choices_given(request), changes=_changes(request), by=viewer
        )
    answer = HttpResponse(str(begun.changes), content_type="text/plain")
    answer["Cache-Control"] = "no-store"
    return answer


def choices_given(request: HttpRequest) -> dict[str, str]:
    """The answers of a form by the names of its fields; an unticked box is an answer too."""
    given = {n: str(value) for n, value in request.POST.items() if n.startswith(_CHOICES)}
    boxes = request.POST.get("boxes", "").split()[:5000]
    return {**{name: "" for name in boxes if name.startswith("out")}, **given}


_CHOICES = ("kind", "same", "out", "rest", "country", first_list.TOWN)


def _changes(request: HttpRequest) -> int | None:
    return whole_number(request.POST.get("changes", ""))


@require_POST
@in_region(asks="edit_register")
def give_up(request: VisitRequest) -> HttpResponseBase:
    """Forget the list and begin anew."""
    if first_list.give_up(by=request.visit.viewer):
        messages.success(request, _("The list is forgotten. Nothing of it was entered."))
    return redirect("paste", request.visit.region.key)


# -------------------------------------------------------------------------------- the columns


@require_http_methods(["GET", "HEAD", "POST"])
@in_region(asks="edit_register")
def columns(request: VisitRequest) -> HttpResponseBase:
    """What each column is taken for, and a choice to say otherwise."""
    viewer = request.visit.viewer
    read = first_list.read_list(by=viewer)
    if not read.columns:
        return redirect("paste", request.visit.region.key)
    rows = {str(at) for at in range(len(read.top) + 1)}
    wrong = _said_wrong(request, rows) if request.method == "POST" else ""
    if request.method == "POST" and not wrong:
        return redirect("paste-members", request.visit.region.key)
    read = first_list.read_list(by=viewer)
    if "no_name" in read.problems:
        wrong = wrong or str(PROBLEMS["no_name"])
    page = ColumnsPage(
        title=_("What is in which column?"),
        steps=steps(request, "list"),
        lines=tuple(
            ColumnLine(
                at + 1,
                one.heading,
                ", ".join(one.shown),
                str(_WHY["keep" if one.field == "keep" and not one.told else one.why]),
                tuple(Choice(f, str(name), f == one.field) for f, name in FIELDS.items()),
            )
            for at, one in enumerate(read.columns)
        ),
        headings=_heading_choices(read.top, read.heading_row),
        rows=" ".join(part for part in (_counted(len(read.rows)), left_above(read.above)) if part),
        wrong=wrong,
        crumbs=(
            home(request),
            Crumb(_("The list"), reverse("paste", args=[request.visit.region.key])),
        ),
    )
    return show(request, "beginning/columns.html", page, status=400 if wrong else 200)


def _counted(lines: int) -> str:
    return ngettext("%(n)s line.", "%(n)s lines.", lines) % {"n": lines}


def left_above(lines: tuple[str, ...]) -> str:
    """What stood above the headings and is left out, as a sentence; "" where nothing did."""
    if not lines:
        return ""
    quoted = ", ".join(_("“%(word)s”") % {"word": line} for line in lines)
    return _("Left out, since it stands above the headings: %(lines)s.") % {"lines": quoted}


def _heading_choices(top: tuple[tuple[str, ...], ...], chosen: int) -> tuple[Choice, ...]:
    """One of the first rows, or none of them."""
    none = Choice("0", _("None: all lines are members"), not chosen)
    rows = (
        Choice(str(at), ", ".join(cell for cell in row if cell)[:200], at == chosen)
        for at, row in enumerate(top, start=1)
    )
    return (*rows, none)


def _said_wrong(request: VisitRequest, rows: set[str]) -> str:
    """What is wrong with what was said of the columns; nothing when it is kept."""
    given = tuple(request.POST.getlist("column"))[:500]
    heading = request.POST.get("heading", "")
    if any(field not in FIELDS for field in given) or heading not in rows:
        raise Refusal("not_told_so")
    first_list.say_columns(columns=given, heading_row=int(heading), by=request.visit.viewer)
    one_each = [field for field in given if field not in {"keep", "person"}]
    if "name" not in given:
        return str(PROBLEMS["no_name"])
    if len(set(one_each)) < len(one_each):
        return _("Two columns cannot be the same. Let one of them be something else.")
    return ""
