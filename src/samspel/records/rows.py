"""The rows of our tables as records: which are current, as frames, staged in pieces.

A row came with an entry (a file, a form, a wave) and may have left with a later one. It is
current when what brought it is applied and what took it away is not. So a large import is
written in small transactions nobody sees, and becomes current by one change of state; and the
rows of one version of the register can be read while others write. The subjects share this and
nothing else; each has its own models.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, ClassVar

import polars as pl
from django.apps import apps
from django.db import models
from django.db.models import F, Func, Q

from samspel.tables import ALL_CONTRACTS, Contract, Kind
from samspel.terms import Place, Problem, Viewer

__all__ = [
    "Keeper",
    "Row",
    "contract",
    "current",
    "entries_of",
    "ever_members",
    "longest",
    "over_long",
    "seen_as",
]

_BLANK_AS_NULL = {Kind.DATE, Kind.NUMBER, Kind.FLAG}


class Row(models.Model):
    """A row of one of our tables. `extra` keeps the columns that are not in the contract.

    `TABLE` names the contract; `FIELDS` says which field holds a column of another name.
    Personal data: none, but names of sole traders; a person is a row in `contacts`.
    """

    TABLE: ClassVar[str]
    FIELDS: ClassVar[Mapping[str, str]] = {}

    region = models.ForeignKey("register.Region", models.PROTECT, related_name="+")
    came_with = models.ForeignKey(
        "register.Entry", models.PROTECT, related_name="+", null=True, blank=True
    )
    left_with = models.ForeignKey(
        "register.Entry", models.PROTECT, related_name="+", null=True, blank=True
    )
    extra = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True

    @classmethod
    def derived(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """What is kept beside the columns to find the row by; from the columns alone."""
        del values  # a row that needs more says so
        return {}

    @classmethod
    def seen(cls, by: Viewer) -> Q:
        """The condition that the viewer may see a row at all, current or not: here, always."""
        del by
        return Q()


def _all(model: type[Row]) -> models.Manager[Any]:
    return model._default_manager  # noqa: SLF001 - its public name is not there when abstract


def contract(table: str) -> Contract:
    """The contract of that name; KeyError if there is none."""
    return _CONTRACTS[table]


_CONTRACTS = {one.name: one for one in ALL_CONTRACTS}


@cache
def longest(table: str) -> Mapping[str, int]:
    """By column of the table the longest text that its field holds; no others have one.

    SQLite would take more, PostgreSQL does not: so it is asked before anything is written.
    """
    found = {}
    for model in (one for one in apps.get_models() if issubclass(one, Row) and table == one.TABLE):
        for column in contract(table).columns:
            fields = model._meta  # noqa: SLF001 - Django's documented name
            field = fields.get_field(model.FIELDS.get(column.name, column.name))
            most = getattr(field, "max_length", None)
            if most is not None:
                found[column.name] = int(most)
    return found


def over_long(given: Mapping[str, pl.DataFrame]) -> tuple[Problem, ...]:
    """A problem for each column with a text longer than its field, by the first such row."""
    found = []
    for table, rows in given.items():
        key = contract(table).key[0]
        for name, most in longest(table).items():
            over = rows.filter(pl.col(name).cast(pl.String).str.len_chars() > most)
            if over.height:
                values = {"key": str(over[key][0])[:80], "limit": str(most)}
                values["rows"] = str(over.height)
                found.append(Problem("too_long", values, Place(file=table, column=name)))
    return tuple(found)


def seen_as(*told: object) -> str:
    """A short mark of what somebody is shown: another as soon as any of it is another. Given back
    with a change it tells what the change was made from."""
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def current(by: Viewer, *, at: int | None = None) -> Q:
    """The condition that a row is of the viewer's region and current.

    `at` is a version of the register, None the newest. A leader's own workspace lies over the
    register: what is kept there counts as current, for it alone.
    """
    return Q(_Current(by, at))


class _Current(Func):
    """The condition, in SQL of our own: a page asks it ten times over, and composed of Django's
    conditions it took 2 ms of composing a time, most of what a page of a list took in all."""

    conditional = True
    output_field = models.BooleanField()

    def __init__(self, by: Viewer, at: int | None) -> None:
        super().__init__(F("region_id"), F("came_with_id"), F("left_with_id"))
        self.region = by.region
        self.hidden, self.values = _hidden(by, at)

    def as_sql(
        self, compiler: Any, connection: Any, *more: Any, **named: Any
    ) -> tuple[str, tuple[Any, ...]]:
        """The statement's part and its values."""
        del connection, more, named  # the same in both databases
        region, came, left = (compiler.compile(one)[0] for one in self.source_expressions)
        whole = (
            f"({region} = %s AND ({came} IS NULL OR {came} NOT IN ({self.hidden}))"
            f" AND ({left} IS NULL OR {left} IN ({self.hidden})))"
        )
        return whole, (self.region, *self.values, *self.values)


