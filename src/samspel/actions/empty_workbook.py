"""The workbook to fill in, in the reader's language: instructions, drop-downs, examples."""

from samspel.records.accounts.api import check_may
from samspel.reports.workbook import render_workbook
from samspel.terms import Viewer

__all__ = ["empty_workbook"]


def empty_workbook(*, language: str, by: Viewer) -> bytes:
    """The workbook as bytes; whoever may read the region may have it."""
    check_may(by, "read")
    return render_workbook(language)
