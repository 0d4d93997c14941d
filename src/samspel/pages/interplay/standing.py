"""What stands now, where somebody else has changed what a form was opened on.

The form stays as it was typed. It is told what stands otherwise, and may then be saved over it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from samspel.terms import BadData, Refusal

__all__ = ["Standing", "stands_now", "was_changed"]

# What no reader knows by name.
_BESIDE = frozenset({"key", "seen", "ecosystem"})


@dataclass(frozen=True, slots=True)
class Standing:
    """The fields that stand otherwise than in the form, by name, as they stand."""

    fields: tuple[tuple[str, str], ...]


def was_changed(stop: Refusal | BadData) -> bool:
    """Whether it is somebody else's change that stopped this one."""
    return isinstance(stop, Refusal) and stop.code == "row_was_changed"


def stands_now(form: forms.Form, stands: Mapping[str, object]) -> Standing:
    """What stands otherwise. Saved again, the form is made from that, and is written over it."""
    given = dict(form.data.lists()) if isinstance(form.data, QueryDict) else {}
    form.data = MultiValueDict({**given, "seen": [str(stands["seen"])]})
    return Standing(
        tuple(
            (str(field.label), _words(field, stands.get(name)))
            for name, field in form.fields.items()
            if name not in _BESIDE and _lines(form[name].value()) != _lines(stands.get(name))
        )
    )


def _lines(value: object) -> list[str]:
    each = value if isinstance(value, list | tuple) else str(value or "").splitlines()
    return sorted(line for one in each if (line := str(one).strip()))


def _words(field: forms.Field, value: object) -> str:
    called = dict(field.choices) if isinstance(field, forms.ChoiceField) else {}  # type: ignore[arg-type]
    words = (str(called.get(one, re.sub(r" <[^<>]*>$", "", one))) for one in _lines(value))
    return "; ".join(words) or _("Not said")
