"""What an atlas is asked and what it answers. Neighbours get `Asked` and `Atlas`."""

from dataclasses import dataclass
from typing import Literal

from samspel.atlas.kernel import Unit
from samspel.atlas.units import Kind
from samspel.terms import RunSettings

__all__ = ["Asked", "Atlas"]


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of `gaps`, the kind of unit, and how to work.

    The `ecosystem` of the settings is not read. `in_memory` false keeps the steps of stage 1 in
    files. `workers` 1 measures in this process. How it is worked changes no figure.
    """

    settings: RunSettings
    by: Kind = "ecosystem"
    depth: Literal["full", "brief"] = "full"
    in_memory: bool = True
    workers: int = 1


@dataclass(frozen=True, slots=True)
class Atlas:
    """Every unit's figures in the order of their keys, and the rows of the largest join."""

    asked: Asked
    units: tuple[Unit, ...]
    largest_join: int

    def unit(self, key: str) -> Unit:
        """One unit; KeyError when there is none of that key."""
        for unit in self.units:
            if unit.key == key:
                return unit
        raise KeyError(key)
