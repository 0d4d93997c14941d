"""What `surveys.api` takes and returns."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

__all__ = [
    "AskedRow",
    "AskingRow",
    "InvitationRow",
    "NewAsking",
    "NewInvitation",
    "ResponseRow",
    "StepFigure",
    "StepRow",
]


@dataclass(frozen=True, slots=True)
class NewAsking:
    """A wave to ask: what, when, and how the letter greets. `site` is the service's own."""

    wave_id: str
    ecosystem: str
    asks_from: date
    asks_until: date
    closes_on: date
    site: str
    definitions: str
    remind_on: tuple[date, ...] = ()
    greeting: str = ""


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """An actor to ask, by whom, and about which gaps."""

    actor_id: str
    contact: int
    asks: tuple[str, ...]
    language: str = "sv"


@dataclass(frozen=True, slots=True)
class AskingRow:
    """A wave as it is asked. `state` is `open`, `stopped` or `closed`; `by` a contact's id."""

    id: int
    region: int
    wave_id: str
    ecosystem: str
    asks_from: date
    asks_until: date
    closes_on: date
    remind_on: tuple[date, ...]
    state: str
    site: str
    greeting: str
    definitions: str
    before_run: int | None
    after_run: int | None
    by: int | None
    began_at: datetime
    closed_at: datetime | None
    told_at: datetime | None


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """One actor asked, as who answers for it needs it."""

    id: int
    asking: AskingRow
    actor_id: str
    contact: int | None
    asks: tuple[str, ...]
    language: str
    reminders: int
    began_at: datetime | None
    answered_at: datetime | None
    finished_at: datetime | None
    declined_at: datetime | None


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One actor asked, as who sends reminders sees it: `state` is `waiting`, `answered`,
    `declined` or `withdrawn` (no link opens), and never what was answered."""

    id: int
    actor_id: str
    actor_name: str
    contact_name: str
    state: str
    reminders: int


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """How many were asked and how many have answered something, all of it, or said no thanks."""

    asked: int
    answered: int
    finished: int
    declined: int


@dataclass(frozen=True, slots=True)
class StepFigure:
    """A gap of an open wave: the widest its interval can be, in whole points, up to the next five.

    None where no interval can be given. `then` is what to expect when all who are asked answer.
    `answered` is rounded down to five, None under five; `counted` is the count itself, shown to
    nobody: a gap is told anew only when five more have answered it.
    """

    gap: str
    counted: int
    answered: int | None
    before: int | None
    now: int | None
    then: int | None


@dataclass(frozen=True, slots=True)
class StepRow:
    """What an open wave had done when so many had answered."""

    respondents: int
    made_at: datetime
    figures: tuple[StepFigure, ...]


Extract = Mapping[str, tuple[Mapping[str, str], ...]]
"""What is kept of one person, by kind, in plain words."""
