"""Days, and what an ecosystem's record is, read aloud; see `brute_force.py`, which uses them."""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache


def earlier(day, months):
    """The same day of the month, `months` earlier, clipped to the month's last day."""
    year, month = day.year, day.month
    for _ in range(months):
        month -= 1
        if month == 0:
            year, month = year - 1, 12
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@cache
def all_days(first, last):
    return {first + timedelta(days=k) for k in range((last - first).days + 1)}


def outside(world):
    """Whether W shares no day with the record; never where there is no record."""
    found = record(world)
    return bool(found) and not world.overlaps(*found)


def record(world):
    """First and last day of an act or of what a wave asks about, while somebody is a member.

    None for an open end; nothing at all where there is no such day.
    """
    here = world.asked.ecosystem
    dated = [(r["started_on"], r["ended_on"] or r["started_on"]) for r in world.tables["interplay"]]
    dated += [
        (r["asks_from"], r["asks_until"])
        for r in world.tables["waves"]
        if r["ecosystem_id"] == here
    ]
    spells = [
        (r["member_from"], r["member_until"])
        for r in world.tables["memberships"]
        if r["ecosystem_id"] == here
    ]
    if not dated or not spells:
        return ()
    first, last = [], []
    for rows in (dated, spells):
        first += [min(d for d, _ in rows)] if all(d for d, _ in rows) else []
        last += [max(d for _, d in rows)] if all(d for _, d in rows) else []
    first, last = max(first, default=None), min(last, default=None)
    return () if first and last and first > last else (first, last)
