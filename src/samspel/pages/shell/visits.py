"""Who visits: made once per request, carried as `request.visit`, and the way a refusal is told.

A page of a region is a view under `in_region`; its visitor is signed in and has a role there, or
meets the sign-in page or a 404 that tells nothing. A page outside regions stands under `anywhere`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import overload
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspel.pages.shell.errors import not_found, refused, stopped
from samspel.pages.shell.menus import MenuItem, menu_of
from samspel.records.accounts.api import (
    ACTIONS,
    AccountRow,
    can,
    check_may,
    home_of,
    refusal_sentence,
    regions_of,
    signed_in,
    viewer_for,
    who_may,
)
from samspel.records.contacts.api import ContactRow, contact_names
from samspel.records.register.api import RegionRow, get_region
from samspel.terms import Refusal, Viewer

__all__ = [
    "MenuItem",
    "RegionVisit",
    "Visit",
    "VisitRequest",
    "anywhere",
    "example_address",
    "in_region",
    "reason_of",
    "signed_in_only",
]


@dataclass(frozen=True, slots=True)
class Visit:
    """A visitor outside any region; `account` is None when signed out."""

    account: AccountRow | None
    person: ContactRow | None
    region: RegionRow | None = None
    menu: tuple[MenuItem, ...] = ()


@dataclass(frozen=True, slots=True)
class RegionVisit:
    """A visitor with a role in a region."""

    account: AccountRow
    person: ContactRow
    region: RegionRow
    viewer: Viewer
    menu: tuple[MenuItem, ...]
    acts_for: str = ""

    def may(self, action: str) -> bool:
        """Whether the visitor's role allows it, so that a page offers only what can be done."""
        return can(self.viewer, action)


class VisitRequest(HttpRequest):
    """A request to a page of a region."""

    visit: RegionVisit


View = Callable[..., HttpResponseBase]


def anywhere(view: View) -> View:
    """A page that belongs to no region."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        account = signed_in(request)
        person = home_of(account) if account else None
        request.visit = Visit(account, person)  # type: ignore[attr-defined]
        return _refusals_told(view, request, *args, **kwargs)

    return answer


def signed_in_only(view: View) -> View:
    """A page outside regions for those who are signed in."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if signed_in(request) is None:
            return to_sign_in(request)
        return anywhere(view)(request, *args, **kwargs)

    return answer


@overload
def in_region(view: View) -> View: ...
@overload
def in_region(*, asks: str) -> Callable[[View], View]: ...
def in_region(view: View | None = None, *, asks: str = "read") -> View | Callable[[View], View]:
    """A page of a region: `region` in the address becomes `request.visit`.

    Whoever may not do what it `asks`, an action of the role table, is refused with the reason.
    """
    return _of_region(view, asks) if view is not None else lambda view: _of_region(view, asks)


def _of_region(view: View, asks: str) -> View:
    @wraps(view)
    def answer(request: HttpRequest, region: str, **kwargs: object) -> HttpResponseBase:
        account = signed_in(request)
        if account is None:
            return to_sign_in(request)
        if "\x00" in request.path:  # no key holds it, and PostgreSQL takes it for an error
            return not_found(request)
        person = home_of(account)
        request.visit = Visit(account, person)  # type: ignore[attr-defined]
        try:
            viewer = viewer_for(account.id, region, timezone.localdate())
        except Refusal as refusal:
            return told(request, refusal)
        request.visit = _region_visit(request, account, person, viewer)  # type: ignore[attr-defined]
        try:
            check_may(viewer, asks)
        except Refusal as refusal:
            return _refused(request, refusal)
        return _refusals_told(view, request, **kwargs)

    answer.asks = asks  # type: ignore[attr-defined]
    return answer


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponseBase:
    """The reason; but who reads nothing is led from the region's own page to what there is."""
    visit = request.visit  # type: ignore[attr-defined]
    if request.path == reverse("ecosystems", args=[visit.region.key]) and visit.menu:
        return redirect(visit.menu[0].url)
    return told(request, refusal)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page, which knows where the visitor wanted to go."""
    wanted = request.get_full_path() if request.method in {"GET", "HEAD"} else ""
    query = f"?{urlencode({'next': wanted})}" if wanted and wanted != "/" else ""
    return redirect(f"{reverse('sign-in')}{query}")


def _region_visit(
    request: HttpRequest, account: AccountRow, person: ContactRow, viewer: Viewer
) -> RegionVisit:
    region = get_region(by=viewer)
    menu = menu_of(request.path, region.key, viewer)
    return RegionVisit(account, person, region, viewer, menu, _absent(viewer))


def _absent(viewer: Viewer) -> str:
    """The names of those the visitor is deputy of today; asked for only when there are any."""
    if not viewer.acting_for:
        return ""
    names = contact_names(tuple(sorted(viewer.acting_for)), by=viewer)
    return ", ".join(name for name in names.values() if name)


def _refusals_told(
    view: View, request: HttpRequest, *args: object, **kwargs: object
) -> HttpResponseBase:
    try:
        return view(request, *args, **kwargs)
    except Refusal as refusal:
        return told(request, refusal)


def told(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A refusal as a page: not there (404), not yours (403), not now (409)."""
    if refusal.code == "not_found":
        return not_found(request)
    if refusal.code.startswith("may_not.") or refusal.code in _NOT_YOURS:
        return refused(request, reason=reason_of(refusal), ask=_whom_to_ask(request, refusal))
    return stopped(request, reason_of(refusal))


_NOT_YOURS = {"role_ended", "held_to_ecosystems", "not_this_ecosystem", "not_your_entry"}


def _whom_to_ask(request: HttpRequest, refusal: Refusal) -> tuple[str, ...]:
    """The names of those who may do what was refused, or give a role for it."""
    visit = getattr(request, "visit", None)
    if not isinstance(visit, RegionVisit):
        return ()
    on, action = timezone.localdate(), refusal.code.removeprefix("may_not.")
    asked = action if action in ACTIONS and action != "read" else "manage_users"
    return who_may(asked, on=on, by=visit.viewer)


def reason_of(refusal: Refusal) -> str:
    """The sentence of a refusal in this language."""
    return _(refusal_sentence(refusal.code)) % refusal.values_


def example_address(request: VisitRequest) -> str:
    """Where the visitor can look at the made-up region; nothing when in it or without a role."""
    if request.visit.region.is_example:
        return ""
    regions = regions_of(request.visit.account.id, timezone.localdate())
    examples = (region.key for region in regions if region.is_example)
    return next((reverse("ecosystems", args=[key]) for key in examples), "")
