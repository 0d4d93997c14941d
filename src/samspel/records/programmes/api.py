"""Matters by diary number, and draft matters as they were read out of documents."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from samspel.records.programmes.drafts import (
    DraftContent,
    DraftDetail,
    DraftRow,
    Named,
    Source,
    as_json,
    detail_of,
    row_of,
    source_json,
)
from samspel.records.programmes.models import DraftMatter, Matter
from samspel.records.programmes.rules import is_usual_dnr
from samspel.terms import Page, PageRequest, Refusal, Viewer

__all__ = [
    "DraftContent",
    "DraftDetail",
    "DraftRow",
    "MatterRow",
    "Named",
    "Source",
    "create_draft",
    "find_matter",
    "get_draft",
    "get_matter",
    "is_usual_dnr",
    "keep_draft",
    "list_drafts",
    "list_matters",
    "list_named",
    "save_matter",
    "set_draft_aside",
]


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A matter. `parent_dnr` is the decision it rests on; `ecosystem` may be empty."""

    id: int
    dnr: str
    title: str
    parent_dnr: str = ""
    ecosystem: str = ""


def save_matter(matter: MatterRow, *, by: Viewer) -> MatterRow:
    """The region's matter of that diary number, made or changed. `id` is not looked at."""
    row, _made = Matter.objects.update_or_create(
        region_id=by.region,
        dnr=matter.dnr,
        defaults={
            "title": matter.title,
            "parent_dnr": matter.parent_dnr,
            "ecosystem": matter.ecosystem,
        },
    )
    return _row(row)


def get_matter(dnr: str, *, by: Viewer) -> MatterRow:
    """The matter of that diary number; Refusal `not_found` when there is none."""
    found = find_matter(dnr, by=by)
    if found is None:
        raise Refusal("not_found")
    return found


def find_matter(dnr: str, *, by: Viewer) -> MatterRow | None:
    """The matter of that diary number, or None."""
    row = Matter.objects.filter(region_id=by.region, dnr=dnr).first()
    return _row(row) if row and _seen(row, by) else None


def list_matters(*, page: PageRequest, by: Viewer, ecosystem: str = "") -> Page[MatterRow]:
    """The region's matters by diary number."""
    rows = Matter.objects.filter(region_id=by.region)
    if by.ecosystems:
        rows = rows.filter(ecosystem__in=["", *by.ecosystems])
    if ecosystem:
        rows = rows.filter(ecosystem=ecosystem)
    count = rows.count()
    found = list(rows.filter(dnr__gt=page.after).order_by("dnr")[: page.size + 1])
    shown = found[: page.size]
    after = shown[-1].dnr if len(found) > page.size else ""
    return Page(tuple(map(_row, shown)), count, after)


def _seen(row: Matter, by: Viewer) -> bool:
    return not (by.ecosystems and row.ecosystem) or row.ecosystem in by.ecosystems


def _row(row: Matter) -> MatterRow:
    return MatterRow(row.pk, row.dnr, row.title, row.parent_dnr, row.ecosystem)


# --------------------------------------------------------------------------- draft matters


def create_draft(content: DraftContent, source: Source, *, document: int, by: Viewer) -> DraftRow:
    """A draft matter as it was read: nobody has confirmed it yet."""
    draft = DraftMatter.objects.create(
        region_id=by.region,
        document_id=document,
        dnr=content.dnr,
        title=content.title,
        fields=as_json(content),
        text=source.text,
        reading=source_json(source),
        changed_at=datetime.now(UTC),
        by=by.contact,
    )
    return row_of(draft)


def list_drafts(*, page: PageRequest, by: Viewer, aside: bool = False) -> Page[DraftRow]:
    """The region's draft matters, the newest first; those set aside are a list of their own."""
    rows = DraftMatter.objects.filter(region_id=by.region)
    rows = rows.filter(state="aside") if aside else rows.exclude(state="aside")
    if by.ecosystems:
        rows = rows.none()  # a draft belongs to the whole region until it is a matter
    count = rows.count()
    if page.after:
        rows = rows.filter(id__lt=int(page.after))
    ordered = rows.select_related("document").defer("text", "reading").order_by("-id")
    found = list(ordered[: page.size + 1])
    shown = found[: page.size]
    after = str(shown[-1].pk) if len(found) > page.size else ""
    return Page(tuple(map(row_of, shown)), count, after)


def get_draft(draft_id: int, *, by: Viewer) -> DraftDetail:
    """The draft matter with its document's text; Refusal `not_found` when there is none."""
    return detail_of(_draft(draft_id, by))


def keep_draft(
    draft_id: int, content: DraftContent, *, by: Viewer, seen: int | None = None
) -> DraftRow:
    """The draft with what a person confirmed. `seen` is the count of changes that person saw:
    Refusal `draft_was_changed` when somebody else has kept it since."""
    draft = _draft(draft_id, by)
    if seen is not None and seen != draft.changes:
        raise Refusal("draft_was_changed")
    draft.dnr, draft.title = content.dnr, content.title
    draft.fields = as_json(content)
    _change(draft, "kept", by)
    return row_of(draft)


def set_draft_aside(draft_id: int, *, aside: bool, by: Viewer) -> DraftRow:
    """Out of the list, or back into it; nothing is lost."""
    draft = _draft(draft_id, by)
    back = "kept" if draft.changes else "read"
    _change(draft, "aside" if aside else back, by, counts=False)
    return row_of(draft)


def list_named(words: str, *, by: Viewer, but: str = "") -> tuple[Named, ...]:
    """Matters and drafts whose title holds the end of those words, the longest end that any does.

    Memo B rests on "enligt tidigare beslutad Norrbottens ekosystem" and says no number (R3).
    """
    said = re.sub(r"(?<=\w)-\s*\n\s*", "", words).split()[-_MOST_WORDS:]
    for start in range(len(said) - _FEWEST_WORDS + 1):
        if found := _titled(" ".join(said[start:]), but, by):
            return found
    return ()


def _titled(end: str, but: str, by: Viewer) -> tuple[Named, ...]:
    asked = {"region_id": by.region, "title__icontains": end}
    drafts = DraftMatter.objects.filter(**asked).exclude(state="aside")
    rows = Matter.objects.filter(**asked)
    if by.ecosystems:
        drafts, rows = drafts.none(), rows.filter(ecosystem__in=["", *by.ecosystems])
    pairs = {*drafts.values_list("dnr", "title"), *rows.values_list("dnr", "title")}
    known = sorted(pair for pair in pairs if pair[0] and pair[0] != but)
    return tuple(Named(*pair) for pair in known[:_MOST_NAMED])


_MOST_WORDS, _FEWEST_WORDS, _MOST_NAMED = 12, 2, 3


def _change(draft: DraftMatter, state: str, by: Viewer, *, counts: bool = True) -> None:
    draft.state = state
    draft.changes += counts
    draft.changed_at = datetime.now(UTC)
    draft.by = by.contact
    draft.save()


def _draft(draft_id: int, by: Viewer) -> DraftMatter:
    rows = DraftMatter.objects.select_related("document").filter(region_id=by.region)
    found = None if by.ecosystems else rows.filter(id=draft_id).first()
    if found is None:
        raise Refusal("not_found")
    return found
