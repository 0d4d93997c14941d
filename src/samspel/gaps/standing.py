"""How everybody whose answer counts in a gap stands in all that is shown of it.

Neighbours get `standings_of`, which `samspel.uncertainty.overlap` holds against what has been
shown, and `hold_back`, the tables that say who is not counted.
"""

import hashlib
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from samspel.gaps.coded import Claims, Mask
from samspel.gaps.index import Indexed
from samspel.gaps.located import Located, bands_of
from samspel.gaps.observed import about_window
from samspel.gaps.robust import SIZES
from samspel.gaps.scene import Scene, see
from samspel.gaps.sides import sides_of
from samspel.gaps.states import States, states_of
from samspel.gaps.structural import asks_authority
from samspel.network import only_with
from samspel.tables import Tables
from samspel.terms import GapDefinition, RunSettings
from samspel.uncertainty.overlap import Standing

__all__ = ["hold_back", "standings_of"]


def standings_of(
    indexed: Indexed,
    settings: Sequence[RunSettings],
    *,
    located: Located | None = None,
    together: GapDefinition | None = None,
) -> Mapping[str, Mapping[str, Standing]]:
    """By gap and actor how each whose answers or reports count in it stands.

    Two stand alike when, but for what they have answered, every figure of the gap treats them the
    same: with and without the financier, with acts of every size, active or not, on every day that
    is looked at. So a figure is a sum over whole groups of those who stand alike.

    Parameters
    ----------
    indexed : Indexed
    settings : sequence of RunSettings
        Of one ecosystem: one day of a run, both of a change.
    located : Located, optional
        Where everybody is, when the figures are split by place too: by class, distance and how
        many acts each takes part in.
    together : GapDefinition, optional
        A figure that counts the answers about all gaps together, such as who is active.
    """
    if not indexed.own and not indexed.report.any():
        return {}
    scenes = [see(indexed, one) for one in settings]
    gaps = {one.key: one for of in settings for one in of.definitions.gaps}
    told = _told(scenes)
    if not told.any():
        return {}
    found = {key: _of_gap(gap, scenes, told, located) for key, gap in gaps.items()}
    if together is not None:
        found[together.key] = _of_gap(together, scenes, told, located, tuple(indexed.own))
    return {key: standings for key, standings in found.items() if standings}


def _told(scenes: Sequence[Scene]) -> Mask:
    """Who has told anything in a wave about some of a window: an answer, or a report."""
    told = np.zeros(scenes[0].here.size, dtype=np.bool_)
    for scene in scenes:
        for claims in scene.indexed.own.values():
            told[claims.actor[about_window(scene, claims)]] = True
        told |= _reporters(scene)
    return told


def _reporters(scene: Scene) -> Mask:
    graph = scene.indexed.graph
    made = scene.indexed.reporter & (scene.indexed.report & scene.overlapping)[graph.act]
    found = np.zeros(graph.actors, dtype=np.bool_)
    found[graph.actor[made]] = True
    return found


def _of_gap(  # noqa: PLR0913 - one reading of one gap
    gap: GapDefinition,
    scenes: Sequence[Scene],
    told: Mask,
    located: Located | None,
    items: tuple[str, ...] = (),
) -> Mapping[str, Standing]:
    items = items or (gap.key,)
    views = [view for scene in scenes for view in _views(gap, scene, told)]
    if located is not None:
        views += [view for scene in scenes for view in _place_views(gap, scene, told, located)]
    spoke, waves = _answered(items, scenes)
    reports = np.logical_or.reduce([_reporters(scene) for scene in scenes])
    near = np.logical_or.reduce([sides_of(gap, scene).near for scene in scenes])
    ids = scenes[0].indexed.actor_ids
    said = _Said(items, scenes[0].indexed)
    found = {}
    for code in np.flatnonzero((near & spoke) | reports).tolist():
        actor = str(ids[code])
        stands = (*(int(view[code]) for view in views), waves.get(code, ()))
        found[actor] = Standing(stands, said(code))
    return found


def _views(gap: GapDefinition, scene: Scene, told: Mask) -> list[NDArray[Any]]:
    """What tells actors apart in the figures of one day, by the records alone."""
    silent = replace(scene.without_reports(told), indexed=replace(scene.indexed, own={}))
    apart = (False, True) if asks_authority(gap) and scene.financier.any() else (False,)
    views: list[NDArray[Any]] = [
        scene.left,
        silent.recorded,
        only_with(silent.graph, scene.platform),
    ]
    for without in apart:
        sides = sides_of(gap, scene, without_financier=without)
        views += [sides.near, sides.far]
        for size in sorted({*SIZES, scene.settings.max_size}):
            seen = silent.at_size(size)
            views += [seen.graph.degrees > 0, *_known(states_of(gap.key, sides, seen))]
    return views


