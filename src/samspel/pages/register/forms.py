"""What a person may ask of the register's lists, and give to an import."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from samspel.pages.templatetags.wording import ROLES, SECTORS, named

__all__ = ["ActorsForm", "ImportForm", "SearchForm"]


class SearchForm(forms.Form):
    """A search field."""

    search = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=100,
        widget=forms.TextInput({"type": "search"}),
    )


class ActorsForm(SearchForm):
    """Search and filters of the list of actors."""

    sector = forms.ChoiceField(label=_("Sector"), required=False)
    role = forms.ChoiceField(label=_("Role"), required=False)
    ecosystem = forms.ChoiceField(label=_("Ecosystem"), required=False)

    def __init__(self, *args: Any, ecosystems: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("sector", [(key, named(SECTORS, key)) for key in SECTORS])
        self._choices("role", [(key, named(ROLES, key).capitalize()) for key in ROLES])
        self._choices("ecosystem", ecosystems)

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = [("", _("All")), *choices]


class _SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """One or several files; the cleaned value is always a list."""

    widget = _SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        given = (data if isinstance(data, list | tuple) else [data]) or [None]
        return [super(_FilesField, self).clean(one, initial) for one in given]


class ImportForm(forms.Form):
    """The files of an import."""

    files = _FilesField(  # type: ignore[assignment]  # the form's own name for what was sent
        label=_("Files"),
        help_text=_("A workbook (.xlsx), a zip (.zip), or several tables (.csv, .parquet)."),
        widget=_SeveralFiles({"accept": ".xlsx,.zip,.csv,.parquet"}),
        error_messages={
            "required": _("Choose at least one file first."),
            "empty": _("The file is empty. Choose another."),
        },
    )
