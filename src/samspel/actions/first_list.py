"""A list that is begun: kept as it is typed, read, and shown with what each line would become.

    text -> columns -> lines: name, number, what is suggested and why, who it may already be

Nothing stands in the register before `first_members.enter_members`.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

import polars as pl

from samspel.actions.joined_tables import FACES
from samspel.records.accounts.api import check_may
from samspel.records.beginning import api as beginning
from samspel.records.beginning.api import BegunRow, Kept, ReadingRow
from samspel.sources import (
    Named,
    Pasted,
    Suggestion,
    possible_duplicates,
    read_pasted,
    suggest,
)
from samspel.sources.mapped import fold
from samspel.sources.pasted_words import COUNTRIES
from samspel.tables import clean_text, number_fault, plain_number
from samspel.terms import Viewer

__all__ = [
    "Line",
    "Lines",
    "Match",
    "choose",
    "find_list",
    "give_up",
    "keep_list",
    "lines_of",
    "read_list",
    "say_columns",
]


@dataclass(frozen=True, slots=True)
class Match:
    """Who a line may be. `key` is an actor's id, or `row-` and the line it repeats. `reasons` are
    codes of `possible_duplicates`, or `same_number`, `same_name`, or `both_names` for an
    organisation that we ship under both; `sure`: taken unless a person
    says otherwise."""

    key: str
    name: str
    reasons: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One organisation of the list. `at` is its place; the platform named beside it has `-1`.

    `kind` is `sector:role|role` as chosen or suggested, "" where nobody has said; `chosen` says
    which. `same` is who it is taken to be, "" for somebody new; `out`: left out by a person.
    `fault` is what is wrong with the number: `form`, `check_digit`, `person`, `long` or nothing.
    """

    at: int
    name: str
    org_number: str
    fault: str
    municipality: str
    country: str
    industry: str
    since: str
    suggestion: Suggestion
    kind: str
    chosen: bool
    matches: tuple[Match, ...]
    same: str
    out: bool
    is_platform: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """The list as it would be entered; `left` counts the lines that still lack a sector."""

    begun: BegunRow
    pasted: Pasted
    lines: tuple[Line, ...]
    new: int
    left: int


# ------------------------------------------------------------------------------------- keeping


def find_list(*, by: Viewer) -> BegunRow | None:
    """What the viewer has begun, or None. Refusal `may_not.edit_register`."""
    check_may(by, "edit_register")
    return beginning.find_begun(by=by)


def keep_list(*, kept: Kept, changes: int | None, by: Viewer) -> BegunRow:
    """Keep what is typed. Choices and columns stay as they are while the text does.

    Refusals: `may_not.edit_register`, `not_this_ecosystem`, `draft_was_changed`.
    """
    check_may(by, "edit_register", ecosystem=kept.ecosystem)
    before = beginning.find_begun(by=by)
    text = _clean(kept.text)
    kept = replace(kept, text=text)
    if before is not None and before.kept.text == text:
        old = before.kept
        kept = replace(
            kept,
            columns=old.columns,
            headed=old.headed,
            choices={**old.choices, **kept.choices},
        )
    return beginning.keep_begun(kept, changes=changes, by=by)


def _clean(text: str) -> str:
    """The text as it may be kept: without personal identity numbers."""
    return clean_text(text.replace("\x00", ""))


def say_columns(*, columns: tuple[str, ...], headed: bool, by: Viewer) -> BegunRow:
    """Take a person's word for what the columns are, and remember it for the next such list."""
    begun = _begun(by)
    kept = replace(begun.kept, columns=columns, headed=headed)
    signature = read_pasted(kept.text, columns, headed=headed).signature
    beginning.keep_reading(signature, ReadingRow(columns, headed), by=by)
    return beginning.keep_begun(kept, changes=None, by=by)


def choose(*, choices: Mapping[str, str], changes: int | None, by: Viewer) -> BegunRow:
    """Keep answers given on the pages; others stay. Refusal `draft_was_changed`."""
    begun = _begun(by)
    kept = replace(begun.kept, choices={**begun.kept.choices, **choices})
    return beginning.keep_begun(kept, changes=changes, by=by)


