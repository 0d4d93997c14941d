"""Claim: the change between two days is stayers + joiners + leavers + roles, exactly, on average
and in every draw; and each is what plain loops over actors give. (R107, X13)

Random ecosystems of `random_ecosystems`, seen on their own day and on an earlier one.
"""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import numpy as np
import pytest

from proofs.brute_force import GAPS, World, sides
from proofs.random_ecosystems import make, tables_of
from samspel.effects.change import asked_of, measure_change
from samspel.effects.draws import decomposed, draw, drawn_stayers, hidden
from samspel.effects.seen import Pair, look
from samspel.gaps import index, load_definitions
from samspel.terms import ChangeSettings
from samspel.uncertainty import missing_reached

PARTS = ("stayers", "joiners", "leavers", "roles")


def asked_twice(number, *, as_recorded=None):
    """A random ecosystem with its settings for a change that ends on its day."""
    rng = np.random.default_rng([26, number])
    rows, asked = make(rng)
    days = int(rng.choice([40, asked.months * 31]))
    settings = ChangeSettings(
        ecosystem="here",
        from_on=asked.on - timedelta(days=days),
        to_on=asked.on,
        definitions=load_definitions(asked.memo),
        window_months=asked.months,
        as_recorded=asked.as_recorded if as_recorded is None else as_recorded,
        max_size=asked.max_size,
        seed=number,
    )
    return rows, asked, settings


def groups_by_loops(rows, asked, settings, gap):
    """S, J, L and N₀′ from the plain reading of section 3, roles of the last day on both."""
    last = World(rows, asked)
    first = World(rows, replace(asked, on=settings.from_on))
    then, _ = sides(gap, first)
    first.state = last.state
    near_from, _ = sides(gap, first)
    near_to, _ = sides(gap, last)
    return near_from & near_to, near_to - near_from, near_from - near_to, then


@pytest.mark.parametrize("number", range(60))
def test_groups_are_those_of_the_plain_reading(number):
    rows, asked, settings = asked_twice(number)
    change = measure_change(tables_of(rows), settings, snapshot="x")
    for gap in GAPS:
        stay, came, left, then = groups_by_loops(rows, asked, settings, gap)
        found = change.gap(gap)
        assert (found.stayers, found.joiners, found.leavers) == (len(stay), len(came), len(left))
        assert found.near_from == len(then)


def mean_gap(seen, actors, out):
    """g(K, t) averaged over what the unknown may be: actor by actor, as exact fractions."""
    total, states = Fraction(0), seen.states
    for i in np.flatnonzero(actors).tolist():
        missing = states.unknown[i] or out[i]
        if not missing:
            total += 0 if states.reached[i] else 1
            continue
        active = bool(states.scene.recorded[i])
        names = ("log",) if states.unchecked[i] and states.unknown[i] else ("all",)
        names += ("active" if active else "inactive",)
        term = next(c.term for c in states.classes() if c.name in names)
        total += 1 - Fraction(1 + 2 * term.yes, 2 * (1 + term.yes + term.no))
    return total / int(actors.sum())


@pytest.mark.parametrize("number", range(60))
def test_the_parts_are_those_of_loops_and_add_up_draw_by_draw(number):
    rows, _, settings = asked_twice(number, as_recorded=False)
    asked = asked_of(settings, index(tables_of(rows)))
    for definition in settings.definitions.gaps:
        pair = Pair(look(definition, asked.start), look(definition, asked.end))
        then = look(definition, asked.then)
        if not pair.stayers.any() or not then.near:
            continue
        draws = draw(pair, then, np.random.default_rng(number), 300)
        means, drawn = decomposed(draws, mean=True), decomposed(draws, mean=False)
        few = hidden(pair.start, (pair.stayers, pair.leavers))
        out = hidden(pair.end, (pair.stayers, pair.joiners)), few
        assert means == pytest.approx(by_loops(pair, then, out), abs=1e-12)
        assert sum(means[key] for key in PARTS) == pytest.approx(means["total"], abs=1e-12)
        added = sum(np.asarray(drawn[key], float) for key in PARTS)
        assert np.abs(added - drawn["total"]).max() < 1e-12


