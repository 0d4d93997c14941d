"""The register's face: regions, ecosystems, actors, places, and the imports that change them.

Neighbours get frames of the six tables kept here (`frames`), lists and details for pages, and
the staging that an import goes through (`register.imports`).
"""

from samspel.records import rows
from samspel.records.register import models
from samspel.records.register.actors import (
    actor_names,
    actors_named,
    count_by_municipality,
    get_actor,
    list_actors,
    members_seen,
    suggest_actors,
)
from samspel.records.register.ecosystems import ecosystem_names, get_ecosystem, list_ecosystems
from samspel.records.register.entries import (
    EntryQuery,
    EntryRow,
    NewEntry,
    cancel_entry,
    drop_entry,
    entries_since,
    get_entry,
    hand_in_entries,
    hand_in_entry,
    hand_in_workspace,
    list_entries,
    open_entry,
    overtake_entries,
    restore_entry,
    undo_entry,
)
from samspel.records.register.faces import (
    ActorDetail,
    ActorQuery,
    ActorRow,
    EcosystemRow,
    ImportRow,
    MembershipRow,
    PlaceRow,
    RegionRow,
    SampleRow,
    SpellRow,
    TablePlan,
)
from samspel.records.register.imports import (
    NewPlan,
    apply_import,
    cancel_import,
    empty_plans,
    get_import,
    list_imports,
    plan_import,
    planned_on,
    stage_piece,
    start_staging,
)
from samspel.records.register.profiles import (
    ActorProfile,
    Churn,
    FactRow,
    MemberRow,
    get_churn,
    get_ecosystem_facts,
    get_profile,
)
from samspel.records.register.shown import (
    ShownQuery,
    count_shown,
    find_shown_names,
    list_doubted,
    list_shown,
)
from samspel.terms import Refusal, Viewer
from samspel.terms.ordering import swedish_order

__all__ = [
    "KEEPER",
    "ActorDetail",
    "ActorProfile",
    "ActorQuery",
    "ActorRow",
    "Churn",
    "EcosystemRow",
    "EntryQuery",
    "EntryRow",
    "FactRow",
    "ImportRow",
    "MemberRow",
    "MembershipRow",
    "NewEntry",
    "NewPlan",
    "PlaceRow",
    "RegionRow",
    "SampleRow",
    "ShownQuery",
    "SpellRow",
    "TablePlan",
    "actor_names",
    "actors_named",
    "apply_import",
    "cancel_entry",
    "cancel_import",
    "count_by_municipality",
    "count_shown",
    "create_region",
    "drop_entry",
    "ecosystem_names",
    "empty_plans",
    "entries_since",
    "find_region",
    "find_shown_names",
    "get_actor",
    "get_churn",
    "get_ecosystem",
    "get_ecosystem_facts",
    "get_entry",
    "get_import",
    "get_profile",
    "get_region",
    "hand_in_entries",
    "hand_in_entry",
    "hand_in_workspace",
    "list_actors",
    "list_doubted",
    "list_ecosystems",
    "list_entries",
    "list_imports",
    "list_places",
    "list_regions",
    "list_shown",
    "members_seen",
    "open_entry",
    "overtake_entries",
    "plan_import",
    "planned_on",
    "rename_region",
    "restore_entry",
    "stage_piece",
    "start_staging",
    "suggest_actors",
    "undo_entry",
]

KEEPER = rows.Keeper(
    models.Ecosystem,
    models.Actor,
    models.ActorSpell,
    models.Membership,
    models.Place,
    models.Limit,
    models.Alias,
    models.Identifier,
    models.Succession,
    models.Relation,
    models.Offer,
    models.Industry,
    models.CoreIndustry,
    models.Boundary,
)


# ------------------------------------------------------------------------------------ regions


def create_region(key: str, name: str, *, is_example: bool = False) -> RegionRow:
    """A region of its own; Refusal `region_exists` when the key is taken."""
    region, made = models.Region.objects.get_or_create(
        key=key, defaults={"name": name, "is_example": is_example}
    )
    if not made:
        raise Refusal("region_exists", key=key)
    return _region(region)


def rename_region(name: str, *, by: Viewer) -> RegionRow:
    """Give the viewer's region another name; its key stays."""
    models.Region.objects.filter(id=by.region).update(name=name)
    return get_region(by=by)


def get_region(*, by: Viewer) -> RegionRow:
    """The viewer's region; Refusal `not_found` when there is none."""
    try:
        return _region(models.Region.objects.get(id=by.region))
    except models.Region.DoesNotExist:
        raise Refusal("not_found") from None


def find_region(key: str) -> RegionRow | None:
    """The region of that key, or None. Tells no more than that it exists and its name."""
    region = models.Region.objects.filter(key=key).first()
    return _region(region) if region else None


def list_regions(ids: tuple[int, ...] | None = None) -> tuple[RegionRow, ...]:
    """The regions of those ids (all, for the set-up), the example last."""
    found = models.Region.objects.order_by("is_example", "name", "id")
    if ids is not None:
        found = found.filter(id__in=ids)
    return tuple(_region(region) for region in found)


def _region(region: models.Region) -> RegionRow:
    return RegionRow(region.id, region.key, region.name, region.is_example, region.version)


# ------------------------------------------------------------------------------------- places


def list_places(*, by: Viewer) -> tuple[PlaceRow, ...]:
    """The municipalities of the register, by name."""
    found = models.Place.objects.filter(rows.current(by))
    return tuple(
        PlaceRow(row.municipality, row.name, row.place_class, row.latitude, row.longitude)
        for row in sorted(found, key=lambda row: (swedish_order(row.name), row.municipality))
    )
