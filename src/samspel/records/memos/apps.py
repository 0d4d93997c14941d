"""Django's name for the subject."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app `memos`."""

    name = "samspel.records.memos"
    label = "memos"
