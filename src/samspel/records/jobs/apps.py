"""Django's name for the subject."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app `jobs`."""

    name = "samspel.records.jobs"
    label = "jobs"
