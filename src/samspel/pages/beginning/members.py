"""Step two: what each line would become, with the reason; confirmed all at once or changed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspel.actions import first_list, first_members
from samspel.actions.first_list import KeptColumn, Line, Lines
from samspel.actions.first_matches import Match
from samspel.pages.beginning.paste import choices_given, left_above
from samspel.pages.beginning.steps import KINDS, Choice, Step, home, kind_name, steps
from samspel.pages.register.problems import grouped
from samspel.pages.shell.numbers import whole_number
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region, reason_of
from samspel.pages.templatetags.wording import number_words
from samspel.records.register.api import ecosystem_names
from samspel.terms import BadData, Refusal
from samspel.terms.countries import country_name
from samspel.terms.municipalities import municipalities, municipality_name
from samspel.terms.ordering import swedish_order

__all__ = ["members"]

_FORMS = {
    "limited_company": gettext_lazy("the name says limited company"),
    "trading_partnership": gettext_lazy("the name says trading partnership"),
    "sole_trader": gettext_lazy("the name says sole trader"),
    "economic_association": gettext_lazy("the name says economic association"),
    "foundation": gettext_lazy("the name says foundation"),
    "association": gettext_lazy("the name says association"),
}
_DIGITS = {
    "2": gettext_lazy("the number begins with 2: state, region or municipality"),
    "5": gettext_lazy("the number begins with 5: limited company"),
    "7": gettext_lazy("the number begins with 7: economic association"),
    "8": gettext_lazy("the number begins with 8: association or foundation"),
    "9": gettext_lazy("the number begins with 9: trading partnership"),
}
_OWNERS = {
    "public": gettext_lazy("publicly owned"),
    "private": gettext_lazy("privately owned"),
}
_MATCHES = {
    "same_number": gettext_lazy("the same number"),
    "same_name": gettext_lazy("the same name"),
    "both_names": gettext_lazy("both are names of the same organisation"),
    "same_words": gettext_lazy("the same words apart from the legal form"),
    "same_letters": gettext_lazy("the same letters apart from blanks"),
    "one_in_other": gettext_lazy("all words of one are in the other"),
    "alike": gettext_lazy("almost the same spelling"),
    "initials": gettext_lazy("the initials of the other"),
}
_FAULTS = {
    "form": gettext_lazy("The number is no Swedish organisation number; it is kept as written."),
    "check_digit": gettext_lazy("The number's check digit is wrong; look at it again."),
    "long": gettext_lazy("The number is too long to be one, and is left out."),
    "person": gettext_lazy(
        "The number was a person's and is not kept: a sole trader, whose name is a person's too. "
        "It is left out unless you say otherwise, and then marked as a sole trader."
    ),
}


_STOPS = frozenset({"kinds_missing", "town_unknown", "draft_was_changed", "ecosystem_unnamed"})


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One line of the list. `why` says what the suggestion rests on."""

    at: int
    name: str
    beside: str
    why: str
    fault: str
    no_country: str
    is_platform: bool
    missing: bool
    kinds: tuple[Choice, ...]
    matches: tuple[Choice, ...]
    match_says: str
    same: bool
    out: bool


@dataclass(frozen=True, slots=True)
class TownLine:
    """A place that is no municipality: the field's name, and what was said of it. `wrong`: that
    is no municipality either."""

    field: str
    name: str
    said: str
    wrong: bool


