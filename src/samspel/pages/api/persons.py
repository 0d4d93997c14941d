"""Who has which role and who acts for whom, links that are shared, and one person's extract.

Roles are given, persons erased and keys made on the pages alone: a key that could would outlive
being revoked.
"""

from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from ninja import Schema, Status
from pydantic import Field

from samspel.actions import share as sharing
from samspel.actions.manage_users import end_role
from samspel.actions.one_person import extract_person
from samspel.actions.stand_in import appoint_deputy, end_deputy
from samspel.pages.api.access import viewer, writing_viewer
from samspel.pages.api.reading import Number, Size
from samspel.pages.api.routing import router
from samspel.pages.api.shapes import Day, Id, Strict, answers, page_of, shape
from samspel.records.accounts.api import (
    DeputyRow,
    GrantRow,
    KeyRow,
    NewDeputy,
    check_may,
    list_deputies,
    list_grants,
    list_keys,
)
from samspel.records.shares.api import ShareRow, list_shares
from samspel.terms import PageRequest

__all__: list[str] = []


@router.get("/people/roles", response=answers(list[shape(GrantRow)]), tags=["people"])  # type: ignore[misc]
def read_roles(request: HttpRequest) -> Any:
    """The roles of the region: one's own, and everybody's for who keeps users."""
    by = viewer(request)
    check_may(by, "see_people")
    return list(list_grants(by=by))


@router.delete("/people/roles/{grant_id}", response=answers(shape(GrantRow)), tags=["people"])
def end_role_of(request: HttpRequest, grant_id: Id) -> Any:
    """End a role, from today."""
    return end_role(grant_id=grant_id, by=writing_viewer(request))


@router.get("/people/keys", response=answers(list[shape(KeyRow)]), tags=["people"])  # type: ignore[misc]
def read_keys(request: HttpRequest) -> Any:
    """Keys for programs, without their secrets: one's own, and everybody's for who keeps users."""
    return list(list_keys(by=viewer(request)))


@router.get("/people/deputies", response=answers(list[shape(DeputyRow)]), tags=["people"])  # type: ignore[misc]
def read_deputies(request: HttpRequest) -> Any:
    """Who acts or acted for whom, the latest first."""
    by = viewer(request)
    check_may(by, "see_people")
    return list(list_deputies(by=by))


class DeputyGiven(Strict):
    """Who acts for whom, by contact, from the first day to the last."""

    absent: Id
    deputy: Id
    since: Day
    until: Day


@router.post("/people/deputies", response=answers(shape(DeputyRow), 201), tags=["people"])
def appoint(request: HttpRequest, given: DeputyGiven) -> Any:
    """Let another act for somebody for some days: for oneself, or by who keeps users."""
    new = NewDeputy(**given.model_dump())
    return Status(201, appoint_deputy(new=new, by=writing_viewer(request)))


@router.delete("/people/deputies/{deputy_id}", response=answers(shape(DeputyRow)), tags=["people"])
def end_deputy_of(request: HttpRequest, deputy_id: Id) -> Any:
    """Let it be over, from now on."""
    return end_deputy(deputy_id=deputy_id, by=writing_viewer(request))


@router.get("/people/{contact_id}/extract", response=answers(dict[str, Any]), tags=["people"])
def read_extract(request: HttpRequest, contact_id: Id) -> Any:
    """All that is kept of one person, to hand to that person. It is logged that it was taken."""
    return extract_person(contact_id=contact_id, by=viewer(request))


# ------------------------------------------------------------------------------ shared links


class ShareGiven(Strict):
    """What to share and until when, a year at most; a memo is shared in its own language."""

    what: Literal["run", "memo"]
    id: Id
    until: Day
    language: Annotated[str, Field(pattern="^(sv|en)$")] = "sv"


class Made(Schema):
    """A link, and its address, which is told this once."""

    share: shape(ShareRow)  # type: ignore[valid-type]
    address: str


@router.get("/shares", response=answers(page_of(ShareRow)), tags=["shares"])
def read_shares(request: HttpRequest, after: Number = "", size: Size = 50) -> Any:
    """Links that are shared, the newest first, and how often each was opened."""
    by = viewer(request)
    check_may(by, "share")
    return list_shares(page=PageRequest(after=after, size=size), by=by)


@router.post("/shares", response=answers(Made, 201), tags=["shares"])
def share(request: HttpRequest, given: ShareGiven) -> Any:
    """Make a frozen link to a run or a memo."""
    by, until = writing_viewer(request), given.until
    if given.what == "memo":
        row, secret = sharing.share_memo(memo_id=given.id, until=until, by=by)
    else:
        language = given.language
        row, secret = sharing.share_run(run_id=given.id, until=until, language=language, by=by)
    site = settings.ADDRESS or f"{request.scheme}://{request.get_host()}"
    return Status(201, {"share": row, "address": site + reverse("shared", args=[secret])})


@router.delete("/shares/{share_id}", response=answers(shape(ShareRow)), tags=["shares"])
def revoke(request: HttpRequest, share_id: Id) -> Any:
    """Let a link show nothing from now on."""
    return sharing.revoke_share(share_id=share_id, by=writing_viewer(request))
