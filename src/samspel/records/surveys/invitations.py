"""Who speaks for an actor, who is asked in a wave, and how far each has come.

Its neighbours use it by `samspel.records.surveys.api`. What was answered is not here.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from samspel.records.contacts import api as contacts
from samspel.records.register import api as register
from samspel.records.surveys import models
from samspel.records.surveys.askings import asking_row
from samspel.records.surveys.faces import AskedRow, InvitationRow, NewInvitation
from samspel.records.surveys.links import find_link, revoke_links
from samspel.terms import Refusal, Viewer
from samspel.terms.ordering import swedish_order

__all__ = [
    "add_invitation",
    "add_speaker",
    "ask_instead",
    "count_reminder",
    "get_invitation",
    "invitation_to_answer",
    "list_asked",
    "list_invitations",
    "list_speakers",
    "list_to_remind",
    "list_to_tell",
    "mark_invitation",
    "open_link",
]


def add_speaker(actor_id: str, contact: int, *, by: Viewer) -> None:
    """Let the person be asked for the actor. Refusal `not_found` for no actor or no person."""
    register.get_actor(actor_id, by=by)
    contacts.get_contact(contact, by=by)
    models.Speaker.objects.get_or_create(
        region_id=by.region,
        actor_id=actor_id,
        contact_id=contact,
        defaults={"added_by": by.contact, "added_at": datetime.now(UTC)},
    )


def list_speakers(actor_ids: Sequence[str], *, by: Viewer) -> Mapping[str, tuple[int, ...]]:
    """By actor the ids of the persons who may be asked for it, the latest added first."""
    seen = register.members_seen(by=by)
    rows = models.Speaker.objects.filter(
        region_id=by.region, actor_id__in=list(actor_ids), contact__erased_at=None
    ).exclude(contact__email="")
    found: dict[str, tuple[int, ...]] = {}
    for actor, contact in rows.order_by("-id").values_list("actor_id", "contact_id"):
        if seen is None or actor in seen:
            found[actor] = (*found.get(actor, ()), contact)
    return found


def add_invitation(asking: int, new: NewInvitation) -> int:
    """Ask the actor; the invitation's id. Call it in the transaction that writes the letter."""
    row = models.Invitation.objects.create(
        asking_id=asking,
        actor_id=new.actor_id,
        contact_id=new.contact,
        asks=list(new.asks),
        language=new.language,
    )
    return row.pk


def ask_instead(invitation: int, contact: int, language: str, *, by: Viewer) -> int:
    """Ask another person for the same actor, as if nobody had been asked before, and the first for
    it no more; how many links open nothing any more. Refusal `not_found` for no invitation or no
    person.

    Call it in the transaction that ends the answers and writes the letter.
    """
    contacts.get_contact(contact, by=by)
    row = get_invitation(invitation, by=by)
    mine = models.Speaker.objects.filter(region_id=by.region, actor_id=row.actor_id)
    mine.filter(contact_id=row.contact or 0).delete()
    times = ("began_at", "answered_at", "finished_at", "declined_at")
    new = {"contact_id": contact, "language": language, "reminders": 0, **dict.fromkeys(times)}
    models.Line.objects.filter(invitation_id=invitation).delete()
    models.Invitation.objects.filter(pk=invitation).update(**new)
    return revoke_links((invitation,))


def open_link(text: str) -> InvitationRow | None:
    """The invitation that a personal link opens now, or None. Changes nothing."""
    found = find_link(text)
    row = models.Invitation.objects.select_related("asking").filter(pk=found or 0).first()
    return _row(row) if row else None


def get_invitation(invitation: int, *, by: Viewer) -> InvitationRow:
    """The invitation of that id; Refusal `not_found` when there is none."""
    row = _of(by).filter(pk=invitation).first()
    if row is None:
        raise Refusal("not_found")
    return _row(row)


