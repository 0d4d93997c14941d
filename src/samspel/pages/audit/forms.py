"""Which changes to see."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.pages.audit.sentences import SUBJECTS
from samspel.pages.shell.forms import DayField

__all__ = ["HistoryForm"]


class HistoryForm(forms.Form):
    """The filter of the history: about what, by or about whom, on which days."""

    subject = forms.ChoiceField(label=gettext_lazy("About"), required=False)
    person = forms.TypedChoiceField(
        label=gettext_lazy("Who"), required=False, coerce=int, empty_value=None
    )
    since = DayField(
        label=gettext_lazy("From"),
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )
    until = DayField(
        label=gettext_lazy("Until"),
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )

    def __init__(self, *args: Any, people: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = [(key, _(name)) for key, (name, _subjects) in SUBJECTS.items()]
        who = [(key, name or _("an emptied person")) for key, name in people.items()]
        for name, choices in (("subject", about), ("person", who)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
            field.choices = [("", _("All")), *choices]
