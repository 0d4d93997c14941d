"""What is told of an act beside its thirteen-table columns: closed word lists, and each kind's
defaults. Neighbours get the lists, `DEFAULTS`, and `KINDS`, the kinds that Samspel ships.

A fact is a row `(act, fact, value, basis)`. Its basis is `default` while it only follows from
the act's kind, and `given` once a person has said it, so that reports count the two apart.
"""

from collections.abc import Mapping

from samspel.terms.words import FLOWS, LEVELS

__all__ = [
    "BASES",
    "DEFAULT",
    "DEFAULTS",
    "DIRECTIONS",
    "FACTS",
    "FUNCTIONS",
    "GIVEN",
    "HELD",
    "KINDS",
    "LEADERSHIP",
    "PART_OF",
    "PURPOSES",
    "TAGS",
]

DEFAULT, GIVEN = "default", "given"
BASES = (DEFAULT, GIVEN)

# Where what flows goes, seen from the members of the ecosystem (R26).
DIRECTIONS = ("mutual", "to_members", "from_members")
# "kunskap tas fram, sprids och används" (R24).
FUNCTIONS = ("produced", "spread", "used")
# Is it the interplay that is developed, or one organisation's business (R39-R41)?
PURPOSES = ("ecosystem", "business")
# Contact at a distance counts in full (R141).
HELD = ("place", "distance", "both")
# Shared leadership, strategic or operative (R122).
LEADERSHIP = ("strategic", "operative")
# The ten areas of task 8, in the memo's order (R131).
TAGS = (
    "education",
    "skills",
    "internationalisation",
    "financing",
    "research",
    "innovation",
    "establishment",
    "marketing",
    "business_support",
    "entrepreneurship",
)

# Every fact with its values, in the order in which a page tells them. `tag` may be told several
# times of one act, the others once.
FACTS: Mapping[str, tuple[str, ...]] = {
    "flow": FLOWS,
    "direction": DIRECTIONS,
    "level": LEVELS,
    "function": FUNCTIONS,
    "purpose": PURPOSES,
    "held": HELD,
    "leadership": LEADERSHIP,
    "tag": TAGS,
}
# Not a word from a list: the act that this one is a part of (a table at a conference).
PART_OF = "part_of"


def _kind(
    flow: str, direction: str, function: str, *tags: str, **other: str
) -> Mapping[str, tuple[str, ...]]:
    usual = {"level": "regional", "purpose": "ecosystem", "held": "place"}
    words = {**usual, "leadership": "operative", **other}
    words |= {"flow": flow, "direction": direction, "function": function}
    return {fact: tags if fact == "tag" else (words[fact],) for fact in FACTS}


# What a kind says of an act until a person does; a region changes it (`kind_defaults`). Samspel's
# own choice, from what the kinds are: no source gives it.
DEFAULTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "meeting": _kind("knowledge", "mutual", "spread"),
    "introduction": _kind("knowledge", "mutual", "spread"),
    "seminar": _kind("knowledge", "to_members", "spread", "skills"),
    "study_visit": _kind("knowledge", "to_members", "spread", "skills", level="national"),
    "conference": _kind("knowledge", "mutual", "spread", "marketing", level="national"),
    "project": _kind("knowledge", "mutual", "produced", "innovation"),
    "degree_project": _kind("knowledge", "to_members", "produced", "education", "skills"),
    "staff_move": _kind("people", "to_members", "used", "skills", purpose="business"),
    "agreement": _kind("knowledge", "mutual", "used", leadership="strategic"),
    "investment": _kind("capital", "to_members", "used", "financing", purpose="business"),
    "delivery": _kind("technology", "mutual", "used", purpose="business"),
}
KINDS = tuple(DEFAULTS)
