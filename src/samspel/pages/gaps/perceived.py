"""What the answers say: releases that are out, and the preview of the next, to be decided on.

A preview is for who may release. What is published stays for good, to the last byte.
"""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from samspel.actions import release_answers
from samspel.pages.gaps.lenses import Table, crumbs_of, definition_titles
from samspel.pages.gaps.wording import language
from samspel.pages.shell.numbers import whole_number
from samspel.pages.shell.showing import Crumb, show
from samspel.pages.shell.visits import VisitRequest, in_region, reason_of
from samspel.pages.templatetags.wording import DEFINITIONS, moment, named
from samspel.records.gaps.api import (
    ReleaseRow,
    WaveRow,
    find_latest_run,
    find_preview,
    get_release_row,
    list_releases,
    list_waves,
    read_release_text,
)
from samspel.records.register.api import get_ecosystem
from samspel.reports.release_words import (
    ITEM_HEADINGS,
    check_sentence,
    history_headings,
    history_rows,
    release_answer_headings,
    release_answer_rows,
    release_headings,
    release_lead,
    release_rows,
    withheld_sentences,
)
from samspel.terms import Refusal
from samspel.terms.releases import RELEASE_ITEMS, Release

__all__ = [
    "drop_preview",
    "perceived",
    "preview_release",
    "publish_release",
    "release_json",
]


class PreviewForm(forms.Form):
    """Which wave, and for the first release by which definitions."""

    wave = forms.ChoiceField(label=gettext_lazy("Wave"))
    definitions = forms.ChoiceField(label=gettext_lazy("Definitions"), required=False)

    def __init__(
        self, given: QueryDict | None, *, waves: list[tuple[str, str]], first: bool, initial: str
    ) -> None:
        super().__init__(given, initial={"definitions": initial})
        if not first:
            del self.fields["definitions"]
        choices = {"wave": waves, "definitions": list(definition_titles())}
        for name, field in self.fields.items():
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
            field.choices = choices[name]


@dataclass(frozen=True, slots=True)
class ItemTable:
    """One item that more is asked by, as a table."""

    heading: str
    table: Table


@dataclass(frozen=True, slots=True)
class ShownRelease:
    """A release in words. `json_url` is empty for a preview, `publish_url` for what is out."""

    heading: str
    says: str
    lead: tuple[str, ...]
    table: Table
    items: tuple[ItemTable, ...]
    withheld: tuple[str, ...]
    check: str
    json_url: str
    publish_url: str
    drop_url: str


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """A release that is out."""

    name: str
    url: str
    json_url: str
    published: str
    definitions: str


@dataclass(frozen=True, slots=True)
class PerceivedPage:
    """The page; `shown` is the release the address names, else the last; `preview` the next."""

    title: str
    shown: ShownRelease | None
    preview: ShownRelease | None
    releases: tuple[ReleaseLine, ...]
    history: Table | None
    form: PreviewForm | None
    preview_url: str
    waiting: str
    crumbs: tuple[Crumb, ...]


@require_safe
@in_region
def perceived(request: VisitRequest, ecosystem_id: str) -> HttpResponse:
    """What is published, and for who may release the preview of the next."""
    return _answer(request, ecosystem_id, None)


@require_POST
@in_region
def preview_release(request: VisitRequest, ecosystem_id: str) -> HttpResponse:
    """Ask for a preview of a wave, and show the job that makes it."""
    form = _form(request, ecosystem_id, request.POST)
    if form is None:
        raise Refusal("may_not.release_answers")
    if not form.is_valid():
        return _answer(request, ecosystem_id, form, status=400)
    given = {name: value for name, value in form.cleaned_data.items() if value}
    asked = release_answers.AskedRelease(ecosystem=ecosystem_id, **given)
    try:
        job = release_answers.start(asked=asked, by=request.visit.viewer)
    except Refusal as refusal:
        if refusal.code.startswith("may_not") or refusal.code == "not_found":
            raise
        form.add_error(None, reason_of(refusal))
        return _answer(request, ecosystem_id, form, status=409)
    return redirect("job", request.visit.region.key, job.id)


