"""What the readers of single fields hand over: values with the words they stand in.

Neighbours get `Find` (one value), `Finds` (what is known of one field) and `of_spot`.
"""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from samspel.sources.memos.document import DECISION, Document, Spot
from samspel.terms.memo_readings import Quote

__all__ = ["Find", "Finds", "of_spot"]

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Find(Generic[Value]):
    """A value, its words, and whether they stand in a decision point."""

    value: Value
    quotes: tuple[Quote, ...]
    in_point: bool = False


@dataclass(frozen=True, slots=True)
class Finds(Generic[Value]):
    """All that was found of one field. `sure` is False when something was not understood."""

    items: tuple[Find[Value], ...] = ()
    sure: bool = True
    quotes: tuple[Quote, ...] = field(default=())

    @property
    def values(self) -> tuple[Value, ...]:
        """The values, in the document's order."""
        return tuple(item.value for item in self.items)

    @property
    def all_quotes(self) -> tuple[Quote, ...]:
        """The words of every item, then those of what was not understood."""
        return (*(quote for item in self.items for quote in item.quotes), *self.quotes)


def of_spot(document: Document, spot: Spot, value: Value) -> Find[Value]:
    """The value with the words of that spot."""
    return Find(value, document.quotes(spot), spot.block.section in DECISION)
