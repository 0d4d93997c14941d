"""The board memo: drafted from a run, edited, rendered once, and taken up as a new version."""

from django.db import transaction

from samspel.records.accounts.api import check_may
from samspel.records.agreements import api as agreements
from samspel.records.audit.api import record_event
from samspel.records.files import api as files
from samspel.records.gaps import api as gaps
from samspel.records.memos import api as memos
from samspel.records.memos.api import MemoRow, NewMemo
from samspel.records.register import api as register
from samspel.reports import MemoContent
from samspel.terms import AgreementFigures, Refusal, Run, Viewer

__all__ = ["draft", "edit", "render", "renew"]


def draft(*, run_id: int, agreement_id: int | None, language: str, by: Viewer) -> MemoRow:
    """A draft from a run and, if there is one, an agreement's figures (R80-R84)."""
    from samspel.reports.memo_draft import draft_memo

    of = gaps.get_run(run_id, by=by)
    check_may(by, "write_memo", ecosystem=of.ecosystem)
    if of.workspace:
        raise Refusal("not_handed_in")
    run = gaps.get_measured(run_id, by=by)
    figures = agreements.get_agreement(agreement_id, by=by).figures if agreement_id else None
    content = draft_memo(run, figures, language, names=_names(run, figures, by))
    new = NewMemo(run_id, agreement_id, run.settings.ecosystem, content)
    with transaction.atomic():
        row = memos.create_memo(new, by=by)
        record_event("draft", "memo", str(row.id), by=by, values={"run": run_id})
    return row


def _names(run: Run, figures: AgreementFigures | None, by: Viewer) -> dict[str, str]:
    wanted = {actor for gap in run.gaps for actor in gap.sole_route or ()}
    if figures is not None:
        wanted.add(figures.recipient_id)
    return dict(register.actor_names(tuple(wanted), by=by))


def edit(*, memo_id: int, content: MemoContent, by: Viewer, seen: int | None = None) -> MemoRow:
    """New texts for a draft. `seen` is the count of changes that the writer saw: Refusal
    `memo_was_changed` when somebody else has saved since."""
    check_may(by, "write_memo")
    with transaction.atomic():
        row = memos.save_texts(memo_id, content, seen=seen, by=by)
        record_event("edit", "memo", str(memo_id), by=by)
    return row


def render(*, memo_id: int, by: Viewer) -> MemoRow:
    """The document as PDF/UA, kept by its hash; from now on this version stays as it is.

    Refusals: `may_not.write_memo`, `memo_is_rendered`, `documents_missing`, `memo_was_changed`.
    """
    check_may(by, "write_memo")
    memo = memos.get_memo(memo_id, by=by)
    if not memo.row.can_edit:
        raise Refusal("memo_is_rendered")
    new = files.NewFile(
        f"{memo.row.dnr or 'memo'}-{memo.row.version}.pdf",
        "application/pdf",
        "document",
        _pdf(memo.content),
    )
    with transaction.atomic():
        document = files.store_file(new, by=by)
        row = memos.mark_rendered(memo_id, document=document.id, seen=memo.changes, by=by)
        values = {"sha256": document.sha256, "version": row.version}
        record_event("render", "memo", str(memo_id), by=by, values=values)
    return row


def _pdf(content: MemoContent) -> bytes:
    from samspel.reports.memo import render_memo

    try:
        return render_memo(content, content.language)
    except ModuleNotFoundError:
        raise Refusal("documents_missing") from None


def renew(*, memo_id: int, by: Viewer) -> MemoRow:
    """The next version of a rendered memo, as a draft with the same texts."""
    check_may(by, "write_memo")
    with transaction.atomic():
        row = memos.renew_memo(memo_id, by=by)
        record_event("renew", "memo", str(row.id), by=by, values={"version": row.version})
    return row
