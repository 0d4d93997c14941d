"""What somebody entered, in words: what kind of entry it was, and its rows as lines.

Neighbours get `entry_name`, and with the names of actors and ecosystems for keys `row_lines`, or
`row_says` for one row; `keys_in` are the keys to ask the names of.
"""

from collections.abc import Callable, Iterable, Mapping

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from samspel.pages.interplay.words import fact_name, source_words, value_name
from samspel.pages.register.act_lines import gather
from samspel.pages.templatetags.wording import (
    kind_name,
    number_words,
    part_taken,
    role_names,
    sector_name,
    table_name,
)
from samspel.records.register.api import SampleRow
from samspel.reports import gap_name
from samspel.reports.workbook import table_headings
from samspel.terms.act_facts import DEFAULT
from samspel.terms.countries import country_name
from samspel.terms.municipalities import municipality_name

__all__ = ["entry_name", "keys_in", "row_lines", "row_says"]

_ORIGINS: Mapping[str, str] = {
    "act": gettext_noop("An act"),
    "api": gettext_noop("Sent by a program"),
    "coverage": gettext_noop("A declared log"),
    "grid": gettext_noop("Answers in the grid"),
    "note": gettext_noop("A note"),
    "page": gettext_noop("Entered on a page"),
    "paste": gettext_noop("A pasted list"),
    "profile": gettext_noop("An actor's profile"),
    "starter": gettext_noop("Far sides from the starter list"),
}
_CHANGES: Mapping[str, str] = {
    "added": gettext_noop("%(table)s, new: %(row)s"),
    "changed": gettext_noop("%(table)s, changed: %(row)s"),
    "ended": gettext_noop("%(table)s, taken away: %(row)s"),
    "same": gettext_noop("%(table)s: %(row)s"),
}
# Keys that say nothing to a person, unless there is a name for them.
# What only a program reads, and what every row says alike.
_SILENT = frozenset({"latitude", "longitude", "country"})
_NAMED = ("actor_id", "ecosystem_id", "respondent_id", "near_actor_id", "far_actor_id", "about")


def _gap(key: str) -> str:
    return _("all gaps") if key == "*" else gap_name(key, get_language() or "sv")


def _item(item: str) -> str:
    """What was answered: contact over a gap, most often."""
    what, _colon, gap = item.partition(":")
    return _("contact over %(gap)s") % {"gap": _gap(gap)} if what == "contact" else item


_YES_NO = {"yes": gettext_noop("yes"), "no": gettext_noop("no")}
_WORDS: Mapping[str, Callable[[str], str]] = {
    "sector": sector_name,
    "roles": role_names,
    "kind": kind_name,
    "role": part_taken,
    "gap": _gap,
    "item": _item,
    "source": source_words,
}
_COLUMNS: Mapping[str, str] = {
    "name": gettext_noop("name"),
    "sector": gettext_noop("sector"),
    "roles": gettext_noop("roles"),
    "municipality": gettext_noop("municipality"),
    "locality": gettext_noop("locality"),
    "country": gettext_noop("country"),
    "place_class": gettext_noop("place class"),
    "org_number": gettext_noop("organisation number"),
    "industry": gettext_noop("industry"),
    "title": gettext_noop("title"),
    "kind": gettext_noop("kind"),
    "started_on": gettext_noop("first day"),
    "ended_on": gettext_noop("last day"),
    "member_from": gettext_noop("member from"),
    "member_until": gettext_noop("member until"),
}


def column_name(table: str, column: str) -> str:
    """A column in words; one of the region's own as it is called.

    One that is not named here is called as in the workbook, within a sentence."""
    if column in _COLUMNS:
        return _(_COLUMNS[column])
    language = get_language() or "sv"
    [heading] = table_headings(table, (column,), language)
    if heading == column:
        return column.replace("_", " ") if language == "en" else column
    return heading if heading[:2].isupper() else heading[0].lower() + heading[1:]


def _in_file(table: str, column: str) -> str:
    """A column for who has the file at hand: in words, and as a file calls it."""
    name = column_name(table, column)
    return name if name == column else f"{name} ({column})"


def entry_name(origin: str) -> str:
    """What kind of entry it was."""
    return _(_ORIGINS.get(origin, "Entered on a page"))


def keys_in(rows: Iterable[SampleRow]) -> tuple[str, ...]:
    """The keys of actors in the rows, to ask the names of."""
    found = (row.values.get(column, "") for row in rows for column in _NAMED)
    return tuple(dict.fromkeys(key for key in found if key))


def row_lines(rows: Iterable[SampleRow], names: Mapping[str, str]) -> tuple[str, ...]:
    """A line for each new act, and one for every other row: which table, what happens to it, and
    what it says."""
    acts, rest = gather(rows, names)
    lines = (
        _(_CHANGES[row.what]) % {"table": table_name(row.table), "row": row_says(row, names)}
        for row in rest
    )
    return (*acts, *lines)


def row_says(row: SampleRow, names: Mapping[str, str], *, from_file: bool = False) -> str:
    """What a row says, or what of it changes; `from_file` tells also what a file calls it."""
    called = _in_file if from_file else column_name
    if row.what == "changed":
        changes = (
            _("%(column)s: %(before)s becomes %(after)s")
            % {
                "column": called(row.table, column),
                "before": _quoted(_word(column, old, names)),
                "after": _quoted(_word(column, row.values.get(column, ""), names)),
            }
            for column, old in row.before.items()
        )
        return f"{_label(row, names)}: {'; '.join(changes)}"
    return _listed(row, names)


def _quoted(word: str) -> str:
    return _("“%(word)s”") % {"word": word} if word else _("nothing")


def _label(row: SampleRow, names: Mapping[str, str]) -> str:
    told = row.values.get("name") or row.values.get("title")
    return told or next((_word(k, v, names) for k, v in row.values.items() if v), "")


def _listed(row: SampleRow, names: Mapping[str, str]) -> str:
    """The values, less the keys that a name stands for or that no person reads."""
    if row.table == "act_facts":
        return _fact(row.values)
    values = dict(row.values)
    if values.get("name"):
        values.pop("actor_id", None)
    shown = (
        _word(column, value, names)
        for column, value in values.items()
        if value
        and value != "False"
        and column not in _SILENT
        and (column in _NAMED or not column.endswith("_id"))
    )
    return ", ".join(shown) or next(iter(row.values.values()), "")


def _fact(values: Mapping[str, str]) -> str:
    """“Direction: both ways (by default)”."""
    fact = values.get("fact", "")
    told = f"{fact_name(fact)}: {value_name(fact, values.get('value', ''))}"
    return _("%(fact)s (by default)") % {"fact": told} if values.get("basis") == DEFAULT else told


def _word(column: str, value: str, names: Mapping[str, str]) -> str:
    if value == "True":
        return _("yes")
    if value == "*" and column in _NAMED:
        return _("everybody")
    if column == "value" and value in _YES_NO:
        return _(_YES_NO[value])
    if column in _WORDS:
        return _WORDS[column](value)
    if column == "org_number":
        return number_words(value)
    if column == "country":
        return country_name(value, get_language() or "sv")
    if column == "municipality":
        return names.get(value) or municipality_name(value)
    return names.get(value, value) if column in _NAMED else value
