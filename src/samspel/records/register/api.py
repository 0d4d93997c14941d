"""The register's face: regions, ecosystems, actors, places, and the imports that change them.

Neighbours get frames of the six tables kept here (`frames`), lists and details for pages, and
the staging that an import goes through (`register.imports`).
"""

from collections.abc import Mapping
from datetime import date

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Concat

from samspel.records import rows
from samspel.records.register import models
from samspel.records.register.entries import (
    EntryQuery,
    EntryRow,
    NewEntry,
    cancel_entry,
    entries_since,
    get_entry,
    hand_in_entry,
    hand_in_workspace,
    list_entries,
    open_entry,
    overtake_entries,
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
    get_import,
    list_imports,
    plan_import,
    stage_piece,
    start_staging,
)
from samspel.terms import Page, PageRequest, Refusal, Viewer

__all__ = [
    "KEEPER",
    "ActorDetail",
    "ActorQuery",
    "ActorRow",
    "EcosystemRow",
    "EntryQuery",
    "EntryRow",
    "ImportRow",
    "MembershipRow",
    "NewEntry",
    "NewPlan",
    "PlaceRow",
    "RegionRow",
    "SampleRow",
    "SpellRow",
    "TablePlan",
    "actor_names",
    "apply_import",
    "cancel_entry",
    "cancel_import",
    "create_region",
    "entries_since",
    "find_region",
    "get_actor",
    "get_ecosystem",
    "get_entry",
    "get_import",
    "get_region",
    "hand_in_entry",
    "hand_in_workspace",
    "list_actors",
    "list_ecosystems",
    "list_entries",
    "list_imports",
    "list_places",
    "list_regions",
    "members_seen",
    "open_entry",
    "overtake_entries",
    "plan_import",
    "rename_region",
    "stage_piece",
    "start_staging",
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


# ------------------------------------------------------------------------------------- tables


# --------------------------------------------------------------------------------- ecosystems


def list_ecosystems(*, on: date, by: Viewer) -> tuple[EcosystemRow, ...]:
    """The ecosystems that the viewer may see, by name, with their members on a day."""
    found = _ecosystems(by).order_by("name", "ecosystem_id")
    members = _members(on, by)
    return tuple(_ecosystem(row, members) for row in found)


def get_ecosystem(ecosystem_id: str, *, on: date, by: Viewer) -> EcosystemRow:
    """One ecosystem; Refusal `not_found` when there is none that the viewer may see."""
    row = _ecosystems(by).filter(ecosystem_id=ecosystem_id).first()
    if row is None:
        raise Refusal("not_found")
    return _ecosystem(row, _members(on, by))


def _ecosystems(by: Viewer) -> QuerySet[models.Ecosystem]:
    found = models.Ecosystem.objects.filter(rows.current(by))
    return found.filter(ecosystem_id__in=by.ecosystems) if by.ecosystems else found


def _members(on: date, by: Viewer) -> dict[str, int]:
    found = models.Membership.objects.filter(rows.current(by), _running(on))
    counted = found.values("ecosystem_id").annotate(n=Count("actor_id", distinct=True))
    return {row["ecosystem_id"]: row["n"] for row in counted.order_by()}


def _running(on: date) -> Q:
    begun = Q(member_from__isnull=True) | Q(member_from__lte=on)
    return begun & (Q(member_until__isnull=True) | Q(member_until__gte=on))


def _ecosystem(row: models.Ecosystem, members: Mapping[str, int]) -> EcosystemRow:
    return EcosystemRow(
        row.ecosystem_id, row.name, row.country, row.region_name, members.get(row.ecosystem_id, 0)
    )


# ------------------------------------------------------------------------------------- actors


def list_actors(query: ActorQuery, *, page: PageRequest, by: Viewer) -> Page[ActorRow]:
    """A page of actors by name. A viewer held to some ecosystems sees their members only."""
    found = _matching(query, by)
    count = found.count()
    if page.after:
        last = found.filter(actor_id=page.after).first()
        if last is not None:
            further = Q(name=last.name, actor_id__gt=last.actor_id)
            found = found.filter(Q(name__gt=last.name) | further)
    got = list(found.order_by("name", "actor_id")[: page.size + 1])
    shown, places = got[: page.size], _place_names(by)
    after = shown[-1].actor_id if len(got) > page.size else ""
    return Page(tuple(_actor(row, places) for row in shown), count, after)


def _matching(query: ActorQuery, by: Viewer) -> QuerySet[models.Actor]:
    found = models.Actor.objects.filter(rows.current(by))
    for word in query.text.casefold().split():
        found = found.filter(search__contains=word)
    if query.sector:
        found = found.filter(sector=query.sector)
    if query.municipality:
        found = found.filter(municipality=query.municipality)
    if query.role:
        fenced = Concat(Value("|"), F("roles"), Value("|"))
        found = found.alias(fenced=fenced).filter(fenced__contains=f"|{query.role}|")
    return _members_only(found, query, by)


def _members_only(
    found: QuerySet[models.Actor], query: ActorQuery, by: Viewer
) -> QuerySet[models.Actor]:
    if not (query.ecosystem or by.ecosystems):
        return found
    spells = models.Membership.objects.filter(rows.current(by))
    if by.ecosystems:
        spells = spells.filter(ecosystem_id__in=by.ecosystems)
    if query.ecosystem:
        spells = spells.filter(ecosystem_id=query.ecosystem)
    return found.filter(actor_id__in=spells.values("actor_id"))


def get_actor(actor_id: str, *, by: Viewer) -> ActorDetail:
    """One actor with its memberships and spells; Refusal `not_found` when there is none that
    the viewer may see: one held to some ecosystems sees their members only."""
    found = models.Actor.objects.filter(rows.current(by), actor_id=actor_id)
    row = _members_only(found, ActorQuery(), by).first()
    if row is None:
        raise Refusal("not_found")
    return ActorDetail(
        _actor(row, _place_names(by)),
        _memberships(actor_id, by),
        _spells(actor_id, by),
        row.latitude,
        row.longitude,
        row.extra,
    )


def members_seen(*, by: Viewer) -> frozenset[str] | None:
    """The actors that were ever members of the viewer's ecosystems; None when it sees all."""
    if not by.ecosystems:
        return None
    spells = models.Membership.objects.filter(rows.current(by))
    found = spells.filter(ecosystem_id__in=by.ecosystems).order_by()
    return frozenset(found.values_list("actor_id", flat=True))


def actor_names(actor_ids: tuple[str, ...], *, by: Viewer) -> Mapping[str, str]:
    """The names of those actors; an id that is not there is left out."""
    found = models.Actor.objects.filter(rows.current(by)).order_by()
    names: dict[str, str] = {}
    for start in range(0, len(actor_ids), 500):
        some = found.filter(actor_id__in=actor_ids[start : start + 500])
        names.update(some.values_list("actor_id", "name"))
    return names


def _memberships(actor_id: str, by: Viewer) -> tuple[MembershipRow, ...]:
    names = dict(_ecosystems(by).values_list("ecosystem_id", "name"))
    found = models.Membership.objects.filter(rows.current(by), actor_id=actor_id)
    return tuple(
        MembershipRow(
            row.ecosystem_id,
            names[row.ecosystem_id],
            row.actor_id,
            row.member_from,
            row.member_until,
            bool(row.is_platform),
            bool(row.is_financier),
        )
        for row in found.order_by("ecosystem_id", "member_from", "id")
        if row.ecosystem_id in names
    )


def _spells(actor_id: str, by: Viewer) -> tuple[SpellRow, ...]:
    found = models.ActorSpell.objects.filter(rows.current(by), actor_id=actor_id)
    return tuple(
        SpellRow(
            row.sector,
            _roles(row.roles),
            row.country,
            row.municipality,
            row.valid_from,
            row.valid_until,
        )
        for row in found.order_by("valid_from", "id")
    )


def list_places(*, by: Viewer) -> tuple[PlaceRow, ...]:
    """The municipalities of the register, by name."""
    found = models.Place.objects.filter(rows.current(by)).order_by("name", "municipality")
    return tuple(
        PlaceRow(row.municipality, row.name, row.place_class, row.latitude, row.longitude)
        for row in found
    )


def _place_names(by: Viewer) -> dict[str, str]:
    found = models.Place.objects.filter(rows.current(by)).order_by()
    return dict(found.values_list("municipality", "name"))


def _roles(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


def _actor(row: models.Actor, places: Mapping[str, str]) -> ActorRow:
    return ActorRow(
        row.actor_id,
        row.name,
        row.sector,
        _roles(row.roles),
        row.org_number,
        row.country,
        row.municipality,
        places.get(row.municipality, row.municipality),
        row.industry,
    )
