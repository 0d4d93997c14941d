"""Django's name for the subject."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app `messages`."""

    name = "samspel.records.messages"
    label = "messages"
