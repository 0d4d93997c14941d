"""The tables of a run as a file to take along: whole for who sees single answers, else without.

    kept with the run -> for an evaluator: the very bytes
                      -> for an officer: without what waves asked here have collected, and README.md

Neighbours get `hand_out` and `leaves_out`. What is left out is said in the file itself.
"""

import io
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

from django.utils.translation import gettext as _

from samspel.actions.freeze_tables import pack_tables
from samspel.actions.own_answers import own_rows, waves_asked, without_own
from samspel.records.accounts.api import check_may, sees_answers, system_viewer
from samspel.records.files import api as files
from samspel.tables import Tables, read
from samspel.terms import Viewer

__all__ = ["hand_out", "leaves_out"]

README = "README.md"


def leaves_out(*, by: Viewer) -> bool:
    """Whether the tables of a run may be others for this viewer than for an evaluator."""
    return not sees_answers(by) and bool(waves_asked(by=by))


def hand_out(*, tables_file: int, by: Viewer) -> bytes:
    """The zip of the tables that a run read, as this viewer may have it.

    Where nothing has to be left out it is the kept file, to the last byte. Refusals:
    `may_not.download_tables`, `held_to_ecosystems`, `not_found`.
    """
    check_may(by, "download_tables")
    # Looked at above; what is handed on is looked at here.
    system = replace(system_viewer(by.region), workspaces=by.workspaces)
    whole = files.read_bytes(tables_file, by=system)
    if not leaves_out(by=by):
        return whole
    waves = waves_asked(by=by)
    tables = _read(whole)
    if not any(rows.filter(own_rows(name, waves)).height for name, rows in tables.frames.items()):
        return whole
    return _with_readme(pack_tables(tables=without_own(tables, waves)), _readme())


def _read(data: bytes) -> Tables:
    with tempfile.TemporaryDirectory() as beside:
        path = Path(beside) / "tables.zip"
        path.write_bytes(data)
        return read(path).tables


def _readme() -> str:
    """What is not there, why, and who can compute the run again. It is the same whatever was
    answered: how many rows each table lacks would tell how many named somebody."""
    parts = (
        "# " + _("Answers are left out of these tables"),
        _(
            "The run read tables that also hold what members answered in waves asked in this "
            "service. Those answers, and the contacts told in them, are left out of answers, "
            "interplay, participations and coverage here."
        ),
        _(
            "So these tables have another hash than the run names, and measuring them gives other "
            "figures wherever answers count. An evaluator fetches the tables whole from the same "
            "page, and can compute the run again to the last digit."
        ),
    )
    return "\n\n".join(parts) + "\n"


def _with_readme(packed: bytes, text: str) -> bytes:
    data = io.BytesIO(packed)
    with zipfile.ZipFile(data, "a") as archive:
        entry = zipfile.ZipInfo(README, (1980, 1, 1, 0, 0, 0))
        entry.external_attr = 0o644 << 16
        archive.writestr(entry, text.encode())
    return data.getvalue()
