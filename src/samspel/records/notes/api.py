"""The notes' face: one line each, dated, of one kind; who may see which; the funnel of ideas.

`own` notes are for those who lead the platform of the note's ecosystem. `region` notes are for
everybody who reads there; `actors` notes and every conflict of aims (R130) are held back to the
officers, those who lead the platform, and, of `actors` notes, those who answer for an actor named.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Q, QuerySet

from samspel.records import rows
from samspel.records.notes import models
from samspel.records.register import api as register
from samspel.terms import Page, PageRequest, Refusal, Viewer

__all__ = [
    "KEEPER",
    "NoteActorRow",
    "NoteFunnel",
    "NoteQuery",
    "NoteRow",
    "count_funnel",
    "get_note",
    "list_notes",
    "notes_behind",
]

KEEPER = rows.Keeper(models.Note, models.NoteActor, models.NoteAct)

IDEAS = ("idea", "possibility")


@dataclass(frozen=True, slots=True)
class NoteQuery:
    """Which notes: words in the line, area or solution, one of some kinds, a state, an ecosystem,
    a gap, an actor it names, days it was noted on; `ids`: these alone. Empty is any."""

    text: str = ""
    kinds: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    ecosystem: str = ""
    gap: str = ""
    actor: str = ""
    first_on: date | None = None
    last_on: date | None = None
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteActorRow:
    """An actor that a note names. `is_seen`: the viewer may open its page."""

    actor_id: str
    name: str
    is_seen: bool


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note, with the actors it names and the keys of the acts it led to. `seen` marks what it
    says: a change that gives it back is refused when the note has been changed meanwhile."""

    note_id: str
    ecosystem_id: str
    noted_on: date
    kind: str
    text: str
    gap: str
    area: str
    aspect: str
    solution: str
    state: str
    sees: str
    actors: tuple[NoteActorRow, ...]
    acts: tuple[str, ...]
    seen: str = ""

    @property
    def is_held_back(self) -> bool:
        """Whether access is restricted, which is no secrecy: it can still be asked for."""
        return self.kind == "conflict" or self.sees != "region"


@dataclass(frozen=True, slots=True)
class NoteFunnel:
    """What became of ideas and possibilities (R132): noted, begun (started or done), realised
    (done), dropped; `with_act`: led to at least one act."""

    noted: int
    begun: int
    realised: int
    dropped: int
    with_act: int


def list_notes(query: NoteQuery, *, page: PageRequest, by: Viewer) -> Page[NoteRow]:
    """A page of notes, the latest first."""
    found = _matching(query, by)
    count = found.count()
    if page.after:
        last = found.filter(note_id=page.after).first()
        if last is not None:
            further = Q(noted_on=last.noted_on, note_id__gt=last.note_id)
            found = found.filter(Q(noted_on__lt=last.noted_on) | further)
    got = list(found.order_by("-noted_on", "note_id")[: page.size + 1])
    shown = got[: page.size]
    after = shown[-1].note_id if len(got) > page.size else ""
    return Page(_rows(shown, by), count, after)


def get_note(note_id: str, *, by: Viewer) -> NoteRow:
    """One note; Refusal `not_found` when there is none that the viewer may see."""
    row = _seen(by).filter(note_id=note_id).first()
    if row is None:
        raise Refusal("not_found")
    return _rows([row], by)[0]


def count_funnel(query: NoteQuery, *, by: Viewer) -> NoteFunnel:
    """What became of the query's ideas and possibilities."""
    found = _matching(query, by).filter(kind__in=IDEAS)
    states = dict(found.order_by().values_list("state").annotate(n=Count("note_id")))
    led = models.NoteAct.objects.filter(rows.current(by)).order_by().values("note_id")
    return NoteFunnel(
        noted=sum(states.values()),
        begun=states.get("started", 0) + states.get("done", 0),
        realised=states.get("done", 0),
        dropped=states.get("dropped", 0),
        with_act=found.filter(note_id__in=led).count(),
    )


def notes_behind(acts: tuple[str, ...], *, by: Viewer) -> Mapping[str, tuple[NoteRow, ...]]:
    """The notes that led to each act."""
    links = models.NoteAct.objects.filter(rows.current(by), interplay_id__in=acts)
    pairs = list(links.order_by("id").values_list("interplay_id", "note_id"))
    some = _seen(by).filter(note_id__in={note for _act, note in pairs})
    seen = {row.note_id: row for row in _rows(list(some), by)}
    found: dict[str, list[NoteRow]] = {}
    for act, note in pairs:
        if note in seen:
            found.setdefault(act, []).append(seen[note])
    return {act: tuple(each) for act, each in found.items()}


# ------------------------------------------------------------------------------- who sees what


def _seen(by: Viewer) -> QuerySet[models.Note]:
    return models.Note.objects.filter(rows.current(by), models.Note.seen(by))


def _matching(query: NoteQuery, by: Viewer) -> QuerySet[models.Note]:
    found = _seen(by)
    for word in query.text.casefold().split():
        found = found.filter(search__contains=word)
    for field, values in (("kind", query.kinds), ("state", query.states), ("note_id", query.ids)):
        if values:
            found = found.filter(**{f"{field}__in": values})
    if query.ecosystem:
        found = found.filter(ecosystem_id=query.ecosystem)
    if query.gap:
        found = found.filter(gap=query.gap)
    if query.first_on:
        found = found.filter(noted_on__gte=query.first_on)
    if query.last_on:
        found = found.filter(noted_on__lte=query.last_on)
    if query.actor:
        named = models.NoteActor.objects.filter(rows.current(by), actor_id=query.actor)
        found = found.filter(note_id__in=named.order_by().values("note_id"))
    return found


def _rows(found: list[models.Note], by: Viewer) -> tuple[NoteRow, ...]:
    ids = [row.note_id for row in found]
    named = _pairs(models.NoteActor, "actor_id", ids, by)
    led = _pairs(models.NoteAct, "interplay_id", ids, by)
    actors = {actor for some in named.values() for actor in some}
    names = register.actor_names(tuple(sorted(actors)), by=by)
    seen = register.members_seen(by=by)
    return tuple(
        _marked(
            NoteRow(
                row.note_id,
                row.ecosystem_id,
                row.noted_on,
                row.kind,
                row.text,
                row.gap,
                row.area,
                row.aspect,
                row.solution,
                row.state,
                row.sees,
                tuple(
                    NoteActorRow(one, names.get(one, one), seen is None or one in seen)
                    for one in named.get(row.note_id, ())
                ),
                tuple(led.get(row.note_id, ())),
            )
        )
        for row in found
    )


def _marked(row: NoteRow) -> NoteRow:
    about = sorted(one.actor_id for one in row.actors)
    return replace(row, seen=rows.seen_as(replace(row, actors=(), acts=()), about))


def _pairs(
    model: type[models.NoteActor] | type[models.NoteAct], column: str, ids: list[str], by: Viewer
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    some = model._default_manager.filter(rows.current(by), note_id__in=ids)  # noqa: SLF001
    for note, other in some.order_by("id").values_list("note_id", column):
        found.setdefault(note, []).append(other)
    return found
