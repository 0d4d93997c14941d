"""The catalogue of gaps as data (R53): reading a version of it, from the package or a file.

Neighbours get `load_definitions` and `SHIPPED`. A fault in a file is never met one at a time:
every fault is gathered and raised together as `BadData`, each with its place.
"""

import json
import tomllib
import unicodedata
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from samspel.gaps.faults import Faults
from samspel.terms import BadData, Definitions, GapDefinition, Place, Problem, Sector, Side, Wording

__all__ = ["SHIPPED", "load_definitions"]

# One set per memo; A is the strategy in force, so it is the default of who asks for none.
SHIPPED = ("memo-a", "memo-b")

_MEMBER = ("here", "elsewhere", "no", "any")
_COUNTRY = ("same", "other", "any")


def load_definitions(which: str | Path) -> Definitions:
    """A version of the gap catalogue.

    Parameters
    ----------
    which : str or Path
        The name of a shipped version (`SHIPPED`), else the path of a TOML file of the same
        form.

    Returns
    -------
    Definitions
        Its `hash` is `sha256:` over what the file says, in a canonical form: layout, comments,
        the order of keys and how a letter is composed make no difference; every word does.

    Raises
    ------
    BadData
        With every fault of the file (codes `definitions_*`), each with file and place
        such as `gap[3].far[1].sector`.

    Examples
    --------
    >>> [gap.key for gap in load_definitions("memo-b").gaps][:3]
    ['research', 'education', 'capital']
    """
    if which in SHIPPED:
        text = files("samspel.gaps").joinpath("definitions", f"{which}.toml").read_text("utf-8")
        return _parsed(text, f"{which}.toml")
    path = Path(which)
    try:
        return _parsed(path.read_text("utf-8"), path.name)
    except OSError as error:
        values = {"name": str(which), "shipped": ", ".join(SHIPPED)}
        problem = Problem("definitions_not_found", values, Place(file=path.name))
        raise BadData((problem,)) from error
    except UnicodeDecodeError as error:
        raise BadData((_not_toml(path.name, str(error.reason)),)) from error


def _not_toml(file: str, message: str) -> Problem:
    return Problem("definitions_not_toml", {"message": message}, Place(file=file))


def _parsed(text: str, file: str) -> Definitions:
    try:
        data = tomllib.loads(unicodedata.normalize("NFC", text))
    except tomllib.TOMLDecodeError as error:
        raise BadData((_not_toml(file, str(error)),)) from error
    faults = Faults(file)
    found = _definitions(data, faults)
    faults.raise_any()
    return found


def _canonical_hash(data: Mapping[str, Any]) -> str:
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return "sha256:" + sha256(text.encode()).hexdigest()


def _definitions(data: Mapping[str, Any], faults: Faults) -> Definitions:
    faults.known(data, "", ("key", "title", "gap", "extra"))
    gaps = tuple(
        _gap(gap, faults, f"gap[{number}]")
        for number, gap in enumerate(faults.tables(data, "", "gap"), start=1)
    )
    for number, gap in enumerate(gaps, start=1):
        if gap.key and gap.key in {earlier.key for earlier in gaps[: number - 1]}:
            faults.add("definitions_twice", f"gap[{number}].key", value=gap.key)
    extra = data.get("extra", {})
    return Definitions(
        key=faults.text(data, "", "key"),
        title=_wording(data, faults, "", "title"),
        gaps=gaps,
        hash=_canonical_hash(data),
        extra={str(k): str(v) for k, v in extra.items()} if isinstance(extra, dict) else {},
    )


def _gap(data: Mapping[str, Any], faults: Faults, at: str) -> GapDefinition:
    sides = ("near", "far")
    words = ("name", "decided", "operationalised")
    faults.known(data, at, ("key", "across", "valid_from", "valid_until", *words, *sides))
    near, far = (
        tuple(
            _side(side, faults, f"{at}.{name}[{number}]")
            for number, side in enumerate(faults.tables(data, at, name), start=1)
        )
        for name in sides
    )
    first, last = _day(data, faults, at, "valid_from"), _day(data, faults, at, "valid_until")
    if first and last and last < first:
        faults.add("definitions_value", f"{at}.valid_until", value=str(last), allowed=f">= {first}")
    return GapDefinition(
        key=faults.text(data, at, "key"),
        name=_wording(data, faults, at, "name"),
        decided=_wording(data, faults, at, "decided"),
        operationalised=_wording(data, faults, at, "operationalised"),
        near=near,
        far=far,
        across=faults.flag(data, at, "across"),
        valid_from=first,
        valid_until=last,
    )


def _wording(data: Mapping[str, Any], faults: Faults, at: str, name: str) -> Wording:
    inner = faults.table(data, at, name)
    if inner is None:
        return Wording("", "")
    place = f"{at}.{name}".lstrip(".")
    faults.known(inner, place, ("sv", "en", "dnr"))
    dnr = faults.text(inner, place, "dnr") if "dnr" in inner else ""
    return Wording(faults.text(inner, place, "sv"), faults.text(inner, place, "en"), dnr)


def _side(data: Mapping[str, Any], faults: Faults, at: str) -> Side:
    faults.known(data, at, ("sector", "roles_any", "member", "country"))
    sector = faults.choice(data, f"{at}.sector", (*Sector, ""))
    return Side(
        sector=Sector(sector) if sector else None,
        roles_any=frozenset(faults.texts(data, at, "roles_any")),
        member=faults.choice(data, f"{at}.member", _MEMBER, default="any"),  # type: ignore[arg-type]
        country=faults.choice(data, f"{at}.country", _COUNTRY, default="any"),  # type: ignore[arg-type]
    )


def _day(data: Mapping[str, Any], faults: Faults, at: str, name: str) -> date | None:
    value = data.get(name)
    if value is not None and type(value) is not date:
        faults.add("definitions_value", f"{at}.{name}", value=str(value), allowed="2026-09-30")
        return None
    return value
