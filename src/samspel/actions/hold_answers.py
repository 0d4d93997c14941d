"""What may be counted beside all that has been shown: held back before the tables are frozen.

    tables + how they are to be measured -> how everybody stands -> held against what has been shown
    -> tables that say who is not counted, and what is shown once the figures are

Neighbours get `hold`, `hold_frozen` and `Held` with `keep`. Every figure that is made of answers in
the service goes through here, whether it is kept or only looked at.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samspel.actions.freeze_tables import Frozen, refreeze
from samspel.effects.activity import ACTIVE
from samspel.gaps import Indexed, index
from samspel.gaps.located import locate
from samspel.gaps.standing import hold_back, standings_of
from samspel.records.accounts.api import system_viewer
from samspel.records.gaps import api as gaps
from samspel.records.gaps.api import Groups
from samspel.records.register.api import get_region
from samspel.tables import Tables
from samspel.terms import Refusal, RunSettings, Viewer
from samspel.uncertainty.overlap import Shown, and_shown, may_count

__all__ = ["Held", "hold", "hold_frozen"]


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """Tables that may be measured as was asked, and what is shown by it. `changed`: somebody is
    held back, so they are others than were given."""

    tables: Tables
    ecosystem: str
    shown: Mapping[str, Groups]
    changed: bool

    def keep(self, *, by: Viewer) -> None:
        """Call it in the transaction that shows the figures. Refusal `measured_meanwhile`."""
        if not gaps.keep_groups(self.ecosystem, self.shown, by=system_viewer(by.region)):
            raise Refusal("measured_meanwhile")


def hold_frozen(
    *, frozen: Frozen, settings: Sequence[RunSettings], by: Viewer, places: bool = False
) -> tuple[Frozen, Held]:
    """The same of tables that are frozen: frozen anew where somebody is held back."""
    held = hold(
        tables=frozen.tables, settings=settings, by=by, indexed=frozen.indexed, places=places
    )
    return refreeze(frozen=frozen, tables=held.tables) if held.changed else frozen, held


def hold(  # noqa: PLR0913 - by name
    *,
    tables: Tables,
    settings: Sequence[RunSettings],
    by: Viewer,
    indexed: Indexed | None = None,
    places: bool = False,
) -> Held:
    """What of the tables may be counted in figures of these settings, all of one ecosystem.

    `places`: the figures are split by place too. In the made-up region nobody has answered, so
    it is shown whole, day after day, as the command line gives it.
    """
    if get_region(by=by).is_example:
        return Held(tables, settings[0].ecosystem, {}, changed=False)
    coded = indexed or index(tables)
    ecosystem = settings[0].ecosystem
    located = locate(coded, settings[0].on) if places else None
    # Two days side by side also tell who is active, by the answers about all gaps together.
    together = ACTIVE if len(settings) > 1 else None
    standings = standings_of(coded, settings, located=located, together=together)
    before = gaps.shown_groups(ecosystem, by=system_viewer(by.region)) if standings else {}
    held: dict[str, frozenset[str]] = {}
    after: dict[str, Groups] = {}
    for gap in standings:
        there = before.get(gap, Groups({}, {}))
        shown, wanted = Shown(there.classes, there.said), standings[gap]
        counted = may_count(wanted, shown)
        now = and_shown({who: wanted[who] for who in counted}, shown)
        if now != shown:
            after[gap] = Groups(now.classes, now.said, there.version)
        if len(counted) < len(wanted):
            held[gap] = frozenset(wanted) - counted
    return Held(hold_back(tables, held), ecosystem, after, bool(held))
