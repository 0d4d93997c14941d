"""What can be read: the same faces, the same limits and the same words as the pages."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query
from pydantic import Field

from samspel.pages.api.access import viewer
from samspel.pages.api.routing import router
from samspel.pages.api.shapes import Day, Id, Key, answers, page_of, shape
from samspel.records.accounts.api import check_may
from samspel.records.audit.api import Event, EventQuery, list_events
from samspel.records.gaps.api import (
    RunRow,
    StateQuery,
    StateRow,
    get_run,
    list_runs,
    list_states,
    read_run_json,
)
from samspel.records.interplay.api import ActDetail, ActQuery, ActRow, get_act, list_acts
from samspel.records.jobs.api import JobRow, get_job
from samspel.records.memos.api import MemoRow, list_memos
from samspel.records.notes.api import NoteQuery, NoteRow, get_note, list_notes
from samspel.records.register.api import (
    ActorDetail,
    ActorQuery,
    ActorRow,
    EcosystemRow,
    EntryQuery,
    EntryRow,
    PlaceRow,
    RegionRow,
    get_actor,
    get_ecosystem,
    get_entry,
    get_region,
    list_actors,
    list_ecosystems,
    list_entries,
    list_places,
)
from samspel.terms import PageRequest

__all__: list[str] = []

After = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]
Number = Annotated[str, Field(pattern=r"^([1-9][0-9]{0,17})?$")]
Size = Annotated[int, Field(ge=1, le=200)]


def _page(after: str, size: int) -> PageRequest:
    return PageRequest(after=after, size=size)


@router.get("/region", response=answers(shape(RegionRow)), tags=["region"])
def read_region(request: HttpRequest) -> Any:
    """The region that the key is for."""
    return get_region(by=viewer(request))


@router.get("/ecosystems", response=answers(list[shape(EcosystemRow)]), tags=["register"])  # type: ignore[misc]
def read_ecosystems(request: HttpRequest, on: Day | None = None) -> Any:
    """The ecosystems, with their members on a day (today when not said)."""
    # A list: the framework takes a tuple of two for a status and its answer.
    return list(list_ecosystems(on=on or timezone.localdate(), by=viewer(request)))


@router.get("/ecosystems/{ecosystem_id}", response=answers(shape(EcosystemRow)), tags=["register"])
def read_ecosystem(request: HttpRequest, ecosystem_id: Key, on: Day | None = None) -> Any:
    """One ecosystem."""
    return get_ecosystem(ecosystem_id, on=on or timezone.localdate(), by=viewer(request))


@router.get("/actors", response=answers(page_of(ActorRow)), tags=["register"])
def read_actors(
    request: HttpRequest,
    query: Query[shape(ActorQuery, given=True)],  # type: ignore[valid-type]
    after: After = "",
    size: Size = 50,
) -> Any:
    """Actors by name: text in name, key or number; sector, role, municipality, ecosystem."""
    return list_actors(ActorQuery(**query.dict()), page=_page(after, size), by=viewer(request))


@router.get("/actors/{actor_id}", response=answers(shape(ActorDetail)), tags=["register"])
def read_actor(request: HttpRequest, actor_id: Key) -> Any:
    """One actor with its memberships and its states on other days."""
    return get_actor(actor_id, by=viewer(request))


@router.get("/places", response=answers(list[shape(PlaceRow)]), tags=["register"])  # type: ignore[misc]
def read_places(request: HttpRequest) -> Any:
    """The municipalities of the register."""
    return list(list_places(by=viewer(request)))


@router.get("/acts", response=answers(page_of(ActRow)), tags=["interplay"])
def read_acts(
    request: HttpRequest,
    query: Query[shape(ActQuery, given=True)],  # type: ignore[valid-type]
    after: After = "",
    size: Size = 50,
) -> Any:
    """Acts, the latest begun first: text, actor, kind, days it overlaps."""
    asked = query.dict()
    found = ActQuery(**{**asked, "ids": tuple(asked["ids"])})
    return list_acts(found, page=_page(after, size), by=viewer(request))


@router.get("/acts/{interplay_id}", response=answers(shape(ActDetail)), tags=["interplay"])
def read_act(request: HttpRequest, interplay_id: Key) -> Any:
    """One act with who took part."""
    return get_act(interplay_id, by=viewer(request))


@router.get("/notes", response=answers(page_of(NoteRow)), tags=["notes"])
def read_notes(
    request: HttpRequest,
    query: Query[shape(NoteQuery, given=True)],  # type: ignore[valid-type]
    after: After = "",
    size: Size = 50,
) -> Any:
    """Notes beside the acts, the latest first."""
    asked: dict[str, Any] = {
        k: tuple(v) if isinstance(v, list) else v for k, v in query.dict().items()
    }
    return list_notes(NoteQuery(**asked), page=_page(after, size), by=viewer(request))


@router.get("/notes/{note_id}", response=answers(shape(NoteRow)), tags=["notes"])
def read_note(request: HttpRequest, note_id: Key) -> Any:
    """One note."""
    return get_note(note_id, by=viewer(request))


@router.get("/entries", response=answers(page_of(EntryRow)), tags=["entries"])
def read_entries(
    request: HttpRequest,
    query: Query[shape(EntryQuery, given=True)],  # type: ignore[valid-type]
    after: Number = "",
    size: Size = 50,
) -> Any:
    """What was entered, by file, by hand or by a program, the newest first."""
    asked = EntryQuery(**query.dict())
    return list_entries(asked, page=_page(after, size), by=viewer(request))


@router.get("/entries/{entry_id}", response=answers(shape(EntryRow)), tags=["entries"])
def read_entry(request: HttpRequest, entry_id: Id) -> Any:
    """One entry."""
    return get_entry(entry_id, by=viewer(request))


@router.get("/runs", response=answers(page_of(RunRow)), tags=["gaps"])
def read_runs(
    request: HttpRequest, ecosystem: Key = "", after: Number = "", size: Size = 50
) -> Any:
    """Measuring runs, the newest first."""
    return list_runs(ecosystem=ecosystem, page=_page(after, size), by=viewer(request))


@router.get("/runs/{run_id}", response=answers(shape(RunRow)), tags=["gaps"])
def read_run(request: HttpRequest, run_id: Id) -> Any:
    """What was measured, of what, and when. Its figures: `/runs/{run_id}/run.json`."""
    return get_run(run_id, by=viewer(request))


@router.get("/runs/{run_id}/run.json", response=answers(dict[str, Any]), tags=["gaps"])
def read_run_figures(request: HttpRequest, run_id: Id) -> HttpResponse:
    """The run's figures as `samspel gaps` prints them, to the last byte."""
    document = read_run_json(run_id, by=viewer(request))
    return HttpResponse(document, content_type="application/json")


