"""Waves of the seven questions: asked, followed, reminded and closed. Never a single answer, never
a link: what is answered is told as a figure, and links stand in the letters alone."""

from dataclasses import dataclass
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Status
from pydantic import Field

from samspel.actions import ask_wave
from samspel.actions.ask_wave import AskedWave, Candidate, Instead, NewSpeaker
from samspel.pages.api.access import viewer, writing_viewer
from samspel.pages.api.routing import router
from samspel.pages.api.shapes import Day, Done, Id, Key, Strict, answers, shape
from samspel.records.accounts.api import check_may
from samspel.records.surveys.api import (
    AskedRow,
    AskingRow,
    ResponseRow,
    StepFigure,
    count_response,
    get_asking,
    last_step,
    list_asked,
    list_askings,
)

__all__: list[str] = []

_MOST_ASKED = 5000


@dataclass(frozen=True, slots=True)
class WidthRow:
    """A gap of an open wave: at least how many have answered it (none said under five), and the
    widest its interval can be, in whole points: before the wave, now, and when all answer."""

    gap: str
    answered: int | None
    before: int | None
    now: int | None
    then: int | None


@dataclass(frozen=True, slots=True)
class WaveDetail:
    """A wave, its response now, and what it does to the intervals: as it was when so many
    `respondents` had answered, a multiple of five. None until it has been worked out."""

    asking: AskingRow
    response: ResponseRow
    respondents: int | None
    widths: tuple[WidthRow, ...]


class WaveGiven(Strict):
    """A wave to ask. `actors` are those asked, empty for all who have somebody to ask."""

    ecosystem: Key
    asks_from: Day
    asks_until: Day
    closes_on: Day
    remind_on: Annotated[list[Day], Field(max_length=ask_wave.MOST_REMINDERS)] = Field(
        default_factory=list
    )
    greeting: Annotated[str, Field(max_length=500, pattern=r"^[^\x00]*$")] = ""
    actors: Annotated[list[Key], Field(max_length=_MOST_ASKED)] = Field(default_factory=list)


class SpeakerGiven(Strict):
    """A person to ask for an actor."""

    actor_id: Key
    name: Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]
    email: Annotated[str, Field(min_length=3, max_length=200, pattern=r"^[^\x00]*$")]
    language: Annotated[str, Field(pattern="^(sv|en)$")] = "sv"


class InsteadGiven(Strict):
    """Whom to ask in place of the wrong person: a new one by both, or by none who was added last
    for the actor."""

    name: Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]*$")] | None = None
    email: Annotated[str, Field(min_length=3, max_length=200, pattern=r"^[^\x00]*$")] | None = None
    language: Annotated[str, Field(pattern="^(sv|en)$")] = "sv"


@router.get("/waves", response=answers(list[shape(AskingRow)]), tags=["waves"])  # type: ignore[misc]
def read_waves(request: HttpRequest, ecosystem: Key = "") -> Any:
    """The waves that are or were asked, the latest begun first."""
    return list(list_askings(by=viewer(request), ecosystem=ecosystem))


# Before the address of one wave, which would take `preview` for its key.
@router.post("/waves/preview", response=answers(list[shape(Candidate)]), tags=["waves"])  # type: ignore[misc]
def preview_wave(request: HttpRequest, wave: WaveGiven) -> Any:
    """Who would be asked. Nothing is written and nothing is sent."""
    return list(ask_wave.preview(asked=_asked(request, wave), by=viewer(request)))


@router.get("/waves/{wave_id}", response=answers(shape(WaveDetail)), tags=["waves"])
def read_wave(request: HttpRequest, wave_id: Key) -> Any:
    """One wave: how many have answered, and what it does to the intervals."""
    by = viewer(request)
    asking = get_asking(wave_id, by=by)
    step = last_step(asking.id, by=by)
    return WaveDetail(
        asking,
        count_response(asking.id, by=by),
        step.respondents if step else None,
        tuple(map(_width, step.figures)) if step else (),
    )


def _width(one: StepFigure) -> WidthRow:
    return WidthRow(one.gap, one.answered, one.before, one.now, one.then)


