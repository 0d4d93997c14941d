"""The cheapest next step that would change a "cannot say", or narrow a wide interval.

Neighbours get `next_step_of`, and `counted`, a step with what it takes. It is computed from what
is known, as a code with how many and the minutes it takes; `samspel.reports` says it.
"""

from dataclasses import replace
from datetime import date

from samspel.gaps.coded import FOREVER
from samspel.gaps.sides import Sides
from samspel.gaps.states import CHECKS, Heard, States
from samspel.terms import MINUTES_EACH, Estimate, NextStep, NoEstimate
from samspel.uncertainty import FEWEST, Term, missing_reached

__all__ = ["WIDE", "counted", "next_step_of"]

WIDE = 0.10  # an interval over ten points is worth asking more for


def next_step_of(answer: Estimate | NoEstimate, states: States, sides: Sides) -> NextStep | None:
    """The next step of one gap; None when nothing is left to do.

    - `outside_record`: measure on a day within the record.
    - `too_few_near`: register so many more that five stand on the near side.
    - `no_far_side`, `no_other_ecosystem`: register who they are; the second with how many more
      members the largest other ecosystem needs.
    - `limits`: another source.
    - `too_few_asked`, `nothing_observed`: ask until five of those without a record have answered;
      answers that are withheld count, since they are shown when five have. Where fewer than five
      can, record.
    - an interval over ten points: ask the fewest that are expected to bring it to ten.
    - else, with somebody unknown: ask them; with a declared log nobody has tested: ask as many
      of those it calls none as make ten tests.

    Notes
    -----
    The interval to expect when m of the unknown are asked: m is spread over the classes by their
    size, and those asked answer as q is now expected to be. Of the companions that an unknown
    actor has, as large a share stays unknown as of the class. Minutes are `count` times what one
    takes by `samspel.terms.MINUTES_EACH`.
    """
    if isinstance(answer, NoEstimate):
        return _unsaid(answer.code, states, sides)
    n, unknown = int(sides.near.sum()), int(states.unknown.sum())
    if answer.low is not None and answer.high is not None and answer.high - answer.low > WIDE:
        return counted("narrow", _enough(states.terms(), n))
    if unknown:
        return counted("ask_rest", unknown)
    tests = min(CHECKS - states.log_yes - states.log_no, int(states.claimed.sum()))
    return counted("test_declaration", tests) if states.declared_by and tests > 0 else None


def _unsaid(code: str, states: States, sides: Sides) -> NextStep:
    if code == "outside_record":
        return _within(states.scene.record)
    if code == "too_few_near":
        return counted("register_near", FEWEST - int(sides.near.sum()))
    if code == "no_far_side":
        return counted("register_far")
    if code == "no_other_ecosystem":
        return counted("register_elsewhere", FEWEST - states.scene.largest_other)
    if code == "limits":
        return counted("other_source")
    more = _to_ask(states.heard)
    return counted("ask", more) if more > 0 else counted("record")


def _to_ask(heard: Heard) -> int:
    """The fewest answers after which there is a figure: five of A, the only ones that are counted.

    0 where so many cannot be had: whoever is reached by an act is not in A whatever it answers.
    """
    five = FEWEST - heard.answered
    return five if five <= heard.fresh + heard.again + heard.spare else 0


def counted(code: str, count: int | None = None) -> NextStep:
    """So many of what a step asks for, and the minutes they take."""
    return NextStep(code, count, MINUTES_EACH[code] * (1 if count is None else count))


def _within(record: tuple[int, int] | None) -> NextStep:
    days = [_day(day) for day in record or (-FOREVER, FOREVER)]
    return replace(counted("choose_day"), first=days[0], last=days[1])


def _day(day: int) -> str | None:
    return None if abs(day) >= FOREVER else date.fromordinal(day).isoformat()


def _enough(terms: tuple[Term, ...], n: int) -> int:
    """The fewest of the unknown to ask for an expected interval of at most ten points."""
    few, many = 0, sum(term.unknown for term in terms)
    while many - few > 1:
        half = (few + many) // 2
        few, many = (few, half) if _width(terms, half) <= WIDE * n + 1e-9 else (half, many)
    return many


def _width(terms: tuple[Term, ...], asked: int) -> int:
    total, before, after = sum(term.unknown for term in terms), 0, []
    for term in terms:
        # Rounded running sums give every class its part, and the parts add up.
        through = before + term.unknown
        part = through * asked // total - before * asked // total
        before = through
        yes = part * (0.5 + term.yes) / (1 + term.yes + term.no)
        left = term.unknown - part
        companions = term.companions * left / max(term.unknown, 1)
        after.append(Term(left, term.yes + yes, term.no + part - yes, companions))
    missing = missing_reached(after)
    return missing.quantile(0.95) - missing.quantile(0.05)
