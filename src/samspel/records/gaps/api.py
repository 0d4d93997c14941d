"""Runs: kept once, read whole or gap by gap, and the way down to each near actor.

Runs through other lenses and releases of waves stand in files of their own, and are named here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from samspel.records.accounts.api import sees_answers
from samspel.records.gaps import models
from samspel.records.gaps.codec import figure_from, figure_json, settings_from, settings_json
from samspel.records.gaps.groups import Groups, keep_groups, shown_groups
from samspel.records.gaps.lenses import (
    LensRow,
    find_latest_lens_run,
    get_activity,
    get_lens_run,
    get_places,
    get_stop_rule,
    keep_lens_run,
    list_lens_runs,
    read_lens_json,
)
from samspel.records.gaps.releases import (
    ReleaseRow,
    WaveRow,
    drop_preview,
    find_preview,
    get_release_row,
    keep_preview,
    list_releases,
    list_waves,
    publish_preview,
    read_release_text,
)
from samspel.records.gaps.rules import list_tells
from samspel.records.interplay import api as interplay
from samspel.records.lists import page_of
from samspel.records.register import api as register
from samspel.terms import (
    GAP_KEYS,
    Basis,
    GapFigure,
    NearState,
    Page,
    PageRequest,
    Refusal,
    Run,
    State,
    Viewer,
)
from samspel.terms.ordering import swedish_order

__all__ = [
    "ActorState",
    "Groups",
    "LensRow",
    "ReleaseRow",
    "RunRow",
    "StateQuery",
    "StateRow",
    "WaveRow",
    "count_states",
    "drop_preview",
    "find_latest_lens_run",
    "find_latest_run",
    "find_preview",
    "get_activity",
    "get_lens_run",
    "get_measured",
    "get_places",
    "get_release_row",
    "get_run",
    "get_stop_rule",
    "keep_groups",
    "keep_lens_run",
    "keep_preview",
    "keep_run",
    "list_actor_states",
    "list_history",
    "list_latest_runs",
    "list_lens_runs",
    "list_releases",
    "list_runs",
    "list_states",
    "list_waves",
    "publish_preview",
    "read_lens_json",
    "read_release_text",
    "read_run_json",
    "set_baseline",
    "shown_groups",
]


_HISTORY = 24  # days of one gap that are shown at most


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run in a list. `tables_file` is the id of the file of the tables that it read."""

    id: int
    ecosystem: str
    ecosystem_name: str
    on: date
    window_months: int
    definitions: str
    as_recorded: bool
    max_size: int
    seed: int
    snapshot: str
    boundary: str
    version: str
    measured_at: datetime
    by: int | None
    is_baseline: bool
    example: bool
    tables_file: int | None
    workspace: str = ""


@dataclass(frozen=True, slots=True)
class StateQuery:
    """Which near actors of which run and gap: a state, text in the name. Empty is any."""

    run: int
    gap: str
    state: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class StateRow:
    """One near actor as this viewer may see it, with the acts behind its state."""

    actor_id: str
    name: str
    state: State
    basis: Basis
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActorState:
    """The state of one near actor in one gap of the last run of an ecosystem."""

    run: RunRow
    gap: str
    state: StateRow


# --------------------------------------------------------------------------------- writing


def keep_run(  # noqa: PLR0913 - by name
    run: Run, document: str, *, tables_file: int | None, by: Viewer, workspace: str = ""
) -> RunRow:
    """Keep a run whole with its JSON as rendered. Call it in a transaction.

    `workspace`: it counts what that platform keeps for itself; only who leads it sees the run.
    """
    row = models.Run.objects.create(
        region_id=by.region,
        ecosystem=run.settings.ecosystem,
        ecosystem_name=run.ecosystem_name,
        on=run.settings.on,
        definitions=run.settings.definitions.key,
        settings=settings_json(run.settings),
        snapshot=run.snapshot,
        boundary=run.boundary,
        version=run.version,
        example=run.example,
        document=document,
        tables_id=tables_file,
        measured_at=datetime.now(UTC),
        by=by.contact,
        workspace=workspace,
    )
    names = register.actor_names(_near_actors(run), by=by)
    for place, figure in enumerate(run.gaps):
        _keep_figure(row, place, figure, names)
    return _row(row)


def _near_actors(run: Run) -> tuple[str, ...]:
    return tuple({state.actor_id for figure in run.gaps for state in figure.states})


def _keep_figure(run: models.Run, place: int, figure: GapFigure, names: Mapping[str, str]) -> None:
    kept = models.Figure.objects.create(
        run=run, gap=figure.gap, place=place, figure=figure_json(figure)
    )
    states = [
        models.NearState(
            figure=kept,
            actor_id=state.actor_id,
            name=names.get(state.actor_id, state.actor_id),
            search=f"{names.get(state.actor_id, '')} {state.actor_id}".casefold(),
            ordered=swedish_order(names.get(state.actor_id, state.actor_id))[:200],
            state=state.state,
            basis=state.basis,
            acts=list(state.acts),
        )
        for state in figure.states
    ]
    models.NearState.objects.bulk_create(states, batch_size=500)


