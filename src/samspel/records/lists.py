"""Lists of many rows: a page of them with the count of all, and the indexes that both go by.

Neighbours get `page_of`, `first_of_each`, and `Covering`, an index that holds what a list sifts by.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models import Q

from samspel.terms import PageRequest

__all__ = ["Covering", "first_of_each", "page_of"]

_FEW, _MANY = 200, 2000
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


def page_of(  # noqa: PLR0913 - the last four by name
    found: models.QuerySet[_Model],
    page: PageRequest,
    *,
    order: Sequence[str],
    rare: bool = False,
    counted: Callable[[Callable[[], int]], int] = lambda count: count(),
    walked: models.QuerySet[_Model] | None = None,
) -> tuple[list[_Model], int, str]:
    """Up to `page.size` rows in an order that ends with their key, how many there are in all (0
    when `page` asks for no count), and the key to go on after.

    `rare`: what is asked for may be in few rows, as a word is. Then they are looked for once, and
    not a second time in order to be counted. `counted` may know the count already. `walked` are
    the same rows, asked one by one: quicker where many are among those that the order walks by.
    """
    count = None
    if rare:
        one_by_one = found if walked is None else walked
        ids = list(one_by_one.order_by().values_list("pk", flat=True)[: _FEW + 1])
        if len(ids) <= _FEW:
            found, count = found.model._default_manager.filter(pk__in=ids), len(ids)  # noqa: SLF001 - its public name is not there when abstract
    if count is None:
        count = counted(found.count) if page.counted else 0
    if walked is not None and count > _MANY:
        found = walked
    key = order[-1]
    last = found.filter(**{key: page.after}).first() if page.after else None
    if last is not None:
        found = found.filter(_after(last, order))
    got = list(found.order_by(*order)[: page.size + 1])
    shown = got[: page.size]
    return shown, count, str(getattr(shown[-1], key)) if len(got) > page.size else ""


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


def first_of_each(found: models.QuerySet[Any], field: str) -> tuple[str, ...]:
    """The distinct texts of a field that is indexed, without the empty one, in their order. From
    each it goes to the next by the index: as many steps as there are texts, not rows."""
    table, column = found.model._meta.db_table, found.model._meta.get_field(field).column  # noqa: SLF001 - Django's own way to a column
    one = found.order_by(field).values_list(field, flat=True)
    here = f'"{table}"."{column}"'
    first, first_values = one.exclude(**{field: ""})[:1].query.sql_with_params()
    further, further_values = one.extra(where=[f"{here} > told.value"])[:1].query.sql_with_params()  # noqa: S610 - our own names
    walk = (
        f"WITH RECURSIVE told(value) AS (SELECT * FROM ({first}) AS a UNION ALL "  # noqa: S608 - as above
        f"SELECT ({further}) FROM told WHERE told.value IS NOT NULL) "
        "SELECT value FROM told WHERE value IS NOT NULL"
    )
    with connection.cursor() as cursor:
        cursor.execute(walk, [*first_values, *further_values])
        return tuple(str(row[0]) for row in cursor.fetchall())
