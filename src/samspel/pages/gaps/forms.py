"""What a person chooses when measuring, and when looking at who stands behind a gap."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspel.pages.register.forms import SearchForm
from samspel.pages.shell.forms import DayField
from samspel.pages.templatetags.wording import STATES, named

__all__ = ["MeasureForm", "StatesForm"]


class MeasureForm(forms.Form):
    """The settings of a measurement."""

    on = DayField(label=_("As of"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    window_months = forms.IntegerField(
        label=_("Months back"), min_value=1, max_value=120, initial=24
    )
    definitions = forms.ChoiceField(label=_("Definitions"))
    max_size = forms.IntegerField(
        label=_("Largest act that carries contact"),
        help_text=_("An act with more participants is a meeting place, not a contact."),
        min_value=2,
        max_value=10_000,
        initial=50,
    )
    as_recorded = forms.BooleanField(
        label=_("Take the record as complete"),
        help_text=_(
            "Who has no recorded act then counts as having no contact. Every figure says so."
        ),
        required=False,
    )

    def __init__(self, *args: Any, definitions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["definitions"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = definitions


class StatesForm(SearchForm):
    """Search and filter of the actors of a gap."""

    state = forms.ChoiceField(label=_("Contact"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["state"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = [("", _("All")), *((key, named(STATES, key)) for key in STATES)]
