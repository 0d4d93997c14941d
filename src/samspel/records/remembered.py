"""What follows from the register alone, remembered until the register changes.

Neighbours get `remembered`: a count of 200,000 acts is taken once a version, not once a page. Each
process remembers for itself, by viewer, the latest few hundred; nothing is kept on a disk.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from django.db import connection

from samspel.terms import Viewer

__all__ = ["remembered"]

_MOST = 500
_KEPT: "OrderedDict[Hashable, tuple[Hashable, Any]]" = OrderedDict()
_ONE_AT_A_TIME = Lock()
_Value = TypeVar("_Value")


def remembered(what: Hashable, by: Viewer, find: Callable[[], _Value]) -> _Value:
    """What `find` gives, found anew only when the register is another. `what` names it, with all
    that it depends on but the register and the viewer.

    Within a transaction nothing is remembered: what it sees may never come to be.
    """
    if connection.in_atomic_block:
        return find()
    stamp = _stamp(by)
    with _ONE_AT_A_TIME:
        known = _KEPT.get((what, by))
        if known is not None and known[0] == stamp:
            _KEPT.move_to_end((what, by))
            return known[1]  # type: ignore[no-any-return]
    value = find()
    with _ONE_AT_A_TIME:
        _KEPT[what, by] = (stamp, value)
        _KEPT.move_to_end((what, by))
        while len(_KEPT) > _MOST:
            _KEPT.popitem(last=False)
    return value


_STAMP = (
    "SELECT version,"
    " (SELECT MAX(id) FROM register_entry WHERE region_id = region.id),"
    " (SELECT planned_at FROM register_entry WHERE region_id = region.id ORDER BY id DESC LIMIT 1)"
)
# What lies in workspaces is in no version: it is told by how many there are and which.
_KEPT_IN = (
    " FROM register_entry WHERE region_id = region.id AND made IS NULL AND state = 'kept'"
    " AND workspace IN ({holders})"
)


def _stamp(by: Viewer) -> Hashable:
    """What is another whenever the viewer may see other rows: the register's version, its newest
    entry, and what is kept in the viewer's own workspaces. In SQL of our own, as `rows.current`."""
    mine = sorted(by.workspaces)
    kept = _KEPT_IN.format(holders=", ".join(["%s"] * len(mine)))
    more = f", (SELECT COUNT(id){kept}), (SELECT SUM(id){kept})" if mine else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_STAMP}{more} FROM register_region AS region WHERE id = %s",
            [*mine, *mine, by.region],
        )
        return tuple(cursor.fetchone())
