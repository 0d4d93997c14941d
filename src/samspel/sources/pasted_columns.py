"""What each column of a pasted list is taken for, and why.

`pasted` gets `FIELDS`, `PastedColumn`, `take_columns`, `said_columns` and the small questions of a
cell or a column that it asks before. No column about persons goes on unseen: a heading that nobody
knows is never sure, and values that look like persons are proposed to be left out.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samspel.sources.given_names import GIVEN_NAMES
from samspel.sources.pasted_words import COUNTRIES, HEADINGS, PERSON_HEADING, SECTOR_WORDS
from samspel.sources.suggestions import Named, suggest

__all__ = [
    "FIELDS",
    "PastedColumn",
    "folded",
    "heading_field",
    "is_heading",
    "is_value",
    "mostly_numbers",
    "said_columns",
    "take_columns",
]

# What a column may be taken for. `person` is left out of everything; `keep` is kept beside.
FIELDS = (
    "name",
    "org_number",
    "sector",
    "roles",
    "ownership",
    "municipality",
    "country",
    "industry",
    "member_from",
    "keep",
    "person",
)
_SAMPLE = 200
_MOSTLY = 0.6
_HALF = 0.5
_LOOKS: Mapping[str, re.Pattern[str]] = {
    "mail": re.compile(r".*[^\s@]+@[^\s@]+\.[a-z]+.*", re.I),
    "person": re.compile(r".*[^\s@]+@[^\s@]+\.[a-z]+.*|\+?0?[\d][\d\s()/-]{5,15}|\*\*\*", re.I),
    # No organisation number begins with 0, as a telephone number does.
    "org_number": re.compile(r"(?:16)?[1-9]\d{5}[-–]?\d{4}|SE\d{10}01|\*\*\*", re.I),
    "member_from": re.compile(r"(?:19|20)\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2})?|\d{8}"),
    "url": re.compile(r"(?:https?://|www\.)\S+", re.I),
    "number": re.compile(r"[-+]?[\d\s.,%]+"),
}


@dataclass(frozen=True, slots=True)
class PastedColumn:
    """One column: its heading ("" without), what it is taken for, why, and its first values.

    `why`: `heading`, `content`, `person` (its heading is of persons: never taken in), `looks` (its
    values look like persons: proposed to be left out, or looked at where it is the names),
    `rest` (nothing fits: kept beside), `said` (a person said so).
    """

    heading: str
    field: str
    why: str
    shown: tuple[str, ...]

    @property
    def told(self) -> bool:
        """Whether nobody need look at it: a person or its heading says what it is, or nothing of
        it is kept."""
        unknown = self.field == "keep" and self.why == "rest" and self.heading
        return self.why not in {"content", "looks"} and not unknown


def folded(cell: str) -> str:
    """A cell as words are compared: small letters and single blanks."""
    plain = unicodedata.normalize("NFC", cell).casefold()
    return " ".join(re.sub(r"[^\w]+", " ", plain).split())


def heading_field(heading: str) -> str:
    """What a heading says that its column is, "" when we do not know it.

    >>> heading_field("Org.nr"), heading_field("Firmatecknare"), heading_field("Budget")
    ('org_number', 'person', '')
    """
    plain = folded(heading)
    return HEADINGS.get(plain) or ("person" if PERSON_HEADING.search(plain) else "")


def is_heading(cell: str) -> bool:
    """Whether the whole cell is a heading that we know; one with a known word in it may be a name.

    >>> is_heading("Kontakt"), is_heading("Kontakta Norr AB")
    (True, False)
    """
    return folded(cell) in HEADINGS


def is_value(cell: str) -> bool:
    """Whether the cell looks like something that stands under a heading."""
    return _LOOKS["org_number"].fullmatch(cell) is not None or "@" in cell


def mostly_numbers(column: Sequence[str]) -> bool:
    """Whether most of it are organisation numbers."""
    return _share(column, "org_number") > _MOSTLY


def take_columns(
    headings: Sequence[str], rows: Sequence[tuple[str, ...]]
) -> tuple[PastedColumn, ...]:
    """By heading, then by what stands in them; a field has one column."""
    columns = _columns(headings, rows)
    fields: list[tuple[str, str]] = [("", "")] * len(headings)
    # Of two columns of names the organisations' is the one that holds no persons.
    for at in sorted(range(len(headings)), key=lambda at: (_persons(columns[at]), at)):
        field = heading_field(headings[at])
        if field and (field in {"person", "keep"} or field not in {one for one, _ in fields}):
            fields[at] = (field, "person" if field == "person" else "heading")
        if fields[at][0] == "name" and _persons(columns[at]):
            fields[at] = ("name", "looks")
        if field == "keep" and (_share(columns[at], "mail") > _HALF or _persons(columns[at])):
            fields[at] = ("person", "looks")
    for at, column in enumerate(columns):
        if not fields[at][0]:
            fields[at] = _by_content(column, {one for one, _ in fields}, alone=len(columns) == 1)
    fields = _with_name(fields, columns)
    return tuple(
        PastedColumn(heading, field, why, _shown(column))
        for heading, (field, why), column in zip(headings, fields, columns, strict=True)
    )


def said_columns(
    headings: Sequence[str], rows: Sequence[tuple[str, ...]], said: Sequence[str]
) -> tuple[PastedColumn, ...]:
    """As a person said they are."""
    return tuple(
        PastedColumn(heading, field if field in FIELDS else "keep", "said", _shown(column))
        for heading, field, column in zip(headings, said, _columns(headings, rows), strict=True)
    )


def _columns(headings: Sequence[str], rows: Sequence[tuple[str, ...]]) -> list[list[str]]:
    return [[row[at] for row in rows[:_SAMPLE]] for at in range(len(headings))]


def _by_content(column: Sequence[str], taken: set[str], *, alone: bool) -> tuple[str, str]:
    """What a column without a heading that we know holds, by most of its values."""
    for field in ("org_number", "member_from"):
        if field not in taken and _share(column, field) > _MOSTLY:
            return field, "content"
    if _share(column, "person") > _MOSTLY or (_persons(column) and not alone):
        return "person", "looks"
    words = {"sector": SECTOR_WORDS, "country": COUNTRIES}
    for field, known in words.items():
        fits = [folded(value) in known for value in column if value]
        if field not in taken and fits and sum(fits) > _MOSTLY * len(fits):
            return field, "content"
    return "", ""


def _with_name(
    fields: list[tuple[str, str]], columns: Sequence[Sequence[str]]
) -> list[tuple[str, str]]:
    """The name is the column left whose values differ most and hold most letters."""
    left = [at for at, (field, _) in enumerate(fields) if not field]
    if left and all(field != "name" for field, _ in fields):
        best = max(left, key=lambda at: (_namelike(columns[at]), -at))
        if _namelike(columns[best]) > 0:
            fields[best] = ("name", "rest" if len(columns) == 1 else "content")
    return [one if one[0] else ("keep", "rest") for one in fields]


def _namelike(column: Sequence[str]) -> float:
    full = [value for value in column if value]
    if not full or _share(column, "url") > _MOSTLY or _share(column, "number") > _MOSTLY:
        return 0.0
    letters = sum(min(sum(c.isalpha() for c in value), 30) for value in full)
    return letters / len(column) * len(set(full)) / len(full)


def _share(column: Sequence[str], field: str) -> float:
    full = [value for value in column if value]
    fits = sum(_LOOKS[field].fullmatch(value) is not None for value in full)
    return fits / len(full) if full else 0.0


def _persons(column: Sequence[str]) -> bool:
    """Whether at least half of its values are persons' names, as far as we know them."""
    full = [value for value in column if value]
    return bool(full) and sum(map(_person, full)) >= _HALF * len(full)


def _person(value: str) -> bool:
    """A given name that we know, then a name: and nothing that says an organisation."""
    words = value.replace(",", " ").split()
    named = len(words) > 1 and words[0].casefold() in GIVEN_NAMES and words[1][:1].isupper()
    return named and not suggest(Named(value)).sector


def _shown(column: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in column if value))[:3]
