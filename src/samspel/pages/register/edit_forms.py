"""What a person may enter of an actor, and row by row of what is known of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspel.pages.register.fact_words import BOTH_WAYS, OFFERS, OWN_OFFERS, SCHEMES, SUCCESSIONS
from samspel.pages.shell.forms import DayField
from samspel.pages.templatetags.wording import ROLES, SECTORS, named
from samspel.terms.countries import country_code

__all__ = ["FACT_FORMS", "ActorForm", "FactForm", "NewActorForm", "OwnOfferForm", "SuccessionForm"]

Choices = list[tuple[str, Any]]  # a group of choices has its own in the place of a name


def _day(label: Any, help_text: Any = "") -> DayField:
    return DayField(
        label=label,
        required=False,
        help_text=help_text,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the day as 2026-10-12.")},
    )


def choose(form: forms.Form, name: str, choices: Choices) -> None:
    """Give a field its choices."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
    field.choices = choices


class ActorForm(forms.Form):
    """An actor's own row, and from which day a change holds."""

    name = forms.CharField(label=_("Name"), max_length=500)
    sector = forms.ChoiceField(label=_("Sector"))
    roles = forms.MultipleChoiceField(
        label=_("Roles"), required=False, widget=forms.CheckboxSelectMultiple
    )
    org_number = forms.CharField(
        label=_("Organisation number"),
        required=False,
        max_length=40,
        help_text=_("Ten digits. That of a sole trader is a person's: leave it out."),
    )
    country = forms.CharField(
        label=_("Country"),
        required=False,
        max_length=60,
        help_text=_("Its name, or two letters such as SE."),
    )
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    locality = forms.CharField(
        label=_("Locality"),
        required=False,
        max_length=200,
        help_text=_("The village or part of town, where it says more than the municipality."),
    )
    industry = forms.CharField(label=_("Industry"), required=False, max_length=500)
    since = _day(
        _("From which day?"),
        _(
            "A change of sector, roles, country, municipality or name holds from that day, and "
            "what was before stays in the history. Leave it empty to correct what was wrong."
        ),
    )
    row = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def __init__(
        self, *args: Any, places: Choices, roles: tuple[str, ...] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        own = [role for role in roles if role not in ROLES]
        named_ = [(key, named(ROLES, key).capitalize()) for key in ROLES]
        choose(self, "sector", [(key, named(SECTORS, key)) for key in SECTORS])
        choose(self, "roles", [*named_, *((role, role) for role in own)])
        choose(self, "municipality", [("", str(_("Not known"))), *places])

    def clean_country(self) -> str:
        """The country's two letters, whether they or its name were written."""
        given = str(self.cleaned_data["country"]).strip()
        if given and not country_code(given):
            text = _("%(said)s is no country that we know of. Write Sweden or SE.")
            raise forms.ValidationError(text, params={"said": given})
        return country_code(given)


class NewActorForm(ActorForm):
    """A new actor, as a member from the start if wished."""

    ecosystem = forms.ChoiceField(label=_("Member of"), required=False)
    sure = forms.BooleanField(
        label=_("It is another one: enter it anyway"), required=False, widget=forms.HiddenInput()
    )

    def __init__(self, *args: Any, ecosystems: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "ecosystem", [("", str(_("No ecosystem"))), *ecosystems])
        self.fields["since"].label = _("Member since")
        self.fields["since"].help_text = ""


class FactForm(forms.Form):
    """A row of one table. `row` is the row that stands in its place now."""

    row = forms.IntegerField(required=False, widget=forms.HiddenInput())
    closed: dict[str, dict[str, str]] = {}  # noqa: RUF012 - Django's forms have class attributes

    def __init__(self, *args: Any, choices: dict[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, values in self.closed.items():
            choose(self, name, [(key, named(values, key)) for key in values])
        for name, given in choices.items():
            if name in self.fields:
                choose(self, name, given)


class _Days(FactForm):
    valid_from = _day(_("First day"), _("Empty: always."))
    valid_until = _day(_("Last day"), _("Empty: still."))


class _MembershipForm(FactForm):
    ecosystem_id = forms.ChoiceField(label=_("Ecosystem"))
    member_from = _day(_("First day"), _("Empty: since before the record begins."))
    member_until = _day(_("Last day"), _("Empty: still a member."))
    is_platform = forms.BooleanField(label=_("It is the ecosystem's platform"), required=False)
    is_financier = forms.BooleanField(label=_("It finances the ecosystem"), required=False)


class _AliasForm(_Days):
    name = forms.CharField(label=_("Name"), max_length=500)
    field_order = ("name", "valid_from", "valid_until")


class _IdentifierForm(FactForm):
    scheme = forms.ChoiceField(label=_("Which kind of number?"))
    value = forms.CharField(label=_("Number"), required=False, max_length=60)
    closed = {"scheme": SCHEMES}  # noqa: RUF012

    def clean(self) -> dict[str, Any]:
        """A kind takes a number, but for none."""
        given = super().clean() or {}
        if given.get("scheme") != "none" and not given.get("value"):
            self.add_error("value", _("Write the number, or say that it has none."))
        return given


class _OfferForm(_Days):
    kind = forms.ChoiceField(label=_("What is it about?"))
    text = forms.CharField(
        label=_("In its own words"), max_length=2000, widget=forms.Textarea({"rows": 4})
    )
    closed = {"kind": OFFERS}  # noqa: RUF012
    field_order = ("kind", "text", "valid_from", "valid_until")


class OwnOfferForm(FactForm):
    """What an actor says of itself: the days are the register's business, and stay."""

    kind = forms.ChoiceField(label=_("What is it about?"))
    text = forms.CharField(
        label=_("In your own words"), max_length=2000, widget=forms.Textarea({"rows": 4})
    )
    closed = {"kind": OWN_OFFERS}  # noqa: RUF012


class _RelationForm(_Days):
    kind = forms.ChoiceField(label=_("How are they related?"))
    to_actor = forms.CharField(
        label=_("Which actor?"), max_length=500, widget=forms.Textarea({"rows": 1})
    )
    share = forms.FloatField(
        label=_("Share, per cent"), required=False, min_value=0, max_value=100, localize=True
    )
    closed = {"kind": BOTH_WAYS}  # noqa: RUF012
    field_order = ("kind", "to_actor", "share", "valid_from", "valid_until")


class _IndustryForm(_Days):
    code = forms.RegexField(
        r"^[0-9]{2}(\.?[0-9]{1,3})?$",
        label=_("SNI code"),
        help_text=_("Two to five digits, such as 55 or 55.101."),
        error_messages={"invalid": _("An SNI code has two to five digits, such as 55 or 55.101.")},
    )
    field_order = ("code", "valid_from", "valid_until")


class _BoundaryForm(FactForm):
    version = forms.CharField(label=_("Version"), max_length=60)
    valid_from = DayField(
        label=_("From which day?"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    rule = forms.CharField(
        label=_("Who counts as of the ecosystem?"), widget=forms.Textarea({"rows": 4})
    )
    decided_on = _day(_("Decided on"))
    source = forms.CharField(label=_("Source"), required=False, max_length=500)


FACT_FORMS: dict[str, type[FactForm]] = {
    "memberships": _MembershipForm,
    "aliases": _AliasForm,
    "identifiers": _IdentifierForm,
    "offers": _OfferForm,
    "relations": _RelationForm,
    "industries": _IndustryForm,
    "core_industries": _IndustryForm,
    "boundaries": _BoundaryForm,
}


class SuccessionForm(forms.Form):
    """As whom an actor goes on, how and when."""

    kind = forms.ChoiceField(label=_("What happened?"))
    others = forms.CharField(
        label=_("As which actor does it go on?"),
        help_text=_("Name, organisation number or key; one a line when it was divided."),
        widget=forms.Textarea({"rows": 2}),
    )
    on = DayField(
        label=_("From which day?"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the day as 2026-10-12.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "kind", [(key, named(SUCCESSIONS, key)) for key in SUCCESSIONS])
