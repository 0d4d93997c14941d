"""The platform's workspace: its pages, and that nobody else opens it by any way there is."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils.timezone import localdate

import samspel.records
from pages.world import Reader
from records.cast import filled
from samspel.actions import measure_gaps, measure_lens
from samspel.actions.enter_rows import Entering, enter_rows, find_rows
from samspel.actions.joined_tables import read_tables
from samspel.actions.manage_users import NewUser, add_user
from samspel.actions.open_directory import OpenTo, say_of_actor, settle
from samspel.pages.api.service import api
from samspel.records.accounts.api import NewKey, make_key, system_viewer, viewer_for
from samspel.records.register.api import EntryQuery
from samspel.terms import PageRequest, Refusal, Viewer

MARKS = ("HEMLIGA", "hemlig-")


@pytest.fixture
def lea(db, world) -> int:
    """Who leads the platform of `skog` in the region Nord; the account."""
    filled(system_viewer(world.other.id))
    user = NewUser("Lea Ledare", "lea@example.se", "platform_leader", ("skog",))
    return add_user(user=user, by=system_viewer(world.other.id)).account


def viewer(account: int) -> Viewer:
    return viewer_for(account, "nord", localdate())


def entered(account: int) -> dict[str, int]:
    """An actor, a meeting, a run, a lens run, a job, a file and events of the workspace."""
    by = viewer(account)
    actor = pl.DataFrame(
        {"actor_id": ["hemlig-1"], "name": ["HEMLIGA AB"], "sector": ["private"], "roles": ["firm"]}
    )
    member = pl.DataFrame(
        {"ecosystem_id": ["skog"], "actor_id": ["hemlig-1"], "member_from": [date(2024, 1, 1)]}
    )
    act = pl.DataFrame(
        {
            "interplay_id": ["hemlig-möte"],
            "title": ["HEMLIGA mötet"],
            "started_on": [date(2026, 9, 1)],
        }
    )
    part = pl.DataFrame({"interplay_id": ["hemlig-möte"] * 2, "actor_id": ["hemlig-1", "uni"]})
    first = Entering("page", {"actors": actor, "memberships": member}, workspace="skog")
    second = Entering("act", {"interplay": act, "participations": part}, workspace="skog")
    entry = enter_rows(entering=first, by=by)
    enter_rows(entering=second, by=by)
    asked = measure_gaps.Asked("skog", on=date(2026, 9, 30))
    run = measure_gaps.measure_gaps(asked=asked, by=by)
    lens = measure_lens.measure_lens(asked=measure_lens.AskedLens("places", asked), by=by)
    job = measure_gaps.start(asked=asked, by=by)
    assert run.workspace == lens.workspace == job.workspace == "skog"
    return {
        "entry": entry.id,
        "run": run.id,
        "lens": lens.id,
        "job": job.id,
        "file": run.tables_file or 0,
    }


# -------------------------------------------------------------------------------- its own pages


def test_the_leader_sees_what_waits_and_hands_in_exactly_that(world, lea) -> None:
    """Issue 5, item 7: a preview of exactly what goes, and one visible act."""
    ids = entered(lea)
    leader, officer = Reader(lea), Reader(world.stranger)
    here = "/nord/ecosystems/skog/workspace/"
    leader.open("/nord/")
    assert leader.client.get("/nord/workspace/").headers["Location"] == here
    assert "HEMLIGA AB" in leader.open(here).text
    preview = leader.open(f"{here}hand-in/")
    assert "HEMLIGA mötet" in preview.text
    assert "Hand in" in preview.text
    one = leader.open(f"{here}hand-in/?entry={ids['entry']}").text
    assert "HEMLIGA mötet" not in one
    with_it = leader.open(f"{here}hand-in/?entry={ids['entry'] + 1}").text
    assert "goes along" in with_it
    both = {"entry": [ids["entry"], ids["entry"] + 1]}
    leader.send(f"{here}hand-in/", both)
    assert "Nothing." in leader.open(here).text
    assert "HEMLIGA AB" in officer.open("/nord/actors/").text
    assert "handed in 2 entries" in officer.open("/nord/audit/").text
    leader.send(f"{here}hand-in/", both, status=409)


def test_the_leader_gives_up_and_takes_up_again(lea) -> None:
    ids = entered(lea)
    leader, here = Reader(lea), "/nord/ecosystems/skog/workspace/"
    shown = leader.open(f"{here}give-up/?entry={ids['entry']}").text
    assert "goes along" in shown
    leader.send(f"{here}give-up/", {"entry": [ids["entry"], ids["entry"] + 1]})
    assert "What was given up?" in leader.open(here).text
    leader.send(f"{here}{ids['entry']}/take-up/")
    leader.send(f"{here}{ids['entry']}/nonsense/", status=404)
    assert "HEMLIGA AB" in leader.open("/nord/actors/").text


def test_what_the_region_was_first_with_says_so_and_what_to_do(world, lea) -> None:
    by, officer = viewer(lea), system_viewer(world.other.id)
    row = find_rows(table="actors", column="actor_id", values=["f0"], by=by)

    def named(name: str, inside: str) -> Entering:
        made = {"actors": row.with_columns(name=pl.lit(name))}
        return Entering("page", made, {"actors": list(row["_row"])}, inside)

    first = enter_rows(entering=named("Plattformens", "skog"), by=by)
    enter_rows(entering=named("Regionens", ""), by=officer)
    leader, here = Reader(lea), "/nord/ecosystems/skog/workspace/"
    page = leader.open(here).text
    assert "Plattformens" in page
    assert "Regionens" in page
    leader.send(f"{here}{first.id}/again/")
    assert "Plattformens" in leader.open("/nord/actors/").text


# ------------------------------------------------------------------------- nobody else, anywhere


def strangers(world) -> Iterator[tuple[str, Viewer, int]]:
    """Everybody else of the region, by what they are."""
    by, until = system_viewer(world.other.id), localdate() + timedelta(days=9)
    roles: list[tuple[str, dict[str, Any]]] = [
        ("reader", {}),
        ("evaluator", {"until": until}),
        ("administrator", {}),
        ("actor_contact", {"actors": ("f0",)}),
        ("platform_leader", {"ecosystems": ("rymd",)}),
    ]
    yield "officer", viewer(world.stranger), world.stranger
    for role, held in roles:
        user = NewUser(role, f"{role}@example.se", role, **held)
        account = add_user(user=user, by=by).account
        yield role, viewer(account), account


def faces() -> Iterator[tuple[str, Any]]:
    for module in pkgutil.iter_modules(samspel.records.__path__):
        if module.ispkg:
            face = importlib.import_module(f"samspel.records.{module.name}.api")
            for name in face.__all__:
                found = getattr(face, name)
                reads = name.startswith(("list_", "get_", "find_", "count_", "read_"))
                reads = reads or name.endswith("_names")
                if inspect.isfunction(found) and reads:
                    yield f"{module.name}.{name}", found


def given(face: Any, ids: dict[str, int], by: Viewer) -> Iterator[dict[str, Any]]:
    """Ways to ask a face for what is the workspace's, by the names of what it takes."""
    known: dict[str, tuple[Any, ...]] = {
        "run_id": (ids["run"], ids["lens"]),
        "lens": ("places",),
        "job_id": (ids["job"],),
        "entry_id": (ids["entry"],),
        "file_id": (ids["file"],),
        "actor_id": ("hemlig-1",),
        "actor_ids": (("hemlig-1",),),
        "interplay_id": ("hemlig-möte",),
        "ecosystem_id": ("skog",),
        "ecosystem": ("skog",),
        "gap": ("research",),
        "on": (date(2026, 9, 30),),
        "page": (PageRequest(),),
        "by": (by,),
    }
    wanted = inspect.signature(face).parameters.values()
    required = [p for p in wanted if p.default is inspect.Parameter.empty]
    if {p.name for p in required} - {"query"} <= set(known):
        for at in range(2):
            values = {p.name: known.get(p.name, (None,)) for p in required}
            chosen = {name: each[min(at, len(each) - 1)] for name, each in values.items()}
            if "query" in chosen:
                chosen["query"] = _query(face, ids)
            yield chosen