@router.get("/runs/{run_id}/gaps/{gap}/states", response=answers(page_of(StateRow)), tags=["gaps"])
def read_states(  # noqa: PLR0913 - each is a part of the address
    request: HttpRequest,
    run_id: Id,
    gap: Key,
    state: Key = "",
    text: Key = "",
    after: After = "",
    size: Size = 50,
) -> Any:
    """What is known of each near actor for one gap; an answer is told to nobody it is not for."""
    by = viewer(request)
    get_run(run_id, by=by)
    asked = StateQuery(run_id, gap, state=state, text=text)
    return list_states(asked, page=_page(after, size), by=by)


@router.get("/jobs/{job_id}", response=answers(shape(JobRow)), tags=["jobs"])
def read_job(request: HttpRequest, job_id: Id) -> Any:
    """How far background work is, and what came of it."""
    return get_job(job_id, by=viewer(request))


@router.get("/memos", response=answers(page_of(MemoRow)), tags=["memos"])
def read_memos(request: HttpRequest, after: Number = "", size: Size = 50) -> Any:
    """Memos, the newest first."""
    return list_memos(page=_page(after, size), by=viewer(request))


@router.get("/audit", response=answers(page_of(Event)), tags=["audit"])
def read_audit(
    request: HttpRequest,
    query: Query[shape(EventQuery, given=True)],  # type: ignore[valid-type]
    after: Number = "",
    size: Size = 50,
) -> Any:
    """The audit log, the newest first: by subject, key, person (a contact's id), days."""
    by = viewer(request)
    check_may(by, "read_audit")
    return list_events(EventQuery(**query.dict()), page=_page(after, size), by=by)
