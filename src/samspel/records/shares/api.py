"""Frozen links: made with a secret that is told once, listed, revoked, opened and counted.

The secret is 128 bits, kept as its hash. A link that is revoked, too old or unknown is the same
to who opens it: not there.
"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import F, QuerySet

from samspel.records.shares.models import Share
from samspel.terms import Page, PageRequest, Refusal, Viewer

__all__ = [
    "Frozen",
    "FrozenGap",
    "NewShare",
    "Opened",
    "ShareRow",
    "get_share",
    "list_shares",
    "make_share",
    "move_shares",
    "open_share",
    "revoke_share",
]


@dataclass(frozen=True, slots=True)
class FrozenGap:
    """One gap in words."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frozen:
    """What the link shows: words, one drawing as SVG, and the table beside it."""

    region: str
    title: str
    says: str
    wheel: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    gaps: tuple[FrozenGap, ...]
    footnote: str
    example: bool


@dataclass(frozen=True, slots=True)
class NewShare:
    """A link to make. `source` is the run's or the memo's id; `document` a file's."""

    ecosystem: str
    kind: str
    source: int
    language: str
    page: Frozen
    document: int | None
    until: date


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A link without its secret."""

    id: int
    ecosystem: str
    kind: str
    source: int
    title: str
    language: str
    made_at: datetime
    by: int | None
    until: date
    revoked_at: datetime | None
    opened: int


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link shows. `document` is the id of the memo's file, in `region`."""

    page: Frozen
    language: str
    until: date
    document: int | None
    region: int


def make_share(new: NewShare, *, by: Viewer) -> tuple[ShareRow, str]:
    """The link and its secret, which is told this once."""
    secret = secrets.token_urlsafe(16)
    row = Share.objects.create(
        region_id=by.region,
        ecosystem=new.ecosystem,
        kind=new.kind,
        source=new.source,
        title=new.page.title,
        language=new.language,
        page=_plain(new.page),
        document_id=new.document,
        hash=_hash(secret),
        made_at=datetime.now(UTC),
        by=by.contact,
        until=new.until,
    )
    return _row(row), secret


def open_share(secret: str, today: date, *, count: bool) -> Opened | None:
    """What the link shows today, None when it shows nothing any more; counted when asked."""
    found = Share.objects.filter(hash=_hash(secret), revoked_at=None, until__gte=today)
    row = found.first()
    if row is None:
        return None
    if count:
        Share.objects.filter(pk=row.pk).update(opened=F("opened") + 1)
    return Opened(_frozen(row.page), row.language, row.until, row.document_id, row.region_id)


def list_shares(*, page: PageRequest, by: Viewer) -> Page[ShareRow]:
    """The region's links, the newest first."""
    rows = _seen(by)
    count = rows.count()
    if page.after:
        rows = rows.filter(id__lt=int(page.after))
    found = list(rows.order_by("-id")[: page.size + 1])
    shown = found[: page.size]
    after = str(shown[-1].pk) if len(found) > page.size else ""
    return Page(tuple(map(_row, shown)), count, after)


def get_share(share_id: int, *, by: Viewer) -> ShareRow:
    """The link of that id; Refusal `not_found` when there is none that the viewer may see."""
    row = _seen(by).filter(pk=share_id).first()
    if row is None:
        raise Refusal("not_found")
    return _row(row)


def revoke_share(share_id: int, *, by: Viewer) -> ShareRow:
    """From now on it shows nothing. Refusal `not_found`."""
    get_share(share_id, by=by)
    Share.objects.filter(pk=share_id, revoked_at=None).update(revoked_at=datetime.now(UTC))
    return get_share(share_id, by=by)


def move_shares(*, to: int, by: Viewer) -> int:
    """Let another contact be who answers for the viewer's links; how many."""
    return Share.objects.filter(region_id=by.region, by=by.contact).update(by=to)


def _seen(by: Viewer) -> QuerySet[Share]:
    rows = Share.objects.filter(region_id=by.region).defer("page")
    return rows.filter(ecosystem__in=by.ecosystems) if by.ecosystems else rows


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _plain(page: Frozen) -> Mapping[str, object]:
    simple = ("region", "title", "says", "wheel", "headings", "rows", "footnote", "example")
    gaps = [[gap.heading, list(gap.sentences)] for gap in page.gaps]
    return {**{name: getattr(page, name) for name in simple}, "gaps": gaps}


def _frozen(kept: dict[str, object]) -> Frozen:
    rows, gaps, headings = kept["rows"], kept["gaps"], kept["headings"]
    assert isinstance(rows, list)  # noqa: S101 - as `_plain` wrote it
    assert isinstance(gaps, list)  # noqa: S101
    assert isinstance(headings, list)  # noqa: S101
    return Frozen(
        region=str(kept["region"]),
        title=str(kept["title"]),
        says=str(kept["says"]),
        wheel=str(kept["wheel"]),
        headings=tuple(headings),
        rows=tuple(tuple(row) for row in rows),
        gaps=tuple(FrozenGap(heading, tuple(sentences)) for heading, sentences in gaps),
        footnote=str(kept["footnote"]),
        example=bool(kept["example"]),
    )


def _row(row: Share) -> ShareRow:
    names = ShareRow.__slots__
    return ShareRow(**{name: getattr(row, name) for name in names})
