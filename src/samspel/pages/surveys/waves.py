"""The waves of a region, and one wave: who has answered, what it does, reminders and the close."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from samspel.actions import ask_wave
from samspel.actions.ask_wave import Instead
from samspel.pages.gaps.wording import language
from samspel.pages.shell.numbers import whole_number
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.pages.surveys.forms import InsteadForm
from samspel.records.accounts.api import can, check_may
from samspel.records.gaps.api import get_measured
from samspel.records.register.api import ecosystem_names
from samspel.records.surveys.api import (
    AskingRow,
    ResponseRow,
    StepFigure,
    StepRow,
    count_response,
    get_asking,
    last_step,
    list_asked,
    list_askings,
    list_lines,
)
from samspel.reports import gap_name
from samspel.reports.run_lead import run_lead
from samspel.reports.wheel import render_wheel
from samspel.terms import Refusal

__all__ = ["act", "close", "wave", "waves"]

_FEWEST = 5
_ACTS = {"remind": ask_wave.remind, "stop": ask_wave.stop, "resume": ask_wave.resume}


@dataclass(frozen=True, slots=True)
class WaveLine:
    """A wave in the list."""

    name: str
    url: str
    state: str
    answered: str
    closes: str


@dataclass(frozen=True, slots=True)
class WavesPage:
    """All waves asked from here, and where one can be asked."""

    title: str
    lines: tuple[WaveLine, ...]
    ways: tuple[tuple[str, str], ...]
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class WidthRow:
    """A gap and what the wave does to its interval, in words."""

    name: str
    answered: str
    before: str
    now: str
    then: str


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One who is asked, and whether anything has been answered."""

    id: int
    actor: str
    url: str
    person: str
    state: str
    reminders: int


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel with its heading, the first sentences of its run, and the run."""

    heading: str
    says: tuple[str, ...]
    drawing: SafeString
    url: str


@dataclass(frozen=True, slots=True)
class WavePage:
    """One wave."""

    title: str
    says: str
    done: int
    of: int
    days: str
    state: str
    step: str
    widths: tuple[WidthRow, ...]
    wheels: tuple[Wheel, ...]
    asked: tuple[AskedLine, ...]
    lines: tuple[tuple[str, str], ...]
    may: bool
    waiting: int
    remind_now: bool
    nothing_yet: str
    told: bool
    instead: InsteadForm
    wrong: str
    act_url: str
    close_url: str
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class ClosePage:
    """What closing changes, before it is done."""

    title: str
    says: str
    back: str
    crumbs: tuple[Crumb, ...]


@require_safe
@in_region
def waves(request: VisitRequest) -> HttpResponse:
    """What has been asked, and where to ask."""
    viewer, key = request.visit.viewer, request.visit.region.key
    check_may(viewer, "read")
    names = ecosystem_names(by=viewer)
    ways = [
        (name, reverse("ask", args=[key, one]))
        for one, name in names.items()
        if can(viewer, "ask_waves", ecosystem=one)
    ]
    lines = tuple(_wave_line(request, one, names) for one in list_askings(by=viewer))
    page = WavesPage(_("What have the members been asked?"), lines, tuple(ways), ())
    return show(request, "surveys/waves.html", page)


def _wave_line(request: VisitRequest, asking: AskingRow, names: Mapping[str, str]) -> WaveLine:
    response = count_response(asking.id, by=request.visit.viewer)
    return WaveLine(
        name=names.get(asking.ecosystem, asking.ecosystem),
        url=reverse("wave", args=[request.visit.region.key, asking.wave_id]),
        state=_state(asking),
        answered=_("%(answered)s of %(asked)s")
        % {"answered": response.answered, "asked": response.asked},
        closes=asking.closes_on.isoformat(),
    )


def _state(asking: AskingRow) -> str:
    return {"open": _("open"), "stopped": _("paused"), "closed": _("closed")}[asking.state]


@require_safe
@in_region
def wave(request: VisitRequest, wave_id: str) -> HttpResponse:
    """How many have answered, what it does to the intervals, and who is still to answer."""
    return _shown(request, wave_id, InsteadForm())


def _shown(request: VisitRequest, wave_id: str, form: InsteadForm) -> HttpResponse:
    viewer, key = request.visit.viewer, request.visit.region.key
    asking = get_asking(wave_id, by=viewer)
    may = can(viewer, "ask_waves", ecosystem=asking.ecosystem)
    response = count_response(asking.id, by=viewer)
    step = last_step(asking.id, by=viewer)
    page = WavePage(
        title=_("How many have answered?"),
        says=_says(asking, response),
        done=response.answered,
        of=response.asked,
        days=_("Asked about %(first)s to %(last)s.")
        % {"first": asking.asks_from, "last": asking.asks_until},
        state=asking.state,
        step=_step_words(step),
        widths=_widths(step) if step and asking.state != "closed" else (),
        wheels=_wheels(request, asking),
        asked=_asked(request, asking) if may else (),
        lines=_lines(request, asking, response) if may else (),
        may=may,
        waiting=response.asked - response.answered - response.declined,
        remind_now=_due(asking),
        nothing_yet=_nothing_yet(step),
        told=asking.told_at is not None,
        instead=form,
        wrong=form.data.get("invitation", ""),
        act_url=reverse("wave-act", args=[key, wave_id]),
        close_url=reverse("wave-close", args=[key, wave_id]),
        crumbs=(Crumb(_("Questions"), reverse("waves", args=[key])),),
    )
    return show(request, "surveys/wave.html", page, status=400 if form.errors else 200)


def _says(asking: AskingRow, response: ResponseRow) -> str:
    values = {
        "answered": response.answered,
        "asked": response.asked,
        "finished": response.finished,
        "day": asking.closes_on,
    }
    text = ngettext(
        "%(answered)s of %(asked)s has answered something, %(finished)s everything.",
        "%(answered)s of %(asked)s have answered something, %(finished)s everything.",
        response.answered,
    )
    after = {
        "open": _("They close after %(day)s."),
        "stopped": _("The questions are paused: nobody can answer."),
        "closed": _("The questions are closed, and the answers are in the figures."),
    }
    return f"{text % values} {after[asking.state] % values}"


def _step_words(step: StepRow | None) -> str:
    if step is None:
        return _("The figures before the questions are being worked out. Open the page again soon.")
    if not step.respondents:
        return _("Fewer than five have answered, so nothing is told of their answers yet.")
    return _("As it was when %(n)s had answered.") % {"n": step.respondents}


def _due(asking: AskingRow) -> bool:
    """Whether it is time to remind: no day for it lies ahead."""
    return not any(day > timezone.localdate() for day in asking.remind_on)


def _nothing_yet(step: StepRow | None) -> str:
    """One sentence instead of a table in which every line says the same."""
    figures = step.figures if step else ()
    if (
        not figures
        or any(one.answered for one in figures)
        or any(one.now is not None or one.before is not None for one in figures)
    ):
        return ""
    if any(one.then is not None for one in figures):
        return _("No gap can be said yet. If all answer, some can.")
    return _("No gap can be said yet, and the answers alone will not do: records are needed too.")


def _widths(step: StepRow) -> tuple[WidthRow, ...]:
    return tuple(_width_row(one) for one in step.figures)


def _width_row(one: StepFigure) -> WidthRow:
    answered = _("at least %(n)s") % {"n": one.answered} if one.answered else _("fewer than five")
    return WidthRow(
        gap_name(one.gap, language()),
        answered,
        _points(one.before),
        _points(one.now),
        _points(one.then),
    )


def _points(width: int | None) -> str:
    if width is None:
        return _("cannot be said")
    if not width:
        return _("certain")
    return _("at most %(n)s points wide") % {"n": width}


def _wheels(request: VisitRequest, asking: AskingRow) -> tuple[Wheel, ...]:
    """The wheel before, and after once it is closed."""
    found = []
    headings = {"before": _("Before the questions"), "after": _("After the questions")}
    for when, run_id in (("before", asking.before_run), ("after", asking.after_run)):
        if run_id is None:
            continue
        try:
            run = get_measured(run_id, by=request.visit.viewer)
        except Refusal:
            continue
        drawn = render_wheel(run, language(), layout="small", title_id=f"wheel-{when}")
        url = reverse("run", args=[request.visit.region.key, run_id])
        # reports.wheel escapes every text it draws.
        says = run_lead(run, language())
        found.append(Wheel(headings[when], says, mark_safe(drawn), url))  # noqa: S308
    return tuple(found)


def _asked(request: VisitRequest, asking: AskingRow) -> tuple[AskedLine, ...]:
    words = {
        "waiting": _("not answered"),
        "answered": _("has answered"),
        "declined": _("does not want to"),
        "withdrawn": _("the link is withdrawn"),
    }
    key = request.visit.region.key
    return tuple(
        AskedLine(
            one.id,
            one.actor_name,
            reverse("actor", args=[key, one.actor_id]),
            one.contact_name or _("deleted"),
            words[one.state],
            one.reminders,
        )
        for one in list_asked(asking.id, by=request.visit.viewer)
    )


def _lines(
    request: VisitRequest, asking: AskingRow, response: ResponseRow
) -> tuple[tuple[str, str], ...]:
    """Open words, once it is closed and at least five have answered; nobody's name."""
    if asking.state != "closed" or response.answered < _FEWEST:
        return ()
    found = list_lines(asking.id, by=request.visit.viewer)
    return tuple((_item(item), text) for item, text in found)


