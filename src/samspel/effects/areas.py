"""What is followed beside the gaps: members, activity, value as rated, the platform, outcomes.

Neighbours get `areas_of` and `signs`, the exact sign test.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import comb

import numpy as np
import polars as pl
from numpy.typing import NDArray

from samspel.effects.activity import ACTIVE
from samspel.effects.gap_change import Asked, gap_change
from samspel.effects.seen import look
from samspel.effects.verdicts import Evidence, verdict_of
from samspel.gaps.access import access_of
from samspel.gaps.coded import Mask
from samspel.gaps.scene import Scene
from samspel.terms import Estimate, GapDefinition
from samspel.terms.changes import Area, AreaChange, Swap, Verdict
from samspel.uncertainty import FEWEST, rng_for

__all__ = ["Turned", "areas_of", "members", "rated_by", "raters", "signs", "turned_of"]

_HIGH = 3.0  # of 1-4: a rating that says it is worth it
_DRAWS, _PRIOR = 4_000, 0.5
_STEP = 0.05  # what is rated is given in steps of five points


def areas_of(asked: Asked) -> tuple[AreaChange, ...]:
    """Every area on both days, in the order of `Area`; the platform by gap, outcomes by indicator.

    *Membership*, *active* and *value* have a verdict. The platform's share and outcomes have none
    (`no_test`): one series of figures holds no chance to weigh its change against.
    """
    return (
        _membership(asked),
        _active(asked),
        *_value(asked),
        *_platform(asked),
        *_outcomes(asked),
    )


@dataclass(frozen=True, slots=True)
class Turned:
    """Actors that turned up and down, of how many, against delta and the fair coin.

    `unseen` are further ones that may have turned, of whom nobody knows.
    """

    up: int
    down: int
    of: int
    unseen: int = 0

    @property
    def p(self) -> float:
        """P(at least so many of those that turned went the same way)."""
        return signs(max(self.up, self.down), self.up + self.down)

    def verdict(self, delta: float, seed: int) -> Verdict:
        """As for a gap, with the sign test in place of the swap test."""
        turned = self.up + self.down
        coin = Swap(self.of, self.up - self.down, signs(self.up, turned), signs(self.down, turned))
        gained = _gained(self, seed)
        return verdict_of(Evidence(gained, self.of + self.unseen, delta, coin))


def signs(at_least: int, of: int) -> float:
    """P(X ≥ at_least), X ~ Binomial(of, ½): the exact sign test, one way.

    >>> signs(5, 5), signs(0, 0)
    (0.03125, 1.0)
    """
    return float(sum(comb(of, k) for k in range(at_least, of + 1)) / 2**of)


@cache  # the stop rule asks of the same few counts thousands of times
def _gained(turned: Turned, seed: int) -> NDArray[np.int64]:
    """Up less down over the seen and draws of the unseen, Dirichlet-multinomial as what is
    perceived is (method section 4). With nobody unseen it is one figure."""
    seen = np.array([turned.up, turned.down, turned.of - turned.up - turned.down])
    if not turned.unseen:
        return np.array([turned.up - turned.down])
    rng = rng_for(seed, "turned", *seen.tolist(), turned.unseen)
    drawn = seen + rng.multinomial(turned.unseen, rng.dirichlet(seen + _PRIOR, size=_DRAWS))
    return np.asarray(drawn[:, 0] - drawn[:, 1])


def _membership(asked: Asked) -> AreaChange:
    """Members on the day itself, the platform left out: joined against left (R107)."""
    turned, last = _joined(asked), members(asked.end)
    enough = turned.of >= FEWEST
    return AreaChange(
        area=Area.MEMBERSHIP,
        key="",
        start=float(turned.of),
        end=float(last.sum()),
        unit="actors",
        counts={"joined": turned.up, "left": turned.down},
        p=turned.p,
        verdict=_judged(turned, asked) if enough else Verdict.CANNOT_SAY,
        reason=None if enough else "few_stayers",
    )


def _judged(turned: Turned, asked: Asked) -> Verdict:
    return turned.verdict(asked.settings.delta, asked.settings.seed)


def _joined(asked: Asked) -> Turned:
    first, last = members(asked.start), members(asked.end)
    return Turned(int((last & ~first).sum()), int((first & ~last).sum()), int(first.sum()))


def members(scene: Scene) -> Mask:
    """Members on the day itself, the platform left out."""
    return scene.here & ~scene.left & ~scene.platform


def _active(asked: Asked) -> AreaChange:
    """The share of members active, measured as a gap: its complement."""
    change = gap_change(ACTIVE, asked)
    return AreaChange(
        area=Area.ACTIVE,
        key="",
        start=_share(change.start),
        end=_share(change.end),
        unit="share",
        counts={
            "near_from": change.near_from,
            "near_to": change.near_to,
            "told_from": change.told_from,
            "told_to": change.told_to,
        },
        p=_chance(change.swap),
        verdict=change.verdict,
        reason=change.reason,
        next_step=change.next_step,
        next_step_on=change.next_step_on,
    )


def _chance(swap: Swap | None) -> float | None:
    """The swap test's chance the way the known stayers went."""
    if swap is None:
        return None
    return swap.narrowed if swap.reached >= 0 else swap.widened


def _share(gap: Estimate | None) -> float | None:
    return None if gap is None else 1 - gap.value


