"""What accounts keep of one person: read out, and emptied."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from django.contrib.auth.hashers import make_password
from django.db.models import Q

from samspel.records.accounts.grants import list_deputies
from samspel.records.accounts.models import Account, ApiKey, Deputy, Grant, Token
from samspel.terms import Viewer

__all__ = ["OWN_PAGE", "erase_person", "extract_person"]

OWN_PAGE = "own_page"  # what a personal link to one's own actor's page is for
Row = Mapping[str, str]


def extract_person(contact: int, *, by: Viewer) -> Mapping[str, tuple[Row, ...]]:
    """Roles, deputyships, the way in, links, keys. A password, a link or a key itself is known to
    nobody."""
    grants = Grant.objects.filter(region_id=by.region, contact_id=contact).order_by("id")
    keys = ApiKey.objects.filter(region_id=by.region, contact_id=contact).order_by("id")
    accounts = Account.objects.filter(pk__in=grants.values("account_id"))
    links = Token.objects.filter(account__in=accounts).order_by("id")
    return {
        "roles": tuple(
            {
                "role": row.role,
                "where": ", ".join(row.actors or row.ecosystems),
                "until": str(row.until or ""),
            }
            for row in grants
        ),
        "deputies": tuple(
            {
                "deputy": row.deputy_name,
                "absent": row.absent_name,
                "since": str(row.since),
                "until": str(row.until),
            }
            for row in list_deputies(by=by)
            if contact in {row.absent, row.deputy}
        ),
        "account": tuple(
            {
                "signed_in_last": row.last_login.isoformat() if row.last_login else "",
                "has_password": "yes" if row.has_usable_password() else "no",
            }
            for row in accounts.order_by("id")
        ),
        "links": tuple(
            {
                "letter": row.purpose,
                "until": row.expires_at.isoformat(),
                "used": row.used_at.isoformat() if row.used_at else "",
            }
            for row in links
        ),
        "keys": tuple(
            {
                "purpose": row.purpose,
                "made": row.made_at.isoformat(),
                "until": str(row.expires_on),
                "used": str(row.used_on or ""),
                "revoked": row.revoked_at.isoformat() if row.revoked_at else "",
            }
            for row in keys
        ),
    }


def erase_person(contact: int, *, on: date, by: Viewer) -> None:
    """Revoke the keys, forget what they were for, end deputyships, close the way in.

    Who also has a role in another region keeps the way in there, by the address that region
    knows. Call it in the transaction that empties the contact, after the roles are ended.
    """
    now = datetime.now(UTC)
    keys = ApiKey.objects.filter(region_id=by.region, contact_id=contact)
    keys.filter(revoked_at=None).update(revoked_at=now)
    keys.update(purpose="")
    part = Q(absent_id=contact) | Q(deputy_id=contact)
    Deputy.objects.filter(part, region_id=by.region, until__gt=on).update(until=on)
    mine = Grant.objects.filter(region_id=by.region, contact_id=contact).values("account_id")
    for account in Account.objects.filter(Q(contact_id=contact) | Q(pk__in=mine)):
        _leave(account, contact, by)


def _leave(account: Account, contact: int, by: Viewer) -> None:
    Token.objects.filter(account=account, purpose=OWN_PAGE).delete()
    if account.contact_id != contact:
        return  # its home is another region's person, who stays
    Token.objects.filter(account=account).delete()
    elsewhere = Grant.objects.filter(account=account).exclude(region_id=by.region)
    home = elsewhere.exclude(contact__erased_at__isnull=False).order_by("id").first()
    taken = home and Account.objects.filter(contact_id=home.contact_id).exists()
    if home is not None and not taken:
        account.contact_id = home.contact_id
        account.save(update_fields=["contact"])
        return
    account.password, account.last_login = make_password(None), None
    account.is_active = False
    account.save(update_fields=["password", "last_login", "is_active"])
