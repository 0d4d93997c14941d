"""Dates as the method counts them: both ends included, an open end is open."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["FIRST_DAY", "LAST_DAY", "Period", "months_before", "window"]

# The days that whoever asks may name: far from both ends of the calendar.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included; None is open.

    >>> Period(date(2024, 1, 1), None).overlaps(Period(None, date(2024, 1, 1)))
    True
    """

    first: date | None
    last: date | None

    def __post_init__(self) -> None:
        if self.first and self.last and self.last < self.first:
            raise ValueError(f"a period cannot end {self.last} before it starts {self.first}")

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share at least one day."""
        starts_in_time = self.first is None or other.last is None or self.first <= other.last
        ends_in_time = self.last is None or other.first is None or other.first <= self.last
        return starts_in_time and ends_in_time

    def holds(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return self.overlaps(Period(day, day))

    @property
    def days(self) -> int:
        """The number of days; ValueError when an end is open."""
        if self.first is None or self.last is None:
            raise ValueError("an open period has no number of days")
        return (self.last - self.first).days + 1


def months_before(day: date, months: int) -> date:
    """The same day of the month, `months` earlier, clipped to that month's last day.

    Before the calendar begins it is its first day.

    >>> months_before(date(2024, 3, 31), 1), months_before(date(1, 5, 1), 24)
    (datetime.date(2024, 2, 29), datetime.date(1, 1, 1))
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < date.min.year:
        return date.min
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))


def window(on: date, months: int) -> Period:
    """The window W = (t - w, t] of method section 3 as days that are all included.

    >>> window(date(1, 1, 1), 24)
    Period(first=datetime.date(1, 1, 1), last=datetime.date(1, 1, 1))
    """
    before = months_before(on, months)
    return Period(min(before + timedelta(days=1), on), on)
