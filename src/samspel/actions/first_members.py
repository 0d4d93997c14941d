"""The list becomes actors and members: one entry, whole or not at all."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from samspel.actions.enter_rows import Entering, enter_rows, find_rows
from samspel.actions.first_list import Line, Lines, choose, lines_of
from samspel.actions.listed_names import alias_rows, listed
from samspel.records.accounts.api import check_may, workspace_of
from samspel.records.beginning import api as beginning
from samspel.records.register.api import get_region
from samspel.records.rows import contract
from samspel.sources.slugs import slug
from samspel.tables import LOCALITY, SOLE_TRADER
from samspel.terms import Refusal, Viewer

__all__ = ["Entered", "enter_members"]


@dataclass(frozen=True, slots=True)
class Entered:
    """What was entered: the ecosystem, how many actors are new and how many became members;
    `entry` takes all of it back, None when there was nothing to enter."""

    ecosystem: str
    ecosystem_name: str
    actors: int
    members: int
    entry: int | None = None


def enter_members(*, choices: Mapping[str, str], changes: int | None, by: Viewer) -> Entered:
    """Enter the list as it now stands, and forget its text.

    Refusals: `may_not.edit_register`, `not_this_ecosystem`, `draft_was_changed`, and
    `kinds_missing` while a line has no sector, `town_unknown` when a municipality that was written
    is none; nothing is then written, and the choices are kept.
    """
    choose(choices=choices, changes=changes, by=by)
    listed = lines_of(by=by)
    kept = listed.begun.kept
    check_may(by, "edit_register", ecosystem=kept.ecosystem)
    if listed.left:
        raise Refusal("kinds_missing")
    if any(one.said and not one.municipality for one in listed.towns):
        raise Refusal("town_unknown")
    if not kept.ecosystem and (not kept.ecosystem_name.strip() or not _all_of_it(by)):
        raise Refusal("ecosystem_unnamed")
    named = _ecosystem(listed, by)
    ids = _ids(listed.lines, by)
    actors = [line for line in listed.lines if not line.out and not line.same]
    members = _members(listed.lines, ids, named.key, by)
    adds = {
        "ecosystems": named.new,
        "actors": _actors(listed, actors, ids),
        "memberships": members,
        "aliases": _aliases(actors, ids),
    }
    entry: int | None = None
    if any(frame.height for frame in adds.values()):
        told: dict[str, str | int] = {
            "actors": len(actors),
            "members": members.height,
            "ecosystem": named.name,
        }
        entering = Entering("paste", adds, workspace=_place(kept.ecosystem, by), values=told)
        entry = enter_rows(entering=entering, by=by).id
    beginning.drop_begun(by=by)
    return Entered(named.key, named.name, len(actors), members.height, entry)


def _place(ecosystem: str, by: Viewer) -> str:
    return workspace_of(ecosystem, by=by) if ecosystem else ""


def _all_of_it(by: Viewer) -> bool:
    """Whether the viewer may add an ecosystem: it holds its role in all of the region."""
    return by.holds({"officer", "system"})


# --------------------------------------------------------------------------------- the frames


@dataclass(frozen=True, slots=True)
class _Ecosystem:
    key: str
    name: str
    new: pl.DataFrame


def _ecosystem(listed: Lines, by: Viewer) -> _Ecosystem:
    kept = listed.begun.kept
    if kept.ecosystem:
        rows = find_rows(table="ecosystems", column="ecosystem_id", values=[kept.ecosystem], by=by)
        if not rows.height:
            raise Refusal("no_such_ecosystem", ecosystem=kept.ecosystem)
        return _Ecosystem(kept.ecosystem, rows["name"][0], pl.DataFrame())
    name = " ".join(kept.ecosystem_name.split())
    key = _free("ecosystems", "ecosystem_id", [slug(name)], by)[0]
    country = kept.choices.get("country", "SE")
    region = get_region(by=by).name
    row = {"ecosystem_id": key, "name": name, "country": country or None, "region": region}
    return _Ecosystem(key, name, pl.DataFrame([row]))


def _ids(lines: Iterable[Line], by: Viewer) -> dict[str, str]:
    """The actor of each line, by `row-` and its place: a new key, or whom it is the same as."""
    new = [line for line in lines if not line.same]
    free = _free("actors", "actor_id", [slug(line.name) for line in new], by)
    ids = {f"row-{line.at}": key for line, key in zip(new, free, strict=True)}
    for line in lines:
        if line.same:
            ids[f"row-{line.at}"] = ids.get(line.same, line.same)
    return ids


_ENDS = tuple(f"-{count}" for count in range(2, 21))  # so many namesakes are looked for


def _free(table: str, column: str, wanted: list[str], by: Viewer) -> list[str]:
    """Keys like those wanted that nobody has, and no two alike."""
    bases = [base[:180] for base in wanted]
    asked = [f"{base}{end}" for base in set(bases) for end in ("", *_ENDS)]
    there = find_rows(table=table, column=column, values=sorted(asked), by=by)
    taken, found = set(there[column]), []
    for base in bases:
        key, count = base, 1
        while key in taken:
            count += 1
            key = f"{base}-{count}"
        taken.add(key)
        found.append(key)
    return found


def _actors(listed: Lines, lines: Iterable[Line], ids: Mapping[str, str]) -> pl.DataFrame:
    columns = contract("actors").schema
    dropped = {one.at for one in listed.kept if one.out}
    rows = []
    for line in lines:
        sector, _, roles = line.kind.partition(":")
        row: dict[str, str | None] = {
            "actor_id": ids[f"row-{line.at}"],
            "name": line.name,
            "sector": sector,
            "roles": roles or None,
            "org_number": line.org_number or None,
            "country": line.country or None,
            "municipality": line.municipality or None,
            "industry": line.industry or None,
        }
        if line.locality:
            row[LOCALITY] = line.locality
        beside = listed.pasted.beside(line.at, without=dropped) if line.at >= 0 else {}
        if line.fault == "person":  # its number is a person's and never kept
            row[SOLE_TRADER] = "True"  # as a file's row has it
        rows.append({**{_own(name, columns): value for name, value in beside.items()}, **row})
    return pl.DataFrame(rows, infer_schema_length=None) if rows else pl.DataFrame()


def _aliases(lines: Iterable[Line], ids: Mapping[str, str]) -> pl.DataFrame:
    """The other names of those that we ship."""
    known = (line for line in lines if line.suggestion.reason == "listed")
    return alias_rows(
        called=(
            (ids[f"row-{line.at}"], line.name, listed()[line.suggestion.word]) for line in known
        )
    )


def _own(heading: str, columns: Mapping[str, object]) -> str:
    """A column of the list under a name that none of ours has."""
    name = heading.lstrip("_") or "list"
    return f"{name} (list)" if name in columns else name


_YEAR = re.compile(r"[12][0-9]{3}")


def _members(
    lines: Iterable[Line], ids: Mapping[str, str], ecosystem: str, by: Viewer
) -> pl.DataFrame:
    """A spell for each who has none there yet, each actor once."""
    there = find_rows(table="memberships", column="ecosystem_id", values=[ecosystem], by=by)
    taken = set(there["actor_id"])
    rows = []
    for line in lines:
        actor = ids[f"row-{line.at}"]
        if not line.out and actor not in taken:
            taken.add(actor)
            since = _day(line.since)
            rows.append((ecosystem, actor, since, None, line.is_platform, False))
    schema = contract("memberships").schema
    return pl.DataFrame(rows, schema=schema, orient="row")


def _day(text: str) -> date | None:
    """A day as it is written year first; a year alone is its first day; else none is known."""
    digits = re.sub("[^0-9]", "", text)
    if _YEAR.fullmatch(digits):
        return date(int(digits), 1, 1)
    try:
        return (
            date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])) if len(digits) == 8 else None
        )
    except ValueError:
        return None
