"""Zips and workbooks are looked into before anything is unpacked: a small file can be huge.

Neighbours get `members(data, place)` for an upload of a folder and `checked(data, place)` for
a workbook, both raising `BadData` when the archive is broken or larger than our limits.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from samspel.tables.raw import MOST_BYTES, MOST_FILES, MOST_RATIO
from samspel.terms import BadData, Place, Problem

__all__ = ["checked", "members"]

_SMALL = 10 << 20  # below this a high ratio harms nobody
_PIECE = 1 << 20


def checked(data: bytes, place: Place, *, broken: str = "not_a_zip") -> zipfile.ZipFile:
    """The archive, when it is whole and within limits.

    What the archive says of itself is judged first; then every member is unpacked in pieces
    that are thrown away, since an archive may lie about its sizes.

    Raises
    ------
    BadData
        `broken` when it is no whole archive, `too_large` or `too_many_files` beyond limits.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        _judge(archive, len(data), place)
        _unpack_once(archive, place)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        RuntimeError,
        OSError,
        ValueError,
        NotImplementedError,
        OverflowError,
        IndexError,
    ) as fault:
        raise BadData((Problem(broken, {}, place),)) from fault
    return archive


def members(data: bytes, place: Place) -> Iterator[tuple[str, bytes]]:
    """The name and bytes of each file of a zipped folder; folders within give no path."""
    archive = checked(data, place)
    for info in archive.infolist():
        name = PurePosixPath(info.filename.replace("\\", "/"))
        hidden = name.name.startswith(".") or "__MACOSX" in name.parts
        if not info.is_dir() and not hidden:
            yield name.name, archive.read(info)


def _judge(archive: zipfile.ZipFile, packed: int, place: Place) -> None:
    infos = archive.infolist()
    if len(infos) > MOST_FILES:
        values = {"limit": str(MOST_FILES), "count": str(len(infos))}
        raise BadData((Problem("too_many_files", values, place),))
    total = sum(info.file_size for info in infos)
    if total > MOST_BYTES or (total > _SMALL and total > packed * MOST_RATIO):
        raise _too_large(place)


def _unpack_once(archive: zipfile.ZipFile, place: Place) -> None:
    total = 0
    for info in archive.infolist():
        with archive.open(info) as member:
            while piece := member.read(_PIECE):
                total += len(piece)
                if total > MOST_BYTES:
                    raise _too_large(place)


def _too_large(place: Place) -> BadData:
    return BadData((Problem("too_large", {"limit": f"{MOST_BYTES >> 20} MB"}, place),))
