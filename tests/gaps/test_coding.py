"""Ids as codes: exact, whatever their hashes; columns in which few texts differ."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.gaps import coding
from samspel.gaps.coded import FewTexts, Ids
from samspel.gaps.coding import places_of

TEXTS = st.text("abå-0", max_size=3)


@given(st.lists(TEXTS, unique=True, max_size=40), st.lists(st.none() | TEXTS, max_size=60))
def test_a_place_is_the_ids_own(ids, values):
    known = {key: place for place, key in enumerate(ids)}
    found = places_of(pl.Series(values, dtype=pl.String), pl.Series(ids, dtype=pl.String))
    assert found.tolist() == [-1 if value is None else known.get(value, -1) for value in values]


@pytest.mark.parametrize("kinds", [1, 2, 7, 1 << 40])
def test_ids_whose_hashes_meet_are_told_apart(monkeypatch, kinds):
    """Down to one hash for all: then every text is compared and joined."""
    plain = coding._hashes_of
    monkeypatch.setattr(coding, "_hashes_of", lambda texts: plain(texts) % np.uint64(kinds))
    ids = pl.Series([f"a{k}" for k in range(500)])
    order = np.random.default_rng(1).integers(0, 520, 3_000)
    values = pl.Series([f"a{k}" for k in order])
    assert places_of(values, ids).tolist() == [k if k < 500 else -1 for k in order]


def test_more_rows_than_are_looked_up_at_once(monkeypatch):
    monkeypatch.setattr(coding, "_AT_ONCE", 64)
    order = np.random.default_rng(2).integers(0, 900, 1_000)
    ids, values = (pl.Series([f"x{k:04}" for k in some]) for some in (range(900), order))
    assert places_of(values, ids).tolist() == order.tolist()


def test_an_id_is_made_a_text_when_it_is_asked_for():
    ids = Ids(pl.Series(["a", "b", "c"]))
    assert (ids[np.int32(2)], len(ids), ids.size) == ("c", 3, 3)
    assert ids[np.array([2, 0])].tolist() == ["c", "a"]
    assert ids[np.array([False, True, False])].tolist() == ["b"]
    assert ids[np.zeros(3, dtype=bool)].tolist() == []


def test_few_texts_compare_and_are_overridden_by_row():
    column = FewTexts.of(pl.Series(["public", None, "private", "", "public"]))
    assert (column == "public").tolist() == [True, False, False, False, True]
    assert (column == "").tolist() == [False, True, False, True, False]
    assert (column != "civil").all()
    over = column.over(np.array([1]), column[np.array([2])])
    assert [over.kinds[code] for code in over.codes] == [
        "public",
        "private",
        "private",
        "",
        "public",
    ]
    assert (column == "private").sum() == 1
