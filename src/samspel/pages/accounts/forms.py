"""What a person gives to sign in, to begin a region, to give somebody a role."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspel.pages.shell.forms import DayField

__all__ = ["LinkForm", "RegionForm", "RoleForm", "SignInForm"]


class SignInForm(forms.Form):
    """Address and password."""

    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput({"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )


class LinkForm(forms.Form):
    """Where to send a link."""

    prefix = "link"
    email = forms.EmailField(
        label=_("Your e-mail address"), widget=forms.EmailInput({"autocomplete": "email"})
    )


class RegionForm(forms.Form):
    """The name of a region that is to begin."""

    name = forms.CharField(label=_("What is the region called?"), max_length=120)


class RoleForm(forms.Form):
    """Whom to give which role, in which ecosystems, for which actors and until when."""

    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput({"autocomplete": "off"})
    )
    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput({"autocomplete": "off"})
    )
    role = forms.ChoiceField(label=_("Role"))
    ecosystems = forms.MultipleChoiceField(
        label=_("In which ecosystems?"),
        required=False,
        help_text=_("None is all of the region's. A platform leader has at least one."),
        widget=forms.CheckboxSelectMultiple(),
    )
    actors = forms.CharField(
        label=_("Contact of which actor?"),
        required=False,
        max_length=400,
        help_text=_("For an actor's contact: its name as in the register; more with ; between."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    until = DayField(
        label=_("Until"),
        required=False,
        help_text=_("Empty is until further notice. An evaluator's role has a last day."),
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )

    def __init__(
        self,
        *args: Any,
        roles: list[tuple[str, str]],
        ecosystems: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("role", roles), ("ecosystems", ecosystems)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
            field.choices = choices
        if not ecosystems:
            del self.fields["ecosystems"]
