"""Which kept files name a person: asked for here, and shown on the page of the person."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_POST

from samspel.actions import search_files
from samspel.actions.search_files import FileFound, Searched
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.pages.templatetags.wording import moment, words

__all__ = ["FilesSearched", "files_searched", "search"]

# What may be done about a file of each kind: nothing here takes it away by itself.
_TO_DO = {
    "upload": gettext_noop(
        "What was sent to be brought in. Correct the register itself, and decide whether the file "
        "must be kept; who runs the service can take it away."
    ),
    "plan": gettext_noop(
        "The rows of a planned import. Correct the register itself; the plan goes with its file."
    ),
    "tables": gettext_noop(
        "What a measurement has read: without it the figures cannot be computed anew. Decide "
        "whether they must be, and correct the register so that the next one does not read it."
    ),
}


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file that names the person: where, and what to do."""

    name: str
    kept: str
    places: tuple[str, ...]
    more: str
    to_do: str


@dataclass(frozen=True, slots=True)
class FilesSearched:
    """The last search, and the way to another; `search_url` empty where there is nothing to look
    for any more."""

    says: str
    lines: tuple[FileLine, ...]
    job_url: str
    search_url: str


@require_POST
@in_region(asks="handle_person")
def search(request: VisitRequest, contact_id: int) -> HttpResponse:
    """Search every kept file; the job's page says how far it has come."""
    job = search_files.start(contact_id=contact_id, by=request.visit.viewer)
    key = request.visit.region.key
    # An administrator has no way to the pages of jobs; the person's page says how it goes.
    return (
        redirect("job", key, job.id)
        if request.visit.may("read")
        else redirect("person", key, contact_id)
    )


def files_searched(request: VisitRequest, contact_id: int, *, erased: bool) -> FilesSearched:
    """What the last search found, in words."""
    key = request.visit.region.key
    found = search_files.find_searched(contact_id=contact_id, by=request.visit.viewer)
    again = "" if erased else reverse("search-files", args=[key, contact_id])
    if found is None:
        says = _("Uploaded files and frozen tables have not been searched for the person.")
        return FilesSearched(says, (), "", again)
    if found.job.state != "done":
        job_url = reverse("job", args=[key, found.job.id]) if request.visit.may("read") else ""
        return FilesSearched(_("The search is not done."), (), job_url, again)
    return FilesSearched(_says(found), tuple(map(_line, found.found)), "", again)


def _says(found: Searched) -> str:
    text = ngettext(
        "%(files)s file was searched %(at)s. %(named)s to look at.",
        "%(files)s files were searched %(at)s. %(named)s to look at.",
        found.files,
    )
    say = words().number
    at = moment(found.job.ended_at)
    return text % {"files": say(found.files), "named": say(len(found.found)), "at": at}


def _line(one: FileFound) -> FileLine:
    text = _("%(table)s, row %(row)s, %(column)s")
    places = tuple(
        text % {"table": at.table, "row": words().number(at.row), "column": at.column}
        for at in one.places
    )
    if not one.is_readable:
        places = (_("It could not be opened, so nobody knows. Open it and look."),)
    more = ngettext("and %(n)s more", "and %(n)s more", one.more) % {"n": words().number(one.more)}
    return FileLine(
        name=one.file.name,
        kept=moment(one.file.stored_at),
        places=places,
        more=more if one.more else "",
        to_do=_(_TO_DO[one.file.kind]),
    )
