"""The tables of facts about acts that measuring does not read; see `beside`."""

from samspel.tables.contracts import Column, Contract, Kind
from samspel.terms.act_facts import BASES, FACTS, PART_OF
from samspel.terms.notes import ASPECTS, NOTE_KINDS, NOTE_SEES, NOTE_STATES

__all__ = ["ACT_CONTRACTS"]

_ACT = Column("interplay_id", Kind.KEY, required=True, refers="interplay")
_NOTE = Column("note_id", Kind.KEY, required=True, refers="notes")
_ASPECTS = tuple(aspect for aspects in ASPECTS.values() for aspect in aspects)

ACT_CONTRACTS: tuple[Contract, ...] = (
    Contract(
        "act_facts",
        (
            _ACT,
            Column("fact", values=(*FACTS, PART_OF), required=True),
            Column("value", Kind.KEY, required=True),
            Column("basis", values=BASES, required=True),
        ),
        key=("interplay_id", "fact", "value"),
    ),
    Contract(
        "kind_defaults",
        (
            Column("kind", Kind.KEY, required=True),
            Column("fact", values=tuple(FACTS), required=True),
            Column("value", Kind.KEY, required=True),
        ),
        key=("kind", "fact", "value"),
    ),
    Contract(
        "notes",
        (
            Column("note_id", Kind.KEY, required=True),
            Column("ecosystem_id", Kind.KEY, refers="ecosystems"),
            Column("noted_on", Kind.DATE, required=True),
            Column("kind", values=NOTE_KINDS, required=True),
            Column("text", required=True),
            Column("gap", Kind.KEY),
            Column("area"),
            Column("aspect", values=_ASPECTS),
            Column("solution"),
            Column("state", values=NOTE_STATES, required=True),
            Column("sees", values=NOTE_SEES, required=True),
        ),
        key=("note_id",),
    ),
    Contract(
        "note_actors",
        (_NOTE, Column("actor_id", Kind.KEY, required=True, refers="actors")),
        key=("note_id", "actor_id"),
    ),
    Contract("note_acts", (_NOTE, _ACT), key=("note_id", "interplay_id")),
)
