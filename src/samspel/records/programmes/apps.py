"""Django's name for the subject."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app `programmes`."""

    name = "samspel.records.programmes"
    label = "programmes"
