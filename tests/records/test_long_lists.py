"""Long lists: the same rows however they are looked for, and by indexes (issue 5, item 9)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from records.cast import Cast, filled, many, small
from samspel.actions.enter_rows import Entering, enter_rows
from samspel.records import lists
from samspel.records.interplay.api import ActQuery, list_acts, list_kinds
from samspel.records.register.api import ActorQuery, list_actors
from samspel.tables import Tables
from samspel.terms import Page, PageRequest, Viewer

ACTORS = [
    ActorQuery(),
    ActorQuery(text="f"),
    ActorQuery(text="åfirma"),
    ActorQuery(text="åfirma 3"),
    ActorQuery(text="3 åfirma"),
    ActorQuery(text="nobody"),
    ActorQuery(sector="academia"),
    ActorQuery(role="research", text="u"),
    ActorQuery(ecosystem="skog"),
    ActorQuery(ecosystem="skog", text="f"),
]
ACTS = [
    ActQuery(),
    ActQuery(text="a"),
    ActQuery(text="älvens"),
    ActQuery(kind="project"),
    ActQuery(ecosystem="skog"),
    ActQuery(ecosystem="rymd", text="a"),
    ActQuery(actor="f1"),
    ActQuery(actor="uni"),
    ActQuery(actor="uni", kind="project"),
    ActQuery(kind="project", text="skogens"),
    ActQuery(first_on=date(2025, 12, 1)),
    ActQuery(ids=("a0", "a2", "none")),
    ActQuery(fact="tag", value="skills"),
]


def walked(ask: Callable[[PageRequest], Page[object]], key: str) -> Iterator[tuple[str, int]]:
    """Every row of a list with the count beside it, two rows a page."""
    page = PageRequest(size=2)
    while True:
        found = ask(page)
        yield from ((getattr(row, key), found.count) for row in found.rows)
        if not found.next:
            return
        page = replace(page, after=found.next)


def everything(by: Viewer) -> list[list[tuple[str, int]]]:
    actors = [
        list(walked(lambda page, q=q: list_actors(q, page=page, by=by), "actor_id"))  # type: ignore[misc]
        for q in ACTORS
    ]
    acts = [
        list(walked(lambda page, q=q: list_acts(q, page=page, by=by), "interplay_id"))  # type: ignore[misc]
        for q in ACTS
    ]
    return [*actors, *acts]


@pytest.mark.parametrize("held", [frozenset(), frozenset({"skog"}), frozenset({"rymd"})])
def test_rows_are_the_same_however_they_are_looked_for(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, held: frozenset[str]
) -> None:
    """Few and many: by their ids or by their order, of all acts or act by act."""
    filled(cast.alice)
    by = replace(cast.bob, ecosystems=held)
    few = everything(by)
    assert any(few)
    monkeypatch.setattr(lists, "_FEW", 0)
    assert everything(by) == few
    monkeypatch.setattr(lists, "_GATHERED", 0)
    assert everything(by) == few
    monkeypatch.setattr(lists, "_FEW", 3)  # the page after is partly among those that are known
    assert everything(by) == few


def test_a_page_without_a_count_has_the_same_rows(cast: Cast) -> None:
    filled(cast.alice, many(30))
    whole = list_acts(ActQuery(), page=PageRequest(size=7), by=cast.bob)
    bare = list_acts(ActQuery(), page=PageRequest(size=7, counted=False), by=cast.bob)
    assert (bare.rows, bare.next, bare.count) == (whole.rows, whole.next, 0)
    assert whole.count == 30


def test_kinds_are_those_that_the_viewer_may_see(cast: Cast) -> None:
    tables = dict(small().frames)
    kinds = ["", "visit", "project"]
    tables["interplay"] = tables["interplay"].with_columns(kind=pl.Series(kinds))
    filled(cast.alice, Tables.of(**tables))
    assert list_kinds(by=cast.bob) == ("project", "visit")
    assert list_kinds(by=replace(cast.bob, ecosystems=frozenset({"nowhere"}))) == ()


# ---------------------------------------------------------------------------------- remembering


def enter(by: Viewer, key: str, workspace: str = "", among: Sequence[str] = ("f0", "uni")) -> None:
    act = {"interplay_id": key, "kind": "visit", "title": "Nytt", "started_on": "2026-03-01"}
    parts = {"interplay_id": [key] * len(among), "actor_id": among}
    told = {"interplay_id": key, "fact": "tag", "value": "skills", "basis": "given"}
    adds = {
        "interplay": pl.DataFrame([act]).with_columns(pl.col("started_on").str.to_date()),
        "participations": pl.DataFrame(parts),
        "act_facts": pl.DataFrame([told]),
    }
    enter_rows(entering=Entering("page", adds, workspace=workspace), by=by)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("text", ["", "t"])
def test_a_count_is_taken_again_when_the_register_is_another(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """Remembered between two pages; never told when it no longer holds."""
    monkeypatch.setattr(lists, "_FEW", 0)  # a word that finds more than a few
    filled(cast.alice)

    def counted(by: Viewer) -> tuple[int, int]:
        with CaptureQueriesContext(connection) as asked:
            count = list_acts(ActQuery(text=text), page=PageRequest(), by=by).count
        return count, sum("COUNT(" in one["sql"] and "interplay_act" in one["sql"] for one in asked)

    assert counted(cast.alice) == (3, 1)
    assert counted(cast.alice) == (3, 0)
    enter(cast.alice, "n1")
    assert counted(cast.alice) == (4, 1)
    leader = replace(cast.alice, workspaces=frozenset({"skog"}))
    assert counted(leader) == (4, 1)
    enter(leader, "n2", workspace="skog")
    assert counted(leader) == (5, 1)
    assert counted(cast.alice)[0] == 4
    assert "visit" in list_kinds(by=cast.alice)


FILTERS = (
    ActQuery(),
    ActQuery(kind="visit"),
    ActQuery(fact="tag", value="skills"),
    ActQuery(text="nytt"),
    ActQuery(ecosystem="skog"),
    ActQuery(actor="f0"),
)


def counts(by: Viewer) -> tuple[list[int], tuple[str, ...]]:
    found = [list_acts(query, page=PageRequest(), by=by) for query in FILTERS]
    assert [len(one.rows) for one in found] == [one.count for one in found]
    return [one.count for one in found], list_kinds(by=by)


@pytest.mark.django_db(transaction=True)
def test_what_a_leader_sees_is_found_again_when_the_register_is_another(cast: Cast) -> None:
    """An act of its members, an act of others, an actor that becomes a member, what its own
    workspace keeps, what is kept in another's, and what is handed in: each in every filter."""
    filled(cast.alice)
    held = replace(cast.bob, ecosystems=frozenset({"rymd"}))
    leader = replace(held, roles=frozenset({"platform_leader"}), workspaces=frozenset({"rymd"}))
    other = replace(cast.alice, workspaces=frozenset({"skog"}))
    none = ([3, 0, 0, 0, 3, 1], ("meeting", "project"))
    assert counts(held) == counts(leader) == none
    enter(cast.alice, "n1")
    one = ([4, 1, 1, 1, 4, 2], ("meeting", "project", "visit"))
    assert counts(held) == counts(leader) == one
    enter(cast.alice, "n2", among=("f0", "f1"))
    assert counts(held) == counts(leader) == one
    joins = pl.DataFrame({"ecosystem_id": ["rymd"], "actor_id": ["f0"]})
    enter_rows(entering=Entering("page", {"memberships": joins}), by=cast.alice)
    two = ([5, 2, 2, 2, 5, 3], ("meeting", "project", "visit"))
    assert counts(held) == counts(leader) == two
    enter(other, "n3", workspace="skog")
    assert counts(held) == counts(leader) == two
    enter(replace(cast.alice, workspaces=frozenset({"rymd"})), "n4", workspace="rymd")
    assert counts(held) == two
    assert counts(leader) == ([6, 3, 3, 3, 6, 4], ("meeting", "project", "visit"))


