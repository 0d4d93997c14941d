"""The register's ecosystems, with their members on a day."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Count, Q, QuerySet

from samspel.records import rows
from samspel.records.register import models
from samspel.records.register.faces import EcosystemRow
from samspel.records.remembered import remembered
from samspel.terms import Refusal, Viewer
from samspel.terms.ordering import swedish_order

__all__ = ["ecosystem_names", "ecosystems_of", "get_ecosystem", "list_ecosystems", "running"]


def list_ecosystems(*, on: date, by: Viewer) -> tuple[EcosystemRow, ...]:
    """The ecosystems that the viewer may see, by name, with their members on a day."""
    members = _members(on, by)
    found = sorted(ecosystems_of(by), key=lambda row: (swedish_order(row.name), row.ecosystem_id))
    return tuple(_ecosystem(row, members) for row in found)


def ecosystem_names(*, by: Viewer) -> Mapping[str, str]:
    """The names of the ecosystems that the viewer may see, in their order: for a choice, without
    counting anybody's members."""
    found = ecosystems_of(by).order_by("ecosystem_id").values_list("ecosystem_id", "name")
    return dict(sorted(found, key=lambda row: swedish_order(row[1])))


def get_ecosystem(ecosystem_id: str, *, on: date, by: Viewer) -> EcosystemRow:
    """One ecosystem; Refusal `not_found` when there is none that the viewer may see."""
    row = ecosystems_of(by).filter(ecosystem_id=ecosystem_id).first()
    if row is None:
        raise Refusal("not_found")
    return _ecosystem(row, _members(on, by))


def ecosystems_of(by: Viewer) -> QuerySet[models.Ecosystem]:
    """The current ecosystems that the viewer may see."""
    found = models.Ecosystem.objects.filter(rows.current(by))
    return found.filter(ecosystem_id__in=by.ecosystems) if by.ecosystems else found


def _members(on: date, by: Viewer) -> Mapping[str, int]:
    def count() -> Mapping[str, int]:
        found = models.Membership.objects.filter(rows.current(by), running(on))
        counted = found.values("ecosystem_id").annotate(n=Count("actor_id", distinct=True))
        return {row["ecosystem_id"]: row["n"] for row in counted.order_by()}

    return remembered(("members", on), by, count)


def running(on: date) -> Q:
    """The condition that a membership runs on a day."""
    begun = Q(member_from__isnull=True) | Q(member_from__lte=on)
    return begun & (Q(member_until__isnull=True) | Q(member_until__gte=on))


def _ecosystem(row: models.Ecosystem, members: Mapping[str, int]) -> EcosystemRow:
    return EcosystemRow(
        row.ecosystem_id, row.name, row.country, row.region_name, members.get(row.ecosystem_id, 0)
    )
