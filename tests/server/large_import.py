"""What the tests of killed processes do to a service, as programs run in its environment.

python large_import.py begin COPIES     a region of its own, a large upload, planned and queued
python large_import.py alone COPIES     the same, done at once and undisturbed; JSON as of `state`
python large_import.py state            JSON: the job's state, how far it is, and what is kept
"""

import json
import sys

import django
import polars as pl

from samspel.tables import Tables

EMAIL = "officer@example.se"


def large(copies: int) -> Tables:
    """The made-up region with its acts so many times over."""
    from samspel.sources import example

    made = example.build().tables
    frames = dict(made.frames)
    for name in ("interplay", "participations"):
        frame = made[name]
        again = [
            frame.with_columns(pl.col("interplay_id") + f"-{number}") for number in range(copies)
        ]
        frames[name] = pl.concat(again)
    return Tables.of(**frames)


def begin(copies: int) -> "dict[str, object]":
    """Everything up to the yes of the officer, as the pages do it."""
    from samspel.actions import import_register
    from samspel.actions.create_region import create_region
    from samspel.actions.freeze_tables import pack_tables
    from samspel.records.accounts.api import system_viewer
    from samspel.terms import Viewer

    region = create_region(key="north", name="North", by=Viewer(0, None, frozenset({"system"})))
    by = system_viewer(region.id)
    data = pack_tables(tables=large(copies))
    stored = import_register.store_upload(name="tables.zip", data=data, by=by)
    plan = import_register.plan(file_id=stored.id, by=by)
    assert not plan.errors, plan.problems
    job = import_register.start(import_id=plan.id, by=by)
    return {"job": job.id, "import": plan.id, "pieces": plan.pieces}


def state() -> "dict[str, object]":
    """What is kept now, and what the region's tables are."""
    from samspel.actions.joined_tables import read_tables
    from samspel.records.accounts.api import system_viewer
    from samspel.records.audit.models import AuditRow
    from samspel.records.jobs.models import Job
    from samspel.records.register import api as register
    from samspel.tables import snapshot

    region = register.find_region("north")
    assert region is not None
    by = system_viewer(region.id)
    tables, version = read_tables(by=by)
    known = Tables.of(**{name: tables.known(name) for name in tables.frames})
    jobs = Job.objects.filter(region=region.id)
    return {
        "jobs": sorted((job.kind, job.state, job.error) for job in jobs),
        "attempts": max((job.attempts for job in jobs), default=0),
        "version": version,
        "rows": {name: frame.height for name, frame in known.frames.items()},
        "snapshot": snapshot(known),
        "applied": AuditRow.objects.filter(region=region.id, verb="apply").count(),
    }


def alone(copies: int) -> "dict[str, object]":
    """The import with nobody in the way."""
    from samspel.actions import background, kinds  # noqa: F401 - known by being imported

    begin(copies)
    while background.run_next(worker="alone"):
        pass
    return state()


if __name__ == "__main__":
    django.setup()
    verbs = {"begin": begin, "alone": alone, "state": state}
    told = verbs[sys.argv[1]](*map(int, sys.argv[2:]))
    sys.stdout.write(json.dumps(told))
