"""What is told of acts, and what their kinds say until a person does."""

from collections.abc import Mapping

from django.db.models import Count, QuerySet

from samspel.records import rows
from samspel.records.interplay import models
from samspel.records.interplay.faces import FactCount, FactRow
from samspel.terms import Viewer
from samspel.terms.act_facts import DEFAULT, DEFAULTS, FACTS, KINDS

__all__ = ["DEFAULTS", "counted", "defaults_of_kinds", "facts_of", "own_kinds", "told"]

Defaults = Mapping[str, Mapping[str, tuple[str, ...]]]


def told(by: Viewer) -> QuerySet[models.ActFact]:
    """The current facts of the viewer's region."""
    return models.ActFact.objects.filter(rows.current(by)).order_by()


def facts_of(acts: tuple[str, ...], *, by: Viewer) -> Mapping[str, tuple[FactRow, ...]]:
    """What is told of each act, in the order of `FACTS`. The acts are those the viewer has seen."""
    found: dict[str, list[FactRow]] = {}
    columns = ("interplay_id", "fact", "value", "basis")
    some = told(by).filter(interplay_id__in=acts).order_by("id")
    for act, fact, value, basis in some.values_list(*columns):
        found.setdefault(act, []).append(FactRow(fact, value, basis))
    order = {fact: number for number, fact in enumerate(FACTS)}
    return {
        act: tuple(sorted(each, key=lambda one: order.get(one.fact, len(order))))
        for act, each in found.items()
    }


def defaults_of_kinds(*, by: Viewer) -> Defaults:
    """What each kind says of an act: the region's own rows of a kind, else what Samspel ships."""
    own: dict[str, dict[str, tuple[str, ...]]] = {}
    kept = models.KindDefault.objects.filter(rows.current(by)).order_by("id")
    for kind, fact, value in kept.values_list("kind", "fact", "value"):
        said = own.setdefault(kind, {})
        said[fact] = (*said.get(fact, ()), value)
    return {**DEFAULTS, **own}


def own_kinds(*, by: Viewer) -> tuple[str, ...]:
    """The kinds that the region has said something of itself, and those that are shipped."""
    said = defaults_of_kinds(by=by)
    return (*KINDS, *sorted(set(said) - set(KINDS)))


def counted(acts: QuerySet[models.Act], by: Viewer) -> tuple[FactCount, ...]:
    """For every value of every fact in how many of the acts it is told, default and given apart."""
    some = told(by).filter(fact__in=FACTS, interplay_id__in=acts.order_by().values("interplay_id"))
    found = some.values_list("fact", "value", "basis").annotate(
        n=Count("interplay_id", distinct=True)
    )
    n = {(fact, value, basis): count for fact, value, basis, count in found}
    return tuple(
        FactCount(
            fact,
            value,
            sum(c for (f, v, b), c in n.items() if (f, v) == (fact, value) and b != DEFAULT),
            n.get((fact, value, DEFAULT), 0),
        )
        for fact, values in FACTS.items()
        for value in values
    )
