"""Django's name for the subject."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app `contacts`."""

    name = "samspel.records.contacts"
    label = "contacts"
