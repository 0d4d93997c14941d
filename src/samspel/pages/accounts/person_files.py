"""Which kept files name a person: asked for here, shown on the page of the person, and emptied."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from samspel.actions import search_files
from samspel.actions.empty_files import Emptied, empty_files
from samspel.actions.search_files import FileFound, Searched, WordPlace
from samspel.pages.shell.numbers import whole_number
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.pages.templatetags.wording import moment, words
from samspel.records.contacts.api import contact_names, get_contact
from samspel.records.files.api import can_be_emptied

__all__ = ["FilesSearched", "chosen_files", "empty", "files_searched", "says_emptied", "search"]

# What a file of each kind was for.
_WAS = {
    "upload": gettext_noop("Sent to be brought in."),
    "plan": gettext_noop("The rows that an import was to write."),
    "tables": gettext_noop("What a measurement has read."),
}
# What is lost when it is emptied, or why it is not.
_LOSES = {
    "upload": gettext_noop(
        "If you empty it: nobody can open it or bring it in again. What was brought in stays in "
        "the register, can still be taken back, and is corrected there."
    ),
    "plan": gettext_noop(
        "If you empty it: example rows and remarks on the page of the import go too. What is "
        "written stays in the register, can still be taken back, and is corrected there."
    ),
    "tables": gettext_noop(
        "It is not emptied: without it the figures could not be computed anew. What names a person "
        "in it is free text, such as the title of an act, or a sole trader. Correct the register, "
        "so that the next measurement does not read it."
    ),
}


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file that names the person: what it was for, where it does, and what is lost when it is
    emptied. `choice` is its number where that can be chosen, `emptied` says that it was done."""

    name: str
    kept: str
    was: str
    places: tuple[str, ...]
    more: str
    loses: str
    choice: str
    emptied: str


@dataclass(frozen=True, slots=True)
class FilesSearched:
    """The last search, and the way to another; `search_url` empty where there is nothing to look
    for any more. `empty_url`: where what it found can be emptied, when anything can."""

    says: str
    lines: tuple[FileLine, ...] = ()
    job_url: str = ""
    search_url: str = ""
    empty_url: str = ""

    @property
    def others(self) -> bool:
        """Whether any of them is emptied already, or is not emptied at all."""
        return not all(line.choice for line in self.lines)


@dataclass(frozen=True, slots=True)
class EmptyPage:
    """The files to choose from."""

    title: str
    files: FilesSearched
    missing: str
    back: str
    crumbs: tuple[Crumb, ...]


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
        return FilesSearched(says, search_url=again)
    if found.job.state != "done":
        job_url = reverse("job", args=[key, found.job.id]) if request.visit.may("read") else ""
        says = _("The search is not done.")
        return FilesSearched(says, job_url=job_url, search_url=again)
    names = contact_names(_emptied_by(found), by=request.visit.viewer)
    lines = tuple(_line(one, names) for one in found.found)
    empty_url = reverse("empty-files", args=[key, contact_id])
    can = any(line.choice for line in lines)
    return FilesSearched(_says(found), lines, "", again, empty_url if can else "")


def _emptied_by(found: Searched) -> tuple[int, ...]:
    return tuple({by for one in found.found if (by := one.file.emptied_by) is not None})


def _says(found: Searched) -> str:
    text = ngettext(
        "%(files)s file was searched %(at)s. %(named)s to look at.",
        "%(files)s files were searched %(at)s. %(named)s to look at.",
        found.files,
    )
    say = words().number
    at = moment(found.job.ended_at)
    return text % {"files": say(found.files), "named": say(len(found.found)), "at": at}


def _line(one: FileFound, names: Mapping[int, str]) -> FileLine:
    places = tuple(map(_place, one.places))
    if one.is_named:
        places = (_("Its name"), *places)
    if not one.is_readable:
        places = (_("It could not be opened, so nobody knows. Open it and look."),)
    more = ngettext("and %(n)s more", "and %(n)s more", one.more) % {"n": words().number(one.more)}
    return FileLine(
        name=one.file.name,
        kept=moment(one.file.stored_at),
        was=_(_WAS[one.file.kind]),
        places=places,
        more=more if one.more else "",
        loses="" if one.file.emptied_at else _loses(one),
        choice=str(one.file.id) if can_be_emptied(one.file) else "",
        emptied=_emptied(one, names),
    )


def _place(at: WordPlace) -> str:
    if not at.row:
        return _("%(part)s, outside the tables") % {"part": at.table}
    said = {"table": at.table, "row": words().number(at.row), "column": at.column}
    return _("%(table)s, row %(row)s, %(column)s") % said


def _loses(one: FileFound) -> str:
    told = _(_LOSES[one.file.kind])
    if one.planned and can_be_emptied(one.file):
        numbers = ", ".join(map(str, one.planned))
        text = _("Not yet written, and given up with it: import %(numbers)s.")
        told += " " + text % {"numbers": numbers}
    return told


def _emptied(one: FileFound, names: Mapping[int, str]) -> str:
    if one.file.emptied_at is None:
        return ""
    who = names.get(one.file.emptied_by or 0) or _("somebody")
    return _("Emptied %(at)s by %(who)s.") % {"at": moment(one.file.emptied_at), "who": who}


@require_http_methods(["GET", "HEAD", "POST"])
@in_region(asks="handle_person")
def empty(request: VisitRequest, contact_id: int) -> HttpResponse:
    """Choose which of the files to empty, also of who is erased already; a POST empties them."""
    viewer, key = request.visit.viewer, request.visit.region.key
    chosen = chosen_files(request)
    if chosen:
        emptied = empty_files(contact_id=contact_id, file_ids=chosen, by=viewer)
        messages.success(request, says_emptied(emptied))
        return redirect("person", key, contact_id)
    person = get_contact(contact_id, by=viewer)
    back = reverse("person", args=[key, contact_id])
    who = person.name or _("an emptied person")
    page = EmptyPage(
        title=_("Which files that name %(name)s shall be emptied?") % {"name": who},
        files=files_searched(request, contact_id, erased=person.is_erased),
        missing=_("Choose at least one file.") if request.method == "POST" else "",
        back=back,
        crumbs=(Crumb(_("People"), reverse("people", args=[key])), Crumb(who, back)),
    )
    return show(request, "accounts/empty_files.html", page, status=400 if page.missing else 200)


def chosen_files(request: VisitRequest) -> tuple[int, ...]:
    """The files whose boxes are ticked."""
    return tuple(
        file for one in request.POST.getlist("file") if (file := whole_number(one)) is not None
    )


def says_emptied(emptied: Emptied) -> str:
    """What was done, in a sentence or two."""
    text = ngettext("%(n)s file is emptied.", "%(n)s files are emptied.", emptied.files)
    told = text % {"n": words().number(emptied.files)}
    if emptied.given_up:
        numbers = ", ".join(map(str, emptied.given_up))
        told += " " + _("Given up: import %(numbers)s.") % {"numbers": numbers}
    return told
