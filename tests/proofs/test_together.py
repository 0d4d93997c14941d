"""Claim: where near actors are each other's far side, those who are missing come several at a time;
how many is learnt from the answers without bias, the variance is what that makes it, and the
posterior, the draws of a change and the atlas all hold it. (R59, X13)

Against full enumeration of who answers, exact moments, numbers from paper and the plain reading.
"""

from collections import Counter
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from scipy.integrate import quad

from proofs.brute_force import Known, World, companions, read_section_3, shape
from proofs.interval_table import companions as others_with
from proofs.interval_table import met_by, named_by, posterior
from proofs.random_ecosystems import tables_of
from proofs.surveyed import surveyed, whole
from proofs.test_brute_force import DEFINITIONS, assert_same, measured
from samspel.atlas import Asked, frames_of, measure_units
from samspel.effects.draws import drawn_stayers
from samspel.effects.seen import Pair, look
from samspel.gaps import index
from samspel.gaps.scene import see
from samspel.terms import RunSettings
from samspel.uncertainty import Term, leaning, missing_reached, why_withheld

PAIRS = [{1}, {0}, {3}, {2}, {5}, {4}]
RING = [{(k - 1) % 7, (k + 1) % 7} for k in range(7)]
GROUP = [{j for j in range(5) if j != k} for k in range(5)]
STAR = [{1, 2, 3, 4}, {0}, {0}, {0}, {0}]
TREE = [{1}, {0, 2, 3}, {1}, {1, 4}, {3, 5, 6}, {4}, {4}]


@pytest.mark.parametrize(
    "met", [PAIRS, RING, GROUP, STAR, TREE], ids=["pairs", "ring", "group", "star", "tree"]
)
@pytest.mark.parametrize("rate", [Fraction(1, 4), Fraction(42, 100), Fraction(7, 10)])
def test_how_many_come_together_is_learnt_without_bias_and_makes_the_variance(met, rate):
    """All ways to answer: x foretells the missing, its error has 1/rate + m times their mean as its
    variance, and what the reached of A brought is m of each. (docs/explanation/together)"""
    mean = Counter()
    for answers in product((True, False), repeat=len(met)):
        p = np.prod([rate if each else 1 - rate for each in answers])
        named = [any(answers[j] for j in others) for others in met]
        missing = {i for i in range(len(met)) if not answers[i] and not named[i]}
        learnt = {i for i in range(len(met)) if answers[i] and not named[i]}
        off = len(missing) - (1 - rate) / rate * len(learnt)
        mean["missing"] += p * len(missing)
        mean["learnt"] += p * len(learnt)
        mean["off"] += p * off
        mean["off squared"] += p * off**2
        mean["together"] += p * sum(len(met[i] & missing) for i in missing)
        mean["brought"] += p * sum(
            {k for k in met[j] if answers[k]} == {i} and not answers[j]
            for i in learnt
            for j in met[i]
        )
    m = mean["together"] / mean["missing"]
    assert mean["off"] == 0
    assert mean["off squared"] == mean["missing"] * (1 / rate + m)
    assert mean["brought"] / mean["learnt"] == m


@pytest.mark.parametrize("counts", [(2, 1, 4), (9, 0, 6), (40, 7, 31), (160, 4, 113)])
@pytest.mark.parametrize("m", [0.25, 1.0, 3.0, 50.0])
def test_the_mean_stays_and_the_binomial_part_of_the_variance_grows(counts, m):
    """Var = E[U q(1 − q)] (1 + (U − 1)ρ) + U² Var(q): ρ of two unknown who came together."""
    unknown, yes, no = counts
    a, b = 0.5 + yes, 0.5 + no
    q, spread = a / (a + b), a * b / (a + b) ** 2 / (a + b + 1)
    alike = min(m, unknown - 1) * (1 - q) / (unknown - 1)
    inside = unknown * (q * (1 - q) - spread) * (1 + (unknown - 1) * alike)
    found = missing_reached([Term(unknown, yes, no, m)])
    k = np.arange(unknown + 1)
    assert found.mean == pytest.approx(unknown * q, rel=1e-10)
    variance = float(found.probabilities @ (k - found.mean) ** 2)
    assert variance == pytest.approx(inside + unknown**2 * spread, rel=1e-9)


