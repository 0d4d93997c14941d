"""What the API gives and takes, made from the rows that the faces give and take.

A dataclass is written once, in `records`; its shape here has the same fields, the same names and
the same words, so that a page, an export and the API cannot drift apart.
"""

import dataclasses
import types
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field, create_model
from pydantic_core import PydanticCustomError

from samspel.terms import Page
from samspel.terms.time import FIRST_DAY, LAST_DAY

__all__ = [
    "NO_SUCH_DAY",
    "Day",
    "Done",
    "Fault",
    "Id",
    "Key",
    "Problems",
    "Refused",
    "Strict",
    "Text",
    "answers",
    "page_of",
    "shape",
]

_PLAIN = (str, int, float, bool, date, datetime, type(None))

# What a database can hold: PostgreSQL takes no NUL, and an id is a signed 64-bit number.
Key = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]
Text = Annotated[str, Field(max_length=10_000, pattern=r"^[^\x00]*$")]
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]


def _kept(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise PydanticCustomError(NO_SUCH_DAY, "A day from 1900 to 2200.")
    return day


# What no log holds is a day all the same, and no fault of the document's: it answers 409.
NO_SUCH_DAY = "no_such_day"
Day = Annotated[date, AfterValidator(_kept)]
_BOUNDED: dict[Any, Any] = {str: Text, int: Id, date: Day}


# A row whose short name something else has.
_NAMES = {"StateRow": "ActorState"}


def shape(row: type, *, given: bool = False) -> type[Schema]:
    """The schema of a frozen dataclass, with those below it; `given`: it comes from outside, so
    texts are bounded and nothing unknown is taken."""
    return _shape(row, given)


@cache  # each once, however it is asked for: two of one row would both be in the document
def _shape(row: type, given: bool) -> type[Schema]:  # noqa: FBT001 - what is cached is by place
    if not dataclasses.is_dataclass(row):
        raise TypeError(f"{row} is no row")
    hints = get_type_hints(row)
    fields: dict[str, Any] = {
        one.name: (_kind(hints[one.name], given=given), _default(one))
        for one in dataclasses.fields(row)
        if not one.name.startswith("_")
    }
    made = create_model(
        _NAMES.get(row.__name__, row.__name__.removesuffix("Row")) + ("Given" if given else ""),
        __base__=_Given if given else Schema,
        __doc__=row.__doc__,
        **fields,
    )
    # Rows of two subjects may share a short name; a full one keeps them apart in the document.
    made.__qualname__ = f"{row.__module__}.{row.__qualname__}"
    return made


class _Given(Schema):
    model_config = ConfigDict(extra="forbid")


def _default(one: "dataclasses.Field[Any]") -> Any:
    if one.default is not dataclasses.MISSING:
        return Field(default_factory=list) if one.default == () else one.default
    if one.default_factory is not dataclasses.MISSING:
        return Field(default_factory=one.default_factory)
    return ...


def _kind(hint: Any, *, given: bool) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        return Union[tuple(_kind(one, given=given) for one in inner)]  # noqa: UP007 - made here
    if origin in {tuple, frozenset, list}:
        return list[_kind(inner[0], given=given)]  # type: ignore[misc]
    if origin is not None and issubclass(origin, Mapping):
        return dict[str, _kind(inner[1], given=given)]  # type: ignore[misc]
    if dataclasses.is_dataclass(hint):
        return shape(hint, given=given)  # type: ignore[arg-type] # a class is hashable
    if given and hint in _BOUNDED:
        return _BOUNDED[hint]
    if hint in _PLAIN or isinstance(hint, type):
        return hint
    raise TypeError(f"{hint} has no shape")


@cache
def page_of(row: type) -> type[Schema]:
    """A page of rows: `rows`, the `count` of all that match, `next` to ask for as `after`."""
    inside = shape(row)
    return create_model(
        f"{inside.__name__}Page",
        __base__=Schema,
        __doc__=Page.__doc__,
        rows=(list[inside], ...),  # type: ignore[valid-type]
        count=(int, ...),
        next=(str, ...),
    )


class Refused(Schema):
    """Why something is not done: a code that stays, and a sentence in the caller's language."""

    code: str
    reason: str


class Fault(Schema):
    """One fault of what was sent: where it stands, what is wrong, what to do."""

    code: str
    place: str
    what: str
    remedy: str


class NotNow(Refused):
    """Well formed, but not as things stand: it does not fit the register, or what it is about has
    changed. `problems` are all that do not fit; nothing of what was sent is kept."""

    problems: list[Fault] = Field(default_factory=list)


class Problems(Schema):
    """What was sent is not what this address takes; nothing of it is kept."""

    code: str
    problems: list[Fault]


class Strict(Schema):
    """What is given: nothing unknown is taken, and no number that is none."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class Done(Schema):
    """How many it was: letters written, entries handed in, links withdrawn."""

    count: int


def answers(what: Any, status: int = 200) -> dict[Any, Any]:
    """Every answer of an operation that gives `what`: itself, a refusal, what is wrong.

    422 is for what the document does not allow, 409 for what the register does not."""
    return {status: what, frozenset({401, 403, 404}): Refused, 409: NotNow, 422: Problems}
