"""Several acts at once, pasted a line each: read, asked about where unclear, saved whole."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samspel.actions.keep_notes import log_list
from samspel.actions.log_acts import Where
from samspel.actions.read_acts import Reading, read_list
from samspel.pages.interplay.entering import choose_log, told
from samspel.pages.interplay.forms import PasteForm
from samspel.pages.interplay.unclear import Question, choices_of, questions
from samspel.pages.shell.numbers import whole_number
from samspel.pages.shell.showing import Crumb, next_address, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.pages.templatetags.wording import words
from samspel.records.accounts.api import check_may
from samspel.records.register.api import get_entry
from samspel.terms import BadData, Refusal

__all__ = ["Asked", "asked_of", "entered_says", "many", "save_list"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What must be said before a pasted list is saved: names, and faults of lines in words."""

    questions: tuple[Question, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ManyPage:
    """The box for several acts."""

    title: str
    form: PasteForm
    logs: tuple[tuple[str, str, bool], ...]
    asked: Asked
    saved: str
    entry: int
    crumbs: tuple[Crumb, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@in_region
def many(request: VisitRequest) -> HttpResponse:
    """Paste acts, one a line."""
    check_may(request.visit.viewer, "enter_acts")
    if request.method != "POST":
        log, _logs = choose_log(request, request.GET)
        return _shown(request, PasteForm(initial={"ecosystem": log}), Asked())
    form = PasteForm(request.POST)
    if not form.is_valid():
        return _shown(request, form, Asked(), status=400)
    asked, entry = save_list(request, form)
    if asked is not None or entry is None:
        return _shown(request, form, asked or Asked(), status=400)
    here = reverse("many-acts", args=[request.visit.region.key])
    return redirect(next_address(request, f"{here}?saved={entry}"))


def save_list(request: VisitRequest, form: PasteForm) -> tuple[Asked | None, int | None]:
    """Save what the form holds, or say what must be asked first; and the entry it became."""
    today, by = timezone.localdate(), request.visit.viewer
    text = form.cleaned_data["text"]
    read = read_list(text=text, choices=choices_of(request.POST), today=today, by=by)
    asked = asked_of(read, choices_of(request.POST))
    if not read.is_clear:
        return asked, None
    where = Where(today, form.cleaned_data["ecosystem"])
    if not any(act.notes or len(act.everybody) >= 2 for act in read.acts):
        return Asked(faults=(_("Every act of the list is there already."),)), None
    try:
        logged = log_list(acts=read.acts, new_actors=read.actors, where=where, by=by)
    except (Refusal, BadData) as stop:
        if isinstance(stop, Refusal) and stop.code.startswith("may_not"):
            raise
        return Asked(faults=(told(stop),)), None
    entry = logged.act or logged.notes
    return None, entry.id if entry else None


def asked_of(read: Reading, choices: Mapping[str, str]) -> Asked:
    """What a reading leaves open, in words."""
    faults = [
        _("Line %(n)s has no day. Begin it with one: 12/10.") % {"n": n} for n in read.undated
    ]
    faults += [
        _("Line %(n)s names fewer than two actors. Who else met?") % {"n": n} for n in read.alone
    ]
    return Asked(questions(read.asked, choices), tuple(faults))


def entered_says(request: VisitRequest, entry_id: str) -> tuple[str, int]:
    """What an entry of several acts was, in words, and its id; nothing for another's."""
    asked = whole_number(entry_id)
    if asked is None:
        return "", 0
    try:
        row = get_entry(asked, by=request.visit.viewer)
    except Refusal:
        return "", 0
    n = int(row.values.get("acts", 0)) if row.state in {"applied", "kept"} else 0
    text = ngettext("%(n)s act is saved.", "%(n)s acts are saved.", n)
    return (text % {"n": words().number(n)} if n else "", row.id)


def _shown(
    request: VisitRequest, form: PasteForm, asked: Asked, *, status: int = 200
) -> HttpResponse:
    key = request.visit.region.key
    given = request.POST if request.method == "POST" else request.GET
    log, found = choose_log(request, given)
    says, entry = entered_says(request, request.GET.get("saved", ""))
    page = ManyPage(
        title=_("What more has happened?"),
        form=form,
        logs=tuple((value, name, value == log) for value, name in found),
        asked=asked,
        saved=says,
        entry=entry,
        crumbs=(Crumb(_("The log"), reverse("acts", args=[key])),),
    )
    return show(request, "interplay/many.html", page, status=status)