@pytest.mark.django_db(transaction=True)
def test_whose_acts_a_leader_sees_is_asked_once(cast: Cast) -> None:
    """Of all acts at once, which is dear, one time for the choices and every filter; a list that
    was opened before is three questions: whether it still holds, its rows, who took part."""
    filled(cast.alice)
    held = replace(cast.bob, ecosystems=frozenset({"rymd"}))

    def asked() -> list[str]:
        with CaptureQueriesContext(connection) as all_:
            counts(held)
        return [one["sql"] for one in all_ if not one["sql"].startswith(("BEGIN", "COMMIT"))]

    dear = [one for one in asked() if "register_membership" in one and "LIMIT" not in one]
    assert len([one for one in dear if "ecosystem_id" in one and "'rymd'" in one]) == 1
    assert len(asked()) <= 3 * len(FILTERS) + 1


# ---------------------------------------------------------------------------------- the indexes

LARGE = ("register_actor", "interplay_act", "interplay_participation", "register_membership")


def plans(by: Viewer) -> Iterator[tuple[str, str]]:
    """How the database answers each question of every list: the question, a line of the plan."""
    with CaptureQueriesContext(connection) as asked:
        everything(by)
    how = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        for one in asked:
            if one["sql"].startswith(("SELECT", "WITH")):
                cursor.execute(f"{how} {one['sql']}".replace("%", "%%"))
                yield from ((one["sql"], str(line[-1])) for line in cursor.fetchall())


@pytest.mark.parametrize("held", [frozenset(), frozenset({"skog"})])
def test_no_list_reads_a_large_table_from_end_to_end(cast: Cast, held: frozenset[str]) -> None:
    """Every question begins at an index. PostgreSQL reads a table of ten rows whole, which is
    right: there it is told not to where there is another way."""
    filled(cast.alice)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    whole = ("SCAN {}", "Seq Scan on {} ")
    found = list(plans(replace(cast.bob, ecosystems=held)))
    assert found
    for sql, line in found:
        for table in LARGE:
            read = [one.format(table) for one in whole if one.format(table) in f"{line} "]
            assert not read, (line, sql)


@pytest.mark.django_db
def test_names_stand_where_a_swedish_reader_looks_for_them(cast: Cast) -> None:
    """Whatever the case, åäö last, the same in every database and from page to page."""
    names = [
        "Lapland Guesthouse",
        "LKAB",
        "LTU Business",
        "Luleå kommun",
        "Luleå Science Park",
        "Muller AB",
        "Müller och Co",
        "Zeta",
        "Ådalen",
        "Älvsbyn",
        "Ängs",
        "Öst",
    ]
    rows = {"actor_id": [f"a{at}" for at in reversed(range(12))], "name": names[::-1]}
    frame = pl.DataFrame(rows).with_columns(sector=pl.lit("private"))
    enter_rows(entering=Entering("page", {"actors": frame}), by=cast.alice)
    got: list[str] = []
    after = ""
    for _page in range(6):
        page = list_actors(ActorQuery(), page=PageRequest(after, 2), by=cast.alice)
        got += [row.name for row in page.rows]
        after = page.next
    assert got == names
    assert after == ""
