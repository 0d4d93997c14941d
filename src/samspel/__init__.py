"""Samspel: measures the interplay of innovation ecosystems and carries it to the board.

Importing the package loads nothing; names arrive when they are asked for (PEP 562).
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_WHERE = {
    "Tables": "samspel.tables",
    "read": "samspel.tables",
    "check": "samspel.tables",
    "snapshot": "samspel.tables",
    "measure_all": "samspel.gaps",
    "RunSettings": "samspel.terms",
    "Run": "samspel.terms",
    "load_definitions": "samspel.gaps",
}

__all__ = [
    "Run",
    "RunSettings",
    "Tables",
    "__version__",
    "check",
    "load_definitions",
    "measure_all",
    "read",
    "snapshot",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'samspel' has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
