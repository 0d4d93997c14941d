"""Claim: what stands beside a gap equals a plain reading of it on random small ecosystems.

Levers, sizes of act, who hangs on one act, the next step, fragmentation, the costliest actors,
strength, ladder, flows, levels, concentration and the matrix. 60 ecosystems each time, 1,000 under
the marker `long`. (R60, R63, R64, R66, R119, X13)
"""

from collections import Counter
from datetime import date

import numpy as np
import pytest

from gaps.small import measured as measured_small
from gaps.small import small
from gaps.small import tables_of as small_tables
from proofs.brute_force import GAPS, Known, World
from proofs.brute_force_beside import read_beside, read_matrix
from proofs.random_ecosystems import make
from proofs.test_atlas import assert_equal
from proofs.test_brute_force import measured, number
from samspel.atlas import Asked as AtlasAsked
from samspel.atlas import frames_of, measure_units
from samspel.gaps import load_definitions, shown
from samspel.terms import RunSettings

KINDS = [None, "meeting", "meeting", "project", "agreement", "ownership", "dance"]
FLOWS = [None, "knowledge", "technology", "people", "capital"]
LEVELS = [None, "regional", "national", "international"]


@pytest.fixture(autouse=True)
def _few_draws(monkeypatch):
    """The shuffle is proved in `test_curveball.py`; here only when it is used."""
    monkeypatch.setattr(shown, "DRAWS", 5)


def close(value):
    return pytest.approx(number(value), abs=1e-12)


def compare(first, last):
    seen = Counter()
    for seed in range(first, last):
        rng = np.random.default_rng(seed)
        rows, asked = make(rng)
        for act in rows["interplay"]:
            act["kind"], act["flow"] = rng.choice(KINDS), rng.choice(FLOWS)
            act["level"] = rng.choice(LEVELS)
        run, world = measured(rows, asked), World(rows, asked)
        for gap in GAPS:
            known = Known(gap, world)
            try:
                assert_same(run.gap(gap), known, seen)
            except AssertionError as error:
                raise AssertionError(f"ecosystem {seed}, {gap}: {error}") from error
    return seen


def assert_same(figure, known, seen):
    read = read_beside(known)
    assert_levers(figure, read, seen)
    assert_holds(figure, read, seen)
    assert_step(figure, read["next_step"], seen)
    assert_depth(figure, read, seen)
    assert figure.fragmentation == close(read["fragments"][0])
    assert figure.fragmentation_without_platform == close(read["fragments"][1])
    assert_costliest(figure.costliest, read["costliest"], seen)
    if figure.parts.null:
        assert (figure.parts.null == "curveball") == read["curveball"]
        seen[figure.parts.null] += 1
    if figure.gap == "ecosystems":
        ids, table = read_matrix(known)
        assert figure.matrix.ecosystems == tuple(ids)
        assert figure.matrix.reached == tuple(tuple(table[r, c] for c in ids) for r in ids)
        assert figure.matrix.totals == tuple(table[r, "any"] for r in ids)
        why = tuple(tuple(table[r, c, "why"] for c in ids) for r in ids)
        assert (figure.matrix.reasons, figure.matrix.unsaid) == (
            why,
            tuple(table[r, "why"] for r in ids),
        )
        seen.update(f"matrix {reason}" for row in why for reason in row if reason)
        seen["matrix"] += any(table[r, c] for r in ids for c in ids if r != c)
    else:
        assert figure.matrix is None


def assert_levers(figure, read, seen):
    assert (figure.levers is None) == (read["levers"] is None)
    if figure.levers:
        acts, far, moves = read["levers"]
        assert (figure.levers.more_acts, figure.levers.more_far) == (close(acts), close(far))
        assert figure.levers.moves_more == moves
        seen[moves or "nothing moves"] += 1
        seen[figure.levers.first or "nothing first"] += 1


def assert_holds(figure, read, seen):
    assert figure.hang_on_one == close(read["hang_on_one"])
    one = figure.leave_one_out
    assert (one and (one.act, one.actors)) == read["left_out"]
    seen["left out"] += one is not None
    for line, (size, reached, upper, estimate) in zip(
        figure.by_max_size, read["by_max_size"], strict=True
    ):
        assert (line.max_size, line.reached) == (size, reached)
        assert (line.upper, line.estimate) == (close(upper), close(estimate))


def assert_step(figure, step, seen):
    mine = figure.next_step
    assert (mine and mine.code) == (step and step[0])
    if mine and step[1] is not None:
        assert mine.count == step[1]
    if mine:
        asks = mine.code in ("ask", "narrow", "ask_rest", "test_declaration")
        each = 3 if asks else {"choose_day": 1, "other_source": 240}.get(mine.code, 2)
        assert mine.minutes == each * (1 if mine.count is None else mine.count)
    seen[mine.code if mine else "nothing to do"] += 1


