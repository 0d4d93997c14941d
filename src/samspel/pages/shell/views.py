"""Pages of no subject: language, theme, the accessibility statement, feedback."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspel.actions.send_feedback import send_feedback
from samspel.pages.shell.forms import FeedbackForm
from samspel.pages.shell.showing import THEMES, Crumb, next_address, show
from samspel.pages.shell.visits import anywhere
from samspel.records.accounts.api import signed_in, viewer_for
from samspel.terms import Refusal, Viewer

__all__ = ["accessibility", "feedback", "language", "theme"]

_YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class PlainPage:
    """A page that is all words."""

    title: str
    crumbs: tuple[Crumb, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedbackPage:
    """The feedback form, or thanks."""

    title: str
    form: FeedbackForm
    sent: bool
    crumbs: tuple[Crumb, ...] = ()


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language in a cookie and go back."""
    answer = redirect(next_address(request, "/"))
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        _keep(answer, settings.LANGUAGE_COOKIE_NAME, chosen)
    return answer


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the theme in a cookie and go back."""
    answer = redirect(next_address(request, "/"))
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        _keep(answer, "theme", chosen)
    return answer


def _keep(answer: HttpResponse, name: str, value: str) -> None:
    answer.set_cookie(
        name,
        value,
        max_age=_YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


@require_safe
@anywhere
def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement of the law on accessibility (X9)."""
    page = PlainPage(_("How accessible is Samspel?"))
    return show(request, "shell/accessibility.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@anywhere
def feedback(request: HttpRequest) -> HttpResponse:
    """The form everybody may use, also signed out (X9)."""
    title = _("What should be better?")
    if request.method != "POST":
        form = FeedbackForm(initial={"page": request.GET.get("page", "")[:300]})
        return show(request, "shell/feedback.html", FeedbackPage(title, form, sent=False))
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        page = FeedbackPage(title, form, sent=False)
        return show(request, "shell/feedback.html", page, status=400)
    send_feedback(**form.cleaned_data, by=_teller(request, form.cleaned_data["page"]))
    return show(request, "shell/feedback.html", FeedbackPage(_("Thank you"), form, sent=True))


def _teller(request: HttpRequest, page: str) -> Viewer | None:
    """Who tells, in the region whose page it is about; None when there is none."""
    account, region = signed_in(request), page.strip("/").split("/")[0]
    try:
        return viewer_for(account.id, region, timezone.localdate()) if account else None
    except Refusal:
        return None
