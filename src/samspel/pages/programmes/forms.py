"""A draft matter as a form, and back: what a memo says, as a person confirms it."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samspel.pages.shell.forms import DayField
from samspel.records.programmes.api import DraftContent
from samspel.terms import Deadline, Money, Period, ReadAmount

__all__ = ["AmountLines", "DeadlineLines", "DraftForm", "UploadForm", "content_of", "initial_of"]

_PER = [
    ("", _("the memo does not say")),
    ("year", _("a year")),
    ("quarter", _("a quarter")),
    ("month", _("a month")),
    ("all", _("in all")),
]


class UploadForm(forms.Form):
    """The memo to read."""

    memo = forms.FileField(
        label=_("Memo or extract of minutes"),
        help_text=_("A PDF with text, a Word file (.docx) or a text file, at most 10 MB."),
        widget=forms.FileInput({"accept": ".pdf,.docx,.txt"}),
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("The file is empty. Choose another."),
        },
    )


class _Day(DayField):
    """A day as ISO, and nothing a browser's language changes."""

    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label,
            required=False,
            input_formats=["%Y-%m-%d"],
            widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            error_messages={"invalid": _("Write a day as 2026-09-30.")},
        )


class _Kronor(forms.CharField):
    """Kronor as people write them: 2 000 000 or 0,50."""

    def clean(self, value: Any) -> Money | None:
        text = re.sub(r"\s|kr(onor)?\.?$", "", str(value or "")).replace(",", ".")
        if not text:
            return None
        try:
            amount = Money.kronor(Decimal(text))
        except (InvalidOperation, ValueError, OverflowError):
            raise ValidationError(_("Write the amount in kronor, like 2 000 000.")) from None
        if not 0 <= amount.ore < 10**15:
            raise ValidationError(_("Write the amount in kronor, like 2 000 000."))
        return amount


class DraftForm(forms.Form):
    """The single fields of a draft matter."""

    dnr = forms.CharField(label="Dnr", max_length=60, required=False)
    title = forms.CharField(
        label=_("Matter"), max_length=500, widget=forms.Textarea({"rows": 2, "class": "low"})
    )
    date = _Day(_("Date"))
    points = forms.CharField(
        label=_("Decision points"),
        required=False,
        max_length=50_000,
        help_text=_("One point a paragraph, an empty line between."),
        widget=forms.Textarea({"rows": 8}),
    )
    first = _Day(_("Period from"))
    last = _Day(_("Period until"))
    parent = forms.CharField(
        label=_("Rests on the decision with Dnr"), max_length=60, required=False
    )

    def clean(self) -> dict[str, Any]:
        """A period cannot end before it starts."""
        given = super().clean() or self.cleaned_data
        if _backwards(given.get("first"), given.get("last")):
            self.add_error("last", _("A period cannot end before it starts."))
        return given


def _backwards(first: Any, last: Any) -> bool:
    return bool(first and last and last < first)


class AmountLine(forms.Form):
    """One amount and what it is for each of."""

    amount = _Kronor(
        label=_("Amount, kronor"), required=False, widget=forms.TextInput({"inputmode": "decimal"})
    )
    per = forms.ChoiceField(label=_("For each"), choices=_PER, required=False)


class DeadlineLine(forms.Form):
    """What is to be done, by a day or in a period."""

    what = forms.CharField(
        label=_("What"), required=False, max_length=500, widget=forms.Textarea({"rows": 2})
    )
    first = _Day(_("From"))
    last = _Day(_("At the latest"))

    def clean(self) -> dict[str, Any]:
        """A day without what is no deadline."""
        given = super().clean() or self.cleaned_data
        if _backwards(given.get("first"), given.get("last")):
            self.add_error("last", _("A period cannot end before it starts."))
        if (given.get("first") or given.get("last")) and not given.get("what"):
            self.add_error("what", _("Say what is to be done."))
        return given


AmountLines = forms.formset_factory(AmountLine, extra=1, max_num=200, absolute_max=400)
DeadlineLines = forms.formset_factory(DeadlineLine, extra=1, max_num=200, absolute_max=400)


def initial_of(
    content: DraftContent,
) -> tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]:
    """The draft for the form, the amounts and the deadlines for their lines."""
    period = content.period or Period(None, None)
    single = {
        "dnr": content.dnr,
        "title": content.title,
        "date": content.dated_on,
        "points": "\n\n".join(content.points),
        "first": period.first,
        "last": period.last,
        "parent": content.parent_dnr,
    }
    amounts = [{"amount": _written(each.amount), "per": each.per or ""} for each in content.amounts]
    return single, amounts, [_deadline_initial(each) for each in content.deadlines]


def _deadline_initial(deadline: Deadline) -> dict[str, Any]:
    period = deadline.period or Period(None, deadline.on)
    return {"what": deadline.what, "first": period.first, "last": period.last}


def content_of(
    single: dict[str, Any], amounts: list[dict[str, Any]], deadlines: list[dict[str, Any]]
) -> DraftContent:
    """What the person confirmed. An empty line is no line."""
    has_period = single["first"] or single["last"]
    return DraftContent(
        dnr=single["dnr"].strip(),
        title=" ".join(single["title"].split()),
        dated_on=single["date"],
        points=_points(single["points"]),
        period=Period(single["first"], single["last"]) if has_period else None,
        amounts=tuple(
            ReadAmount(each["amount"], each["per"] or None)
            for each in amounts
            if each.get("amount")
        ),
        deadlines=tuple(_deadline(each) for each in deadlines if each.get("what")),
        parent_dnr=single["parent"].strip(),
    )


def _deadline(given: dict[str, Any]) -> Deadline:
    what = " ".join(given["what"].split())
    if given["first"] is None:
        return Deadline(what, on=given["last"])
    return Deadline(what, period=Period(given["first"], given["last"]))


def _points(text: str) -> tuple[str, ...]:
    parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n"))
    return tuple(point for part in parts if (point := " ".join(part.split())))


def _written(amount: Money | None) -> str:
    if amount is None:
        return ""
    kronor, ore = divmod(amount.ore, 100)
    whole = f"{kronor:,}".replace(",", " ")
    return f"{whole},{ore:02d}" if ore else whole
