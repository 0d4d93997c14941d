"""The addresses of the open pages, and of those where it is decided what stands there."""

from django.urls import path

from samspel.pages.directory import listing, open_pages, settling

__all__ = ["DIRECTORY", "SETTLING"]

# Not under a region's key, where everything asks who is there.
_OPEN = "directory/<slug:where>/"

DIRECTORY = [
    path(_OPEN, open_pages.front, name="directory"),
    path(
        f"{_OPEN}ecosystems/<str:ecosystem_id>/", open_pages.ecosystem, name="directory-ecosystem"
    ),
    path(f"{_OPEN}actors/<str:actor_id>/", open_pages.actor, name="directory-actor"),
]
SETTLING = [
    path("everybody/", settling.settle, name="settle-directory"),
    path("actors/<str:actor_id>/everybody/", listing.of_actor, name="listing"),
    path("own/<str:actor_id>/everybody/", listing.of_own, name="own-listing"),
]
