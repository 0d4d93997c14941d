"""Django's name for the subject."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app `interplay`."""

    name = "samspel.records.interplay"
    label = "interplay"
