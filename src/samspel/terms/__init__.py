"""The nouns of Samspel, from the standard library alone."""

from samspel.terms.agreements import AgreementFigures, Financing
from samspel.terms.definitions import Definitions, GapDefinition, Side, Wording
from samspel.terms.memo_readings import (
    MEMO_FIELDS,
    MEMO_RULES,
    OUTCOMES,
    Deadline,
    MemoReading,
    Minutes,
    Quote,
    ReadAmount,
    ReadFinancing,
    Series,
)
from samspel.terms.money import Money
from samspel.terms.problems import BadData, Place, Problem, Severity
from samspel.terms.runs import (
    REASONS,
    Estimate,
    GapFigure,
    NearState,
    NoEstimate,
    Parts,
    Run,
    RunSettings,
)
from samspel.terms.time import Period, months_before, window
from samspel.terms.viewers import Page, PageRequest, Refusal, Viewer
from samspel.terms.words import FLOWS, GAP_KEYS, LEVELS, ROLES, Basis, Lens, Sector, State

__all__ = [
    "FLOWS",
    "GAP_KEYS",
    "LEVELS",
    "MEMO_FIELDS",
    "MEMO_RULES",
    "OUTCOMES",
    "REASONS",
    "ROLES",
    "AgreementFigures",
    "BadData",
    "Basis",
    "Deadline",
    "Definitions",
    "Estimate",
    "Financing",
    "GapDefinition",
    "GapFigure",
    "Lens",
    "MemoReading",
    "Minutes",
    "Money",
    "NearState",
    "NoEstimate",
    "Page",
    "PageRequest",
    "Parts",
    "Period",
    "Place",
    "Problem",
    "Quote",
    "ReadAmount",
    "ReadFinancing",
    "Refusal",
    "Run",
    "RunSettings",
    "Sector",
    "Series",
    "Severity",
    "Side",
    "State",
    "Viewer",
    "Wording",
    "months_before",
    "window",
]
