"""Many persons to ask at once: a list pasted, looked at line by line, and added whole."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext
from django.views.decorators.http import require_http_methods

from samspel.actions import ask_wave
from samspel.actions.paste_speakers import MOST_LINES, SpeakerLine, add_speakers, read_speakers
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region
from samspel.pages.templatetags.wording import words
from samspel.records.register.api import get_ecosystem

__all__ = ["speakers"]

# By problem: what is wrong, and what to do.
PROBLEMS: Mapping[str, tuple[str, str]] = {
    "no_address": (gettext_noop("No e-mail address."), gettext_noop("Add one, with its @.")),
    "bad_address": (
        gettext_noop("The e-mail address is not whole."),
        gettext_noop("Write it as name@organisation.se."),
    ),
    "two_addresses": (
        gettext_noop("Two e-mail addresses."),
        gettext_noop("Write one person a line."),
    ),
    "too_many_parts": (
        gettext_noop("More than three parts."),
        gettext_noop("Write the member, the name and the address, and nothing more."),
    ),
    "too_long": (gettext_noop("A part is too long."), gettext_noop("At most 200 characters.")),
    "no_member": (
        gettext_noop("No member."),
        gettext_noop("Write for which member the person is asked, by its name in the register."),
    ),
    "unknown_member": (
        gettext_noop("No part is the name of a member."),
        gettext_noop("Write the member by its name in the register."),
    ),
    "no_person": (gettext_noop("No person."), gettext_noop("Write the person's name too.")),
    "many_members": (
        gettext_noop("Several members are called %(actor)s."),
        gettext_noop("Write the member's organisation number or key instead of its name."),
    ),
    "not_asked": (
        gettext_noop("%(actor)s is in the register, but no member that is asked here."),
        gettext_noop("Take the line away, or enter the membership first."),
    ),
    "member_twice": (
        gettext_noop("The same member as line %(near)s."),
        gettext_noop("One person is asked for each member: keep one of the lines."),
    ),
}


# What a person who is known already is written to in, whatever is chosen for the list.
_LETTERS: Mapping[str, str] = {
    "sv": gettext_noop("Letters to the person are in Swedish, as before."),
    "en": gettext_noop("Letters to the person are in English, as before."),
}


class PasteForm(forms.Form):
    """The list, and the language of the letters."""

    text = forms.CharField(
        label=gettext_lazy("One person a line"),
        max_length=100_000,
        help_text=gettext_lazy(
            "The member, the person's name and the e-mail address, with tab or semicolon between, "
            "in any order. A list copied from a spreadsheet will do."
        ),
        widget=forms.Textarea({"rows": 10, "spellcheck": "false"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the letters"),
        choices=[("sv", "Svenska"), ("en", "English")],
    )


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line as it was read: what will be done, or what is wrong and what to do. `stays` is what
    of a person that is known already is not changed by it; `correct` leads to where it can be."""

    place: str
    says: str
    problem: str = ""
    remedy: str = ""
    stays: str = ""
    correct: str = ""
    correct_url: str = ""