def _value(asked: Asked) -> tuple[AreaChange, ...]:
    """Value as rated 1-4 (item `value`) by the members who answered in both windows (R108).

    The share that rates it 3 or 4, rounded to five points, and given only where at least five
    answered both times and they did not all say the same. The verdict is of all who were members
    in both windows: what those think who did not answer twice is not known.
    """
    high = _rated(asked)
    if high is None:
        return ()
    if _hidden(high):
        return (AreaChange(Area.VALUE, "", None, None, "share", reason="too_few_answers"),)
    turned = _turned(high, asked)
    start, end = (round(float(high[:, k].mean()) / _STEP) * _STEP for k in (0, 1))
    verdict = None if asked.overlap else _judged(turned, asked)
    unsure = "too_unsure" if verdict is Verdict.CANNOT_SAY else None
    reason = "windows_overlap" if asked.overlap else unsure
    return (AreaChange(Area.VALUE, "", start, end, "share", verdict=verdict, reason=reason),)


def _rated(asked: Asked) -> Mask | None:
    """Who rated it both times: whether it was high then, and later; None when nobody ever did."""
    first, last = _ratings(asked.start), _ratings(asked.end)
    if not first and not last:
        return None
    both = sorted(first.keys() & last.keys())
    pairs = [[first[a] >= _HIGH, last[a] >= _HIGH] for a in both]
    return np.array(pairs, np.bool_).reshape(-1, 2)


def _hidden(high: Mask) -> bool:
    return len(high) < FEWEST or any(len(set(side)) < 2 for side in high.T.tolist())


def _turned(high: Mask, asked: Asked) -> Turned:
    up, down = (int((high[:, a] & ~high[:, b]).sum()) for a, b in ((1, 0), (0, 1)))
    of = int((raters(asked.start) & raters(asked.end)).sum())
    return Turned(up, down, len(high), of - len(high))


def turned_of(area: Area, asked: Asked) -> Turned | None:
    """Who turned up and down in an area that the sign test judges, as its error rates need it.

    None where it has no verdict. What is rated comes in steps of five points of those who rated,
    as the area itself does, so that error rates tell no more.
    """
    if area is Area.MEMBERSHIP:
        turned = _joined(asked)
        return turned if turned.of >= FEWEST else None
    high = _rated(asked)
    if high is None or _hidden(high) or asked.overlap:
        return None
    turned, step = _turned(high, asked), _STEP * len(high)
    up, down = (round(round(each / step) * step) for each in (turned.up, turned.down))
    return replace(turned, up=up, down=down)


def raters(scene: Scene) -> Mask:
    """Whose rating counts: members on some day of the window, the platform left out."""
    return np.asarray(scene.here & ~scene.platform)


def rated_by(scene: Scene) -> frozenset[str]:
    """The members who rated it on that day, by id."""
    return frozenset(_ratings(scene))


def _ratings(scene: Scene) -> Mapping[str, float]:
    """By member its last rating of the ecosystem in a wave that asks about some of W."""
    tables, first, last = scene.indexed.tables, scene.period.first, scene.period.last
    waves = tables.known("waves").filter(
        pl.col("ecosystem_id") == scene.settings.ecosystem,
        pl.col("asks_from") <= last,
        pl.col("asks_until") >= first,
    )
    rows = (
        tables.known("answers")
        .filter(pl.col("item") == "value", pl.col("about").fill_null("") == "")
        .join(waves.select("wave_id", "asks_until"), on="wave_id")
        .with_columns(pl.col("value").cast(pl.Float64, strict=False))
        .filter(pl.col("value").is_between(1, 4))
        .sort("asks_until", "wave_id")
    )
    ours = set(scene.indexed.actor_ids[raters(scene)].tolist())
    said = rows.select("respondent_id", "value").rows()
    return {who: float(value) for who, value in said if who in ours}


def _platform(asked: Asked) -> tuple[AreaChange, ...]:
    """By gap the share of the two-step reach that hangs on the platform (the low reading)."""
    if not asked.start.platform.any() and not asked.end.platform.any():
        return ()
    return tuple(_dependence(definition, asked) for definition in asked.settings.definitions.gaps)


def _dependence(definition: GapDefinition, asked: Asked) -> AreaChange:
    seen = (look(definition, scene) for scene in (asked.start, asked.end))
    start, end = (access_of(each.sides, each.states).low for each in seen)
    reason = "no_test" if start is not None and end is not None else "not_recorded"
    return AreaChange(Area.PLATFORM, definition.key, start, end, "share", reason=reason)


def _outcomes(asked: Asked) -> tuple[AreaChange, ...]:
    """By indicator the last value on or before each day, which must be two different ones."""
    ours = pl.col("ecosystem_id") == asked.settings.ecosystem
    rows = asked.end.indexed.tables.known("outcomes").filter(ours).unique()
    rows = rows.sort("indicator", "on", "source", nulls_last=True)
    found = []
    for (indicator,), group in rows.group_by("indicator", maintain_order=True):
        days = asked.settings.from_on, asked.settings.to_on
        first, last = (group.filter(pl.col("on") <= day).tail(1) for day in days)
        two = first.height and last.height and first["on"][0] < last["on"][0]
        found.append(
            AreaChange(
                area=Area.OUTCOME,
                key=str(indicator),
                start=first["value"][0] if first.height else None,
                end=last["value"][0] if two else None,
                unit=str(group["unit"].drop_nulls().first() or ""),
                reason="no_test" if two else "not_recorded",
            )
        )
    return tuple(found)
