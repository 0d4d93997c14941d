"""The feedback form, on every page's footer (X9), and the field of a day, for every form."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from samspel.terms.time import FIRST_DAY, LAST_DAY

__all__ = ["DayField", "FeedbackForm"]

_OUTSIDE = _("Write a day from 1900 to 2200.")


class DayField(forms.DateField):
    """A day that can be reckoned with: months before it and the day after it are days too."""

    default_validators = [  # noqa: RUF012 - as Django spells it
        MinValueValidator(FIRST_DAY, _OUTSIDE),
        MaxValueValidator(LAST_DAY, _OUTSIDE),
    ]


class FeedbackForm(forms.Form):
    """What somebody tells us; an address only if they want an answer."""

    text = forms.CharField(
        label=_("What do you want to tell us?"), max_length=5000, widget=forms.Textarea({"rows": 6})
    )
    email = forms.EmailField(
        label=_("Your e-mail address, if you want an answer"),
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    page = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput())
