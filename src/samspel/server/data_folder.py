"""Where everything kept lies: `.samspel/`, or the folder that SAMSPEL_DATA names.

`find()` makes the folder, for its owner's eyes only; `secret_key()` makes the key once.
"""

import os
import secrets
from pathlib import Path

__all__ = ["find", "secret_key"]


def find() -> Path:
    """The data folder, made when it is not there."""
    folder = Path(os.environ.get("SAMSPEL_DATA") or ".samspel").resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """The key that signs sessions. Two processes that start at once agree on one."""
    path = folder / "secret_key"
    if not path.exists():
        _make(path)
    return path.read_text(encoding="ascii").strip()


def _make(path: Path) -> None:
    # Written beside and linked into place: whoever links first has made the key, whole.
    beside = path.with_name(f".secret_key.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(beside, path)
    except FileExistsError:
        pass
    finally:
        beside.unlink()