def by_loops(pair, then, out):
    """The identity as the method writes it."""
    stay, came, left = pair.stayers, pair.joiners, pair.leavers
    last, first = out
    s0, s1 = mean_gap(pair.start, stay, first), mean_gap(pair.end, stay, last)
    near_from, near_to = pair.start.sides.near, pair.end.sides.near
    before = mean_gap(then, then.sides.near, first & then.states.answered)
    found = {"stayers": s1 - s0, "joiners": Fraction(0), "leavers": Fraction(0)}
    if came.any():
        j = mean_gap(pair.end, came, last)
        found["joiners"] = Fraction(int(came.sum()), int(near_to.sum())) * (j - s1)
    if left.any():
        gone = mean_gap(pair.start, left, first)
        found["leavers"] = Fraction(int(left.sum()), int(near_from.sum())) * (s0 - gone)
    found["roles"] = mean_gap(pair.start, near_from, first) - before
    found["total"] = mean_gap(pair.end, near_to, last) - before
    return {key: float(value) for key, value in found.items()}


def test_draws_are_those_of_each_day_s_own_posterior():
    """Over the groups of a day the missing are the Beta-binomial of its estimate."""
    tested = 0
    for number in range(80):
        rows, _, settings = asked_twice(number, as_recorded=False)
        asked = asked_of(settings, index(tables_of(rows)))
        definition = settings.definitions.gaps[0]
        pair = Pair(look(definition, asked.start), look(definition, asked.end))
        if pair.end.states.unknown.sum() < 5 or not pair.stayers.any():
            continue
        if hidden(pair.end, (pair.stayers, pair.joiners)).any():
            continue
        draws = draw(pair, pair.start, np.random.default_rng(number))
        known = int(pair.end.states.reached.sum())
        missing = draws.stayers_to.reached + draws.joiners.reached - known
        exact = missing_reached(pair.end.states.terms()).probabilities
        counts = np.bincount(missing, minlength=exact.size) / missing.size
        assert np.abs(np.cumsum(counts) - np.cumsum(exact)).max() < 1.95 / np.sqrt(missing.size)
        tested += 1
    assert tested > 5


def test_the_same_question_has_the_same_answer_whatever_the_order_of_rows():
    rows, _, settings = asked_twice(7)
    tables = tables_of(rows)
    turned = tables_of({name: list(reversed(each)) for name, each in rows.items()})
    assert measure_change(tables, settings) == measure_change(turned, settings)


@pytest.mark.parametrize("day", [0, 1], ids=["first", "last"])
@pytest.mark.parametrize("times", [1.5, 3.0])
def test_leaning_draws_are_the_leaning_posterior(times, day):
    """The stayers drawn with the odds of the unknown at 1/times on one day are, where everybody
    stays, what the estimate's own sensitivity integrates, within Monte Carlo error; the other day
    does not lean."""
    compared = 0
    for number in range(120):
        rows, _, settings = asked_twice(number, as_recorded=False)
        asked = asked_of(settings, index(tables_of(rows)))
        seen = look(settings.definitions.gaps[0], asked.end)
        pair = Pair(seen, seen)
        if seen.reason or not seen.states.unknown.any():
            continue
        odds = (1 / times, 1.0) if day == 0 else (1.0, 1 / times)
        drawn = drawn_stayers(pair, np.random.default_rng(number), odds)
        plain = missing_reached(seen.states.terms()).quantile(0.5) + int(seen.states.reached.sum())
        assert (drawn[1 - day] <= plain).mean() >= 0.465
        drawn = drawn[day]
        posterior = missing_reached(seen.states.terms(), odds=1 / times)
        known = int(seen.states.reached.sum())
        for p in (0.05, 0.5, 0.95):
            share = (drawn <= known + posterior.quantile(p)).mean()
            assert share >= p - 0.035, (number, p)
            assert (drawn < known + posterior.quantile(p)).mean() <= p + 0.035, (number, p)
        compared += 1
    assert compared >= 5
