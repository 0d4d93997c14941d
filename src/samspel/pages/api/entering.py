"""Rows of the tables read to be changed, and written; a measuring asked for."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Schema, Status
from pydantic import Field, create_model

from samspel.actions.enter_tables import TABLES, ColumnOf, enter, read_rows
from samspel.actions.measure_gaps import DEFINITIONS, Asked, start
from samspel.pages.api.access import viewer, writing_viewer
from samspel.pages.api.routing import router
from samspel.pages.api.shapes import Day, Id, Key, Strict, Text, answers, shape
from samspel.records.jobs.api import JobRow
from samspel.records.register.api import EntryRow
from samspel.terms.meanings import meaning

__all__: list[str] = []

_KINDS: dict[str, Any] = {"text": Text, "date": date, "number": float, "flag": bool}
_MOST_ROWS = 2000


def _cell(table: str, column: ColumnOf) -> Any:
    means = meaning(table, column.name)
    told = f"One of {', '.join(column.values)}." if column.values else ""
    refers = f"A key of {column.refers}." if column.refers else ""
    says = " ".join(part for part in (means, told, refers) if part)
    # The same again, apart, for the page that says it in the reader's language.
    apart: dict[str, Any] = {
        "x-says": means,
        "x-values": list(column.values),
        "x-refers": column.refers,
    }
    extra: dict[str, Any] = {name: value for name, value in apart.items() if value}
    kind = _KINDS[column.kind]
    if column.longest is not None:
        kind = Annotated[str, Field(max_length=column.longest, pattern=r"^[^\x00]*$")]
    if column.required:
        return kind, Field(..., description=says, json_schema_extra=extra)
    return kind | None, Field(None, description=says, json_schema_extra=extra)


def _row(table: str, columns: tuple[ColumnOf, ...]) -> type[Schema]:
    fields: dict[str, Any] = {column.name: _cell(table, column) for column in columns}
    return create_model(f"{table.title().replace('_', '')}Given", __base__=Strict, **fields)


Adds = create_model(
    "Adds",
    __base__=Strict,
    __doc__="Rows to write, by table.",
    **{
        table: (
            Annotated[list[_row(table, columns)], Field(max_length=_MOST_ROWS)],  # type: ignore[misc]
            Field(default_factory=list),
        )
        for table, columns in TABLES.items()
    },  # type: ignore[call-overload]
)
Ends = create_model(
    "Ends",
    __base__=Strict,
    __doc__="The `_row` ids of rows that leave, by table. A changed row leaves and comes anew.",
    **{
        table: (Annotated[list[Id], Field(max_length=_MOST_ROWS)], Field(default_factory=list))
        for table in TABLES
    },  # type: ignore[call-overload]
)


class EntryGiven(Strict):
    """Rows to write and rows that leave, together: all of it, or nothing.

    `ecosystem`: whose platform's workspace it goes to when the caller leads it.
    """

    ecosystem: Key = ""
    adds: Adds = Field(default_factory=Adds)  # type: ignore[valid-type]
    ends: Ends = Field(default_factory=Ends)  # type: ignore[valid-type]


@router.get("/tables/{table}/rows", response=answers(list[dict[str, Any]]), tags=["entries"])
def read_table_rows(
    request: HttpRequest, table: Key, column: Key, value: Annotated[list[Key], Query()]
) -> Any:
    """The current rows of a table whose column has one of the values, with the `_row` ids that
    `ends` takes, and the columns that only these rows have."""
    return read_rows(table=table, column=column, values=value, by=viewer(request))


@router.post("/entries", response=answers(shape(EntryRow), 201), tags=["entries"])
def make_entry(request: HttpRequest, entry: EntryGiven) -> Any:
    """Enter rows by hand, checked as a file's are."""
    adds = {
        table: [row.model_dump() for row in rows]
        for table, rows in ((name, getattr(entry.adds, name)) for name in TABLES)
        if rows
    }
    leaving: Any = entry.ends
    ends = {table: ids for table, ids in leaving.model_dump().items() if ids}
    made = enter(adds=adds, ends=ends, ecosystem=entry.ecosystem, by=writing_viewer(request))
    return Status(201, made)


class MeasuringGiven(Strict):
    """What is to be measured, as the options of `samspel gaps`."""

    ecosystem: Key
    on: Day | None = None
    definitions: Key = DEFINITIONS[0]
    window_months: Annotated[int, Field(ge=1, le=120)] = 24
    as_recorded: bool = False
    max_size: Annotated[int, Field(ge=2, le=100_000)] = 50
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0


@router.post("/runs", response=answers(shape(JobRow), 202), tags=["gaps"])
def ask_for_run(request: HttpRequest, asked: MeasuringGiven) -> Any:
    """Measure the gaps of an ecosystem in the background; the job's result names the run."""
    return Status(202, start(asked=Asked(**asked.model_dump()), by=writing_viewer(request)))
