"""Claim: what is expected of sparse places is the ridge logistic model's own answer; it finds a
difference of place where there is one and none where there is none; and it is given only with
enough of both. (R137-R141, method section 3)"""

from datetime import date

import numpy as np
import polars as pl
import pytest
from scipy.optimize import minimize

from samspel.gaps import index, load_definitions
from samspel.gaps.expected import RIDGE, expectation_of, fitted
from samspel.gaps.scene import see
from samspel.network import direct
from samspel.tables import Tables
from samspel.terms import RunSettings

ON = date(2026, 9, 30)


def loss(weights, columns, reached):
    """Minus the penalised log likelihood, actor by actor."""
    total = 0.5 * RIDGE * sum(w * w for w in weights[1:])
    for row, seen in zip(columns, reached, strict=True):
        logit = weights[0] + sum(w * x for w, x in zip(weights[1:], row, strict=True))
        total += np.log1p(np.exp(-logit if seen else logit))
    return total


@pytest.mark.parametrize("seed", range(5))
def test_the_weights_are_where_the_likelihood_is_highest(seed):
    rng = np.random.default_rng(seed)
    columns = np.column_stack((rng.random(150) < 0.4, rng.normal(size=(150, 2))))
    reached = rng.random(150) < 1 / (1 + np.exp(-(columns @ [1.0, -2.0, 0.5] - 0.3)))
    best = minimize(loss, np.zeros(4), args=(columns, reached), method="BFGS")
    assert fitted(columns, reached) == pytest.approx(best.x, abs=2e-4)


def test_columns_that_tell_all_stay_finite():
    """Without the ridge the weight would grow without end."""
    columns = np.repeat([[0.0], [1.0]], 60, axis=0)
    weights = fitted(columns, columns[:, 0] > 0)
    assert np.isfinite(weights).all()
    assert weights[1] > 2


def region(rng, firms=400, penalty=0.0):
    """Firms with one to five acts each; an act meets the university with a chance that is lower
    for sparse firms by `penalty`."""
    sparse = np.arange(firms) % 2 == 1
    # Sparse firms have fewer acts, so fewer are reached also where place does nothing.
    acts = rng.integers(1, np.where(sparse, 4, 6))
    owner = np.repeat(np.arange(firms), acts)
    meets = rng.random(owner.size) < 0.3 - penalty * sparse[owner]
    rows = [(f"x{k:05}", f"f{i:04}") for k, i in enumerate(owner)]
    rows += [(f"x{k:05}", "u" if there else "other") for k, there in enumerate(meets)]
    names = [f"f{i:04}" for i in range(firms)]
    return sparse, Tables.of(
        ecosystems=pl.DataFrame({"ecosystem_id": ["e"], "name": ["E"], "country": ["SE"]}),
        actors=pl.DataFrame(
            {
                "actor_id": [*names, "u", "other"],
                "name": [*names, "u", "other"],
                "sector": ["private"] * firms + ["academia", "civil"],
                "roles": ["firm"] * firms + ["research", "support"],
            }
        ),
        memberships=pl.DataFrame({"ecosystem_id": "e", "actor_id": names}),
        interplay=pl.DataFrame(
            {
                "interplay_id": [f"x{k:05}" for k in range(owner.size)],
                "started_on": date(2026, 1, 1),
            }
        ),
        participations=pl.DataFrame(rows, schema=["interplay_id", "actor_id"], orient="row"),
    )


def expected(sparse, tables):
    scene = see(index(tables), RunSettings("e", ON, load_definitions("memo-a")))
    ids = scene.indexed.actor_ids.tolist()
    firms = {key: place for place, key in enumerate(ids) if key.startswith("f")}
    codes = np.array(list(firms.values()))
    masks = np.zeros((3, len(ids)), dtype=bool)
    masks[0, codes[~sparse]] = masks[1, codes[sparse]] = True
    masks[2, ids.index("u")] = True
    return scene, masks, expectation_of(*masks, scene)


def test_fewer_acts_alone_are_expected_and_a_penalty_of_place_is_not():
    off = {0.0: [], 0.2: []}
    for penalty, found in off.items():
        for seed in range(8):
            sparse, tables = region(np.random.default_rng(seed), penalty=penalty)
            scene, masks, got = expected(sparse, tables)
            seen = direct(scene.graph, masks[2])
            assert got.active_sparse + got.active_dense == 400
            assert got.reached_sparse == int((seen & masks[1]).sum())
            found.append(got.expected - got.reached_sparse / got.active_sparse)
            assert sum(each.actors for each in got.calibration) == 400
            for each in got.calibration:
                assert abs(each.expected - each.seen) < 0.15
    assert abs(np.mean(off[0.0])) < 0.04
    assert np.mean(off[0.2]) > 0.15


@pytest.mark.parametrize(("firms", "given"), [(90, False), (400, True)])
def test_it_is_given_only_with_fifty_of_either_kind(firms, given):
    """Of 90 firms fewer than 50 are reached, or fewer than 50 are not."""
    sparse, tables = region(np.random.default_rng(1), firms=firms, penalty=0.1)
    scene, masks, got = expected(sparse, tables)
    seen = direct(scene.graph, masks[2])[masks[0] | masks[1]]
    assert (min(seen.sum(), (~seen).sum()) >= 50) == given
    assert (got is not None) == given
