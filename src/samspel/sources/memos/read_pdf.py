"""The text layer of a PDF, page by page. This module alone knows the library that reads it."""

import re
import threading

__all__ = ["pdf_text"]

_MOST_PAGES = 500
# The library is not made for two threads at a time.
_ONE_AT_A_TIME = threading.Lock()
# Between a hyphen that ends a line and the word's rest, PDFium puts signs of its own.
_HYPHEN = re.compile("[\x02\ufffe]")


def pdf_text(data: bytes) -> str:
    """All pages' text with `\\f` between them.

    Raises
    ------
    ValueError
        If the file is broken, locked with a password or has too many pages.
    ImportError
        If the extra `documents` is not installed.
    """
    import pypdfium2

    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as fault:
            raise ValueError(str(fault)) from fault
        try:
            return _pages(document)
        finally:
            document.close()


def _pages(document: object) -> str:
    import pypdfium2

    if len(document) > _MOST_PAGES:  # type: ignore[arg-type]
        raise ValueError("too many pages")
    try:
        pages = [_page(page) for page in document]  # type: ignore[attr-defined]
    except pypdfium2.PdfiumError as fault:
        raise ValueError(str(fault)) from fault
    return "\n\f".join(pages)


def _page(page: object) -> str:
    read = page.get_textpage()  # type: ignore[attr-defined]
    try:
        text = str(read.get_text_range(errors="ignore"))
    finally:
        read.close()
        page.close()  # type: ignore[attr-defined]
    return _HYPHEN.sub("-\n", text.replace("\r\n", "\n"))
