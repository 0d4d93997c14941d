"""Long lists: the same rows however they are looked for, and by indexes (issue 5, item 9)."""

from collections.abc import Callable, Iterator
from dataclasses import replace

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
    monkeypatch.setattr(lists, "_MANY", 0)
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


def enter(by: Viewer, key: str, workspace: str = "") -> None:
    act = {"interplay_id": key, "kind": "visit", "title": "Nytt", "started_on": "2026-03-01"}
    parts = {"interplay_id": [key, key], "actor_id": ["f0", "uni"]}
    adds = {
        "interplay": pl.DataFrame([act]).with_columns(pl.col("started_on").str.to_date()),
        "participations": pl.DataFrame(parts),
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
        return count, sum(
            "COUNT(*)" in one["sql"] and "interplay_act" in one["sql"] for one in asked
        )

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
