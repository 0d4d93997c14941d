"""Why a memo's file could not be read, in words. `problems` fills and places them."""

from collections.abc import Mapping
from types import MappingProxyType

from samspel.reports.words import N_

__all__ = ["READING_PROBLEMS"]

READING_PROBLEMS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "memo_not_found": (
            N_("There is no file %(name)s that can be opened."),
            N_("Give the path of a PDF, a DOCX or a text file."),
        ),
        "memo_too_large": (
            N_("%(name)s is larger than %(limit)s million bytes or characters."),
            N_("Save the memo without its appendices and try again."),
        ),
        "memo_format": (
            N_("%(name)s is neither a PDF, a DOCX nor a text file."),
            N_("Save it as PDF or DOCX and try again. An old .doc must be saved anew."),
        ),
        "memo_broken": (
            N_("%(name)s is broken or locked with a password."),
            N_("Open it, save it anew without a password and try again."),
        ),
        "memo_no_text": (
            N_("%(name)s has no text: it may be pictures of pages."),
            N_("Have the text recognised (OCR) and saved in the file, then try again."),
        ),
        "memo_extra_missing": (
            N_("%(name)s needs a library that is not installed."),
            N_("Install it: pip install samspel[documents]"),
        ),
    }
)