@dataclass(frozen=True, slots=True)
class PastePage:
    """The list and what was read of it. `add` is empty while something is wrong."""

    title: str
    form: PasteForm
    example: str
    says: str
    lines: tuple[LineShown, ...]
    add: str
    lacking: tuple[str, ...]
    back: str
    crumbs: tuple[Crumb, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@in_region
def speakers(request: VisitRequest, ecosystem_id: str) -> HttpResponse:
    """Paste the list; a POST shows how each line was read, and a POST from there adds them all."""
    viewer = request.visit.viewer
    form = PasteForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _shown(request, ecosystem_id, form, ())
    text, language = form.cleaned_data["text"], form.cleaned_data["language"]
    lines = read_speakers(text=text, ecosystem=ecosystem_id, by=viewer)
    if not lines or len(lines) > MOST_LINES:
        form.add_error("text", _few_lines(lines))
    elif "add" in request.POST and not any(line.problem for line in lines):
        n = add_speakers(text=text, ecosystem=ecosystem_id, language=language, by=viewer)
        said = ngettext(
            "%(n)s person can be asked from now on.", "%(n)s persons can be asked from now on.", n
        )
        messages.success(request, said % {"n": words().number(n)})
        return redirect("ask", request.visit.region.key, ecosystem_id)
    return _shown(request, ecosystem_id, form, lines)


def _few_lines(lines: tuple[SpeakerLine, ...]) -> str:
    if not lines:
        return _("There is no line to read. Paste the list, or write one person a line.")
    return _(
        "There are %(n)s lines; at most %(most)s are read at once. Paste a part at a time."
    ) % {
        "n": words().number(len(lines)),
        "most": MOST_LINES,
    }


def _shown(
    request: VisitRequest,
    ecosystem_id: str,
    form: PasteForm,
    lines: tuple[SpeakerLine, ...],
) -> HttpResponse:
    key, viewer = request.visit.region.key, request.visit.viewer
    candidates = ask_wave.list_candidates(ecosystem=ecosystem_id, by=viewer)
    ecosystem = get_ecosystem(ecosystem_id, on=timezone.localdate(), by=viewer)
    read = () if form.errors else lines
    wrong = sum(1 for line in read if line.problem)
    back = reverse("ask", args=[key, ecosystem_id])
    page = PastePage(
        title=_("Who can be asked for the members of %(name)s?") % {"name": ecosystem.name},
        form=form,
        example=_("The company Ltd; Eva Ek; eva.ek@company.se"),
        says=_says(len(read), wrong) if read else "",
        lines=tuple(
            _line(one, request, form) for one in sorted(read, key=lambda one: not one.problem)
        ),
        add=_add(len(read)) if read and not wrong else "",
        lacking=tuple(one.name for one in candidates if one.contact is None),
        back=back,
        crumbs=(
            Crumb(ecosystem.name, reverse("ecosystem", args=[key, ecosystem_id])),
            Crumb(_("Whom do they work with?"), back),
        ),
    )
    status = 400 if form.errors or (wrong and "add" in request.POST) else 200
    return show(request, "surveys/paste.html", page, status=status)


def _says(count: int, wrong: int) -> str:
    if not wrong:
        return _("Every line can be read. Nothing is written yet.")
    text = ngettext(
        "%(wrong)s of %(n)s line cannot be read. Nothing is written until all can.",
        "%(wrong)s of %(n)s lines cannot be read. Nothing is written until all can.",
        count,
    )
    return text % {"wrong": words().number(wrong), "n": words().number(count)}


def _add(count: int) -> str:
    text = ngettext("Let %(n)s person be asked", "Let %(n)s persons be asked", count)
    return text % {"n": words().number(count)}


def _line(line: SpeakerLine, request: VisitRequest, form: PasteForm) -> LineShown:
    place = _("Line %(n)s") % {"n": line.number}
    if not line.problem:
        said = {"name": line.name, "email": line.email, "actor": line.actor}
        says = _("%(name)s, %(email)s, for %(actor)s") % said
        if line.instead_of and line.instead_of != (line.known_as or line.name):
            says += _(", instead of %(name)s") % {"name": line.instead_of}
        return LineShown(place, says, **_stays(line, request, form.cleaned_data["language"]))
    what, remedy = PROBLEMS[line.problem]
    values = {"actor": line.actor, "near": ", ".join(line.near)}
    told = _(remedy)
    if line.near and line.problem in {"unknown_member", "no_member"}:
        told += " " + _("The nearest: %(names)s.") % {"names": ", ".join(line.near)}
    return LineShown(place, line.written, _(what) % values, told)


def _stays(line: SpeakerLine, request: VisitRequest, language: str) -> dict[str, str]:
    """What the register says of the person and the list does not change, and where it is changed:
    by who handles persons, on the person's page."""
    told = []
    if line.known_as and line.known is None:
        said = {"name": line.known_as}
        text = _("An earlier line has the same address for %(name)s; that name is taken.") % said
        return {"stays": text + " " + _("Correct the list if it is somebody else.")}
    if line.known_as:
        said = {"name": line.known_as}
        told.append(_("Already in the register as %(name)s; the name is not changed.") % said)
    if line.known_language and line.known_language != language:
        told.append(_(_LETTERS[line.known_language]))
    if not told:
        return {}
    if request.visit.may("handle_person"):
        url = reverse("person", args=[request.visit.region.key, line.known])
        correct = _("Correct the person of line %(n)s") % {"n": line.number}
        return {"stays": " ".join(told), "correct": correct, "correct_url": url}
    told.append(_("An officer corrects it on the person's page."))
    return {"stays": " ".join(told)}
