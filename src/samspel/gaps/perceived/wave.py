"""One closed wave: who stood on each side of each gap when it closed, and what they answered.

Neighbours get `read_wave(tables, wave, definitions) -> Wave`, whose `sides` hold `Polled` actors
with their part of the grid and their vote.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from samspel.gaps.coded import Mask
from samspel.gaps.index import Indexed
from samspel.gaps.located import locate
from samspel.gaps.perceived.opinion import Votes
from samspel.gaps.scene import Scene, see
from samspel.gaps.sides import sides_of
from samspel.terms import Definitions, RunSettings
from samspel.terms.places import FEWEST_IN_CLASS
from samspel.terms.releases import RELEASE_ITEMS

__all__ = ["WINDOW_MONTHS", "Polled", "Wave", "read_wave"]

WINDOW_MONTHS = 24  # fixed: another window would be another release
_SCALE = {"1": 0, "2": 0, "3": 1, "4": 1}  # low and high half of the scale
_OWN_WORDS = ("need", "offer")
_SILENT, _ASIDE, _POOR, _WELL = range(4)


@dataclass(frozen=True, slots=True, eq=False)
class Polled:
    """One side of one gap: actor ids, their part of the grid, their vote, as parallel arrays.

    `part` is `dense`, `sparse` or `rest` where the grid has place classes, else `all`. `said`
    holds, by item, the place of the answer in `RELEASE_ITEMS`; −1 where there is none.
    """

    who: tuple[str, ...]
    part: tuple[str, ...]
    vote: NDArray[np.int64]
    said: Mapping[str, NDArray[np.int64]] = field(default_factory=dict)

    @property
    def has_classes(self) -> bool:
        """Whether the grid has place classes for this side: both hold ten, answered or not."""
        return "all" not in self.part and bool(self.part)

    def parts(self, place: str) -> frozenset[str]:
        """The parts of a cell of the grid; empty when the grid has no such cell."""
        if place == "ecosystem":
            return frozenset(self.part) or frozenset({"all"})
        return frozenset({place}) if self.has_classes else frozenset()

    def votes(self, parts: frozenset[str]) -> Votes:
        """The three counts in these parts."""
        inside = self._inside(parts)
        counts = np.bincount(self.vote[inside], minlength=4).tolist()
        return Votes(int(inside.sum()), counts[_ASIDE], counts[_POOR], counts[_WELL])

    def counts(self, parts: frozenset[str], item: str) -> tuple[int, ...]:
        """How many in these parts gave each answer to an item."""
        said = self.said[item][self._inside(parts)]
        size = len(RELEASE_ITEMS[item])
        return tuple(np.bincount(said[said >= 0], minlength=size).tolist())

    def largest_group(
        self, parts: frozenset[str], groups: Mapping[str, str], item: str = ""
    ) -> int:
        """The most respondents that one group of actors has; each actor is its own by default."""
        spoke = self.said[item] >= 0 if item else self.vote >= _POOR
        inside = np.flatnonzero(self._inside(parts) & spoke).tolist()
        names = [groups.get(self.who[i], self.who[i]) for i in inside]
        return max((names.count(name) for name in set(names)), default=0)

    def _inside(self, parts: frozenset[str]) -> Mask:
        return np.array([part in parts for part in self.part], dtype=np.bool_)


@dataclass(frozen=True, eq=False)
class Wave:
    """A closed wave; `sides` go by (gap, `near` or `far`), `groups` by actor."""

    key: str
    ecosystem: str
    closed_on: date
    scene: Scene
    sides: Mapping[tuple[str, str], Polled]
    groups: Mapping[str, str]

    def asks(self, item: str) -> bool:
        """Whether anybody answered the item."""
        return any((polled.said[item] >= 0).any() for polled in self.sides.values())

    @cached_property
    def cells(self) -> tuple[tuple[str, str, str], ...]:
        """The grid, in order: gap, side, place."""
        places = ("ecosystem", "dense", "sparse")
        return tuple((gap, side, place) for gap, side in self.sides for place in places)


def read_wave(
    indexed: Indexed,
    row: Mapping[str, Any],
    definitions: Definitions,
    groups: Mapping[str, str],
) -> Wave:
    """The wave of a row of `waves`, with sides as they stood on the day it closed.

    An actor on both sides answers for the near one. An answer counts when both `works:<gap>` and
    `important:<gap>` are 1, 2, 3 or 4; anything else is a blank, and so are two answers to one
    item that differ.
    """
    closed_on = row["closed_on"]
    ecosystem = str(row["ecosystem_id"])
    scene = see(indexed, RunSettings(ecosystem, closed_on, definitions, WINDOW_MONTHS))
    place = locate(indexed, closed_on).place_class
    answers = _halves(indexed.tables.known("answers"), str(row["wave_id"]))
    given = _given(indexed.tables.known("answers"), str(row["wave_id"]))
    sides = {}
    for definition in definitions.gaps:
        both = sides_of(definition, scene)
        for side, mask in (("near", both.near), ("far", both.far & ~both.near)):
            codes = np.flatnonzero(mask)
            who = tuple(str(key) for key in indexed.actor_ids[codes])
            vote = np.array([_vote(answers, key, definition.key) for key in who], dtype=np.int64)
            parts = _parts([str(name) for name in place[codes]])
            said = {
                item: np.array([given.get((each, item, definition.key), -1) for each in who], int)
                for item in RELEASE_ITEMS
            }
            sides[definition.key, side] = Polled(who, parts, vote, said)
    owners = {**_owners(indexed), **groups}
    return Wave(str(row["wave_id"]), ecosystem, closed_on, scene, sides, owners)


def _owners(indexed: Indexed) -> Mapping[str, str]:
    """Actors with one organisation number are one legal person, whatever they are called."""
    rows = indexed.tables.known("actors").filter(pl.col("org_number").fill_null("") != "")
    return dict(rows.select("actor_id", "org_number").iter_rows())


def _parts(places: list[str]) -> tuple[str, ...]:
    """The grid is fixed by who stands there, before anybody answers."""
    if min(places.count("dense"), places.count("sparse")) < FEWEST_IN_CLASS:
        return ("all",) * len(places)
    return tuple(name or "rest" for name in places)


def _given(answers: pl.DataFrame, wave: str) -> dict[tuple[str, str, str], int]:
    """Respondent, item and gap to the place of the answer in `RELEASE_ITEMS`.

    A need and an offer are own words: anything but `no` is one. Two answers that differ are none.
    """
    rows = answers.filter(
        pl.col("wave_id") == wave,
        pl.col("about").fill_null("") == "",
        pl.col("item").str.contains(f"^(?:{'|'.join(RELEASE_ITEMS)}):"),
        pl.col("value").fill_null("").str.strip_chars() != "",
    )
    found: dict[tuple[str, str, str], set[int]] = {}
    for who, item, value in rows.select("respondent_id", "item", "value").iter_rows():
        kind, _, gap = item.partition(":")
        known = RELEASE_ITEMS[kind]
        said = value if value in known else "yes" if kind in _OWN_WORDS else ""
        if said:
            found.setdefault((who, kind, gap), set()).add(known.index(said))
    return {key: next(iter(places)) for key, places in found.items() if len(places) == 1}


def _halves(answers: pl.DataFrame, wave: str) -> dict[tuple[str, str], int]:
    """Respondent and item to the half of the scale, 0 or 1."""
    rows = answers.filter(
        pl.col("wave_id") == wave,
        pl.col("about").fill_null("") == "",
        pl.col("item").str.contains(r"^(?:works|important):"),
        pl.col("value").is_in(list(_SCALE)),
    )
    given: dict[tuple[str, str], set[int]] = {}
    for who, item, value in rows.select("respondent_id", "item", "value").iter_rows():
        given.setdefault((who, item), set()).add(_SCALE[value])
    return {key: next(iter(halves)) for key, halves in given.items() if len(halves) == 1}


def _vote(answers: Mapping[tuple[str, str], int], who: str, gap: str) -> int:
    works, important = (answers.get((who, f"{item}:{gap}")) for item in ("works", "important"))
    if works is None or important is None:
        return _SILENT
    if not important:
        return _ASIDE
    return _WELL if works else _POOR
