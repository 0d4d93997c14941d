"""Where free text names somebody: every text of every table of a region is looked through.

It asks the framework which tables there are, so that no subject is forgotten when one is added.
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
_TEXTS = (models.CharField, models.TextField, models.JSONField)


def mentions(words: tuple[str, ...], region: int) -> tuple[Mapping[str, str], ...]:
    """The table, the row's number and the text around the word, at most fifty a table."""
    return tuple(one for model in _models() for one in _in(model, words, region))


def _models() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        fields = {field.name for field in model._meta.concrete_fields}  # noqa: SLF001
        if model._meta.label not in _PERSONS and "region" in fields:  # noqa: SLF001
            yield model


def _in(model: type[models.Model], words: tuple[str, ...], region: int) -> Iterator[dict[str, str]]:
    fields = [f for f in model._meta.concrete_fields if isinstance(f, _TEXTS)]  # noqa: SLF001
    texts = {f"text_{field.name}": Cast(field.name, TextField()) for field in fields}
    holds = Q()
    for name in texts:
        for word in _spellings(words):
            holds |= Q(**{f"{name}__icontains": word})
    if not texts:
        return
    rows = model._default_manager.filter(region=region).alias(**texts).filter(holds)  # noqa: SLF001
    for row in rows.order_by("pk")[:_MOST]:
        for field in fields:
            if around := _around(getattr(row, field.name), words):
                yield {
                    "table": model._meta.label,  # noqa: SLF001
                    "row": str(row.pk),
                    "text": around,
                }


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
