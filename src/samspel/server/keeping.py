"""`backup` and `restore` of this service: its database, its files, its locks."""

from pathlib import Path

from samspel.server import copies, data_folder, databases, locks

__all__ = ["back_up", "restore"]


def back_up(out: Path) -> str:
    """Copy everything to the new file `out`, also while the service runs; what was done."""
    from django.conf import settings

    ours = databases.of(settings.DATABASES["default"])
    done = copies.back_up(ours, settings.FILES_FOLDER, out)
    return f"{out}: the database and {done.files} files as of {done.made_at}"


def restore(copy: Path, *, replace: bool) -> str:
    """Put a copy back, with nothing running, and bring it to this version's form."""
    from django.conf import settings

    from samspel.server import readiness

    folder = data_folder.find()
    with locks.held(folder, "server", wait=1), locks.held(folder, "worker", wait=1):
        ours = databases.of(settings.DATABASES["default"])
        done = copies.restore(copy, ours, settings.FILES_FOLDER, replace=replace)
        readiness.bring_up_to_date()
    return f"{folder}: restored what was copied at {done.made_at}, {done.files} files"
