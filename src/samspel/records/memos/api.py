"""Memos: texts kept as they are edited, versions, and the rendered document's file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import F, QuerySet

from samspel.records.gaps import api as gaps
from samspel.records.memos.models import Memo
from samspel.records.memos.rules import can_edit, check_can_edit
from samspel.reports.memo_content import MemoContent
from samspel.terms import Financing, Money, Page, PageRequest, Refusal, Viewer

__all__ = [
    "MemoDetail",
    "MemoRow",
    "NewMemo",
    "create_memo",
    "get_memo",
    "list_memos",
    "mark_rendered",
    "renew_memo",
    "save_texts",
]

_PLAIN = ("title", "dnr", "yttrande", "summary", "background", "purpose", "implementation")
_LISTS = ("points", "attachments", "recipients")


@dataclass(frozen=True, slots=True)
class NewMemo:
    """What a memo is made of: a run, perhaps an agreement, and drafted texts."""

    run: int | None
    agreement: int | None
    ecosystem: str
    content: MemoContent


@dataclass(frozen=True, slots=True)
class MemoRow:
    """A memo in a list. `file_id` and `sha256` are of the document, once `rendered`."""

    id: int
    title: str
    dnr: str
    ecosystem: str
    run: int | None
    agreement: int | None
    language: str
    version: int
    state: str
    file_id: int | None
    sha256: str
    changed_at: datetime
    by: int | None

    @property
    def can_edit(self) -> bool:
        """Whether its texts may still be changed."""
        return can_edit(self.state)


@dataclass(frozen=True, slots=True)
class MemoDetail:
    """A memo with its content, the run as it was measured in it. `versions` has every
    version of it, the latest first. `changes` counts the edits: an edit names the count it saw."""

    row: MemoRow
    content: MemoContent
    versions: tuple[MemoRow, ...]
    changes: int


def create_memo(new: NewMemo, *, by: Viewer) -> MemoRow:
    """Keep a draft."""
    row = Memo.objects.create(
        region_id=by.region,
        run_id=new.run,
        agreement_id=new.agreement,
        ecosystem=new.ecosystem,
        language=new.content.language,
        **_kept(new.content, by),
    )
    return get_memo(row.pk, by=by).row


def save_texts(
    memo_id: int, content: MemoContent, *, seen: int | None = None, by: Viewer
) -> MemoRow:
    """New texts for a draft; Refusals `not_found`, `memo_is_rendered`, `memo_was_changed`."""
    row = _get(memo_id, by)
    check_can_edit(row.state)
    drafts = Memo.objects.filter(pk=row.pk, state="draft", changes=_expected(row, seen))
    if not drafts.update(changes=F("changes") + 1, **_kept(content, by)):
        raise Refusal("memo_was_changed")
    return get_memo(memo_id, by=by).row


def mark_rendered(memo_id: int, *, document: int, seen: int, by: Viewer) -> MemoRow:
    """The document is made of what was `seen`: from now on this version stays as it is."""
    row = _get(memo_id, by)
    check_can_edit(row.state)
    drafts = Memo.objects.filter(pk=row.pk, state="draft", changes=seen)
    if not drafts.update(state="rendered", document_id=document, changed_at=datetime.now(UTC)):
        raise Refusal("memo_was_changed")
    return get_memo(memo_id, by=by).row


def _expected(row: Memo, seen: int | None) -> int:
    return row.changes if seen is None else seen


def renew_memo(memo_id: int, *, by: Viewer) -> MemoRow:
    """The next version as a draft with the same texts; the one there is, when there is one."""
    row = _get(memo_id, by)
    later = Memo.objects.filter(earlier_id=row.pk).first()
    if later is not None or row.state == "draft":
        return get_memo((later or row).pk, by=by).row
    made = Memo.objects.create(
        region_id=by.region,
        run_id=row.run_id,
        agreement_id=row.agreement_id,
        earlier_id=row.pk,
        version=row.version + 1,
        ecosystem=row.ecosystem,
        language=row.language,
        title=row.title,
        dnr=row.dnr,
        texts=row.texts,
        changed_at=datetime.now(UTC),
        by=by.contact,
    )
    return get_memo(made.pk, by=by).row


def list_memos(*, page: PageRequest, by: Viewer, run: int | None = None) -> Page[MemoRow]:
    """The region's memos, the latest version of each, the newest first."""
    rows = _memos(by).exclude(pk__in=_memos(by).exclude(earlier=None).values("earlier_id"))
    if run is not None:
        rows = rows.filter(run_id=run)
    count = rows.count()
    if page.after:
        rows = rows.filter(id__lt=int(page.after))
    found = list(rows.order_by("-id")[: page.size + 1])
    shown = found[: page.size]
    after = str(shown[-1].pk) if len(found) > page.size else ""
    return Page(tuple(map(_row, shown)), count, after)


