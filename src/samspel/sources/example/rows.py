"""The made-up region as our thirteen tables, and its truth as one frame."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import polars as pl

from samspel.sources.example.acts import Act, Present
from samspel.sources.example.beside import bridges, coverage, limits, outcomes, spells
from samspel.sources.example.known import known_frames
from samspel.sources.example.opinions import Opinion, make_opinions
from samspel.sources.example.places import (
    COUNTRY,
    ECOSYSTEMS,
    MUNICIPALITIES,
    REGION,
    VISITOR,
)
from samspel.sources.example.register import Actor
from samspel.sources.example.survey import WAVES, Answer, Report, make_answers, make_told, remember
from samspel.sources.example.wishes import make_wishes
from samspel.tables import CONTRACTS, SOLE_TRADER, Tables

__all__ = ["TRUTH_SCHEMA", "tables_of", "truth_of"]

TRUTH_SCHEMA: dict[str, pl.DataType] = {
    "interplay_id": pl.String(),
    "ecosystem_id": pl.String(),
    "kind": pl.String(),
    "started_on": pl.Date(),
    "ended_on": pl.Date(),
    "actor_id": pl.String(),
    "role": pl.String(),
    "recorded": pl.Boolean(),
}
_PLACES = {place.key: place for place in MUNICIPALITIES}
_SOLE = "enskild firma"  # whose organisation number would be a person's
Row = tuple[Any, ...]


def tables_of(
    register: Sequence[Actor],
    acts: Sequence[Act],
    rng: np.random.Generator,
    earlier: Sequence[Act] = (),
) -> Tables:
    """What a region would have on file: the recorded acts, the surveys and the rest. `earlier` is
    what happened before, which the first survey asks about too."""
    answers, reports = make_answers(register, acts, rng)
    told = make_told(register, acts, answers, rng)
    # A stream of its own: what is thought moves nothing else.
    opinions = make_opinions(register, answers, rng.spawn(1)[0])
    opinions += make_wishes(answers, rng.spawn(1)[0])
    answers = remember(register, answers, earlier, rng.spawn(1)[0])
    recorded = [act for act in acts if act.recorded and len(_listed(act)) > 1]
    rows: dict[str, Iterable[Row]] = {
        "ecosystems": ((e.key, e.name, COUNTRY, REGION) for e in ECOSYSTEMS),
        "actors": [_actor_row(at, actor, rng) for at, actor in enumerate(register)],
        "actor_spells": spells(register),
        "memberships": [row for actor in register for row in _membership_rows(actor)],
        "interplay": [*map(_act_row, recorded), *_report_rows(reports)],
        "participations": [*_present_rows(recorded), *_reporter_rows(reports)],
        "waves": ((w.key, VISITOR, w.closed, w.asks_from, w.asks_until) for w in WAVES if register),
        "answers": [
            *(_answer_row(answer) for answer in (*answers, *told)),
            *(_opinion_row(opinion) for opinion in opinions),
        ],
        "coverage": coverage(register, rng),
        "places": [
            (p.key, p.name, "dense" if p.dense else "sparse", p.latitude, p.longitude)
            for p in MUNICIPALITIES
        ],
        "bridges": bridges(register, rng),
        "outcomes": outcomes() if register else [],
        "limits": limits() if register else [],
    }
    frames = {c.name: _frame(c.schema, rows[c.name]) for c in CONTRACTS}
    sole = pl.col("name").str.ends_with(_SOLE).alias(SOLE_TRADER)
    actors = {"actors": frames["actors"].with_columns(sole)}
    return Tables.of(**frames | actors, **known_frames(register))


def truth_of(acts: Sequence[Act]) -> pl.DataFrame:
    """Every participation of every act that happened, with whether a record shows it."""
    return _frame(
        TRUTH_SCHEMA,
        [
            (
                act.key,
                act.ecosystem,
                act.recipe.kind,
                act.first,
                act.last,
                person.actor.key,
                person.role,
                act.recorded and person.listed and len(_listed(act)) > 1,
            )
            for act in acts
            for person in act.present
        ],
    )


def _frame(schema: dict[str, pl.DataType], rows: Iterable[Row]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=schema, orient="row")


def _listed(act: Act) -> tuple[Present, ...]:
    return tuple(person for person in act.present if person.listed)


def _actor_row(position: int, actor: Actor, rng: np.random.Generator) -> Row:
    part, place = actor.part, _PLACES.get(actor.part.place)
    where: Row = (None, None, None, None)
    if place is not None:
        spread = 0.06 if place.dense else 0.22
        north, east = rng.normal(0, spread, 2)
        where = (
            REGION,
            place.key,
            round(place.latitude + float(north), 4),
            round(place.longitude + 2 * float(east), 4),
        )
    nameless = part.name.endswith(_SOLE) or part.country != COUNTRY
    number = None if nameless else _number(position)
    return (
        actor.key, part.name, part.sector, part.roles, number, part.country, *where,
        part.industry or None,
    )  # fmt: skip


def _number(position: int) -> str:
    """A made-up organisation number with a right check digit, another for every position.

    It begins with 4, a group that Sweden gives to nobody: no real organisation is pointed at.
    """
    text = f"4{position % 10}{2 + position % 8}{position * 7919 % 1_000_000:06}"
    doubled = [int(digit) * (2 - at % 2) for at, digit in enumerate(text)]
    check = -sum(d // 10 + d % 10 for d in doubled) % 10
    return f"{text[:6]}-{text[6:]}{check}"


def _membership_rows(actor: Actor) -> list[Row]:
    hub = actor.group in ("platform", "other_platform")
    financier = actor.group == "financier"
    return [(s.ecosystem, actor.key, s.first, s.last, hub, financier) for s in actor.spells]


def _act_row(act: Act) -> Row:
    recipe = act.recipe
    last = act.last if act.last > act.first else None
    return (
        act.key, recipe.kind, act.title, act.first, last, recipe.flow, recipe.level, recipe.source,
    )  # fmt: skip


def _present_rows(acts: Sequence[Act]) -> list[Row]:
    return [(act.key, p.actor.key, p.role) for act in acts for p in _listed(act)]


def _report_rows(reports: Sequence[Report]) -> list[Row]:
    return [
        (_report_key(n), "contact", f"Svar i {r.wave}", r.day, None, None, None, f"wave:{r.wave}")
        for n, r in enumerate(reports, 1)
    ]


def _reporter_rows(reports: Sequence[Report]) -> list[Row]:
    return [
        row
        for n, r in enumerate(reports, 1)
        for row in (
            (_report_key(n), r.reporter, "reporter"),
            (_report_key(n), r.far, "participant"),
        )
    ]


def _report_key(number: int) -> str:
    return f"s{number:05}"


def _opinion_row(opinion: Opinion) -> Row:
    wave, who, item, value = opinion
    return (wave, who, item, None, value)


def _answer_row(answer: Answer) -> Row:
    return (answer.wave, answer.respondent, f"contact:{answer.gap}", answer.about, answer.value)
