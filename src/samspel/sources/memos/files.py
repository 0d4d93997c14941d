"""From a file to its text: PDF with a text layer, DOCX, or plain text.

Neighbours get `read_memo`, `read_memo_upload`, `document_text` and `CODES`. What a file is shows
in its bytes, not in its name. What cannot be read raises `BadData` with one problem.
"""

import codecs
import re
from pathlib import Path, PurePath

from samspel.sources.memos.reader import read_text
from samspel.terms import BadData, MemoReading, Place, Problem

__all__ = ["CODES", "document_text", "read_memo", "read_memo_upload"]

CODES = (
    "memo_not_found",
    "memo_too_large",
    "memo_format",
    "memo_broken",
    "memo_no_text",
    "memo_extra_missing",
)
MOST_BYTES = 25_000_000
MOST_SIGNS = 400_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")
_LETTERS = re.compile(r"[^\W\d_]")
_FEWEST_LETTERS = 20


def read_memo(path: Path) -> MemoReading:
    """Read the memo in a file.

    Raises
    ------
    BadData
        If there is no such file, it is neither PDF, DOCX nor text, is broken or locked, is too
        large, has no text layer, or its kind needs an extra that is not installed.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _bad("memo_too_large", path.name, limit="25")
        data = path.read_bytes()
    except OSError as fault:
        raise _bad("memo_not_found", path.name) from fault
    return read_memo_upload(path.name, data)


def read_memo_upload(name: str, data: bytes) -> MemoReading:
    """The same for bytes that were sent under that name."""
    return read_text(document_text(name, data))


def document_text(name: str, data: bytes) -> str:
    """The document's text with `\\n` for line ends and `\\f` before each new page."""
    shown = PurePath(name).name
    if len(data) > MOST_BYTES:
        raise _bad("memo_too_large", shown, limit="25")
    text = _CONTROL.sub("", _text(shown, data)).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MOST_SIGNS:
        raise _bad("memo_too_large", shown, limit=str(MOST_SIGNS / 1_000_000))
    if len(_LETTERS.findall(text)) < _FEWEST_LETTERS:
        raise _bad("memo_no_text", shown)
    return text


def _text(name: str, data: bytes) -> str:
    try:
        if data[:1024].find(b"%PDF-") >= 0:
            from samspel.sources.memos.read_pdf import pdf_text

            return pdf_text(data)
        if data[:4] == b"PK\x03\x04":
            from samspel.sources.memos.read_docx import docx_text

            return docx_text(data)
        return _decoded(name, data)
    except ImportError as fault:
        raise _bad("memo_extra_missing", name) from fault
    except ValueError as fault:
        raise _bad("memo_broken", name) from fault


def _decoded(name: str, data: bytes) -> str:
    """Text in UTF-8, UTF-16 or Windows-1252; any other bytes are no text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    if looks := _utf16(data):
        return data.decode(looks)
    if b"\x00" in data:
        raise _bad("memo_format", name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _office(name, data)


def _utf16(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of Swedish text is nothing."""
    start = data[:2000]
    half = max(len(start) // 2, 1)
    if start[1::2].count(0) > 0.7 * half and start[0::2].count(0) == 0:
        return "utf-16-le"
    if start[0::2].count(0) > 0.7 * half and start[1::2].count(0) == 0:
        return "utf-16-be"
    return ""


def _office(name: str, data: bytes) -> str:
    controls = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in data)
    if controls > len(data) / 200:
        raise _bad("memo_format", name)
    return data.decode("cp1252", errors="replace")


def _bad(code: str, name: str, **values: str) -> BadData:
    return BadData((Problem(code, {"name": name, **values}, Place(name)),))
