"""The seven gaps of the made-up visitor economy tell a story, and the truth lies near them.

Screenshots and tutorials show these figures; bounds here are wide enough for another release of
NumPy, narrow enough that the story stays the one that is told.
"""

from datetime import date

import polars as pl
import pytest

from samspel.gaps import load_definitions, measure_all
from samspel.sources import example
from samspel.terms import GAP_KEYS, GapFigure, Run, RunSettings


def _run(made: example.Example, ecosystem: str) -> Run:
    return measure_all(made.tables, RunSettings(ecosystem, made.on, load_definitions("memo-b")))


@pytest.fixture(scope="module")
def made() -> example.Example:
    return example.build()


@pytest.fixture(scope="module")
def visitor(made: example.Example) -> Run:
    return _run(made, example.VISITOR)


def test_six_gaps_have_an_estimate_and_one_cannot_be_told(visitor: Run) -> None:
    """R53-R62: the form forgot to ask about other ecosystems; the rest can be estimated."""
    reasons = {figure.gap: figure.reason for figure in visitor.gaps}
    assert reasons == dict.fromkeys(GAP_KEYS) | {"ecosystems": "too_few_asked"}


def test_the_gaps_are_of_different_sizes(visitor: Run) -> None:
    """Research and capital are wide, authorities and firms narrow."""
    shares = {figure.gap: figure.estimate or 0.0 for figure in visitor.gaps}
    assert min(shares["research"], shares["capital"]) > 0.7
    assert 0.5 < shares["education"] < 0.75
    assert 0.5 < shares["global"] < 0.7
    assert 0.3 < shares["authority"] < 0.5
    assert 0.1 < shares["firms"] < 0.3


def test_research_is_sorted_and_capital_is_scarce(visitor: Run) -> None:
    """The same size of gap for two reasons: introductions for one, more capital for the other."""
    research, capital = visitor.gap("research").parts, visitor.gap("capital").parts
    assert (research.sorted or 0) > 2 * (research.sorted_sd or 1)
    assert (capital.sorted or 0) < (research.sorted or 0) / 2
    assert (capital.thin or 0) > 0.6


def test_the_platform_is_the_sole_route_for_some(visitor: Run) -> None:
    """R119: dependence between a tenth and six tenths, and firms to name."""
    for figure in visitor.gaps:
        assert 0.1 < (figure.platform_dependence or 0) < 0.6
        assert figure.sole_route


def test_some_are_reached_by_the_financier_alone(visitor: Run) -> None:
    figure = visitor.gap("authority")
    assert figure.without_financier is not None
    assert figure.without_financier.reached < figure.reached


def test_some_have_left_and_some_states_rest_on_what_was_told(visitor: Run) -> None:
    assert visitor.gap("research").left > 5
    assert visitor.gap("capital").told > 0


def test_one_ecosystem_is_almost_empty_of_data(made: example.Example) -> None:
    """Unknown is not no (X13): where nobody asked, nothing is estimated."""
    run = _run(made, "mat")
    assert all(figure.estimate is None for figure in run.gaps)
    assert run.gap("capital").reason == "limits"


def test_a_declared_log_is_shown_as_a_claim(made: example.Example) -> None:
    assert _run(made, "rymd").gap("research").declared_by


def test_the_truth_lies_near_every_estimate(made: example.Example, visitor: Run) -> None:
    """Within 0.05 of the share that truly had no contact, and for most inside the interval."""
    inside = []
    for figure in visitor.gaps:
        if figure.estimate is not None and figure.low is not None and figure.high is not None:
            true = _true_share(made, figure)
            assert abs(figure.estimate - true) < 0.05, figure.gap
            inside.append(figure.low <= true <= figure.high)
    assert sum(inside) >= 5


def test_records_alone_would_miss_by_far_more(made: example.Example, visitor: Run) -> None:
    """Why anybody is asked at all (X13)."""
    figure = visitor.gap("authority")
    assert (figure.upper or 0) - _true_share(made, figure) > 0.05


def _true_share(made: example.Example, figure: GapFigure) -> float:
    """The gap had everything been recorded: plain loops over the truth."""
    actors = {row["actor_id"]: row for row in made.tables["actors"].to_dicts()}
    hub = made.agreement.recipient_id
    near = {state.actor_id for state in figure.states}
    far = {key for key, row in actors.items() if key != hub and _is_far(figure.gap, row)}
    far = near if figure.gap == "firms" else far
    rows = made.truth.filter(
        (pl.col("started_on") <= made.on) & (pl.col("ended_on") > date(2024, 9, 30))
    )
    acts = rows.group_by("interplay_id").agg("actor_id")["actor_id"].to_list()
    reached = {
        actor
        for present in acts
        if 2 <= len(present) <= 50
        for actor in present
        if actor in near and (set(present) & far) - {actor}
    }
    return 1 - len(reached) / len(near)


def _is_far(gap: str, row: dict[str, str]) -> bool:
    roles = row["roles"].split("|")
    if gap == "authority":
        return row["sector"] == "civil" or (row["sector"] == "public" and gap in roles)
    if gap == "global":
        return row["country"] != "SE" or "market" in roles
    return gap in roles
