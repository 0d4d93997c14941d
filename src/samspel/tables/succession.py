"""The thirteen tables as they stand on a day, when some actors have gone on as others.

Neighbours get `follow(tables, on)`. What a run measures has gone through it, so that acts follow
an actor that was renamed, merged or split, and a run of an earlier day still reads the actors of
that day.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from samspel.tables.contracts import CONTRACTS
from samspel.tables.frames import Tables

__all__ = ["follow"]

_WHOLE = ("renamed", "merged")
_DAY = timedelta(days=1)


def follow(tables: Tables, on: date) -> Tables:
    """What measuring reads of a register on a day.

    Parameters
    ----------
    tables
        All tables. Their `successions` are read; those of later days than `on` are not.
    on
        The day to measure.

    Returns
    -------
    Tables
        The thirteen; the same frames when no succession has come by then.

    Notes
    -----
    R17; `docs/decisions`, "Who goes on as whom".

    - *renamed* and *merged*: all that was of the one is of the other, also what was entered
      under the old key later. The actor that went on is no actor of its own any more.
    - *merged*: that the joined actor's log is complete for days before the merger takes that
      both were; otherwise the claim holds from the day of the merger.
    - *split*: acts begun before that day follow to each of the successors. The actor that was
      split stays, with all that was its own; memberships, claims and answers do not follow.

    Odd case: of a person's answers for two actors that merged between, the successor's own
    stands.
    """
    rows = tables["successions"].filter(pl.col("on") <= on).sort("on", "from_actor", "to_actor")
    if rows.is_empty():
        return tables
    heirs = _heirs(rows)
    now = {one.old: one.new for one in heirs if one.whole and one.before is None}
    frames = {contract.name: tables[contract.name] for contract in CONTRACTS}
    frames["coverage"] = _claims(frames["coverage"], rows)
    for table in ("actors", "actor_spells"):
        frames[table] = frames[table].filter(~pl.col("actor_id").is_in(list(now)))
    frames["memberships"] = _memberships(frames["memberships"], now)
    frames["participations"] = _participations(frames, heirs)
    frames["answers"] = _answers(frames["answers"], now)
    frames["bridges"] = frames["bridges"].with_columns(
        _renamed(name, now) for name in ("near_actor_id", "far_actor_id")
    )
    return Tables.of(**frames)


@dataclass(frozen=True, slots=True)
class _Heir:
    """That acts of `old` are read as acts of `new`: all (`whole`), or those begun before a day."""

    old: str
    new: str
    whole: bool
    before: date | None


def _heirs(rows: pl.DataFrame) -> list[_Heir]:
    whole: dict[str, str] = {}
    parts: dict[str, list[tuple[str, date]]] = {}
    for old, new, kind, on in rows.select("from_actor", "to_actor", "kind", "on").iter_rows():
        if kind in _WHOLE:
            whole.setdefault(old, new)
        else:
            parts.setdefault(old, []).append((new, on))
    found = (_of(old, whole, parts) for old in sorted({*whole, *parts}))
    return [one for heirs in found for one in heirs]


def _of(
    actor: str, whole: Mapping[str, str], parts: Mapping[str, list[tuple[str, date]]]
) -> Iterator[_Heir]:
    """All heirs of one actor, through every later succession; `check` has refused circles."""
    ahead: list[tuple[str, date | None]] = [(actor, None)]
    seen: set[tuple[str, date | None]] = set()
    while ahead:
        at, before = ahead.pop()
        if (at, before) in seen:
            continue
        seen.add((at, before))
        for new, on in parts.get(at, ()):
            ahead.append((new, on if before is None else min(on, before)))
        if at in whole:
            ahead.append((whole[at], before))
        elif at != actor:
            yield _Heir(actor, at, actor in whole, before)


def _renamed(name: str, now: Mapping[str, str]) -> pl.Expr:
    return pl.col(name).replace(list(now), list(now.values()))


def _participations(frames: Mapping[str, pl.DataFrame], heirs: list[_Heir]) -> pl.DataFrame:
    own = frames["participations"]
    gone = sorted({one.old for one in heirs if one.whole})
    started = frames["interplay"].select("interplay_id", "started_on").unique("interplay_id")
    mine = own.filter(pl.col("actor_id").is_in([one.old for one in heirs]))
    mine = mine.join(started, on="interplay_id", how="left")
    passed = [
        mine.filter(
            pl.col("actor_id") == one.old,
            pl.lit(value=True) if one.before is None else pl.col("started_on") < one.before,
        )
        .with_columns(pl.lit(one.new).alias("actor_id"))
        .select(own.columns)
        for one in heirs
    ]
    kept = own.filter(~pl.col("actor_id").is_in(gone))
    key = ("interplay_id", "actor_id", "role")
    return pl.concat([kept, *passed]).unique(key, keep="first", maintain_order=True)


def _memberships(frame: pl.DataFrame, now: Mapping[str, str]) -> pl.DataFrame:
    """The old one's spells are the new one's; of two that begin the same day one is kept."""
    if not frame["actor_id"].is_in(list(now)).any():
        return frame
    moved = frame.with_columns(_renamed("actor_id", now))
    key = ["ecosystem_id", "actor_id", "member_from"]
    others = [name for name in frame.columns if name not in key]
    ends = pl.col("member_until")
    values = {
        "member_until": pl.when(ends.is_null().any()).then(None).otherwise(ends.max()),
        "is_platform": pl.col("is_platform").any(),
        "is_financier": pl.col("is_financier").any(),
    }
    joined = moved.group_by(key, maintain_order=True).agg(
        values.get(name, pl.col(name).first()).alias(name) for name in others
    )
    return joined.select(frame.columns)


def _answers(frame: pl.DataFrame, now: Mapping[str, str]) -> pl.DataFrame:
    told = pl.col("wave_id").str.starts_with("told:")
    old = (~told & pl.col("respondent_id").is_in(list(now))) | pl.col("about").is_in(list(now))
    marked = frame.with_columns(old.fill_null(value=False).alias("\0old"))
    who = pl.when(told).then("respondent_id").otherwise(_renamed("respondent_id", now))
    moved = marked.with_columns(who.alias("respondent_id"), _renamed("about", now))
    first = moved.with_row_index("\0at").sort("\0old", "\0at")
    key = ["wave_id", "respondent_id", "item", "about"]
    kept = first.unique(key, keep="first", maintain_order=True).sort("\0at")
    return kept.select(frame.columns)


# ------------------------------------------------------------------ claims of a complete record


def _claims(frame: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Claims about one actor, followed one succession after the other."""
    named = set(rows["from_actor"]) | set(rows["to_actor"])
    touched = pl.col("actor_id").is_in(sorted(named))
    claims = frame.filter(touched).to_dicts()
    for old, new, kind, on in rows.select("from_actor", "to_actor", "kind", "on").iter_rows():
        if kind in _WHOLE:
            claims = _joined(claims, old, new, None if kind == "renamed" else on)
    moved = pl.DataFrame(claims, schema=frame.schema)
    return pl.concat([frame.filter(~touched), moved]).unique(maintain_order=True)


