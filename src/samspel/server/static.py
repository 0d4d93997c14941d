"""Collects the pages' static files under hashed names, when they have changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

__all__ = ["collect"]


def collect() -> bool:
    """Bring the collected files up to date; False when they were."""
    root: Path = settings.STATIC_ROOT
    stamp, now = root / ".collected", _state()
    if (root / "staticfiles.json").exists() and stamp.exists() and stamp.read_text() == now:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(now)
    return True


def _state() -> str:
    """What the files are, by name, size and time: reading them all would take longer."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