def test_the_shape_is_that_of_exact_fractions():
    for unknown, yes, no, m in (
        (1, 2, 3, 4),
        (2, 0, 5, 1),
        (7, 3, 3, Fraction(5, 3)),
        (5, 1, 6, 9),
    ):
        exact = shape(unknown, yes, no, m)
        assert Term(unknown, yes, no, float(m)).shape == pytest.approx([float(e) for e in exact])
    assert Term(7, 3, 3).shape == (3.5, 3.5)


@pytest.mark.parametrize("shape", [(0.03, 0.4), (0.6, 3.0), (2.2, 0.1), (5.25, 40.3)])
@pytest.mark.parametrize("odds", [1 / 3, 2.0])
def test_it_leans_as_the_integral_does_also_from_a_rate_that_is_likely_nought(shape, odds):
    """Against scipy's quadrature with the ends' own singularities as weight."""
    found = leaning(3, *shape, odds).probabilities
    for k, choose in enumerate((1, 3, 3, 1)):

        def inside(q, k=k):
            p = odds * q / (1 - q + odds * q)
            return p**k * (1 - p) ** (3 - k)

        ends = {"weight": "alg", "wvar": (shape[0] - 1, shape[1] - 1), "epsabs": 1e-13}
        whole, part = quad(lambda q: 1.0, 0, 1, **ends)[0], quad(inside, 0, 1, **ends)[0]
        assert found[k] == pytest.approx(choose * part / whole, abs=1e-9)


def paper():
    """Nine firms. f1 answers yes and names f2; f3-f6 answer no; f2 and f7-f9 are silent."""
    rows, asked = surveyed(0)
    firms = [f"f{k}" for k in range(1, 10)]
    kept = ("ecosystems", "waves")
    rows = {name: each if name in kept else [] for name, each in rows.items()}
    rows["actors"] = [
        {"actor_id": f, "name": f, "sector": "private", "roles": "firm", "country": "SE"}
        for f in firms
    ]
    rows["memberships"] = [{"ecosystem_id": "here", "actor_id": firm} for firm in firms]
    for firm, value in {"f1": "yes", "f3": "no", "f4": "no", "f5": "no", "f6": "no"}.items():
        answer = {"wave_id": "w", "respondent_id": firm, "item": "contact:firms", "value": value}
        rows["answers"].append(answer | {"about": None})
    rows["interplay"] = [{"interplay_id": "r", "started_on": asked.on, "source": "wave:w"}]
    rows["participations"] = [
        {"interplay_id": "r", "actor_id": "f1", "role": "reporter"},
        {"interplay_id": "r", "actor_id": "f2", "role": "participant"},
    ]
    return whole(rows), asked


def test_by_hand():
    """A = f1, f3-f6: x = 1, y = 4. R = 2, U = 3. f2 hangs on f1: m = (1 + 1)/(1 + 1) = 1.

    a = 3/2, b = 9/2, 1 − ρ′ = 6/7 · (1 − 1 · 3/4 / 2) = 15/28, a + b becomes 15/13, a 15/52, b
    45/52: P(3) = .109, so the 95 % quantile is 3, where BetaBinomial(3) of 3/2 and 9/2 says 2.
    """
    rows, asked = paper()
    figure = measured(rows, asked).gap("firms")
    assert (figure.near, figure.reached, figure.none, figure.unknown) == (9, 2, 4, 3)
    assert shape(3, 1, 4, 1) == (Fraction(15, 52), Fraction(45, 52))
    assert (figure.estimate, figure.low, figure.high) == (7 / 9, 4 / 9, 7 / 9)
    assert missing_reached([Term(3, 1, 4)]).quantile(0.95) == 2


def ringed(answers, met):
    """Rows of firms of whom those who answer report whom they met."""
    rows, asked = paper()
    blank = {"answers", "interplay", "participations", "actors", "memberships"}
    rows = {name: [] if name in blank else each for name, each in rows.items()}
    for k, others in enumerate(met):
        firm = {"actor_id": f"f{k:03}", "name": "f", "roles": "firm"}
        rows["actors"].append(firm)
        rows["memberships"].append({"ecosystem_id": "here", "actor_id": firm["actor_id"]})
        if not answers[k]:
            continue
        said = {"wave_id": "w", "respondent_id": firm["actor_id"], "item": "contact:firms"}
        rows["answers"].append(said | {"value": "yes" if others else "no"})
        for other in sorted(others):
            act = {"interplay_id": f"r{k:03}-{other:03}"}
            rows["interplay"].append(act | {"started_on": asked.on, "source": "wave:w"})
            rows["participations"] += [
                act | {"actor_id": f"f{k:03}", "role": "reporter"},
                act | {"actor_id": f"f{other:03}", "role": "participant"},
            ]
    return whole(rows), asked


