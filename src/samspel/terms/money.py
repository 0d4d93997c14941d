"""Money as whole öre: no float ever holds kronor."""

from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Money"]


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in Swedish kronor, kept as whole öre.

    >>> Money.kronor(2_000_000).ore
    200000000
    >>> Money.kronor("0.505")
    Traceback (most recent call last):
    ValueError: 0.505 kronor is not a whole number of öre
    """

    ore: int

    @classmethod
    def kronor(cls, amount: int | str | Decimal) -> "Money":
        """The amount given in kronor; ValueError when it is not a whole number of öre."""
        ore = Decimal(amount) * 100
        if ore != ore.to_integral_value():
            raise ValueError(f"{amount} kronor is not a whole number of öre")
        return cls(int(ore))

    @property
    def in_kronor(self) -> Decimal:
        """The amount in kronor, exact."""
        return Decimal(self.ore) / 100

    def __add__(self, other: "Money") -> "Money":
        return Money(self.ore + other.ore)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.ore - other.ore)

    def __mul__(self, times: int) -> "Money":
        return Money(self.ore * times)
