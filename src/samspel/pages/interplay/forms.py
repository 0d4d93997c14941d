"""What a person may tell of an act, and ask of the list of acts."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.pages.interplay.words import FACT_NAMES, VALUE_NAMES, fact_name, value_name
from samspel.pages.register.forms import SearchForm
from samspel.pages.shell.forms import DayField
from samspel.pages.templatetags.wording import KINDS, named

__all__ = ["ActForm", "ActsForm", "DefaultsForm", "PasteForm", "kind_choices"]

Choices = list[tuple[str, str]]
_ONCE = tuple(fact for fact in FACT_NAMES if fact != "tag")
_TAGS = list(VALUE_NAMES["tag"])


def kind_choices(kinds: tuple[str, ...]) -> Choices:
    """The kinds of act by name."""
    return [(kind, named(KINDS, kind)) for kind in kinds]


def _set(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
    field.choices = choices


class PasteForm(forms.Form):
    """A box of acts, one a line."""

    text = forms.CharField(
        label=_("One act a line: date; names"),
        max_length=100_000,
        strip=False,
        widget=forms.Textarea({"rows": 8, "spellcheck": "false"}),
        error_messages={"required": _("Write or paste at least one line first.")},
    )
    ecosystem = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput())


class ActForm(forms.Form):
    """A day, who took part, and whatever else a person wants to say."""

    on = forms.CharField(
        label=_("When"),
        required=False,
        max_length=40,
        help_text=_("today, yesterday, monday, 12/10 or 2026-10-12"),
        widget=forms.TextInput({"autocomplete": "off", "data-day": ""}),
    )
    kind = forms.ChoiceField(label=_("What it was"))
    names = forms.CharField(
        label=_("Who met"),
        max_length=100_000,
        help_text=_("One name a line. + is everybody from last time. “idea: …” is a note."),
        widget=forms.Textarea({"rows": 7, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Who met? Write at least two names.")},
    )
    title = forms.CharField(label=_("What it was about"), required=False, max_length=500)
    ended_on = forms.CharField(
        label=_("Last day, if it went on for more than one"), required=False, max_length=40
    )
    organiser = forms.CharField(
        label=_("Who organised it"),
        required=False,
        max_length=300,
        help_text=_("Counts as having taken part."),
    )
    introducer = forms.CharField(
        label=_("Who introduced them to each other"),
        required=False,
        max_length=300,
        help_text=_("Counts as having taken part."),
    )
    source = forms.CharField(
        label=_("How it is known"),
        required=False,
        max_length=300,
        help_text=_("Minutes, a calendar, a list of participants. Left empty: your log."),
    )
    idea = forms.ChoiceField(label=_("The idea that led to it"), required=False)
    tag = forms.MultipleChoiceField(
        label=_("Areas it drives"), required=False, widget=forms.CheckboxSelectMultiple
    )
    ecosystem = forms.ChoiceField(label=_("Log"), required=False)
    key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput())
    seen = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput())

    def __init__(
        self,
        *args: Any,
        kinds: tuple[str, ...],
        ecosystems: Choices,
        ideas: Choices = [],  # noqa: B006 - read only
        usual: Mapping[str, tuple[str, ...]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "kind", kind_choices(kinds))
        _set(self, "idea", [("", gettext("None")), *ideas])
        _set(self, "ecosystem", ecosystems)
        if len(ecosystems) < 2:
            self.fields["ecosystem"].widget = forms.HiddenInput()
        if not ideas:
            self.fields["idea"].widget = forms.HiddenInput()
        _set(self, "tag", [(tag, value_name("tag", tag).capitalize()) for tag in _TAGS])
        for fact in _ONCE:
            self.fields[fact] = self._fact(fact, usual.get(fact, ()))

    def _fact(self, fact: str, usual: tuple[str, ...]) -> forms.ChoiceField:
        said = ", ".join(value_name(fact, value) for value in usual)
        unsaid = gettext("Default: %(value)s") % {"value": said} if said else gettext("Not said")
        choices = [(value, value_name(fact, value).capitalize()) for value in VALUE_NAMES[fact]]
        return forms.ChoiceField(
            label=fact_name(fact),
            required=False,
            choices=[("", unsaid), *choices],
            widget=forms.Select({"data-fact": fact}),
        )

    @property
    def facts(self) -> list[forms.BoundField]:
        """The fields of the facts told once, for the page."""
        return [self[fact] for fact in _ONCE]

    def given(self) -> dict[str, tuple[str, ...]]:
        """What a person has said: the facts that are not left to the kind."""
        said: dict[str, tuple[str, ...]] = {
            fact: (value,) for fact in _ONCE if (value := self.cleaned_data.get(fact))
        }
        tags = tuple(self.cleaned_data.get("tag", ()))
        return {**said, "tag": tags} if tags else said


class ActsForm(SearchForm):
    """Search and filters of the list of acts."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    tag = forms.ChoiceField(label=_("Area"), required=False)
    ecosystem = forms.ChoiceField(label=_("Ecosystem"), required=False)
    actor = forms.CharField(label=_("Actor"), required=False, max_length=200)
    first_on = DayField(label=_("From"), required=False, widget=forms.DateInput({"type": "date"}))
    last_on = DayField(label=_("Until"), required=False, widget=forms.DateInput({"type": "date"}))

    def __init__(
        self, *args: Any, kinds: tuple[str, ...], ecosystems: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "kind", [("", gettext("All")), *kind_choices(kinds)])
        _set(self, "ecosystem", [("", gettext("All")), *ecosystems])
        tags = [(tag, value_name("tag", tag).capitalize()) for tag in _TAGS]
        _set(self, "tag", [("", gettext("All")), *tags])


class DefaultsForm(forms.Form):
    """What a kind says of an act until a person does."""

    kind = forms.CharField(max_length=200, widget=forms.HiddenInput())
    tag = forms.MultipleChoiceField(
        label=_("Areas it drives"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "tag", [(tag, value_name("tag", tag).capitalize()) for tag in _TAGS])
        for fact in _ONCE:
            values = [(v, value_name(fact, v).capitalize()) for v in VALUE_NAMES[fact]]
            self.fields[fact] = forms.ChoiceField(
                label=fact_name(fact), required=False, choices=[("", gettext("Not said")), *values]
            )

    @property
    def facts(self) -> list[forms.BoundField]:
        """The fields of the facts told once, for the page."""
        return [self[fact] for fact in _ONCE]

    def said(self) -> dict[str, tuple[str, ...]]:
        """What the kind is to say."""
        once: dict[str, tuple[str, ...]] = {
            fact: (value,) for fact in _ONCE if (value := self.cleaned_data.get(fact))
        }
        return {**once, "tag": tuple(self.cleaned_data.get("tag", ()))}
