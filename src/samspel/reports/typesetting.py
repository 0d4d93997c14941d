"""Sets a document: a Typst template of this room, data as JSON, one type family, same bytes always.

The PDF is tagged (PDF/UA-1) and, when the document has a date, archival (PDF/A-2a).
Typst itself refuses a missing alternative text or a skipped heading level; a warning of any kind
is refused here.
"""

import json
from collections.abc import Mapping
from importlib.resources import as_file, files
from typing import Any

__all__ = ["MissingExtra", "set_pdf"]

_TEMPLATES, _FONTS = "memo", "fonts"


class MissingExtra(ModuleNotFoundError):
    """The part of Samspel that sets documents is not installed; the text says how to get it."""


def set_pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """The PDF of a template in `reports/memo/` with that data.

    Raises
    ------
    MissingExtra
        If Typst is not installed.
    RuntimeError
        If Typst refuses the document or warns of anything, with what it said.
    """
    try:
        import typst
    except ModuleNotFoundError as missing:
        command = "documents need: pip install 'samspel[documents]'"
        raise MissingExtra(command, name="typst") from missing
    room = files("samspel.reports")
    with as_file(room / _TEMPLATES) as templates, as_file(room / _FONTS) as fonts:
        compiler = typst.Compiler(
            root=str(templates),
            font_paths=[str(fonts)],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )
        made, warnings = compiler.compile_with_warnings(
            str(templates / template),
            format="pdf",
            pdf_standards=["a-2a", "ua-1"] if data.get("date") else ["ua-1"],
        )
    if warnings:
        raise RuntimeError("; ".join(warning.message for warning in warnings))
    if not isinstance(made, bytes):
        raise TypeError("typst gave no document")
    return made
