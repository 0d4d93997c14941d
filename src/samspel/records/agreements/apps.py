"""Django's name for the subject."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app `agreements`."""

    name = "samspel.records.agreements"
    label = "agreements"