def give_up(*, by: Viewer) -> bool:
    """Forget the list and its text; whether there was one."""
    check_may(by, "edit_register")
    return beginning.drop_begun(by=by)


def _begun(by: Viewer) -> BegunRow:
    begun = find_list(by=by)
    if begun is None:
        begun = beginning.keep_begun(Kept(), changes=None, by=by)
    return begun


# ------------------------------------------------------------------------------------- reading


def read_list(*, by: Viewer) -> Pasted:
    """The list in columns: as a person said, as was said of such a list before, or as it looks."""
    kept = _begun(by).kept
    if kept.columns:
        return read_pasted(kept.text, kept.columns, headed=kept.headed)
    read = read_pasted(kept.text)
    told = beginning.find_reading((read.first, read.signature), by=by)
    if told is None:
        return read
    return read_pasted(kept.text, told.columns, headed=told.headed)


def lines_of(*, by: Viewer) -> Lines:
    """Each line with what it would become."""
    begun, pasted = _begun(by), read_list(by=by)
    made = _plain_lines(pasted, begun.kept.platform)
    there = register_actors(by=by)
    matches = _matches(made, there)
    lines = tuple(
        _chosen(line, matches.get(line.at, ()), begun.kept.choices) for line in made if line.name
    )
    left_out = {f"row-{line.at}" for line in lines if line.out}
    lines = tuple(replace(one, same="") if one.same in left_out else one for one in lines)
    entered = [line for line in lines if not line.out and not line.same]
    return Lines(begun, pasted, lines, len(entered), sum(not line.kind for line in entered))


def register_actors(*, by: Viewer) -> pl.DataFrame:
    """Every actor there is, so that none is entered twice: id, name and number."""
    return FACES["actors"].frames(by=by)["actors"].select("actor_id", "name", "org_number")


def _plain_lines(pasted: Pasted, platform: str) -> list[Line]:
    told = {field: pasted.named(field) for field in _TOLD}
    made = []
    for at, name in enumerate(told["name"]):
        of = {field: values[at] for field, values in told.items()}
        made.append(_line(at, name, of, is_platform=bool(platform) and _same(name, platform)))
    if platform and not any(line.is_platform for line in made):
        made.append(_line(-1, platform, {}, is_platform=True))
    return made


_TOLD = (
    "name", "org_number", "sector", "roles", "ownership", "municipality", "country", "industry",
    "member_from",
)  # fmt: skip


def _line(at: int, name: str, of: Mapping[str, str], *, is_platform: bool) -> Line:
    number, fault = _number(of.get("org_number", ""))
    said = {key: of.get(key, "") for key in ("ownership", "sector", "roles")}
    found = suggest(Named(name, number, **said))
    if is_platform and found.sector and "platform" not in found.roles:
        found = replace(found, roles=("platform", *(r for r in found.roles if r != "firm")))
    country = of.get("country", "")
    return Line(
        at=at,
        name=name[:_LONGEST_NAME],
        org_number=number,
        fault=fault,
        municipality=of.get("municipality", "")[:200],
        country=COUNTRIES.get(country.casefold(), country.upper() if len(country) == 2 else ""),
        industry=of.get("industry", "")[:_LONGEST_NAME],
        since=of.get("member_from", ""),
        suggestion=found,
        kind=_kind(found),
        chosen=False,
        matches=(),
        same="",
        out=False,
        is_platform=is_platform,
    )


def _kind(found: Suggestion) -> str:
    """A sector and its roles as one choice; "" when nothing is suggested."""
    return f"{found.sector}:{'|'.join(found.roles)}" if found.sector else ""


_LONGEST_NUMBER = 20
_LONGEST_NAME = 300


def _number(text: str) -> tuple[str, str]:
    if not text:
        return "", ""
    if "*" in text:
        return "", "person"
    number = plain_number("org_number", text)
    if len(number) > _LONGEST_NUMBER:
        return "", "long"
    return number, number_fault("org_number", number)


