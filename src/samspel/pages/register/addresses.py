"""The addresses of the register's pages that change it."""

from django.urls import path

from samspel.pages.register import (
    actor_contacts,
    editing,
    facts,
    going_on,
    imports,
    members,
    own,
    towns,
    undoing,
)

__all__ = ["EDITING"]

_ACTOR = "actors/<str:actor_id>/"
_ECOSYSTEM = "ecosystems/<str:ecosystem_id>/members/"

EDITING = [
    path("actors/new/", editing.add, name="add-actor"),
    path(f"{_ACTOR}edit/", editing.edit, name="edit-actor"),
    path(f"{_ACTOR}edit/change/", editing.change, name="change-actor"),
    path(f"{_ACTOR}edit/remove/", editing.remove, name="remove-actor"),
    path(f"{_ACTOR}edit/goes-on/", going_on.goes_on, name="actor-goes-on"),
    path(f"{_ACTOR}edit/<slug:table>/", facts.actor_fact, name="add-fact"),
    path(f"{_ACTOR}edit/<slug:table>/<int:row>/", facts.actor_fact, name="change-fact"),
    path(f"{_ACTOR}edit/<slug:table>/<int:row>/end/", facts.end_actor_fact, name="end-fact"),
    path(f"{_ACTOR}contacts/", actor_contacts.actor_contacts, name="actor-contacts"),
    path(f"{_ACTOR}history/", undoing.history, name="actor-history"),
    path(_ECOSYSTEM, members.members, name="members"),
    path(f"{_ECOSYSTEM}<slug:table>/", facts.ecosystem_fact, name="add-ecosystem-fact"),
    path(
        f"{_ECOSYSTEM}<slug:table>/<int:row>/", facts.ecosystem_fact, name="change-ecosystem-fact"
    ),
    path(
        f"{_ECOSYSTEM}<slug:table>/<int:row>/end/",
        facts.end_ecosystem_fact,
        name="end-ecosystem-fact",
    ),
    path("places/", towns.towns, name="towns"),
    path("own/", own.own, name="own-actor"),
    path("own/<str:actor_id>/", own.offer, name="own-offer-new"),
    path("own/<str:actor_id>/<int:row>/", own.offer, name="own-offer"),
    path("own/<str:actor_id>/<int:row>/end/", own.end_offer, name="own-offer-end"),
    path("entries/<int:entry_id>/undo/", undoing.undo, name="undo-entry"),
    path("import/<int:import_id>/again/", imports.again, name="plan-again"),
]
