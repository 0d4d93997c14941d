"""What changed between two days, gap by gap and area by area. Neighbours get `measure_change`."""

from dataclasses import replace

import samspel
from samspel.effects.activity import with_activity
from samspel.effects.area_steps import with_step
from samspel.effects.areas import areas_of
from samspel.effects.gap_change import Asked, gap_change
from samspel.effects.recording import recording_of
from samspel.effects.seen import with_roles_of
from samspel.effects.told import dated, undated_of, without_told
from samspel.gaps.index import Indexed, index
from samspel.gaps.scene import see
from samspel.tables import Tables
from samspel.tables import snapshot as snapshot_of
from samspel.terms import RunSettings
from samspel.terms.changes import AreaChange, Change, ChangeSettings, GapChange, Verdict

__all__ = ["EXPECTED_FALSE", "asked_of", "days_of", "measure_change"]

# The verdicts forward or backward that an unchanged process gives, as a share: the swap test is
# exact at 0.05 each way, and with the unknown drawn the simulated cells come to 10.5 % at most.
EXPECTED_FALSE = 0.10

_MADE_UP = "påhitt"


def measure_change(
    tables: Tables,
    settings: ChangeSettings,
    *,
    snapshot: str | None = None,
    indexed: Indexed | None = None,
) -> Change:
    """Every gap of the definitions, and the areas beside them, between two days.

    Parameters
    ----------
    tables : Tables
        Checked tables that hold both windows.
    settings : ChangeSettings
        The same tables and settings give the same change to the last digit.
    snapshot : str, optional
        The tables' hash when it is known already.
    indexed : Indexed, optional
        `index(tables)` when it is at hand.

    Raises
    ------
    BadData
        If the ecosystem is not there, or the tables do not hold together.
    ValueError
        If the last day is not after the first, or delta is no share.

    Notes
    -----
    Method section 6. Roles, sector and country are those of the last day on both; what their
    change did is a part of its own. A gap with too few near actors has no estimate and so no
    verdict; it is there all the same, with its reason.
    """
    if settings.to_on <= settings.from_on or not 0 <= settings.delta < 1:
        raise ValueError("a change goes from one day to a later one, and delta is a share")
    asked = asked_of(settings, indexed or index(tables))
    gaps = tuple(gap_change(definition, asked) for definition in settings.definitions.gaps)
    areas = tuple(with_step(area, asked) for area in areas_of(asked))
    judged = sum(map(_judged, gaps)) + sum(map(_judged, areas))
    named = {each.rests_on_act for each in gaps if each.rests_on_act}
    return Change(
        settings=settings,
        ecosystem_name=asked.end.name,
        snapshot=snapshot or snapshot_of(tables),
        version=samspel.__version__,
        gaps=gaps,
        areas=areas,
        judged=judged,
        expected_false=EXPECTED_FALSE * judged,
        names=_titles(tables, named),
        example=_MADE_UP in asked.end.region.casefold(),
    )


def days_of(settings: ChangeSettings) -> tuple[RunSettings, RunSettings]:
    """The first day and the last, as a run on each would be asked for."""
    last = RunSettings(
        ecosystem=settings.ecosystem,
        on=settings.to_on,
        definitions=settings.definitions,
        window_months=settings.window_months,
        as_recorded=settings.as_recorded,
        max_size=settings.max_size,
        seed=settings.seed,
    )
    return replace(last, on=settings.from_on), last


def asked_of(settings: ChangeSettings, indexed: Indexed) -> Asked:
    """Both days as every gap is measured on them."""
    then, end = (see(indexed, day) for day in days_of(settings))
    start = with_roles_of(then, end)
    gaps = settings.definitions.gaps
    end = with_activity(end, gaps)
    undated = {} if settings.refuse_told else undated_of(end)
    heard = without_told if settings.refuse_told else dated
    same, start = start is then, heard(with_activity(start, gaps))
    then = start if same else heard(with_activity(then, gaps))
    return Asked(settings, then, start, heard(end), recording_of(indexed), undated)


def _judged(change: GapChange | AreaChange) -> bool:
    """Whether a verdict was possible: both questions were put."""
    sure = {"too_unsure", "recording_changed", "asked_unlike"}
    told = change.verdict not in (None, Verdict.CANNOT_SAY)
    return told or change.reason in sure


def _titles(tables: Tables, acts: set[str]) -> dict[str, str]:
    rows = tables["interplay"].select("interplay_id", "title").rows()
    return {key: str(title) for key, title in rows if key in acts and title}
