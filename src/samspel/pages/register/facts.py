"""What is known of an actor or an ecosystem, row by row: a new row, a changed one, one gone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samspel.actions.edit_facts import Fact, end_fact, save_fact
from samspel.pages.register.edit_forms import FACT_FORMS, FactForm
from samspel.pages.register.editing import ecosystem_choices, to_edit, told
from samspel.pages.register.fact_words import BACK, FORMS_OF, QUESTIONS
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.records.accounts.api import check_may
from samspel.records.register.api import (
    FactRow,
    actor_names,
    actors_named,
    get_ecosystem,
    get_ecosystem_facts,
    get_profile,
)
from samspel.terms import BadData, Refusal, Viewer

__all__ = ["actor_fact", "actors_meant", "ecosystem_fact", "end_actor_fact", "end_ecosystem_fact"]

_KEY = re.compile(r".*<(?P<key>[^<>]+)>")
_ECOSYSTEM = ("core_industries", "boundaries")


@dataclass(frozen=True, slots=True)
class FactPage:
    """A row to write. `end_url`: where it is taken away, when there is one."""

    title: str
    form: FactForm
    back: str
    end_url: str
    crumbs: tuple[Crumb, ...]
    names_url: str = ""


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose row it is, the row itself when there is one, and the way back."""

    key: str
    fact: FactRow | None
    title: str
    crumbs: tuple[Crumb, ...]
    end_url: str


def actors_meant(form: forms.Form, field: str, names: list[str], by: Viewer) -> list[str]:
    """The actors that somebody wrote the names of; a name of nobody, or of several, is told."""
    # The help with names writes the key after a name, and so may a person: RISE <rise>.
    names = [with_key["key"].strip() if (with_key := _KEY.fullmatch(n)) else n for n in names]
    found = actors_named(tuple(names), by=by)
    for name in names:
        if not found[name]:
            said = _("There is no actor called %(name)s. Look it up under Actors.")
            form.add_error(field, said % {"name": name})
        elif len(found[name]) > 1:
            said = _("Several are called %(name)s: write one of the keys %(keys)s.")
            form.add_error(field, said % {"name": name, "keys": ", ".join(found[name])})
    return [found[name][0] for name in names if len(found[name]) == 1]


@require_http_methods(["GET", "HEAD", "POST"])
@in_region
def actor_fact(
    request: VisitRequest, actor_id: str, table: str, row: int | None = None
) -> HttpResponse:
    """A row of an actor: a new one, or in the place of another."""
    return _fact(request, _of_actor(request, actor_id, table, row), table)


@require_http_methods(["GET", "HEAD", "POST"])
@in_region
def ecosystem_fact(
    request: VisitRequest, ecosystem_id: str, table: str, row: int | None = None
) -> HttpResponse:
    """A row of an ecosystem."""
    return _fact(request, _of_ecosystem(request, ecosystem_id, table, row), table)


@require_POST
@in_region
def end_actor_fact(request: VisitRequest, actor_id: str, table: str, row: int) -> HttpResponse:
    """Take a row of an actor away."""
    return _ended(request, _of_actor(request, actor_id, table, row), table)


@require_POST
@in_region
def end_ecosystem_fact(
    request: VisitRequest, ecosystem_id: str, table: str, row: int
) -> HttpResponse:
    """Take a row of an ecosystem away."""
    return _ended(request, _of_ecosystem(request, ecosystem_id, table, row), table)


def _of_actor(request: VisitRequest, actor_id: str, table: str, row: int | None) -> _Owner:
    key, viewer = request.visit.region.key, request.visit.viewer
    check_may(viewer, "edit_register")
    if table not in FORMS_OF:
        raise Refusal("not_found")
    profile = get_profile(actor_id, by=viewer)
    fact = _row(profile.facts[table], row)
    actor = profile.detail.actor
    end = reverse("end-fact", args=[key, actor_id, table, row]) if fact else ""
    title = _(QUESTIONS[table]) % {"name": actor.name}
    return _Owner(actor_id, fact, title, to_edit(key, actor), end)


