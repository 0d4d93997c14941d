"""Error pages that say the reason and what to do. Django calls these handlers; so does `visits`."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samspel.pages.shell.showing import show
from samspel.pages.templatetags.wording import words

__all__ = [
    "ErrorPage",
    "bad_request",
    "csrf_failed",
    "not_found",
    "refused",
    "server_error",
    "stopped",
]


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What went wrong, what to do, and a way back."""

    title: str
    reason: str
    remedy: str
    back: str
    problems: tuple[Any, ...] = ()
    crumbs: tuple[Any, ...] = ()


def _error(request: HttpRequest, status: int, texts: tuple[str, str, str]) -> HttpResponse:
    title, reason, remedy = texts
    page = ErrorPage(title=title, reason=reason, remedy=remedy, back=reverse("start"))
    return show(request, "shell/reason.html", page, status=status)


def bad_request(
    request: HttpRequest,
    exception: Exception | None = None,  # noqa: ARG001 - Django names it
) -> HttpResponse:
    """400: what was sent cannot be understood."""
    return _error(
        request,
        400,
        (
            _("What was sent could not be understood"),
            _("Something in the address or the form is not as it should be."),
            _("Go back, load the page again and try once more."),
        ),
    )


def csrf_failed(
    request: HttpRequest,
    reason: str = "",  # noqa: ARG001 - Django names it
) -> HttpResponse:
    """403: the form was not from this visit."""
    return _error(
        request,
        403,
        (
            _("The form was too old"),
            _(
                "The page had been open so long, or in another window, "
                "that its form no longer holds."
            ),
            _("Go back, load the page again and send the form once more. Nothing was changed."),
        ),
    )


def refused(
    request: HttpRequest,
    exception: Exception | None = None,  # noqa: ARG001 - Django names it
    *,
    reason: str = "",
    ask: tuple[str, ...] = (),
) -> HttpResponse:
    """403: may not be done, with the reason of the role table and whom to `ask`."""
    whom = _("Ask %(names)s. Nothing was changed.") % {"names": words().either(ask)}
    return _error(
        request,
        403,
        (
            _("This is not yours to do"),
            reason or _("This is done by others in the region."),
            whom if ask else _("Ask an officer of the region. Nothing was changed."),
        ),
    )


def stopped(request: HttpRequest, reason: str) -> HttpResponse:
    """409: yours to do, but not as things stand."""
    return _error(
        request,
        409,
        (_("That cannot be done now"), reason, _("Nothing was changed. Go back and try again.")),
    )


def not_found(
    request: HttpRequest,
    exception: Exception | None = None,  # noqa: ARG001 - Django names it
) -> HttpResponse:
    """404: not there, or not in a region the visitor has a role in (which looks the same)."""
    return _error(
        request,
        404,
        (
            _("There is no such page"),
            _("The address leads nowhere, or to a region where you have no role."),
            _("Check the address, or begin from the start page."),
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. Touches neither session nor database, which may be what broke."""
    page = ErrorPage(
        title=_("Something broke on our side"),
        reason=_("It is not your fault. What you had saved is still there."),
        remedy=_("Try again in a moment. If it happens again, tell those who run the service."),
        back="/",
    )
    return render(request, "shell/broken.html", {"page": page}, status=500)
