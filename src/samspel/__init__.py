"""Samspel: measures the interplay of innovation ecosystems and carries it to the board.

Importing the package loads nothing; names arrive when they are asked for (PEP 562). What an
analyst needs has a name here; `samspel.example()` gives a made-up region to try it on.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

# What is offered: where it lives, and what it is called there.
_WHERE = {
    "ChangeMeasurement": ("samspel.notebook", "ChangeMeasurement"),
    "Measurement": ("samspel.notebook", "Measurement"),
    "Tables": ("samspel.tables", "Tables"),
    "change": ("samspel.notebook", "change"),
    "check": ("samspel.tables", "check"),
    "example": ("samspel.sources.example", "build"),
    "load_definitions": ("samspel.gaps", "load_definitions"),
    "measure": ("samspel.notebook", "measure"),
    "read": ("samspel.notebook", "read"),
    "snapshot": ("samspel.tables", "snapshot"),
}

__all__ = [
    "ChangeMeasurement",
    "Measurement",
    "Tables",
    "__version__",
    "change",
    "check",
    "example",
    "load_definitions",
    "measure",
    "read",
    "snapshot",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'samspel' has no attribute {name!r}")
    module, called = _WHERE[name]
    return getattr(import_module(module), called)


def __dir__() -> list[str]:
    return sorted(__all__)