def get_memo(memo_id: int, *, by: Viewer) -> MemoDetail:
    """One memo whole; Refusal `not_found` when there is none that the viewer may see."""
    row = _get(memo_id, by)
    return MemoDetail(_row(row), _content(row, by), _versions(row, by), row.changes)


def _versions(row: Memo, by: Viewer) -> tuple[MemoRow, ...]:
    # A chain of versions is short and each knows its earlier one; walk it in memory.
    rows = {one.pk: one for one in _memos(by).filter(run=row.run)}
    later = {one.earlier_id: one for one in rows.values() if one.earlier_id}
    last = row
    while last.pk in later:
        last = later[last.pk]
    chain = [last]
    while chain[-1].earlier_id:
        chain.append(rows[chain[-1].earlier_id])
    return tuple(map(_row, chain))


def _memos(by: Viewer) -> QuerySet[Memo]:
    rows = Memo.objects.filter(region_id=by.region).select_related("document")
    return rows.filter(ecosystem__in=by.ecosystems) if by.ecosystems else rows


def _get(memo_id: int, by: Viewer) -> Memo:
    row = _memos(by).filter(pk=memo_id).first()
    if row is None:
        raise Refusal("not_found")
    return row


# ------------------------------------------------------------------------------ the texts


def _kept(content: MemoContent, by: Viewer) -> dict[str, Any]:
    texts: dict[str, Any] = {name: getattr(content, name) for name in _PLAIN}
    texts |= {name: list(getattr(content, name)) for name in _LISTS}
    texts["financing"] = [[one.financier, one.amount.ore] for one in content.financing]
    texts["dated_on"] = content.dated_on.isoformat() if content.dated_on else ""
    texts["example"] = content.example
    return {
        "title": content.title,
        "dnr": content.dnr,
        "texts": texts,
        "changed_at": datetime.now(UTC),
        "by": by.contact,
    }


def _content(row: Memo, by: Viewer) -> MemoContent:
    texts: Mapping[str, Any] = row.texts
    lines = tuple(Financing(name, Money(ore)) for name, ore in texts["financing"])
    plain: dict[str, Any] = {name: texts[name] for name in _PLAIN}
    plain |= {name: tuple(texts[name]) for name in _LISTS}
    return MemoContent(
        **plain,
        financing=lines,
        run=gaps.get_measured(row.run_id, by=by) if row.run_id else None,
        language=row.language,
        example=texts["example"],
        dated_on=date.fromisoformat(texts["dated_on"]) if texts["dated_on"] else None,
    )


def _row(row: Memo) -> MemoRow:
    return MemoRow(
        id=row.pk,
        title=row.title,
        dnr=row.dnr,
        ecosystem=row.ecosystem,
        run=row.run_id,
        agreement=row.agreement_id,
        language=row.language,
        version=row.version,
        state=row.state,
        file_id=row.document_id,
        sha256=row.document.sha256 if row.document else "",
        changed_at=row.changed_at,
        by=row.by,
    )
