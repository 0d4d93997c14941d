"""An intruder subtracts every figure it is shown from every other, and learns no single answer.

It knows all that is recorded, who has answered and who is held back; it lacks what was answered.
Each published count is then a sum of unknown answers over a group it knows: a row of equations.
An answer is had when some combination of the rows is that answer alone (X12). Every attack is also
made with the control taken away, and then it succeeds: so the test can fail.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from records.cast import TODAY, Cast, filled
from samspel.actions import compare_days, hold_answers, measure_gaps, measure_lens
from samspel.actions.measure_gaps import Asked
from samspel.actions.measure_lens import AskedLens
from samspel.gaps import Indexed, index, load_definitions, measure_all
from samspel.gaps.observed import uncounted, word_of
from samspel.gaps.scene import see
from samspel.gaps.sides import sides_of
from samspel.gaps.states import states_of
from samspel.records.accounts.api import system_viewer
from samspel.records.files import api as files
from samspel.records.gaps import api as gaps
from samspel.reports import render_json
from samspel.tables import Tables, read_upload, snapshot
from samspel.terms import Refusal, RunSettings, Viewer

FIRMS = [f"f{n:02d}" for n in range(30)]
ANSWERED = FIRMS[4:]  # the first four are reached by recorded acts
YES = {actor: (7 * n + n * n // 3) % 3 == 0 for n, actor in enumerate(FIRMS)}
ITEMS = ("research", "authority")


def register(
    *,
    members: list[str] | None = None,
    answered: list[str] | None = None,
    acts: dict[str, tuple[str, str, date]] | None = None,
    again: tuple[str, ...] = (),
    sparse: int = 12,
) -> Tables:
    """Firms that answered about two gaps, some acts (actor, far actor, day), a second wave."""
    firms, said = members or FIRMS, ANSWERED if answered is None else answered
    met = {f"a{n}": (FIRMS[n], "uni", date(2026, 1, 1)) for n in range(4)} | (acts or {})
    waves = [("w1", one) for one in said] + [("w2", one) for one in again]
    rows = [
        (wave, who, f"contact:{gap}", "yes" if YES[who] ^ (wave == "w2") else "no")
        for wave, who in waves
        for gap in ITEMS
    ]
    return Tables.of(
        ecosystems=pl.DataFrame({"ecosystem_id": ["skog"], "name": ["Skog"], "country": ["SE"]}),
        actors=pl.DataFrame(
            {
                "actor_id": [*FIRMS, "uni", "myn", "civ"],
                "name": [*FIRMS, "Universitetet", "Myndigheten", "Föreningen"],
                "sector": ["private"] * len(FIRMS) + ["academia", "public", "civil"],
                "roles": ["firm"] * len(FIRMS) + ["research", "authority", "civil"],
                "municipality": ["2480"] * (len(FIRMS) - sparse) + ["2403"] * sparse + ["2480"] * 3,
            }
        ),
        memberships=pl.DataFrame(
            {
                "ecosystem_id": ["skog"] * (len(firms) + 1),
                "actor_id": [*firms, "myn"],
                "member_from": [date(2020, 1, 1)] * (len(firms) + 1),
                "is_financier": [False] * len(firms) + [True],
            }
        ),
        interplay=pl.DataFrame(
            {"interplay_id": list(met), "started_on": [day for _a, _b, day in met.values()]}
        ),
        participations=pl.DataFrame(
            [(act, who) for act, (a, b, _day) in met.items() for who in (a, b)],
            schema=["interplay_id", "actor_id"],
            orient="row",
        ),
        waves=pl.DataFrame(
            {
                "wave_id": ["w1", "w2"],
                "ecosystem_id": ["skog"] * 2,
                "closed_on": [TODAY] * 2,
                "asks_from": [date(2023, 1, 1)] * 2,
                "asks_until": [TODAY] * 2,
            }
        ),
        answers=pl.DataFrame(
            rows, schema=["wave_id", "respondent_id", "item", "value"], orient="row"
        ),
        places=pl.DataFrame(
            {
                "municipality": ["2480", "2403"],
                "name": ["Umeå", "Bjurholm"],
                "place_class": ["dense", "sparse"],
            }
        ),
    )


# --------------------------------------------------------------------------- what is published


@dataclass(frozen=True)
class Row:
    """A published count less what the records alone give: so many of the group said yes."""

    group: frozenset[tuple[str, str]]
    yes: int


def kept(run_file: int, cast: Cast) -> Tables:
    by = system_viewer(cast.norr.id)
    return read_upload("tables.zip", files.read_bytes(run_file, by=by)).tables


def group_of(
    gap: str, coded: Indexed, settings: RunSettings, *, financier: bool, size: int
) -> tuple[frozenset[tuple[str, str]], np.ndarray]:
    """Whose answers decide the count, by actor and which of its answers; and who is reached by
    the records alone."""
    definition = next(one for one in settings.definitions.gaps if one.key == gap)
    scene = see(coded, settings).at_size(size)
    sides = sides_of(definition, scene, without_financier=not financier)
    silent = replace(scene, indexed=replace(scene.indexed, own={}))
    reached = states_of(gap, sides, silent).reached
    word = word_of(gap, scene, own=True)
    open_ = sides.near & word.spoke & ~reached & ~uncounted(gap, scene)
    if 0 < int((word.spoke & sides.near).sum()) < 5:
        open_[:] = False
    claims = coded.own[gap]
    waves = {
        int(who): "".join(
            sorted({str(w) for a, w in zip(claims.actor, claims.wave, strict=True) if a == who})
        )
        for who in np.flatnonzero(open_)
    }
    ids = coded.actor_ids
    return frozenset((str(ids[who]), wave) for who, wave in waves.items()), reached


def rows_of_run(run: int, asked: Asked, cast: Cast, by: Viewer) -> Iterator[Row]:
    """Every count of reached that a run publishes, of every gap asked about."""
    row, found = gaps.get_run(run, by=by), gaps.get_measured(run, by=by)
    coded = index(kept(row.tables_file or 0, cast))
    settings = RunSettings("skog", row.on, load_definitions(asked.definitions), asked.window_months)
    for gap in ITEMS:
        figure = found.gap(gap)
        for financier, one in ((True, figure), (False, figure.without_financier)):
            if one is None:
                continue
            sizes = [(line.max_size, line.reached) for line in one.by_max_size]
            for size, reached in [(50, one.reached), *sizes]:
                of = group_of(gap, coded, settings, financier=financier, size=size)
                yield Row(_named(gap, of[0]), reached - int(of[1].sum()))


def _named(gap: str, group: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    return frozenset((f"{gap}:{actor}", wave) for actor, wave in group)


def learnt(rows: list[Row]) -> dict[tuple[str, str], int]:
    """The answers that some combination of the rows gives alone, with what it gives."""
    names = sorted({name for row in rows for name in row.group})
    if not names:
        return {}
    matrix = np.array([[name in row.group for name in names] for row in rows], dtype=float)
    counts = np.array([row.yes for row in rows], dtype=float)
    found = {}
    for place, name in enumerate(names):
        wanted = np.eye(len(names))[place]
        weights = np.linalg.lstsq(matrix.T, wanted, rcond=None)[0]
        if np.allclose(matrix.T @ weights, wanted, atol=1e-7):
            found[name] = round(float(weights @ counts))
    return found


def smallest(rows: list[Row]) -> int:
    """The fewest whom the rows tell apart from everybody else: 0 when they tell nobody."""
    seen: dict[tuple[bool, ...], int] = {}
    for name in {name for row in rows for name in row.group}:
        column = tuple(name in row.group for row in rows)
        seen[column] = seen.get(column, 0) + 1
    return min(seen.values(), default=0)


def truth(name: tuple[str, str], coded_waves: tuple[str, ...] = ("w1", "w2")) -> int:
    """What was answered; with both waves, yes in either."""
    actor = name[0].partition(":")[2]
    return int(len(name[1]) > 1 or YES[actor])


# ------------------------------------------------------------------------------- the attacks

Attack = Callable[[Cast], list[tuple[Tables, Asked]]]
RUN = Asked("skog", on=TODAY)
JOINED = [one for one in FIRMS if one != "f20"]


def met(actor: str, far: str, on: date = date(2026, 2, 1)) -> dict[str, tuple[str, str, date]]:
    return {f"m-{actor}-{far}": (actor, far, on)}


def a_joiner(_cast: Cast) -> list[tuple[Tables, Asked]]:
    return [(register(members=JOINED), RUN), (register(), RUN)]


def a_leaver(_cast: Cast) -> list[tuple[Tables, Asked]]:
    return [(register(), RUN), (register(members=JOINED), RUN)]


def a_late_answer(_cast: Cast) -> list[tuple[Tables, Asked]]:
    return [(register(answered=ANSWERED[:-2]), RUN), (register(), RUN)]


def a_second_wave(_cast: Cast) -> list[tuple[Tables, Asked]]:
    return [(register(), RUN), (register(again=("f10",)), RUN)]


def an_act_a_day(_cast: Cast) -> list[tuple[Tables, Asked]]:
    """Recorded acts reach one more of those who answered, day after day."""
    acts: dict[str, tuple[str, str, date]] = {}
    steps = [(register(), RUN)]
    for actor in ("f08", "f13", "f21"):
        acts = acts | met(actor, "uni")
        steps.append((register(acts=acts), RUN))
    return steps


def two_definitions(_cast: Cast) -> list[tuple[Tables, Asked]]:
    """A counts authorities; B counts civil society too, whom two have met."""
    tables = register(acts=met("f08", "civ") | met("f09", "civ"))
    return [(tables, RUN), (tables, replace(RUN, definitions="memo-b"))]


def the_financier(_cast: Cast) -> list[tuple[Tables, Asked]]:
    """One run: three have met nobody but the authority that pays."""
    return [(register(acts=met("f08", "myn") | met("f09", "myn") | met("f11", "myn")), RUN)]


def a_month_shorter(_cast: Cast) -> list[tuple[Tables, Asked]]:
    """One is reached by an act that the shorter window does not hold."""
    tables = register(acts=met("f08", "uni", TODAY - timedelta(days=720)))
    return [(tables, RUN), (tables, replace(RUN, window_months=23))]


def a_large_meeting(_cast: Cast) -> list[tuple[Tables, Asked]]:
    """One run: four are reached only where a meeting of eleven carries contact."""
    tables = register(acts=met("f08", "uni"))
    crowd = pl.DataFrame(
        {
            "interplay_id": ["m-f08-uni"] * 9,
            "actor_id": ["f09", *FIRMS[:4], "myn", "civ", "f28", "f29"],
        }
    )
    frames = {
        **tables.frames,
        "participations": pl.concat([tables["participations"], crowd], how="diagonal_relaxed"),
    }
    return [(Tables.of(**frames), RUN)]


ATTACKS = [
    a_joiner,
    a_leaver,
    a_late_answer,
    a_second_wave,
    an_act_a_day,
    two_definitions,
    the_financier,
    a_month_shorter,
    a_large_meeting,
]


def published(attack: Attack, cast: Cast, by: Viewer) -> list[Row]:
    rows: list[Row] = []
    for tables, asked in attack(cast):
        filled(cast.alice, tables)
        run = measure_gaps.measure_gaps(asked=asked, by=cast.alice).id
        rows += rows_of_run(run, asked, cast, by)
    return rows


@pytest.fixture
def careless(monkeypatch: pytest.MonkeyPatch) -> None:
    """The service without the control: everybody is counted, as often as anybody asks."""
    everybody = lambda wanted, _shown: frozenset(wanted)  # noqa: E731
    monkeypatch.setattr(hold_answers, "may_count", everybody)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_no_answer_is_had_by_subtraction(cast: Cast, attack: Attack) -> None:
    leader = replace(cast.bob, roles=frozenset({"platform_leader"}), workspaces=frozenset({"skog"}))
    rows = published(attack, cast, cast.bob)
    assert any(row.group for row in rows), "answers are counted at all"
    assert all(0 <= row.yes <= len(row.group) for row in rows), "the intruder's equations are true"
    for row in rows:
        assert row.yes == sum(map(truth, row.group))
    assert learnt(rows) == {}
    assert smallest(rows) >= 5
    runs = gaps.find_latest_run("skog", by=cast.bob)
    assert runs is not None
    for by in (cast.alice, leader):  # nobody is shown other figures
        assert gaps.read_run_json(runs.id, by=by) == gaps.read_run_json(runs.id, by=cast.bob)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_without_the_control_it_would_be(cast: Cast, attack: Attack, careless: None) -> None:
    rows = published(attack, cast, cast.bob)
    found = learnt(rows)
    assert found or smallest(rows) < 5
    for name, said in found.items():
        assert said == truth(name)


def test_most_single_attacks_succeed_without_the_control(cast: Cast, careless: None) -> None:
    rows = published(a_joiner, cast, cast.bob)
    assert {name[0] for name in learnt(rows)} == {"research:f20", "authority:f20"}


# ------------------------------------------------------------------ other views, and no new door


def shown(cast: Cast) -> dict[str, dict[str, str]]:
    groups = gaps.shown_groups("skog", by=system_viewer(cast.norr.id))
    return {gap: dict(one.classes) for gap, one in groups.items()}


def cells(cast: Cast) -> int:
    """The fewest who have been counted alike in all that was shown."""
    sizes = [Counter(one.values()) for one in shown(cast).values()]
    return min(count for each in sizes for count in each.values())


def test_two_days_side_by_side_pass_the_same_gate(cast: Cast) -> None:
    """A change is not kept, and yet it has been seen: what comes after is held against it."""
    filled(cast.alice, register(members=JOINED))
    days = compare_days.Compared("skog", date(2026, 3, 31), TODAY)
    compare_days.compare_days(asked=days, by=cast.alice)
    assert "f20" not in shown(cast)["research"]
    before = shown(cast)
    compare_days.compare_days(asked=days, by=cast.alice)
    assert shown(cast) == before, "the same again shows nothing new"
    filled(cast.alice, register())
    run = measure_gaps.measure_gaps(asked=RUN, by=cast.alice)
    assert "f20" not in shown(cast)["research"]
    assert gaps.get_measured(run.id, by=cast.bob).gap("research").why["answers"] == (
        "answers_held_back"
    )
    assert cells(cast) >= 5


def test_place_classes_are_never_told_apart_by_a_few(cast: Cast) -> None:
    """Three of the sparse class answered: alone the dense would tell, beside the whole, what."""
    filled(cast.alice, register(answered=ANSWERED[:-9]))
    measure_gaps.measure_gaps(asked=RUN, by=cast.alice)
    places = measure_lens.measure_lens(asked=AskedLens("places", RUN), by=cast.alice)
    assert cells(cast) >= 5
    coded = index(kept(places.tables_file, cast))
    scene = see(coded, RunSettings("skog", TODAY, load_definitions(RUN.definitions)))
    for gap in ITEMS:
        spoke = word_of(gap, scene, own=True).spoke
        sparse = [FIRMS.index(str(one)) >= 18 for one in coded.actor_ids[spoke] if one in FIRMS]
        assert sum(sparse) == 0 or sum(sparse) >= 5
        assert len(sparse) - sum(sparse) >= 5


def test_who_is_held_back_is_in_the_tables_and_the_run_can_be_made_again(
    cast: Cast, tmp_path: Path
) -> None:
    """With no new option: what is held back is said by the tables themselves."""
    for members in (JOINED, FIRMS):
        filled(cast.alice, register(members=members))
        run = measure_gaps.measure_gaps(asked=RUN, by=cast.alice)
    tables = kept(run.tables_file or 0, cast)
    held = tables["answers"].filter(pl.col("item").str.starts_with("uncounted:"))
    assert sorted(held.select("respondent_id", "item").unique().rows()) == [
        ("f20", "uncounted:authority"),
        ("f20", "uncounted:research"),
    ]
    assert snapshot(tables) == run.snapshot
    settings = RunSettings("skog", TODAY, load_definitions(RUN.definitions))
    again = render_json(measure_all(tables, settings))
    assert again == gaps.read_run_json(run.id, by=cast.bob)
    bare = Tables.of(
        **{**tables.frames, "answers": tables["answers"].join(held, on="item", how="anti")}
    )
    assert render_json(measure_all(bare, settings)) != again, "the rows do hold something back"


def test_five_who_join_are_counted_together(cast: Cast) -> None:
    late = FIRMS[20:25]
    filled(cast.alice, register(members=[one for one in FIRMS if one not in late]))
    measure_gaps.measure_gaps(asked=RUN, by=cast.alice)
    filled(cast.alice, register())
    run = measure_gaps.measure_gaps(asked=RUN, by=cast.alice)
    assert set(late) <= shown(cast)["research"].keys()
    assert "answers" not in gaps.get_measured(run.id, by=cast.bob).gap("research").why


def test_two_who_measure_at_once_do_not_both_build_on_the_same(cast: Cast) -> None:
    filled(cast.alice, register())
    settings = (RunSettings("skog", TODAY, load_definitions(RUN.definitions)),)
    one, other = (
        hold_answers.hold(tables=register(), settings=settings, by=cast.alice) for _ in range(2)
    )
    one.keep(by=cast.alice)
    with pytest.raises(Refusal, match="measured_meanwhile"):
        other.keep(by=cast.alice)


def test_nobody_but_the_system_reads_the_groups(cast: Cast) -> None:
    evaluator = replace(cast.bob, roles=frozenset({"evaluator"}))
    for by in (cast.alice, cast.bob, evaluator):
        with pytest.raises(Refusal, match="not_found"):
            gaps.shown_groups("skog", by=by)