def _item(item: str) -> str:
    gap = item.removeprefix("named:")
    if gap == item:
        return _("In their own words")
    return _("Named, and not in the register: %(gap)s") % {"gap": gap_name(gap, language())}


@require_http_methods(["POST"])
@in_region
def act(request: VisitRequest, wave_id: str) -> HttpResponse:
    """Remind, pause, resume, tell, or withdraw one link."""
    viewer, what = request.visit.viewer, request.POST.get("do", "")
    written: object = None
    if what == "tell":
        written = ask_wave.tell(wave=wave_id, by=viewer)
    elif what == "withdraw":
        ask_wave.withdraw(wave=wave_id, invitation=_invitation(request), by=viewer)
    elif what == "instead":
        return _instead(request, wave_id)
    elif what in _ACTS:
        written = _ACTS[what](wave=wave_id, by=viewer)
    else:
        raise Refusal("not_found")
    said = {
        "stop": _("Nobody can answer until you resume it."),
        "resume": _("The questions are open again."),
        "withdraw": _("The link opens nothing any more, and no reminder goes to that person."),
    }
    if isinstance(written, int):
        text = ngettext("%(n)s letter is on its way.", "%(n)s letters are on their way.", written)
        said[what] = text % {"n": written}
    messages.success(request, said[what])
    return redirect("wave", request.visit.region.key, wave_id)


