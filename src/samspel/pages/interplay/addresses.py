"""The addresses of interplay within a region."""

from django.urls import path

from samspel.pages.interplay import changing, defaults, entering, listing, log, pasting, views

__all__ = ["ACTS"]

_LOG = "ecosystems/<str:ecosystem_id>/log/"

ACTS = [
    path("acts/", listing.acts, name="acts"),
    path("acts/new/", entering.new_act, name="new-act"),
    path("acts/many/", pasting.many, name="many-acts"),
    path("acts/names/", entering.names, name="act-names"),
    path("acts/told/", listing.told, name="acts-told"),
    path("acts/kinds/", defaults.kinds, name="act-kinds"),
    path("acts/<str:interplay_id>/", views.act, name="act"),
    path("acts/<str:interplay_id>/edit/", changing.edit, name="edit-act"),
    path("acts/<str:interplay_id>/remove/", changing.remove, name="remove-act"),
    path("acts/<str:interplay_id>/parts/", changing.parts, name="act-parts"),
    path("entries/<int:entry_id>/take-back/", changing.take_back_entry, name="take-back"),
    path(_LOG, log.log, name="log"),
    path(f"{_LOG}declare/", log.declare, name="declare-log"),
    path(f"{_LOG}withdraw/", log.withdraw, name="withdraw-log"),
    path(f"{_LOG}mail/", log.mail, name="log-mail"),
]
