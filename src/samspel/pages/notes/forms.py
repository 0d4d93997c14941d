"""What a person may tell in a note, and ask of the list of notes."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from samspel.pages.notes.words import (
    ASPECT_NAMES,
    CONFLICT_SEES,
    KIND_NAMES,
    SEES_NAMES,
    STATE_NAMES,
)
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
    """A note: one line, its kind and its day; the rest is asked of who says more."""

    # In the order of the page; `first` is asked of everybody.
    first = ("text", "kind", "on")
    rest = ("state", "sees", "names", "gap", "area", "aspect", "solution", "ecosystem")

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
    seen = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput())

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

    @property
    def asked_first(self) -> list[forms.BoundField]:
        """What everybody is asked."""
        return [self[name] for name in self.first]

    @property
    def asked_more(self) -> list[forms.BoundField]:
        """What is asked of who says more."""
        return [self[name] for name in self.rest]

    @property
    def more_is_open(self) -> bool:
        """Whether something is wrong with what stands behind *more*."""
        return any(self[name].errors for name in self.rest)

    @property
    def more_says(self) -> str:
        """What is set behind *more*, so that nobody has to open it to see."""
        return "; ".join(said for name in self.rest if (said := self._said(name)))

    def _said(self, name: str) -> str:
        field, value = self.fields[name], str(self[name].value() or "").strip()
        if not value or self[name].is_hidden:
            return ""
        if name == "names":
            count = len([line for line in value.splitlines() if line.strip()])
            return ngettext("%(n)s actor", "%(n)s actors", count) % {"n": count}
        if name == "solution":
            return str(field.label).lower()
        if not isinstance(field, forms.ChoiceField):
            return value
        held = name == "sees" and value == "region" and self["kind"].value() == "conflict"
        said = gettext(CONFLICT_SEES) if held else str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
        said = said if name == "ecosystem" else said[:1].lower() + said[1:]
        return gettext("seen by: %(who)s") % {"who": said} if name == "sees" else said
