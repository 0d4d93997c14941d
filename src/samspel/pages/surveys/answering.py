"""What the pages behind a personal link show, made ready for their templates."""

import ipaddress
import os
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samspel.actions.answer_names import names_of, offer_names
from samspel.actions.answer_wave import MOST_NAMED, Given
from samspel.pages.shell.showing import show
from samspel.pages.surveys.gave import gave_lines
from samspel.pages.surveys.questions import (
    CHOICES,
    choice_words,
    need_words,
    question_of,
    short_of,
)
from samspel.records.accounts.api import system_viewer
from samspel.records.contacts.api import get_contact
from samspel.records.interplay.api import ActQuery, list_acts
from samspel.records.register.api import actor_names, get_ecosystem, get_region
from samspel.records.surveys.api import InvitationRow, count_response
from samspel.terms import PageRequest, Refusal, Viewer

__all__ = [
    "ClosedPage",
    "address_of",
    "count_pages",
    "link_to",
    "show_end",
    "show_question",
    "show_start",
]

_FEWEST = 5


@dataclass(frozen=True, slots=True)
class ClosedPage:
    """A page that says one thing."""

    title: str
    says: str
    back: str


@dataclass(frozen=True, slots=True)
class StartPage:
    """Before anything is answered."""

    title: str
    why: str
    pages: str
    days: str
    until: str
    who: str
    begun: bool
    open: bool
    paused: bool
    action: str
    on: str
    end_url: str
    stop_url: str
    languages: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A radio button."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question. `kind` is `gap`, `need` or `line`."""

    title: str
    helps: str
    kind: str
    number: int
    of: int
    choices: tuple[Choice, ...]
    named: tuple[tuple[str, str], ...]
    offered: tuple[str, ...]
    text: str
    whole: bool
    acts: str
    wrong: str
    answered: bool
    open: bool
    action: str
    back: str
    skip: str
    languages: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class GivenLine:
    """A question, what was answered, and the way back to it."""

    question: str
    answer: str
    url: str


@dataclass(frozen=True, slots=True)
class EndPage:
    """Thanks, what was given, and what it gave."""

    title: str
    says: str
    lines: tuple[GivenLine, ...]
    gave: tuple[str, ...]
    told: bool
    open: bool
    languages: tuple[tuple[str, str, str], ...]


def count_pages(invitation: InvitationRow) -> int:
    """The gaps, one need, one open line."""
    return len(invitation.asks) + 2


def link_to(request: HttpRequest, name: str, token: str, **more: int) -> str:
    """The address of a page behind the link, in the language that was chosen."""
    chosen = request.GET.get("language", "")
    query = f"?{urlencode({'language': chosen})}" if chosen in {"sv", "en"} else ""
    return reverse(name, kwargs={"token": token, **more}) + query


def address_of(request: HttpRequest) -> str:
    """From where the request comes, for counting tries: the nearest proxy's word if it is ours.

    A network of IPv6 is one place: somebody has all of its addresses.
    """
    given = request.META.get("REMOTE_ADDR", "")
    if given in os.environ.get("SAMSPEL_TRUSTED_PROXY", "127.0.0.1").split(","):
        given = request.headers.get("X-Forwarded-For", given).rpartition(",")[2].strip()
    try:
        found = ipaddress.ip_address(given)
    except ValueError:
        return "unknown"
    if found.version == 6:
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def _languages(request: HttpRequest) -> tuple[tuple[str, str, str], ...]:
    other = {"sv": ("en", "English"), "en": ("sv", "Svenska")}[get_language() or "sv"]
    return ((f"{request.path}?{urlencode({'language': other[0]})}", *other),)


# ------------------------------------------------------------------------------------- start


