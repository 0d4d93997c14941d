"""A register at one moment: its tables with their hash, index and a zip that anybody can measure.

Neighbours get `freeze`, `refreeze`, `Frozen` with `keep_file`, and `pack_tables`.
"""

import io
import tempfile
import zipfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from samspel.actions.joined_tables import read_tables
from samspel.gaps import Indexed, index
from samspel.records.accounts.api import within
from samspel.records.files import api as files
from samspel.records.register.api import EntryQuery, list_entries
from samspel.tables import Tables, snapshot, write
from samspel.terms import PageRequest, Viewer

__all__ = ["Frozen", "freeze", "pack_tables", "refreeze"]


@dataclass(frozen=True, slots=True, eq=False)
class Frozen:
    """The tables with their hash, index and file; `version` is the register's.

    `workspace`: they hold what that platform keeps for itself.
    """

    tables: Tables
    snapshot: str
    indexed: Indexed
    packed: bytes
    version: int
    workspace: str = ""

    def keep_file(self, *, by: Viewer) -> int:
        """Keep the zip, once however often; its id. Call it in a transaction."""
        name = f"tables-{self.snapshot.removeprefix('sha256:')[:12]}.zip"
        return files.store_file(
            files.NewFile(name, "application/zip", "tables", self.packed, self.workspace), by=by
        ).id


def refreeze(*, frozen: Frozen, tables: Tables) -> Frozen:
    """The same moment with other tables, such as those that hold somebody's answers back."""
    return replace(
        frozen,
        tables=tables,
        snapshot=snapshot(tables),
        indexed=index(tables),
        packed=pack_tables(tables=tables),
    )


def freeze(*, by: Viewer, ecosystem: str = "", on: date | None = None) -> Frozen:
    """The register of the viewer's region as it is now, for the day `on`; for
    who leads the platform of the
    `ecosystem`, with what is kept in its workspace."""
    mine = within(ecosystem, by=by)
    kept = EntryQuery(workspace=ecosystem, state="kept")
    there = mine.workspaces and list_entries(kept, page=PageRequest(size=1), by=mine).count
    tables, version = read_tables(by=mine, on=on)
    packed = pack_tables(tables=tables)
    workspace = ecosystem if there else ""
    return Frozen(tables, snapshot(tables), index(tables), packed, version, workspace)


def pack_tables(*, tables: Tables) -> bytes:
    """The tables as a zip of CSV files; the same tables give the same bytes."""
    data = io.BytesIO()
    with tempfile.TemporaryDirectory() as beside:
        folder = Path(beside) / "tables"
        write(tables, folder, form="csv")
        with zipfile.ZipFile(data, "w") as archive:
            for path in sorted(folder.iterdir()):
                entry = zipfile.ZipInfo(path.name, (1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, path.read_bytes())
    return data.getvalue()
