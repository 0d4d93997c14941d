"""Lists of many rows: a page of them with the count of all, and the indexes that both go by.

Neighbours get `page_of`; `counted`, `searched`, `gathered` and `found_all`, ways to find what it
may know; `ids_of` and `ids_by`, the ids alone; and `Covering`, an index that holds what a list
sifts by.
"""

import json
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models import Aggregate, OrderBy, Q, TextField
from django.db.models.functions import Coalesce

from samspel.terms import PageRequest

__all__ = [
    "Covering",
    "Found",
    "counted",
    "found_all",
    "gathered",
    "ids_by",
    "ids_of",
    "page_of",
    "searched",
]

_FEW, _GATHERED, _EVERY = 1000, 10_000, 2**62
_Model = TypeVar("_Model", bound=models.Model)


class Covering(models.Index):
    """An index on `fields` that SQLite also finds `covers` in: what a list sifts and counts by.

    SQLite walks a list in its order, and would fetch the whole row of everything it passes over
    to see that a word is not in it: at 200,000 rows that is most of a second. PostgreSQL has other
    ways, and a limit on how long an entry of an index may be, so there it is `fields` alone.
    """

    def __init__(self, *, covers: Sequence[str] = (), **settings: Any) -> None:
        super().__init__(**settings)
        self.covers = list(covers)

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        """As a migration writes it."""
        path, arguments, settings = super().deconstruct()
        return path, arguments, {**settings, "covers": self.covers}

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **more: Any) -> Any:
        """The statement that makes it."""
        if schema_editor.connection.vendor != "sqlite":
            return super().create_sql(model, schema_editor, using, **more)
        whole = models.Index(fields=[*self.fields, *self.covers], name=self.name)
        return whole.create_sql(model, schema_editor, using, **more)


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a list: how many rows it has, and the ids of the first in its order; all of
    them where they are few, none where it is quicker to walk."""

    count: int
    first: Sequence[int] = ()


def page_of(  # noqa: PLR0913 - the last three by name
    found: models.QuerySet[_Model],
    page: PageRequest,
    *,
    order: Sequence[str],
    known: Callable[[], Found] | None = None,
    walked: models.QuerySet[_Model] | None = None,
) -> tuple[list[_Model], int, str]:
    """Up to `page.size` rows in an order that ends with their key, how many there are in all (0
    when `page` asks for no count), and the key to go on after.

    `known` tells what is known of the list. `walked` are the same rows, asked one by one: quicker
    where many are among those that the order walks by.
    """
    singly = found if walked is None else walked
    last = singly.filter(**{order[-1]: page.after}).first() if page.after else None
    seen, got = Found(0), None
    if page.counted:
        seen = known() if known else Found(found.count())
        got = _known_rows(found.model, seen, last, page.size)
    if got is None:
        asked = singly if seen.count > _FEW else found
        asked = asked if last is None else asked.filter(_after(last, order))
        got = list(asked.order_by(*order)[: page.size + 1])
    shown = got[: page.size]
    after = str(getattr(shown[-1], order[-1])) if len(got) > page.size else ""
    return shown, seen.count, after


def counted(
    found: models.QuerySet[Any], order: Sequence[str], count: Callable[[], int] | None = None
) -> Found:
    """Of a list that is walked; `count` may have the number more cheaply."""
    n = (count or found.count)()
    return Found(n, ids_of(found.order_by(*order)) if n <= _FEW else ())


def searched(
    found: models.QuerySet[Any],
    order: Sequence[str],
    walked: models.QuerySet[Any] | None = None,
    *,
    ahead: bool = False,
) -> Found:
    """Of what may be in few of the rows, as a word is: they are looked for once, and not a second
    time in order to be counted. Without an order, by which a database would be drawn to walk.
    `ahead`: of many, too, the first are found, for the walk to them may be long."""
    some = ids_of((found if walked is None else walked).order_by()[: _FEW + 1])
    if len(some) <= _FEW:
        return found_all(found.model, some, order)
    return Found(found.count(), ids_of(found.order_by(*order)[:_FEW]) if ahead else ())


def found_all(model: type[models.Model], ids: Sequence[int], order: Sequence[str]) -> Found:
    """Of rows all of whose ids are at hand, in no order."""
    few = len(ids) <= _FEW
    return Found(len(ids), ids_of(_by_ids(model, ids).order_by(*order)) if few else ())


def gathered(found: models.QuerySet[Any], order: Sequence[str]) -> Found:
    """Of rows that come from elsewhere, as an actor's acts do, and are better put in order than
    met while walking: ordered by what no index has, so that no database walks one."""
    named = [(one.removeprefix("-"), one.startswith("-")) for one in order]
    as_they_are = [OrderBy(Coalesce(name, name), descending=down) for name, down in named]
    some = ids_of(found.order_by(*as_they_are)[: _GATHERED + 1])
    return Found(len(some) if len(some) <= _GATHERED else found.count(), some[:_FEW])


class _Together(Aggregate):
    """All values as one text. Of SQLite the next row is asked for one by one, and another thread
    that reckons meanwhile is waited for after each: 30,000 ids took seconds while others read."""

    function = "JSON_GROUP_ARRAY"
    output_field = TextField()


def ids_of(found: models.QuerySet[Any]) -> "array[int]":
    """As numbers side by side, in their order: those of many lists are kept."""
    if connection.vendor != "sqlite":
        return array("q", found.values_list("pk", flat=True))
    # Of what is cut off the order is kept, and by this aggregate it is.
    cut = found if found.query.is_sliced else found[:_EVERY]
    told = cut.aggregate(all=_Together("pk"))["all"]
    return array("q", json.loads(told or "[]"))  # nothing is told of what cannot be


def ids_by(found: models.QuerySet[Any], name: str) -> "Mapping[str, array[int]]":
    """The ids by what stands in a column, in no order."""
    # Not by the column itself: SQLite would be drawn to walk an index of it.
    of = found.order_by().annotate(of=Coalesce(name, name)).values_list("of")
    if connection.vendor == "sqlite":
        return {
            value: array("q", json.loads(ids))
            for value, ids in of.annotate(all=_Together("pk")).values_list("of", "all")
        }
    by: dict[str, array[int]] = {}
    for value, one in of.values_list("of", "pk"):
        by.setdefault(value, array("q")).append(one)
    return by


def _by_ids(model: type[_Model], ids: Sequence[int]) -> models.QuerySet[_Model]:
    return model._default_manager.filter(pk__in=list(ids))  # noqa: SLF001 - its public name is not there when abstract


def _known_rows(
    model: type[_Model], seen: Found, last: _Model | None, size: int
) -> list[_Model] | None:
    """The rows after that one, and one more than a page has, by their ids; None where those that
    are known do not reach so far."""
    if last is not None and last.pk not in seen.first:
        return None
    start = 0 if last is None else seen.first.index(last.pk) + 1
    ids = seen.first[start : start + size + 1]
    if len(ids) <= size and len(seen.first) < seen.count:
        return None
    rows = {row.pk: row for row in _by_ids(model, ids)}
    return [rows[one] for one in ids if one in rows]


def _after(last: models.Model, order: Sequence[str]) -> Q:
    """The condition that a row comes after another in that order. It begins with where the first
    column begins, by which an index is entered in its middle and not walked from its start."""
    further, same = Q(), Q()
    for one in order:
        name, beyond = one.removeprefix("-"), "lt" if one.startswith("-") else "gt"
        value = getattr(last, name)
        further |= same & Q(**{f"{name}__{beyond}": value})
        same &= Q(**{name: value})
    first = order[0].removeprefix("-")
    bound = "lte" if order[0].startswith("-") else "gte"
    return Q(**{f"{first}__{bound}": getattr(last, first)}) & further