def assert_depth(figure, read, seen):
    assert figure.strength == close(read["strength"])
    if read["strength"] is None:
        assert figure.ladder is figure.flows is figure.levels is figure.concentration is None
        return
    ladder = figure.ladder
    rungs = [ladder.awareness, ladder.cooperation, ladder.coordination, ladder.integration]
    assert rungs == read["ladder"]
    assert [(f.flow, f.acts, f.actors) for f in figure.flows] == read["flows"]
    assert [(lv.level, lv.acts) for lv in figure.levels] == [(v, a) for v, a, _ in read["levels"]]
    ties, far_met, top, share = read["concentration"]
    few = figure.concentration
    assert (few.ties, few.far_met) == (ties, far_met)
    assert [(each.actor, each.ties) for each in few.top] == top
    assert few.top_share == close(share)
    seen["integration"] += bool(ladder.integration)


def assert_costliest(mine, read, seen):
    assert (mine is None) == (read is None)
    for one, (actor, lost, low, high, loose, sole) in zip(mine or (), read or (), strict=True):
        assert (one.actor, one.lost, one.sole_route) == (actor, lost, sole)
        assert (one.dependence, one.dependence_high) == (close(low), close(high))
        assert one.fragmentation == close(loose)
        seen["costly"] += 1


def test_what_stands_beside_equals_the_reading_on_60_ecosystems():
    seen = compare(0, 60)
    for corner in (
        "more_far",
        "nothing moves",
        "recruiting",
        "left out",
        "ask",
        "narrow",
        "register_near",
        "register_far",
        "register_elsewhere",
        "nothing to do",
        "costly",
        "integration",
        "matrix",
        "matrix too_few_near",
        "matrix no_other_ecosystem",
        "curveball",
        "closed_form",
    ):
        assert seen[corner], corner


@pytest.mark.long
def test_what_stands_beside_equals_the_reading_on_1000_ecosystems():
    seen = compare(0, 1000)
    assert seen["test_declaration"]
    assert seen["matrix limits"]
    assert seen["introduction"]


def test_by_hand():
    """`test_by_hand.py`: f1 meets u in m1, f4 says yes. M = 5, M₀ = 3, k = 2, 1, 1, 1.

    One more act each: M = 9, M₀ = 3 + round(4·3/5) = 5; p(3) = 10/84, p(2) = 10/36.
    Far actors in twice as many slots: M₀ = 1, p(2) = 0, p(1) = 1/5.
    Without m1 f1 is not reached; f4 hangs on no act. u is the only far actor: without it
    f1, f2 and f3 fall out; without f1, f2 does; p is the platform.
    """
    research = measured_small(small()).gap("research")
    assert research.levers.more_acts == pytest.approx((10 / 84 + 3 * 10 / 36) / 8, abs=1e-12)
    assert research.levers.more_far == pytest.approx(3 / 5 / 8, abs=1e-12)
    assert research.levers.moves_more == "more_far"
    assert research.hang_on_one == 1 / 2
    assert (research.leave_one_out.act, research.leave_one_out.fall) == ("m1", 1 / 8)
    assert [(c.actor, c.lost) for c in research.costliest] == [("u", 3), ("f1", 1)]
    assert research.strength == 1 / 8
    assert (research.next_step.code, research.saturated) == ("narrow", False)
    # N ∪ F in some act: f1, f2, f3, u. Without p, f3 stands alone: 3·2 of 4·3 pairs are joined.
    assert (research.fragmentation, research.fragmentation_without_platform) == (0, 1 / 2)


def test_a_half_slot_is_rounded_with_the_whole_it_is_part_of():
    """f1 meets u in m1 and f2 in m2, f2 the platform in m3: M = 4, M₀ = 3, two active.

    M₀ + a·M₀/M = 4½ of 6 slots, and the even whole is 4: p(3) = 4/20. Rounding what is added by
    itself would make it 5 and p(3) = 10/20. (method section 3)
    """
    research = measured_small(small(acts={"m3": ("p", "f2")}, silent=("f4",))).gap("research")
    assert research.levers.more_acts == pytest.approx(2 * (4 / 20) / 8, abs=1e-12)


def test_a_larger_act_carries_contact_only_where_the_line_says_so():
    """Eleven meet, with u: at 10 nobody new is reached, at 25 and 50 f5 is. (method section 3)"""
    crowd = ("f5", "u", "association", "municipality", "region", "f1", "f2", "f3", "f4", "f6", "f7")
    research = measured_small(small(acts={"big": crowd})).gap("research")
    assert [line.reached for line in research.by_max_size] == [2, 7, 7]


def test_a_cell_of_the_matrix_that_says_nothing_says_why():
    """e: its source cannot show it. x: two members. None of y's five takes part in any act.

    Of y's total nothing is known; of x's neither; without the limit e's cell to x would be unsaid
    since x has too few, and e's total rests on y alone. (R60, R129, X13)
    """
    rows = small()
    for key, members in (
        ("x", ["association", "municipality"]),
        ("y", ["y1", "y2", "y3", "y4", "y5"]),
    ):
        rows["ecosystems"].append({"ecosystem_id": key, "name": key, "country": "SE"})
        for who in members:
            rows["memberships"].append({"ecosystem_id": key, "actor_id": who})
    rows["actors"] += [{"actor_id": f"y{k}", "name": "Y", "sector": "private"} for k in range(1, 6)]
    few, silent, other = "too_few_near", "nothing_observed", "no_other_ecosystem"
    matrix = measured_small(rows).gap("ecosystems").matrix
    assert matrix.reasons == ((None, other, None), (few,) * 3, (silent, silent, silent))
    assert matrix.unsaid == (None, few, silent)
    rows["limits"].append({"ecosystem_id": "e", "gap": "*", "reason": "Members only."})
    matrix = measured_small(rows).gap("ecosystems").matrix
    assert (matrix.reasons[0], matrix.unsaid[0]) == (("limits",) * 3, "limits")


