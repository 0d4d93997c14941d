"""What stage 1 looks at: the window's participations, members, answers and reports, each once.

Neighbours get `look(tables, asked, joins) -> Seen`, `near_of` and the names of keys.
"""

from dataclasses import dataclass, replace
from datetime import date

import narwhals as nw

from samspel.atlas.far import Facts, fits
from samspel.atlas.joins import Joins, Rows
from samspel.atlas.units import Frames, standing
from samspel.gaps.depth import rungs
from samspel.terms import GapDefinition, RunSettings, window

__all__ = ["ACT", "LARGEST", "SLOT", "WHO", "Seen", "look", "near_of"]

# The largest act of the line of act sizes (method section 3).
LARGEST = 50

SLOT = ["unit", "interplay_id", "actor_id"]
ACT = ["unit", "interplay_id"]
WHO = ["unit", "actor_id"]


@dataclass(frozen=True, slots=True)
class Seen:
    """The window's rows, kept."""

    joins: Joins
    facts: Facts
    taking: Rows  # interplay_id, actor_id, reporter, size
    slots: Rows
    beside: Rows  # unit, interplay_id, actor_id, size: who takes part in the units' acts
    rungs: Rows  # interplay_id, rung
    spoke: Rows  # unit, gap, actor_id
    reports: Rows  # interplay_id, actor_id of who made it
    recorded: Rows | None  # interplay_id of every act that is no report; None where none is one
    platform: Rows | None  # unit, actor_id; None where no unit has one
    gone: Rows | None  # unit, interplay_id of the platforms' acts
    financed: bool  # some unit has a financier
    count: int  # actors that may have to be left out of a few
    max_size: int

    @property
    def contact(self) -> Rows:
        """Participations in the acts that carry contact."""
        return self.taking.filter(nw.col("size") >= 2, nw.col("size") <= self.max_size)

    def by_record(self) -> "Seen | None":
        """The rows of recorded acts alone, by which a sole route is named (method section 3).

        None where nothing would be another: no unit has a platform, or no act is a report.
        """
        if self.recorded is None or self.platform is None:
            return None
        joins, recorded = self.joins, self.recorded
        taking = joins.those(self.taking, recorded, ["interplay_id"])
        beside = joins.those(self.beside, recorded, ["interplay_id"])
        return replace(
            self,
            taking=joins.keep("taking-by-record", taking),
            beside=joins.keep("beside-by-record", beside),
        )


def look(tables: Frames, asked: RunSettings, joins: Joins) -> Seen:
    """What all gaps look at, read once.

    Parameters
    ----------
    tables
        The tables by name, as lazy frames of whichever engine joins them.
    asked
        Day, window and size limit of the run.
    joins
        The engine's joins; each is counted, so that none outgrows its bound unseen.

    Returns
    -------
    Seen
        Participations in the window, the units' own slots, and who stands beside them. Odd case:
        with no act in the window every frame is empty.

    Examples
    --------
    >>> look.__name__
    'look'
    """
    days = window(asked.on, asked.window_months)
    span = (days.first or date.min, days.last or date.max)
    facts, acts = _facts(tables, asked, span, joins), _acts(tables, span)
    taking = _taking(tables, acts, joins)
    slots = joins.join(taking, facts.members.select(*WHO), ["actor_id"])
    slots = joins.keep("slots", slots.select(*SLOT, "reporter"))
    largest = max(LARGEST, asked.max_size)
    carrying = taking.filter(nw.col("size") >= 2, nw.col("size") <= largest)
    theirs = slots.select(*ACT).unique()
    beside = joins.join(
        theirs, carrying.select("interplay_id", "actor_id", "size"), ["interplay_id"]
    )
    is_report = nw.col("source").fill_null("").str.starts_with("wave:")
    reports = joins.keep("reported", acts.filter(is_report).select("interplay_id"))
    platform = facts.members.filter("platform").select(*WHO)
    platform_acts = slots.select(*ACT, "actor_id")
    some = joins.some(platform)
    return Seen(
        joins=joins,
        facts=facts,
        taking=taking,
        slots=slots,
        beside=joins.keep("beside", beside),
        rungs=_rungs(acts),
        spoke=_spoke(tables, span, joins),
        reports=joins.those(taking.filter("reporter"), reports, ["interplay_id"]),
        recorded=acts.filter(~is_report).select("interplay_id") if joins.some(reports) else None,
        platform=platform if some else None,
        gone=_platform_acts(platform_acts, platform, joins) if some else None,
        financed=joins.some(facts.members.filter("financier")),
        count=3 + _most_marked(facts, joins),
        max_size=asked.max_size,
    )