@require_POST
@in_region
def publish_release(request: VisitRequest, ecosystem_id: str, release_id: int) -> HttpResponse:
    """Publish the preview, for good."""
    _check_here(request, ecosystem_id, release_id)
    row = release_answers.publish(release_id=release_id, by=request.visit.viewer)
    text = _("Release %(number)s is published. It stays as it is.")
    messages.success(request, text % {"number": row.release.number})
    return redirect("perceived", request.visit.region.key, ecosystem_id)


@require_POST
@in_region
def drop_preview(request: VisitRequest, ecosystem_id: str, release_id: int) -> HttpResponse:
    """Throw the preview away; it can be made again."""
    _check_here(request, ecosystem_id, release_id)
    release_answers.drop_preview(release_id=release_id, by=request.visit.viewer)
    messages.success(request, _("The preview is thrown away. Nothing was published."))
    return redirect("perceived", request.visit.region.key, ecosystem_id)


def _check_here(request: VisitRequest, ecosystem_id: str, release_id: int) -> None:
    row = get_release_row(release_id, by=request.visit.viewer)
    if row.release.ecosystem != ecosystem_id:
        raise Refusal("not_found")


@require_safe
@in_region
def release_json(request: VisitRequest, release_id: int) -> HttpResponse:
    """The public JSON of what is published, exactly the stored bytes."""
    text = read_release_text(release_id, by=request.visit.viewer)
    release = get_release_row(release_id, by=request.visit.viewer).release
    made_up = "-made-up" if release.example else ""
    name = f"{release.ecosystem}-release-{release.number}{made_up}.json"
    answer = HttpResponse(text.encode(), content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


# ------------------------------------------------------------------------------- the page


def _form(request: VisitRequest, ecosystem_id: str, given: QueryDict | None) -> PreviewForm | None:
    viewer = request.visit.viewer
    if not request.visit.may("release_answers"):
        return None
    out = list_releases(ecosystem_id, by=viewer)
    waves = [(wave.wave, _wave_name(wave)) for wave in _open(request, ecosystem_id)]
    latest = find_latest_run(ecosystem_id, by=viewer)
    initial = latest.definitions if latest else ""
    return PreviewForm(given, waves=waves, first=not out, initial=initial) if waves else None


def _open(request: VisitRequest, ecosystem_id: str) -> tuple[WaveRow, ...]:
    """Waves that are closed and not out, none of them closed before the last that is out."""
    viewer, today = request.visit.viewer, timezone.localdate()
    out = [row.release for row in list_releases(ecosystem_id, by=viewer)]
    last = max((release.closed_on for release in out), default=None)
    done = {release.wave for release in out}
    return tuple(
        wave
        for wave in list_waves(ecosystem_id, by=viewer)
        if wave.wave not in done
        and wave.closed_on is not None
        and wave.closed_on <= today
        and (last is None or wave.closed_on >= last)
    )


def _wave_name(wave: WaveRow) -> str:
    text = _("%(wave)s, closed %(closed)s, about %(start)s to %(end)s")
    values = {"wave": wave.wave, "closed": wave.closed_on}
    return text % {**values, "start": wave.asks_from, "end": wave.asks_until}


def _answer(
    request: VisitRequest, ecosystem_id: str, form: PreviewForm | None, *, status: int = 200
) -> HttpResponse:
    key, viewer = request.visit.region.key, request.visit.viewer
    row = get_ecosystem(ecosystem_id, on=timezone.localdate(), by=viewer)
    out = list_releases(ecosystem_id, by=viewer)
    may = request.visit.may("release_answers")
    preview = find_preview(ecosystem_id, by=viewer) if may else None
    chosen = _chosen(request, out)
    page = PerceivedPage(
        title=_("%(name)s: what do those concerned say?") % {"name": row.name},
        shown=_shown(request, chosen) if chosen else None,
        preview=_shown(request, preview) if preview else None,
        releases=tuple(_line(request, each) for each in reversed(out)),
        history=_history([each.release for each in out]),
        form=form or _form(request, ecosystem_id, None),
        preview_url=reverse("preview-release", args=[key, ecosystem_id]),
        waiting=_waiting(request, ecosystem_id, published=bool(out)),
        crumbs=crumbs_of(request, row),
    )
    return show(request, "gaps/perceived.html", page, status=status)


def _chosen(request: VisitRequest, out: tuple[ReleaseRow, ...]) -> ReleaseRow | None:
    asked = whole_number(request.GET.get("release", ""))
    if asked is None:
        return out[-1] if out else None
    found = [row for row in out if row.release.number == asked]
    if not found:
        raise Refusal("not_found")
    return found[0]


def _waiting(request: VisitRequest, ecosystem_id: str, *, published: bool) -> str:
    """What has to happen before anything, or anything more, can be released."""
    waves = list_waves(ecosystem_id, by=request.visit.viewer)
    if not waves:
        return _("No wave of questions is registered for this ecosystem. Ask the members first.")
    if _open(request, ecosystem_id):
        return ""
    if published:
        return _("Every wave that is closed is released. The next one can be when it has closed.")
    return _("No wave has closed yet. What it says can be released when it has.")


def _shown(request: VisitRequest, row: ReleaseRow) -> ShownRelease:
    key, release = request.visit.region.key, row.release
    where = [key, release.ecosystem, row.id]
    out = row.is_published
    return ShownRelease(
        heading=_heading(row),
        says=_says(row),
        lead=release_lead(release, language()),
        table=Table(
            f"release-{row.id}",
            _("Of those who find it important, the share who say that it works poorly"),
            release_headings(language()),
            release_rows(release, language()),
        ),
        items=_items(row),
        withheld=withheld_sentences(release, language()),
        check=check_sentence(release, language()),
        json_url=reverse("release-json", args=[key, row.id]) if out else "",
        publish_url="" if out else reverse("publish-release", args=where),
        drop_url="" if out else reverse("drop-preview", args=where),
    )


def _heading(row: ReleaseRow) -> str:
    text = _("Release %(number)s") if row.is_published else _("Preview of release %(number)s")
    return text % {"number": row.release.number}


def _says(row: ReleaseRow) -> str:
    release = row.release
    text = (
        _("Wave %(wave)s, closed %(closed)s. Published %(at)s; it stays as it is.")
        if row.is_published
        else _("Wave %(wave)s, closed %(closed)s. Previewed %(at)s; only officers see it.")
    )
    at = moment(row.published_at or row.previewed_at)
    return text % {"wave": release.wave, "closed": release.closed_on, "at": at}


def _items(row: ReleaseRow) -> tuple[ItemTable, ...]:
    found = []
    for item in RELEASE_ITEMS:
        rows = release_answer_rows(row.release, item, language())
        if rows:
            heading = _(ITEM_HEADINGS[item])
            heads = release_answer_headings(item, language())
            table = Table(f"{item}-{row.id}", _("Shares of those who answered"), heads, rows)
            found.append(ItemTable(heading, table))
    return tuple(found)


def _line(request: VisitRequest, row: ReleaseRow) -> ReleaseLine:
    key, release = request.visit.region.key, row.release
    here = reverse("perceived", args=[key, release.ecosystem])
    return ReleaseLine(
        name=_("Release %(number)s") % {"number": release.number},
        url=f"{here}?release={release.number}",
        json_url=reverse("release-json", args=[key, row.id]),
        published=moment(row.published_at),
        definitions=named(DEFINITIONS, release.definitions),
    )


def _history(releases: list[Release]) -> Table | None:
    if len(releases) < 2:
        return None
    return Table(
        "history",
        _("What each release says of the whole ecosystem"),
        history_headings(releases, language()),
        history_rows(releases, language()),
    )
