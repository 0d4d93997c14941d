"""Notes beside the acts, whom they concern, and which acts they led to (R120-R136)."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models

from samspel.records.rows import Row

_KEY = 200


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
    def derived(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """The line and the area folded, to be searched."""
        return {"search": f"{values['text']} {values['area']} {values['solution']}".casefold()}


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

    def __str__(self) -> str:
        return f"{self.note_id} led to {self.interplay_id}"