def _platform_acts(slots: Rows, platform: Rows, joins: Joins) -> Rows | None:
    found = joins.keep("platform-acts", joins.those(slots, platform, WHO).select(*ACT).unique())
    return found if joins.some(found) else None


def _acts(tables: Frames, days: tuple[date, date]) -> Rows:
    ended = nw.coalesce(nw.col("ended_on"), nw.col("started_on"))
    started_in_time = (nw.col("started_on") <= days[1]).fill_null(value=True)
    return tables["interplay"].filter(started_in_time, (ended >= days[0]).fill_null(value=True))


def _rungs(acts: Rows) -> Rows:
    """The rung of each act by its kind."""
    ladder, kind = rungs(), nw.col("kind").fill_null("")
    rung = nw.lit(ladder.otherwise)
    for place in sorted(set(ladder.kind.values())):
        named = [name for name, of_name in ladder.kind.items() if of_name == place]
        rung = nw.when(kind.is_in(named)).then(nw.lit(place)).otherwise(rung)
    return acts.select("interplay_id", rung=rung).unique()


def _taking(tables: Frames, acts: Rows, joins: Joins) -> Rows:
    """Participations in the window, each once, with the size of the act."""
    reporter = nw.col("role").fill_null("") == "reporter"
    taking = joins.those(tables["participations"], acts, ["interplay_id"])
    taking = taking.select("interplay_id", "actor_id", reporter=reporter)
    taking = taking.group_by("interplay_id", "actor_id").agg(nw.col("reporter").any())
    sizes = taking.group_by("interplay_id").agg(size=nw.len().cast(nw.Int64))
    return joins.keep("taking", joins.join(taking, sizes, ["interplay_id"]))


def _facts(tables: Frames, asked: RunSettings, days: tuple[date, date], joins: Joins) -> Facts:
    since = (nw.col("member_from") <= days[1]).fill_null(value=True)
    until = (nw.col("member_until") >= days[0]).fill_null(value=True)
    members = (
        tables["memberships"]
        .filter(since, until)
        .select(
            "actor_id",
            unit=nw.col("ecosystem_id"),
            platform=nw.col("is_platform").fill_null(value=False),
            financier=nw.col("is_financier").fill_null(value=False),
        )
        .group_by(*WHO)
        .agg(nw.col("platform").any(), nw.col("financier").any())
    )
    units = tables["ecosystems"].select("country", unit=nw.col("ecosystem_id")).unique()
    return Facts(
        actors=joins.keep("actors", standing(tables, asked.on)),
        members=joins.keep("members", members),
        units=joins.keep("units", units),
    )


def _most_marked(facts: Facts, joins: Joins) -> int:
    """The most platforms and financiers that one unit has: so many may have to be left out."""
    marked = facts.members.filter(nw.col("platform") | nw.col("financier"))
    many = marked.group_by("unit").agg(many=nw.len()).select(nw.col("many").max())
    return int(joins.engine.found(many).item() or 0)


def _spoke(tables: Frames, days: tuple[date, date], joins: Joins) -> Rows:
    """Who gave an own answer about some of the window: unit, gap, actor_id."""
    waves = tables["waves"].filter(
        (nw.col("asks_from") <= days[1]).fill_null(value=True),
        (nw.col("asks_until") >= days[0]).fill_null(value=True),
    )
    answers = tables["answers"].filter(
        nw.col("item").str.starts_with("contact:"),
        nw.col("value").is_in(["yes", "no"]),
        nw.col("about").fill_null("") == "",
    )
    both = joins.join(answers, waves.select("wave_id", "ecosystem_id"), ["wave_id"])
    return both.select(
        unit=nw.col("ecosystem_id"),
        gap=nw.col("item").str.slice(len("contact:")),
        actor_id=nw.col("respondent_id"),
    ).unique()


def near_of(definition: GapDefinition, seen: Seen) -> Rows:
    """Who can be near, member by member; country aside, so some rows too many."""
    members = seen.facts.members.filter(~nw.col("platform")).select(*WHO)
    some = nw.any_horizontal(*(fits(side) for side in definition.near), ignore_nulls=True)
    return seen.joins.those(members, seen.facts.actors.filter(some), ["actor_id"])
