"""A memo as it reads, on a page: the document's headings and texts, its table and its wheel."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.records.memos.api import MemoDetail, get_memo
from samspel.reports import MemoContent
from samspel.reports.memo_blocks import blocks
from samspel.reports.wheel import render_wheel_pair
from samspel.reports.words import N_, Words, for_language
from samspel.terms import Financing

__all__ = ["preview"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or a list: `kind` is `text`, `list` or `numbered`."""

    kind: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One heading and what stands under it."""

    heading: str
    level: int
    paragraphs: tuple[Paragraph, ...] = ()
    financing: tuple[Financing, ...] = ()


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """The memo as it reads."""

    title: str
    memo: MemoContent
    sections: tuple[Section, ...]
    wheel: SafeString | str
    pdf_url: str
    edit_url: str
    crumbs: tuple[Crumb, ...]


@require_safe
@in_region
def preview(request: VisitRequest, memo_id: int) -> HttpResponse:
    """The memo as it reads now."""
    detail = get_memo(memo_id, by=request.visit.viewer)
    return show(request, "memos/preview.html", _page(request, detail))


def _page(request: VisitRequest, detail: MemoDetail) -> PreviewPage:
    key, content = request.visit.region.key, detail.content
    here = reverse("memo", args=[key, detail.row.id])
    may = detail.row.can_edit and request.visit.may("write_memo")
    title = content.title or _("A memo without a name")
    return PreviewPage(
        title=title,
        memo=content,
        sections=_sections(content, for_language(content.language)),
        wheel=_wheel(content),
        pdf_url=reverse("memo-pdf", args=[key, detail.row.id]),
        edit_url=here if may else "",
        crumbs=(Crumb(_("Memos"), reverse("memos", args=[key])), Crumb(title, here)),
    )


def _wheel(content: MemoContent) -> SafeString | str:
    if content.run is None:
        return ""
    # reports.wheel escapes every text it draws.
    return mark_safe(render_wheel_pair(content.run, content.language))  # noqa: S308


def _sections(content: MemoContent, say: Words) -> tuple[Section, ...]:
    def lines(heading: str, items: tuple[str, ...], kind: str) -> Section:
        return Section(say.gettext(heading), 2, (Paragraph(kind, items),) if items else ())

    def text(heading: str, written: str, level: int) -> Section:
        return Section(say.gettext(heading), level, _paragraphs(written))

    return (
        lines(N_("Proposed decision"), content.points, "numbered"),
        text(N_("Statement on the proposed decision"), content.yttrande, 2),
        text(N_("Summary"), content.summary, 2),
        Section(say.gettext(N_("The matter")), 2),
        text(N_("Background"), content.background, 3),
        text(N_("Purpose"), content.purpose, 3),
        text(N_("Implementation"), content.implementation, 3),
        Section(say.gettext(N_("Financing")), 3, financing=content.financing),
        lines(N_("Basis for the decision"), content.attachments, "list"),
        lines(N_("Extract from the minutes is sent to:"), content.recipients, "list"),
    )


def _paragraphs(written: str) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(
            block["kind"],
            tuple("".join(piece["text"] for piece in item) for item in block["items"]),
        )
        for block in blocks(written)
    )
