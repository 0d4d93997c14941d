"""Two regions share nothing: every reading face is walked by a stranger, who finds nothing.

The walk calls every public function of every face that takes `by=` and only reads, with the
ids of the other region's rows; a new face is walked without being named here, or this fails.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, is_dataclass, replace
from datetime import date
from typing import Any

import polars as pl
import pytest

import samspel.records
from records.cast import TODAY, Cast, filled
from records.persons_too import LATER, QUERIES_TOO, kept
from samspel.actions import (
    manage_agreements,
    measure_lens,
    read_stop_rule,
    release_answers,
    write_memo,
)
from samspel.actions.import_register import store_upload
from samspel.actions.measure_gaps import Asked, measure_gaps, start
from samspel.actions.measure_lens import AskedLens
from samspel.actions.read_stop_rule import AskedRule
from samspel.records.gaps import api as gaps
from samspel.records.gaps.api import StateQuery
from samspel.records.interplay.api import ActQuery, FactCount, get_act, list_acts
from samspel.records.programmes import api as programmes
from samspel.records.register.api import ActorQuery, get_actor, list_imports
from samspel.reports.release_json import render_release_json
from samspel.terms import AgreementFigures, Financing, Money, PageRequest, Refusal, Viewer

READS = ("list_", "get_", "find_", "count_", "frames", "read_", "actor_names", "contact_names")

WRITES = {"count_reminder"}  # counts one more, for the worker


def faces() -> Iterator[tuple[str, Callable[..., Any]]]:
    for module in pkgutil.iter_modules(samspel.records.__path__):
        if not module.ispkg:
            continue
        face = importlib.import_module(f"samspel.records.{module.name}.api")
        for name in face.__all__:
            found = getattr(face, name)
            reads = inspect.isfunction(found) and name.startswith(READS)
            if reads and name not in WRITES and "by" in inspect.signature(found).parameters:
                yield f"{module.name}.{name}", found


@pytest.fixture
def full(cast: Cast) -> dict[str, Any]:
    """Something of everything in Norr; the ids to ask for it by, by parameter name."""
    filled(cast.alice)
    upload = store_upload(name="x.csv", data=b"a", by=cast.alice)
    run = measure_gaps(asked=Asked("skog", on=TODAY), by=cast.alice)
    job = start(asked=Asked("skog", on=TODAY), by=cast.alice)
    figures = AgreementFigures(
        "skog",
        "uni",
        "Pilot",
        "RUN-00001-2026",
        "",
        TODAY,
        TODAY,
        Money.kronor(1),
        (Financing("Regionen", Money.kronor(1)),),
    )
    agreement = manage_agreements.save(figures=figures, by=cast.alice)
    memo = write_memo.draft(run_id=run.id, agreement_id=agreement.id, language="sv", by=cast.alice)
    draft = programmes.create_draft(
        programmes.DraftContent(dnr="RUN-00002-2026", title="Utkast till beslut"),
        programmes.Source("Text"),
        document=upload.id,
        by=cast.alice,
    )
    return {
        **_looked_closer(cast.alice),
        **kept(cast, run.id),
        "draft_id": draft.id,
        "words": "enligt utkast till beslut",
        "run_id": run.id,
        "gap": "research",
        "job_id": job.id,
        "file_id": upload.id,
        "sha256": upload.sha256,
        "kind": "upload",
        "memo_id": memo.id,
        "agreement_id": agreement.id,
        "import_id": list_imports(page=PageRequest(), by=cast.alice).rows[0].id,
        "contact_id": cast.bob.contact,
        "ids": (cast.bob.contact,),
        "emails": ("bob@norr.example",),
        "text": "åfirma",
        "names": ("Åfirma 0",),
        "since": date(2023, 1, 1),
        "until": date(2026, 9, 30),
        "days": (date(2023, 1, 1), date(2026, 9, 30)),
        "actor_id": "f0",
        "actor_ids": ("f0",),
        "ecosystem_id": "skog",
        "interplay_id": "a0",
        "dnr": "RUN-00001-2026",
        "on": TODAY,
        "page": PageRequest(),
    }


def _looked_closer(by: Viewer) -> dict[str, Any]:
    """Runs through the other lenses, a release that is out and the preview of the next."""
    asked = Asked("skog", on=TODAY)
    ids = {
        f"{lens}_id": measure_lens.measure_lens(asked=AskedLens(lens, asked), by=by).id
        for lens in measure_lens.LENSES
    }
    rule = AskedRule("skog", TODAY, areas=("firms",), several=1)
    reading = read_stop_rule.read_stop_rule(asked=rule, by=by).id
    out = release_answers.preview(asked=release_answers.AskedRelease("skog", "w1"), by=by)
    release_answers.publish(release_id=out.id, by=by)
    following = replace(out.release, wave="w2", number=2)
    text = render_release_json(following)
    version = out.register_version
    gaps.keep_preview(following, text, tables_file=out.tables_file, register_version=version, by=by)
    more = {"lens_run_id": reading, "reading_id": reading, "release_id": out.id}
    return {**ids, **more, "lens": "places", "ecosystem": "skog"}


QUERIES = {
    "list_actors": ActorQuery(),
    "list_acts": ActQuery(),
    **QUERIES_TOO,
}


def ask(name: str, face: Callable[..., Any], asked: dict[str, Any], by: Viewer) -> Any:
    """What the face answers; None when it refuses."""
    values = {**asked, "query": QUERIES.get(name.rpartition(".")[2])}
    if name == "gaps.list_states":
        values["query"] = StateQuery(asked["run_id"], "research")
    wanted = inspect.signature(face).parameters.values()
    required = [p.name for p in wanted if p.default is inspect.Parameter.empty]
    given = {key: values[key] for key in required if key != "by"}
    try:
        return face(**given, by=by)
    except Refusal as refusal:
        return None if refusal.code == "not_found" else refusal.code


def is_nothing(answer: Any) -> bool:
    """Whether the answer holds no row, name or count."""
    if isinstance(answer, pl.DataFrame):
        return answer.height == 0
    if isinstance(answer, FactCount):
        return answer.given + answer.default == 0
    if is_dataclass(answer) and not isinstance(answer, type):
        return is_nothing(asdict(answer))
    if isinstance(answer, dict):
        return all(map(is_nothing, answer.values()))
    if isinstance(answer, tuple | list):
        return all(map(is_nothing, answer))
    return not answer


# These answer with the stranger's own region or persons, which are not Norr's.
OWN = {
    "register.get_region",
    "accounts.list_grants",
    "accounts.list_colleagues",
    "contacts.list_contacts",
    "audit.list_events",
}


def test_a_stranger_finds_nothing(cast: Cast, full: dict[str, Any]) -> None:
    """Issue 2, item 2: the two regions never share a register, a figure or a document."""
    walked = dict(faces())
    assert len(walked) > 30
    for name, face in walked.items():
        mine = ask(name, face, full, cast.alice)
        theirs = ask(name, face, full, cast.carol)
        assert mine is not None or name in LATER, f"{name} shows its own region nothing"
        if name in OWN:
            assert mine != theirs
            assert "Bob" not in str(theirs)
            assert "norr" not in str(theirs)
        else:
            assert is_nothing(theirs), f"{name} shows Syd what is Norr's: {theirs}"


def test_the_walk_itself_finds_what_is_there(cast: Cast, full: dict[str, Any]) -> None:
    empty = {name for name, face in faces() if is_nothing(ask(name, face, full, cast.alice))}
    assert empty - LATER == set(), f"the walk proves nothing of {empty}"


# A role held to some ecosystems reads these all the same: the whole register is frozen for a
# measuring and never shown; municipalities, own roles and the region's name tell of no actor;
# names are asked for by who has the ids already; of an entry is told when it was; what a source's
# columns are called tells of no actor; where open pages are corrected stands on each of them.
OF_ALL = {
    "register.get_region",
    "register.list_places",
    "register.actor_names",
    "accounts.list_grants",
    "accounts.find_grants",
    "accounts.list_colleagues",
    "accounts.list_deputies",
    "accounts.list_keys",
    "contacts.get_contact",
    "contacts.find_by_emails",
    "contacts.find_mentions",
    "register.get_entry",
    "beginning.find_reading",
    "contacts.list_contacts",
    "contacts.contact_names",
    "directory.get_desk",
}


@pytest.mark.parametrize("role", ["reader", "officer"])
def test_who_is_held_to_another_ecosystem_finds_nothing(
    cast: Cast, full: dict[str, Any], role: str
) -> None:
    """House: reading is the access check. Every reading face is walked."""
    held = replace(cast.bob, roles=frozenset({role}), ecosystems=frozenset({"elsewhere"}))
    told = [
        name
        for name, face in faces()
        if name not in OF_ALL
        and not name.endswith(".frames")
        and not isinstance(answer := ask(name, face, full, held), str)
        and not is_nothing(answer)
    ]
    assert not told, told


def test_who_is_held_to_an_ecosystem_sees_what_its_members_took_part_in(
    cast: Cast, full: dict[str, Any]
) -> None:
    held = replace(cast.bob, ecosystems=frozenset({"skog"}))
    assert list_acts(ActQuery(), page=PageRequest(), by=held).count == 3
    seen = {one.actor_id: one.is_seen for one in get_act("a0", by=held).participants}
    assert seen == {"f0": True, "uni": False}
    with pytest.raises(Refusal, match="not_found"):
        get_actor("uni", by=held)
    assert get_actor("f0", by=held).actor.name
    assert full["run_id"]
