"""A memo read in: the list, one draft beside its document, corrected, kept or set aside."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspel.actions import read_memo
from samspel.pages.programmes.forms import (
    AmountLines,
    DeadlineLines,
    DraftForm,
    UploadForm,
    content_of,
    initial_of,
)
from samspel.pages.programmes.lit_text import Piece, pieces
from samspel.pages.shell.lists import Listed, listed, page_request
from samspel.pages.shell.numbers import whole_number
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region, reason_of
from samspel.pages.templatetags.wording import moment, words
from samspel.records.accounts.api import check_may
from samspel.records.files.api import get_file, read_bytes
from samspel.records.programmes.api import (
    DraftDetail,
    DraftRow,
    Named,
    Source,
    get_draft,
    list_drafts,
    list_named,
)
from samspel.reports.problems import problem_sentence
from samspel.reports.reading_table import field_name
from samspel.terms import MEMO_FIELDS, MEMO_RULES, BadData, Quote, Refusal, Viewer

__all__ = ["aside", "document", "matter", "matters"]

# Fields of the form, and the field of the reading whose words each is read from.
_IN_FORM = {
    "dnr": "dnr",
    "title": "title",
    "date": "date",
    "points": "points",
    "first": "period",
    "parent": "parent",
}
_LINES = ("amounts", "deadlines")
_SHOWN, _LONGEST_SAID = 3, 160
_LINE_END = re.compile(r"(?<=\w)-\s*\n\s*")


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft matter in the list."""

    title: str
    url: str
    dnr: str
    state: str
    changed: str


