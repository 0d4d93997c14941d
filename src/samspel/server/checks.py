"""What is looked at before the service opens: the data folder, its key, and the address.

Each fault says what is wrong and what to do about it.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks

__all__ = ["check_address", "check_data_folder", "check_secret_key"]

_KEY_BYTES = 32  # fewer could be guessed


@checks.register
def check_data_folder(**_: Any) -> Sequence[checks.CheckMessage]:
    """The folder can be written to, and only by its owner."""
    folder: Path = settings.DATA
    if not os.access(folder, os.W_OK | os.X_OK):
        hint = "Give it to the user the service runs as, or set SAMSPEL_DATA to another."
        return [
            checks.Error(f"The data folder {folder} cannot be written to.", hint, id="samspel.E001")
        ]
    if folder.stat().st_mode & 0o007:
        hint = f"chmod o-rwx {folder}"
        return [checks.Warning(f"Everyone may look into {folder}.", hint, id="samspel.W001")]
    return []


@checks.register
def check_secret_key(**_: Any) -> Sequence[checks.CheckMessage]:
    """The key is long enough, and nobody else can read it."""
    path = settings.DATA / "secret_key"
    if len(settings.SECRET_KEY) < _KEY_BYTES:
        hint = f"Remove {path}: a new one is made, and everybody signs in again."
        return [checks.Error("The secret key is too short.", hint, id="samspel.E002")]
    if path.stat().st_mode & 0o077:
        hint = f"chmod 600 {path}"
        return [checks.Error(f"Others can read the secret key {path}.", hint, id="samspel.E003")]
    return []


@checks.register
def check_address(**_: Any) -> Sequence[checks.CheckMessage]:
    """A name other than this machine's is served by https, or a password crosses in the open."""
    here = {"localhost", "127.0.0.1", "[::1]"}
    if settings.SECURE or set(settings.ALLOWED_HOSTS) <= here:
        return []
    hint = "Set SAMSPEL_ADDRESS to its https address."
    return [checks.Warning("The service answers to names without https.", hint, id="samspel.W002")]
