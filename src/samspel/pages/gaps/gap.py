"""One gap: its question, sentence and figure, why it is there, and the actors behind it."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspel.pages.gaps.ecosystem import gap_links
from samspel.pages.gaps.forms import StatesForm
from samspel.pages.gaps.lenses import Table
from samspel.pages.gaps.wording import Bar, bar_of, language, run_basis
from samspel.pages.shell.lists import Listed, listed, page_request
from samspel.pages.shell.numbers import whole_number
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.pages.templatetags.wording import words
from samspel.records.gaps.api import (
    RunRow,
    StateQuery,
    StateRow,
    count_states,
    find_latest_run,
    get_measured,
    get_run,
    list_history,
    list_states,
)
from samspel.records.register.api import actor_names
from samspel.reports import GapText, gap_name, gap_sentences
from samspel.reports.charts import (
    Measured,
    render_series_chart,
    series_headings,
    series_rows,
)
from samspel.reports.phrases import definition_of
from samspel.reports.sentences import named_actors, spoken_figure
from samspel.terms import GapFigure, Refusal, Run, Wording

__all__ = ["gap"]


@dataclass(frozen=True, slots=True)
class StateLine:
    """One near actor: its state and the way to the acts behind it."""

    name: str
    url: str
    state: str
    basis: str
    acts: int
    acts_url: str


@dataclass(frozen=True, slots=True)
class Words:
    """The definition as decided beside as measured."""

    decided: str
    dnr: str
    operationalised: str
    measured_dnr: str


@dataclass(frozen=True, slots=True)
class History:
    """The gap over the days it was measured on: a chart and its table twin."""

    chart: SafeString
    table: Table


@dataclass(frozen=True, slots=True)
class GapPage:
    """One gap of one run."""

    title: str
    text: GapText
    figure: str
    interval: str
    bar: Bar
    rests_on: str
    run_id: int
    run_url: str
    run_name: str
    form: StatesForm
    list: Listed
    hidden: str
    wording: Words | None
    history: History | None
    before: Crumb | None
    after: Crumb | None
    crumbs: tuple[Crumb, ...]


@require_safe
@in_region
def gap(request: VisitRequest, ecosystem_id: str, gap_key: str) -> HttpResponse:
    """The gap in the latest run, or in the one the address names."""
    viewer = request.visit.viewer
    row = _run_row(request, ecosystem_id)
    run = get_measured(row.id, gap=gap_key, by=viewer)
    figure = _figure(run, gap_key)
    return show(request, "gaps/gap.html", _page(request, row, run, figure))


def _states(request: VisitRequest, row: RunRow, gap_key: str) -> tuple[StatesForm, Listed]:
    form = StatesForm(request.GET)
    form.is_valid()
    query = StateQuery(
        run=row.id,
        gap=gap_key,
        state=form.cleaned_data.get("state", ""),
        text=form.cleaned_data.get("search", ""),
    )
    found = list_states(query, page=page_request(request), by=request.visit.viewer)
    lines = tuple(_line(request, row, gap_key, state) for state in found.rows)
    return form, listed(request, found, lines, at="#actors")


def _run_row(request: VisitRequest, ecosystem_id: str) -> RunRow:
    asked = whole_number(request.GET.get("run", ""))
    viewer = request.visit.viewer
    row = find_latest_run(ecosystem_id, by=viewer) if asked is None else get_run(asked, by=viewer)
    if row is None or row.ecosystem != ecosystem_id:
        raise Refusal("not_found")
    return row


def _figure(run: Run, gap_key: str) -> GapFigure:
    try:
        return run.gap(gap_key)
    except KeyError:
        raise Refusal("not_found") from None


def _page(request: VisitRequest, row: RunRow, run: Run, figure: GapFigure) -> GapPage:
    key = request.visit.region.key
    spoken = spoken_figure(figure)
    names = actor_names(named_actors(spoken), by=request.visit.viewer)
    text = gap_sentences(run, figure.gap, language(), names=names)
    form, shown = _states(request, row, figure.gap)
    before, after = _beside(gap_links(key, row, run), figure.gap)
    return GapPage(
        title=text.heading,
        text=text,
        figure="" if spoken.estimate is None else words().percent(spoken.estimate),
        interval=_interval(spoken),
        bar=bar_of(spoken),
        rests_on=text.rests_on,
        run_id=row.id,
        run_url=reverse("run", args=[key, row.id]),
        run_name=run_basis(run),
        form=form,
        list=shown,
        hidden=_hidden(request, row, spoken),
        wording=_wording(run, figure.gap),
        history=_history(request, row, figure.gap),
        before=before,
        after=after,
        crumbs=_crumbs(key, row),
    )


def _history(request: VisitRequest, row: RunRow, gap_key: str) -> History | None:
    """Nothing before it was measured on two days in the same way."""
    found = list_history(row.id, gap_key, by=request.visit.viewer)
    days = [Measured(on, spoken_figure(figure)) for on, figure in found]
    if len(days) < 2:
        return None
    chart = mark_safe(render_series_chart(days, language()))  # noqa: S308 - the drawing escapes
    caption = _("The same figures as a table")
    rows = series_rows(days, language())
    return History(chart, Table("history", caption, series_headings(language()), rows))


def _hidden(request: VisitRequest, row: RunRow, figure: GapFigure) -> str:
    """Why the list knows less than the figure: a single answer is told to nobody (X12)."""
    told = count_states(row.id, figure.gap, by=request.visit.viewer).get("unknown", 0)
    if told <= figure.unknown:
        return ""
    return _(
        "What actors have answered themselves is in the figure, but the list tells on nobody: "
        "there they stand as unknown."
    )


def _interval(figure: GapFigure) -> str:
    if figure.estimate is None:
        return ""
    if figure.low is None or figure.high is None:
        return _("are not reached")
    if figure.low == figure.high:
        return _("are not reached; everybody's state is known")
    return _("are not reached; with 90 %% certainty between %(span)s") % {
        "span": words().percent_span(figure.low, figure.high)
    }


def _crumbs(key: str, row: RunRow) -> tuple[Crumb, ...]:
    home = reverse("ecosystem", args=[key, row.ecosystem])
    return (
        Crumb(_("Ecosystems"), reverse("ecosystems", args=[key])),
        Crumb(row.ecosystem_name, f"{home}?run={row.id}"),
    )


def _beside(links: dict[str, str], gap_key: str) -> tuple[Crumb | None, Crumb | None]:
    keys = list(links)
    place = keys.index(gap_key)
    return (
        _crumb(keys[place - 1], links) if place else None,
        _crumb(keys[place + 1], links) if place + 1 < len(keys) else None,
    )


def _crumb(gap_key: str, links: dict[str, str]) -> Crumb:
    return Crumb(gap_name(gap_key, language()), links[gap_key])


def _wording(run: Run, gap_key: str) -> Words | None:
    definition = definition_of(run, gap_key)
    if definition is None:
        return None
    decided, measured = definition.decided, definition.operationalised
    return Words(_in_words(decided), decided.dnr, _in_words(measured), measured.dnr)


def _in_words(text: Wording) -> str:
    return text.sv if language() == "sv" else text.en


def _line(request: VisitRequest, row: RunRow, gap_key: str, state: StateRow) -> StateLine:
    address = reverse("actor", args=[request.visit.region.key, state.actor_id])
    return StateLine(
        name=state.name,
        url=address,
        state=state.state.value,
        basis=state.basis.value,
        acts=len(state.acts),
        acts_url=f"{address}?run={row.id}&gap={gap_key}#acts",
    )
