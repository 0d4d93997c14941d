"""Django's name for the subject."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app `directory`."""

    name = "samspel.records.directory"
    label = "directory"
