"""What a person may tell in a note, and ask of the list of notes."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from samspel.pages.notes.words import ASPECT_NAMES, KIND_NAMES, SEES_NAMES, STATE_NAMES
from samspel.pages.register.forms import SearchForm
from samspel.pages.templatetags.wording import named
from samspel.reports import gap_name
from samspel.terms import GAP_KEYS

__all__ = ["NoteForm", "NotesForm", "gap_words"]

Choices = list[tuple[str, str]]


def gap_words(gap: str) -> str:
    """A gap by name; one of the region's own as it is."""
    return gap_name(gap, get_language() or "sv") if gap in GAP_KEYS else gap


def _choices(form: forms.Form, name: str, choices: Choices, blank: str = "") -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
    field.choices = [("", blank), *choices] if blank else choices


def _named(names: Any) -> Choices:
    return [(key, named(names, key)) for key in names]


class NotesForm(SearchForm):
    """Search and filters of the list of notes."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    gap = forms.ChoiceField(label=_("Gap"), required=False)
    ecosystem = forms.ChoiceField(label=_("Ecosystem"), required=False)

    def __init__(self, *args: Any, ecosystems: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = gettext("All")
        _choices(self, "kind", _named(KIND_NAMES), every)
        _choices(self, "state", [(k, t.capitalize()) for k, t in _named(STATE_NAMES)], every)
        _choices(self, "gap", [(gap, gap_words(gap)) for gap in GAP_KEYS], every)
        _choices(self, "ecosystem", ecosystems, every)


class NoteForm(forms.Form):
    """A note: one line, and what it is about."""

    text = forms.CharField(
        label=_("In one line"),
        max_length=1000,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_("Write of organisations, not of persons."),
    )
    kind = forms.ChoiceField(label=_("Kind"))
    state = forms.ChoiceField(label=_("State"))
    on = forms.CharField(label=_("When"), required=False, max_length=40)
    names = forms.CharField(
        label=_("Which actors it is about"),
        required=False,
        max_length=20_000,
        help_text=_("One name a line."),
        widget=forms.Textarea({"rows": 4, "spellcheck": "false"}),
    )
    gap = forms.ChoiceField(label=_("Gap"), required=False)
    area = forms.CharField(label=_("Area of smart specialisation"), required=False, max_length=200)
    aspect = forms.ChoiceField(label=_("What was changed, or to whom it was told"), required=False)
    solution = forms.CharField(
        label=_("An integrated solution"),
        required=False,
        max_length=2000,
        help_text=_("For a conflict: what would serve both aims?"),
        widget=forms.Textarea({"rows": 2}),
    )
    sees = forms.ChoiceField(
        label=_("Who may see it"),
        help_text=_("A conflict is seen by officers and those who lead the platform alone."),
    )
    ecosystem = forms.ChoiceField(label=_("Ecosystem"), required=False)

    def __init__(self, *args: Any, ecosystems: Choices, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "kind", _named(KIND_NAMES))
        _choices(self, "state", [(k, t.capitalize()) for k, t in _named(STATE_NAMES)])
        _choices(self, "gap", [(gap, gap_words(gap)) for gap in GAP_KEYS], gettext("None"))
        _choices(self, "aspect", _named(ASPECT_NAMES), gettext("Not said"))
        sees = [(k, t.capitalize()) for k, t in _named(SEES_NAMES) if own or k != "own"]
        _choices(self, "sees", sees)
        _choices(self, "ecosystem", ecosystems)
        if len(ecosystems) < 2:
            self.fields["ecosystem"].widget = forms.HiddenInput()
