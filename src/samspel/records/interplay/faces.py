"""What the acts' face takes and gives: queries and rows as frozen dataclasses."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from samspel.terms.act_facts import DEFAULT

__all__ = [
    "ActDetail",
    "ActQuery",
    "ActRow",
    "DeclarationRow",
    "FactCount",
    "FactRow",
    "LogState",
    "ParticipantRow",
]

REPORT = "wave:"


@dataclass(frozen=True, slots=True)
class ActQuery:
    """Which acts: text in title or key, an actor that took part, an ecosystem one of whose members
    did, a kind, a fact told of it, days it overlaps; `ids`: these alone. Empty is any."""

    text: str = ""
    actor: str = ""
    kind: str = ""
    first_on: date | None = None
    last_on: date | None = None
    ids: tuple[str, ...] = ()
    ecosystem: str = ""
    fact: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class ActRow:
    """A dated act; `participants` counts distinct actors. `who` are the names of the first few
    where it has no title."""

    interplay_id: str
    title: str
    kind: str
    started_on: date
    ended_on: date | None
    flow: str
    level: str
    source: str
    participants: int
    who: tuple[str, ...] = ()

    @property
    def is_report(self) -> bool:
        """Whether it is known from an answer only (`source` is `wave:…`)."""
        return self.source.startswith(REPORT)


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """One actor in an act, in one role. `is_seen`: the viewer may open its page."""

    actor_id: str
    name: str
    role: str
    is_seen: bool = True


@dataclass(frozen=True, slots=True)
class FactRow:
    """One thing told of an act; `basis` is `default` until a person has said it."""

    fact: str
    value: str
    basis: str

    @property
    def is_default(self) -> bool:
        """Whether it only follows from the act's kind."""
        return self.basis == DEFAULT


@dataclass(frozen=True, slots=True)
class ActDetail:
    """An act with who took part and what is told of it. `whole`: the act it is a part of;
    `parts`: the acts that are parts of it. `extra`: columns we do not know. `seen` marks what it
    says: a change that gives it back is refused when the act has been changed meanwhile."""

    act: ActRow
    participants: tuple[ParticipantRow, ...]
    extra: Mapping[str, str]
    facts: tuple[FactRow, ...] = ()
    whole: ActRow | None = None
    parts: tuple[ActRow, ...] = ()
    seen: str = ""

    def first(self, role: str) -> str:
        """Who is told of in that role, the first where there are more; "" is nobody."""
        return next((one.actor_id for one in self.participants if one.role == role), "")


@dataclass(frozen=True, slots=True)
class FactCount:
    """In how many acts a value is told: by a person, and by the act's kind alone."""

    fact: str
    value: str
    given: int
    default: int

    @property
    def all(self) -> int:
        """Both."""
        return self.given + self.default


@dataclass(frozen=True, slots=True)
class DeclarationRow:
    """Somebody's claim that an ecosystem's whole log is complete over some days."""

    row: int
    first_on: date
    last_on: date
    who: str


@dataclass(frozen=True, slots=True)
class LogState:
    """Whether an ecosystem's log is kept up. `missing` are the first days of the months over and
    not declared, since the first that is declared or, where none is, since the first act;
    `declared_until` the last day before the first of them, None where none is declared.

    `state`: `none` (no month to declare yet), `running`, `late` (one or two months are missing),
    `stopped` (three or more: what is not there then is silence, not a wider gap).
    """

    state: str
    declared_until: date | None
    missing: tuple[date, ...]
