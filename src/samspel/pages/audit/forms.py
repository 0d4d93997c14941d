"""Which changes to see."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

__all__ = ["HistoryForm"]


class HistoryForm(forms.Form):
    """The filter of the history."""

    subject = forms.ChoiceField(label=_("About"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["subject"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = [
            ("", _("All")),
            ("register", _("The register")),
            ("gaps", _("Measurements")),
            ("memos", _("Memos")),
            ("agreements", _("Agreements")),
            ("accounts", _("People and roles")),
            ("jobs", _("Work in the background")),
        ]