def _hidden(by: Viewer, at: int | None) -> tuple[str, tuple[Any, ...]]:
    """The ids of the entries that do not count, as SQL: few, however large the register is."""
    unmade = "made IS NULL OR unmade IS NOT NULL"
    values: list[int | str | None] = [by.region]
    if at is not None:
        unmade = "made IS NULL OR made > %s OR unmade <= %s"
        values = [by.region, at, at]
    own = ""
    if by.workspaces:
        names = sorted(by.workspaces)
        holders = ", ".join(["%s"] * len(names))
        own = (
            f" AND NOT (workspace IN ({holders}) AND state IN ('kept', 'applied')"
            " AND unmade IS NULL)"
        )
        values = [*values, *names]
    sql = f"SELECT id FROM register_entry WHERE region_id = %s AND ({unmade}){own}"  # noqa: S608 - our own words; what is given goes as values
    return sql, tuple(values)


def ever_members(ecosystems: Collection[str], by: Viewer) -> models.QuerySet[Any]:
    """The ids of the actors that were ever members of those ecosystems, to be asked within
    another question: an ecosystem has thousands."""
    spells = apps.get_model("register", "Membership")._default_manager  # noqa: SLF001 - as `_all`
    found = spells.filter(current(by), ecosystem_id__in=ecosystems)
    return found.order_by().values("actor_id")


def entries_of(workspaces: Collection[str], by: Viewer) -> models.QuerySet[Any]:
    """The ids of the entries made in those workspaces, handed in or not, to be asked within
    another question."""
    entries = apps.get_model("register", "Entry")._default_manager  # noqa: SLF001 - as `_all`
    mine = entries.filter(region_id=by.region, workspace__in=workspaces, workspace__gt="")
    return mine.order_by().values("id")


def _frame_of(
    model: type[Row], by: Viewer, *, ids: bool = False, at: int | None = None
) -> pl.DataFrame:
    """The current rows as the contract's columns, blank as null; with `_row`, their ids."""
    made = _frame(model, _all(model).filter(current(by, at=at), model.seen(by)), extra=ids)
    return made if ids else made.drop("_row")


def _find(model: type[Row], by: Viewer, column: str, values: Sequence[str]) -> pl.DataFrame:
    """The current rows whose column has one of the values: `_row`, the contract's columns, and
    after them the columns that only these rows have. Read to change them."""
    field = model.FIELDS.get(column, column)
    found = [
        _all(model).filter(
            current(by), model.seen(by), **{f"{field}__in": values[start : start + 500]}
        )
        for start in range(0, len(values), 500)
    ]
    frames = [_frame(model, some, extra=True) for some in found]
    return pl.concat(frames, how="diagonal_relaxed") if frames else _empty(model)


def _frame(model: type[Row], found: models.QuerySet[Any], *, extra: bool = False) -> pl.DataFrame:
    of = contract(model.TABLE)
    fields = [model.FIELDS.get(column.name, column.name) for column in of.columns]
    more = ["extra"] if extra else []
    rows = list(found.order_by().values_list("pk", *fields, *more))
    others = [row[-1] for row in rows] if extra else []
    made = pl.DataFrame(
        [row[: len(fields) + 1] for row in rows], schema=_empty(model).schema, orient="row"
    )
    texts = [name for name, dtype in of.schema.items() if dtype == pl.String()]
    made = made.with_columns(
        pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in texts
    )
    names = sorted({name for other in others for name in other} - set(made.columns))
    return made.with_columns(
        pl.Series(name, [other.get(name) for other in others], dtype=pl.String()) for name in names
    )


