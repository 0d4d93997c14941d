"""Where free text names somebody: every text of every table of a region is looked through.

It asks the framework which tables there are, so that no subject is forgotten when one is added,
and finds the region of a row that stands under another (a figure of a run) through that one.
"""

import json
from collections.abc import Iterator, Mapping

from django.apps import apps
from django.db import models
from django.db.models import Q, TextField
from django.db.models.functions import Cast

__all__ = ["mentions"]

_MOST = 50
# Where a person is kept as a person: what stands there is told elsewhere.
_PERSONS = {"contacts.Contact"}
# Open words are shown to nobody before the wave allows it: only that they name somebody is told.
_WITHHELD = {"surveys.Line"}
_TEXTS = (models.CharField, models.TextField, models.JSONField)


def mentions(words: tuple[str, ...], region: int) -> tuple[Mapping[str, str], ...]:
    """The table, the row's number and the text around the word, at most fifty a table."""
    found = ((model, _region_of(model)) for model in apps.get_models())
    return tuple(
        one for model, path in found if path for one in _in(model, words, Q(**{path: region}))
    )


def _region_of(model: type[models.Model]) -> str:
    """The shortest way from a row to its region, as a filter spells it; "" where there is none,
    or only one through a person."""
    fields = {field.name: field for field in model._meta.concrete_fields}  # noqa: SLF001
    if model._meta.label in _PERSONS:  # noqa: SLF001
        return ""
    if "region" in fields:
        return "region"
    parents = ((name, one.related_model) for name, one in fields.items())
    ways = (f"{name}__{way}" for name, parent in parents if parent and (way := _region_of(parent)))
    return min(ways, key=len, default="")


def _in(model: type[models.Model], words: tuple[str, ...], ours: Q) -> Iterator[dict[str, str]]:
    fields = [f for f in model._meta.concrete_fields if isinstance(f, _TEXTS)]  # noqa: SLF001
    texts = {f"text_{field.name}": Cast(field.name, TextField()) for field in fields}
    holds = Q()
    for name in texts:
        for word in _spellings(words):
            holds |= Q(**{f"{name}__icontains": word})
    if not texts:
        return
    rows = model._default_manager.filter(ours).alias(**texts).filter(holds)  # noqa: SLF001
    for row in rows.order_by("pk")[:_MOST]:
        for field in fields:
            if around := _around(getattr(row, field.name), words):
                label = model._meta.label  # noqa: SLF001
                text = "[…]" if label in _WITHHELD else around
                yield {"table": label, "row": str(row.pk), "text": text}


def _spellings(words: tuple[str, ...]) -> Iterator[str]:
    """The word itself, and as JSON spells it where the database keeps that as text."""
    for word in words:
        yield word
        spelt = json.dumps(word)[1:-1]
        if spelt != word:
            yield spelt


def _around(value: object, words: tuple[str, ...]) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    folded = text.casefold()
    for word in words:
        at = folded.find(word.casefold())
        if at >= 0:
            return text[max(0, at - 40) : at + len(word) + 40]
    return ""
