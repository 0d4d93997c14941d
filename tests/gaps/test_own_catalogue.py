"""A region's own gap is measured like the shipped ones; a question that makes no sense is refused.

(R53: the list is open)
"""

from datetime import date

import pytest

from gaps.small import ON, small, tables_of
from samspel.gaps import load_definitions, measure_all
from samspel.terms import RunSettings, State

SUPPORT = """
key = "ours"
title = { sv = "Våra", en = "Ours" }
[[gap]]
key = "support"
name = { sv = "Stödgapet", en = "The support gap" }
decided = { sv = "a", en = "b", dnr = "RUN-1" }
operationalised = { sv = "c", en = "d" }
near = [{ roles_any = ["firm", "authority"] }]
far = [{ sector = "civil", member = "no" }, { sector = "public", member = "no" }]
"""


def measured(tmp_path, rows, **settings):
    path = tmp_path / "own.toml"
    path.write_text(SUPPORT, "utf-8")
    asked = RunSettings("e", ON, load_definitions(path), **settings)
    return measure_all(tables_of(rows), asked)


def test_a_gap_of_ones_own(tmp_path):
    """Near are members only: the municipality has the role but is no member. Far are the two
    that belong to no ecosystem; the platform, which does, is on neither side. (R119, R121)"""
    rows = small(acts={"m5": ("f1", "association"), "m6": ("region", "municipality")})
    figure = measured(tmp_path, rows).gap("support")
    assert figure.near == 9
    assert figure.far == 2
    reached = {s.actor_id for s in figure.states if s.state is State.REACHED}
    assert reached == {"f1", "region"}


def test_the_largest_act_that_carries_contact_is_counted_with_everybody_in_it(tmp_path):
    rows = small(acts={"m5": ("f1", "f2", "p", "association")})
    assert measured(tmp_path, rows, max_size=4).gap("support").reached == 2
    assert measured(tmp_path, rows, max_size=3).gap("support").reached == 0


def test_roles_are_those_on_the_day(tmp_path):
    """f8 stopped being a firm a month before; on that day and after, it is not near."""
    rows = small()
    spell = {"actor_id": "f8", "roles": "support", "valid_from": date(2026, 8, 30)}
    rows["actor_spells"] = [spell]
    assert measured(tmp_path, rows).gap("support").near == 8
    rows["actor_spells"] = [spell | {"valid_until": date(2026, 9, 29)}]
    assert measured(tmp_path, rows).gap("support").near == 9


def test_who_left_is_counted_and_shown(tmp_path):
    rows = small()
    firms = {row["actor_id"]: row for row in rows["memberships"]}
    firms["f7"]["member_until"] = date(2026, 9, 29)
    firms["f8"]["member_until"] = date(2024, 9, 30)
    figure = measured(tmp_path, rows).gap("support")
    # f8 left before the window opened.
    assert (figure.near, figure.left) == (8, 1)


@pytest.mark.parametrize("settings", [{"window_months": 0}, {"max_size": 1}])
def test_a_window_of_nothing_is_refused(tmp_path, settings):
    with pytest.raises(ValueError, match="at least 1 month"):
        measured(tmp_path, small(), **settings)
