"""The change of an ecosystem between two days: verdicts, the parts of each change, the areas."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from samspel.actions.compare_days import Compared, compare_days
from samspel.actions.measure_gaps import DEFINITIONS as SHIPPED
from samspel.pages.gaps.wording import language
from samspel.pages.shell.forms import DayField
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region, reason_of
from samspel.pages.templatetags.wording import DEFINITIONS, named
from samspel.records.accounts.api import check_may
from samspel.records.gaps.api import RunRow, find_latest_run
from samspel.records.register.api import EcosystemRow, get_ecosystem
from samspel.reports import (
    ChangeText,
    area_headings,
    area_rows,
    change_headings,
    change_notes,
    change_rows,
    change_sentences,
    spoken_change,
)
from samspel.reports.charts import change_chart_key, render_change_chart
from samspel.terms import Change, Refusal, months_before

__all__ = ["ChangeForm", "change"]


class ChangeForm(forms.Form):
    """The two days, and over how long each is read."""

    from_on = DayField(
        label=gettext_lazy("First day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    to_on = DayField(
        label=gettext_lazy("Last day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    window_months = forms.IntegerField(
        label=gettext_lazy("Months back from each day"), min_value=1, max_value=120
    )
    definitions = forms.ChoiceField(label=gettext_lazy("Definitions"))
    as_recorded = forms.BooleanField(
        label=gettext_lazy("Take the record as complete"), required=False
    )
    refuse_told = forms.BooleanField(
        label=gettext_lazy("Leave out what others have told"), required=False
    )

    def __init__(self, *args: Any, definitions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["definitions"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = definitions


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change in words, as a table of parts, and the areas beside it.

    `chart` is None where no gap has a figure on either day: it would be empty.
    """

    chart: SafeString | None
    key: str
    texts: tuple[ChangeText, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    area_headings: tuple[str, ...]
    areas: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangePage:
    """The page; `change` is None until two days are chosen."""

    title: str
    form: ChangeForm
    change: ShownChange | None
    rule_url: str
    crumbs: tuple[Crumb, ...]


@require_safe
@in_region
def change(request: VisitRequest, ecosystem_id: str) -> HttpResponse:
    """What changed between the two days of the address."""
    viewer = request.visit.viewer
    row = get_ecosystem(ecosystem_id, on=timezone.localdate(), by=viewer)
    check_may(viewer, "measure_gaps")
    titles = [(key, named(DEFINITIONS, key)) for key in SHIPPED]
    latest = find_latest_run(ecosystem_id, by=viewer)
    given = request.GET if "from_on" in request.GET else None
    form = ChangeForm(given, definitions=titles, initial=_initial(latest))
    status, found = 200, None
    if given is not None:
        found = _found(ecosystem_id, form, request)
        status = 200 if found else 400
    return show(request, "gaps/change.html", _page(request, row, form, found), status=status)


def _initial(latest: RunRow | None) -> dict[str, Any]:
    """As the latest measurement was made, against the time just before its window."""
    last: date = latest.on if latest else timezone.localdate()
    window = latest.window_months if latest else 24
    return {
        "from_on": months_before(last, window),
        "to_on": last,
        "window_months": window,
        "definitions": latest.definitions if latest else SHIPPED[0],
        "as_recorded": latest.as_recorded if latest else False,
    }


def _found(ecosystem_id: str, form: ChangeForm, request: VisitRequest) -> Change | None:
    """The change; None with the reason on the form when it cannot be measured."""
    if not form.is_valid():
        return None
    try:
        asked = Compared(ecosystem=ecosystem_id, **form.cleaned_data)
        return compare_days(asked=asked, by=request.visit.viewer)
    except Refusal as refusal:
        if refusal.code.startswith("may_not") or refusal.code == "not_found":
            raise
        form.add_error(None, reason_of(refusal))
        return None


def _page(
    request: VisitRequest, row: EcosystemRow, form: ChangeForm, found: Change | None
) -> ChangePage:
    key = request.visit.region.key
    return ChangePage(
        title=_("%(name)s: what has changed?") % {"name": row.name},
        form=form,
        change=_shown(found) if found else None,
        rule_url=reverse("stop-rule", args=[key, row.ecosystem_id]),
        crumbs=(
            Crumb(_("Ecosystems"), reverse("ecosystems", args=[key])),
            Crumb(row.name, reverse("ecosystem", args=[key, row.ecosystem_id])),
        ),
    )


def _shown(found: Change) -> ShownChange:
    spoken = [spoken_change(gap) for gap in found.gaps]
    drawn = any(one.start is not None or one.end is not None for one in spoken)
    return ShownChange(
        # The drawing escapes every text it holds.
        chart=mark_safe(render_change_chart(found, language())) if drawn else None,  # noqa: S308
        key=change_chart_key(language()),
        texts=tuple(change_sentences(found, gap.gap, language()) for gap in found.gaps),
        headings=change_headings(language()),
        rows=tuple(row.cells for row in change_rows(found, language())),
        area_headings=area_headings(language()),
        areas=area_rows(found, language()),
        notes=change_notes(found, language()),
    )