def test_answers_withheld_are_on_the_way_to_five():
    """Three of ANSWERS are left: two more will do, and then there is a figure; one would not.

    f2, f3 and f5 say no and are withheld; f1 has met u. (method sections 3 and 4, X12)
    """
    silent = ("f4", "f6")
    three = measured_small(small(silent=silent)).gap("research")
    assert (three.reason, three.why["answers"]) == ("too_few_asked", "too_few_answers")
    assert (three.next_step.code, three.next_step.count) == ("ask", 2)
    assert measured_small(small(silent=("f6",))).gap("research").reason == "too_few_asked"
    assert measured_small(small()).gap("research").estimate is not None


@pytest.mark.parametrize(
    ("on", "outside"),
    [(date(2024, 2, 29), True), (date(2024, 10, 1), False), (date(2026, 9, 30), False),
     (date(2028, 8, 31), False), (date(2028, 9, 1), True)],
)  # fmt: skip
def test_a_day_outside_the_record_leads_to_one_within(on, outside):
    """Acts on 2026-03-01, a wave about 2024-10-01 to 2026-09-01, 24 months back. (X13)"""
    found = measured_small(small(), on=on).gap("firms")
    assert (found.reason == "outside_record") == outside
    if outside:
        step = found.next_step
        assert (step.code, step.first, step.last) == ("choose_day", "2024-10-01", "2026-09-01")
        declared = measured_small(small(), on=on, as_recorded=True).gap("firms")
        assert (declared.reason, declared.estimate) == ("outside_record", None)


def nothing_recorded(**more):
    """The hand-made ecosystem without an act, a wave or an answer."""
    return small(**more) | {t: [] for t in ("interplay", "participations", "waves", "answers")}


def test_a_record_that_is_not_there_is_not_declared_complete():
    """It was a gap of 100 % from nothing. Gap, line of sizes and atlas alike. (X13)"""
    rows = nothing_recorded()
    for found in measured_small(rows, as_recorded=True).gaps:
        assert found.estimate is None
        assert found.reason in {"nothing_observed", "too_few_near", "no_far_side",
                                "no_other_ecosystem"}, found.gap  # fmt: skip
    research = measured_small(rows, as_recorded=True).gap("research")
    assert (research.reason, research.near) == ("nothing_observed", 8)
    assert (research.next_step.code, research.next_step.count) == ("ask", 5)
    asked = RunSettings("e", date(2026, 9, 30), load_definitions("memo-a"), as_recorded=True)
    tables = small_tables(rows)
    assert_equal(tables, measure_units(frames_of(tables), AtlasAsked(asked)))


def test_one_act_or_a_log_somebody_keeps_is_a_record():
    """Then nobody's contact is what was written down."""
    rows = nothing_recorded(log="the platform")
    assert measured_small(rows).gap("research").estimate == 1
    assert measured_small(rows, as_recorded=True).gap("research").estimate == 1
    one = small() | {"waves": [], "answers": []}
    one["interplay"] = [row for row in one["interplay"] if row["interplay_id"] == "m2"]
    one["participations"] = [row for row in one["participations"] if row["interplay_id"] == "m2"]
    assert measured_small(one, as_recorded=True).gap("research").estimate == 1


def test_narrow_asks_the_fewest_that_are_expected_to_be_enough():
    """Asking all leaves no width; asking one fewer than is said leaves more than ten points."""
    from samspel.gaps.next_step import _enough, _width
    from samspel.uncertainty import Term, missing_reached

    many = ((Term(60, 6, 6),), (Term(40, 3, 9), Term(25, 8, 2)), (Term(3, 1, 9),))
    for terms in (*many, (Term(60, 6, 6, companions=2.0),)):
        n = sum(term.unknown + term.yes + term.no for term in terms)
        count = _enough(terms, n)
        assert 1 <= count <= sum(term.unknown for term in terms)
        assert _width(terms, count) <= 0.10 * n + 1e-9 or count == sum(t.unknown for t in terms)
        if count > 1:
            assert _width(terms, count - 1) > 0.10 * n
    assert _width((Term(9, 5, 5),), 9) == 0
    # Those who are missing together leave more to ask, and as large a share of them is left.
    assert _enough((Term(60, 6, 6, companions=2.0),), 72) > _enough((Term(60, 6, 6),), 72)
    left = missing_reached([Term(30, 21, 21, companions=1.0)])
    width = left.quantile(0.95) - left.quantile(0.05)
    assert _width((Term(60, 6, 6, companions=2.0),), 30) == width
