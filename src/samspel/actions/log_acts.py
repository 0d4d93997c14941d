"""Interplay entered by hand: acts written, changed and taken back, with what is told of them.

What a person has not said of an act follows from its kind, and is kept as a default (`förval`).
Each writing is one entry of the register, or of a platform's workspace, that can be taken back.
"""

import re
import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from samspel.actions.enter_rows import Entering, enter_rows, find_rows
from samspel.records.accounts.api import check_may, workspace_of
from samspel.records.interplay import api as interplay
from samspel.records.interplay.api import ActDetail, defaults_of_kinds
from samspel.records.register.api import EntryRow, actor_names
from samspel.terms import Refusal, Viewer
from samspel.terms.act_facts import DEFAULT, FACTS, GIVEN, PART_OF

__all__ = [
    "MEETING_PLACE",
    "ActEntry",
    "NewActor",
    "NewNote",
    "Where",
    "change_act",
    "log_acts",
    "remove_act",
    "rows_of_actors",
    "workspace_for",
]

Frames = dict[str, pl.DataFrame]

# Above this many an act is a meeting place, not a contact (method section 3): what a measuring
# takes when nobody says otherwise, and a test holds the two together.
MEETING_PLACE = 50
_TOLD = "wave:"
_NAMED = ("organiser", "introducer")  # the parts that an entry names


