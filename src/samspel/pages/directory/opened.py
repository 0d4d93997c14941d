"""How an open page is answered: as everybody, in the reader's language, kept for some minutes.

It sets no cookie and reads none, has no form that writes and no script. What is not shown and
what is not there are one and the same page.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language, get_language_from_request, override
from django.views.decorators.http import require_safe

from samspel.pages.surveys.answering import address_of
from samspel.records.directory.api import DeskRow, everybody_in, get_desk
from samspel.records.register.api import RegionRow
from samspel.terms import Refusal, Viewer

__all__ = ["MOST_A_MINUTE", "OpenVisit", "opened", "show_open", "too_often"]

MOST_A_MINUTE = 120  # pages to one address, counted in the memory of each process
_KEPT = 300  # seconds that a browser or a cache between may keep a page
_OFTEN = 429
_LANGUAGES = {"sv": ("en", "English"), "en": ("sv", "Svenska")}


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """Everybody, in a region where something is open. `chosen` is a language that was chosen."""

    region: RegionRow
    by: Viewer
    desk: DeskRow
    chosen: str

    def link(self, name: str, *more: str) -> str:
        """The address of an open page of the region, in the language that was chosen."""
        query = f"?{urlencode({'language': self.chosen})}" if self.chosen else ""
        return reverse(name, args=[self.region.key, *more]) + query


OpenView = Callable[..., HttpResponse]


def opened(view: OpenView) -> Callable[..., HttpResponse]:
    """A page that everybody can see; the view gets an `OpenVisit`."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, where: str, **kwargs: str) -> HttpResponse:
        chosen = request.GET.get("language", "")
        chosen = chosen if chosen in _LANGUAGES else ""
        with override(chosen or _asked_for(request)):
            if too_often(request):
                return _plain(_told(request, "often", _OFTEN), found=False)
            try:
                visit = _visit(request, where, chosen)
                made = view(request, visit, **kwargs)
            except Refusal:
                return _plain(_told(request, "nowhere", 404), found=False)
            return _kept(request, _plain(made, found=visit.desk.is_found))

    return answer


def _visit(request: HttpRequest, where: str, chosen: str) -> OpenVisit:
    if "\x00" in request.path:  # no key holds it, and PostgreSQL takes it for an error
        raise Refusal("not_found")
    region, by = everybody_in(where)
    return OpenVisit(region, by, get_desk(by=by), chosen)


def _asked_for(request: HttpRequest) -> str:
    """The language of the browser, whatever a cookie of the service says."""
    plain = HttpRequest()
    plain.META["HTTP_ACCEPT_LANGUAGE"] = request.headers.get("Accept-Language", "")
    return get_language_from_request(plain)


def too_often(request: HttpRequest) -> bool:
    """Whether more was asked for from that address in a minute than it is given; it is counted."""
    address = hashlib.sha256(address_of(request).encode()).hexdigest()
    key = f"directory-{address}"
    return not cache.add(key, 1, 60) and cache.incr(key) > MOST_A_MINUTE


def show_open(request: HttpRequest, template: str, page: object, *, found: bool) -> HttpResponse:
    """The page in its template. `found`: search engines may keep it."""
    asked = request.GET.copy()
    other, name = _LANGUAGES[get_language() or "sv"]
    asked["language"] = other
    # Without the path: the page for what is not there is the same wherever it is asked for.
    told = {"page": page, "found": found, "other": (f"?{asked.urlencode()}", other, name)}
    return render(request, template, told)


def _told(request: HttpRequest, template: str, status: int) -> HttpResponse:
    answer = show_open(request, f"directory/{template}.html", None, found=False)
    answer.status_code = status
    answer["Cache-Control"] = "no-store"
    if status == _OFTEN:
        answer["Retry-After"] = "60"
    return answer


def _plain(answer: HttpResponse, *, found: bool) -> HttpResponse:
    answer["Content-Language"] = get_language() or "sv"
    answer["Referrer-Policy"] = "no-referrer"
    if not found:
        answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _kept(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Good for some minutes, and told by its tag whether it has changed since."""
    answer["Cache-Control"] = f"public, max-age={_KEPT}"
    tag = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    answer["ETag"] = tag
    same = get_conditional_response(request, etag=tag, response=answer)
    return same or answer
