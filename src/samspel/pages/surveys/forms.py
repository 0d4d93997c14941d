"""Forms of who asks: a wave, and a person to ask."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspel.pages.shell.forms import DayField

__all__ = ["InsteadForm", "SpeakerForm", "WaveForm", "first_values"]


def _day(label: Any, helps: Any = "", *, required: bool = True) -> DayField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return DayField(label=label, help_text=helps, required=required, widget=widget)


class WaveForm(forms.Form):
    """Which days are asked about, when it closes, when it reminds, and a greeting."""

    asks_from = _day(_("Ask about the days from"))
    asks_until = _day(_("until"), _("At the latest today: a question is about what has been."))
    closes_on = _day(_("The last day to answer"))
    first_reminder = _day(_("First reminder, if any"), required=False)
    second_reminder = _day(_("Second reminder, if any"), required=False)
    greeting = forms.CharField(
        label=_("A line of your own in the letter, if you like"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    actors = forms.MultipleChoiceField(
        label=_("Who is asked"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: object, asked: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["actors"].choices = asked  # type: ignore[attr-defined]


def first_values(actors: list[str]) -> dict[str, object]:
    """Two years back, three weeks to answer, a reminder after one and after two."""
    today = timezone.localdate()
    return {
        "asks_from": today - timedelta(days=730),
        "asks_until": today,
        "closes_on": today + timedelta(days=21),
        "first_reminder": today + timedelta(days=8),
        "second_reminder": today + timedelta(days=15),
        "actors": actors,
    }


class SpeakerForm(forms.Form):
    """A person to ask for an actor."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail address"), max_length=200)
    language = forms.ChoiceField(
        label=_("Language of the letters"), choices=[("sv", "Svenska"), ("en", "English")]
    )


class InsteadForm(SpeakerForm):
    """Whom to ask in place of the wrong person: blank is who was added last for the actor."""

    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    email = forms.EmailField(label=_("E-mail address"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """A new person needs both."""
        given = self.cleaned_data
        for one, other in (("name", "email"), ("email", "name")):
            if given.get(other) and one in given and not given[one]:
                self.add_error(one, _("A new person has a name and an address."))
        return given
