"""What people open in a large register, kind by kind: the pages of issue 5, item 9.

Neighbours get `walks`, the pages of each of two visitors as pairs of kind and address, and the
visitors' mail addresses. Every kind has several addresses, so that nothing is quick only because it
was asked for a moment ago.
"""

from collections.abc import Iterator
from urllib.parse import urlencode

__all__ = ["LEADER", "OFFICER", "walks"]

OFFICER, LEADER = "officer@example.se", "leader@example.se"
Walk = list[tuple[str, str]]
_WORDS = ("fiske", "konsult", "trä", "gruvans", "yttre")
_TWO = ("Älvens fiske", "havets teknik", "konsult 4999", "nya energi", "gruppen a00")


def walks(plan: int, actors: int, acts: int) -> dict[str, Walk]:
    """In a register so large: the whole walk of an officer, and the lists as who leads the
    platform of `e00` sees them. Of single actors and acts most are not the leader's to see."""
    lists = [*_actors(actors), *_acts(acts)]
    officer = [("First page of the region", "/north/")] * 3
    officer += [("Import preview", f"/north/import/{plan}/")] * 3
    officer += [
        ("Names offered while one writes", f"/north/acts/names/?{urlencode({'q': w})}")
        for w in _WORDS
    ]
    return {
        OFFICER: [*officer, *lists],
        # Not single ones: most are not the leader's to see.
        LEADER: [
            (f"{kind}, by a platform leader", path) for kind, path in lists if "One" not in kind
        ],
    }


def _actors(n: int) -> Iterator[tuple[str, str]]:
    here = "/north/actors/"
    for number in range(5):
        yield "Actors, first page", here
        yield "Actors, a later page", f"{here}?after=a{n * number // 5:06d}"
        yield "One actor", f"{here}a{n * (number + 1) // 6:06d}/"
        yield "One actor of thousands of acts", f"{here}a{number * 4:06d}/"
        yield "Actors found by a word", f"{here}?{urlencode({'search': _WORDS[number]})}"
        yield "Actors found by two words", f"{here}?{urlencode({'search': _TWO[number]})}"
        yield (
            "Actors of a sector and an ecosystem",
            f"{here}?sector=civil&role=&ecosystem=e{number:02d}",
        )
    for role in ("research", "firm", "authority", "capital", "education"):
        yield "Actors of a role", f"{here}?role={role}"


def _acts(n: int) -> Iterator[tuple[str, str]]:
    here = "/north/acts/"
    for number, kind in enumerate(("project", "meeting", "agreement", "seminar", "study_visit")):
        yield "Acts, first page", here
        yield "Acts, a later page", f"{here}?after=x{n * number // 5:06d}"
        yield "Acts found by a word", f"{here}?{urlencode({'search': _WORDS[number]})}"
        yield "Acts of a kind", f"{here}?kind={kind}"
        yield "Acts of an ecosystem", f"{here}?ecosystem=e{number:02d}"
        yield "Acts of a tag", f"{here}?tag={('skills', 'financing')[number % 2]}"
        yield "One act", f"{here}x{n * number // 6:06d}/"
