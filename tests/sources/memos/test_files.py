"""PDF, DOCX and text files, whole and broken, give the same reading or a problem in words."""

import io
import zipfile
from pathlib import Path

import pytest

from samspel.reports.problems import PROBLEM_CODES, problem_sentence
from samspel.sources.memos import CODES, document_text, read_memo, read_memo_upload
from samspel.terms import BadData
from sources.memos.held import DOCUMENTS, FIELDS, as_json, verdict
from sources.memos.papers import as_docx, as_pdf

FIRST = DOCUMENTS[0].read_text(encoding="utf-8")


def _code(name: str, data: bytes) -> str:
    with pytest.raises(BadData) as raised:
        document_text(name, data)
    (problem,) = raised.value.problems
    assert problem.code in CODES
    assert "%" not in problem_sentence(problem, "sv").what
    return problem.code


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_text_in_the_encodings_of_offices(encoding: str) -> None:
    assert document_text("memo.txt", FIRST.encode(encoding)) == FIRST


def test_line_ends_of_every_machine() -> None:
    for end in ("\r\n", "\r"):
        assert document_text("m.txt", FIRST.replace("\n", end).encode()) == FIRST


@pytest.mark.parametrize("number", [0, 1, 6])
def test_docx_says_what_the_text_says(number: int) -> None:
    path = DOCUMENTS[number]
    read = as_json(read_memo_upload("m.docx", as_docx(path.read_text(encoding="utf-8"))))
    _hold(path.stem, read)


def test_diary_number_in_the_header_of_a_docx() -> None:
    text = "\n".join(line for line in FIRST.split("\n")[5:])
    read = as_json(read_memo_upload("m.docx", as_docx(text, "Region Exempel\tDnr RUN 2025/00112")))
    assert read["dnr"] == "RUN 2025/00112"
    assert read["title"] == "Verksamhetsbidrag till Livsmedelsarenan Exempel 2026–2028"


def test_struck_words_of_a_docx_are_gone() -> None:
    data = as_docx("Dnr RUN-00001-2025\nFörslag till beslut\n1. Bolaget beviljas 5 mnkr per år.")
    struck = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(struck, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part == "word/document.xml":
                content = content.replace(
                    b"<w:t>Bolaget beviljas 5 mnkr",
                    b"<w:t>Bolaget beviljas 3 mnkr</w:t></w:r><w:del w:id='1' w:author='x'><w:r>"
                    b"<w:delText>5 mnkr</w:delText></w:r></w:del><w:r><w:t>",
                )
            new.writestr(part, content)
    read = as_json(read_memo_upload("m.docx", struck.getvalue()))
    assert read["amounts"] == [{"kronor": 3_000_000, "per": "year"}]


@pytest.mark.parametrize("number", [0, 1, 3])
def test_pdf_of_many_pages_says_what_the_text_says(number: int, tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    path = DOCUMENTS[number]
    data = as_pdf(path.read_text(encoding="utf-8").replace("\t", "   "), tmp_path, "Påhittat blad")
    text = document_text("m.pdf", data)
    assert text.count("\f") >= 1
    _hold(path.stem, as_json(read_memo_upload("m.pdf", data)))


def _hold(name: str, read: dict) -> None:
    verdicts = {field: verdict(name, field, read) for field in FIELDS}
    assert not {f: (v, read[f]) for f, v in verdicts.items() if v in ("wrong", "missed")}


def test_broken_files_say_so() -> None:
    docx = as_docx(FIRST)
    assert _code("m.docx", docx[: len(docx) // 2]) == "memo_broken"
    assert _code("m.docx", b"PK\x03\x04" + b"x" * 400) == "memo_broken"
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as parts:
        parts.writestr("a.txt", "x")
    assert _code("m.docx", empty.getvalue()) == "memo_broken"
    assert _code("m.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)) == "memo_format"
    assert _code("m.txt", b"") == "memo_no_text"
    assert _code("m.jpg", bytes(range(256)) * 20) == "memo_format"


def test_broken_and_empty_pdf_say_so(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    assert _code("m.pdf", b"%PDF-1.7\nno more") == "memo_broken"
    assert _code("m.pdf", as_pdf("", tmp_path)) == "memo_no_text"


def test_zip_bomb_is_weighed_before_it_is_unpacked() -> None:
    pytest.importorskip("docx")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", bytes(130_000_000))
    assert _code("m.docx", bomb.getvalue()) == "memo_broken"


def test_too_large_and_absent(tmp_path: Path) -> None:
    assert _code("m.txt", b"abc " * 300_000) == "memo_too_large"
    assert _code("m.txt", bytes(25_000_001)) == "memo_too_large"
    with pytest.raises(BadData, match="memo_not_found"):
        read_memo(tmp_path / "none.pdf")


def test_every_code_has_words() -> None:
    assert set(CODES) <= set(PROBLEM_CODES)