def _chosen(line: Line, matches: tuple[Match, ...], choices: Mapping[str, str]) -> Line:
    """The line with what a person said of it."""
    sure = next((match.key for match in matches if match.sure), "")
    said = choices.get(f"same{line.at}")
    keys = {match.key for match in matches}
    same = sure if said is None else said if said in keys else ""
    kind = choices.get(f"kind{line.at}", "") or line.kind
    return replace(
        line,
        kind=kind or choices.get("rest", ""),
        chosen=bool(choices.get(f"kind{line.at}")),
        matches=matches,
        same=same,
        out=choices.get(f"out{line.at}") == "out",
    )


# ---------------------------------------------------------------------------------- who is who


def _same(one: str, other: str) -> bool:
    return fold(one) == fold(other)


def _matches(lines: list[Line], there: pl.DataFrame) -> dict[int, tuple[Match, ...]]:
    """By line the actors it may be, those of the register first, then an earlier line."""
    found: dict[int, dict[str, Match]] = {}
    numbers, names, ids = _known(there)
    seen_names: dict[str, int] = {}
    seen_numbers: dict[str, int] = {}
    for line in lines:
        mine = found.setdefault(line.at, {})
        for key in numbers.get(line.org_number, ()) if line.org_number else ():
            mine[key] = Match(key, ids[key], ("same_number",), sure=True)
        for key in names.get(fold(_listed_name(line)), ()):
            mine.setdefault(key, Match(key, ids[key], (_by_name(line.name, ids[key]),), sure=True))
        before = seen_numbers.get(line.org_number, seen_names.get(fold(_listed_name(line))))
        if before is not None:
            repeated = next(one.name for one in lines if one.at == before)
            by_number = line.org_number in seen_numbers
            why = "same_number" if by_number else _by_name(line.name, repeated)
            mine[f"row-{before}"] = Match(f"row-{before}", repeated, (why,), sure=True)
        seen_names.setdefault(fold(_listed_name(line)), line.at)
        if line.org_number:
            seen_numbers.setdefault(line.org_number, line.at)
    _alike(lines, (names, ids), found)
    return {at: tuple(matches.values()) for at, matches in found.items() if matches}


_Known = tuple[Mapping[str, list[str]], Mapping[str, list[str]], Mapping[str, str]]


def _known(there: pl.DataFrame) -> _Known:
    numbers: dict[str, list[str]] = {}
    names: dict[str, list[str]] = {}
    for key, name, number in there.iter_rows():
        names.setdefault(fold(name), []).append(key)
        if number:
            numbers.setdefault(number, []).append(key)
    return numbers, names, dict(there.select("actor_id", "name").iter_rows())


def _by_name(one: str, other: str) -> str:
    return "same_name" if _same(one, other) else "both_names"


def _listed_name(line: Line) -> str:
    """The one name of an organisation that we ship under several."""
    return line.suggestion.word if line.suggestion.reason == "listed" else line.name


def _alike(
    lines: list[Line],
    known: tuple[Mapping[str, list[str]], Mapping[str, str]],
    found: dict[int, dict[str, Match]],
) -> None:
    """Names that may be one organisation, offered and not taken, unless all words agree."""
    names, ids = known
    by_name = {line.name: line for line in reversed(lines)}
    for pair in possible_duplicates((*by_name, *_near(by_name, ids.values()))):
        for mine, other in ((pair.first, pair.second), (pair.second, pair.first)):
            line, earlier = by_name.get(mine), by_name.get(other)
            if line is None:
                continue
            sure = pair.reasons[0] in {"same_words", "same_letters"}
            for key in names.get(fold(other), ()):
                match = Match(key, ids[key], pair.reasons, sure=sure)
                found[line.at].setdefault(key, match)
            if earlier is not None and 0 <= earlier.at < line.at:
                key = f"row-{earlier.at}"
                found[line.at].setdefault(key, Match(key, other, pair.reasons, sure=sure))


_MANY = 3_000  # names; in a larger register only those that share a word are compared


def _near(listed: Iterable[str], there: Collection[str]) -> Collection[str]:
    if len(there) <= _MANY:
        return there
    words = {word for name in listed for word in fold(name).split() if len(word) > 2}
    return [name for name in there if not words.isdisjoint(fold(name).split())]
