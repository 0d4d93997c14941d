"""What is done to a service with a large register, as programs run in its environment.

python large_register.py fill ACTORS ACTS   a region `north` with that register, by the import
python large_register.py load ACTORS ACTS   the same, written straight into an empty database
python large_register.py preview            a plan of a small change; its import's id
python large_register.py more ACTS          that many more acts, applied; the seconds it took
python large_register.py answer SECONDS     an answer every 50 ms for so long; JSON of how it went
python large_register.py answers            how many answers are kept
python large_register.py asks PLAN ACTORS ACTS   JSON: what each page asks the database, one by one
"""

import json
import sys
import time
from datetime import date
from typing import Any

import django
import polars as pl

from samspel.tables import Tables
from samspel.terms import Viewer
from server.large_region import large_region, load
from server.walks import LEADER, OFFICER, walks

__all__: list[str] = []


def fill(actors: int, acts: int) -> str:
    """The region and its register, as an officer brings it in."""
    from samspel.actions import import_register

    by = _region()
    plan = import_register.plan_tables(tables=large_region(actors, acts), by=by)
    assert not plan.errors, plan.problems[:3]
    import_register.apply(import_id=plan.id, by=by)
    return f"{plan.changes} rows"


def load_large(actors: int, acts: int) -> str:
    """The region and its register, in a tenth of the time."""
    return f"{load(large_region(actors, acts), _region().region)} rows"


def _region() -> Viewer:
    from samspel.actions.create_region import create_region
    from samspel.actions.manage_users import NewUser, add_user
    from samspel.records.accounts.api import system_viewer

    region = create_region(key="north", name="North", by=Viewer(0, None, frozenset({"system"})))
    by = system_viewer(region.id)
    add_user(user=NewUser("Officer", OFFICER, "officer"), by=by)
    add_user(user=NewUser("Leader", LEADER, "platform_leader", ("e00",)), by=by)
    return by


def preview() -> int:
    """An upload that names ten actors anew, planned and not applied."""
    from samspel.actions import import_register
    from samspel.actions.freeze_tables import pack_tables

    tables = large_region(10, 10)
    actors = tables["actors"].with_columns(pl.lit("Nytt namn ") + pl.col("name"))
    frames = {"ecosystems": tables["ecosystems"], "actors": actors}
    data = pack_tables(tables=Tables.of(**frames))
    stored = import_register.store_upload(name="tables.zip", data=data, by=_by())
    return import_register.plan(file_id=stored.id, by=_by(), ending=False).id


def more(acts: int) -> float:
    """More acts of the actors that are there, while others work."""
    from samspel.actions import import_register

    made = large_region(1000, acts, seed=7)
    new = {
        name: made[name].with_columns("m" + pl.col("interplay_id"))
        for name in ("interplay", "participations")
    }
    plan = import_register.plan_tables(tables=Tables.of(**new), by=_by(), ending=False)
    assert not plan.errors, plan.problems[:3]
    started = time.monotonic()
    import_register.apply(import_id=plan.id, by=_by())
    return round(time.monotonic() - started, 2)


def answer(seconds: int) -> str:
    """One answer of one respondent every 50 ms, each an entry of its own, as a wave saves them."""
    from samspel.actions.enter_rows import Entering, enter_rows

    wave = {
        "wave_id": ["w1"],
        "ecosystem_id": ["e00"],
        "closed_on": [date(2026, 6, 30)],
        "asks_from": [date(2025, 7, 1)],
        "asks_until": [date(2026, 6, 30)],
    }
    enter_rows(entering=Entering("page", {"waves": pl.DataFrame(wave)}), by=_by())
    took: list[float] = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        started = time.monotonic()
        row = {
            "wave_id": ["w1"],
            "respondent_id": [f"a{len(took):06d}"],
            "item": ["contact:research"],
            "value": ["yes"],
        }
        enter_rows(entering=Entering("wave", {"answers": pl.DataFrame(row)}), by=_by())
        took.append(time.monotonic() - started)
        time.sleep(max(0.0, 0.05 - took[-1]))
    slowest, typical = max(took), sorted(took)[len(took) // 2]
    return json.dumps({"saved": len(took), "slowest": slowest, "typical": typical})


def answers() -> int:
    """How many answers the register has."""
    from samspel.actions.joined_tables import read_tables

    return read_tables(by=_by())[0]["answers"].height


def asks(plan: int, actors: int, acts: int) -> str:
    """For each page of the walks, as each visitor opens it a second time: how many questions, how
    long the database took, and how long all of it."""
    from django.test import Client

    told = []
    for who, walk in walks(plan, actors, acts).items():
        client = Client(SERVER_NAME="localhost")
        client.force_login(_account(who))
        for kind, path in dict(walk).items():
            client.get(path)
            told.append({"kind": kind, "path": path, **_asked(client, path)})
    return json.dumps(told)


def _asked(client: Any, path: str) -> dict[str, float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    started = time.process_time()
    with CaptureQueriesContext(connection) as asked:
        status = client.get(path).status_code
    assert status == 200, (path, status)
    database = sum(float(one["time"]) for one in asked)
    return {"queries": len(asked), "database": database, "work": time.process_time() - started}


def _account(email: str) -> Any:
    from samspel.records.accounts.models import Account

    return Account.objects.get(contact__email=email)


def _by() -> Viewer:
    from samspel.records.accounts.api import system_viewer
    from samspel.records.register.api import find_region

    region = find_region("north")
    assert region is not None
    return system_viewer(region.id)


if __name__ == "__main__":
    django.setup()
    verbs = {
        "fill": fill,
        "load": load_large,
        "preview": preview,
        "more": more,
        "answer": answer,
        "answers": answers,
        "asks": asks,
    }
    sys.stdout.write(str(verbs[sys.argv[1]](*map(int, sys.argv[2:]))) + "\n")
