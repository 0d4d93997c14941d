"""What a field, an answer and a subject of the API are called in the reader's language.

Neighbours get `SUBJECTS`, `field_holds`, `answer_says` and `PROBLEMS`. What an
operation does is its own docstring, read into the catalogue by `script/translate`.
"""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from samspel.pages.api.describing import Field

__all__ = ["PROBLEMS", "SUBJECTS", "answer_says", "field_holds"]

# By the tag of the document, in the order of the page: what the subject is called.
SUBJECTS: Mapping[str, str] = {
    "region": gettext_noop("The region"),
    "register": gettext_noop("Actors and ecosystems"),
    "interplay": gettext_noop("Acts and the log"),
    "notes": gettext_noop("Notes"),
    "entries": gettext_noop("Rows of the tables"),
    "workspace": gettext_noop("The platform's own"),
    "gaps": gettext_noop("Measuring"),
    "jobs": gettext_noop("Work in the background"),
    "waves": gettext_noop("The seven questions"),
    "memos": gettext_noop("Memos"),
    "shares": gettext_noop("Shared links"),
    "everybody": gettext_noop("What everybody can see"),
    "people": gettext_noop("People"),
    "audit": gettext_noop("History"),
}

# By status: what has happened, and what of it the answer tells.
PROBLEMS: Mapping[int, tuple[str, str]] = {
    401: (gettext_noop("No good key: none, or it is ended, revoked or misspelt."), "code, reason"),
    403: (
        gettext_noop("The key's person may not do this, or the key only reads."),
        "code, reason",
    ),
    404: (gettext_noop("It is not there, or not for this person to see."), "code, reason"),
    409: (
        gettext_noop(
            "Well formed, but not as things stand: it does not fit the register, or somebody has"
            " changed it meanwhile. Nothing of it is kept."
        ),
        "code, reason, problems[]",
    ),
    422: (
        gettext_noop("Not what this address takes. Nothing of it is kept."),
        "code, problems[]",
    ),
    429: (gettext_noop("Too many questions in a minute. Wait, and ask again."), "code, reason"),
}
_KINDS: Mapping[str, tuple[str, str]] = {
    "string": (gettext_noop("text"), gettext_noop("list of texts")),
    "integer": (gettext_noop("whole number"), gettext_noop("list of whole numbers")),
    "number": (gettext_noop("number"), gettext_noop("list of numbers")),
    "boolean": (gettext_noop("true or false"), gettext_noop("list of true or false")),
    "date": (gettext_noop("day, as 2026-09-30"), gettext_noop("list of days")),
    "date-time": (gettext_noop("point in time"), gettext_noop("list of points in time")),
    "object": (gettext_noop("object"), gettext_noop("list of objects")),
}
_SMALL = 2**31  # a greater bound is what a database holds, and says nothing to who writes a program
_MOST = 10_000  # so is this many characters


def field_holds(one: Field, *, sent: bool) -> str:
    """What kind a field is, and for one that is sent what it may hold and whether it must."""
    parts = [_(_KINDS[one.kind][min(one.lists, 1)])]
    if one.may_be_null:
        parts.append(_("may be null"))
    if sent:
        parts += _bounds(one)
        parts.append(_("must be given") if one.required else _otherwise(one))
    return "; ".join(part for part in parts if part)


def _bounds(one: Field) -> Iterator[str]:
    if one.refers:
        yield _("a key of the table %(table)s") % {"table": one.refers}
    if one.longest is not None and one.longest < _MOST:
        text = ngettext("at most %(n)s character", "at most %(n)s characters", one.longest)
        yield text % {"n": one.longest}
    if one.most is not None and one.least is not None and one.most < _SMALL:
        yield _("%(least)s to %(most)s") % {"least": one.least, "most": one.most}


def _otherwise(one: Field) -> str:
    return _("otherwise %(value)s") % {"value": one.otherwise} if one.otherwise else ""


def answer_says(count: int) -> str:
    """How many fields are told, as the name of the place where they stand."""
    return ngettext("%(n)s field", "%(n)s fields", count) % {"n": count}
