"""Names that are nobody's yet: the question about each, and what the person answered.

Every page that takes names asks the same way: one list of choices a name, of the nearest actors,
a new one by its sector, or nobody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from samspel.actions.read_names import NameRead
from samspel.pages.templatetags.wording import SECTORS, named

__all__ = ["Question", "choices_of", "questions"]

_MOST = 500


@dataclass(frozen=True, slots=True)
class Question:
    """A name to decide on. `number` makes the fields of the form its own."""

    number: int
    written: str
    says: str
    options: tuple[tuple[str, str], ...]
    chosen: str


def questions(asked: Iterable[NameRead], choices: Mapping[str, str]) -> tuple[Question, ...]:
    """One question for each name that is no actor's by itself, with what was chosen so far."""
    return tuple(
        _question(number, read, choices.get(read.written, "")) for number, read in enumerate(asked)
    )


def _question(number: int, read: NameRead, chosen: str) -> Question:
    near = [
        (
            row.actor_id,
            f"{row.name}, {row.municipality_name}" if row.municipality_name else row.name,
        )
        for row in read.near
    ]
    new = [
        (f"new:{sector}", _("A new actor: %(sector)s") % {"sector": named(SECTORS, sector).lower()})
        for sector in SECTORS
    ]
    options = (("", _("Choose")), *near, *new, ("skip", _("Nobody: leave the name out")))
    says = _("Nobody in the register is called “%(name)s”.") if not near else ""
    says = says or _("“%(name)s” may be one of these.")
    return Question(number, read.written, says % {"name": read.written}, options, chosen)


def choices_of(given: QueryDict) -> Mapping[str, str]:
    """What was chosen for each name, from the fields of the questions."""
    found: dict[str, str] = {}
    for number in range(_MOST):
        name = given.get(f"name-{number}")
        if name is None:
            break
        found[" ".join(name.split())] = given.get(f"choice-{number}", "")
    return found
