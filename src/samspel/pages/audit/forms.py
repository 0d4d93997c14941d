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
            ("import", _("The register")),
            ("run", _("Measurements")),
            ("memo", _("Memos")),
            ("agreement", _("Agreements")),
            ("contact", _("People and roles")),
            ("feedback", _("Feedback")),
            ("job", _("Work in the background")),
        ]