def invitation_to_answer(invitation: int, *, by: Viewer) -> InvitationRow:
    """The same, held until the transaction ends, so that two tabs answer one after the other."""
    list(models.Invitation.objects.select_for_update().filter(pk=invitation).values_list("pk"))
    return get_invitation(invitation, by=by)


def mark_invitation(invitation: int, *marks: str, by: Viewer) -> None:
    """Mark when it was first `began`, `answered`, `finished` or `declined`."""
    for mark in marks:
        rows = models.Invitation.objects.filter(pk=invitation, asking__region_id=by.region)
        rows.filter(**{f"{mark}_at": None}).update(**{f"{mark}_at": datetime.now(UTC)})


def list_invitations(asking: int, *, by: Viewer) -> tuple[InvitationRow, ...]:
    """All who are asked."""
    return tuple(map(_row, _of(by).filter(asking=asking).order_by("id")))


def list_asked(asking: int, *, by: Viewer) -> tuple[AskedRow, ...]:
    """Who is asked, by the actor's name, and whether they have answered."""
    rows = list(_of(by).filter(asking=asking))
    written = set(_written_to(by).filter(asking=asking).values_list("pk", flat=True))
    names = register.actor_names(tuple({row.actor_id for row in rows}), by=by)
    people = contacts.contact_names(tuple({r.contact_id for r in rows if r.contact_id}), by=by)
    asked = [
        AskedRow(
            id=row.pk,
            actor_id=row.actor_id,
            actor_name=names.get(row.actor_id, row.actor_id),
            contact_name=people.get(row.contact_id or 0, ""),
            state=_state(row, is_withdrawn=row.pk not in written),
            reminders=row.reminders,
        )
        for row in rows
    ]
    return tuple(sorted(asked, key=lambda one: swedish_order(one.actor_name)))


def list_to_remind(asking: int, *, by: Viewer) -> tuple[InvitationRow, ...]:
    """Those who have answered nothing, nor said no thanks, nor been erased, nor had their link
    withdrawn: it had gone to the wrong person."""
    silent = Q(answered_at=None, declined_at=None, contact__isnull=False)
    return tuple(map(_row, _written_to(by).filter(silent, asking=asking).order_by("id")))


def list_to_tell(asking: int, *, by: Viewer) -> tuple[InvitationRow, ...]:
    """Those who have answered, and have not been erased nor had their link withdrawn since."""
    spoke = Q(answered_at__isnull=False, contact__isnull=False)
    return tuple(map(_row, _written_to(by).filter(spoke, asking=asking).order_by("id")))


def count_reminder(invitation: int, *, by: Viewer) -> int:
    """Count one more reminder; how many there are now."""
    mine = _of(by).filter(pk=invitation)
    mine.update(reminders=F("reminders") + 1)
    return mine.values_list("reminders", flat=True).get()


def _written_to(by: Viewer) -> QuerySet[models.Invitation]:
    """Those with some link that has not been withdrawn."""
    links = models.Link.objects.filter(invitation=OuterRef("pk"), revoked_at=None)
    return _of(by).filter(Exists(links))


def _state(row: models.Invitation, *, is_withdrawn: bool) -> str:
    if row.answered_at:
        return "answered"
    if row.declined_at:
        return "declined"
    return "withdrawn" if is_withdrawn else "waiting"


def _of(by: Viewer) -> QuerySet[models.Invitation]:
    found = models.Invitation.objects.select_related("asking").filter(asking__region=by.region)
    return found.filter(asking__ecosystem__in=by.ecosystems) if by.ecosystems else found


def _row(row: models.Invitation) -> InvitationRow:
    return InvitationRow(
        id=row.pk,
        asking=asking_row(row.asking),
        actor_id=row.actor_id,
        contact=row.contact_id,
        asks=tuple(row.asks),
        language=row.language,
        reminders=row.reminders,
        began_at=row.began_at,
        answered_at=row.answered_at,
        finished_at=row.finished_at,
        declined_at=row.declined_at,
    )