def _invitation(request: VisitRequest) -> int:
    asked = whole_number(request.POST.get("invitation", ""))
    if asked is None:
        raise Refusal("not_found")
    return asked


def _instead(request: VisitRequest, wave_id: str) -> HttpResponse:
    """Write to another in place of the wrong person; the form again when it says too little."""
    form, viewer = InsteadForm(request.POST), request.visit.viewer
    if not form.is_valid():
        return _shown(request, wave_id, form)
    given, invitation = Instead(**form.cleaned_data), _invitation(request)
    name = ask_wave.ask_instead(wave=wave_id, invitation=invitation, person=given, by=viewer)
    said = _("The old link opens nothing any more. A letter is on its way to %(name)s.")
    messages.success(request, said % {"name": name})
    return redirect("wave", request.visit.region.key, wave_id)


@require_http_methods(["GET", "HEAD", "POST"])
@in_region
def close(request: VisitRequest, wave_id: str) -> HttpResponse:
    """Show what closing changes; a POST closes."""
    viewer, key = request.visit.viewer, request.visit.region.key
    asking = get_asking(wave_id, by=viewer)
    check_may(viewer, "ask_waves", ecosystem=asking.ecosystem)
    if asking.state == "closed":
        raise Refusal("wave_is_over")
    if request.method == "POST":
        ask_wave.close(wave=wave_id, by=viewer)
        messages.success(request, _("Closed. The figures are being measured anew."))
        return redirect("wave", key, wave_id)
    response = count_response(asking.id, by=viewer)
    text = ngettext(
        "The answers of %(n)s member become part of the register, all at once.",
        "The answers of %(n)s members become part of the register, all at once.",
        response.answered,
    )
    page = ClosePage(
        title=_("Shall the questions close now?"),
        says=text % {"n": response.answered},
        back=reverse("wave", args=[key, wave_id]),
        crumbs=(Crumb(_("Questions"), reverse("waves", args=[key])),),
    )
    return show(request, "surveys/close.html", page)
