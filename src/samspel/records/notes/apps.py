"""Django's name for the subject."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app `notes`."""

    name = "samspel.records.notes"
    label = "notes"
