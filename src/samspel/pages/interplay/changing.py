"""An act changed, taken away, parted into who really met; and what was entered taken back."""

from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samspel.actions.keep_notes import change_box, log_list
from samspel.actions.log_acts import ActEntry, Where, remove_act
from samspel.actions.read_acts import read_act
from samspel.actions.take_back import take_back
from samspel.pages.interplay.entering import act_form, choose_log, read_form, told
from samspel.pages.interplay.forms import ActForm, PasteForm
from samspel.pages.interplay.pasting import Asked
from samspel.pages.interplay.standing import Standing, stands_now, was_changed
from samspel.pages.interplay.unclear import choices_of, questions
from samspel.pages.shell.showing import Crumb, next_address, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.records.accounts.api import check_may
from samspel.records.interplay.api import ActDetail, get_act
from samspel.records.notes.api import notes_behind
from samspel.terms import BadData, Refusal

__all__ = ["edit", "parts", "remove", "take_back_entry"]


@dataclass(frozen=True, slots=True)
class EditPage:
    """An act's form."""

    title: str
    form: ActForm
    asked: Asked
    stands: Standing | None
    names_url: str
    url: str
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class PartsPage:
    """The box for who met whom at a meeting place."""

    title: str
    says: str
    form: PasteForm
    asked: Asked
    crumbs: tuple[Crumb, ...]


_NOTHING = Asked()


@dataclass(frozen=True, slots=True)
class _Asks:
    """What is asked about a form before it is saved, and how the page answers."""

    asked: Asked = _NOTHING
    status: int = 200
    stands: Standing | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@in_region
def edit(request: VisitRequest, interplay_id: str) -> HttpResponse:
    """Change an act: it is written anew, and what it was can be brought back."""
    viewer = request.visit.viewer
    check_may(viewer, "enter_acts")
    detail = get_act(interplay_id, by=viewer)
    if detail.act.is_report:
        raise Refusal("act_is_an_answer")
    if request.method != "POST":
        form = act_form(request, None, **_initial(request, detail))
        return _edited(request, detail, form)
    form = act_form(request, request.POST, **_initial(request, detail))
    if not form.is_valid():
        return _edited(request, detail, form, _Asks(status=400))
    read, act = read_form(request, form)
    asks = _Asks(Asked(questions(read.asked, choices_of(request.POST))), 400)
    if read.actors and not read.unclear:
        form.add_error("names", _("A new actor is entered with a new act, or in the register."))
    if act is None or read.unclear or form.errors:
        return _edited(request, detail, form, asks)
    where = Where(timezone.localdate(), form.cleaned_data["ecosystem"])
    new = replace(act, part_of=detail.whole.interplay_id if detail.whole else "")
    seen = form.cleaned_data["seen"]
    try:
        change_box(interplay_id=interplay_id, act=new, where=where, by=viewer, seen=seen)
    except (Refusal, BadData) as stop:
        form.add_error(None, told(stop))
        stands = None
        if was_changed(stop):
            detail = get_act(interplay_id, by=viewer)
            stands = stands_now(form, _initial(request, detail))
        return _edited(request, detail, form, replace(asks, status=409, stands=stands))
    return redirect("act", request.visit.region.key, interplay_id)


def _initial(request: VisitRequest, detail: ActDetail) -> dict[str, object]:
    """The act as the form holds it: what a person has said is said, what is a default is not."""
    act = detail.act
    said = {one.fact: one.value for one in detail.facts if not one.is_default}
    said.pop("tag", None)
    tags = [one.value for one in detail.facts if one.fact == "tag" and not one.is_default]
    called = {one.actor_id: f"{one.name} <{one.actor_id}>" for one in detail.participants}
    organiser, introducer = detail.first("organiser"), detail.first("introducer")
    others = [name for one, name in called.items() if one not in {organiser, introducer}]
    given: dict[str, object] = {
        "on": act.started_on.isoformat(),
        "ended_on": act.ended_on.isoformat() if act.ended_on else "",
        "kind": act.kind,
        "names": "\n".join(others or called.values()),
        "title": act.title,
        "organiser": called.get(organiser, ""),
        "introducer": called.get(introducer, ""),
        "source": act.source,
        "tag": tags,
        "key": act.interplay_id,
        "seen": detail.seen,
    }
    log = act.source.removeprefix("log:") if act.source.startswith("log:") else ""
    ideas = notes_behind((act.interplay_id,), by=request.visit.viewer).get(act.interplay_id, ())
    given["idea"] = ideas[0].note_id if ideas else ""
    found = choose_log(request, request.GET)[1]
    mine = {"ecosystem": log} if log in dict(found) else {}
    return {**given, **said, **mine}


