"""The addresses of the first ten minutes, below a region's."""

from django.urls import path

from samspel.pages.beginning import grid, members, paste, sides, wheel

__all__ = ["FIRST"]

FIRST = (
    path("paste/", paste.paste, name="paste"),
    path("paste/keep/", paste.keep, name="paste-keep"),
    path("paste/give-up/", paste.give_up, name="paste-give-up"),
    path("paste/columns/", paste.columns, name="paste-columns"),
    path("paste/members/", members.members, name="paste-members"),
    path("ecosystems/<str:ecosystem_id>/sides/", sides.sides, name="sides"),
    path("ecosystems/<str:ecosystem_id>/grid/", grid.grid, name="grid"),
    path("ecosystems/<str:ecosystem_id>/first-wheel/", wheel.first, name="first-wheel"),
)
