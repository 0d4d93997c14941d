"""A third region with a platform that keeps something for itself, for the pages that need one."""

from datetime import date, timedelta

import polars as pl
from django.utils.timezone import localdate

from records.cast import filled
from samspel.actions import hand_in, share, stand_in
from samspel.actions.create_region import create_region
from samspel.actions.enter_rows import Entering, enter_rows, find_rows
from samspel.actions.manage_users import NewUser, add_user
from samspel.actions.sign_in import OWN_LASTS
from samspel.records.accounts.api import (
    OWN_PAGE,
    NewDeputy,
    make_token,
    system_viewer,
    viewer_for,
)
from samspel.records.register.api import find_region
from samspel.terms import Viewer

LONG = "Norrskens Träförädling och Biokemi i Övre Norrland Aktiebolag"


def make_region() -> tuple[int, int]:
    """The region `vast` with something waiting, overtaken, given up; the leader's account and
    contact."""
    region = create_region(key="vast", name="Region Väst", by=system_viewer(0))
    officer = system_viewer(region.id)
    filled(officer)
    user = NewUser("Lea Lindqvist-Bergström", "lea@example.se", "platform_leader", ("skog",))
    grant = add_user(user=user, by=officer)
    other = add_user(user=NewUser("Bo Ek", "bo@example.se", "reader"), by=officer)
    leader = viewer_for(grant.account, "vast", localdate())
    until = localdate() + timedelta(days=9)
    away = NewDeputy(grant.contact, other.contact, localdate(), until)
    stand_in.appoint_deputy(new=away, by=leader)
    actor = pl.DataFrame({"actor_id": ["ny"], "name": [LONG], "sector": ["private"]})
    enter_rows(entering=Entering("paste", {"actors": actor}, workspace="skog"), by=leader)
    enter_rows(entering=Entering("act", _meeting("m1", "ny", "uni"), workspace="skog"), by=leader)
    given_up = Entering("act", _meeting("m2", "f1", "uni"), workspace="skog")
    gone = enter_rows(entering=given_up, by=leader).id
    hand_in.give_up(workspace="skog", shown=[gone], by=leader)
    rows = find_rows(table="actors", column="actor_id", values=["f0"], by=leader)
    enter_rows(entering=_renamed(rows, "Plattformens", "skog"), by=leader)
    enter_rows(entering=_renamed(rows, "Regionens", ""), by=officer)
    return grant.account, grant.contact


def make_contact() -> int:
    """Somebody who is the contact of a firm there; the account."""
    region = find_region("vast")
    assert region is not None
    user = NewUser("Kim Kontakt", "kim@example.se", "actor_contact", actors=("f0",))
    return add_user(user=user, by=system_viewer(region.id)).account


def own_link(account: int) -> str:
    """The address of a personal link to that contact's own page."""
    return f"/sign-in/{make_token(account, purpose=OWN_PAGE, lasts=OWN_LASTS)}/"


def _meeting(key: str, *actors: str) -> dict[str, pl.DataFrame]:
    act = {"interplay_id": [key], "kind": ["meeting"], "started_on": [date(2026, 9, 1)]}
    part = {"interplay_id": [key] * len(actors), "actor_id": list(actors)}
    return {"interplay": pl.DataFrame(act), "participations": pl.DataFrame(part)}


def _renamed(rows: pl.DataFrame, name: str, inside: str) -> Entering:
    made = {"actors": rows.with_columns(name=pl.lit(name))}
    return Entering("page", made, {"actors": list(rows["_row"])}, inside)


def shared(run: int, officer: Viewer) -> str:
    """The address of a link to that run."""
    until = localdate() + timedelta(days=9)
    _row, secret = share.share_run(run_id=run, until=until, language="sv", by=officer)
    return f"/shared/{secret}/"