_Claim = dict[str, object]


def _joined(claims: list[_Claim], old: str, new: str, merged_on: date | None) -> list[_Claim]:
    theirs = [one for one in claims if one["actor_id"] == old]
    rest = [one for one in claims if one["actor_id"] not in (old, new)]
    own = [one for one in claims if one["actor_id"] == new]
    if merged_on is None:
        return [*rest, *own, *({**one, "actor_id": new} for one in theirs)]
    return [*rest, *(piece for one in own for piece in _clipped(one, theirs, merged_on))]


def _clipped(claim: _Claim, theirs: list[_Claim], merged_on: date) -> Iterator[_Claim]:
    first, last = _days(claim)
    if last >= merged_on:
        yield {**claim, "from": max(first, merged_on)}
    for other in theirs:
        if other["ecosystem_id"] != claim["ecosystem_id"]:
            continue
        if other["gap"] not in (claim["gap"], "*"):
            continue
        begun, ended = _days(other)
        both = max(first, begun), min(last, ended, merged_on - _DAY)
        if both[0] <= both[1]:
            yield {**claim, "from": both[0], "until": both[1]}


def _days(claim: _Claim) -> tuple[date, date]:
    first, last = claim["from"], claim["until"]
    assert isinstance(first, date)  # noqa: S101 - the contract's kind
    assert isinstance(last, date)  # noqa: S101
    return first, last