@pytest.mark.parametrize("number", range(12))
def test_the_table_of_intervals_counts_as_the_product_does(number):
    """Its own loops over a ring, from masks; the product from tables of answers and reports."""
    rng = np.random.default_rng([32, number])
    count = int(rng.integers(20, 90))
    answers = rng.random(count) < rng.choice([0.25, 0.42, 0.7])
    some = rng.permutation(count)[: int(rng.integers(3, count))].tolist()
    met = met_by(zip(some, [*some[-1:], *some[:-1]], strict=True), count)
    reached = np.array([bool(others) for others in met])
    named, brought = named_by(met, answers)
    figure = measured(*ringed(answers, met)).gap("firms")
    apart = answers & ~named
    why = why_withheld(int((apart & reached).sum()), int((apart & ~reached).sum()))
    if why:  # nothing is told of what they answered and reported (X12)
        assert figure.reached == 0
        assert figure.reason == ("nothing_observed" if why == "too_few_answers" else why)
        return
    assert figure.reached == (reached & (answers | named)).sum()
    if not apart.any():
        assert figure.reason == "too_few_asked"
        return
    missing = posterior(
        reached, answers, named, others_with("firms", reached, answers, named, brought)
    )
    ends = [count - figure.reached - missing.quantile(p) for p in (0.5, 0.95, 0.05)]
    assert [figure.estimate, figure.low, figure.high] == [each / count for each in ends]


def compare(first, last):
    seen = Counter()
    for number in range(first, last):
        rows, asked = surveyed(number)
        figures, read = measured(rows, asked).gaps, read_section_3(rows, asked)
        settings = RunSettings("", asked.on, DEFINITIONS[asked.memo])
        atlas = measure_units(frames_of(tables_of(rows)), Asked(settings)).unit("here").gaps
        for figure, other, plain in zip(figures, atlas, read, strict=True):
            assert_same(figure, plain)
            assert (other.estimate, other.low, other.high) == (
                figure.estimate,
                figure.low,
                figure.high,
            ), number
            m = companions(Known(figure.gap, World(rows, asked)))
            seen[figure.gap, "alone" if not m else "together"] += figure.low != figure.high
            seen[figure.gap, "a crowd"] += m > 1
    return seen


def assert_met(seen):
    """What is never met proves nothing: firms always, capital as some invest, research where two
    firms and the university sat in one meeting."""
    assert seen["firms", "together"]
    assert not seen["firms", "alone"]
    assert seen["firms", "a crowd"]
    assert seen["capital", "together"]
    assert seen["research", "alone"]
    assert seen["research", "together"]


def test_the_kernel_and_the_atlas_equal_the_plain_reading_on_20_surveyed_ecosystems():
    assert_met(compare(0, 20))


@pytest.mark.long
def test_the_kernel_and_the_atlas_equal_the_plain_reading_on_400_surveyed_ecosystems():
    assert_met(compare(0, 400))


@pytest.mark.parametrize("odds", [1, 1 / 2])
def test_the_draws_of_a_change_hang_together_as_the_posterior_does(odds):
    """Where everybody stays the drawn counts have the posterior's distribution, and are wider than
    those of unknown actors who come one by one."""
    tested = wider = 0
    for number in range(40):
        rows, asked = surveyed(number)
        settings = RunSettings("here", asked.on, DEFINITIONS["memo-a"])
        firms = next(gap for gap in settings.definitions.gaps if gap.key == "firms")
        seen = look(firms, see(index(tables_of(rows)), settings))
        if seen.reason or seen.states.unknown.sum() < 4:
            continue
        rng = np.random.default_rng(number)
        _, drawn = drawn_stayers(Pair(seen, seen), rng, (1.0, odds))
        missing = drawn - int(seen.states.reached.sum())
        exact = missing_reached(seen.states.terms(), odds=odds).probabilities
        counts = np.bincount(missing, minlength=exact.size) / missing.size
        assert np.abs(np.cumsum(counts) - np.cumsum(exact)).max() < 1.95 / np.sqrt(missing.size)
        terms = [Term(t.unknown, t.yes, t.no) for t in seen.states.terms()]
        apart = missing_reached(terms, odds=odds)
        k = np.arange(apart.probabilities.size)
        wider += missing.var() > apart.probabilities @ (k - apart.mean) ** 2
        tested += 1
    assert tested > 10
    assert wider >= 0.9 * tested
