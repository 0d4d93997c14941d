"""A list as a file that a spreadsheet opens: every row that matches, with the list's own filters.

`export(name, headings, pages)` streams; nothing of the list is held whole. A cell that a
spreadsheet would take for a formula is kept as text.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.translation import get_language

from samspel.terms import Page, PageRequest

__all__ = ["MOST_ROWS", "every_page", "export"]

MOST_ROWS = 100_000
_SIZE = 500
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def file_address(request: HttpRequest) -> str:
    """Where the list that is shown is had as a file, with its filters."""
    asked = request.GET.copy()
    for name in ("after", "removed"):
        asked.pop(name, None)
    asked["form"] = "csv"
    return f"?{asked.urlencode()}"


def every_page(ask: Callable[[PageRequest], Page[Any]]) -> Iterator[Any]:
    """All rows of a list, asked for page by page; at most `MOST_ROWS`."""
    after, given = "", 0
    while given < MOST_ROWS:
        page = ask(PageRequest(after=after, size=_SIZE, counted=False))
        yield from page.rows
        given += len(page.rows)
        after = page.next
        if not after:
            return


def export(
    name: str, headings: Sequence[str], rows: Iterator[Sequence[object]]
) -> StreamingHttpResponse:
    """The rows as CSV: UTF-8 with its mark, and the separator that this language's spreadsheets
    expect, so that a double click opens it."""
    # The language is the request's; streaming goes on after the request is left.
    separator = ";" if (get_language() or "sv").startswith("sv") else ","
    writer = csv.writer(_Echo(), delimiter=separator)

    def lines() -> Iterator[str]:
        yield "\ufeff" + writer.writerow(headings)
        for row in rows:
            yield writer.writerow([_cell(value) for value in row])

    answer = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, line: str) -> str:
        return line


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
