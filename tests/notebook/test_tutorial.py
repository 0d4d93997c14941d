"""The tutorial runs from a clean start, prints what stands in it, and names no place."""

import json
import re
import sys
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TUTORIAL = ROOT / "docs" / "tutorials" / "notebook.ipynb"
pytest.importorskip("altair")
pytest.importorskip("vl_convert")


def test_the_tutorial_runs_and_prints_what_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Issue 3 item 8: every cell by plain `exec`, in order, in one fresh name space."""
    monkeypatch.syspath_prepend(ROOT / "script")
    monkeypatch.delitem(sys.modules, "notebook", raising=False)
    import notebook as running

    assert running.run(TUTORIAL) == TUTORIAL.read_text(encoding="utf-8"), "run script/reference"


def test_the_tutorial_names_no_place_and_calls_nobody() -> None:
    text = TUTORIAL.read_text(encoding="utf-8")
    assert not re.search(r"https?:|/(?:home|root|tmp|work|Users)/|[A-Z]:\\\\", text)
    assert {"cells", "metadata", "nbformat", "nbformat_minor"} == set(json.loads(text))


def test_every_cell_is_explained_and_short() -> None:
    cells = json.loads(TUTORIAL.read_text(encoding="utf-8"))["cells"]
    kinds = [cell["cell_type"] for cell in cells]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert kinds[0] == "markdown"
    assert all(before != after for before, after in pairwise(kinds))
    assert max(len(cell["source"]) for cell in code) <= 12
