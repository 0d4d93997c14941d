"""The other names of organisations that we ship, as rows: who writes one of them finds it (R17).

Neighbours get `alias_rows` and `listed`.
"""

from collections.abc import Iterable
from functools import cache

import polars as pl

from samspel.records.rows import contract
from samspel.sources import Starter, starters
from samspel.sources.mapped import fold

__all__ = ["alias_rows", "listed"]


@cache
def listed() -> dict[str, Starter]:
    """The shipped organisations by their first name."""
    return {one.name: one for one in starters()}


def alias_rows(*, called: Iterable[tuple[str, str, Starter]]) -> pl.DataFrame:
    """A row for each name that the organisation has beside the one it is entered by: of each the
    actor's key, that name, and what we ship."""
    rows = []
    for actor, name, one in called:
        others = {fold(other): other for other in (one.name, *one.also)}
        others.pop(fold(name), None)
        rows += [{"actor_id": actor, "name": other} for other in others.values()]
    schema = {name: contract("aliases").schema[name] for name in ("actor_id", "name")}
    return pl.DataFrame(rows, schema=schema)
