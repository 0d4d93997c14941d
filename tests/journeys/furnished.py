"""The service furnished for a browser: every kind of page has something to show."""

import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from django.contrib.sessions.backends.db import SessionStore
from django.db import connections
from django.http import HttpRequest
from django.utils.timezone import localdate

from journeys.own_region import make_contact, make_region, own_link, shared
from pages.world import World, build_world
from samspel.actions import (
    empty_files,
    import_register,
    measure_gaps,
    open_directory,
    read_memo,
    release_answers,
    search_files,
    sign_in,
    write_memo,
)
from samspel.actions.background import run_job
from samspel.actions.keep_notes import NoteEntry, write_notes
from samspel.actions.log_acts import Where
from samspel.records.accounts.api import start_session, system_viewer, viewer_for
from samspel.records.agreements.api import list_agreements
from samspel.records.gaps.api import find_latest_run
from samspel.records.interplay.api import ActQuery, list_acts
from samspel.records.notes.api import NoteQuery, list_notes
from samspel.records.register.api import ActorQuery, list_actors
from samspel.terms import PageRequest, Viewer

_ONE = PageRequest(size=1)
_API = {
    "api": ("", "/api/"),
    "api-entries": ("officer", "/api/entries/"),
    "api-register": ("", "/api/register/"),
}
_BROKEN = b"actor_id;name;sector;roles\na1;Firma;privat;firm\na1;Firma igen;private;firm\n"


@dataclass(frozen=True)
class Service:
    """Where it is served, and the addresses of things in it."""

    world: World
    addresses: dict[str, tuple[str, str]]
    sessions: dict[str, str]
    url: str = ""
    link: str = ""

    def at(self, url: str) -> "Service":
        """The same, served; with a link to sign in by, which lasts for half an hour."""
        link = sign_in.make_link(email="asa@example.se", address=url)
        return replace(self, url=url, link=link)

    def work(self, job_id: int) -> None:
        """Do a job as the worker would, apart from this thread, in which a loop runs."""
        with ThreadPoolExecutor(1) as worker:
            worker.submit(_work, job_id).result()


def _work(job_id: int) -> None:
    run_job(job_id=job_id)
    connections["default"].close()


def furnish() -> Service:
    """Two regions; in the made-up one a waiting job, a memo made and one being written."""
    world = build_world()
    officer = system_viewer(world.example.id)
    leader, contact = make_region()
    kim = make_contact()
    return Service(
        world=world,
        addresses={
            **_addresses(world, officer),
            **_open_to_everybody(officer),
            **_people(world, officer, contact),
            "actor-contacts": ("leader", "/vast/actors/f0/contacts/"),
            "own-link": ("", own_link(kim)),
            **_API,
        },
        sessions={
            **{who: _session(getattr(world, who)) for who in ("officer", "reader", "stranger")},
            "leader": _session(leader),
            "contact": _session(kim),
        },
    )


def _people(world: World, officer: Viewer, contact: int) -> dict[str, tuple[str, str]]:
    """The platform's own, persons whole, deputies, links that are shared."""
    run = find_latest_run("besoksnaring", by=officer).id
    reader = viewer_for(world.reader, world.example.key, localdate()).contact
    _name_in_files(reader, viewer_for(world.officer, world.example.key, localdate()))
    person, here = f"/example/people/person/{reader}/", "/vast/ecosystems/skog/workspace/"
    return {
        "workspace": ("leader", here),
        "hand-in": ("leader", f"{here}hand-in/"),
        "give-up": ("leader", f"{here}give-up/?entry=2"),
        "away": ("leader", "/vast/people/away/"),
        "person": ("officer", person),
        "erase": ("officer", f"{person}erase/"),
        "empty-files": ("officer", f"{person}files/empty/"),
        "hand-over": ("officer", f"{person}hand-over/"),
        "person-refused": ("leader", f"/vast/people/person/{contact}/"),
        "shares": ("officer", "/example/shares/"),
        "shared": ("", shared(run, officer)),
        "shared-over": ("", "/shared/no-such-link/"),
    }


