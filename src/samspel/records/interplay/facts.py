"""What is told of acts, and what their kinds say until a person does."""

from collections import Counter
from collections.abc import Mapping

from django.db.models import Count, QuerySet

from samspel.records import rows
from samspel.records.interplay import models
from samspel.records.interplay.faces import FactCount, FactRow
from samspel.terms import Viewer
from samspel.terms.act_facts import DEFAULT, DEFAULTS, FACTS, GIVEN, KINDS

__all__ = ["DEFAULTS", "counted", "defaults_of_kinds", "facts_of", "own_kinds", "told", "usual_of"]

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


def usual_of(act: models.Act, *, by: Viewer) -> tuple[FactRow, ...]:
    """What may be told of an act of which nothing is, one that came from a file: its own columns
    as given, the rest as its kind usually is."""
    own = {"flow": act.flow, "level": act.level}
    kind = defaults_of_kinds(by=by).get(act.kind, {})
    return tuple(
        FactRow(fact, value, GIVEN if own.get(fact) else DEFAULT)
        for fact in FACTS
        for value in ((own[fact],) if own.get(fact) else kind.get(fact, ()))
    )


def counted(acts: QuerySet[models.Act], by: Viewer) -> tuple[FactCount, ...]:
    """For every value of every fact in how many of the acts it is told, default and given apart.

    An act of which nothing is told counts as `usual_of` tells it.
    """
    kept = told(by).filter(fact__in=FACTS).values("interplay_id")
    some = told(by).filter(fact__in=FACTS, interplay_id__in=acts.order_by().values("interplay_id"))
    found = some.values_list("fact", "value", "basis").annotate(
        n=Count("interplay_id", distinct=True)
    )
    n = Counter({(fact, value, basis): count for fact, value, basis, count in found})
    n += _untold(acts.exclude(interplay_id__in=kept), by)
    return tuple(
        FactCount(fact, value, n[fact, value, GIVEN], n[fact, value, DEFAULT])
        for fact, values in FACTS.items()
        for value in values
    )


def _untold(acts: QuerySet[models.Act], by: Viewer) -> Counter[tuple[str, str, str]]:
    kinds = defaults_of_kinds(by=by)
    alike = acts.order_by().values_list("kind", "flow", "level").annotate(n=Count("id"))
    n: Counter[tuple[str, str, str]] = Counter()
    for kind, flow, level, count in alike:
        own = {"flow": flow, "level": level}
        for fact in FACTS:
            if own.get(fact):
                n[fact, own[fact], GIVEN] += count
            else:
                for value in kinds.get(kind, {}).get(fact, ()):
                    n[fact, value, DEFAULT] += count
    return n