def _by_entry(model: type[Row], found: models.QuerySet[Any], field: str) -> pl.DataFrame:
    made = _frame(model, found, extra=True)
    entries = dict(found.order_by().values_list("pk", field))
    which = [entries[row] for row in made["_row"]]
    return made.with_columns(pl.Series("_entry", which, dtype=pl.Int64()))


def _empty(model: type[Row]) -> pl.DataFrame:
    return pl.DataFrame(schema={"_row": pl.Int64(), **contract(model.TABLE).schema})


def _add(model: type[Row], region: int, came_with: int | None, rows: pl.DataFrame) -> int:
    """Write the rows of a frame that has the contract's columns; the others go to `extra`."""
    of = contract(model.TABLE)
    others = [name for name in rows.columns if name not in of.schema and name[0] != "_"]
    made = [
        model(
            region_id=region,
            came_with_id=came_with,
            extra={name: str(row[name]) for name in others if row[name] not in (None, False)},
            **_values(model, of, row),
        )
        for row in rows.iter_rows(named=True)
    ]
    _all(model).bulk_create(made, batch_size=500)
    return len(made)


def _values(model: type[Row], of: Contract, row: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column in of.columns:
        value = row[column.name]
        blank = "" if value is None and column.kind not in _BLANK_AS_NULL else value
        values[model.FIELDS.get(column.name, column.name)] = blank
    return {**values, **model.derived(values)}


def _end(model: type[Row], region: int, left_with: int, ids: Sequence[int]) -> int:
    """Say of these rows that they leave with that entry; how many were there. May be said again."""
    done = 0
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        mine = _all(model).filter(region_id=region, pk__in=some)
        done += mine.update(left_with=left_with)
    return done


def _taken_by(model: type[Row], region: int, ids: Sequence[int]) -> frozenset[int]:
    """The entries that these rows leave with already, current or not."""
    found: set[int] = set()
    for start in range(0, len(ids), 500):
        some = _all(model).filter(region_id=region, pk__in=ids[start : start + 500])
        found.update(
            one for one in some.order_by().values_list("left_with", flat=True) if one is not None
        )
    return frozenset(found)


def _entries_of(model: type[Row], region: int, ids: Sequence[int]) -> frozenset[int]:
    found: set[int] = set()
    for some in _pieces(ids):
        rows = _all(model).filter(region_id=region, pk__in=some).order_by()
        found.update(one for one in rows.values_list("came_with", flat=True) if one is not None)
    return frozenset(found)


def _clean(models_: Iterable[type[Row]], region: int, of: int, *, size: int = 2000) -> int:
    """Take away up to `size` rows that an entry not applied has staged; 0 when all is clean."""
    for model in models_:
        rows = _all(model).filter(region_id=region)
        brought = list(rows.filter(came_with=of).values_list("pk", flat=True)[:size])
        if brought:
            return sum(rows.filter(pk__in=p).delete()[0] for p in _pieces(brought))
        taken = list(rows.filter(left_with=of).values_list("pk", flat=True)[:size])
        if taken:
            return sum(rows.filter(pk__in=p).update(left_with=None) for p in _pieces(taken))
    return 0


def _pieces(ids: Sequence[int]) -> list[Sequence[int]]:
    return [ids[start : start + 500] for start in range(0, len(ids), 500)]


class Keeper:
    """What a subject does with the tables that it keeps, the same for every subject.

    Each subject's `api` has one as `KEEPER`; `actions` joins them.
    """

    def __init__(self, *models_: type[Row]) -> None:
        self._models = {model.TABLE: model for model in models_}

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables kept here."""
        return tuple(self._models)

    def frames(
        self,
        *,
        by: Viewer,
        ids: bool = False,
        at: int | None = None,
        of: Collection[str] | None = None,
    ) -> Mapping[str, pl.DataFrame]:
        """The current rows by table, the contracts' columns; with `ids`, `_row` first and
        after them the columns that we do not know; `at`: as the register was at that version;
        `of`: only those tables."""
        return {
            name: _frame_of(model, by, ids=ids, at=at)
            for name, model in self._models.items()
            if of is None or name in of
        }

    def find_rows(
        self, table: str, column: str, values: Sequence[str], *, by: Viewer
    ) -> pl.DataFrame:
        """The current rows whose column has one of the values, with `_row` and the columns we do
        not know: what a change of them starts from. KeyError for a table kept elsewhere."""
        return _find(self._models[table], by, column, values)

    def add_rows(self, table: str, made: pl.DataFrame, *, came_with: int, by: Viewer) -> int:
        """Write the rows of a frame; KeyError for a table kept elsewhere."""
        return _add(self._models[table], by.region, came_with, made)

    def move_rows(  # noqa: PLR0913 - the last two by name
        self, table: str, came: Sequence[int], left: Sequence[int], *, to: int, by: Viewer
    ) -> None:
        """Let some rows have come with that entry, and some leave with it, and with no other."""
        rows = _all(self._models[table]).filter(region_id=by.region)
        for piece in _pieces(came):
            rows.filter(pk__in=piece).update(came_with=to)
        for piece in _pieces(left):
            rows.filter(pk__in=piece).update(left_with=to)

    def end_rows(self, table: str, ids: Sequence[int], *, left_with: int, by: Viewer) -> int:
        """Let rows leave with an entry; how many there were."""
        return _end(self._models[table], by.region, left_with, ids)

    def taken_by(self, table: str, ids: Sequence[int], *, by: Viewer) -> frozenset[int]:
        """The entries that these rows leave with already, current or not."""
        return _taken_by(self._models[table], by.region, ids)

    def brought_by(self, table: str, ids: Sequence[int], *, by: Viewer) -> frozenset[int]:
        """The entries that these rows came with."""
        return _entries_of(self._models[table], by.region, ids)

    def rows_about(self, table: str, column: str, value: str, *, by: Viewer) -> pl.DataFrame:
        """Every row whose column has that value, current or not, that the viewer may see at all:
        as `find_rows` gives them, with `_came` and `_left`, the entries that they came and left
        with."""
        model = self._models[table]
        about = {model.FIELDS.get(column, column): value}
        rows = _all(model).filter(model.seen(by), region_id=by.region, **about)
        entries = rows.order_by().values_list("pk", "came_with", "left_with")
        between = pl.DataFrame(
            list(entries),
            schema={"_row": pl.Int64(), "_came": pl.Int64(), "_left": pl.Int64()},
            orient="row",
        )
        return _frame(model, rows, extra=True).join(between, on="_row")

    def left_with(self, table: str, entry: int, *, by: Viewer) -> tuple[int, ...]:
        """The ids of the rows that leave with that entry."""
        rows = _all(self._models[table]).filter(region_id=by.region, left_with=entry)
        return tuple(rows.order_by("pk").values_list("pk", flat=True))

    def came_with(self, table: str, entry: int, *, by: Viewer) -> pl.DataFrame:
        """The rows that came with that entry, whatever its state, as `find_rows` gives them."""
        model = self._models[table]
        return _frame(model, _all(model).filter(region_id=by.region, came_with=entry), extra=True)

    def rows_of(
        self, table: str, entries: Sequence[int], *, by: Viewer
    ) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The rows that came with one of those entries and those that leave with one, whatever
        their state, as `find_rows` gives them; `_entry` says with which."""
        rows = _all(self._models[table]).filter(region_id=by.region)
        came, left = rows.filter(came_with__in=entries), rows.filter(left_with__in=entries)
        model = self._models[table]
        return _by_entry(model, came, "came_with"), _by_entry(model, left, "left_with")

    def clean_rows(self, entry: int, *, by: Viewer) -> int:
        """Take back a piece of what an entry not applied has staged; 0 when nothing is left."""
        return _clean(self._models.values(), by.region, entry)
