"""What a wave may do to an interval, against the figures that measuring then gives (item 6)."""

from datetime import date

import polars as pl
import pytest

from samspel.gaps import load_definitions, measure_all
from samspel.gaps.foreseen import foresee, gaps_of
from samspel.tables import Tables
from samspel.terms import RunSettings

ON = date(2026, 9, 30)
SETTINGS = RunSettings("e", ON, load_definitions("memo-a"))
FIRMS = [f"f{i:02d}" for i in range(30)]


def register(answers: dict[str, str]) -> Tables:
    """Thirty firms without a record, a university, and one wave of answers about research."""
    actors = [*FIRMS, "uni"]
    return Tables.of(
        ecosystems=pl.DataFrame({"ecosystem_id": ["e"], "name": ["E"]}),
        actors=pl.DataFrame(
            {
                "actor_id": actors,
                "name": actors,
                "sector": ["private"] * 30 + ["academia"],
                "roles": ["firm"] * 30 + ["research"],
            }
        ),
        memberships=pl.DataFrame({"ecosystem_id": ["e"] * 30, "actor_id": FIRMS}),
        waves=pl.DataFrame(
            {
                "wave_id": ["w"],
                "ecosystem_id": ["e"],
                "asks_from": [date(2024, 10, 1)],
                "asks_until": [ON],
            }
        ),
        answers=pl.DataFrame(
            {
                "wave_id": ["w"] * len(answers),
                "respondent_id": list(answers),
                "item": ["contact:research"] * len(answers),
                "value": list(answers.values()),
            },
            schema=dict.fromkeys(("wave_id", "respondent_id", "item", "value"), pl.String),
        ),
    )


def research(tables: Tables, asked: list[str]):
    return {one.gap: one for one in foresee(tables, SETTINGS, {"research": asked})}["research"]


def test_each_actor_is_asked_about_the_gaps_it_stands_near_by() -> None:
    found = gaps_of(register({}), SETTINGS)
    assert set(found) == set(FIRMS)
    assert set(found["f00"]) == {gap.key for gap in SETTINGS.definitions.gaps}


@pytest.mark.parametrize("answers", [5, 8, 12, 20])
def test_no_figure_is_wider_than_was_said_whatever_was_answered(answers: int) -> None:
    """Every outcome measured: as wide as was said at most, to one actor, and some as wide."""
    widths, said = [], set()
    for yes in range(answers + 1):
        given = {one: "yes" if i < yes else "no" for i, one in enumerate(FIRMS[:answers])}
        figure = measure_all(register(given), SETTINGS).gap("research")
        if 0 < yes < answers:
            widths.append(figure.high - figure.low)
        else:
            assert figure.reason == ("answers_over_90" if yes else "answers_under_10")
        said.add(research(register(given), FIRMS).now)
    assert len(said) == 1, "what was answered cannot be read from the width that is shown"
    (bound,) = said
    assert max(widths) <= bound + 1 / 30 + 1e-9
    assert max(widths) >= bound - 1 / 30 - 1e-9


def test_when_everybody_unknown_answers_nothing_is_left_to_guess() -> None:
    assert research(register({}), FIRMS).then == 0
    assert research(register({}), FIRMS).now is None


def test_fewer_than_five_answers_give_no_interval() -> None:
    assert research(register({}), FIRMS[:4]).then is None
    assert research(register({}), FIRMS[:5]).then is not None


def test_the_width_that_comes_when_all_asked_have_answered_is_within_what_was_foreseen() -> None:
    first = {firm: "yes" if i % 3 == 0 else "no" for i, firm in enumerate(FIRMS[:10])}
    foreseen = research(register(first), FIRMS[:20])
    assert foreseen.silent == 10
    for yes in range(11):
        more = {firm: "yes" if i < yes else "no" for i, firm in enumerate(FIRMS[10:20])}
        figure = measure_all(register(first | more), SETTINGS).gap("research")
        assert figure.high - figure.low <= foreseen.then + 1 / 30 + 1e-9


def test_what_answers_cannot_mend_is_not_foreseen() -> None:
    tables = register({})
    lacking = Tables.of(
        **{**tables.frames, "actors": tables["actors"].filter(pl.col("actor_id") != "uni")}
    )
    assert research(lacking, FIRMS).then is None


def test_where_firms_are_each_other_s_contact_pairs_are_foreseen_whoever_was_named() -> None:
    """The width of `firms` takes the unknown in pairs, and says nothing of whom anybody named."""

    def firms(named: dict[str, str]) -> Tables:
        given = register(dict.fromkeys(FIRMS[:9], "yes"))
        reports = [f"r-{one}" for one in named]
        return Tables.of(
            **{key: given[key] for key in ("actors", "ecosystems", "memberships", "waves")},
            answers=given["answers"].with_columns(item=pl.lit("contact:firms")),
            interplay=pl.DataFrame(
                {
                    "interplay_id": reports,
                    "started_on": [ON] * len(reports),
                    "source": ["wave:w"] * len(reports),
                },
                schema={"interplay_id": pl.String, "started_on": pl.Date, "source": pl.String},
            ),
            participations=pl.DataFrame(
                {
                    "interplay_id": [*reports, *reports],
                    "actor_id": [*named, *named.values()],
                    "role": ["reporter"] * len(reports) + ["participant"] * len(reports),
                },
                schema=dict.fromkeys(("interplay_id", "actor_id", "role"), pl.String),
            ),
        )

    def seen(tables: Tables, gap: str):
        return {one.gap: one for one in foresee(tables, SETTINGS, {})}[gap]

    alone = register(dict.fromkeys(FIRMS[:9], "yes"))
    assert seen(firms({}), "firms").now > seen(alone, "research").now
    # f29 and f28 are named: two fewer unknown, and the same width whoever named them.
    twice = [firms({"f00": "f29", "f01": "f28"}), firms({"f02": "f29", "f03": "f28"})]
    assert len({seen(each, "firms").now for each in twice}) == 1
