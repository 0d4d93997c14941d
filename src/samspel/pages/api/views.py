"""The API for a person to read: its subjects, and each subject's operations with an example.

Made on the server from the OpenAPI document itself, in the reader's language, and open as the
document is: nobody needs a key to learn what a key would be for.
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspel.pages.api.describing import Field, Operation, Subject, subjects
from samspel.pages.api.examples import example
from samspel.pages.api.wording import PROBLEMS, SUBJECTS, answer_says, field_holds
from samspel.pages.shell.showing import Crumb, service_address, show
from samspel.pages.shell.visits import anywhere
from samspel.records.accounts.api import can, regions_of, signed_in, viewer_for
from samspel.terms import Refusal

__all__ = ["api_index", "api_subject"]


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field: its name in the document, what it says, what it may hold, the words of a closed
    list."""

    name: str
    says: str
    holds: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OperationLine:
    """An operation in the index."""

    method: str
    address: str
    says: str
    url: str


@dataclass(frozen=True, slots=True)
class OperationPart:
    """An operation whole. `sends` and `gives` say how many fields there are."""

    key: str
    method: str
    address: str
    says: str
    needs_key: bool
    asks: tuple[FieldLine, ...]
    sends: str
    body: tuple[FieldLine, ...]
    status: int
    gives: str
    answer: tuple[FieldLine, ...]
    refuses: tuple[int, ...]
    example: str


@dataclass(frozen=True, slots=True)
class SubjectLine:
    """A subject in the index."""

    name: str
    key: str
    url: str
    operations: tuple[OperationLine, ...]


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """What a status says, and the fields of its answer."""

    status: int
    says: str
    fields: str


@dataclass(frozen=True, slots=True)
class IndexPage:
    """All subjects, how to get a key, what goes wrong. `keys`: by region where the visitor makes
    one, none when signed out."""

    title: str
    server: str
    document: str
    keys: tuple[Crumb, ...]
    subjects: tuple[SubjectLine, ...]
    problems: tuple[ProblemLine, ...]
    crumbs: tuple[Crumb, ...] = ()


@dataclass(frozen=True, slots=True)
class SubjectPage:
    """One subject."""

    title: str
    operations: tuple[OperationPart, ...]
    problems_url: str
    crumbs: tuple[Crumb, ...]


@require_safe
@anywhere
def api_index(request: HttpRequest) -> HttpResponse:
    """What a program can ask and send."""
    page = IndexPage(
        title=_("What can a program ask and send?"),
        server=service_address(request),
        document=reverse("api:openapi-json"),
        keys=_keys(request),
        subjects=tuple(_line(one) for one in _in_order()),
        problems=tuple(
            ProblemLine(status, _(says), fields) for status, (says, fields) in PROBLEMS.items()
        ),
    )
    return show(request, "api/index.html", page)


@require_safe
@anywhere
def api_subject(request: HttpRequest, subject: str) -> HttpResponse:
    """The operations of one subject, each with its fields, answers and an example."""
    found = next((one for one in subjects() if one.key == subject), None)
    if found is None:
        raise Refusal("not_found")
    index = reverse("api-index")
    page = SubjectPage(
        title=_("For programs: %(subject)s") % {"subject": _(SUBJECTS[subject])},
        operations=tuple(_part(one, service_address(request)) for one in found.operations),
        problems_url=f"{index}#problems",
        crumbs=(Crumb(_("For programs"), index),),
    )
    return show(request, "api/subject.html", page)


def _keys(request: HttpRequest) -> tuple[Crumb, ...]:
    """Where this visitor makes keys: each region where the role allows it."""
    account, today = signed_in(request), timezone.localdate()
    here = regions_of(account.id, today) if account else ()
    return tuple(
        Crumb(region.name, reverse("keys", args=[region.key]))
        for region in here
        if account and can(viewer_for(account.id, region.key, today), "use_api")
    )


def _in_order() -> list[Subject]:
    places = list(SUBJECTS)
    return sorted(subjects(), key=lambda one: places.index(one.key))


def _line(subject: Subject) -> SubjectLine:
    url = reverse("api-subject", args=[subject.key])
    lines = tuple(
        OperationLine(one.method, one.address, _marked(_(one.says)), f"{url}#{one.key}")
        for one in subject.operations
    )
    return SubjectLine(_(SUBJECTS[subject.key]), subject.key, url, lines)


def _part(one: Operation, server: str) -> OperationPart:
    return OperationPart(
        one.key,
        one.method,
        one.address,
        _marked(_(one.says)),
        one.needs_key,
        _fields((*one.within, *one.asks), sent=True),
        answer_says(len(one.body)),
        _fields(one.body, sent=True),
        one.status,
        answer_says(len(one.gives)),
        _fields(one.gives, sent=False),
        one.refuses,
        example(one, server),
    )


def _marked(says: str) -> SafeString:
    """A sentence whose names of fields and addresses stand between backticks, as HTML."""
    parts = enumerate(says.split("`"))
    return format_html_join(
        "", "{}", ((format_html("<code>{}</code>", part) if n % 2 else part,) for n, part in parts)
    )


def _fields(fields: tuple[Field, ...], *, sent: bool) -> tuple[FieldLine, ...]:
    return tuple(
        FieldLine(one.path, _(one.says), field_holds(one, sent=sent), one.values) for one in fields
    )