@router.get("/waves/{wave_id}/asked", response=answers(list[shape(AskedRow)]), tags=["waves"])  # type: ignore[misc]
def read_asked(request: HttpRequest, wave_id: Key) -> Any:
    """Who is asked, and whether something is answered: for who sends the letters."""
    by = viewer(request)
    asking = get_asking(wave_id, by=by)
    check_may(by, "ask_waves", ecosystem=asking.ecosystem)
    return list(list_asked(asking.id, by=by))


_PEOPLE = "/ecosystems/{ecosystem_id}/candidates"


@router.get(_PEOPLE, response=answers(list[shape(Candidate)]), tags=["waves"])  # type: ignore[misc]
def read_candidates(request: HttpRequest, ecosystem_id: Key) -> Any:
    """The members that a wave would concern, by which gaps, and who is asked for each."""
    return list(ask_wave.list_candidates(ecosystem=ecosystem_id, by=viewer(request)))


@router.post(_PEOPLE, response=answers(Done, 201), tags=["waves"])
def add_speaker(request: HttpRequest, ecosystem_id: Key, speaker: SpeakerGiven) -> Any:
    """Let a person be asked for a member."""
    new = NewSpeaker(ecosystem_id, **speaker.model_dump())
    ask_wave.add_speaker(speaker=new, by=writing_viewer(request))
    return Status(201, {"count": 1})


@router.post("/waves", response=answers(shape(AskingRow), 201), tags=["waves"])
def begin_wave(request: HttpRequest, wave: WaveGiven) -> Any:
    """Begin it: the letters are sent, each with a link of its own."""
    by = writing_viewer(request)
    return Status(201, ask_wave.begin(asked=_asked(request, wave), by=by))


def _asked(request: HttpRequest, wave: WaveGiven) -> AskedWave:
    given = wave.model_dump()
    days = tuple(sorted(set(given.pop("remind_on"))))
    site = settings.ADDRESS or f"{request.scheme}://{request.get_host()}"
    return AskedWave(**given | {"actors": tuple(given["actors"])}, remind_on=days, site=site)


@router.post("/waves/{wave_id}/remind", response=answers(Done), tags=["waves"])
def remind(request: HttpRequest, wave_id: Key) -> Any:
    """Write to who has answered nothing; each is reminded twice at most."""
    return {"count": ask_wave.remind(wave=wave_id, by=writing_viewer(request))}


@router.post("/waves/{wave_id}/stop", response=answers(shape(AskingRow)), tags=["waves"])
def stop(request: HttpRequest, wave_id: Key) -> Any:
    """Let nobody answer until it is resumed."""
    return ask_wave.stop(wave=wave_id, by=writing_viewer(request))


@router.post("/waves/{wave_id}/resume", response=answers(shape(AskingRow)), tags=["waves"])
def resume(request: HttpRequest, wave_id: Key) -> Any:
    """Let a wave that was stopped go on."""
    return ask_wave.resume(wave=wave_id, by=writing_viewer(request))


@router.post("/waves/{wave_id}/close", response=answers(shape(AskingRow)), tags=["waves"])
def close(request: HttpRequest, wave_id: Key) -> Any:
    """Close it for good: all answers become part of the register at once."""
    return ask_wave.close(wave=wave_id, by=writing_viewer(request))


@router.post("/waves/{wave_id}/tell", response=answers(Done), tags=["waves"])
def tell(request: HttpRequest, wave_id: Key) -> Any:
    """Tell those who answered what it gave, when it is closed."""
    return {"count": ask_wave.tell(wave=wave_id, by=writing_viewer(request))}


@router.post("/waves/{wave_id}/asked/{invitation}/withdraw", response=answers(Done), tags=["waves"])
def withdraw(request: HttpRequest, wave_id: Key, invitation: Id) -> Any:
    """Let the links of one who is asked open nothing, and write to it no more."""
    ask_wave.withdraw(wave=wave_id, invitation=invitation, by=writing_viewer(request))
    return {"count": 1}


@router.post("/waves/{wave_id}/asked/{invitation}/instead", response=answers(Done), tags=["waves"])
def ask_instead(request: HttpRequest, wave_id: Key, invitation: Id, person: InsteadGiven) -> Any:
    """Withdraw what went to the wrong person, end what it answered, and write to another alone."""
    instead = Instead(person.name or "", person.email or "", person.language)
    by = writing_viewer(request)
    ask_wave.ask_instead(wave=wave_id, invitation=invitation, person=instead, by=by)
    return {"count": 1}