@dataclass(frozen=True, slots=True)
class NewNote:
    """A note written in the same box as an act."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class NewActor:
    """An actor that the register does not have yet. `stands_for` is how acts name it here."""

    stands_for: str
    name: str
    sector: str


@dataclass(frozen=True, slots=True)
class ActEntry:
    """An act to write. `facts` are what a person has said of it; the rest follows from its kind.
    `part_of`: the act that it is a part of. `idea`: the note that led to it. `key` makes sending
    it twice one act. `number` is its line, where several are written at once."""

    started_on: date | None
    actors: tuple[str, ...]
    kind: str = ""
    title: str = ""
    ended_on: date | None = None
    organiser: str = ""
    introducer: str = ""
    source: str = ""
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    part_of: str = ""
    idea: str = ""
    notes: tuple[NewNote, ...] = ()
    key: str = ""
    number: int = 1

    @property
    def everybody(self) -> tuple[str, ...]:
        """Who took part, each once, in whatever role."""
        every = (self.organiser, self.introducer, *self.actors)
        return tuple(dict.fromkeys(actor for actor in every if actor))


@dataclass(frozen=True, slots=True)
class Where:
    """The day it is, and the ecosystem whose log it goes in (empty: the region's)."""

    today: date
    ecosystem: str = ""


def workspace_for(*, ecosystem: str, by: Viewer) -> str:
    """Where what the viewer enters goes; Refusal when it may not enter acts there."""
    check_may(by, "enter_acts", ecosystem=ecosystem)
    return workspace_of(ecosystem, by=by)


def log_acts(
    *, acts: Sequence[ActEntry], where: Where, by: Viewer, new_actors: Sequence[NewActor] = ()
) -> EntryRow:
    """Write the acts, and the actors among them that are new, as one entry.

    BadData as `samspel check` tells it. Refusals: `too_few_actors`, `not_yet`, `bad_period`,
    `not_a_source`, `entered_already` when a key is taken, those of `enter_rows`.
    """
    workspace = workspace_for(ecosystem=where.ecosystem, by=by)
    for act in acts:
        _check(act, where.today)
    keyed = [(act.key or _new_key(act.started_on), act) for act in acts]
    sent = [key for key, _act in keyed]
    if find_rows(table="interplay", column="interplay_id", values=sent, by=by).height:
        raise Refusal("entered_already")
    actors, keys = rows_of_actors(actors=new_actors, by=by)
    adds = {"actors": actors, **_rows(keyed, keys, _source(where.ecosystem or workspace), by)}
    ends: dict[str, list[int]] = {}
    led = {key: act.idea for key, act in keyed if act.idea}
    if led:
        links, begun = _begun(led, by)
        adds |= {"note_acts": links, "notes": begun.with_columns(state=pl.lit("started"))}
        ends["notes"] = begun["_row"].to_list()
    last = keyed[-1][0]
    values: dict[str, str | int] = {"acts": len(keyed), "last": last, "ecosystem": where.ecosystem}
    entering = Entering("act", adds, ends, workspace, values)
    return enter_rows(entering=entering, by=by)


def change_act(  # noqa: PLR0913 - by name
    *, interplay_id: str, act: ActEntry, where: Where, by: Viewer, seen: str = ""
) -> EntryRow:
    """Write an act anew: what it was leaves, and what it is comes. Whose part in it nothing new
    is said of has the part that it had.

    `seen`: the mark of what the change was made from. Refusals as `log_acts`, and `not_found`,
    `act_is_an_answer`, `row_was_changed` when the act no longer is what was seen.
    """
    workspace = workspace_for(ecosystem=where.ecosystem, by=by)
    _check(act, where.today)
    detail, before = _found(interplay_id, by)
    if seen not in ("", detail.seen):
        raise Refusal("row_was_changed")
    source = _source(where.ecosystem or workspace) if detail.act.source else ""
    adds = _rows([(interplay_id, act)], {}, source, by)
    adds["participations"] = _parts_of(act, detail, adds["participations"], before)
    known = before["interplay"].drop("_row").columns
    others = before["interplay"].select(
        name for name in known if name not in adds["interplay"].columns
    )
    adds["interplay"] = pl.concat([adds["interplay"], others], how="horizontal")
    ends = {table: rows["_row"].to_list() for table, rows in before.items()}
    if act.idea and act.idea not in _ideas_of(interplay_id, by):
        links, begun = _begun({interplay_id: act.idea}, by)
        adds |= {"note_acts": links, "notes": begun.with_columns(state=pl.lit("started"))}
        ends["notes"] = begun["_row"].to_list()
    values: dict[str, str | int] = {"change": interplay_id, "ecosystem": where.ecosystem}
    return enter_rows(entering=Entering("act", adds, ends, workspace, values), by=by)


def remove_act(*, interplay_id: str, by: Viewer, ecosystem: str = "") -> EntryRow:
    """Take an act out of the register, with all that is told of it; the entry may be undone."""
    workspace = workspace_for(ecosystem=ecosystem, by=by)
    _detail, before = _found(interplay_id, by)
    links = find_rows(table="note_acts", column="interplay_id", values=[interplay_id], by=by)
    ends = {table: rows["_row"].to_list() for table, rows in {**before, "note_acts": links}.items()}
    values: dict[str, str | int] = {"remove": interplay_id, "ecosystem": ecosystem}
    return enter_rows(entering=Entering("act", {}, ends, workspace, values), by=by)


def _found(interplay_id: str, by: Viewer) -> tuple[ActDetail, Frames]:
    # The rows first: what is written after them is in the act, or ends them before we do.
    before = {
        table: find_rows(table=table, column="interplay_id", values=[interplay_id], by=by)
        for table in ("interplay", "participations", "act_facts")
    }
    detail = interplay.get_act(interplay_id, by=by)
    if detail.act.is_report:
        raise Refusal("act_is_an_answer")
    return detail, before


def _parts_of(act: ActEntry, was: ActDetail, said: pl.DataFrame, before: Frames) -> pl.DataFrame:
    """Who takes part and as what: an entry can say who organised and who introduced, one of each,
    and so changes no other part than theirs."""
    there = before["participations"].drop("_row")
    first = {role: was.first(role) for role in _NAMED}
    now = {"organiser": act.organiser, "introducer": act.introducer}
    moved = {who for role in _NAMED if first[role] != now[role] for who in (first[role], now[role])}
    is_moved = pl.col("actor_id").is_in(list(moved))
    plain = pl.col("role").is_in([*_NAMED, "participant"]).fill_null(value=True)
    kept = there.filter(pl.col("actor_id").is_in(act.everybody), ~(is_moved & plain))
    is_kept = pl.col("actor_id").is_in(kept["actor_id"].to_list())
    new = said.filter(~is_kept | (is_moved & pl.col("role").is_in(_NAMED)))
    return pl.concat([kept, new], how="diagonal")


def _check(act: ActEntry, today: date) -> None:
    if act.started_on is None or act.started_on > today:
        raise Refusal("not_yet")
    if act.ended_on and act.ended_on < act.started_on:
        raise Refusal("bad_period")
    if len(act.everybody) < 2:
        raise Refusal("too_few_actors")
    if act.source.startswith(_TOLD):
        raise Refusal("not_a_source")


def _new_key(day: date | None) -> str:
    return f"{day or 'act'}-{secrets.token_hex(4)}"


def _source(ecosystem: str) -> str:
    return f"log:{ecosystem}" if ecosystem else "log"


# ------------------------------------------------------------------------------- rows of tables


def _rows(
    acts: Sequence[tuple[str, ActEntry]], keys: Mapping[str, str], source: str, by: Viewer
) -> Frames:
    kinds = defaults_of_kinds(by=by)
    interplay_rows: list[dict[str, object]] = []
    parts: list[dict[str, object]] = []
    told: list[dict[str, object]] = []
    for key, act in acts:
        facts = _facts(act, kinds.get(act.kind or "meeting", {}))
        told += [{"interplay_id": key, **row} for row in facts]
        # The columns that measurements count hold what was said, never what the kind is usually.
        own = {row["fact"]: row["value"] for row in facts if row["basis"] == GIVEN}
        interplay_rows.append(
            {
                "interplay_id": key,
                "kind": act.kind or "meeting",
                "title": act.title or None,
                "started_on": act.started_on,
                "ended_on": act.ended_on,
                "flow": own.get("flow"),
                "level": own.get("level"),
                "source": act.source or source or None,
            }
        )
        parts += [
            {"interplay_id": key, "actor_id": keys.get(actor, actor), "role": _role(act, actor)}
            for actor in act.everybody
        ]
    days = {"started_on": pl.Date(), "ended_on": pl.Date()}
    texts = dict.fromkeys(("title", "flow", "level", "source"), pl.String())
    return {
        "interplay": pl.DataFrame(interplay_rows, schema_overrides={**days, **texts}),
        "participations": pl.DataFrame(parts),
        "act_facts": pl.DataFrame(told),
    }


def _role(act: ActEntry, actor: str) -> str:
    if actor == act.organiser:
        return "organiser"
    return "introducer" if actor == act.introducer else "participant"


def _facts(act: ActEntry, kind: Mapping[str, tuple[str, ...]]) -> list[dict[str, str]]:
    rows = []
    for fact in FACTS:
        given = fact in act.facts
        values = act.facts[fact] if given else kind.get(fact, ())
        basis = GIVEN if given else DEFAULT
        rows += [{"fact": fact, "value": value, "basis": basis} for value in values]
    if act.part_of:
        rows.append({"fact": PART_OF, "value": act.part_of, "basis": GIVEN})
    return rows


def rows_of_actors(
    *, actors: Sequence[NewActor], by: Viewer
) -> tuple[pl.DataFrame, Mapping[str, str]]:
    """Rows of new actors, and the key that each was given, by what it stood for."""
    keys: dict[str, str] = {}
    taken = set(actor_names(tuple(_slug(one.name) for one in actors), by=by))
    for one in actors:
        slug = _slug(one.name)
        key = f"{slug}-{secrets.token_hex(3)}" if slug in taken or slug in keys.values() else slug
        keys[one.stands_for] = key
    rows = [
        {"actor_id": keys[one.stands_for], "name": one.name, "sector": one.sector} for one in actors
    ]
    return pl.DataFrame(rows), keys


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or secrets.token_hex(4)


# -------------------------------------------------------------------------------------- ideas


def _ideas_of(interplay_id: str, by: Viewer) -> list[str]:
    links = find_rows(table="note_acts", column="interplay_id", values=[interplay_id], by=by)
    return links["note_id"].to_list()


def _begun(led: Mapping[str, str], by: Viewer) -> tuple[pl.DataFrame, pl.DataFrame]:
    """An idea that leads to an act is started by itself (R132): the links from notes to acts, and
    the notes among them that were open."""
    ids = list(dict.fromkeys(led.values()))
    found = find_rows(table="notes", column="note_id", values=ids, by=by)
    if found.height < len(ids):
        raise Refusal("not_found")
    links = pl.DataFrame({"note_id": list(led.values()), "interplay_id": list(led)})
    return links, found.filter(pl.col("state") == "open")
