"""What each kind of act says of an act until a person does, set by the region.

Acts that are written already keep what they were given: a default is a fact of its day.
"""

from collections.abc import Mapping

import polars as pl

from samspel.actions.enter_rows import Entering, enter_rows, find_rows
from samspel.records.accounts.api import check_may
from samspel.records.interplay.api import defaults_of_kinds
from samspel.records.register.api import EntryRow
from samspel.terms import Viewer
from samspel.terms.act_facts import DEFAULTS, FACTS

__all__ = ["set_defaults"]

Said = Mapping[str, tuple[str, ...]]


def set_defaults(*, kind: str, said: Said, by: Viewer) -> EntryRow | None:
    """Let acts of the kind say this from now on; None when they do already. What is as shipped is
    kept nowhere: an update of Samspel may change it."""
    check_may(by, "set_act_defaults")
    clean = {fact: tuple(said.get(fact, ())) for fact in FACTS}
    now = defaults_of_kinds(by=by).get(kind, {})
    if all(set(clean[fact]) == set(now.get(fact, ())) for fact in FACTS):
        return None
    rows = [
        {"kind": kind, "fact": fact, "value": value}
        for fact, values in clean.items()
        for value in values
    ]
    shipped = DEFAULTS.get(kind, {})
    as_shipped = all(set(clean[fact]) == set(shipped.get(fact, ())) for fact in FACTS)
    old = find_rows(table="kind_defaults", column="kind", values=[kind], by=by)
    adds = {} if as_shipped else {"kind_defaults": pl.DataFrame(rows)}
    entering = Entering(
        "defaults", adds, {"kind_defaults": old["_row"].to_list()}, "", {"kind": kind}
    )
    return enter_rows(entering=entering, by=by)
