"""Django's name for the subject."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app `audit`."""

    name = "samspel.records.audit"
    label = "audit"
