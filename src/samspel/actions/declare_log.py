"""A month's log said to be complete, and that taken back (X13).

The claim is a row of `coverage` about every actor and every gap of the ecosystem, by whose office
it is: a figure that rests on it says so. Which person it was, the history tells.
"""

from datetime import date, timedelta

import polars as pl
from django.db import transaction

from samspel.actions.enter_rows import Entering, enter_rows
from samspel.actions.log_acts import Where, workspace_for
from samspel.records.audit.api import record_event
from samspel.records.interplay.api import (
    declared_among,
    list_declarations,
    next_month,
    wish_mail,
)
from samspel.records.register.api import EntryRow, get_ecosystem
from samspel.reports.declarers import declarer_key
from samspel.terms import Refusal, Viewer

__all__ = ["declare_log", "wish_letter", "withdraw_log"]


def declare_log(*, month: date, where: Where, by: Viewer) -> EntryRow:
    """Say that the ecosystem's log of the month is complete. Refusals: `month_not_over`,
    `already_declared`, those of `enter_rows`."""
    ecosystem = where.ecosystem
    workspace = workspace_for(ecosystem=ecosystem, by=by)
    get_ecosystem(ecosystem, on=where.today, by=by)
    first, after = month.replace(day=1), next_month(month)
    if after > where.today:
        raise Refusal("month_not_over")
    if declared_among(ecosystem, (first,), by=by):
        raise Refusal("already_declared")
    row = {
        "ecosystem_id": ecosystem,
        "actor_id": "*",
        "gap": "*",
        "from": first,
        "until": after - timedelta(days=1),
        "by": declarer_key(workspace),
    }
    values: dict[str, str | int] = {"declare": str(first)[:7], "ecosystem": ecosystem}
    entering = Entering("log", {"coverage": pl.DataFrame([row])}, {}, workspace, values)
    return enter_rows(entering=entering, by=by)


def withdraw_log(*, month: date, where: Where, by: Viewer) -> EntryRow:
    """Take the claim about the month back; Refusal `not_found` when there is none of just it."""
    ecosystem = where.ecosystem
    workspace = workspace_for(ecosystem=ecosystem, by=by)
    first, last = month.replace(day=1), next_month(month) - timedelta(days=1)
    claims = list_declarations(ecosystem, by=by)
    rows = [one.row for one in claims if (one.first_on, one.last_on) == (first, last)]
    if not rows:
        raise Refusal("not_found")
    values: dict[str, str | int] = {"withdraw": str(first)[:7], "ecosystem": ecosystem}
    entering = Entering("log", {}, {"coverage": rows}, workspace, values)
    return enter_rows(entering=entering, by=by)


def wish_letter(*, ecosystem: str, wanted: bool, by: Viewer) -> None:
    """Say whether one wants the monthly letter about the log."""
    workspace_for(ecosystem=ecosystem, by=by)
    with transaction.atomic():
        wish_mail(ecosystem, wanted=wanted, by=by)
        values = {"wanted": "yes" if wanted else "no"}
        record_event("wish", "letter", ecosystem, by=by, values=values)
