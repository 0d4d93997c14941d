"""Django's name for the subject."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app `register`."""

    name = "samspel.records.register"
    label = "register"
