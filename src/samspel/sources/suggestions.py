"""Which sector and roles an organisation's name, number and owner suggest, and why.

Neighbours get `suggest(Named(...)) -> Suggestion`. Nothing here decides: a suggestion stands with
its reason until a person confirms it. The rules are data, `suggestions.toml`.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

from samspel.sources.mapped import fold
from samspel.sources.pasted_words import OWNERS, ROLE_WORDS, SECTOR_WORDS
from samspel.sources.starting import Starter, starters
from samspel.terms import Sector

__all__ = ["Named", "Suggestion", "suggest", "suggestions_text"]


@dataclass(frozen=True, slots=True)
class Named:
    """What a list says of one organisation; all but the name may be empty."""

    name: str
    org_number: str = ""
    ownership: str = ""
    sector: str = ""
    roles: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is suggested, and what it rests on.

    `sector` is "" where nothing fits. `reason` is a code with its `word`: `given` (the list says
    so, its word), `listed` (we ship it, its name), `word` (a word in the name), `digit` (of the
    number), `form` (a legal form's key), `none`. `owner` is `public` or `private` where the owner
    overruled the sector.
    """

    sector: str
    roles: tuple[str, ...]
    reason: str
    word: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    found: Suggestion
    owned: bool = field(default=False)


def suggest(named: Named) -> Suggestion:
    """The first rule that fits, in the order that `suggestions.toml` says.

    Examples
    --------
    >>> suggest(Named("Storumans kommun"))
    Suggestion(sector='public', roles=('authority',), reason='word', word='kommun', owner='')
    >>> owned = suggest(Named("Berg Fastigheter AB", ownership="Kommunal"))
    >>> owned.sector, owned.roles, owned.reason, owned.owner
    ('public', ('firm',), 'form', 'public')

    A name alone may say nothing, and then nothing is suggested:

    >>> suggest(Named("Treehotel")).sector
    ''
    """
    found = _by_name(named)
    sector, roles = SECTOR_WORDS.get(_plain(named.sector), ""), _roles(named.roles)
    if sector:
        return Suggestion(sector, roles or _kept(found, sector), "given", named.sector)
    if roles and (implied := _SECTOR_OF.get(roles[0])):
        owned = _overruled(Suggestion(implied, roles, "given", named.roles), named)
        # A role that any sector may have leaves the sector to the name.
        loose = found.sector and roles[0] in {"capital", "support", "platform", "firm"}
        return replace(owned, sector=found.sector) if loose else owned
    return replace(found, roles=roles) if roles else found


_SECTOR_OF: Mapping[str, str] = {
    "firm": Sector.PRIVATE,
    "research": Sector.ACADEMIA,
    "education": Sector.ACADEMIA,
    "authority": Sector.PUBLIC,
    "civil": Sector.CIVIL,
    "capital": Sector.PRIVATE,
    "support": Sector.PRIVATE,
}
_FIRST_ROLE: Mapping[str, tuple[str, ...]] = {
    Sector.PRIVATE: ("firm",),
    Sector.PUBLIC: ("authority",),
    Sector.CIVIL: ("civil",),
    Sector.ACADEMIA: ("research",),
}


def _kept(found: Suggestion, sector: str) -> tuple[str, ...]:
    return found.roles if found.sector == sector else _FIRST_ROLE[sector]


def _roles(text: str) -> tuple[str, ...]:
    parts = [_plain(part) for part in re.split(r"[|,/;]", text)]
    whole = ROLE_WORDS.get(_plain(text), ())
    return tuple(dict.fromkeys(whole or (r for part in parts for r in ROLE_WORDS.get(part, ()))))


def _by_name(named: Named) -> Suggestion:
    if listed := _listed(named):
        return Suggestion(listed.sector, listed.roles, "listed", listed.name)
    words, digits, forms = _rules()
    name = _plain(named.name)
    for rule in words:
        if (match := rule.pattern.search(name)) and not (rule.unless and rule.unless.search(name)):
            found = replace(rule.found, word=match[0].strip())
            return _overruled(found, named) if rule.owned else found
    if named.org_number[:1] in digits and len(named.org_number) == 10:
        return _overruled(digits[named.org_number[:1]], named)
    for rule in forms:
        if rule.pattern.search(name):
            return _overruled(rule.found, named)
    if owner := OWNERS.get(_plain(named.ownership)):
        return Suggestion(owner, (), "owner", named.ownership, owner)
    return Suggestion("", (), "none")


def _overruled(found: Suggestion, named: Named) -> Suggestion:
    """In the owner's sector where the list names an owner and the two are at odds."""
    owner = OWNERS.get(_plain(named.ownership), "")
    other = {"public": Sector.PRIVATE, "private": Sector.PUBLIC}.get(owner)
    if found.sector != other:
        return found
    return replace(found, sector=owner, owner=owner)


def _listed(named: Named) -> Starter | None:
    numbers, names = _starters()
    return numbers.get(named.org_number) or names.get(fold(named.name))


@cache
def _starters() -> tuple[Mapping[str, Starter], Mapping[str, Starter]]:
    numbers = {one.org_number: one for one in starters() if one.org_number}
    return numbers, {fold(name): one for one in starters() for name in (one.name, *one.also)}


# --------------------------------------------------------------------------------- the rules


def suggestions_text() -> str:
    """The shipped rules as TOML, comments and all."""
    return files(__package__).joinpath("suggestions.toml").read_text(encoding="utf-8")


@cache
def _rules() -> tuple[tuple[_Rule, ...], Mapping[str, Suggestion], tuple[_Rule, ...]]:
    content = tomllib.loads(suggestions_text())
    digits = {
        part["digit"]: Suggestion(_sector(part), tuple(part["roles"]), "digit", part["digit"])
        for part in content["digit"]
    }
    return _each(content["word"], "word"), digits, _each(content["form"], "form")


def _each(parts: Iterable[Mapping[str, Any]], reason: str) -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            _pattern(part["words"]),
            _pattern(part["unless"]) if "unless" in part else None,
            Suggestion(_sector(part), tuple(part["roles"]), reason, part.get("key", "")),
            part.get("owner", False),
        )
        for part in parts
    )


def _sector(part: Mapping[str, Any]) -> str:
    return Sector(part["sector"]).value


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, standing alone in a plain name; `*` is the rest of a word."""
    each = [
        re.escape(_plain(word.strip("*")))
        .replace(r"\ ", " ")
        .join((r"\w*" if word.startswith("*") else "", r"\w*" if word.endswith("*") else ""))
        for word in words
    ]
    return re.compile(rf"(?:^|(?<= ))(?:{'|'.join(each)})(?= |$)")


def _plain(text: str) -> str:
    """Folded, with single blanks between words and no other marks."""
    return " ".join(re.sub(r"[^\w]+", " ", text.casefold()).split())
