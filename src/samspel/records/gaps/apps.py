"""Django's name for the subject."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app `gaps`."""

    name = "samspel.records.gaps"
    label = "gaps"
