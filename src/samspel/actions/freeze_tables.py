"""A register at one moment: its tables with their hash, index and a zip that anybody can measure.

Neighbours get `freeze`, `Frozen` with `keep_file`, and `pack_tables`.
"""

import io
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from samspel.actions.joined_tables import read_tables
from samspel.gaps import Indexed, index
from samspel.records.files import api as files
from samspel.tables import Tables, snapshot, write
from samspel.terms import Viewer

__all__ = ["Frozen", "freeze", "pack_tables"]


@dataclass(frozen=True, slots=True, eq=False)
class Frozen:
    """The tables with their hash, index and file; `version` is the register's."""

    tables: Tables
    snapshot: str
    indexed: Indexed
    packed: bytes
    version: int

    def keep_file(self, *, by: Viewer) -> int:
        """Keep the zip, once however often; its id. Call it in a transaction."""
        name = f"tables-{self.snapshot.removeprefix('sha256:')[:12]}.zip"
        return files.store_file(
            files.NewFile(name, "application/zip", "tables", self.packed), by=by
        ).id


def freeze(*, by: Viewer) -> Frozen:
    """The register of the viewer's region as it is now."""
    tables, version = read_tables(by=by)
    return Frozen(tables, snapshot(tables), index(tables), pack_tables(tables=tables), version)


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
