"""Releases of what waves say: one preview a wave, and what is published, for good.

Its neighbours use it by `samspel.records.gaps.api`, which names what is for others. A preview is
for who may release; everybody who may read reads what is published.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import QuerySet

from samspel.records.gaps import models
from samspel.records.surveys import api as surveys
from samspel.reports.release_json import read_release_json
from samspel.terms import Refusal, Viewer
from samspel.terms.releases import Release

__all__ = [
    "ReleaseRow",
    "WaveRow",
    "drop_preview",
    "find_preview",
    "get_release_row",
    "keep_preview",
    "list_releases",
    "list_waves",
    "publish_preview",
    "read_release_text",
]


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """A release, published or not. `tables_file` is the file of the tables it was made of."""

    id: int
    release: Release
    tables_file: int
    register_version: int
    previewed_at: datetime
    by: int | None
    published_at: datetime | None
    published_by: int | None

    @property
    def is_published(self) -> bool:
        """Whether it is out in the world."""
        return self.published_at is not None


@dataclass(frozen=True, slots=True)
class WaveRow:
    """A round of questions of an ecosystem, and the days it asks about."""

    wave: str
    closed_on: date | None
    asks_from: date
    asks_until: date


def list_waves(ecosystem: str, *, by: Viewer) -> tuple[WaveRow, ...]:
    """The waves of an ecosystem in the register as it stands, by when they closed."""
    if by.ecosystems and ecosystem not in by.ecosystems:
        return ()
    rows = surveys.KEEPER.find_rows("waves", "ecosystem_id", [ecosystem], by=by).unique("wave_id")
    columns = ("wave_id", "closed_on", "asks_from", "asks_until")
    found = [WaveRow(*row) for row in rows.select(columns).iter_rows()]
    return tuple(sorted(found, key=lambda one: (one.closed_on or date.max, one.wave)))


def keep_preview(  # noqa: PLR0913 - by name
    release: Release, document: str, *, tables_file: int, register_version: int, by: Viewer
) -> ReleaseRow:
    """Keep the preview of a wave in place of an earlier one. Call it in a transaction.

    Refusal `already_released` when the wave is published.
    """
    rows = _rows(by).filter(ecosystem=release.ecosystem, wave=release.wave)
    if rows.filter(published_at__isnull=False).exists():
        raise Refusal("already_released", wave=release.wave)
    rows.delete()
    row = models.Release.objects.create(
        region_id=by.region,
        ecosystem=release.ecosystem,
        wave=release.wave,
        number=release.number,
        document=document,
        example=release.example,
        tables_id=tables_file,
        register_version=register_version,
        previewed_at=datetime.now(UTC),
        by=by.contact,
    )
    return _row(row)


def publish_preview(release_id: int, *, register_version: int, by: Viewer) -> ReleaseRow:
    """Publish exactly what was shown. Call it in a transaction.

    Refusal `preview_is_stale` when the register or the earlier releases have changed since:
    what was shown was not held against what is out now.
    """
    row = _rows(by).select_for_update().filter(pk=release_id).first()
    if row is None:
        raise Refusal("not_found")
    if row.published_at is not None:
        raise Refusal("already_released", wave=row.wave)
    earlier = tuple(each.release.number for each in list_releases(row.ecosystem, by=by))
    checked = read_release_json(row.document).check.earlier
    if row.register_version != register_version or tuple(sorted(checked)) != earlier:
        raise Refusal("preview_is_stale")
    row.published_at, row.published_by = datetime.now(UTC), by.contact
    row.save(update_fields=["published_at", "published_by"])
    return _row(row)


def drop_preview(release_id: int, *, by: Viewer) -> None:
    """Throw a preview away; what is published stays. Call it in a transaction."""
    gone, _each = _rows(by).filter(pk=release_id, published_at__isnull=True).delete()
    if not gone:
        raise Refusal("not_found")


def list_releases(ecosystem: str, *, by: Viewer) -> tuple[ReleaseRow, ...]:
    """What is published of an ecosystem, in order of its number."""
    rows = _rows(by).filter(ecosystem=ecosystem, published_at__isnull=False)
    return tuple(map(_row, rows.order_by("number")))


def find_preview(ecosystem: str, *, by: Viewer) -> ReleaseRow | None:
    """The preview made last, or None."""
    rows = _rows(by).filter(ecosystem=ecosystem, published_at__isnull=True)
    row = rows.order_by("-id").first()
    return _row(row) if row else None


def get_release_row(release_id: int, *, by: Viewer) -> ReleaseRow:
    """The release of that id; Refusal `not_found` when there is none."""
    row = _rows(by).filter(pk=release_id).first()
    if row is None:
        raise Refusal("not_found")
    return _row(row)


def read_release_text(release_id: int, *, by: Viewer) -> str:
    """The public JSON of what is published, to the last byte."""
    row = _rows(by).filter(pk=release_id, published_at__isnull=False).first()
    if row is None:
        raise Refusal("not_found")
    return row.document


def _rows(by: Viewer) -> QuerySet[models.Release]:
    rows = models.Release.objects.filter(region_id=by.region)
    return rows.filter(ecosystem__in=by.ecosystems) if by.ecosystems else rows


def _row(row: models.Release) -> ReleaseRow:
    return ReleaseRow(
        id=row.pk,
        release=read_release_json(row.document),
        tables_file=row.tables_id,
        register_version=row.register_version,
        previewed_at=row.previewed_at,
        by=row.by,
        published_at=row.published_at,
        published_by=row.published_by,
    )
