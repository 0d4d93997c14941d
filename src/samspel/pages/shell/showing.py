"""How a page is answered: a frozen dataclass goes to one template as `page`.

Neighbours get `show`, the `Crumb` a page's way back is made of, `next_address`, which lets
nobody be sent to another site, and `service_address`, which letters and links begin with.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

__all__ = ["THEMES", "Crumb", "next_address", "service_address", "show"]

THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way back."""

    name: str
    url: str


def show(request: HttpRequest, template: str, page: Any, *, status: int = 200) -> HttpResponse:
    """The page in its template, never kept by a shared cache."""
    context = {"page": page, "theme": _theme(request), "visit": getattr(request, "visit", None)}
    answer = render(request, template, context, status=status)
    answer.headers.setdefault("Cache-Control", "no-store, private")
    return answer


def next_address(request: HttpRequest, otherwise: str) -> str:
    """Where the visitor wanted to go, if that is a page of this service."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else otherwise


def service_address(request: HttpRequest) -> str:
    """Where the service is reached from outside, without a last slash: as the settings say, else
    as this visitor came."""
    return settings.ADDRESS or f"{request.scheme}://{request.get_host()}"


def _theme(request: HttpRequest) -> str:
    chosen = request.COOKIES.get("theme", "")
    return chosen if chosen in THEMES else ""
