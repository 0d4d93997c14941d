"""Acts as a list and one by one."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from pytest_django import DjangoAssertNumQueries

from records.cast import Cast, filled, many, small
from samspel.records.interplay.api import ActQuery, get_act, list_acts, list_kinds, reports_among
from samspel.tables import Tables
from samspel.terms import PageRequest, Refusal


def ids(found) -> list[str]:
    return [row.interplay_id for row in found.rows]


def test_acts_are_searched_and_filtered(cast: Cast) -> None:
    filled(cast.alice)

    def asked(**query) -> list[str]:
        return ids(list_acts(ActQuery(**query), page=PageRequest(), by=cast.bob))

    assert asked() == ["a2", "a1", "a0"]  # the latest begun first
    assert asked(text="älvens") == ["a0"]
    assert asked(kind="project") == ["a1", "a0"]
    assert asked(actor="f1") == ["a1"]
    assert asked(ids=("a0", "a2")) == ["a2", "a0"]
    # An act with no last day ended the day it began.
    assert asked(first_on=date(2025, 12, 31), last_on=date(2025, 12, 31)) == ["a0"]
    assert list_kinds(by=cast.bob) == ("meeting", "project")


def test_pages_of_acts_neither_skip_nor_repeat(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    filled(cast.alice, many(30))
    seen: list[str] = []
    page = PageRequest(size=7)
    while True:
        with django_assert_num_queries(5 if page.after else 4):  # (where), count, ids, rows, sizes
            found = list_acts(ActQuery(), page=page, by=cast.bob)
        seen += ids(found)
        if not found.next:
            break
        page = PageRequest(found.next, 7)
    assert len(seen) == len(set(seen)) == found.count == 30
    assert all(row.participants == 2 for row in found.rows)


def test_a_report_is_an_answer_and_not_shown_as_an_act(cast: Cast) -> None:
    """Method section 4, X12: what an actor has told of itself is on no list of acts."""
    tables = dict(small().frames)
    told = pl.DataFrame({"interplay_id": ["r1"], "kind": ["told"], "source": ["wave:w1"]})
    told = told.with_columns(started_on=date(2026, 2, 1))
    tables["interplay"] = pl.concat([tables["interplay"], told], how="diagonal")
    who = pl.DataFrame({"interplay_id": ["r1"] * 2, "actor_id": ["f3", "uni"]})
    tables["participations"] = pl.concat([tables["participations"], who], how="diagonal")
    filled(cast.alice, Tables.of(**tables))
    for by in (cast.alice, cast.bob):
        assert "r1" not in ids(list_acts(ActQuery(), page=PageRequest(), by=by))
        assert "told" not in list_kinds(by=by)
        with pytest.raises(Refusal, match="not_found"):
            get_act("r1", by=by)
        assert reports_among(("a0", "r1"), by=by) == {"r1"}
    evaluator = replace(cast.bob, roles=frozenset({"evaluator"}))
    assert get_act("r1", by=evaluator).act.is_report


def test_an_act_names_who_took_part(cast: Cast) -> None:
    filled(cast.alice)
    act = get_act("a0", by=cast.bob)
    assert [(one.name, one.role) for one in act.participants] == [
        ("Universitetet", "host"),
        ("Åfirma 0", "participant"),
    ]
    assert act.act.participants == 2
    with pytest.raises(Refusal, match="not_found"):
        get_act("a9", by=cast.bob)
