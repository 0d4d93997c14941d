"""The words of the workbook that a person fills in, and the workbook itself.

Neighbours get `render_workbook(language) -> bytes`, and `table_headings` and `table_word` for a
list that is taken out and read in again.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from samspel.reports.words import N_, Words, for_language
from samspel.tables import ALL_CONTRACTS
from samspel.tables.swedish import heading_in, word_in
from samspel.tables.template import TEMPLATE_TABLES, Template, write_template
from samspel.terms import ROLES
from samspel.terms.meanings import meaning

__all__ = ["render_workbook", "table_headings", "table_word"]

_NAMES = {"sv": "Instruktion", "en": "Instruction"}
_LINES: tuple[tuple[str, bool], ...] = (
    (N_("How to fill in the workbook"), True),
    (
        N_(
            "Each sheet is a table, each row one thing. The first row has the headings: leave them."
        ),
        False,
    ),
    (N_("Headings on blue must be filled in. The others help, and may be left empty."), False),
    (N_("The slanted rows are examples. Delete them before you bring the workbook in."), False),
    (
        N_("A small triangle at a heading has a note. Cells with a list of choices have an arrow."),
        False,
    ),
    (N_("What to begin with"), True),
    (N_("1. ecosystems: the ecosystems, one a row, with a short key of your own."), False),
    (
        N_("2. actors: the organisations, each with a key of its own, its sector and its roles."),
        False,
    ),
    (N_("3. memberships: which actor is a member of which ecosystem, and since when."), False),
    (N_("4. interplay: what happened, and when: a meeting, a project, a seminar."), False),
    (N_("5. participations: who took part in it, one row an actor."), False),
    (N_("The other sheets are for more that you know: leave them empty, or delete them."), False),
    (N_("Good to know"), True),
    (N_("Write days as 2026-10-12. 3/4/2026 may be two days, and is told as a fault."), False),
    (
        N_("Never write a personal identity number. One that is there is dropped and not kept."),
        False,
    ),
    (N_("You see every fault and all that would change before anything is written."), False),
)
_ROLES_NOTE = N_("One or more of %(roles)s, with | between.")
_DELETE = N_("EXAMPLE, delete the row")


def render_workbook(language: str) -> bytes:
    """The empty workbook in that language: instructions, drop-downs, examples to delete.

    Brought in as it is, it reads without an error or a warning.
    """
    say = for_language(language)
    template = Template(
        say.language,
        _NAMES[say.language],
        [(say.gettext(line), heading) for line, heading in _LINES],
        dict(_notes(say)),
        _examples(say.gettext(_DELETE)),
    )
    with tempfile.TemporaryDirectory() as beside:
        path = Path(beside) / "samspel.xlsx"
        write_template(path, template)
        return path.read_bytes()


def table_headings(table: str, columns: Sequence[str], language: str) -> tuple[str, ...]:
    """The headings of a table's columns, as a file in that language has them."""
    return tuple(heading_in(table, column, language) for column in columns)


def table_word(table: str, column: str, key: str, language: str) -> str:
    """A word of one of our lists, as a file in that language has it."""
    return word_in(table, column, key, language)


def _notes(say: Words) -> Iterator[tuple[tuple[str, str], str]]:
    for contract in (one for one in ALL_CONTRACTS if one.name in TEMPLATE_TABLES):
        for column in contract.columns:
            yield (contract.name, column.name), say.gettext(meaning(contract.name, column.name))
    roles = ", ".join(word_in("actors", "roles", role, say.language) for role in ROLES)
    yield ("actors", "roles"), say.gettext(_ROLES_NOTE) % {"roles": roles}


def _examples(delete: str) -> Mapping[str, Sequence[Mapping[str, str | float | date]]]:
    first, met = date(2026, 1, 1), date(2026, 5, 12)
    firm, university = "exempel-foretag", "exempel-larosate"
    return {
        "ecosystems": [{"ecosystem_id": "exempel", "name": delete, "country": "SE"}],
        "actors": [
            {"actor_id": firm, "name": delete, "sector": "private", "roles": "firm"},
            {
                "actor_id": university,
                "name": f"{delete} (2)",
                "sector": "academia",
                "roles": "research|education",
            },
        ],
        "memberships": [
            {"ecosystem_id": "exempel", "actor_id": firm, "member_from": first},
            {"ecosystem_id": "exempel", "actor_id": university, "member_from": first},
        ],
        "interplay": [
            {
                "interplay_id": "exempel-1",
                "kind": "meeting",
                "title": delete,
                "started_on": met,
                "flow": "knowledge",
                "level": "regional",
            }
        ],
        "participations": [
            {"interplay_id": "exempel-1", "actor_id": firm, "role": "participant"},
            {"interplay_id": "exempel-1", "actor_id": university, "role": "host"},
        ],
    }
