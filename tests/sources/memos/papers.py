"""A made-up memo's text set as DOCX or PDF, as a house's own programs would set it."""

import io
import re
from pathlib import Path

import pytest

_HEADINGS = re.compile(
    r"(Beslutsförslag|Förslag till beslut|Ärendebeskrivning|Bakgrund|Ekonomiska konsekvenser|"
    r"Uppföljning|Beslutsunderlag|Expedieras till|Hemställan|Överväganden|Åtaganden|Mål|Ekonomi|"
    r"Budget och finansiering|Återrapportering|Sändlista|Sammanfattning av ärendet)$"
)


def as_docx(text: str, header: str = "") -> bytes:
    """Headings as headings, numbers as Word's own numbering, tabs as a table."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = header
    table: list[list[str]] = []
    for said in _paragraphs(text):
        if "\t" in said and not header:
            table.append(said.split("\t"))
            continue
        _table(document, table)
        numbered = re.match(r"\d+\.\s+(.*)", said)
        if _HEADINGS.match(said):
            document.add_heading(said, 2)
        elif numbered:
            document.add_paragraph(numbered[1], style="List Number")
        else:
            document.add_paragraph(said)
    _table(document, table)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _paragraphs(text: str) -> list[str]:
    """Lines that a line break alone parts are one paragraph, as in a word processor."""
    found: list[str] = []
    for line in text.split("\n"):
        goes_on = line.startswith("   ") or (
            line[:1].islower() and not re.match(r"att |[a-z]\)", line)
        )
        if goes_on and found and found[-1]:
            found[-1] += f" {line.strip()}"
        else:
            found.append(line)
    return [line for line in found if line.strip()]


def _table(document: object, rows: list[list[str]]) -> None:
    if not rows:
        return
    table = document.add_table(rows=0, cols=max(map(len, rows)))  # type: ignore[attr-defined]
    for row in rows:
        cells = table.add_row().cells
        for cell, said in zip(cells, row, strict=False):
            cell.text = said
    rows.clear()


def as_pdf(text: str, folder: Path, header: str = "") -> bytes:
    """Lines as they stand, on small pages with a header and a page number on each."""
    typst = pytest.importorskip("typst")
    source = folder / "memo.typ"
    (folder / "memo.txt").write_text(text, encoding="utf-8")
    source.write_text(
        "#set page(width: 210mm, height: 110mm, margin: 22mm,\n"
        "  footer: context [Sida #counter(page).display() (#counter(page).final().first())],\n"
        f"  header: [{header}])\n"
        '#set text(size: 9pt, lang: "sv", hyphenate: false)\n'
        '#for line in read("memo.txt").split("\\n") {\n'
        '  block(spacing: if line == "" { 12pt } else { 5pt }, line)\n}\n',
        encoding="utf-8",
    )
    pdf: bytes = typst.compile(str(source))
    return pdf
