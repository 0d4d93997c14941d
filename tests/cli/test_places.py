"""`samspel places`: the gaps by place, as words and as data (R137-R144)."""

import json
from pathlib import Path

from cli.conftest import Run

_ASKED = ("--ecosystem", "besoksnaring", "--on", "2026-09-30")


def test_json_holds_the_split(samspel: Run, region: Path) -> None:
    said = samspel("places", region / "tables", *_ASKED, "--format", "json")
    assert (said.code, said.err) == (0, "")
    document = json.loads(said.out)
    assert list(document) == ["schema", "run", "gaps"]
    for gap in document["gaps"]:
        assert sum(band["near"] for band in gap["bands"]) == gap["near"]
        assert gap["in_dense"] + gap["in_sparse"] + gap["unplaced"] == gap["near"]
        if gap["split"]:
            parts = [gap["split"][key]["value"] for key in ("fewer_acts", "same_acts")]
            assert abs(sum(parts) - gap["split"]["difference"]["value"]) < 1e-9
    assert samspel("places", region / "tables", *_ASKED, "--format", "json").out == said.out


def test_words_in_both_languages(samspel: Run, region: Path) -> None:
    swedish = samspel("places", region / "tables", *_ASKED, "--language", "sv").out.decode()
    english = samspel("places", region / "tables", *_ASKED, "--language", "en").out.decode()
    assert "Forskningsgapet" in swedish
    assert "genom färre aktiviteter" in swedish
    assert "through fewer acts" in english
    assert "made up" in english
    assert "påhitta" in swedish


def test_an_ecosystem_that_is_not_there(samspel: Run, region: Path) -> None:
    said = samspel("places", region / "tables", "--ecosystem", "x", "--on", "2026-09-30")
    assert (said.code, said.out) == (2, b"")
