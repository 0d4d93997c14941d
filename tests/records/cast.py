"""The small cast of the upper floor's tests: two regions, three persons, a few tables.

Alice is an officer in Norr, Bob a reader there; Carol is an officer in Syd and a stranger in
Norr. `small()` is a register that fits in the head; `many(n)` one with n acts.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from samspel.actions.create_region import create_region
from samspel.actions.import_register import apply, plan_tables
from samspel.actions.manage_users import NewUser, add_user
from samspel.records.accounts.api import account_of_email, system_viewer, viewer_for
from samspel.records.register.api import RegionRow
from samspel.tables import Tables
from samspel.terms import Viewer

TODAY = date(2026, 9, 30)
_FIRMS = [f"f{n}" for n in range(8)]
_SMALL = Tables.of(
    ecosystems=pl.DataFrame(
        {
            "ecosystem_id": ["skog", "rymd"],
            "name": ["Skog", "Rymd"],
            "country": ["SE", "SE"],
            "region": ["Norr", "Norr"],
        }
    ),
    actors=pl.DataFrame(
        {
            "actor_id": [*_FIRMS, "uni"],
            "name": [*(f"Åfirma {n}" for n in range(8)), "Universitetet"],
            "sector": ["private"] * 8 + ["academia"],
            "roles": ["firm"] * 8 + ["education|research"],
            "country": ["SE"] * 9,
            "municipality": ["2480"] * 9,
            "latitude": [63.825847] * 9,
        }
    ),
    memberships=pl.DataFrame(
        {
            "ecosystem_id": ["skog"] * 8 + ["rymd"],
            "actor_id": [*_FIRMS, "uni"],
            "member_from": [date(2024, 1, 1)] * 9,
        }
    ),
    interplay=pl.DataFrame(
        {
            "interplay_id": ["a0", "a1", "a2"],
            "kind": ["project", "project", "meeting"],
            "title": ["Älvens projekt", "Skogens projekt", "Möte"],
            "started_on": [date(2025, 5, 1), date(2025, 6, 1), date(2026, 1, 1)],
            "ended_on": [date(2025, 12, 31), None, None],
        }
    ),
    participations=pl.DataFrame(
        {
            "interplay_id": ["a0", "a0", "a1", "a1", "a2", "a2"],
            "actor_id": ["f0", "uni", "f1", "uni", "f2", "uni"],
            "role": ["participant", "host", "participant", "host", None, "host"],
        }
    ),
    waves=pl.DataFrame(
        {
            "wave_id": ["w1"],
            "ecosystem_id": ["skog"],
            "closed_on": [date(2026, 6, 1)],
            "asks_from": [date(2024, 10, 1)],
            "asks_until": [date(2026, 9, 30)],
        }
    ),
    answers=pl.DataFrame(
        {
            "wave_id": ["w1"] * 5,
            "respondent_id": ["f3", "f4", "f5", "f6", "f7"],
            "item": ["contact:research"] * 5,
            "value": ["yes", "no", "no", "yes", "no"],
        }
    ),
    places=pl.DataFrame({"municipality": ["2480"], "name": ["Umeå"], "place_class": ["dense"]}),
    coverage=pl.DataFrame(
        {
            "ecosystem_id": ["skog"],
            "actor_id": ["f0"],
            "gap": ["*"],
            "from": [date(2024, 1, 1)],
            "until": [date(2026, 9, 30)],
            "by": ["Officer"],
        }
    ),
    limits=pl.DataFrame(
        {"ecosystem_id": ["rymd"], "gap": ["global"], "reason": ["Endast svenska"]}
    ),
    outcomes=pl.DataFrame(
        {
            "ecosystem_id": ["skog"],
            "indicator": ["jobs"],
            "on": [date(2026, 1, 1)],
            "value": [0.1],
        }
    ),
    bridges=pl.DataFrame(
        {
            "bridge_id": ["b1"],
            "ecosystem_id": ["skog"],
            "gap": ["research"],
            "near_actor_id": ["f4"],
            "far_actor_id": ["uni"],
            "state": ["planned"],
            "cost": [12.5],
        }
    ),
)


@dataclass(frozen=True)
class Cast:
    norr: RegionRow
    syd: RegionRow
    alice: Viewer
    bob: Viewer
    carol: Viewer


def make_cast() -> Cast:
    system = system_viewer(0)
    norr = create_region(key="norr", name="Norr", by=system)
    syd = create_region(key="syd", name="Syd", by=system)
    add_user(user=NewUser("Alice", "alice@norr.example", "officer"), by=system_viewer(norr.id))
    add_user(user=NewUser("Bob", "bob@norr.example", "reader"), by=system_viewer(norr.id))
    add_user(user=NewUser("Carol", "carol@syd.example", "officer"), by=system_viewer(syd.id))
    return Cast(
        norr,
        syd,
        viewer_of("alice@norr.example", "norr"),
        viewer_of("bob@norr.example", "norr"),
        viewer_of("carol@syd.example", "syd"),
    )


def viewer_of(email: str, region: str, today: date = TODAY) -> Viewer:
    account = account_of_email(email)
    assert account is not None
    return viewer_for(account.id, region, today)


def small() -> Tables:
    """Two ecosystems, eight firms, a university; one act a firm for the first three."""
    return _SMALL


def many(acts: int) -> Tables:
    """`small()` with that many acts of two participants each."""
    ids = [f"m{n:06d}" for n in range(acts)]
    tables = dict(small().frames)
    first = date(2020, 1, 1)
    tables["interplay"] = pl.DataFrame(
        {
            "interplay_id": ids,
            "title": [f"Samarbete nummer {n}" for n in range(acts)],
            "started_on": [first + timedelta(days=n % 2000) for n in range(acts)],
        }
    )
    tables["participations"] = pl.DataFrame(
        {
            "interplay_id": [act for act in ids for _ in range(2)],
            "actor_id": [one for n in range(acts) for one in (f"f{n % 8}", "uni")],
        }
    )
    return Tables.of(**tables)


def filled(by: Viewer, tables: Tables | None = None) -> None:
    """Give the viewer's region a register."""
    row = plan_tables(tables=tables or small(), by=by)
    apply(import_id=row.id, by=by)
