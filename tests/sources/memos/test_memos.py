"""Memos and minutes of seven made-up houses, and the two real ones, field by field (issue 4).

Serves R1-R3, R6, R7, R10, R53-R62, R70, R72, R79-R84, R101, R102 and contradiction 2.
"""

from pathlib import Path

import pytest

from samspel.sources.memos import read_memo
from sources.memos.held import DOCUMENTS, FIELDS, SEEDS, TRUTH, as_json, verdict


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_made_up_memo_is_read_as_a_person_reads_it(path: Path) -> None:
    _hold(path, path.stem)


@pytest.mark.parametrize("name", SEEDS)
def test_seed_is_read_as_a_person_reads_it(name: str, shared: Path) -> None:
    _hold(shared / "seeds" / SEEDS[name], name)


def _hold(path: Path, name: str) -> None:
    read = as_json(read_memo(path))
    verdicts = {field: verdict(name, field, read) for field in FIELDS}
    bad = {f: (v, read[f]) for f, v in verdicts.items() if v in ("wrong", "missed")}
    assert not bad
    assert set(read["unsure"]) == set(TRUTH[name]["unsure"])
    assert read["in_points"] == TRUTH[name]["in_points"]
    assert read["text_only"] == TRUTH[name]["text_only"]
    text = read_memo(path).text
    assert all(words in text for said in read["read_from"].values() for words in said)


def test_parent_is_named_by_its_words_alone(shared: Path) -> None:
    """R3: B rests on a decision that it names without a number."""
    read = as_json(read_memo(shared / "seeds" / SEEDS["seed-b"]))
    assert read["parent"] is None
    assert read["read_from"]["parent"] == ["enligt tidigare beslutad Norrbottens eko-\n\nsystem"]


def test_stop_rule_is_told_with_its_words(shared: Path) -> None:
    """R79, contradiction 2: the rule stands in the text of both, in a point of neither."""
    for seed in SEEDS.values():
        read = as_json(read_memo(shared / "seeds" / seed))
        assert read["read_from"]["stop_rule"][0].startswith(
            "Ekosystemsarbetet kan kommas att avbrytas"
        )
        assert "stop_rule" in read["text_only"]
        assert "stop_rule" not in read["in_points"]


def test_every_quote_stands_where_it_says() -> None:
    for path in DOCUMENTS:
        reading = read_memo(path)
        for quotes in reading.read_from.values():
            assert quotes
            for quote in quotes:
                assert reading.text[quote.start : quote.end] == quote.words
