"""Django's name for the subject."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app `beginning`."""

    name = "samspel.records.beginning"
    label = "beginning"
