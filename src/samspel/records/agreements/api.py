"""Agreements: their decided figures, saved whole and read whole."""

from dataclasses import dataclass

from django.db.models import QuerySet

from samspel.records.agreements.models import Agreement, FinancingLine
from samspel.records.programmes import api as programmes
from samspel.terms import AgreementFigures, Financing, Money, Refusal, Viewer

__all__ = [
    "AgreementRow",
    "find_agreement",
    "get_agreement",
    "list_agreements",
    "save_agreement",
]


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement and its id."""

    id: int
    figures: AgreementFigures


def save_agreement(figures: AgreementFigures, *, by: Viewer) -> AgreementRow:
    """The agreement of that matter, made or changed. Call it in a transaction.

    Refusal `bad_period` when it ends before it starts.
    """
    if figures.last_on < figures.first_on:
        raise Refusal("bad_period")
    matter = programmes.MatterRow(
        0, figures.dnr, figures.title, figures.parent_dnr, figures.ecosystem_id
    )
    row, _made = Agreement.objects.update_or_create(
        region_id=by.region,
        matter_id=programmes.save_matter(matter, by=by).id,
        defaults={
            "ecosystem": figures.ecosystem_id,
            "recipient": figures.recipient_id,
            "title": figures.title,
            "first_on": figures.first_on,
            "last_on": figures.last_on,
            "yearly_ore": figures.yearly.ore,
        },
    )
    _save_lines(row, figures.financing)
    return get_agreement(row.pk, by=by)


def _save_lines(agreement: Agreement, lines: tuple[Financing, ...]) -> None:
    FinancingLine.objects.filter(agreement=agreement).delete()
    FinancingLine.objects.bulk_create(
        FinancingLine(
            agreement=agreement, place=place, financier=one.financier, amount_ore=one.amount.ore
        )
        for place, one in enumerate(lines)
    )


def get_agreement(agreement_id: int, *, by: Viewer) -> AgreementRow:
    """The agreement of that id; Refusal `not_found` when there is none."""
    row = _agreements(by).filter(pk=agreement_id).first()
    if row is None:
        raise Refusal("not_found")
    return _row(row)


def find_agreement(ecosystem_id: str, *, by: Viewer) -> AgreementRow | None:
    """The ecosystem's agreement that began last, or None."""
    rows = _agreements(by).filter(ecosystem=ecosystem_id)
    row = rows.order_by("-first_on", "-id").first()
    return _row(row) if row else None


def list_agreements(*, by: Viewer, ecosystem: str = "") -> tuple[AgreementRow, ...]:
    """The region's agreements, those that began last first."""
    rows = _agreements(by)
    if ecosystem:
        rows = rows.filter(ecosystem=ecosystem)
    return tuple(map(_row, rows.order_by("-first_on", "-id")))


def _agreements(by: Viewer) -> QuerySet[Agreement]:
    rows = Agreement.objects.filter(region_id=by.region)
    if by.ecosystems:
        rows = rows.filter(ecosystem__in=by.ecosystems)
    return rows.select_related("matter").prefetch_related("lines")


def _row(row: Agreement) -> AgreementRow:
    lines = tuple(Financing(one.financier, Money(one.amount_ore)) for one in row.lines.all())
    figures = AgreementFigures(
        ecosystem_id=row.ecosystem,
        recipient_id=row.recipient,
        title=row.title,
        dnr=row.matter.dnr,
        parent_dnr=row.matter.parent_dnr,
        first_on=row.first_on,
        last_on=row.last_on,
        yearly=Money(row.yearly_ore),
        financing=lines,
    )
    return AgreementRow(row.pk, figures)
