"""Matters and the decided figures of agreements (R2, R3, R80-R83)."""

from django.db import transaction

from samspel.records.accounts.api import check_may
from samspel.records.agreements import api as agreements
from samspel.records.agreements.api import AgreementRow
from samspel.records.audit.api import record_event
from samspel.terms import AgreementFigures, Viewer

__all__ = ["save"]


def save(*, figures: AgreementFigures, by: Viewer) -> AgreementRow:
    """The agreement of that matter, made or changed."""
    check_may(by, "manage_agreements")
    with transaction.atomic():
        row = agreements.save_agreement(figures, by=by)
        values = {"dnr": figures.dnr, "total_ore": figures.total.ore}
        record_event("save", "agreement", str(row.id), by=by, values=values)
    return row