def _name_in_files(contact: int, by: Viewer) -> None:
    """Three kept files that name the person, one of them emptied already, and the search."""
    acts = "interplay_id;title\n" + "".join(f"m{n};Möte med Rut Ek\n" for n in range(4))
    for name in ("interplay.csv", "Medlemsförteckning Skogsnäringen Västernorrland 2026.zip"):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            archive.writestr("interplay.csv", acts)
        sent = acts.encode() if name.endswith(".csv") else data.getvalue()
        import_register.store_upload(name=name, data=sent, by=by)
    broken = import_register.store_upload(name="trasig.xlsx", data=b"not a workbook", by=by)
    job = search_files.start(contact_id=contact, by=by)
    run_job(job_id=job.id)
    empty_files.empty_files(contact_id=contact, file_ids=[broken.id], by=by)


def _session(account: int) -> str:
    request = HttpRequest()
    request.session = SessionStore()
    start_session(request, account)
    request.session.save()
    return request.session.session_key


def _addresses(world: World, officer: Viewer) -> dict[str, tuple[str, str]]:
    run = find_latest_run("besoksnaring", by=officer).id
    actor = list_actors(ActorQuery(role="research"), page=_ONE, by=officer).rows[0].actor_id
    act = list_acts(ActQuery(kind="project"), page=_ONE, by=officer).rows[0].interplay_id
    asked = measure_gaps.Asked("gruva")
    waiting = measure_gaps.start(asked=asked, by=officer).id
    draft, made = _memo(run, officer), _memo(run, officer)
    write_memo.render(memo_id=made, by=officer)
    plan = _broken_plan(world)
    asked_wave = release_answers.AskedRelease("besoksnaring", "vag-2", "memo-b")
    release_answers.preview(asked=asked_wave, by=officer)
    ecosystem = "/example/ecosystems/besoksnaring/"
    return {
        "sign-in": ("", "/sign-in/"),
        "link": ("", "/sign-in/no-such-token/"),
        "accessibility": ("", "/accessibility/"),
        "feedback": ("", "/feedback/"),
        "start": ("officer", "/"),
        "begin": ("officer", "/begin/"),
        "ecosystems": ("officer", "/example/"),
        "ecosystem": ("officer", ecosystem),
        "ecosystem-two-step": ("officer", f"{ecosystem}?deck=two-step"),
        "ecosystem-thin": ("officer", "/example/ecosystems/mat/"),
        "change": (
            "officer",
            f"{ecosystem}change/?from_on=2024-09-30&to_on=2026-09-30"
            "&window_months=12&definitions=memo-b",
        ),
        "places": ("reader", f"{ecosystem}places/"),
        "places-empty": ("officer", "/example/ecosystems/mat/places/"),
        "perceived": ("officer", f"{ecosystem}perceived/"),
        "perceived-reader": ("reader", f"{ecosystem}perceived/"),
        "perceived-empty": ("officer", "/example/ecosystems/mat/perceived/"),
        "activity": ("officer", f"{ecosystem}activity/"),
        "stop-rule": ("officer", f"{ecosystem}change/stop-rule/"),
        "stop-rule-empty": ("reader", "/example/ecosystems/mat/change/stop-rule/"),
        "gap": ("officer", f"{ecosystem}gaps/research/"),
        "gap-unsaid": ("reader", f"{ecosystem}gaps/ecosystems/"),
        "actors": ("officer", "/example/actors/"),
        "actor": ("officer", f"/example/actors/{actor}/"),
        "act": ("officer", f"/example/acts/{act}/"),
        **_entering(world, act),
        "run": ("officer", f"/example/runs/{run}/"),
        "import": ("stranger", "/nord/import/"),
        "import-example": ("officer", "/example/import/"),
        "plan-errors": ("stranger", f"/nord/import/{plan}/"),
        "plan-applied": ("officer", "/example/import/1/"),
        "job": ("officer", f"/example/jobs/{waiting}/"),
        "memos": ("officer", "/example/memos/"),
        "memo": ("officer", f"/example/memos/{draft}/"),
        "memo-made": ("officer", f"/example/memos/{made}/"),
        "memo-preview": ("officer", f"/example/memos/{draft}/preview/"),
        "matters": ("stranger", "/nord/matters/"),
        "matter": ("stranger", f"/nord/matters/{_draft_matter(world)}/"),
        "matters-example": ("officer", "/example/matters/"),
        "history": ("officer", "/example/audit/"),
        "people": ("officer", "/example/people/"),
        "empty-region": ("stranger", "/nord/"),
        "refused": ("reader", "/example/audit/"),
        "not-found": ("reader", "/example/no-such-page/"),
    }


