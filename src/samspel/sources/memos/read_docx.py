"""The text of a DOCX: headers once, then paragraphs, lists and tables as they stand.

This module alone knows the library that reads it. Numbers of lists, which Word keeps apart from
the words, are put back, and changes that were struck are left out.
"""

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

__all__ = ["docx_text"]

_MOST_BYTES = 40_000_000  # unpacked
_MOST_PARTS = 3000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Words that are no longer, or not here: struck, moved away, drawn a second time for old readers.
_GONE = {
    f"{_W}del",
    f"{_W}moveFrom",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_DEEPEST = 60


def docx_text(data: bytes) -> str:
    """The document's text; the cells of a table's row stand on one line with tabs between.

    Raises
    ------
    ValueError
        If the file is no whole DOCX, or unpacks to more than can be a memo.
    ImportError
        If the extra `documents` is not installed.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        _weigh(data)
        document = docx.Document(io.BytesIO(data))
        lines = [*_headers(document), *_Reader(document).body(document.element.body, 0)]
    except (
        PackageNotFoundError, XMLSyntaxError, zipfile.BadZipFile, KeyError, AttributeError,
        OSError, EOFError, NotImplementedError, RuntimeError, TypeError, IndexError,
    ) as fault:  # fmt: skip
        raise ValueError(f"no whole DOCX: {fault}") from fault
    return "\n".join(lines)


def _weigh(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sizes = [part.file_size for part in parts.infolist()]
    if sum(sizes) > _MOST_BYTES or len(sizes) > _MOST_PARTS:
        raise ValueError("unpacks to more than a memo")


def _headers(document: Any) -> Iterator[str]:
    """The lines of the pages' headers, each once: a diary number often stands there alone."""
    seen = set()
    for section in document.sections:
        for header in (section.first_page_header, section.header):
            if header.is_linked_to_previous and header is not section.header:
                continue
            for line in _Reader(document).body(header._element, 0):  # noqa: SLF001
                if line.strip() and line not in seen:
                    seen.add(line)
                    yield line
    if seen:
        yield ""


class _Reader:
    """Walks the document's tree. Counts the items of every list as it goes."""

    def __init__(self, document: Any) -> None:
        self.counts: dict[tuple[str, str], int] = defaultdict(int)
        self.styles = {style.style_id: style.element for style in document.styles}
        self.lists = _lists(document)

    def body(self, parent: Any, depth: int) -> Iterator[str]:
        """The lines below one part of the tree."""
        for part in parent if depth < _DEEPEST else ():
            if part.tag in _GONE:
                continue
            if part.tag == f"{_W}p":
                yield from self._paragraph(part)
            elif part.tag == f"{_W}tbl":
                yield from self._table(part, depth)
            else:
                yield from self.body(part, depth + 1)

    def _table(self, table: Any, depth: int) -> Iterator[str]:
        for row in table.iter(f"{_W}tr"):
            cells = [
                " ".join(line.strip() for line in self.body(cell, depth + 1) if line.strip())
                for cell in row.iter(f"{_W}tc")
            ]
            yield "\t".join(cells)
        yield ""

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        words = "".join(_runs(paragraph, 0))
        mark = self._mark(paragraph) if words.strip() else ""
        yield mark + words
        if not mark:
            yield ""

    def _mark(self, paragraph: Any) -> str:
        found = self._numbering(paragraph)
        if found is None:
            return ""
        form = self.lists.get(found, "")
        if form in ("bullet", ""):
            return "• " if form else ""
        self.counts[found] += 1
        return f"{self.counts[found]}. "

    def _numbering(self, paragraph: Any) -> tuple[str, str] | None:
        """The list and level of a paragraph, its own or its style's."""
        own = paragraph.find(f"{_W}pPr")
        for _ in range(10):
            if own is None:
                return None
            numbered = own.find(f"{_W}numPr")
            if numbered is not None:
                return _value(numbered, "numId"), _value(numbered, "ilvl") or "0"
            name = _value(own, "pStyle") or _value(own, "basedOn")
            style = self.styles.get(name)
            own = None if style is None else _style_part(style)
        return None


def _style_part(style: Any) -> Any:
    own = style.find(f"{_W}pPr")
    if own is not None and own.find(f"{_W}numPr") is not None:
        return own
    return style


def _value(part: Any, name: str) -> str:
    found = part.find(f"{_W}{name}")
    return "" if found is None else str(found.get(f"{_W}val", ""))


def _lists(document: Any) -> dict[tuple[str, str], str]:
    """The form of the numbers of each list and level: bullet, decimal and so on."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    forms = {
        (abstract.get(f"{_W}abstractNumId"), level.get(f"{_W}ilvl")): _value(level, "numFmt")
        for abstract in root.iter(f"{_W}abstractNum")
        for level in abstract.iter(f"{_W}lvl")
    }
    return {
        (number.get(f"{_W}numId"), level): form
        for number in root.iter(f"{_W}num")
        for (abstract, level), form in forms.items()
        if abstract == _value(number, "abstractNumId")
    }


_SIGNS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
    f"{_W}lastRenderedPageBreak": "",
}


def _runs(parent: Any, depth: int) -> Iterator[str]:
    """The words of a paragraph, also those inside links and fields that a person fills in."""
    for part in parent if depth < _DEEPEST else ():
        if part.tag in _GONE or part.tag == f"{_W}pPr":
            continue
        if part.tag == f"{_W}t":
            yield part.text or ""
        elif part.tag in _SIGNS:
            yield _SIGNS[part.tag]
        else:
            yield from _runs(part, depth + 1)
