"""Memos: the list, one memo's texts and money, its preview, and the document itself."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspel.actions import write_memo
from samspel.pages.memos.forms import (
    MemoForm,
    MoneyLines,
    initial_lines,
    initial_texts,
    with_texts,
)
from samspel.pages.shell.lists import Listed, listed, page_request
from samspel.pages.shell.numbers import whole_number
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, example_address, in_region, reason_of
from samspel.pages.templatetags.wording import moment
from samspel.records.agreements.api import find_agreement
from samspel.records.files.api import read_bytes
from samspel.records.gaps.api import get_run
from samspel.records.memos.api import MemoDetail, MemoRow, get_memo, list_memos
from samspel.reports.memo import render_memo
from samspel.terms import Money, Refusal

__all__ = ["draft", "memo", "memo_pdf", "memos", "render", "renew"]


@dataclass(frozen=True, slots=True)
class MemoLine:
    """A memo in the list."""

    title: str
    url: str
    dnr: str
    state: str
    changed: str


@dataclass(frozen=True, slots=True)
class MemosPage:
    """The list of memos."""

    title: str
    list: Listed
    example_url: str
    crumbs: tuple[Crumb, ...] = ()


@dataclass(frozen=True, slots=True)
class MemoPage:
    """One memo. `form` is None when its texts stay as they are or are not yours to change."""

    title: str
    says: str
    form: MemoForm | None
    lines: Any
    total: Money
    changes: int
    preview_url: str
    pdf_url: str
    render_url: str
    renew_url: str
    versions: tuple[MemoLine, ...]
    crumbs: tuple[Crumb, ...]


@require_safe
@in_region
def memos(request: VisitRequest) -> HttpResponse:
    """The region's memos, the newest first."""
    key = request.visit.region.key
    found = list_memos(page=page_request(request, numbered=True), by=request.visit.viewer)
    page = MemosPage(
        title=_("Which memos are written?"),
        list=listed(request, found, (_line(key, row) for row in found.rows)),
        example_url="" if found.rows else example_address(request),
    )
    return show(request, "memos/memos.html", page)


def _line(key: str, row: MemoRow) -> MemoLine:
    title = row.title or _("A memo without a name")
    if row.version > 1:
        title = _("%(title)s, version %(version)s") % {"title": title, "version": row.version}
    state = _("Draft") if row.can_edit else _("Made, stays as it is")
    return MemoLine(
        title, reverse("memo", args=[key, row.id]), row.dnr, state, moment(row.changed_at)
    )


@require_POST
@in_region
def draft(request: VisitRequest) -> HttpResponse:
    """Draft a memo from a run, in the language of the page."""
    asked = whole_number(request.POST.get("run", ""))
    if asked is None:
        raise Refusal("not_found")
    viewer = request.visit.viewer
    agreement = find_agreement(get_run(asked, by=viewer).ecosystem, by=viewer)
    made = write_memo.draft(
        run_id=asked,
        agreement_id=agreement.id if agreement else None,
        language=get_language() or "sv",
        by=viewer,
    )
    return redirect("memo", request.visit.region.key, made.id)


@require_http_methods(["GET", "HEAD", "POST"])
@in_region
def memo(request: VisitRequest, memo_id: int) -> HttpResponse:
    """A memo's texts and money; a POST saves them."""
    detail = get_memo(memo_id, by=request.visit.viewer)
    if not (detail.row.can_edit and request.visit.may("write_memo")):
        if request.method == "POST":
            raise Refusal("may_not.write_memo" if detail.row.can_edit else "memo_is_rendered")
        return show(request, "memos/memo.html", _page(request, detail, None, None))
    if request.method == "POST":
        return _save(request, detail)
    form = MemoForm(initial=initial_texts(detail.content))
    lines = MoneyLines(initial=initial_lines(detail.content), prefix="money")
    return show(request, "memos/memo.html", _page(request, detail, form, lines))


def _save(request: VisitRequest, detail: MemoDetail) -> HttpResponse:
    form = MemoForm(request.POST)
    lines = MoneyLines(request.POST, prefix="money")
    seen = whole_number(request.POST.get("changes", ""))
    if form.is_valid() and lines.is_valid():
        content = with_texts(detail.content, form.cleaned_data, lines.cleaned_data)
        try:
            write_memo.edit(
                memo_id=detail.row.id,
                content=content,
                seen=detail.changes if seen is None else seen,
                by=request.visit.viewer,
            )
        except Refusal as refusal:
            form.add_error(None, reason_of(refusal))
        else:
            messages.success(request, _("The texts are saved."))
            return redirect("memo", request.visit.region.key, detail.row.id)
    page = _page(request, detail, form, lines)
    return show(request, "memos/memo.html", page, status=400)


def _page(request: VisitRequest, detail: MemoDetail, form: MemoForm | None, lines: Any) -> MemoPage:
    key, row = request.visit.region.key, detail.row
    may = request.visit.may("write_memo")
    return MemoPage(
        title=_("What shall the board read?") if form else _line(key, row).title,
        says=_says(row),
        form=form,
        lines=lines,
        total=detail.content.total,
        changes=detail.changes,
        preview_url=reverse("memo-preview", args=[key, row.id]),
        pdf_url=reverse("memo-pdf", args=[key, row.id]),
        render_url=reverse("memo-render", args=[key, row.id]) if may and row.can_edit else "",
        renew_url=reverse("memo-renew", args=[key, row.id]) if may and not row.can_edit else "",
        versions=tuple(_line(key, one) for one in detail.versions if one.id != row.id),
        crumbs=(Crumb(_("Memos"), reverse("memos", args=[key])),),
    )


def _says(row: MemoRow) -> str:
    if row.can_edit:
        return _("Every text below is a draft made from the measurement. Change what you like.")
    return _("This version is made and stays as it is, with its document.")


@require_POST
@in_region
def render(request: VisitRequest, memo_id: int) -> HttpResponse:
    """Make the document; the version stays as it is from then on."""
    write_memo.render(memo_id=memo_id, by=request.visit.viewer)
    messages.success(request, _("The document is made."))
    return redirect("memo", request.visit.region.key, memo_id)


@require_POST
@in_region
def renew(request: VisitRequest, memo_id: int) -> HttpResponse:
    """Begin the next version with the same texts."""
    made = write_memo.renew(memo_id=memo_id, by=request.visit.viewer)
    return redirect("memo", request.visit.region.key, made.id)


@require_safe
@in_region
def memo_pdf(request: VisitRequest, memo_id: int) -> HttpResponse:
    """The document: as made, or as a draft would look now."""
    detail = get_memo(memo_id, by=request.visit.viewer)
    row = detail.row
    if row.file_id is None:
        data = render_memo(detail.content, detail.content.language)
    else:
        data = read_bytes(row.file_id, by=request.visit.viewer)
    answer = HttpResponse(data, content_type="application/pdf")
    draft_word = "" if row.file_id else "-draft"
    name = f"memo-{row.id}-version-{row.version}{draft_word}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
