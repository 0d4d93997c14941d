"""Django's name for the subject."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app `evaluations`."""

    name = "samspel.records.evaluations"
    label = "evaluations"