def _place_views(
    gap: GapDefinition, scene: Scene, told: Mask, located: Located
) -> list[NDArray[np.int64]]:
    """The parts that figures by place are split in."""
    sides = sides_of(gap, scene, without_financier=asks_authority(gap))
    acts = scene.without_reports(told).graph.degrees
    classes = np.select([located.place_class == "dense", located.place_class == "sparse"], [1, 2])
    return [classes, bands_of(located, sides.who, sides.far), np.minimum(acts, 3)]


def _known(states: States) -> tuple[Mask, ...]:
    return states.by_act, states.reached, states.none, states.unchecked, states.claimed


def _answered(
    items: Sequence[str], scenes: Sequence[Scene]
) -> tuple[Mask, Mapping[int, tuple[tuple[int, int], ...]]]:
    """Who answered one of the items, and by actor in which waves, day by day."""
    spoke = np.zeros(scenes[0].here.size, dtype=np.bool_)
    waves: dict[int, set[tuple[int, int]]] = {}
    for day, scene, item in ((d, s, i) for d, s in enumerate(scenes) for i in items):
        claims: Claims | None = scene.indexed.own.get(item)
        if claims is None:
            continue
        counts = about_window(scene, claims)
        spoke[claims.actor[counts]] = True
        pairs = zip(claims.actor[counts].tolist(), claims.wave[counts].tolist(), strict=True)
        for actor, wave in pairs:
            waves.setdefault(actor, set()).add((day, wave))
    return spoke, {actor: tuple(sorted(each)) for actor, each in waves.items()}


class _Said:
    """What an actor has said to the items, and whom it named, as a hash."""

    def __init__(self, items: Sequence[str], indexed: Indexed) -> None:
        self._said: dict[int, list[str]] = {}
        ids = indexed.tables["waves"]["wave_id"].drop_nulls().unique().sort().to_list()
        for item in (one for one in items if one in indexed.own):
            claims = indexed.own[item]
            for actor, wave, yes in zip(claims.actor, claims.wave, claims.yes, strict=True):
                said = f"{item} {ids[int(wave)]} {bool(yes)}"
                self._said.setdefault(int(actor), []).append(said)
        graph = indexed.graph
        made = np.flatnonzero(indexed.reporter & indexed.report[graph.act])
        acts = indexed.act_ids[graph.act[made]].tolist()
        for actor, act in zip(graph.actor[made].tolist(), acts, strict=True):
            self._said.setdefault(actor, []).append(str(act))

    def __call__(self, code: int) -> str:
        text = "\n".join(sorted(self._said.get(code, ())))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def hold_back(tables: Tables, held: Mapping[str, Set[str]]) -> Tables:
    """The tables with a row of `answers` for each whom a gap does not count, `uncounted:<gap>`.

    Parameters
    ----------
    tables : Tables
    held : mapping of gap key to actor ids
        Who is held back; each has answered, or made a report, in some wave.
    """
    rows = [
        {"wave_id": wave, "respondent_id": actor, "item": f"uncounted:{gap}", "value": "yes"}
        for gap, actors in sorted(held.items())
        for actor, wave in sorted(_waves_of(tables, actors))
    ]
    if not rows:
        return tables
    more = pl.DataFrame(rows, schema=tables.known("answers").schema)
    answers = pl.concat([tables["answers"], more], how="diagonal_relaxed")
    return Tables.of(**{**tables.frames, "answers": answers})


def _waves_of(tables: Tables, actors: Set[str]) -> set[tuple[str, str]]:
    """Actor and wave, for every wave in which one of them has told something."""
    who = sorted(actors)
    answers = tables["answers"].filter(
        pl.col("respondent_id").is_in(who), ~pl.col("wave_id").str.starts_with("told:")
    )
    made = tables["participations"].filter(
        pl.col("actor_id").is_in(who), pl.col("role") == "reporter"
    )
    reports = made.join(tables["interplay"], on="interplay_id", how="inner").select(
        "actor_id", wave=pl.col("source").str.extract("^wave:(.*)$")
    )
    return {
        *answers.select("respondent_id", "wave_id").iter_rows(),
        *((actor, wave) for actor, wave in reports.iter_rows() if wave),
    }
