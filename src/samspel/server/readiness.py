"""What must be right before the service opens: migrations, static files, the system checks."""

import io

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

__all__ = ["bring_up_to_date", "look"]


def look() -> None:
    """Refuse to open on an older database; collect static files; run the checks."""
    from samspel.server import static

    django.setup()
    waiting = _waiting()
    if waiting:
        raise ImproperlyConfigured(
            f"the database lacks {waiting} of this version's changes: run `samspel migrate` first"
        )
    static.collect()
    call_command("check", stdout=io.StringIO())  # what it finds goes to standard error
    connections.close_all()  # a child opens its own


def bring_up_to_date() -> None:
    """Migrate the database and collect the static files."""
    from samspel.server import static

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    static.collect()


def _waiting() -> int:
    executor = MigrationExecutor(connections["default"])
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
