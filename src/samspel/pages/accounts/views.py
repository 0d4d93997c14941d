"""Signing in and out, and the choice of region.

A GET never signs in and never uses up a link: mail scanners open every link. The link's page has
one button, and the button is a POST.
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspel.actions import sign_in
from samspel.actions.create_region import create_region
from samspel.pages.accounts.forms import LinkForm, RegionForm, SignInForm
from samspel.pages.shell.showing import Crumb, next_address, service_address, show
from samspel.pages.shell.visits import anywhere, reason_of, signed_in_only, to_sign_in
from samspel.records.accounts.api import AccountRow, can, regions_of, signed_in, viewer_for
from samspel.records.register.api import RegionRow
from samspel.terms import Refusal, Viewer

__all__ = ["link", "send_link", "sign_in_page", "sign_out", "start", "start_region"]


@dataclass(frozen=True, slots=True)
class SignInPage:
    """Both ways to sign in."""

    title: str
    form: SignInForm
    link_form: LinkForm
    next: str
    crumbs: tuple[Crumb, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkPage:
    """What a mailed link opens."""

    title: str
    usable: bool
    reason: str
    own_page: bool = False
    crumbs: tuple[Crumb, ...] = ()


@dataclass(frozen=True, slots=True)
class RegionsPage:
    """The regions the visitor has a role in."""

    title: str
    regions: tuple[RegionRow, ...]
    may_start: bool
    crumbs: tuple[Crumb, ...] = ()


@dataclass(frozen=True, slots=True)
class StartRegionPage:
    """A region that is to begin."""

    title: str
    form: RegionForm
    crumbs: tuple[Crumb, ...] = ()


@require_safe
@anywhere
def start(request: HttpRequest) -> HttpResponse:
    """The choice of region; straight in when there is only one; sign-in when signed out."""
    account = signed_in(request)
    if account is None:
        return to_sign_in(request)
    regions = regions_of(account.id, timezone.localdate())
    may_start = _may_start(account)
    if len(regions) == 1 and not may_start:
        return redirect(_way_in(account, regions[0]))
    page = RegionsPage(_("Which region do you work with?"), regions, may_start)
    return show(request, "accounts/regions.html", page)


def _way_in(account: AccountRow, region: RegionRow) -> str:
    """The region's own page, or the one ecosystem that the visitor has there."""
    viewer = viewer_for(account.id, region.key, timezone.localdate())
    held = viewer.ecosystems if can(viewer, "read") else frozenset()
    if len(held) == 1:
        return reverse("ecosystem", args=[region.key, *held])
    return reverse("ecosystems", args=[region.key])


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anywhere
def sign_in_page(request: HttpRequest) -> HttpResponse:
    """Sign in by password, or ask for a link."""
    wanted = next_address(request, reverse("start"))
    if request.method != "POST":
        return _sign_in_shown(request, SignInForm(), wanted)
    form = SignInForm(request.POST)
    if form.is_valid():
        try:
            sign_in.with_password(request=request, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, reason_of(refusal))
        else:
            return redirect(wanted)
    return _sign_in_shown(request, form, wanted, status=400)


def _sign_in_shown(
    request: HttpRequest, form: SignInForm, wanted: str, *, status: int = 200
) -> HttpResponse:
    page = SignInPage(_("Sign in"), form, LinkForm(), wanted)
    return show(request, "accounts/sign_in.html", page, status=status)


@require_POST
@anywhere
def send_link(request: HttpRequest) -> HttpResponse:
    """Send a link if somebody has that address; the answer is the same if nobody has."""
    form = LinkForm(request.POST)
    if not form.is_valid():
        again = SignInPage(_("Sign in"), SignInForm(), form, reverse("start"))
        return show(request, "accounts/sign_in.html", again, status=400)
    address = service_address(request)
    sign_in.request_link(email=form.cleaned_data["email"], address=address)
    page = LinkPage(_("Look in your mailbox"), usable=False, reason="")
    return show(request, "accounts/link_sent.html", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@anywhere
def link(request: HttpRequest, token: str) -> HttpResponse:
    """A page with one button. Only the button signs in."""
    if request.method == "POST":
        sign_in.use_link(request=request, secret=token)
        return redirect("start")
    found = sign_in.peek(secret=token)
    if found is None:
        page = LinkPage(
            _("The link can no longer be used"),
            usable=False,
            reason=reason_of(Refusal("bad_token")),
        )
        return show(request, "accounts/link.html", page)
    title = _("Do you want to open your page?") if found.own_page else _("Do you want to sign in?")
    page = LinkPage(title, usable=True, reason="", own_page=found.own_page)
    return show(request, "accounts/link.html", page)


@require_POST
@anywhere
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out and go to the sign-in page."""
    sign_in.sign_out(request=request)
    return redirect("sign-in")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def start_region(request: HttpRequest) -> HttpResponse:
    """Begin a region of one's own, beside the made-up one."""
    form = RegionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = signed_in(request)
        assert account is not None  # noqa: S101 - signed_in_only saw to it
        try:
            made = create_region(
                key=slugify(form.cleaned_data["name"])[:60],
                name=form.cleaned_data["name"],
                by=_starter(account),
                account=account,
            )
        except Refusal as refusal:
            form.add_error(None, reason_of(refusal))
        else:
            return redirect("ecosystems", made.key)
    page = StartRegionPage(
        _("What is your region called?"), form, (Crumb(_("Regions"), reverse("start")),)
    )
    status = 400 if form.errors else 200
    return show(request, "accounts/start_region.html", page, status=status)


def _viewers(account: AccountRow) -> tuple[Viewer, ...]:
    today = timezone.localdate()
    regions = regions_of(account.id, today)
    return tuple(viewer_for(account.id, region.key, today) for region in regions)


def _may_start(account: AccountRow) -> bool:
    return any(can(viewer, "create_region") for viewer in _viewers(account))


def _starter(account: AccountRow) -> Viewer:
    """As whom the account may begin a region: as officer of one it already has."""
    for viewer in _viewers(account):
        if can(viewer, "create_region"):
            return viewer
    raise Refusal("may_not.create_region")
