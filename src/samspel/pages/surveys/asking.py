"""Asking the seven questions: who, when, a preview of letter and page, and a person to ask."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samspel.actions import ask_wave
from samspel.actions.ask_wave import AskedWave, Candidate, NewSpeaker
from samspel.actions.wave_letters import wave_letter
from samspel.pages.shell.showing import Crumb, service_address, show
from samspel.pages.shell.visits import VisitRequest, in_region, reason_of
from samspel.pages.surveys.forms import SpeakerForm, WaveForm, first_values
from samspel.pages.surveys.questions import CHOICES, choice_words, question_of
from samspel.pages.templatetags.wording import words
from samspel.records.contacts.api import same_name
from samspel.records.register.api import get_ecosystem
from samspel.terms import GAP_KEYS, Refusal

__all__ = ["ask", "speaker"]


@dataclass(frozen=True, slots=True)
class Lacking:
    """A member nobody can be asked for yet."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class AskPage:
    """A wave being made."""

    title: str
    says: str
    form: WaveForm
    lacking: tuple[Lacking, ...]
    paste_url: str
    reason: str
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """What will be sent, and to how many, before it is."""

    title: str
    says: str
    subject: str
    body: tuple[str, ...]
    questions: tuple[tuple[str, str], ...]
    choices: tuple[str, ...]
    given: tuple[tuple[str, str], ...]
    send: str
    back: str
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class SpeakerPage:
    """A person to ask, with what for and who sees what."""

    title: str
    form: SpeakerForm
    back: str
    crumbs: tuple[Crumb, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@in_region
def ask(request: VisitRequest, ecosystem_id: str) -> HttpResponse:
    """Choose; a POST shows the preview, and a POST from the preview sends."""
    candidates = ask_wave.list_candidates(ecosystem=ecosystem_id, by=request.visit.viewer)
    named = [one for one in candidates if one.contact]
    asked = [(one.actor_id, f"{one.name} ({one.contact_name})") for one in named]
    initial = first_values([one.actor_id for one in named])
    form = WaveForm(request.POST or None, asked=asked, initial=initial)
    if request.method != "POST" or "change" in request.POST or not form.is_valid():
        return _form_shown(request, ecosystem_id, candidates, form)
    wave = _wave(form, ecosystem_id, request)
    try:
        if "send" in request.POST:
            made = ask_wave.begin(asked=wave, by=request.visit.viewer)
            messages.success(request, _("The letters are on their way."))
            return redirect("wave", request.visit.region.key, made.wave_id)
        found = ask_wave.preview(asked=wave, by=request.visit.viewer)
    except Refusal as refusal:
        if refusal.code.startswith("may_not") or refusal.code == "not_found":
            raise
        form.add_error(None, reason_of(refusal))
        return _form_shown(request, ecosystem_id, candidates, form)
    return _preview_shown(request, wave, found)


def _wave(form: WaveForm, ecosystem_id: str, request: VisitRequest) -> AskedWave:
    given = form.cleaned_data
    days: list[date] = [
        given[name] for name in ("first_reminder", "second_reminder") if given[name]
    ]
    return AskedWave(
        ecosystem=ecosystem_id,
        asks_from=given["asks_from"],
        asks_until=given["asks_until"],
        closes_on=given["closes_on"],
        remind_on=tuple(sorted({day for day in days if day})),
        greeting=given["greeting"].strip(),
        actors=tuple(given["actors"]),
        site=service_address(request),
    )


def _form_shown(
    request: VisitRequest, ecosystem_id: str, candidates: tuple[Candidate, ...], form: WaveForm
) -> HttpResponse:
    key, viewer = request.visit.region.key, request.visit.viewer
    ecosystem = get_ecosystem(ecosystem_id, on=timezone.localdate(), by=viewer)
    lacking = tuple(
        Lacking(one.name, reverse("speaker", args=[key, ecosystem_id, one.actor_id]))
        for one in candidates
        if one.contact is None
    )
    count = len(candidates) - len(lacking)
    says = ngettext(
        "%(n)s of %(all)s members has a person to ask.",
        "%(n)s of %(all)s members have a person to ask.",
        count,
    ) % {"n": count, "all": len(candidates)}
    page = AskPage(
        title=_("Whom do the members of %(name)s work with?") % {"name": ecosystem.name},
        says=says,
        form=form,
        lacking=lacking,
        paste_url=reverse("speakers", args=[key, ecosystem_id]),
        reason=reason_of(Refusal("example_is_made_up")) if request.visit.region.is_example else "",
        crumbs=_crumbs(key, ecosystem_id, ecosystem.name),
    )
    return show(request, "surveys/ask.html", page, status=400 if form.errors else 200)


def _crumbs(key: str, ecosystem_id: str, name: str) -> tuple[Crumb, ...]:
    return (
        Crumb(name, reverse("ecosystem", args=[key, ecosystem_id])),
        Crumb(_("Questions"), reverse("waves", args=[key])),
    )


def _preview_shown(
    request: VisitRequest, wave: AskedWave, found: tuple[Candidate, ...]
) -> HttpResponse:
    key, viewer = request.visit.region.key, request.visit.viewer
    ecosystem = get_ecosystem(wave.ecosystem, on=timezone.localdate(), by=viewer)
    first = found[0]
    values = {
        "name": first.contact_name,
        "actor": first.name,
        "ecosystem": ecosystem.name,
        "region": request.visit.region.name,
        "closes_on": wave.closes_on.isoformat(),
        "sender": request.visit.person.name,
        "greeting": wave.greeting,
        "link": f"{wave.site}/answer/…",
    }
    subject, body = wave_letter(values=values)
    asked = [question_of(gap, actor=first.name, ecosystem=ecosystem.name) for gap in GAP_KEYS]
    page = PreviewPage(
        title=_("Shall this be sent?"),
        says=_says(wave, len(found)),
        subject=subject,
        body=tuple(body.split("\n\n")),
        questions=tuple((one.asks, one.helps) for one in asked),
        choices=tuple(choice_words(choice) for choice in CHOICES),
        given=tuple(
            (name, value)
            for name, values_ in request.POST.lists()
            for value in values_
            if name not in {"csrfmiddlewaretoken", "send", "change"}
        ),
        send=ngettext("Send %(n)s letter", "Send %(n)s letters", len(found)) % {"n": len(found)},
        back=reverse("ask", args=[key, wave.ecosystem]),
        crumbs=_crumbs(key, wave.ecosystem, ecosystem.name),
    )
    return show(request, "surveys/preview.html", page)


def _says(wave: AskedWave, count: int) -> str:
    text = ngettext(
        "%(n)s person gets a letter with a link of its own, and can answer until %(day)s.",
        "%(n)s persons get a letter each with a link of their own, and can answer until %(day)s.",
        count,
    ) % {"n": count, "day": wave.closes_on}
    if not wave.remind_on:
        more = _("Nobody is reminded by itself.")
    else:
        days = words().listing(day.isoformat() for day in wave.remind_on)
        more = _("Who has not answered is reminded on %(days)s.") % {"days": days}
    return f"{text} {more}"


@require_http_methods(["GET", "HEAD", "POST"])
@in_region
def speaker(request: VisitRequest, ecosystem_id: str, actor_id: str) -> HttpResponse:
    """A person to ask for a member: what for, and who sees what, before it is added."""
    key, viewer = request.visit.region.key, request.visit.viewer
    candidates = ask_wave.list_candidates(ecosystem=ecosystem_id, by=viewer)
    member = next((one for one in candidates if one.actor_id == actor_id), None)
    if member is None:
        raise Refusal("not_found")
    form = SpeakerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        new = NewSpeaker(ecosystem_id, actor_id, **form.cleaned_data)
        person = ask_wave.add_speaker(speaker=new, by=viewer)
        text = _("%(name)s can be asked for %(actor)s.")
        if not same_name(person.name, new.name):
            text = _(
                "%(name)s can be asked for %(actor)s: the register has the address under that "
                "name, which is not changed."
            )
        messages.success(request, text % {"name": person.name, "actor": member.name})
        return redirect("ask", key, ecosystem_id)
    ecosystem = get_ecosystem(ecosystem_id, on=timezone.localdate(), by=viewer)
    page = SpeakerPage(
        title=_("Who can be asked for %(actor)s?") % {"actor": member.name},
        form=form,
        back=reverse("ask", args=[key, ecosystem_id]),
        crumbs=_crumbs(key, ecosystem_id, ecosystem.name),
    )
    return show(request, "surveys/speaker.html", page, status=400 if form.errors else 200)
