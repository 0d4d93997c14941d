"""Possible duplicates among organisations' names, each with its reasons; nothing is merged.

Neighbours get `possible_duplicates`, and `names_like` for one name. Names are compared as sets of
words without legal forms and small words. Only names that share a word, or their first five
letters, that at most `_COMMON` names have are ever compared, so the work grows with the number of
names, not with its square.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from samspel.sources.slugs import slug

__all__ = ["Duplicate", "names_like", "possible_duplicates"]

_COMMON = 12
_FIRST = 5
_ALIKE = 0.9
# fmt: off
_FORMS = frozenset((
    "ab", "aktiebolag", "publ", "svb", "hb", "handelsbolag", "kb", "kommanditbolag", "ek", "for",
    "ekonomisk", "ideell", "stiftelse", "stiftelsen", "forening", "oy", "oyj", "as", "asa", "gmbh",
    "ltd", "inc", "sa", "bv", "economic", "association", "cooperative", "society",
))
_SMALL = frozenset(("i", "och", "for", "the", "of", "and", "in", "av", "med", "en"))
# fmt: on


@dataclass(frozen=True, slots=True, order=True)
class Duplicate:
    """Two names that may be one organisation, and why: codes, the strongest first.

    `same_words` (apart from legal form, case and order), `same_letters` (apart from spaces),
    `one_in_other` (all words of one are in the other), `alike` (a spelling away), `initials`.
    """

    first: str
    second: str
    reasons: tuple[str, ...]


def possible_duplicates(names: Iterable[str]) -> tuple[Duplicate, ...]:
    """Pairs of different names that may be one organisation, in alphabetical order.

    >>> possible_duplicates(["Visit Berg AB", "Visit Berg", "Visit Dal"])
    (Duplicate(first='Visit Berg', second='Visit Berg AB', reasons=('same_words',)),)
    """
    ordered = sorted(set(names))
    words = [_words(name) for name in ordered]
    found = []
    for first, second in sorted(_worth_comparing(words)):
        reasons = _reasons(words[first], words[second])
        if reasons:
            found.append(Duplicate(ordered[first], ordered[second], reasons))
    return tuple(found)


def names_like(name: str, others: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Those of the others that may be one with that name, with the reasons; each is compared.

    >>> names_like("Icehotell AB", ["Icehotel AB", "Visit Dal"])
    {'Icehotel AB': ('alike',)}
    """
    mine = _words(name)
    found = {other: _reasons(mine, _words(other)) for other in others if other != name}
    return {other: reasons for other, reasons in found.items() if reasons}


def _words(name: str) -> tuple[str, ...]:
    """The words that carry the name; the genitive's s is off, so is whatever is a legal form."""
    parts = [word for word in slug(name).split("-") if word not in _SMALL | _FORMS]
    return tuple(word[:-1] if len(word) > 4 and word.endswith("s") else word for word in parts)


def _worth_comparing(words: Sequence[tuple[str, ...]]) -> set[tuple[int, int]]:
    blocks: dict[str, list[int]] = {}
    for index, parts in enumerate(words):
        whole = "".join(parts)
        for key in {*parts, whole, f"{whole[:_FIRST]}-", _initials(parts)} - {"", "-"}:
            blocks.setdefault(key, []).append(index)
    return {
        (first, second)
        for members in blocks.values()
        if len(members) <= _COMMON
        for at, first in enumerate(members)
        for second in members[at + 1 :]
    }


def _initials(parts: Sequence[str]) -> str:
    return "".join(part[0] for part in parts) if len(parts) > 2 else ""


def _reasons(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    if not first or not second:
        return ()
    if set(first) == set(second):
        return ("same_words",)
    if "".join(first) == "".join(second):
        return ("same_letters",)
    reasons = []
    if set(first) < set(second) or set(second) < set(first):
        reasons.append("one_in_other")
    if not _numbered(first, second) and _likeness(first, second) >= _ALIKE:
        reasons.append("alike")
    if (len(first) == 1 and first[0] == _initials(second)) or (
        len(second) == 1 and second[0] == _initials(first)
    ):
        reasons.append("initials")
    return tuple(reasons)


def _likeness(first: Sequence[str], second: Sequence[str]) -> float:
    return SequenceMatcher(None, " ".join(first), " ".join(second), autojunk=False).ratio()


def _numbered(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether the two differ in their numbers: *Hus 1* and *Hus 2* are two."""
    return re.findall(r"\d+", " ".join(first)) != re.findall(r"\d+", " ".join(second))