def _edited(
    request: VisitRequest, detail: ActDetail, form: ActForm, asks: _Asks | None = None
) -> HttpResponse:
    asks = asks or _Asks()
    key = request.visit.region.key
    url = reverse("act", args=[key, detail.act.interplay_id])
    page = EditPage(
        title=_("What was it really?"),
        form=form,
        asked=asks.asked,
        stands=asks.stands,
        names_url=reverse("act-names", args=[key]),
        url=url,
        crumbs=_crumbs(key, detail),
    )
    return show(request, "interplay/edit.html", page, status=asks.status)


def _crumbs(key: str, detail: ActDetail) -> tuple[Crumb, ...]:
    act = detail.act
    return (
        Crumb(_("The log"), reverse("acts", args=[key])),
        Crumb(
            act.title or act.started_on.isoformat(), reverse("act", args=[key, act.interplay_id])
        ),
    )


@require_POST
@in_region
def remove(request: VisitRequest, interplay_id: str) -> HttpResponse:
    """Take an act away; the next page has the way back."""
    log, _logs = choose_log(request, request.POST)
    entry = remove_act(interplay_id=interplay_id, by=request.visit.viewer, ecosystem=log)
    return redirect(f"{reverse('acts', args=[request.visit.region.key])}?removed={entry.id}")


@require_POST
@in_region
def take_back_entry(request: VisitRequest, entry_id: int) -> HttpResponse:
    """Take back what was entered: what came with it goes, what it took away returns."""
    take_back(entry_id=entry_id, by=request.visit.viewer)
    here = reverse("acts", args=[request.visit.region.key])
    return redirect(next_address(request, here))


@require_http_methods(["GET", "HEAD", "POST"])
@in_region
def parts(request: VisitRequest, interplay_id: str) -> HttpResponse:
    """Who met whom at a meeting place: its tables or groups, each an act of its own."""
    check_may(request.visit.viewer, "enter_acts")
    detail = get_act(interplay_id, by=request.visit.viewer)
    if request.method != "POST":
        return _parted(request, detail, PasteForm(), _Asks())
    form = PasteForm(request.POST)
    if not form.is_valid():
        return _parted(request, detail, form, _Asks(status=400))
    asked = _save_parts(request, detail, form)
    if asked is not None:
        return _parted(request, detail, form, _Asks(asked, 400))
    return redirect("act", request.visit.region.key, interplay_id)


def _save_parts(request: VisitRequest, detail: ActDetail, form: PasteForm) -> Asked | None:
    today, by = timezone.localdate(), request.visit.viewer
    choices = choices_of(request.POST)
    groups = _groups(form.cleaned_data["text"])
    reads = [read_act(text=g, choices=choices, today=today, by=by) for g in groups]
    names = {one.written: one for read in reads for one in read.asked}
    faults = [
        _("Group %(n)s names fewer than two actors. Who else met?") % {"n": n}
        for n, read in enumerate(reads, 1)
        if read.alone
    ]
    if faults or any(read.unclear for read in reads):
        return Asked(questions(names.values(), choices), tuple(faults))
    parts = [_part(read.acts[0], detail) for read in reads]
    new = {one.stands_for: one for read in reads for one in read.actors}
    log, _logs = choose_log(request, request.POST)
    try:
        where = Where(today, log)
        acts = _titled(parts, detail)
        log_list(acts=acts, new_actors=tuple(new.values()), where=where, by=by)
    except (Refusal, BadData) as stop:
        return Asked(faults=(told(stop),))
    return None


def _part(act: ActEntry, whole: ActDetail) -> ActEntry:
    return replace(
        act,
        started_on=act.started_on or whole.act.started_on,
        kind=act.kind or "meeting",
        part_of=whole.act.interplay_id,
    )


def _groups(text: str) -> list[str]:
    """Groups parted by a blank line; without one, each line is a group."""
    blocks = [block for block in text.replace("\r\n", "\n").split("\n\n") if block.strip()]
    if len(blocks) > 1:
        return blocks
    lines = [line for line in text.splitlines() if line.strip()]
    several = any(sign in line for line in lines for sign in ";\t")
    return lines if several else blocks


def _titled(parts: list[ActEntry], whole: ActDetail) -> list[ActEntry]:
    """Each group by its number; what is a note alone is none."""
    name, number = whole.act.title or whole.act.started_on.isoformat(), len(whole.parts)
    titled = []
    for part in parts:
        number += len(part.everybody) >= 2
        said = _("%(whole)s: group %(n)s") % {"whole": name, "n": number}
        titled.append(replace(part, title=part.title or said))
    return titled


def _parted(request: VisitRequest, detail: ActDetail, form: PasteForm, asks: _Asks) -> HttpResponse:
    key = request.visit.region.key
    page = PartsPage(
        title=_("Who met whom?"),
        says=_("Each group of %(whole)s becomes a meeting of its own, on the same day.")
        % {"whole": detail.act.title or detail.act.started_on},
        form=form,
        asked=asks.asked,
        crumbs=_crumbs(key, detail),
    )
    return show(request, "interplay/parts.html", page, status=asks.status)
