"""What an atlas is asked and what it answers. Neighbours get `Asked` and `Atlas`."""

from dataclasses import dataclass, field
from typing import Literal

from samspel.atlas.kernel import Unit
from samspel.atlas.units import Kind
from samspel.terms import RunSettings

__all__ = ["Asked", "Atlas"]


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of `gaps`, the kind of unit, and how to work.

    The `ecosystem` of the settings is not read. `in_memory` false keeps the steps of stage 1 in
    files. `workers` 1 measures in this process. `counting` logs the rows of every single join, for
    proofs. `together` gaps are joined for at once (None: all): fewer and larger steps, as a
    cluster wants. How it is worked changes no figure.
    """

    settings: RunSettings
    by: Kind = "ecosystem"
    depth: Literal["full", "brief"] = "full"
    in_memory: bool = True
    workers: int = 1
    counting: bool = False
    together: int | None = 1


@dataclass(frozen=True, slots=True)
class Atlas:
    """Every unit's figures in the order of their keys; with `counting` the rows of each join."""

    asked: Asked
    units: tuple[Unit, ...]
    largest_join: int | None = None
    joins: dict[str, int] = field(default_factory=dict)

    def unit(self, key: str) -> Unit:
        """One unit; KeyError when there is none of that key."""
        for unit in self.units:
            if unit.key == key:
                return unit
        raise KeyError(key)
