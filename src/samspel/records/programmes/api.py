"""Matters by diary number."""

from dataclasses import dataclass

from samspel.records.programmes.models import Matter
from samspel.records.programmes.rules import is_usual_dnr
from samspel.terms import Page, PageRequest, Refusal, Viewer

__all__ = ["MatterRow", "find_matter", "get_matter", "is_usual_dnr", "list_matters", "save_matter"]


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
