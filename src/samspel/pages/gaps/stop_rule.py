"""The stop rule (R79): the rule in words, what it says, and how often it would be wrong.

The system flags; people decide, give reasons and hear the actor.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from samspel.actions import read_stop_rule
from samspel.pages.gaps.lenses import (
    Kept,
    Table,
    chosen_run,
    crumbs_of,
    definition_titles,
    kept_of,
    last_day,
)
from samspel.pages.gaps.wording import language
from samspel.pages.shell.forms import DayField
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region, reason_of
from samspel.records.gaps.api import LensRow, find_latest_run, get_stop_rule
from samspel.records.register.api import get_ecosystem
from samspel.reports import gap_name, stop_rule_lines
from samspel.reports.stop_rule_words import (
    rule_area_rows,
    rule_error_rows,
    rule_next_steps,
    rule_sentences,
)
from samspel.terms import GAP_KEYS, Refusal, StopRuleReading

__all__ = ["StopRuleForm", "read_rule", "stop_rule"]

_OTHERS = {
    "active": gettext_lazy("Share of members active"),
    "membership": gettext_lazy("Members"),
    "value": gettext_lazy("Share who find it worthwhile"),
}


class StopRuleForm(forms.Form):
    """The parameters that the decision names."""

    areas = forms.MultipleChoiceField(
        label=gettext_lazy("Areas that the decision names"), widget=forms.CheckboxSelectMultiple
    )
    several = forms.IntegerField(
        label=gettext_lazy("How many areas are several"), min_value=1, max_value=20
    )
    patience_months = forms.IntegerField(
        label=gettext_lazy("Patience, months"), min_value=1, max_value=240
    )
    worth = forms.IntegerField(
        label=gettext_lazy("Points worth continuing for"), min_value=1, max_value=100
    )
    on = DayField(
        label=gettext_lazy("Last day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    window_months = forms.IntegerField(
        label=gettext_lazy("Months back from each day"), min_value=1, max_value=120
    )
    definitions = forms.ChoiceField(label=gettext_lazy("Definitions"))
    delta = forms.IntegerField(
        label=gettext_lazy("Points beyond which a change is told"), min_value=0, max_value=99
    )
    as_recorded = forms.BooleanField(
        label=gettext_lazy("Take the record as complete"), required=False
    )
    refuse_told = forms.BooleanField(
        label=gettext_lazy("Leave out what others have told"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = [(key, gap_name(key, language())) for key in GAP_KEYS]
        choices: dict[str, list[tuple[str, str]]] = {
            "areas": [*areas, *((key, str(name)) for key, name in _OTHERS.items())],
            "definitions": list(definition_titles()),
        }
        for name, given in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
            field.choices = given


@dataclass(frozen=True, slots=True)
class ShownRule:
    """A reading in words: what it says, the rule, the areas and the error rates."""

    lead: tuple[str, ...]
    rule: tuple[str, ...]
    areas: Table
    errors: Table | None
    next_steps: tuple[str, ...]
    simulations: int
    kept: Kept


@dataclass(frozen=True, slots=True)
class StopRulePage:
    """The page; `shown` is None until the rule has been read."""

    title: str
    shown: ShownRule | None
    form: StopRuleForm | None
    read_url: str
    change_url: str
    crumbs: tuple[Crumb, ...]


@require_safe
@in_region
def stop_rule(request: VisitRequest, ecosystem_id: str) -> HttpResponse:
    """The latest reading of the rule, or the one that the address names."""
    return _answer(request, ecosystem_id, _form(request, ecosystem_id, None))


@require_POST
@in_region
def read_rule(request: VisitRequest, ecosystem_id: str) -> HttpResponse:
    """Read the rule with these parameters, and show the job that does it."""
    form = _form(request, ecosystem_id, request.POST)
    if form is None:
        raise Refusal("may_not.measure_gaps")
    if not form.is_valid():
        return _answer(request, ecosystem_id, form, status=400)
    given = {**form.cleaned_data, "areas": tuple(form.cleaned_data["areas"])}
    try:
        asked = read_stop_rule.AskedRule(ecosystem=ecosystem_id, **given)
        job = read_stop_rule.start(asked=asked, by=request.visit.viewer)
    except Refusal as refusal:
        if refusal.code.startswith("may_not") or refusal.code == "not_found":
            raise
        form.add_error(None, reason_of(refusal))
        return _answer(request, ecosystem_id, form, status=409)
    return redirect("job", request.visit.region.key, job.id)


def _form(request: VisitRequest, ecosystem_id: str, given: QueryDict | None) -> StopRuleForm | None:
    if not request.visit.may("measure_gaps"):
        return None
    latest = find_latest_run(ecosystem_id, by=request.visit.viewer)
    initial: dict[str, Any] = {
        "areas": list(GAP_KEYS),
        "several": 3,
        "patience_months": 36,
        "worth": 10,
        "delta": 5,
        "on": last_day(request, latest.on) if latest else timezone.localdate(),
        "window_months": latest.window_months if latest else 24,
    }
    if latest is not None:
        initial |= {"definitions": latest.definitions, "as_recorded": latest.as_recorded}
    return StopRuleForm(given, initial={**initial, **_as_last(request, ecosystem_id)})


def _as_last(request: VisitRequest, ecosystem_id: str) -> dict[str, Any]:
    """The parameters of the reading that is shown: a decision's rule seldom changes."""
    run = chosen_run(request, "stop_rule", ecosystem_id)
    if run is None:
        return {}
    found = get_stop_rule(run.id, by=request.visit.viewer)
    rule, settings = found.rule, found.settings
    return {
        "areas": list(rule.areas),
        "several": rule.several,
        "patience_months": rule.patience_months,
        "worth": round(100 * rule.worth),
        "delta": round(100 * settings.delta),
        "window_months": settings.window_months,
        "definitions": settings.definitions.key,
        "as_recorded": settings.as_recorded,
        "refuse_told": settings.refuse_told,
    }


