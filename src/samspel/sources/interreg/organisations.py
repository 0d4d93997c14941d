"""Interreg's organisations: one name each, what they are and where, with every doubt told."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samspel.sources.interreg.mapping import Mapping
from samspel.sources.interreg.rows import Row
from samspel.sources.mapped import Kind, fold
from samspel.terms import Place, Problem, Severity

__all__ = ["Organisation", "organisations_of"]


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation under the one name it goes by. `kind` None: the mapping has no line.

    `pair` is the type and ownership that decided; `here` are its rows in the county asked for.
    """

    name: str
    rows: tuple[Row, ...]
    pair: tuple[str, str]
    kind: Kind | None
    county: str
    here: tuple[Row, ...]

    @property
    def is_member(self) -> bool:
        """Whether any row of its stands in the county asked for."""
        return bool(self.here)


def organisations_of(
    rows: Sequence[Row], mapping: Mapping, region: str, file: str
) -> tuple[tuple[Organisation, ...], dict[str, list[Problem]]]:
    """All named organisations by name, and the doubts about each, by name."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if row.name:
            folded = fold(row.name)
            groups.setdefault(fold(mapping.aliases.get(folded, folded)), []).append(row)
    organisations = tuple(
        sorted((_one(g, mapping, region) for g in groups.values()), key=lambda each: each.name)
    )
    return organisations, {each.name: list(_doubts(each, file)) for each in organisations}


def _one(rows: list[Row], mapping: Mapping, region: str) -> Organisation:
    name = mapping.aliases.get(fold(rows[0].name)) or _commonest(row.name for row in rows)
    pair = _pair(rows, mapping)
    here = tuple(row for row in rows if fold(row.county) == fold(region))
    known = [row.county for row in rows if row.county]
    county = here[0].county if here else _commonest(known) if known else ""
    kind = mapping.names.get(fold(name)) or mapping.kinds.get(pair)
    return Organisation(name, tuple(rows), pair, kind, county, here)


def _commonest(values: Iterable[str]) -> str:
    """The value that stands most often; at a tie the first in the alphabet."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value))


def _pair(rows: Sequence[Row], mapping: Mapping) -> tuple[str, str]:
    """The type and ownership on most rows; at a tie the one that stands first in the mapping."""
    order = {pair: index for index, pair in enumerate(mapping.kinds)}
    counts = Counter(row.kind for row in rows)
    return min(counts, key=lambda pair: (-counts[pair], order.get(pair, len(order)), pair))


def _doubts(each: Organisation, file: str) -> Iterable[Problem]:
    row = each.rows[0].number
    spellings = sorted({r.name for r in each.rows})
    if len(spellings) > 1:
        values = {"organisation": each.name, "names": "; ".join(spellings)}
        yield _warn("interreg_aliases", values, Place(file, "", row, "organisationsnamn"))
    pairs = Counter(" / ".join(part or "—" for part in r.kind) for r in each.rows)
    if len(pairs) > 1:
        yield _warn(
            "interreg_several_kinds",
            {
                "organisation": each.name,
                "kinds": _counted(pairs),
                "sector": each.kind.sector if each.kind else "",
            },
            Place(file, "", row, "organisationstyp"),
        )
    counties = Counter(r.county for r in each.rows if r.county)
    if len(counties) > 1:
        values = {
            "organisation": each.name,
            "counties": _counted(counties),
            "county": each.county,
        }
        yield _warn("interreg_several_counties", values, Place(file, "", row, "nuts3"))


def _counted(counts: Counter[str]) -> str:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return "; ".join(f"{value} ({count})" for value, count in ordered)


def _warn(code: str, values: dict[str, str], place: Place) -> Problem:
    return Problem(code, values, place, Severity.WARNING)