def _entering(world: World, act: str) -> dict[str, tuple[str, str]]:
    return {
        "acts": ("officer", "/example/acts/"),
        "acts-told": ("reader", "/example/acts/told/"),
        "act-new": ("officer", "/example/acts/new/"),
        "act-many": ("officer", "/example/acts/many/"),
        "act-edit": ("officer", f"/example/acts/{act}/edit/"),
        "act-parts": ("officer", f"/example/acts/{act}/parts/"),
        "act-kinds": ("officer", "/example/acts/kinds/?kind=meeting"),
        "log": ("officer", "/example/ecosystems/besoksnaring/log/"),
        "notes": ("stranger", "/nord/notes/"),
        "note": ("stranger", f"/nord/notes/{_note(world)}/"),
        "note-new": ("officer", "/example/notes/new/"),
    }


def _open_to_everybody(officer: Viewer) -> dict[str, tuple[str, str]]:
    """What everybody can see of the visitor economy, and where that is decided."""
    to = open_directory.OpenTo(frozenset({"besoksnaring", "mat"}), "eko@example.se", False)
    open_directory.settle(to=to, by=officer)
    actor, here = "bjornmossforsnas-fiskecamp-ekonomisk-forening", "/directory/example/"
    return {
        "settle-directory": ("officer", "/example/everybody/"),
        "own": ("contact", "/vast/own/"),
        "own-listing": ("contact", "/vast/own/f0/everybody/"),
        "listing": ("officer", f"/example/actors/{actor}/everybody/"),
        "directory": ("", here),
        "directory-ecosystem": ("", f"{here}ecosystems/besoksnaring/"),
        "directory-nobody": ("", f"{here}ecosystems/besoksnaring/?search=zzz"),
        "directory-actor": ("", f"{here}actors/{actor}/"),
        "directory-nowhere": ("", f"{here}actors/nobody/"),
    }


def _note(world: World) -> str:
    from datetime import UTC, datetime

    today = datetime.now(UTC).date()
    by = viewer_for(world.stranger, "nord", today)
    entry = NoteEntry("conflict", "Renbete och skoterleder på samma mark", today)
    write_notes(entries=[entry], where=Where(today), by=by)
    return list_notes(NoteQuery(), page=_ONE, by=by).rows[0].note_id


def _memo(run: int, officer: Viewer) -> int:
    agreement = list_agreements(by=officer)[0].id
    memo = write_memo.draft(run_id=run, agreement_id=agreement, language="sv", by=officer)
    return memo.id


def _draft_matter(world: World) -> int:
    memo = Path(__file__).parents[1] / "sources" / "memos" / "made_up" / "1-tjansteskrivelse.txt"
    by = system_viewer(world.other.id)
    return read_memo.read(name=memo.name, data=memo.read_bytes(), by=by).id


def _broken_plan(world: World) -> int:
    from datetime import UTC, datetime

    by = viewer_for(world.stranger, "nord", datetime.now(UTC).date())
    stored = import_register.store_upload(name="actors.csv", data=_BROKEN, by=by)
    return import_register.plan(file_id=stored.id, by=by).id
