"""One actor goes on as another: written, looked at, and only then entered (R17)."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samspel.actions.succeed_actor import Follows, Successor, preview_succession, succeed_actor
from samspel.pages.register.edit_forms import SuccessionForm
from samspel.pages.register.editing import to_edit, told
from samspel.pages.register.facts import actors_meant
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.pages.templatetags.wording import words
from samspel.records.accounts.api import check_may
from samspel.records.register.api import ActorRow, actor_names, get_actor
from samspel.terms import BadData, Refusal

__all__ = ["goes_on"]


@dataclass(frozen=True, slots=True)
class GoesOnPage:
    """The form, and what it would do once it has been looked at."""

    title: str
    form: SuccessionForm
    preview: tuple[str, ...]
    names_url: str
    back: str
    crumbs: tuple[Crumb, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@in_region
def goes_on(request: VisitRequest, actor_id: str) -> HttpResponse:
    """Say that an actor was renamed, merged or split: first a look, then the entry."""
    viewer = request.visit.viewer
    check_may(viewer, "edit_register")
    actor = get_actor(actor_id, by=viewer).actor
    form = SuccessionForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, form, actor)
    asked = _asked(request, form, actor_id)
    if asked is None:
        return _page(request, form, actor, status=400)
    try:
        if "enter" not in request.POST:
            follows = preview_succession(asked=asked, by=viewer)
            return _page(request, form, actor, preview=_says(request, asked, follows))
        succeed_actor(asked=asked, by=viewer)
    except (Refusal, BadData) as stop:
        return _page(request, form, actor, status=told(form, stop))
    messages.success(request, _("Saved. Acts follow from %(day)s.") % {"day": asked.on})
    return redirect("actor", request.visit.region.key, asked.others[0])


def _asked(request: VisitRequest, form: SuccessionForm, actor_id: str) -> Successor | None:
    if not form.is_valid():
        return None
    names = [line.strip() for line in form.cleaned_data["others"].splitlines() if line.strip()]
    others = actors_meant(form, "others", names, request.visit.viewer)
    if form.errors:
        return None
    given = form.cleaned_data
    return Successor(actor_id, tuple(others), given["kind"], given["on"])


def _says(request: VisitRequest, asked: Successor, follows: Follows) -> tuple[str, ...]:
    names = actor_names((asked.actor, *asked.others), by=request.visit.viewer)
    others = ", ".join(names[one] for one in asked.others)
    acts = ngettext(
        "%(n)s act of %(name)s counts as an act of %(others)s when a day from %(on)s is measured.",
        "%(n)s acts of %(name)s count as acts of %(others)s when a day from %(on)s is measured.",
        follows.acts,
    )
    told = {"name": names[asked.actor], "others": others, "on": asked.on}
    if not follows.acts:
        acts = _("No act of %(name)s is in the register: none follows to %(others)s.")
    lines = [
        acts % {**told, "n": words().number(follows.acts)},
        _("A day before %(on)s is measured as it was.") % told,
    ]
    if asked.kind == "split":
        lines.append(
            _("%(name)s stays in the register. Acts begun before %(on)s follow to each.") % told
        )
        return tuple(lines)
    if follows.ends:
        text = ngettext(
            "%(n)s membership of %(name)s ends the day before; %(begun)s begins for %(others)s.",
            "%(n)s memberships of %(name)s end the day before; %(begun)s begin for %(others)s.",
            follows.ends,
        )
        lines.append(text % {**told, "n": follows.ends, "begun": follows.begins})
    if follows.answers:
        lines.append(
            _("Its answers are read as %(others)s's, where that has none of its own.") % told
        )
    return tuple(lines)


def _page(  # noqa: PLR0913 - the last two by name
    request: VisitRequest,
    form: SuccessionForm,
    actor: ActorRow,
    *,
    preview: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    crumbs = to_edit(request.visit.region.key, actor)
    title = _("As whom does %(name)s go on?") % {"name": actor.name}
    names_url = reverse("act-names", args=[request.visit.region.key])
    page = GoesOnPage(title, form, preview, names_url, crumbs[-1].url, crumbs)
    return show(request, "register/goes_on.html", page, status=status)
