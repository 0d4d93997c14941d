"""A list as a page shows it: rows in words, the count of all that match, and the next page.

`listed(request, found, rows)` keeps search and filters in the next page's address.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from samspel.pages.shell.numbers import whole_number
from samspel.terms import Page, PageRequest

__all__ = ["Listed", "listed", "page_request"]

_SIZE = 50
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """Rows made ready for a template."""

    rows: tuple[Any, ...]
    count: int
    first_url: str
    next_url: str


def page_request(request: HttpRequest, *, numbered: bool = False) -> PageRequest:
    """Which page the address asks for; in a `numbered` list the key is a number.

    An address that somebody has changed by hand begins from the start.
    """
    after = request.GET.get("after", "").replace("\x00", "")[:_LONGEST]
    if numbered and whole_number(after) is None:
        after = ""
    return PageRequest(after=after, size=_SIZE)


def listed(request: HttpRequest, found: Page[Any], rows: Iterable[Any], *, at: str = "") -> Listed:
    """The rows with the way to the next page; `at` is where on the page the list stands."""
    asked = request.GET.copy()
    after = asked.pop("after", [""])[-1]
    first = f"?{asked.urlencode()}{at}" if after else ""
    asked["after"] = found.next
    onward = f"?{asked.urlencode()}{at}" if found.next else ""
    return Listed(tuple(rows), found.count, first, onward)
