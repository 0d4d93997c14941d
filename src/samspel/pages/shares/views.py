"""Frozen links: the list, making and revoking one, and the page that a link opens.

The opened page has no cookie, no form and no script of ours that remembers anybody; of who opens
it, only how often it was opened is counted.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspel.actions import share as sharing
from samspel.pages.shell.forms import DayField
from samspel.pages.shell.lists import Listed, listed, page_request
from samspel.pages.shell.showing import Crumb, service_address, show
from samspel.pages.shell.visits import VisitRequest, in_region, reason_of
from samspel.pages.templatetags.wording import moment
from samspel.records.contacts.api import contact_names
from samspel.records.gaps.api import list_runs
from samspel.records.memos.api import list_memos
from samspel.records.shares.api import Frozen, ShareRow, list_shares
from samspel.terms import PageRequest, Refusal

__all__ = ["open_document", "open_share", "revoke", "shares"]

_RECENT = PageRequest(size=50)


class ShareForm(forms.Form):
    """What to share and until when; a memo is shared in its own language."""

    what = forms.ChoiceField(label=gettext_lazy("What shall be seen?"))
    until = DayField(
        label=gettext_lazy("Until"),
        help_text=gettext_lazy("After that day the link shows nothing. A year at most."),
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, sources: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = sources


@dataclass(frozen=True, slots=True)
class ShareLine:
    """A link in the list."""

    title: str
    kind: str
    who: str
    made_at: datetime
    until: date
    opened: int
    state: str
    revoke_url: str


@dataclass(frozen=True, slots=True)
class SharesPage:
    """The links and the form; `secret` is a link just made, told this once."""

    title: str
    secret: str
    list: Listed
    form: ShareForm | None
    crumbs: tuple[Crumb, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedPage:
    """What a link shows, as it was when the link was made."""

    title: str
    frozen: Frozen
    wheel: SafeString
    until: date
    pdf_url: str


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_region(asks="share")
def shares(request: VisitRequest) -> HttpResponse:
    """The region's links; a POST makes one and shows its address, this once."""
    form, secret = _form(request), ""
    if request.method == "POST" and form is not None and form.is_valid():
        secret = _make(request, form)
    found = list_shares(page=page_request(request, numbered=True), by=request.visit.viewer)
    page = SharesPage(
        title=_("What is shared with those who never sign in?"),
        secret=secret,
        list=listed(request, found, (_line(request, row) for row in found.rows)),
        form=form,
    )
    status = 400 if form and form.errors else 200
    return show(request, "shares/shares.html", page, status=status)


def _form(request: VisitRequest) -> ShareForm | None:
    sources = _sources(request)
    return ShareForm(request.POST or None, sources=sources) if sources else None


def _sources(request: VisitRequest) -> list[tuple[str, str]]:
    """The latest made memos and runs that the visitor may share, by key and in words."""
    viewer = request.visit.viewer
    made = (row for row in list_memos(page=_RECENT, by=viewer).rows if row.file_id and row.run)
    found = [(f"memo-{row.id}", _("The memo “%(title)s”") % {"title": row.title}) for row in made]
    for run in list_runs(page=_RECENT, by=viewer).rows:
        if not run.workspace:
            values = {"name": run.ecosystem_name, "on": run.on, "at": moment(run.measured_at)}
            text = _("The wheel of %(name)s as of %(on)s, measured %(at)s")
            found.append((f"run-{run.id}", text % values))
    return found


def _make(request: VisitRequest, form: ShareForm) -> str:
    kind, _dash, source = form.cleaned_data["what"].partition("-")
    until, viewer = form.cleaned_data["until"], request.visit.viewer
    try:
        if kind == "memo":
            _row, secret = sharing.share_memo(memo_id=int(source), until=until, by=viewer)
        else:
            language = form.cleaned_data["language"]
            _row, secret = sharing.share_run(
                run_id=int(source), until=until, language=language, by=viewer
            )
    except Refusal as refusal:
        form.add_error(None, reason_of(refusal))
        return ""
    address = service_address(request)
    return address.rstrip("/") + reverse("shared", args=[secret])


def _line(request: VisitRequest, row: ShareRow) -> ShareLine:
    running = row.revoked_at is None and row.until >= timezone.localdate()
    who = contact_names((row.by,), by=request.visit.viewer) if row.by is not None else {}
    state = _("open") if running else _("revoked") if row.revoked_at else _("over")
    url = reverse("revoke-share", args=[request.visit.region.key, row.id]) if running else ""
    return ShareLine(
        title=row.title,
        kind=_("memo") if row.kind == "memo" else _("wheel"),
        who=next(iter(who.values()), ""),
        made_at=row.made_at,
        until=row.until,
        opened=row.opened,
        state=state,
        revoke_url=url,
    )


@require_POST
@in_region(asks="share")
def revoke(request: VisitRequest, share_id: int) -> HttpResponse:
    """The link shows nothing from now on."""
    sharing.revoke_share(share_id=share_id, by=request.visit.viewer)
    messages.success(request, _("The link is revoked. A new one can be made."))
    return redirect("shares", request.visit.region.key)


# ------------------------------------------------------------------ for who never signs in


@require_safe
def open_share(request: HttpRequest, token: str) -> HttpResponse:
    """What the link shows, frozen; the same page for one that shows nothing any more."""
    opened = sharing.open_share(secret=token, count=request.method == "GET")
    if opened is None:
        return _plain(render(request, "shares/over.html", status=404))
    with translation.override(opened.language):
        page = SharedPage(
            title=opened.page.title,
            frozen=opened.page,
            # Drawn by reports.wheel, which escapes every text, when the link was made.
            wheel=mark_safe(opened.page.wheel),  # noqa: S308
            until=opened.until,
            pdf_url=reverse("shared-document", args=[token]) if opened.document else "",
        )
        answer = render(request, "shares/shared.html", {"page": page})
    answer["Content-Language"] = opened.language
    return _plain(answer)


@require_safe
def open_document(request: HttpRequest, token: str) -> HttpResponseBase:
    """The memo's PDF as it was made."""
    path = sharing.document_of(secret=token)
    if path is None:
        return _plain(render(request, "shares/over.html", status=404))
    answer = FileResponse(path.open("rb"), content_type="application/pdf", filename="memo.pdf")
    return _plain(answer)


Answer = TypeVar("Answer", bound=HttpResponseBase)


def _plain(answer: Answer) -> Answer:
    """Kept by nobody, found by no search engine, told to no other site."""
    answer["Cache-Control"] = "no-store, private"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
