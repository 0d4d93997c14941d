"""A table's rows by id: the same whatever order they stand in, and however often they are given."""

import numpy as np
import polars as pl
import pytest

from samspel.gaps.keyed import Keyed
from samspel.tables import Tables
from samspel.terms import BadData

ROWS = pl.DataFrame(
    {
        "ecosystem_id": ["b", "d", "a", "c"],
        "name": ["Bo", "Dal", "Ask", "Ceder"],
        "region": [None, "SE1", "SE2", "SE3"],
    }
)


@pytest.mark.parametrize(
    "rows",
    [ROWS, ROWS.sort("ecosystem_id"), ROWS.reverse(), pl.concat([ROWS, ROWS[:2]])],
    ids=["no order", "sorted", "reversed", "given twice"],
)
def test_columns_follow_the_sorted_ids(rows):
    keyed = Keyed.by(Tables.of(ecosystems=rows), "ecosystems", "ecosystem_id")
    assert (keyed.ids.to_list(), keyed.height) == (["a", "b", "c", "d"], 4)
    assert keyed["name"].to_list() == ["Ask", "Bo", "Ceder", "Dal"]
    assert keyed.of("region", np.array([3, 1, 1])).to_list() == ["SE1", None, None]
    assert [row["name"] for row in keyed.to_dicts()] == ["Ask", "Bo", "Ceder", "Dal"]


def test_two_different_rows_of_one_id_are_refused():
    rows = pl.concat([ROWS, ROWS[:1].with_columns(name=pl.lit("Berg"))])
    with pytest.raises(BadData) as caught:
        Keyed.by(Tables.of(ecosystems=rows), "ecosystems", "ecosystem_id")
    assert caught.value.problems[0].values == {"table": "ecosystems", "value": "b"}


def test_a_table_without_rows_has_no_ids():
    keyed = Keyed.by(Tables.of(), "ecosystems", "ecosystem_id")
    assert (keyed.height, keyed.to_dicts()) == (0, [])