def _query(face: Any, ids: dict[str, int]) -> Any:
    kind = inspect.get_annotations(face, eval_str=True)["query"]
    try:
        return kind()
    except TypeError:
        return kind(ids["run"], "research")


def test_no_face_tells_anybody_else(world, lea) -> None:
    ids, asked = entered(lea), 0
    for role, by, _account in strangers(world):
        for name, face in faces():
            for values in given(face, ids, by):
                try:
                    told = str(face(**values))
                except (Refusal, KeyError):
                    continue
                asked += 1
                # A name for a key that somebody has already is no way to find it.
                assert not any(mark in told for mark in MARKS), f"{name} tells the {role}: {told}"
                if name in {"gaps.get_run", "gaps.get_lens_run", "jobs.get_job", "files.get_file"}:
                    raise AssertionError(f"{name} opens to the {role}")
    assert asked > 100
    tables = read_tables(by=viewer(world.stranger))[0]
    assert not any(mark in str(frame.rows()) for frame in tables.frames.values() for mark in MARKS)


def addresses(ids: dict[str, int]) -> Iterator[str]:
    """Every address of a region that can be opened, with the workspace's own ids in it."""
    known = {
        "run_id": ids["run"],
        "job_id": ids["job"],
        "import_id": ids["entry"],
        "entry_id": ids["entry"],
        "actor_id": "hemlig-1",
        "interplay_id": "hemlig-möte",
        "ecosystem_id": "skog",
        "gap_key": "research",
        "what": "take-up",
        "release_id": 1,
        "lens": "places",
    }
    for name, pattern in _patterns(get_resolver()):
        wanted = set(pattern.converters)
        if "region" in wanted and wanted - {"region"} <= set(known) and name:
            route = str(pattern)
            for part in wanted:
                value = "nord" if part == "region" else known[part]
                route = _filled(route, part, str(value))
            yield "/" + route
    yield f"/nord/lens-runs/{ids['lens']}/"


