"""Persons: added, listed, found by e-mail for signing in, and emptied on request."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q

from samspel.records.contacts.mentions import mentions
from samspel.records.contacts.models import Contact
from samspel.terms import Page, PageRequest, Refusal, Viewer

__all__ = [
    "ContactRow",
    "add_contact",
    "contact_names",
    "correct_contact",
    "erase_contact",
    "find_by_email",
    "find_by_emails",
    "find_mentions",
    "get_contact",
    "list_contacts",
    "normal_email",
    "same_name",
]


_KEEPS_USERS = frozenset({"officer", "administrator", "system"})
_SHORTEST = 3  # a shorter name is in too many other words to be looked for


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A person. All fields but the id are empty once erased."""

    id: int
    name: str
    email: str
    phone: str
    language: str
    is_erased: bool


def normal_email(email: str) -> str:
    """An address as it is compared: trimmed, case folded."""
    return email.strip().casefold()


def same_name(one: str, other: str) -> bool:
    """Whether two names differ by case and blanks at most."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def add_contact(name: str, email: str, *, by: Viewer, language: str = "sv") -> ContactRow:
    """The region's contact with that e-mail, made when there is none."""
    row, _made = Contact.objects.get_or_create(
        region_id=by.region,
        email=normal_email(email),
        defaults={"name": name.strip(), "language": language},
    )
    return _row(row)


def get_contact(contact_id: int, *, by: Viewer) -> ContactRow:
    """One person of the region. A viewer who keeps no users gets the name, and itself whole."""
    try:
        row = Contact.objects.get(id=contact_id, region_id=by.region)
    except Contact.DoesNotExist:
        raise Refusal("not_found") from None
    return _seen(row, by)


def list_contacts(*, page: PageRequest, by: Viewer, text: str = "") -> Page[ContactRow]:
    """The region's persons by name."""
    rows = Contact.objects.filter(region_id=by.region, erased_at=None)
    for word in text.split():
        rows = rows.filter(Q(name__icontains=word) | Q(email__icontains=word))
    count = rows.count()
    last = rows.filter(id=int(page.after)).first() if page.after else None
    if last is not None:
        rows = rows.filter(Q(name__gt=last.name) | Q(name=last.name, id__gt=last.id))
    found = list(rows.order_by("name", "id")[: page.size + 1])
    shown = found[: page.size]
    after = str(shown[-1].id) if len(found) > page.size else ""
    return Page(tuple(_seen(row, by) for row in shown), count, after)


def contact_names(ids: tuple[int, ...], *, by: Viewer) -> Mapping[int, str]:
    """Names by id, for a log or a list; an erased person's is empty."""
    return dict(Contact.objects.filter(region_id=by.region, id__in=ids).values_list("id", "name"))


def find_by_email(email: str) -> tuple[int, ...]:
    """The ids of contacts with that address in any region: for signing in alone."""
    if not email.strip():
        return ()
    rows = Contact.objects.filter(email=normal_email(email), erased_at=None)
    return tuple(rows.order_by("id").values_list("id", flat=True))


def find_by_emails(emails: Collection[str], *, by: Viewer) -> Mapping[str, ContactRow]:
    """The region's contacts with those addresses, by address as it is compared; to who keeps no
    users it is not told whose an address is."""
    if not by.roles & _KEEPS_USERS:
        return {}
    wanted = {normal_email(email) for email in emails} - {""}
    rows = Contact.objects.filter(region_id=by.region, email__in=wanted, erased_at=None)
    return {row.email: _seen(row, by) for row in rows}


def correct_contact(contact_id: int, to: Mapping[str, str], *, by: Viewer) -> ContactRow:
    """Other name, address, telephone or language. Refusals: `not_found`, `email_is_taken`."""
    mine = Contact.objects.filter(region_id=by.region, erased_at=None)
    row = mine.filter(id=contact_id).first()
    if row is None:
        raise Refusal("not_found")
    email = normal_email(to.get("email", row.email))
    if email and mine.filter(email=email).exclude(id=contact_id).exists():
        raise Refusal("email_is_taken")
    row.name, row.email = to.get("name", row.name).strip(), email
    row.phone, row.language = to.get("phone", row.phone).strip(), to.get("language", row.language)
    row.save(update_fields=["name", "email", "phone", "language"])
    return _row(row)


def find_mentions(contact_id: int, *, by: Viewer) -> tuple[Mapping[str, str], ...]:
    """Where free text of the region holds the person's name, address or telephone number."""
    row = get_contact(contact_id, by=by)
    words = tuple(word for word in (row.name, row.email, row.phone) if len(word) > _SHORTEST)
    return mentions(words, by.region) if words else ()


def erase_contact(contact_id: int, *, by: Viewer) -> None:
    """Empty the person out of the row; what points at it stands."""
    rows = Contact.objects.filter(id=contact_id, region_id=by.region)
    if not rows.update(name="", email="", phone="", erased_at=datetime.now(UTC)):
        raise Refusal("not_found")


def _seen(row: Contact, by: Viewer) -> ContactRow:
    if by.roles & _KEEPS_USERS or by.contact == row.id:
        return _row(row)
    return ContactRow(row.id, row.name, "", "", "", row.erased_at is not None)


def _row(row: Contact) -> ContactRow:
    return ContactRow(
        row.id, row.name, row.email, row.phone, row.language, row.erased_at is not None
    )
