"""What stands beside the acts in the made-up region: spells, claims, bridges, outcomes, limits."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from samspel.sources.example.places import VISITOR
from samspel.sources.example.register import FIRST, LAST, Actor

__all__ = ["bridges", "coverage", "limits", "outcomes", "spells"]

Row = tuple[Any, ...]

# A bridge's story: gap, the far group, and the days it became planned, started and done.
_STORIES: tuple[tuple[str, str, tuple[date, ...]], ...] = (
    ("research", "research", (date(2024, 3, 1), date(2024, 9, 2), date(2025, 6, 13))),
    ("research", "university", (date(2024, 11, 4), date(2025, 2, 3))),
    ("research", "research", (date(2026, 4, 20),)),
    ("education", "education", (date(2024, 2, 5), date(2024, 8, 19), date(2025, 1, 17))),
    ("education", "education", (date(2025, 9, 1), date(2025, 10, 6))),
    ("capital", "capital", (date(2024, 5, 6), date(2025, 3, 3), date(2026, 2, 27))),
    ("capital", "capital", (date(2025, 11, 10), date(2026, 1, 12))),
    ("capital", "capital", (date(2026, 6, 1),)),
    ("authority", "municipality", (date(2024, 1, 15), date(2024, 2, 12), date(2024, 6, 14))),
    ("ecosystems", "other_platform", (date(2025, 5, 5), date(2025, 9, 8))),
    ("ecosystems", "other_platform", (date(2026, 5, 4),)),
    ("global", "foreign", (date(2023, 12, 4), date(2024, 3, 11), date(2025, 3, 10))),
    ("global", "foreign", (date(2025, 2, 17), date(2025, 9, 15), date(2026, 5, 22))),
    ("global", "foreign", (date(2026, 8, 24),)),
)
_STATES = ("planned", "started", "done")

# Indicator, unit, source and its values on the last day of 2022-2025. All made up.
_OUTCOMES: tuple[tuple[str, str, str, tuple[float, ...]], ...] = (
    ("omsattning", "mnkr", "påhittad branschstatistik", (2840.0, 3015.0, 3190.0, 3260.0)),
    ("gastnatter", "antal", "påhittad gästnattsstatistik", (911e3, 954e3, 1002e3, 987e3)),
    ("arsanstallda", "antal", "påhittad branschstatistik", (1930.0, 1985.0, 2040.0, 2055.0)),
    ("medlemsforetag", "antal", "plattformens medlemsregister", (96.0, 101.0, 108.0, 113.0)),
    ("exportmogna_foretag", "antal", "plattformens logg", (31.0, 35.0, 41.0, 44.0)),
)


def spells(register: Sequence[Actor]) -> list[Row]:
    """Dated states: the platform was a members' association until the region took it over; a
    friends-of-outdoor association was still one before it sold tours; a firm has moved."""
    rows: list[Row] = [
        (a.key, "private", "platform|support", None, None, None, date(2025, 12, 31))
        for a in register
        if a.group == "platform"
    ]
    firms = [a for a in register if a.is_firm and a.is_member(VISITOR, LAST)]
    if len(firms) > 8:
        rows.append((firms[3].key, "civil", "civil", None, None, None, date(2024, 12, 31)))
        rows.append((firms[7].key, None, None, None, "9914", None, date(2025, 4, 30)))
    return rows


def coverage(register: Sequence[Actor], rng: np.random.Generator) -> list[Row]:
    """Declared logs: the platform's of its export group, and a small ecosystem's of everything."""
    rows: list[Row] = []
    platform = next((a.part.name for a in register if a.group == "platform"), None)
    firms = [a for a in register if a.is_firm and a.is_member(VISITOR, LAST) and a.eager > 0.1]
    if platform and firms:
        chosen = rng.choice(len(firms), min(len(firms), 30), replace=False)
        rows += [
            (VISITOR, firms[i].key, "global", date(2024, 1, 1), LAST, platform)
            for i in sorted(int(index) for index in chosen)
        ]
    rows += [
        ("rymd", "*", gap, FIRST, LAST, a.part.name)
        for a in register
        if a.group == "other_platform" and "rymd" in a.part.ecosystems
        for gap in ("research", "education", "capital", "authority")
    ]
    return rows


def bridges(register: Sequence[Actor], rng: np.random.Generator) -> list[Row]:
    """Fourteen bridges of the visitor economy, a row for each state that one has been in."""
    near = [a for a in register if a.is_firm and a.is_member(VISITOR, LAST)]
    rows: list[Row] = []
    for number, (gap, group, days) in enumerate(_STORIES, 1):
        far = [a for a in register if a.group == group]
        if not near or not far:
            continue
        ends = near[int(rng.integers(len(near)))].key, far[int(rng.integers(len(far)))].key
        cost = float(rng.integers(4, 36) * 5000)
        rows += [
            (f"bro-{number:02}", VISITOR, gap, *ends, state, day, cost)
            for state, day in zip(_STATES, days, strict=False)
        ]
    return rows


def outcomes() -> list[Row]:
    """Indicators of the visitor economy on the last days of 2022-2025."""
    return [
        (VISITOR, indicator, date(year, 12, 31), value, unit, source)
        for indicator, unit, source, values in _OUTCOMES
        for year, value in zip(range(2022, 2026), values, strict=True)
    ]


def limits() -> list[Row]:
    """What the sources cannot show."""
    return [
        ("gruva", "global", "Klustret för ingen logg över sina utländska parter."),
        ("mat", "capital", "Ingen för bok över investeringar i livsmedelsföretagen."),
    ]
