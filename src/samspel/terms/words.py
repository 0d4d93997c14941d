"""The closed and open word lists that every room shares: sectors, roles, kinds of answer."""

from enum import StrEnum

__all__ = ["FLOWS", "GAP_KEYS", "LEVELS", "ROLES", "Basis", "Lens", "Sector", "State"]


class Sector(StrEnum):
    """The four sectors of the memos (R23). Every actor stands in one, on every date."""

    ACADEMIA = "academia"
    PUBLIC = "public"
    PRIVATE = "private"
    CIVIL = "civil"


class Lens(StrEnum):
    """The three ways to look at a gap. They stand side by side and are never merged."""

    STRUCTURAL = "structural"
    PERCEIVED = "perceived"
    ACTIVITY = "activity"


class State(StrEnum):
    """What is known of one near actor and one gap (X13: unknown is not no)."""

    REACHED = "reached"
    NONE = "none"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """What a state or a figure rests on."""

    RECORDED = "recorded"
    ANSWER = "answer"
    TOLD = "told"
    COVERAGE = "coverage"
    NOTHING = "nothing"


# Roles may be extended by a region (R35); these are the ones that definitions ship with.
ROLES = (
    "firm",
    "research",
    "education",
    "capital",
    "authority",
    "civil",
    "platform",
    "support",
    "market",
    "other",
)

# The order in which gaps are told, everywhere. The list is open ("kan vara", R53).
GAP_KEYS = (
    "research",
    "education",
    "capital",
    "authority",
    "firms",
    "ecosystems",
    "global",
)

FLOWS = ("knowledge", "technology", "people", "capital")
LEVELS = ("regional", "national", "international")
