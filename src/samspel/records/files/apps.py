"""Django's name for the subject."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app `files`."""

    name = "samspel.records.files"
    label = "files"
