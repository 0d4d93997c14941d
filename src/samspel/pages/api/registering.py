"""An actor whole, its history and what it goes on as; an ecosystem's members between two days and
its facts; entries undone; what a platform keeps and hands in."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Schema, Status
from pydantic import Field

from samspel.actions import hand_in as handing
from samspel.actions.kept_entries import KeptEntry
from samspel.actions.read_history import Step, actor_history
from samspel.actions.succeed_actor import Follows, Successor, preview_succession, succeed_actor
from samspel.actions.take_back import take_back
from samspel.actions.undo_entry import plan_undo, undo_entry
from samspel.pages.api.access import viewer, writing_viewer
from samspel.pages.api.errors import faults_of
from samspel.pages.api.routing import router
from samspel.pages.api.shapes import Day, Done, Fault, Id, Key, Strict, answers, shape
from samspel.records.register.api import (
    ActorProfile,
    Churn,
    EntryRow,
    FactRow,
    SampleRow,
    TablePlan,
    get_churn,
    get_ecosystem_facts,
    get_entry,
    get_profile,
)

__all__: list[str] = []

Entry, Sample, Kept = shape(EntryRow), shape(SampleRow), shape(KeptEntry)
Table = shape(TablePlan)
_BY_HAND = frozenset({"act", "note", "own_note", "log"})


# ------------------------------------------------------------------------------------- actors


@router.get("/actors/{actor_id}/profile", response=answers(shape(ActorProfile)), tags=["register"])
def read_profile(request: HttpRequest, actor_id: Key) -> Any:
    """All that the register holds of an actor, row by row with the `_row` ids that `ends` takes:
    memberships, spells, other names, numbers, offers, industries, successions, relations."""
    return get_profile(actor_id, by=viewer(request))


@router.get(
    "/actors/{actor_id}/history",
    response=answers(list[shape(Step)]),  # type: ignore[misc]
    tags=["register"],
)
def read_history(request: HttpRequest, actor_id: Key) -> Any:
    """The entries that tell of an actor, the newest first, with what they changed."""
    return list(actor_history(actor_id=actor_id, by=viewer(request)))


class SuccessionGiven(Strict):
    """As whom an actor goes on from a day; several only when it is split."""

    others: Annotated[list[Key], Field(min_length=1, max_length=50)]
    kind: Literal["renamed", "merged", "split"]
    on: Day


def _successor(actor_id: str, given: SuccessionGiven) -> Successor:
    return Successor(actor_id, tuple(dict.fromkeys(given.others)), given.kind, given.on)


_SUCCESSIONS = "/actors/{actor_id}/successions"


@router.post(f"{_SUCCESSIONS}/preview", response=answers(shape(Follows)), tags=["register"])
def preview_succession_of(request: HttpRequest, actor_id: Key, asked: SuccessionGiven) -> Any:
    """What would follow, as counts; nothing is written."""
    return preview_succession(asked=_successor(actor_id, asked), by=viewer(request))


@router.post(_SUCCESSIONS, response=answers(Entry, 201), tags=["register"])
def enter_succession(request: HttpRequest, actor_id: Key, asked: SuccessionGiven) -> Any:
    """Let an actor go on as another: renamed, merged or split. Its acts follow."""
    successor = _successor(actor_id, asked)
    return Status(201, succeed_actor(asked=successor, by=writing_viewer(request)))


# --------------------------------------------------------------------------------- ecosystems


@router.get("/ecosystems/{ecosystem_id}/churn", response=answers(shape(Churn)), tags=["register"])
def read_churn(request: HttpRequest, ecosystem_id: Key, since: Day, until: Day) -> Any:
    """Members on two days, and who came and went between: the first 500 of each."""
    return get_churn(ecosystem_id, since=since, until=until, by=viewer(request))


@router.get(
    "/ecosystems/{ecosystem_id}/facts",
    response=answers(dict[str, list[shape(FactRow)]]),  # type: ignore[misc]
    tags=["register"],
)
def read_ecosystem_facts(request: HttpRequest, ecosystem_id: Key) -> Any:
    """Core industries, and the versions of its boundary."""
    found = get_ecosystem_facts(ecosystem_id, by=viewer(request))
    return {table: list(rows) for table, rows in found.items()}


# ------------------------------------------------------------------------------------ entries


class UndoPlan(Schema):
    """What undoing an entry would do. `later` build on it, `problems` would not hold together:
    with either it cannot be undone."""

    entry: Entry  # type: ignore[valid-type]
    tables: list[Table]  # type: ignore[valid-type]
    samples: list[Sample]  # type: ignore[valid-type]
    later: list[Entry]  # type: ignore[valid-type]
    problems: list[Fault]
    can: bool


@router.get("/entries/{entry_id}/undo", response=answers(UndoPlan), tags=["entries"])
def read_undoing(request: HttpRequest, entry_id: Id) -> Any:
    """What undoing an entry would do; nothing is written."""
    plan = plan_undo(entry_id=entry_id, by=viewer(request))
    return {
        "entry": plan.entry,
        "tables": plan.tables,
        "samples": plan.samples,
        "later": plan.later,
        "problems": faults_of(plan.problems),
        "can": plan.can,
    }


@router.post("/entries/{entry_id}/undo", response=answers(Entry), tags=["entries"])
def undo(request: HttpRequest, entry_id: Id) -> Any:
    """Undo an entry: what it brought goes, what it took away returns."""
    by = writing_viewer(request)
    # An act, a note and a declaration have a way back of their own, as on their pages.
    step = take_back if get_entry(entry_id, by=by).origin in _BY_HAND else undo_entry
    return step(entry_id=entry_id, by=by)


# ---------------------------------------------------------------------------------- workspace


class HandInPlan(Schema):
    """Exactly what goes. `pulled` came along, since they belong together with those chosen;
    `rows` are as they will stand, and with any of the `problems` nothing goes."""

    entries: list[Kept]  # type: ignore[valid-type]
    pulled: list[int]
    rows: list[Sample]  # type: ignore[valid-type]
    problems: list[Fault]


class ShownGiven(Strict):
    """The entries of a plan, all of them: what is shown is what goes."""

    entries: Annotated[list[Id], Field(min_length=1, max_length=5000)]


_WORKSPACE = "/ecosystems/{ecosystem_id}/workspace"
Chosen = Annotated[list[Id], Query(max_length=5000)]


@router.get(f"{_WORKSPACE}/hand-in", response=answers(HandInPlan), tags=["workspace"])
def read_hand_in(request: HttpRequest, ecosystem_id: Key, entry: Chosen = []) -> Any:  # noqa: B006 - never changed
    """What would be handed in, all that is kept or the entries chosen; nothing is written."""
    by = viewer(request)
    return _plan(handing.plan_hand_in(workspace=ecosystem_id, chosen=entry, by=by))


@router.post(f"{_WORKSPACE}/hand-in", response=answers(Done), tags=["workspace"])
def hand_in(request: HttpRequest, ecosystem_id: Key, shown: ShownGiven) -> Any:
    """Hand in what a plan showed. 409 when the workspace has changed since."""
    by = writing_viewer(request)
    return {"count": handing.hand_in(workspace=ecosystem_id, shown=shown.entries, by=by)}


@router.get(f"{_WORKSPACE}/give-up", response=answers(HandInPlan), tags=["workspace"])
def read_give_up(request: HttpRequest, ecosystem_id: Key, entry: Chosen = []) -> Any:  # noqa: B006 - never changed
    """What would go with it, were these entries given up; nothing is written."""
    by = viewer(request)
    return _plan(handing.plan_give_up(workspace=ecosystem_id, chosen=entry, by=by))


@router.post(f"{_WORKSPACE}/give-up", response=answers(Done), tags=["workspace"])
def give_up(request: HttpRequest, ecosystem_id: Key, shown: ShownGiven) -> Any:
    """Give up what a plan showed; it can be taken up again on its page."""
    by = writing_viewer(request)
    return {"count": handing.give_up(workspace=ecosystem_id, shown=shown.entries, by=by)}


def _plan(plan: handing.HandInPlan) -> dict[str, Any]:
    return {
        "entries": plan.entries,
        "pulled": sorted(plan.pulled),
        "rows": plan.rows,
        "problems": faults_of(plan.problems),
    }
