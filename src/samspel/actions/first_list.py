"""A list that is begun: kept as it is typed, read, and shown with what each line would become.

    text -> columns -> lines: name, number, what is suggested and why, who it may already be

Nothing stands in the register before `first_members.enter_members`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from samspel.actions.classify_places import own_towns, town_key
from samspel.actions.first_matches import Match, matches_of, register_actors
from samspel.records.accounts.api import check_may
from samspel.records.beginning import api as beginning
from samspel.records.beginning.api import BegunRow, Kept, ReadingRow
from samspel.sources import (
    Named,
    Pasted,
    Suggestion,
    read_pasted,
    suggest,
)
from samspel.sources.mapped import fold
from samspel.tables import clean_text, number_fault, plain_number
from samspel.terms import Viewer
from samspel.terms.countries import country_code

__all__ = [
    "TOWN",
    "KeptColumn",
    "Line",
    "Lines",
    "choose",
    "find_list",
    "give_up",
    "keep_list",
    "lines_of",
    "read_list",
    "say_columns",
]


TOWN = "town:"  # before a choice's name: which municipality a village is in


@dataclass(frozen=True, slots=True)
class Line:
    """One organisation of the list. `at` is its place; the platform named beside it has `-1`.

    `kind` is `sector:role|role` as chosen or suggested, "" where nobody has said; `chosen` says
    which. `same` is who it is taken to be, "" for somebody new; `out`: left out, by a person or
    since its number was a person's. `municipality` is a key; `locality` what the list says of
    where it is when that is no municipality. `no_country`: what is no country.
    `fault` is what is wrong with the number: `form`, `check_digit`, `person`, `long` or nothing.
    """

    at: int
    name: str
    org_number: str
    fault: str
    municipality: str
    locality: str
    country: str
    no_country: str
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
class TownAsked:
    """A place that is no municipality. `choice` names the answer; `said` is what a person wrote,
    `municipality` its key, "" while it is not said or is none."""

    choice: str
    name: str
    said: str
    municipality: str


@dataclass(frozen=True, slots=True)
class KeptColumn:
    """A column that would be kept beside each actor under its heading: its place, the field of
    the page that leaves it `out`, and the first value that stands in it."""

    at: int
    choice: str
    heading: str
    first: str
    out: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """The list as it would be entered; `left` counts the lines that still lack a sector.
    `towns`: what is written as a place in Sweden and is no municipality, each once. `kept`: the
    columns that go along beside."""

    begun: BegunRow
    pasted: Pasted
    lines: tuple[Line, ...]
    new: int
    left: int
    towns: tuple[TownAsked, ...]
    kept: tuple[KeptColumn, ...]


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
            heading_row=old.heading_row,
            choices={**old.choices, **kept.choices},
        )
    return beginning.keep_begun(kept, changes=changes, by=by)


def _clean(text: str) -> str:
    """The text as it may be kept: without personal identity numbers."""
    return clean_text(text.replace("\x00", ""))


def say_columns(*, columns: tuple[str, ...], heading_row: int, by: Viewer) -> BegunRow:
    """Take a person's word for what the columns are and which row is their headings (0: none),
    and remember it for the next such list."""
    begun = _begun(by)
    kept = replace(begun.kept, columns=columns, heading_row=heading_row)
    signature = read_pasted(kept.text, columns, heading_row=heading_row).signature
    beginning.keep_reading(signature, ReadingRow(columns, headed=heading_row > 0), by=by)
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
        return read_pasted(kept.text, kept.columns, heading_row=kept.heading_row)
    read = read_pasted(kept.text)
    top = read.top_signatures
    told = beginning.find_reading((*top, read.signature), by=by)
    if told is None:
        return read
    row = top.index(told.signature) + 1 if told.headed and told.signature in top else 0
    return read_pasted(kept.text, told.columns, heading_row=row)


def lines_of(*, by: Viewer) -> Lines:
    """Each line with what it would become."""
    begun, pasted = _begun(by), read_list(by=by)
    made = _plain_lines(pasted, begun.kept.platform)
    own = own_towns(by=by)
    towns = _towns(made, own, begun.kept.choices)
    made = [_placed(line, own, towns) for line in made]
    matches = matches_of(lines=made, there=register_actors(by=by))
    lines = tuple(
        _chosen(line, matches.get(line.at, ()), begun.kept.choices) for line in made if line.name
    )
    left_out = {f"row-{line.at}" for line in lines if line.out}
    lines = tuple(replace(one, same="") if one.same in left_out else one for one in lines)
    entered = [line for line in lines if not line.out and not line.same]
    left = sum(not line.kind for line in entered)
    kept = tuple(_kept(pasted, at, begun.kept.choices) for at in pasted.kept)
    return Lines(begun, pasted, lines, len(entered), left, tuple(towns.values()), kept)


def _kept(pasted: Pasted, at: int, choices: Mapping[str, str]) -> KeptColumn:
    column, choice = pasted.columns[at], f"out-column{at}"
    first = next(iter(column.shown), "")
    return KeptColumn(at, choice, column.heading, first, choices.get(choice) == "out")


def _towns(
    lines: list[Line], own: Mapping[str, str], choices: Mapping[str, str]
) -> Mapping[str, TownAsked]:
    """What is no municipality, folded, with the municipality that a person said it is in."""
    asked: dict[str, TownAsked] = {}
    for line in lines:
        name = line.locality
        if name and line.country in ("", "SE") and not town_key(text=name, own=own):
            choice = f"{TOWN}{fold(name)}"
            said = choices.get(choice, "")
            asked.setdefault(
                fold(name), TownAsked(choice, name, said, town_key(text=said, own=own))
            )
    return asked


def _placed(line: Line, own: Mapping[str, str], towns: Mapping[str, TownAsked]) -> Line:
    """The line in its municipality. Where the list names a village it keeps that beside."""
    written = fold(line.locality)
    if line.country not in ("", "SE") and written not in own:
        return line
    if key := town_key(text=written, own=own):
        return replace(line, municipality=key, locality="")
    return replace(line, municipality=towns[written].municipality) if written in towns else line


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
        municipality="",
        locality=of.get("municipality", "")[:200],
        country=country_code(country),
        no_country="" if country_code(country) else country,
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
    chosen = choices.get(f"kind{line.at}", "")
    unsaid = "out" if line.fault == "person" else ""
    return replace(
        line,
        kind=chosen or line.kind or choices.get("rest", ""),
        chosen=bool(chosen) and chosen != line.kind,  # a form sends what it suggested as well
        matches=matches,
        same=same,
        out=choices.get(f"out{line.at}", unsaid) == "out",
    )


def _same(one: str, other: str) -> bool:
    return fold(one) == fold(other)
