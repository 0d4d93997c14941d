"""What an agreement promises in money: the figures a memo's financing table prints."""

from dataclasses import dataclass
from datetime import date

from samspel.terms.money import Money

__all__ = ["AgreementFigures", "Financing"]


@dataclass(frozen=True, slots=True)
class Financing:
    """One line of the financing table: who and how much over the whole period (R83)."""

    financier: str
    amount: Money


@dataclass(frozen=True, slots=True)
class AgreementFigures:
    """The decided figures of one agreement (R80-R83): matter, recipient, period, money.

    `dnr` is the matter's diary number, `parent_dnr` the decision it rests on (R2, R3).
    """

    ecosystem_id: str
    recipient_id: str
    title: str
    dnr: str
    parent_dnr: str
    first_on: date
    last_on: date
    yearly: Money
    financing: tuple[Financing, ...]

    @property
    def total(self) -> Money:
        """The sum of the financing lines."""
        return Money(sum(line.amount.ore for line in self.financing))
