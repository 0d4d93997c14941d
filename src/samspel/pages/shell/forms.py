"""The feedback form, on every page's footer (X9)."""

from django import forms
from django.utils.translation import gettext_lazy as _

__all__ = ["FeedbackForm"]


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
