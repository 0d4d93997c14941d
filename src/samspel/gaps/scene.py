"""One ecosystem seen on one day over one window: who is there and which acts carry contact.

Neighbours get `see(indexed, settings) -> Scene`, made once a run and shared by all gaps, and
`Scene.without_reports`, the same scene as if some reports had not been given.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from samspel.gaps.coded import Ints, Mask, Standing, days_of
from samspel.gaps.index import Indexed
from samspel.network import Gone, TwoMode, only_with
from samspel.terms import BadData, Period, Place, Problem, RunSettings, months_before, window

__all__ = ["Scene", "Unseen", "record_between", "see"]


@dataclass(frozen=True, slots=True)
class Unseen:
    """Actors that a scene leaves out since nobody in it met them: far ones, and blank countries.

    `beyond` counts far participants of each act that are no member here, (acts,), whether the
    scene holds them or not; None where it holds all.
    """

    far: int = 0
    blank: int = 0
    beyond: Ints | None = None


@dataclass(frozen=True, eq=False)
class Scene:
    """What a run sees. Masks are (actors,) unless said otherwise.

    Attributes
    ----------
    period, days : Period, (int, int)
        W with both ends included, also as whole numbers.
    fresh : int
        The first day on which a claim of full record may end: six months before t.
    here, left, elsewhere : mask
        Has a spell in E that overlaps W; and all such ended before t; a member of another
        ecosystem and not here.
    platform, financier : mask
        Marked so by a spell in E that overlaps W.
    largest_other : int
        The most actors that one other ecosystem has.
    standing : Standing
        Sector, roles and country of each actor on t.
    code : int
        The ecosystem's.
    name, region, country : str
        The ecosystem's own; empty when not recorded.
    overlapping : (acts,) bool
        The act overlaps W.
    graph : TwoMode
        The acts that carry contact: they overlap W and have 2 to `max_size` participants.
    reporter : (participations of graph,) bool
    record : (int, int) or None
        The first and last day of what is recorded of the ecosystem (`_record`); ±`FOREVER` where
        an end is open, None where nothing dated is.
    unseen : mapping of (gap key, without the financier) to Unseen
        Empty where the scene holds every actor, as it does but in the atlas.
    """

    indexed: Indexed
    settings: RunSettings
    code: int
    name: str
    region: str
    country: str
    period: Period
    days: tuple[int, int]
    fresh: int
    here: Mask
    left: Mask
    elsewhere: Mask
    platform: Mask
    financier: Mask
    largest_other: int
    standing: Standing
    overlapping: Mask
    graph: TwoMode
    reporter: Mask
    record: tuple[int, int] | None = None
    unseen: Mapping[tuple[str, bool], Unseen] = field(default_factory=dict)

    @property
    def outside(self) -> bool:
        """Whether W lies before or after all that is recorded."""
        if self.record is None:
            return False
        return self.days[1] < self.record[0] or self.days[0] > self.record[1]

    @cached_property
    def present(self) -> Mask:
        """Takes part in some act that overlaps W, of any size."""
        return self._takes_part(self.overlapping)

    @cached_property
    def recorded(self) -> Mask:
        """Takes part in some recorded act (no report) that overlaps W, of any size."""
        report = self.indexed.report
        return self._takes_part(self.overlapping & ~report) if report.any() else self.present

    @cached_property
    def without_platform(self) -> TwoMode:
        """`graph` with every participation of the platform removed."""
        return self.graph.without_actors(self.platform)

    @cached_property
    def platform_only(self) -> Mask:
        """Takes part in acts that carry contact, and meets nobody but the platform in them."""
        return only_with(self.graph, self.platform)

    @cached_property
    def platform_acts(self) -> Gone:
        """The acts of `graph` in which the platform takes part."""
        return Gone.with_(self.graph, self.platform)

    @cached_property
    def by_record(self) -> TwoMode:
        """`graph` without reports: what may name an actor, for a report is somebody's answer."""
        reports = self.graph.in_acts(self.indexed.report)
        return self.graph.select(~reports) if reports.any() else self.graph

    def at_size(self, largest: int) -> "Scene":
        """The scene in which acts of up to `largest` participants carry contact; kept."""
        if largest == self.settings.max_size:
            return self
        if largest not in self._at_size:
            graph, sizes = self.indexed.graph, self.indexed.graph.sizes
            carrying = self.overlapping & (sizes >= 2) & (sizes <= largest)
            contact = graph.in_acts(carrying)
            self._at_size[largest] = replace(
                self,
                settings=replace(self.settings, max_size=largest),
                graph=graph.select(contact),
                reporter=self.indexed.reporter[contact],
            )
        return self._at_size[largest]

    @cached_property
    def _at_size(self) -> dict[int, "Scene"]:
        return {}

    def without_reports(self, by: Mask) -> "Scene":
        """The scene as if these actors had made no report."""
        graph, indexed = self.indexed.graph, self.indexed
        theirs = indexed.reporter & by[graph.actor]
        gone = np.zeros(graph.acts, dtype=np.bool_)
        gone[graph.act[theirs]] = True
        gone &= indexed.report
        kept = ~gone[self.graph.act]
        return replace(
            self,
            overlapping=self.overlapping & ~gone,
            graph=self.graph.select(kept),
            reporter=self.reporter[kept],
        )

    def _takes_part(self, acts: Mask) -> Mask:
        graph = self.indexed.graph
        return graph.in_some(acts)


