"""An empty workbook to fill in: a sheet for each required table, its columns as the heading row."""

import tempfile
from pathlib import Path

from samspel.records.accounts.api import check_may
from samspel.tables import Tables, write
from samspel.terms import Viewer

__all__ = ["empty_workbook"]


def empty_workbook(*, by: Viewer) -> bytes:
    """The workbook as bytes; whoever may read the region may have it."""
    check_may(by, "read")
    with tempfile.TemporaryDirectory() as beside:
        path = Path(beside) / "samspel.xlsx"
        write(Tables.of(), path, form="xlsx")
        return path.read_bytes()