@dataclass(frozen=True, slots=True)
class MembersPage:
    """The list as it would be entered."""

    title: str
    steps: tuple[Step, ...]
    says: str
    read_as: str
    columns_url: str
    asked: tuple[MemberLine, ...]
    known: tuple[MemberLine, ...]
    matched: tuple[MemberLine, ...]
    rest: tuple[Choice, ...]
    rest_says: str
    kept: tuple[KeptColumn, ...]
    towns: tuple[TownLine, ...]
    town_names: tuple[str, ...]
    boxes: str
    changes: int
    wrong: str
    button: str
    keep_url: str
    crumbs: tuple[Crumb, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@in_region(asks="edit_register")
def members(request: VisitRequest) -> HttpResponseBase:
    """One page: confirm all, or change some. Confirmed, it is one entry."""
    viewer, key = request.visit.viewer, request.visit.region.key
    wrong = ""
    if request.method == "POST":
        try:
            done = first_members.enter_members(
                choices=choices_given(request),
                changes=whole_number(request.POST.get("changes", "")),
                by=viewer,
            )
        except Refusal as refusal:
            if refusal.code not in _STOPS:
                raise
            wrong = reason_of(refusal)
        except BadData as bad:
            said = "; ".join(group.what for group in grouped(bad.problems))
            wrong = _("The list cannot be entered: %(what)s") % {"what": said}
        else:
            messages.success(request, _entered(key, done))
            return redirect("sides", key, done.ecosystem)
    listed = first_list.lines_of(by=viewer)
    if not listed.lines:
        return redirect("paste", key)
    return _shown(request, listed, wrong)


def _entered(key: str, done: first_members.Entered) -> str:
    text = ngettext(
        "%(n)s actor is entered, and %(members)s became members of %(ecosystem)s.",
        "%(n)s actors are entered, and %(members)s became members of %(ecosystem)s.",
        done.actors,
    )
    said = text % {"n": done.actors, "members": done.members, "ecosystem": done.ecosystem_name}
    if done.entry is None:
        return said
    back = reverse("undo-entry", args=[key, done.entry])
    return format_html('{} <a href="{}">{}</a>', said, back, _("Take all of it back"))


def _shown(request: VisitRequest, listed: Lines, wrong: str) -> HttpResponse:
    key = request.visit.region.key
    lines = [_member(line) for line in listed.lines]
    asked = [line for line in lines if line.missing and not (line.same or line.out)]
    rest = listed.begun.kept.choices.get("rest", "")
    page = MembersPage(
        title=_("Is this right?"),
        steps=steps(request, "members"),
        says=_says(lines, _ecosystem_name(request, listed)),
        read_as=_read_as(listed),
        columns_url=reverse("paste-columns", args=[key]),
        asked=tuple(asked),
        matched=tuple(line for line in lines if line.matches),
        known=tuple(line for line in lines if line not in asked and not line.matches),
        rest=_kinds(rest),
        rest_says=_rest_says(len(asked)),
        kept=listed.kept,
        towns=tuple(
            TownLine(one.choice, one.name, one.said, bool(one.said and not one.municipality))
            for one in listed.towns
        ),
        town_names=tuple(sorted(municipalities().values(), key=swedish_order)),
        boxes=" ".join([f"out{one.at}" for one in lines] + [one.choice for one in listed.kept]),
        changes=listed.begun.changes,
        wrong=wrong,
        button=_button(listed, _ecosystem_name(request, listed)),
        keep_url=reverse("paste-keep", args=[key]),
        crumbs=(home(request), Crumb(_("The list"), reverse("paste", args=[key]))),
    )
    return show(request, "beginning/members.html", page, status=409 if wrong else 200)


def _ecosystem_name(request: VisitRequest, listed: Lines) -> str:
    """The ecosystem that they become members of: one that is there, or a new one's name."""
    kept = listed.begun.kept
    there = ecosystem_names(by=request.visit.viewer)
    return there.get(kept.ecosystem, kept.ecosystem_name)


def _says(lines: list[MemberLine], ecosystem: str) -> str:
    text = ngettext(
        "%(n)s organisation for %(ecosystem)s. What each is has been suggested, with the reason "
        "beside it. Nothing is entered before you say so.",
        "%(n)s organisations for %(ecosystem)s. What each is has been suggested, with the reason "
        "beside it. Nothing is entered before you say so.",
        len(lines),
    )
    return text % {"n": len(lines), "ecosystem": ecosystem or _("an ecosystem without a name")}


def _rest_says(count: int) -> str:
    text = ngettext(
        "%(n)s name says nothing of what it is. Choose for it here, or on its line.",
        "%(n)s names say nothing of what they are. Choose for all of them here, or line by line.",
        count,
    )
    return text % {"n": count}


def _button(listed: Lines, ecosystem: str) -> str:
    if not listed.new:
        return _("That is right: go on")
    text = ngettext(
        "That is right: enter %(n)s actor in %(ecosystem)s",
        "That is right: enter %(n)s actors in %(ecosystem)s",
        listed.new,
    )
    return text % {"n": listed.new, "ecosystem": ecosystem}


def _read_as(listed: Lines) -> str:
    told = [one.heading for one in listed.pasted.columns if one.field == "person" and one.heading]
    persons = _("Left out, since the register holds no persons: %(columns)s.")
    said = (
        persons % {"columns": ", ".join(told)} if told else "",
        left_above(listed.pasted.above),
    )
    return " ".join(part for part in said if part)


def _member(line: Line) -> MemberLine:
    town = municipality_name(line.municipality)
    country = country_name(line.country, get_language() or "sv")
    where = ", ".join(part for part in (line.locality, town) if part)
    beside = (number_words(line.org_number), where, country, line.industry)
    missing = not (line.suggestion.sector or line.chosen)
    return MemberLine(
        at=line.at,
        name=line.name,
        beside=", ".join(part for part in beside if part),
        why=_why(line),
        fault=str(_FAULTS.get(line.fault, "")),
        no_country=line.no_country,
        is_platform=line.is_platform,
        missing=missing,
        kinds=_kinds(line.kind if not missing else ""),
        matches=_match_choices(line) if line.matches else (),
        match_says="; ".join(_match(match) for match in line.matches),
        same=bool(line.same),
        out=line.out,
    )


def _why(line: Line) -> str:
    found = line.suggestion
    if line.chosen:
        return _("you chose it")
    quoted = {"word": found.word}
    words = {
        "given": _("your list says “%(word)s”") % quoted,
        "listed": _("known as %(word)s") % quoted,
        "word": _("the name says “%(word)s”") % quoted,
        "digit": str(_DIGITS.get(found.word, "")),
        "form": str(_FORMS.get(found.word, "")),
        "owner": _("your list says “%(word)s”") % quoted,
        "none": _("the name says nothing of it"),
    }
    owner = str(_OWNERS.get(found.owner, "")) if found.reason != "owner" else ""
    return "; ".join(part for part in (words[found.reason], owner) if part)


def _kinds(chosen: str) -> tuple[Choice, ...]:
    own = () if not chosen or chosen in KINDS else (chosen,)
    none = Choice("", _("Choose"), not chosen)
    return (none, *(Choice(kind, kind_name(kind), kind == chosen) for kind in (*own, *KINDS)))


def _match_choices(line: Line) -> tuple[Choice, ...]:
    same = (
        Choice(
            match.key,
            (
                _("The same as the line of %(name)s")
                if match.key.startswith("row-")
                else _("The same as %(name)s")
            )
            % {"name": match.name},
            match.key == line.same,
        )
        for match in _first(line.matches)
    )
    return (*same, Choice("", _("Somebody new"), not line.same))


def _first(matches: Iterable[Match]) -> tuple[Match, ...]:
    return tuple(matches)[:5]


def _match(match: Match) -> str:
    reasons = ", ".join(str(_MATCHES[code]) for code in match.reasons)
    return f"{match.name}: {reasons}"