def show_start(
    request: HttpRequest, token: str, invitation: InvitationRow, given: Given
) -> HttpResponse:
    """Who asks and why; one button."""
    asking, names = invitation.asking, _names(invitation)
    begun = bool(given.gaps or given.need or given.lines)
    page = StartPage(
        title=_("Whom does %(actor)s work with?") % names,
        why=_("%(region)s asks the members of %(ecosystem)s whom they have had contact with.")
        % names,
        pages=_("%(n)s short pages, about three minutes. You need not answer.")
        % {"n": count_pages(invitation)},
        days=_("The questions are about %(first)s to %(last)s.")
        % {"first": asking.asks_from, "last": asking.asks_until},
        until=_("You can stop, go on later and change your answers until %(day)s.")
        % {"day": asking.closes_on},
        who=names["sender"],
        begun=begun,
        open=asking.state == "open",
        paused=asking.state == "stopped",
        action=link_to(request, "answer", token),
        on=ngettext("%(n)s question answered", "%(n)s questions answered", len(given.gaps))
        % {"n": len(given.gaps)},
        end_url=link_to(request, "answer-end", token),
        stop_url=link_to(request, "answer-stop", token),
        languages=_languages(request),
    )
    return show(request, "surveys/start.html", page)


def _names(invitation: InvitationRow) -> dict[str, str]:
    asking = invitation.asking
    by = system_viewer(asking.region)
    ecosystem = get_ecosystem(asking.ecosystem, on=timezone.localdate(), by=by).name
    actor = actor_names((invitation.actor_id,), by=by).get(invitation.actor_id, "")
    return {
        "actor": actor,
        "ecosystem": ecosystem,
        "region": get_region(by=by).name,
        "sender": _sender(asking.by, by),
    }


def _sender(contact: int | None, by: Viewer) -> str:
    try:
        person = get_contact(contact or 0, by=by)
    except Refusal:
        return ""
    return f"{person.name}, {person.email}" if person.email else ""


# ---------------------------------------------------------------------------------- question


def show_question(  # noqa: PLR0913 - by name
    request: HttpRequest,
    token: str,
    of: tuple[InvitationRow, Given],
    number: int,
    *,
    wrong: str = "",
    status: int = 200,
) -> HttpResponse:
    """The question of that number, with what is given."""
    invitation, given = of
    gaps = invitation.asks
    page = QuestionPage(
        **_asked(invitation, given, number),
        number=number,
        of=count_pages(invitation),
        wrong=wrong,
        open=invitation.asking.state == "open",
        action=link_to(request, "answer-page", token, number=number),
        back=link_to(request, "answer-page", token, number=number - 1)
        if number > 1
        else link_to(request, "answer", token),
        skip=link_to(request, "answer-page", token, number=number + 1)
        if number < len(gaps) + 2
        else link_to(request, "answer-end", token),
        languages=_languages(request),
    )
    return show(request, "surveys/question.html", page, status=status)


def _asked(invitation: InvitationRow, given: Given, number: int) -> dict[str, Any]:
    nothing: dict[str, Any] = {
        "choices": (),
        "named": (),
        "offered": (),
        "text": "",
        "whole": False,
        "acts": "",
        "answered": False,
    }
    if number <= len(invitation.asks):
        return nothing | _gap(invitation, given, invitation.asks[number - 1])
    if number == len(invitation.asks) + 1:
        return nothing | _need(invitation, given)
    return nothing | _line(invitation, given)


def _gap(invitation: InvitationRow, given: Given, gap: str) -> dict[str, object]:
    names = _names(invitation)
    asked = question_of(gap, actor=names["actor"], ecosystem=names["ecosystem"])
    answer = given.gaps.get(gap)
    chosen = answer.choice if answer else ""
    ids = answer.named if answer else ()
    unknown = [name for name in given.lines.get(f"named:{gap}", "").split("; ") if name]
    written = [*names_of(invitation=invitation, actor_ids=ids), *unknown]
    written += [""] * (MOST_NAMED - len(written))
    return {
        "title": asked.asks,
        "helps": asked.helps,
        "kind": "gap",
        "choices": tuple(Choice(key, choice_words(key), key == chosen) for key in CHOICES),
        "named": tuple((f"named{n}", name) for n, name in enumerate(written, start=1)),
        "offered": offer_names(invitation=invitation, gap=gap),
        "answered": bool(chosen),
    }