def set_baseline(run_id: int, *, by: Viewer) -> RunRow:
    """Make it the one baseline of its ecosystem. Call it in a transaction.

    Refusals: `not_found`, `not_handed_in`.
    """
    row = _get(run_id, by)
    if row.workspace:
        raise Refusal("not_handed_in")
    others = models.Run.objects.filter(region_id=by.region, ecosystem=row.ecosystem)
    others.update(is_baseline=False)
    models.Run.objects.filter(pk=row.pk).update(is_baseline=True)
    return get_run(run_id, by=by)


# --------------------------------------------------------------------------------- reading


def list_runs(*, page: PageRequest, by: Viewer, ecosystem: str = "") -> Page[RunRow]:
    """The region's runs, the newest first."""
    rows = _runs(by)
    if ecosystem:
        rows = rows.filter(ecosystem=ecosystem)
    count = rows.count()
    if page.after:
        rows = rows.filter(id__lt=int(page.after))
    found = list(rows.order_by("-id")[: page.size + 1])
    shown = found[: page.size]
    after = str(shown[-1].pk) if len(found) > page.size else ""
    return Page(tuple(map(_row, shown)), count, after)


def find_latest_run(ecosystem_id: str, *, by: Viewer) -> RunRow | None:
    """The run measured last for that ecosystem, or None."""
    row = _runs(by).filter(ecosystem=ecosystem_id).order_by("-id").first()
    return _row(row) if row else None


def list_latest_runs(*, by: Viewer) -> Mapping[str, RunRow]:
    """The run measured last, by ecosystem; one that was never measured is left out."""
    last = _runs(by).order_by().values("ecosystem").annotate(last=Max("id")).values("last")
    return {row.ecosystem: _row(row) for row in _runs(by).filter(pk__in=last)}


def list_history(run_id: int, gap: str, *, by: Viewer) -> tuple[tuple[date, GapFigure], ...]:
    """One gap on every day that its ecosystem was measured on in the way of that run: by the
    same definitions, window and rules. Of two runs of one day the later one; the days in order.
    """
    like = _get(run_id, by)
    rows = _runs(by).filter(
        ecosystem=like.ecosystem, definitions=like.definitions, workspace=like.workspace
    )
    same = {row.on: row.pk for row in rows.order_by("id") if _way(row) == _way(like)}
    latest = dict(sorted(same.items())[-_HISTORY:])
    found = models.Figure.objects.filter(run__in=latest.values(), gap=gap)
    figures = dict(found.values_list("run_id", "figure"))
    return tuple((on, figure_from(figures[pk])) for on, pk in latest.items() if pk in figures)


def _way(run: models.Run) -> tuple[Any, ...]:
    """How a run was measured, but for its day and its stream of random numbers."""
    settings = run.settings
    names = ("window_months", "as_recorded", "max_size")
    return (settings["definitions"]["hash"], *(settings[name] for name in names))


def get_run(run_id: int, *, by: Viewer) -> RunRow:
    """The run of that id; Refusal `not_found` when there is none that the viewer may see."""
    return _row(_get(run_id, by))


def get_measured(run_id: int, *, by: Viewer, gap: str = "") -> Run:
    """The run as it was measured, with every figure whole.

    With `gap`, that figure carries its states as the sentences count them: on what each rests,
    without whose it is. `list_states` names actors, as the viewer may see them.
    """
    row = _get(run_id, by)
    figures = models.Figure.objects.filter(run=row).order_by("place")
    return Run(
        settings=settings_from(row.settings),
        ecosystem_name=row.ecosystem_name,
        boundary=row.boundary,
        snapshot=row.snapshot,
        version=row.version,
        gaps=tuple(
            replace(figure_from(one.figure), states=_counted(one) if one.gap == gap else ())
            for one in figures
        ),
        example=row.example,
    )


def _counted(figure: models.Figure) -> tuple[NearState, ...]:
    pairs = models.NearState.objects.filter(figure=figure).order_by("state", "basis")
    return tuple(
        NearState("", State(state), Basis(basis))
        for state, basis in pairs.values_list("state", "basis")
    )


def read_run_json(run_id: int, *, by: Viewer) -> str:
    """The public JSON as it was rendered when the run was measured, to the last byte."""
    return models.Run.objects.values_list("document", flat=True).get(pk=_get(run_id, by).pk)


def list_states(query: StateQuery, *, page: PageRequest, by: Viewer) -> Page[StateRow]:
    """A page of near actors by name, each with its state as the viewer may see it."""
    rows = _states(query.run, query.gap, by)
    hidden = _hidden(rows, by)
    for word in query.text.casefold().split():
        rows = rows.filter(search__contains=word)
    if query.state:
        rows = rows.filter(_seen_as(query.state, hidden))
    shown, count, after = page_of(rows, page, order=("ordered", "actor_id"))
    told = _reports(shown, by)
    return Page(tuple(_state(row, hidden, told) for row in shown), count, after)


def _reports(shown: list[models.NearState], by: Viewer) -> frozenset[str]:
    """Which of the acts behind these states are somebody's answer, which the viewer sees not."""
    if sees_answers(by):
        return frozenset()
    return interplay.reports_among(tuple({act for row in shown for act in row.acts}), by=by)


