"""Answers that a gap must not count are left out by `gaps`, and never counted by an atlas (X12)."""

from dataclasses import replace

import numpy as np
import pytest

from proofs.random_ecosystems import make, tables_of
from proofs.test_atlas import question
from samspel.atlas import Asked, frames_of, measure_units
from samspel.terms import BadData


def test_an_atlas_of_answers_held_back_is_refused_with_the_way_out() -> None:
    rows, asked = make(np.random.default_rng(1))
    wanted = replace(Asked(question(asked)), depth="brief")
    assert measure_units(frames_of(tables_of(rows)), wanted).units
    actor = rows["actors"][0]["actor_id"]
    rows["answers"].append(
        {"wave_id": "w1", "respondent_id": actor, "item": "uncounted:research", "value": "yes"}
    )
    with pytest.raises(BadData) as refused:
        measure_units(frames_of(tables_of(rows)), wanted)
    assert [one.code for one in refused.value.problems] == ["answers_held_back"]
