"""A memo's texts as a form, and back: paragraphs and lists as people write them."""

import re
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samspel.reports import MemoContent
from samspel.terms import Financing, Money

__all__ = ["MemoForm", "MoneyLines", "initial_lines", "initial_texts", "with_texts"]

_TEXTS = ("title", "dnr", "yttrande", "summary", "background", "purpose", "implementation")


class _AmountField(forms.CharField):
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


class MoneyLine(forms.Form):
    """One line of the financing table."""

    financier = forms.CharField(label=_("Financier"), required=False, max_length=200)
    amount = _AmountField(
        label=_("Amount, kronor"), required=False, widget=forms.TextInput({"inputmode": "decimal"})
    )

    def clean(self) -> dict[str, Any]:
        """A line is whole or empty."""
        given = super().clean() or self.cleaned_data
        if "amount" in given and bool(given.get("financier")) != (given["amount"] is not None):
            field = "amount" if given.get("financier") else "financier"
            self.add_error(field, _("Fill in both, or leave both empty."))
        return given


MoneyLines = forms.formset_factory(MoneyLine, extra=2, max_num=30, absolute_max=40)


def _text(label: Any, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=50_000,
        widget=forms.Textarea({"rows": 6}),
    )


class MemoForm(forms.Form):
    """Every text of a memo."""

    title = forms.CharField(label=_("Matter"), max_length=300)
    dnr = forms.CharField(label="Dnr", max_length=60, required=False)
    points = _text(
        _("Proposed decision"),
        help_text=_("One point a paragraph, an empty line between. They are numbered for you."),
    )
    yttrande = _text(_("Statement on the proposed decision"))
    summary = _text(_("Summary"))
    background = _text(_("Background"))
    purpose = _text(_("Purpose"))
    implementation = _text(_("Implementation"))
    attachments = _text(_("Basis for the decision"), help_text=_("One a line."))
    recipients = _text(_("Extract from the minutes is sent to:"), help_text=_("One a line."))


def initial_texts(memo: MemoContent) -> dict[str, str]:
    """A memo's texts for the form."""
    return {
        **{name: getattr(memo, name) for name in _TEXTS},
        "points": "\n\n".join(memo.points),
        "attachments": "\n".join(memo.attachments),
        "recipients": "\n".join(memo.recipients),
    }


def initial_lines(memo: MemoContent) -> list[dict[str, str]]:
    """A memo's financing for the form."""
    return [
        {"financier": line.financier, "amount": _written(line.amount)} for line in memo.financing
    ]


def with_texts(
    memo: MemoContent, texts: dict[str, str], lines: list[dict[str, Any]]
) -> MemoContent:
    """The memo with what the form holds."""
    return replace(
        memo,
        title=_plain(texts["title"]),
        dnr=_plain(texts["dnr"]),
        yttrande=_plain(texts["yttrande"]),
        summary=_plain(texts["summary"]),
        background=_plain(texts["background"]),
        purpose=_plain(texts["purpose"]),
        implementation=_plain(texts["implementation"]),
        points=_pieces(texts["points"], r"\n\s*\n"),
        attachments=_pieces(texts["attachments"], r"\n"),
        recipients=_pieces(texts["recipients"], r"\n"),
        financing=tuple(
            Financing(line["financier"], line["amount"]) for line in lines if line.get("financier")
        ),
    )


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _pieces(text: str, between: str) -> tuple[str, ...]:
    pieces = (" ".join(part.split()) for part in re.split(between, _plain(text)))
    return tuple(piece for piece in pieces if piece)


def _written(amount: Money) -> str:
    kronor, ore = divmod(amount.ore, 100)
    whole = f"{kronor:,}".replace(",", " ")
    return f"{whole},{ore:02d}" if ore else whole