def _need(invitation: InvitationRow, given: Given) -> dict[str, object]:
    actor = _names(invitation)["actor"]
    keys = [*invitation.asks, "nothing"]
    return {
        "title": _("Which contact would help %(actor)s most just now?") % {"actor": actor},
        "helps": _("One answer. It decides what those who lead the work try first."),
        "kind": "need",
        "choices": tuple(Choice(key, _capital(need_words(key)), key == given.need) for key in keys),
        "answered": bool(given.need),
    }


def _line(invitation: InvitationRow, given: Given) -> dict[str, object]:
    return {
        "title": _("Is there something we should know?"),
        "helps": _("One line is enough. It is read, without your name, by those who ask."),
        "kind": "line",
        "text": given.lines.get("open", ""),
        "whole": given.whole,
        "acts": _acts(invitation),
    }


def _acts(invitation: InvitationRow) -> str:
    """How many acts of its own are recorded in the days asked about."""
    asking = invitation.asking
    query = ActQuery(
        actor=invitation.actor_id, first_on=asking.asks_from, last_on=asking.asks_until
    )
    # As a reader of the register sees them: no report of another's is among them.
    by = Viewer(asking.region, None, frozenset({"reader"}))
    count = list_acts(query, page=PageRequest(size=1), by=by).count
    text = ngettext(
        "The register has %(n)s meeting, project or other act of yours in these days.",
        "The register has %(n)s meetings, projects and other acts of yours in these days.",
        count,
    )
    return text % {"n": count}


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# ---------------------------------------------------------------------------------------- end


def show_end(
    request: HttpRequest, token: str, invitation: InvitationRow, given: Given
) -> HttpResponse:
    """Thanks, and what was given."""
    asking = invitation.asking
    told = asking.told_at is not None
    page = EndPage(
        title=_("Thank you") if given.gaps else _("Nothing is answered yet"),
        says=_says(invitation),
        lines=tuple(_given_lines(request, token, invitation, given)),
        gave=gave_lines(asking) if told else (),
        told=told,
        open=asking.state == "open",
        languages=_languages(request),
    )
    return show(request, "surveys/end.html", page)


def _says(invitation: InvitationRow) -> str:
    asking = invitation.asking
    if asking.told_at is not None:
        return _("The questions are closed. This is what all the answers gave together.")
    if asking.state == "closed":
        return _(
            "The questions are closed. You will get a letter when it can be told what they gave."
        )
    response = count_response(asking.id, by=system_viewer(asking.region))
    after = _(
        "They close on %(day)s. Those who answered then get a letter with what all the answers "
        "gave together."
    ) % {"day": asking.closes_on}
    if response.answered < _FEWEST:
        return after
    so_far = _("%(answered)s of %(asked)s members have answered so far.") % {
        "answered": response.answered,
        "asked": response.asked,
    }
    return f"{so_far} {after}"


def _given_lines(
    request: HttpRequest, token: str, invitation: InvitationRow, given: Given
) -> list[GivenLine]:
    nothing = _("not answered")
    lines = []
    for number, gap in enumerate(invitation.asks, start=1):
        answer = given.gaps.get(gap)
        words = choice_words(answer.choice) if answer else nothing
        who = names_of(invitation=invitation, actor_ids=answer.named) if answer else ()
        unknown = given.lines.get(f"named:{gap}", "")
        people = ", ".join([*who, *([unknown] if unknown else [])])
        url = link_to(request, "answer-page", token, number=number)
        shown = f"{words}: {people}" if people else words
        lines.append(GivenLine(_capital(short_of(gap)), shown, url))
    more = len(invitation.asks)
    need = link_to(request, "answer-page", token, number=more + 1)
    lines.append(GivenLine(_("Would help most"), need_words(given.need) or nothing, need))
    line = link_to(request, "answer-page", token, number=more + 2)
    lines.append(GivenLine(_("Your own words"), given.lines.get("open", "") or nothing, line))
    return lines
