"""`samspel read-memo` at the command line: JSON alone on standard output, a table in words."""

import json
from pathlib import Path

from cli.conftest import Run

MEMO = Path(__file__).parents[1] / "sources" / "memos" / "made_up" / "1-tjansteskrivelse.txt"


def test_json_is_the_answer_and_nothing_else(samspel: Run) -> None:
    """Issue 4: a public interface."""
    said = samspel("read-memo", MEMO)
    assert (said.code, said.err) == (0, "")
    document = json.loads(said.out)
    assert document["schema"] == 1
    assert document["dnr"] == "RUN 2025/00112"
    assert said.out.endswith(b"}\n")
    assert samspel("read-memo", MEMO, "--format", "json").out == said.out


def test_table_says_what_is_decided_and_what_is_unsure(samspel: Run) -> None:
    said = samspel("read-memo", MEMO, "--format", "table", "--language", "en")
    text = said.out.decode()
    assert said.code == 0
    assert "Amounts (in a decision point)" in text
    assert "unsure: look at the words" in text
    assert "Goal year\n  the memo does not say" in text
    assert samspel("read-memo", MEMO, "--format", "table", "--language", "sv").out.decode() != text


def test_a_file_that_cannot_be_read_is_told(samspel: Run, tmp_path: Path) -> None:
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(200))
    for name, part in (("old.doc", "neither a PDF"), ("none.pdf", "no file")):
        said = samspel("read-memo", tmp_path / name, "--language", "en")
        assert (said.code, said.out) == (1, b"")
        assert part in said.err
    assert samspel("read-memo").code == 2