@dataclass(frozen=True, slots=True)
class MattersPage:
    """The drafts, and the way to read a memo in. The made-up region takes none."""

    title: str
    form: UploadForm
    may: bool
    list: Listed
    aside: tuple[DraftLine, ...]
    crumbs: tuple[Crumb, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Where a field's words are, and how sure they are. `count` is how many places."""

    field: str
    name: str
    count: int
    unsure: bool
    stands: str
    said: tuple[str, ...] = ()
    rest: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A field of the form with its words."""

    bound: Any
    words: Words | None


@dataclass(frozen=True, slots=True)
class MatterPage:
    """One draft beside its document."""

    title: str
    says: str
    form: DraftForm
    asked: tuple[Asked, ...]
    amounts: Any
    amount_words: Words | None
    deadlines: Any
    deadline_words: Words | None
    also: tuple[Words, ...]
    named: tuple[Named, ...]
    unsure: int
    changes: int
    text: tuple[Piece, ...]
    document_name: str
    document_url: str
    aside_url: str
    is_aside: bool
    crumbs: tuple[Crumb, ...]


# ------------------------------------------------------------------------------- the list


@require_http_methods(["GET", "HEAD", "POST"])
@in_region
def matters(request: VisitRequest) -> HttpResponse:
    """The drafts that were read; a POST reads one more."""
    check_may(request.visit.viewer, "read_memos")
    if request.method != "POST":
        return _matters(request, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        sent = form.cleaned_data["memo"]
        try:
            row = read_memo.read(name=sent.name, data=sent.read(), by=request.visit.viewer)
            return redirect("matter", request.visit.region.key, row.id)
        except Refusal as refusal:
            form.add_error("memo", reason_of(refusal))
        except BadData as bad:
            for problem in bad.problems:
                form.add_error("memo", " ".join(problem_sentence(problem, words().language)))
    return _matters(request, form, status=400)


def _matters(request: VisitRequest, form: UploadForm, *, status: int = 200) -> HttpResponse:
    key, viewer = request.visit.region.key, request.visit.viewer
    asked = page_request(request, numbered=True)
    found = list_drafts(page=asked, by=viewer)
    page = MattersPage(
        title=_("Which matters are read in?"),
        form=form,
        may=not request.visit.region.is_example,
        list=listed(request, found, (_line(key, row) for row in found.rows)),
        aside=tuple(_line(key, row) for row in list_drafts(page=asked, by=viewer, aside=True).rows),
    )
    return show(request, "programmes/matters.html", page, status=status)


def _line(key: str, row: DraftRow) -> DraftLine:
    state = {
        "read": _("Read, not confirmed"),
        "kept": _("Draft, confirmed"),
        "aside": _("Set aside"),
    }[row.state]
    title = row.title or row.document_name
    return DraftLine(
        title, reverse("matter", args=[key, row.id]), row.dnr, state, moment(row.changed_at)
    )


# -------------------------------------------------------------------------------- one draft


@require_http_methods(["GET", "HEAD", "POST"])
@in_region
def matter(request: VisitRequest, draft_id: int) -> HttpResponse:
    """The document beside its fields; a POST keeps what the person confirmed."""
    check_may(request.visit.viewer, "read_memos")
    detail = get_draft(draft_id, by=request.visit.viewer)
    if request.method == "POST":
        return _keep(request, detail)
    single, amounts, deadlines = initial_of(detail.content)
    form = DraftForm(initial=single)
    lines = (
        AmountLines(initial=amounts, prefix="amounts"),
        DeadlineLines(initial=deadlines, prefix="deadlines"),
    )
    return show(request, "programmes/matter.html", _page(request, detail, form, lines))


def _keep(request: VisitRequest, detail: DraftDetail) -> HttpResponse:
    form = DraftForm(request.POST)
    lines = (
        AmountLines(request.POST, prefix="amounts"),
        DeadlineLines(request.POST, prefix="deadlines"),
    )
    seen = request.POST.get("changes", "")
    if form.is_valid() and all(line.is_valid() for line in lines):
        content = content_of(form.cleaned_data, *(line.cleaned_data for line in lines))
        asked = whole_number(seen)
        asked = detail.changes if asked is None else asked
        try:
            viewer = request.visit.viewer
            read_memo.keep(draft_id=detail.row.id, content=content, seen=asked, by=viewer)
        except Refusal as refusal:
            form.add_error(None, reason_of(refusal))
        else:
            messages.success(request, _("The draft matter is kept."))
            return redirect("matter", request.visit.region.key, detail.row.id)
    page = _page(request, detail, form, lines)
    return show(request, "programmes/matter.html", page, status=400)


def _page(
    request: VisitRequest, detail: DraftDetail, form: DraftForm, lines: tuple[Any, Any]
) -> MatterPage:
    key, row, source = request.visit.region.key, detail.row, detail.source
    return MatterPage(
        title=_("Is this what the memo says?"),
        says=_says(detail),
        form=form,
        asked=tuple(Asked(bound, _words(source, _IN_FORM.get(bound.name, ""))) for bound in form),
        amounts=lines[0],
        amount_words=_words(source, "amounts"),
        deadlines=lines[1],
        deadline_words=_words(source, "deadlines"),
        also=tuple(_also(source)),
        named=_named(detail, request.visit.viewer),
        unsure=len(source.unsure),
        changes=detail.changes,
        text=pieces(source.text, source.quotes),
        document_name=row.document_name,
        document_url=reverse("matter-document", args=[key, row.id]),
        aside_url=reverse("matter-aside", args=[key, row.id]),
        is_aside=row.state == "aside",
        crumbs=(Crumb(_("Matters"), reverse("matters", args=[key])),),
    )


def _named(detail: DraftDetail, viewer: Viewer) -> tuple[Named, ...]:
    """What the memo may rest on, when it says so in words and without a number."""
    quotes = detail.source.quotes.get("parent", ())
    if detail.content.parent_dnr or not quotes:
        return ()
    return list_named(quotes[0].words, but=detail.content.dnr, by=viewer)


def _says(detail: DraftDetail) -> str:
    return {
        "read": _("Nobody has confirmed this yet. Look at the words of each field, correct, keep."),
        "kept": _("A person has confirmed this draft. It can still be corrected."),
        "aside": _("This draft is set aside. Nothing of it is lost."),
    }[detail.row.state]


def _also(source: Source) -> Iterator[Words]:
    """What was read and is no part of the draft: shown with its words, to be known of."""
    taken = {*_IN_FORM.values(), *_LINES}
    for name in (*MEMO_FIELDS, *MEMO_RULES):
        if name not in taken and (found := _words(source, name)):
            yield found


def _words(source: Source, name: str) -> Words | None:
    quotes = source.quotes.get(name, ())
    if not quotes and name not in source.unsure:
        return None
    return Words(
        field=name,
        name=field_name(name, words().language),
        count=len(quotes),
        unsure=name in source.unsure,
        stands=_stands(source, name),
        said=tuple(_short(quote) for quote in quotes[:_SHOWN]),
        rest=max(0, len(quotes) - _SHOWN),
    )


def _short(quote: Quote) -> str:
    return shorten(_LINE_END.sub("", quote.words), _LONGEST_SAID, placeholder=" …")


def _stands(source: Source, name: str) -> str:
    decided = any(each.partition(".")[0] == name for each in source.in_points)
    told = any(each.partition(".")[0] == name for each in source.text_only)
    if decided and told:
        return _("partly in a decision point")
    if decided:
        return _("in a decision point")
    return _("only in the text") if told else ""


@require_safe
@in_region
def document(request: VisitRequest, draft_id: int) -> HttpResponse:
    """The document as it was sent, to be saved: never shown inside the page."""
    check_may(request.visit.viewer, "read_memos")
    viewer = request.visit.viewer
    row = get_draft(draft_id, by=viewer).row
    file = get_file(row.document, by=viewer)
    answer = HttpResponse(read_bytes(file.id, by=viewer), content_type="application/octet-stream")
    suffix = {"application/pdf": "pdf", "text/plain": "txt"}.get(file.media_type, "docx")
    answer["Content-Disposition"] = f'attachment; filename="matter-{row.id}.{suffix}"'
    return answer


@require_POST
@in_region
def aside(request: VisitRequest, draft_id: int) -> HttpResponse:
    """Out of the list, or back: the same button undoes it."""
    viewer = request.visit.viewer
    check_may(viewer, "read_memos")
    if get_draft(draft_id, by=viewer).row.state == "aside":
        read_memo.take_back(draft_id=draft_id, by=viewer)
        messages.success(request, _("The draft is back in the list."))
    else:
        read_memo.set_aside(draft_id=draft_id, by=viewer)
        messages.success(request, _("The draft is set aside. Take it back whenever you like."))
    return redirect("matter", request.visit.region.key, draft_id)