def see(indexed: Indexed, settings: RunSettings) -> Scene:
    """The ecosystem of the settings on their day.

    Raises
    ------
    BadData
        `unknown_ecosystem`, with those there are.
    ValueError
        If the window or the largest act is no whole number of at least 1 and 2.
    """
    if settings.window_months < 1 or settings.max_size < 2:
        raise ValueError("a window is at least 1 month, and an act that carries contact holds 2")
    row = _ecosystem(indexed, settings.ecosystem)
    period = window(settings.on, settings.window_months)
    start, end = days_of(settings.on) + 1 - period.days, days_of(settings.on)
    graph, sizes = indexed.graph, indexed.graph.sizes
    overlapping = (indexed.first <= end) & (indexed.last >= start)
    carrying = overlapping & (sizes >= 2) & (sizes <= settings.max_size)
    contact = graph.in_acts(carrying)
    members = _membership(indexed, settings.ecosystem, (start, end))
    return Scene(
        indexed=indexed,
        settings=settings,
        code=indexed.ecosystem(settings.ecosystem),
        name=str(row["name"]),
        region=str(row["region"] or ""),
        country=str(row["country"] or ""),
        period=period,
        days=(start, end),
        fresh=days_of(months_before(settings.on, 6)),
        here=members.here,
        left=members.left,
        elsewhere=members.elsewhere,
        platform=members.platform,
        financier=members.financier,
        largest_other=members.largest_other,
        standing=_standing_on(indexed, end),
        overlapping=overlapping,
        graph=graph.select(contact),
        reporter=indexed.reporter[contact],
        record=_record(indexed, indexed.ecosystem(settings.ecosystem)),
    )


def record_between(
    dated: tuple[int, int] | None, members: tuple[int, int] | None
) -> tuple[int, int] | None:
    """The days that both hold: what happened or was asked about, and somebody's membership.

    None where one is missing or they share no day: then no day would be better than another.
    """
    if dated is None or members is None:
        return None
    first, last = max(dated[0], members[0]), min(dated[1], members[1])
    return (first, last) if first <= last else None


def _record(indexed: Indexed, code: int) -> tuple[int, int] | None:
    """From the first to the last day of any act, or of what a wave of the ecosystem asks about,
    within which somebody is its member."""
    waves, members = indexed.waves, indexed.members
    asked, ours = waves.ecosystem == code, members.ecosystem == code
    starts = np.concatenate((indexed.first, waves.first[asked]))
    ends = np.concatenate((indexed.last, waves.last[asked]))
    spells = members.spans[ours]
    return record_between(_between(starts, ends), _between(spells.first, spells.last))


def _between(starts: Ints, ends: Ints) -> tuple[int, int] | None:
    return (int(starts.min()), int(ends.max())) if starts.size else None


def _ecosystem(indexed: Indexed, key: str) -> Mapping[str, str | None]:
    code = indexed.ecosystem(key)
    if code >= 0:
        return indexed.ecosystems[code]
    known = ", ".join(str(row["ecosystem_id"]) for row in indexed.ecosystems)
    values = {"ecosystem": key, "known": known}
    raise BadData((Problem("unknown_ecosystem", values, Place(column="ecosystem_id")),))


@dataclass(frozen=True, slots=True, eq=False)
class _Membership:
    """Masks over actors, and the most actors one other ecosystem has."""

    here: Mask
    left: Mask
    elsewhere: Mask
    platform: Mask
    financier: Mask
    largest_other: int


def _membership(indexed: Indexed, key: str, days: tuple[int, int]) -> _Membership:
    members = indexed.members
    spans, overlaps = members.spans, members.spans.overlap(days)
    ours = overlaps & (members.ecosystem == indexed.ecosystem(key))
    others = overlaps & ~ours

    def mask(rows: Mask) -> Mask:
        found = np.zeros(indexed.graph.actors, dtype=np.bool_)
        found[spans.actor[rows]] = True
        return found

    # One count an actor and ecosystem, however many spells.
    pairs = np.unique(members.ecosystem[others] * indexed.graph.actors + spans.actor[others])
    sizes = np.bincount(pairs // max(indexed.graph.actors, 1), minlength=1)
    here = mask(ours)
    return _Membership(
        here=here,
        left=here & ~mask(ours & (spans.last >= days[1])),
        elsewhere=mask(others) & ~here,
        platform=mask(ours & members.platform),
        financier=mask(ours & members.financier),
        largest_other=int(sizes.max()),
    )


def _standing_on(indexed: Indexed, day: int) -> Standing:
    """Sector, roles and country of each actor on that day.

    A spell overrides `actors` on its days; a blank cell of it overrides nothing. Where spells
    overlap, which `tables.check` reports, the one that began last holds.
    """
    base, dated, spans = indexed.standing, indexed.dated, indexed.dated_spans
    valid = np.flatnonzero(spans.overlap((day, day)))
    actor = spans.actor[valid]
    # Sorted by actor and by the day the spell began: the last of an actor's is the one.
    latest = np.append(actor[1:] != actor[:-1], True) if actor.size else np.zeros(0, np.bool_)
    rows = valid[latest]
    whom = spans.actor[rows]
    sector, country, roles = dated.sector[rows], dated.country[rows], dated.roles[rows]
    said = {"sector": sector != "", "country": country != "", "roles": roles >= 0}
    if not any(mask.any() for mask in said.values()):
        return base
    new_roles = base.roles.copy()
    new_roles[whom[said["roles"]]] = roles[said["roles"]]
    return Standing(
        sector=base.sector.over(whom[said["sector"]], sector[said["sector"]]),
        roles=new_roles,
        country=base.country.over(whom[said["country"]], country[said["country"]]),
    )
