"""What follows from the register alone, remembered until the register changes.

Neighbours get `remembered`: a count of 200,000 acts is taken once a version, not once a page. Each
process remembers for itself, by viewer, the latest few hundred; nothing is kept on a disk.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection
from django.db.models import Count, OuterRef, Subquery, Sum

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


def _stamp(by: Viewer) -> Hashable:
    """What is another whenever the viewer may see other rows: the register's version, its newest
    entry, and what is kept in the viewer's own workspaces, which is in no version."""
    regions, entries = (
        apps.get_model("register", name)._default_manager  # noqa: SLF001 - as in `rows`
        for name in ("Region", "Entry")
    )
    newest = entries.filter(region=OuterRef("pk")).order_by("-id")
    stamp: Hashable = regions.filter(pk=by.region).values_list(
        "version", Subquery(newest.values("id")[:1]), Subquery(newest.values("planned_at")[:1])
    )[0]
    if not by.workspaces:
        return stamp
    kept = entries.filter(region=by.region, made=None, state="kept", workspace__in=by.workspaces)
    return stamp, *kept.aggregate(n=Count("id"), which=Sum("id")).values()
