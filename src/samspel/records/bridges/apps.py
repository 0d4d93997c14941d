"""Django's name for the subject."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app `bridges`."""

    name = "samspel.records.bridges"
    label = "bridges"
