"""Tells Django about the server's own checks (`samspel serve` runs them first)."""

from django.apps import AppConfig

__all__ = ["Server"]


class Server(AppConfig):
    """No models: only what is looked at before the service opens."""

    name = "samspel.server"
    label = "server"

    def ready(self) -> None:
        """Register the checks."""
        from samspel.server import checks  # noqa: F401 - registers by being imported
