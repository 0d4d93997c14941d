"""The first sentences of an ecosystem's page: nothing is called widest that may not be."""

from reports.runs import figure, known, run
from samspel.reports.run_lead import run_lead

RESEARCH = known("research", (41, 15, 16), (0.54, 0.45, 0.60))
FIRMS = known("firms", (41, 35, 5), (0.14, 0.12, 0.18))


def said(*figures) -> tuple[str, ...]:
    return run_lead(run(figures), "en")


def test_the_widest_and_the_narrowest_are_named_when_nothing_unsaid_may_be_wider() -> None:
    unsaid = figure("global", 20, 10, 5)  # the gap lies between 25 and 50 %
    first, second, third = said(RESEARCH, FIRMS, unsaid)
    assert first.startswith("Widest is the research gap.")
    assert second.startswith("Narrowest is the gap between firms.")
    assert third.startswith("1 of 3 gaps cannot be said yet")


def test_a_gap_with_bounds_alone_that_may_be_wider_takes_the_superlative_away() -> None:
    unsaid = figure("global", 20, 2, 12)  # between 60 and 90 %
    first, second, _ = said(RESEARCH, FIRMS, unsaid)
    assert first.startswith("Of those that can be estimated, widest is the research gap.")
    assert second.startswith("Narrowest is the gap between firms.")
    unsaid = figure("global", 20, 19, 0)  # between 0 and 5 %
    assert "narrowest is" in said(RESEARCH, FIRMS, unsaid)[1]


def test_bounds_alone_are_told_and_of_the_gap_most_is_known_of() -> None:
    loose, tight = figure("research", 20, 2, 2), figure("firms", 20, 9, 8)
    first, second = said(loose, tight)
    assert first.startswith("No gap can be estimated yet, only given bounds.")
    assert second.startswith("Most is known of the gap between firms. 9 of 20")


def test_where_nothing_at_all_is_known_it_says_so() -> None:
    (only,) = said(figure("research", 20, 0, 0))
    assert only.startswith("No gap can be said yet.")
