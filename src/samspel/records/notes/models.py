"""Notes beside the acts, whom they concern, and which acts they led to (R120-R136)."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from samspel.records.rows import Row
from samspel.terms import Viewer

_KEY = 200
# Who sees also what is held back: R130, and notes for the actors they name.
_KEEPS = frozenset({"officer", "platform_leader"})


class Note(Row):
    """A row of `notes`: one line, dated, of one kind.

    `sees` says who may see it beside those who keep it; a conflict of aims is held back further.
    Personal data: none is asked for, but a line of free text may name somebody.
    """

    TABLE = "notes"
    FIELDS: ClassVar[Mapping[str, str]] = {}

    note_id = models.CharField(max_length=_KEY)
    ecosystem_id = models.CharField(max_length=_KEY, blank=True)
    noted_on = models.DateField()
    kind = models.CharField(max_length=20)
    text = models.TextField()
    gap = models.CharField(max_length=_KEY, blank=True)
    area = models.CharField(max_length=_KEY, blank=True)
    aspect = models.CharField(max_length=20, blank=True)
    solution = models.TextField(blank=True)
    state = models.CharField(max_length=10)
    sees = models.CharField(max_length=10)
    search = models.TextField()

    class Meta:
        indexes = [
            models.Index(fields=["region", "note_id"], name="notes_note_ix"),
            models.Index(fields=["region", "-noted_on", "note_id"], name="notes_noted_ix"),
        ]

    def __str__(self) -> str:
        return self.note_id

    @classmethod
    def seen(cls, by: Viewer) -> Q:
        """Those of its own platform, those of its ecosystems, and what is not held back."""
        if "system" in by.roles:
            return Q()
        mine = ~Q(sees="own") | Q(ecosystem_id__in=by.workspaces)
        if by.ecosystems:
            mine &= Q(ecosystem_id__in=["", *by.ecosystems, *by.workspaces])
        if not by.roles & _KEEPS:
            mine &= Q(sees="region") & ~Q(kind="conflict")
        return mine

    @classmethod
    def derived(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """The line and the area folded, to be searched."""
        return {"search": f"{values['text']} {values['area']} {values['solution']}".casefold()}


def _of_seen_notes(by: Viewer) -> Q:
    if "system" in by.roles:
        return Q()
    seen = Note.objects.filter(Note.seen(by), region_id=by.region).order_by()
    return Q(note_id__in=seen.values("note_id"))


class NoteActor(Row):
    """A row of `note_actors`: an actor that a note is about."""

    TABLE = "note_actors"

    note_id = models.CharField(max_length=_KEY)
    actor_id = models.CharField(max_length=_KEY)

    class Meta:
        indexes = [
            models.Index(fields=["region", "note_id"], name="notes_actor_note_ix"),
            models.Index(fields=["region", "actor_id"], name="notes_actor_actor_ix"),
        ]

    @classmethod
    def seen(cls, by: Viewer) -> Q:
        """Those of the notes that may be seen."""
        return _of_seen_notes(by)

    def __str__(self) -> str:
        return f"{self.actor_id} in {self.note_id}"


class NoteAct(Row):
    """A row of `note_acts`: an act that a note led to."""

    TABLE = "note_acts"

    note_id = models.CharField(max_length=_KEY)
    interplay_id = models.CharField(max_length=_KEY)

    class Meta:
        indexes = [
            models.Index(fields=["region", "note_id"], name="notes_act_note_ix"),
            models.Index(fields=["region", "interplay_id"], name="notes_act_act_ix"),
        ]

    @classmethod
    def seen(cls, by: Viewer) -> Q:
        """Those of the notes that may be seen."""
        return _of_seen_notes(by)

    def __str__(self) -> str:
        return f"{self.note_id} led to {self.interplay_id}"
