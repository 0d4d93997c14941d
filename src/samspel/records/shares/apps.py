"""Django's name for the subject."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app `shares`."""

    name = "samspel.records.shares"
    label = "shares"
