"""The board memo as a document: memo B's headings word for word, every figure footnoted.

`render_memo(content, language)` gives a tagged PDF, the same bytes for the same content. What a
person wrote is set as text, never read as markup.
"""

from typing import Any

from samspel.reports.memo_blocks import Block, blocks
from samspel.reports.memo_content import MemoContent
from samspel.reports.run_figures import figure_data, head_data, note_data
from samspel.reports.typesetting import set_pdf
from samspel.reports.words import N_, Words, for_language

__all__ = ["render_memo"]

_SECTIONS = {
    "yttrande": N_("Statement on the proposed decision"),
    "summary": N_("Summary"),
    "background": N_("Background"),
    "purpose": N_("Purpose"),
    "implementation": N_("Implementation"),
}
_HEADINGS = {
    "points": N_("Proposed decision"),
    "matter": N_("The matter"),
    "financing": N_("Financing"),
    "attachments": N_("Basis for the decision"),
    "recipients": N_("Extract from the minutes is sent to:"),
}


def render_memo(content: MemoContent, language: str) -> bytes:
    """The memo as a PDF (PDF/UA-1 and PDF/A-2a), in memo B's form (R80-R84).

    Parameters
    ----------
    language
        `sv` or `en`: headings, table and footnotes; the texts stand as they were written.

    Raises
    ------
    RuntimeError
        If the document cannot be set, with the reason.
    """
    return set_pdf("memo.typ", memo_data(content, for_language(language)))


def memo_data(content: MemoContent, say: Words) -> dict[str, Any]:
    """Everything the template sets, as plain data: strings, lists and blocks."""
    marks = _Marks(usable=content.run is not None)
    sections = {key: _section(content, key, say, marks) for key in _SECTIONS}
    head = head_data(content.title, content.made_up, say, dated_on=_date(content))
    return {
        **head,
        "head": say.gettext("Memo to the board"),
        "dnr_line": _dnr_line(content, say),
        "points": list(content.points),
        "headings": {key: say.gettext(text) for key, text in _HEADINGS.items()},
        "sections": sections,
        "has_matter": _has_matter(content, sections),
        "financing": _financing(content, say),
        "attachments": list(content.attachments),
        "recipients": list(content.recipients),
        **_run(content, say, marks),
    }


class _Marks:
    """Which mark is the first: the note is set in full there, and referred to after that."""

    def __init__(self, *, usable: bool) -> None:
        self._usable, self._used = usable, False

    def take(self) -> str:
        """`first`, `again`, or `none` when there is no run to refer to."""
        if not self._usable:
            return "none"
        first, self._used = not self._used, True
        return "first" if first else "again"


def _section(content: MemoContent, key: str, say: Words, marks: _Marks) -> dict[str, Any]:
    return {
        "heading": say.gettext(_SECTIONS[key]),
        "blocks": [_marked(block, marks) for block in blocks(getattr(content, key))],
    }


def _marked(block: Block, marks: _Marks) -> dict[str, Any]:
    items = [
        [
            {"text": piece["text"], "mark": marks.take() if piece["run"] else "none"}
            for piece in item
        ]
        for item in block["items"]
    ]
    return {"kind": block["kind"], "items": items}


def _has_matter(content: MemoContent, sections: dict[str, Any]) -> bool:
    told = any(sections[key]["blocks"] for key in ("background", "purpose", "implementation"))
    return told or content.run is not None


def _date(content: MemoContent) -> str | None:
    day = content.dated_on or (content.run.settings.on if content.run else None)
    return day.isoformat() if day else None


def _dnr_line(content: MemoContent, say: Words) -> str:
    # The form has a place for it (R7): a memo without one says so rather than looking whole.
    number = say.gettext("Dnr") + " " + (content.dnr or say.gettext("not given yet"))
    parts = [number, _date(content) or ""]
    return "   ".join(part for part in parts if part)


def _financing(content: MemoContent, say: Words) -> dict[str, Any]:
    return {
        "headings": [say.gettext("Financier"), say.gettext("Amount")],
        "none": say.gettext("No amounts are given."),
        "rows": [[line.financier, say.amount(line.amount)] for line in content.financing],
        "total": [say.gettext("Total"), say.amount(content.total) + " " + say.gettext("kr")],
    }


def _run(content: MemoContent, say: Words, marks: _Marks) -> dict[str, Any]:
    if content.run is None:
        return {"wheel": None, "table": None, "note": None}
    figures = figure_data(content.run, say, (marks.take(), marks.take()))
    return {**figures, "note": note_data(content.run, say)}
