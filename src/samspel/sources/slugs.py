"""Readable, stable keys made from names: `Övre Frostvattnet` becomes `ovre-frostvattnet`."""

import re
import unicodedata
from collections.abc import Iterable

__all__ = ["slug", "unique_slugs"]

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l"})


def slug(text: str) -> str:
    """Lower-case letters, digits and hyphens of a name; `x` when nothing is left.

    >>> slug("Övre Frostvattnets Hundspann & Bastu AB")
    'ovre-frostvattnets-hundspann-bastu-ab'
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-") or "x"


def unique_slugs(names: Iterable[str]) -> list[str]:
    """One slug a name, in order; a slug already taken gets `-2`, `-3` and so on.

    >>> unique_slugs(["Piteå hamn", "Pitea Hamn"])
    ['pitea-hamn', 'pitea-hamn-2']
    """
    taken: set[str] = set()
    slugs = []
    for name in names:
        base, key, count = slug(name), slug(name), 1
        while key in taken:
            count += 1
            key = f"{base}-{count}"
        taken.add(key)
        slugs.append(key)
    return slugs
