"""Django's name for the subject."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app `accounts`."""

    name = "samspel.records.accounts"
    label = "accounts"