def _of_ecosystem(request: VisitRequest, ecosystem_id: str, table: str, row: int | None) -> _Owner:
    key, viewer = request.visit.region.key, request.visit.viewer
    check_may(viewer, "edit_register", ecosystem=ecosystem_id)
    if table not in _ECOSYSTEM:
        raise Refusal("not_found")
    ecosystem = get_ecosystem(ecosystem_id, on=timezone.localdate(), by=viewer)
    fact = _row(get_ecosystem_facts(ecosystem_id, by=viewer)[table], row)
    here = [key, ecosystem_id]
    end = reverse("end-ecosystem-fact", args=[*here, table, row]) if fact else ""
    titles = {
        "core_industries": _("Which industry is %(name)s's own?"),
        "boundaries": _("Who counts as of %(name)s?"),
    }
    title = titles[table] % {"name": ecosystem.name}
    crumbs = (
        Crumb(ecosystem.name, reverse("ecosystem", args=here)),
        Crumb(_("Members"), reverse("members", args=here)),
    )
    return _Owner(ecosystem_id, fact, title, crumbs, end)


def _row(facts: tuple[FactRow, ...], row: int | None) -> FactRow | None:
    if row is None:
        return None
    found = next((fact for fact in facts if fact.row == row), None)
    if found is None:
        raise Refusal("row_was_changed")
    return found


def _fact(request: VisitRequest, owner: _Owner, table: str) -> HttpResponse:
    given = request.POST if request.method == "POST" else None
    form = FACT_FORMS[table](
        given, initial=_initial(owner, request.visit.viewer), choices=_choices(request, owner)
    )
    if given is None:
        return _page(request, form, owner)
    if not form.is_valid():
        return _page(request, form, owner, status=400)
    values = dict(form.cleaned_data)
    row = values.pop("row")
    if "to_actor" in values:
        meant = actors_meant(form, "to_actor", [values["to_actor"]], request.visit.viewer)
        if not meant:
            return _page(request, form, owner, status=400)
        values["to_actor"] = meant[0]
    try:
        save_fact(fact=_meant(table, owner.key, values), row=row, by=request.visit.viewer)
    except (Refusal, BadData) as stop:
        return _page(request, form, owner, status=told(form, stop))
    messages.success(request, _("Saved."))
    return redirect(owner.crumbs[-1].url)


def _meant(table: str, actor: str, values: dict[str, Any]) -> Fact:
    """The row; a relation told from its other end is turned round."""
    kind = str(values.get("kind", ""))
    if table != "relations" or not kind.startswith(BACK):
        return Fact(table, actor, values)
    turned = {**values, "kind": kind.removeprefix(BACK), "to_actor": actor}
    return Fact(table, str(values["to_actor"]), turned, told_of=actor)


def _initial(owner: _Owner, by: Viewer) -> Mapping[str, object]:
    if owner.fact is None:
        return {}
    values: dict[str, object] = {**owner.fact.values, "row": owner.fact.row}
    if "to_actor" in values:
        back = values["to_actor"] == owner.key and values["kind"] != "competitor"
        other = str(values["from_actor" if values["to_actor"] == owner.key else "to_actor"])
        values["kind"] = f"{BACK}{values['kind']}" if back else values["kind"]
        name = actor_names((other,), by=by).get(other)
        values["to_actor"] = f"{name} <{other}>" if name else other
    return values


def _choices(request: VisitRequest, owner: _Owner) -> dict[str, list[tuple[str, str]]]:
    found = ecosystem_choices(request.visit.viewer)
    own = str(owner.fact.values.get("ecosystem_id", "")) if owner.fact else ""
    if own and own not in {key for key, _name in found}:
        found = [*found, (own, own)]
    return {"ecosystem_id": found}


def _page(
    request: VisitRequest, form: FactForm, owner: _Owner, *, status: int = 200
) -> HttpResponse:
    key = request.visit.region.key
    names_url = reverse("act-names", args=[key]) if "to_actor" in form.fields else ""
    page = FactPage(owner.title, form, owner.crumbs[-1].url, owner.end_url, owner.crumbs, names_url)
    return show(request, "register/fact.html", page, status=status)


def _ended(request: VisitRequest, owner: _Owner, table: str) -> HttpResponse:
    if owner.fact is None:
        raise Refusal("row_was_changed")
    end_fact(table=table, owner=owner.key, row=owner.fact.row, by=request.visit.viewer)
    messages.success(request, _("Taken away. It can be undone in the history."))
    return redirect(owner.crumbs[-1].url)
