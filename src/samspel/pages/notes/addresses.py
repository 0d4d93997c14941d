"""The addresses of notes within a region."""

from django.urls import path

from samspel.pages.notes import views

__all__ = ["NOTES"]

NOTES = [
    path("notes/", views.notes, name="notes"),
    path("notes/new/", views.new_note, name="new-note"),
    path("notes/<str:note_id>/", views.note, name="note"),
    path("notes/<str:note_id>/remove/", views.remove, name="remove-note"),
]
