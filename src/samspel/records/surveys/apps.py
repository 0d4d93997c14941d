"""Django's name for the subject."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app `surveys`."""

    name = "samspel.records.surveys"
    label = "surveys"
