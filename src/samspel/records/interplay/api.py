"""The acts' face: lists, one act, what is told of it, and whether a log is kept up.

A report is an answer put as an act: it is shown to those who see single answers, and is not
there for others. A viewer held to some ecosystems sees the acts that a member took part in.
"""

from collections.abc import Mapping

from samspel.records import rows
from samspel.records.interplay import facts, models
from samspel.records.interplay.acts import (
    count_years,
    get_act,
    list_acts,
    list_begun,
    list_kinds,
    matching,
    participants_of,
    reports_among,
)
from samspel.records.interplay.days import month_of, next_month, read_day
from samspel.records.interplay.faces import (
    ActDetail,
    ActQuery,
    ActRow,
    DeclarationRow,
    FactCount,
    FactRow,
    LogState,
    ParticipantRow,
)
from samspel.records.interplay.facts import defaults_of_kinds, facts_of, own_kinds
from samspel.records.interplay.lines import Draft, read_box, read_lines
from samspel.records.interplay.logs import (
    STOPPED_AFTER,
    declared_among,
    erase_declarer,
    erase_wishes,
    extract_wishes,
    list_declarations,
    log_state,
    move_wishes,
    wanted_by,
    wish_mail,
)
from samspel.terms import Viewer

__all__ = [
    "KEEPER",
    "STOPPED_AFTER",
    "ActDetail",
    "ActQuery",
    "ActRow",
    "DeclarationRow",
    "Draft",
    "FactCount",
    "FactRow",
    "LogState",
    "ParticipantRow",
    "count_facts",
    "count_years",
    "declared_among",
    "defaults_of_kinds",
    "erase_declarer",
    "erase_wishes",
    "extract_wishes",
    "facts_of",
    "get_act",
    "list_acts",
    "list_begun",
    "list_declarations",
    "list_kinds",
    "log_state",
    "month_of",
    "move_wishes",
    "next_month",
    "own_kinds",
    "participants_of",
    "read_box",
    "read_day",
    "read_lines",
    "reports_among",
    "shipped_kinds",
    "wanted_by",
    "wish_mail",
]

KEEPER = rows.Keeper(
    models.Act, models.Participation, models.Coverage, models.ActFact, models.KindDefault
)


def count_facts(query: ActQuery, *, by: Viewer) -> tuple[FactCount, ...]:
    """For every value of every fact in how many acts of the query it is told, what a person has
    said and what only follows from the kind apart."""
    return facts.counted(matching(query, by), by)


def shipped_kinds() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """What each kind that Samspel ships says of an act, before the region changes it."""
    return facts.DEFAULTS
