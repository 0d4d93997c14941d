"""The pages behind a personal link: begin, one question a page, what was given, thanks.

No sign-in and no cookie. The link's secret is all the authority there is, and no other site knows
it, so a form needs no token of its own; it is never told onward (no referrer), kept in no cache
and indexed by nobody. A GET changes nothing: mail scanners open links.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspel.actions import answer_wave
from samspel.actions.answer_names import find_named
from samspel.actions.answer_wave import MOST_NAMED, GapAnswer, Given, Part
from samspel.pages.shell.showing import show
from samspel.pages.shell.visits import reason_of
from samspel.pages.surveys import answering
from samspel.pages.surveys.answering import ClosedPage, address_of
from samspel.records.surveys.api import InvitationRow
from samspel.terms import Refusal

__all__ = ["end", "no_thanks", "question", "start"]

_LONGEST = 500
_STATUS = {"bad_link": 404, "too_many_links_tried": 429, "too_many_saves": 429}
View = Callable[..., HttpResponse]


def _personal(view: View) -> View:
    """A page behind a link: in the respondent's language, told to nobody, kept nowhere."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, token: str, **kwargs: object) -> HttpResponse:
        asked = request.GET.get("language", "")
        with override(asked if asked in {"sv", "en"} else get_language()):
            try:
                made = view(request, token, **kwargs)
            except Refusal as refusal:
                made = _refused(request, refusal)
            made.headers["Content-Language"] = get_language() or "sv"
        made.headers["Referrer-Policy"] = "no-referrer"
        made.headers["Cache-Control"] = "no-store, private"
        made.headers["X-Robots-Tag"] = "noindex, nofollow"
        return made

    return answer


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    status = _STATUS.get(refusal.code, 409)
    reason = reason_of(refusal)
    if _wants_json(request):
        return JsonResponse({"saved": False, "says": reason}, status=status)
    titles = {
        "bad_link": _("The link opens nothing"),
        "wave_is_over": _("The questions are closed"),
    }
    title = titles.get(refusal.code, _("That could not be saved"))
    page = ClosedPage(title, reason, request.get_full_path() if status == 409 else "")
    return show(request, "surveys/closed.html", page, status=status)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"


def _in_its_language(request: HttpRequest, invitation: InvitationRow) -> override:
    """Until the reader chooses another, the language of the letter."""
    asked = request.GET.get("language", "")
    return override(asked if asked in {"sv", "en"} else invitation.language)


@require_http_methods(["GET", "HEAD", "POST"])
@_personal
def start(request: HttpRequest, token: str) -> HttpResponse:
    """Who asks, why, and who sees what; one button begins, and only it changes anything."""
    address = address_of(request)
    if request.method == "POST":
        answer_wave.begin(secret=token, address=address)
        return _to(request, "answer-page", token, number=1)
    invitation, given = answer_wave.look(secret=token, address=address)
    with _in_its_language(request, invitation):
        return answering.show_start(request, token, invitation, given)


@require_http_methods(["GET", "HEAD", "POST"])
@_personal
def question(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """One question; a POST saves it and goes on, or tells that it is saved."""
    address = address_of(request)
    invitation = answer_wave.who(secret=token, address=address)
    with _in_its_language(request, invitation):
        last = answering.count_pages(invitation)
        if not 1 <= number <= last:
            raise Refusal("bad_link")
        if request.method != "POST":
            given = answer_wave.look(secret=token, address=address)
            return answering.show_question(request, token, given, number)
        try:
            _save(request, token, invitation, number)
        except Refusal as refusal:
            if refusal.code != "named_without_contact" or _wants_json(request):
                raise
            wrong, given = reason_of(refusal), answer_wave.look(secret=token, address=address)
            return answering.show_question(request, token, given, number, wrong=wrong, status=400)
        if _wants_json(request):
            clock = timezone.localtime().strftime("%H:%M")
            return JsonResponse({"saved": True, "says": _("Saved %(at)s.") % {"at": clock}})
        if number < last:
            return _to(request, "answer-page", token, number=number + 1)
        answer_wave.finish(secret=token, address=address_of(request))
        return _to(request, "answer-end", token)


def _save(request: HttpRequest, token: str, invitation: InvitationRow, number: int) -> Given | None:
    part = _part(request, invitation, number)
    if part is None:
        return None
    return answer_wave.save(secret=token, address=address_of(request), part=part)


def _part(request: HttpRequest, invitation: InvitationRow, number: int) -> Part | None:
    """What the form says of that page; None where nothing was said: it stands as it was."""
    gaps, taken_back = invitation.asks, "clear" in request.POST
    choice = "" if taken_back else _text(request, "choice")
    if number <= len(gaps):
        gap = gaps[number - 1]
        written = [_text(request, f"named{n}") for n in range(1, MOST_NAMED + 1)]
        if not choice and not taken_back and not any(written):
            return None
        if not choice and not taken_back:
            raise Refusal("named_without_contact")
        # Names stand behind a yes alone; who goes over to a no has not always seen them.
        ids, unknown = find_named(invitation=invitation, names=written if choice == "yes" else ())
        answer = GapAnswer(choice, ids)
        return Part(gaps={gap: answer}, lines={f"named:{gap}": "; ".join(unknown)[:_LONGEST]})
    if number == len(gaps) + 1:
        return Part(need=choice) if choice or taken_back else None
    return Part(whole="whole" in request.POST, lines={"open": _text(request, "open")[:_LONGEST]})


def _text(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\x00", "").strip()


@require_safe
@_personal
def end(request: HttpRequest, token: str) -> HttpResponse:
    """Thanks, all that was given, each with a way to change it, and what it gave."""
    invitation, given = answer_wave.look(secret=token, address=address_of(request))
    with _in_its_language(request, invitation):
        return answering.show_end(request, token, invitation, given)


@require_POST
@_personal
def no_thanks(request: HttpRequest, token: str) -> HttpResponse:
    """No more letters."""
    invitation = answer_wave.decline(secret=token, address=address_of(request))
    with _in_its_language(request, invitation):
        page = ClosedPage(
            _("You will get no more letters about this"),
            _("Should you think again, the link in the letter goes on working until %(day)s.")
            % {"day": invitation.asking.closes_on},
            "",
        )
        return show(request, "surveys/closed.html", page)


def _to(request: HttpRequest, name: str, token: str, **more: int) -> HttpResponse:
    answer = redirect(answering.link_to(request, name, token, **more))
    answer.status_code = 303
    return answer