def list_actor_states(actor_id: str, *, by: Viewer) -> tuple[ActorState, ...]:
    """What the last run of each ecosystem says of one actor as a near one, gap by gap in the
    order that gaps are told, as the viewer may see it. Four queries at most."""
    runs = {row.id: row for row in list_latest_runs(by=by).values()}
    mine = models.NearState.objects.filter(figure__run__in=runs, actor_id=actor_id)
    found = list(mine.select_related("figure").order_by("figure__run_id", "figure_id"))
    hidden = _hidden_in([row.figure_id for row in found], by)
    told = _reports(found, by)
    states = (
        ActorState(
            runs[row.figure.run_id], row.figure.gap, _state(row, hidden[row.figure_id], told)
        )
        for row in found
    )
    order = {gap: at for at, gap in enumerate(GAP_KEYS)}
    return tuple(
        sorted(states, key=lambda one: (one.run.ecosystem_name, order.get(one.gap, len(order))))
    )


def _hidden_in(figures: list[int], by: Viewer) -> Mapping[int, frozenset[str]]:
    """`_hidden` of several figures in one query."""
    if sees_answers(by) or not figures:
        return dict.fromkeys(figures, frozenset())
    own = {figure: dict.fromkeys((state.value for state in State), 0) for figure in figures}
    rows = models.NearState.objects.filter(figure__in=figures).order_by()
    counted = rows.values_list("figure_id", "state", "basis").annotate(Count("id"))
    for figure, state, basis, n in counted:
        if basis == Basis.ANSWER or state == State.UNKNOWN:
            own[figure][state] += n
    return {figure: _bases_hidden(told) for figure, told in own.items()}


def _bases_hidden(told: Mapping[str, int]) -> frozenset[str]:
    whole = not list_tells(**told)
    return frozenset(b.value for b in Basis) if whole else frozenset({Basis.ANSWER.value})


def count_states(run_id: int, gap: str, *, by: Viewer) -> Mapping[str, int]:
    """How many near actors are in each state, as the viewer may see them."""
    counts = dict.fromkeys((state.value for state in State), 0)
    rows = _states(run_id, gap, by)
    hidden = _hidden(rows, by)
    for state, basis, n in _by_basis(rows):
        counts[State.UNKNOWN if basis in hidden else State(state)] += n
    return counts


def _by_basis(rows: QuerySet[models.NearState]) -> list[tuple[str, str, int]]:
    pairs = rows.order_by().values_list("state", "basis")
    return list(pairs.annotate(Count("id")))


def _hidden(rows: QuerySet[models.NearState], by: Viewer) -> frozenset[str]:
    """The bases whose states stand as unknown for the viewer: every one, where the list would
    else tell what somebody answered."""
    if sees_answers(by):
        return frozenset()
    own = dict.fromkeys((state.value for state in State), 0)
    for state, basis, n in _by_basis(rows):
        if basis == Basis.ANSWER or state == State.UNKNOWN:
            own[state] += n
    return _bases_hidden(own)


def _states(run_id: int, gap: str, by: Viewer) -> QuerySet[models.NearState]:
    run = _get(run_id, by)
    return models.NearState.objects.filter(figure__run=run, figure__gap=gap)


def _seen_as(state: str, hidden: frozenset[str]) -> Q:
    masked = Q(basis__in=hidden)
    return Q(state=state) | masked if state == State.UNKNOWN else Q(state=state) & ~masked


def _state(row: models.NearState, hidden: frozenset[str], told: frozenset[str]) -> StateRow:
    if row.basis in hidden:
        return StateRow(row.actor_id, row.name, State.UNKNOWN, Basis.NOTHING, ())
    acts = tuple(act for act in row.acts if act not in told)
    return StateRow(row.actor_id, row.name, State(row.state), Basis(row.basis), acts)


def _runs(by: Viewer) -> QuerySet[models.Run]:
    kept = Q(workspace="") | Q(workspace__in=by.workspaces)
    rows = models.Run.objects.filter(kept, region_id=by.region).defer("document")
    return rows.filter(ecosystem__in=by.ecosystems) if by.ecosystems else rows


def _get(run_id: int, by: Viewer) -> models.Run:
    row = _runs(by).filter(pk=run_id).first()
    if row is None:
        raise Refusal("not_found")
    return row


def _row(row: models.Run) -> RunRow:
    settings = row.settings
    return RunRow(
        id=row.pk,
        ecosystem=row.ecosystem,
        ecosystem_name=row.ecosystem_name,
        on=row.on,
        window_months=settings["window_months"],
        definitions=row.definitions,
        as_recorded=settings["as_recorded"],
        max_size=settings["max_size"],
        seed=settings["seed"],
        snapshot=row.snapshot,
        boundary=row.boundary,
        version=row.version,
        measured_at=row.measured_at,
        by=row.by,
        is_baseline=row.is_baseline,
        example=row.example,
        tables_file=row.tables_id,
        workspace=row.workspace,
    )