def _answer(
    request: VisitRequest, ecosystem_id: str, form: StopRuleForm | None, *, status: int = 200
) -> HttpResponse:
    key, viewer = request.visit.region.key, request.visit.viewer
    row = get_ecosystem(ecosystem_id, on=timezone.localdate(), by=viewer)
    run = chosen_run(request, "stop_rule", ecosystem_id)
    change_url = reverse("change", args=[key, ecosystem_id])
    page = StopRulePage(
        title=_("%(name)s: is it worth continuing?") % {"name": row.name},
        shown=_shown(request, run) if run else None,
        form=form,
        read_url=reverse("read-stop-rule", args=[key, ecosystem_id]),
        change_url=change_url if form else "",
        crumbs=crumbs_of(request, row),
    )
    return show(request, "gaps/stop_rule.html", page, status=status)


def _shown(request: VisitRequest, row: LensRow) -> ShownRule:
    found = get_stop_rule(row.id, by=request.visit.viewer)
    areas = Table(
        "areas",
        _("Each area and how it counts"),
        (_("Area"), _("Verdict"), _("In the rule"), _("Why")),
        rule_area_rows(found, language()),
    )
    return ShownRule(
        lead=stop_rule_lines(found, language()),
        rule=rule_sentences(found, language()),
        areas=areas,
        errors=_errors(found),
        next_steps=rule_next_steps(found, language()),
        simulations=found.errors.simulations if found.errors else 0,
        kept=kept_of(request, row, _command(found), way="stop-rule"),
    )


def _errors(found: StopRuleReading) -> Table | None:
    rows = rule_error_rows(found, language())
    heads = (_("An ecosystem of this size and with this record"), _("Of 100 such"))
    return Table("errors", _("How often would the rule be wrong?"), heads, rows) if rows else None


def _command(found: StopRuleReading) -> str:
    settings, rule = found.settings, found.rule
    command = (
        f"samspel stop-rule TABLES --ecosystem {settings.ecosystem} "
        f"--to {settings.to_on.isoformat()} --areas {','.join(rule.areas)} "
        f"--several {rule.several} --patience {rule.patience_months} "
        f"--worth {round(100 * rule.worth)} --delta {round(100 * settings.delta)} "
        f"--window {settings.window_months} --definitions {settings.definitions.key} "
        f"--max-size {settings.max_size} --seed {settings.seed} --format json"
    )
    command += " --as-recorded" if settings.as_recorded else ""
    return f"{command} --refuse-told" if settings.refuse_told else command