def _filled(route: str, part: str, value: str) -> str:
    before, _sign, after = route.partition(f":{part}>")
    return before.rpartition("<")[0] + value + after


class _Route:
    """The whole of a nested address."""

    def __init__(self, parts: list[Any]) -> None:
        self.parts = parts

    @property
    def converters(self) -> dict[str, Any]:
        return {k: v for part in self.parts for k, v in part.converters.items()}

    def __str__(self) -> str:
        return "".join(str(part) for part in self.parts)


def _patterns(resolver: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[str, Any]]:
    for each in resolver.url_patterns:
        parts = (*above, each.pattern)
        if hasattr(each, "url_patterns"):
            yield from _patterns(each, parts)
        elif all(hasattr(part, "converters") for part in parts):
            yield each.name or "", _Route(list(parts))


def test_no_page_tells_anybody_else(world, lea) -> None:
    """Every address of a region is opened by everybody else with the workspace's own ids."""
    ids = entered(lea)
    walked = list(addresses(ids))
    assert len(walked) > 30
    seen = 0
    for role, _by, account in strangers(world):
        client = Reader(account).client
        for address in walked:
            answer = client.get(address)
            assert answer.status_code < 500, address
            body = b"".join(answer) if answer.streaming else answer.content
            seen += answer.status_code == 200
            # The address itself is told again by some pages; what it leads to is not.
            assert b"HEMLIGA" not in body, f"{address} tells the {role}"
    assert seen > 40


def test_no_open_page_tells_everybody(world, lea) -> None:
    """What everybody can see holds nothing of a workspace, also of a member that is shown."""
    entered(lea)
    by = system_viewer(world.other.id)
    settle(to=OpenTo(frozenset({"skog", "rymd"}), "eko@example.se", is_found=True), by=by)
    for actor in ("f0", "uni", "hemlig-1"):
        try:
            say_of_actor(actor_id=actor, own=False, shown=True, by=by)
        except Refusal:
            assert actor == "hemlig-1"
    client, seen = Client(), 0
    here = "/directory/nord/"
    ecosystems = [f"{here}ecosystems/{one}/" for one in ("skog", "rymd")]
    asked = [f"{one}?search={word}" for one in ecosystems for word in ("", "hemlig", "firma")]
    actors = [f"{here}actors/{one}/" for one in ("f0", "uni", "hemlig-1")]
    for address in (here, *asked, *actors):
        answer = client.get(address)
        assert answer.status_code == (404 if "hemlig-1" in address else 200), address
        seen += answer.status_code == 200
        assert "HEMLIGA" not in answer.content.decode(), address
    assert seen == 9


def test_no_program_is_told_by_anybody_elses_key(world, lea) -> None:
    """The JSON API with an officer's key that may write: every address that reads."""
    ids = entered(lea)
    by = viewer(world.stranger)
    until = localdate() + timedelta(days=1)
    _key, secret = make_key(NewKey(world.stranger, "walk", writes=True, expires_on=until), by=by)
    client = Client(headers={"authorization": f"Bearer {secret}"})
    ways = {"{region}": "nord", "{actor_id}": "hemlig-1", "{interplay_id}": "hemlig-möte"}
    ways |= {"{ecosystem_id}": "skog", "{run_id}": str(ids["run"]), "{entry_id}": str(ids["entry"])}
    asked = 0
    for path, verbs in api.get_openapi_schema()["paths"].items():
        address = path
        for part, value in ways.items():
            address = address.replace(part, value)
        if "get" in verbs:
            answer = client.get(address)
            body = b"".join(answer) if answer.streaming else answer.content
            assert answer.status_code < 500, address
            assert b"HEMLIGA" not in body, f"{address} tells an officer's program"
            asked += answer.status_code == 200
    assert asked > 2


def test_the_leaders_own_figures_count_what_it_keeps(world, lea) -> None:
    ids = entered(lea)
    leader = Reader(lea)
    assert "not handed in" in leader.open(f"/nord/runs/{ids['run']}/").text
    assert "not handed in" in leader.open("/nord/ecosystems/skog/").text
    from samspel.records.gaps.api import find_latest_run, get_measured
    from samspel.records.register.api import list_entries

    assert find_latest_run("skog", by=viewer(world.stranger)) is None
    run = get_measured(ids["run"], by=viewer(lea))
    assert run.gap("research").near == 9
    kept = EntryQuery(workspace="skog", state="kept")
    assert list_entries(kept, page=PageRequest(), by=viewer(lea)).count == 2
