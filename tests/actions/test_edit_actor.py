"""Actors changed by hand: dated, refused where others build on them, followed when they go on."""

from dataclasses import replace
from datetime import date

import pytest

from records.cast import TODAY, Cast, filled
from samspel.actions import measure_gaps
from samspel.actions.edit_actor import ActorValues, Joins, add_actor, change_actor, remove_actor
from samspel.actions.edit_facts import Fact, end_fact, save_fact
from samspel.actions.enter_rows import find_rows
from samspel.actions.measure_gaps import Asked
from samspel.actions.succeed_actor import Successor, preview_succession, succeed_actor
from samspel.records.accounts.api import system_viewer
from samspel.records.gaps import api as gaps
from samspel.records.gaps.api import StateQuery
from samspel.records.register import api as register
from samspel.terms import BadData, PageRequest, Refusal, Viewer

SINCE = date(2026, 1, 1)
F0 = ActorValues("Åfirma 0", "private", "firm", country="SE", municipality="2480")


def row_of(table: str, actor: str, by: Viewer, column: str = "actor_id") -> int:
    return find_rows(table=table, column=column, values=[actor], by=by)["_row"][0]


def changed(values: ActorValues, since: date | None, by: Viewer) -> None:
    row = row_of("actors", "f0", by)
    change_actor(actor_id="f0", row=row, values=values, since=since, today=TODAY, by=by)


def spells(by: Viewer) -> list[tuple]:
    found = find_rows(table="actor_spells", column="actor_id", values=["f0"], by=by)
    return found.select("sector", "valid_from", "valid_until").sort("valid_from").rows()


def test_a_new_actor_is_a_member_at_once_and_has_a_key_of_its_own(cast: Cast) -> None:
    filled(cast.alice)
    new = ActorValues("Åfirma Ny", "private", "firm", org_number="556036-0793")
    keys = [add_actor(values=new, joins=Joins("skog", SINCE), by=cast.alice) for _ in range(2)]
    assert keys == ["afirma-ny", "afirma-ny-2"]
    detail = register.get_actor("afirma-ny", by=cast.bob)
    assert detail.actor.org_number == "5560360793"
    assert [m.ecosystem_id for m in detail.memberships] == ["skog"]
    with pytest.raises(Refusal, match="may_not"):
        add_actor(values=new, joins=None, by=cast.bob)


@pytest.mark.parametrize(
    ("number", "code"),
    [("850101-1234", "sole_trader"), ("556036-0794", "check_digit"), ("12", "form")],
)
def test_a_wrong_number_or_a_persons_is_not_entered(cast: Cast, number: str, code: str) -> None:
    filled(cast.alice)
    with pytest.raises(BadData, match=code):
        add_actor(values=replace(F0, org_number=number), joins=None, by=cast.alice)


def test_a_change_from_a_day_leaves_history_as_it_was(cast: Cast) -> None:
    """R23: the sector is dated; R17: the name it had still finds it."""
    filled(cast.alice)
    changed(replace(F0, name="Nya firman", sector="civil"), SINCE, cast.alice)
    assert spells(cast.alice) == [("private", None, date(2025, 12, 31))]
    actor = register.get_actor("f0", by=cast.bob).actor
    assert (actor.name, actor.sector) == ("Nya firman", "civil")
    assert register.actors_named(("Åfirma 0",), by=cast.bob) == {"Åfirma 0": ("f0",)}
    changed(replace(F0, name="Nya firman", sector="public"), date(2026, 6, 1), cast.alice)
    assert spells(cast.alice) == [
        ("private", None, date(2025, 12, 31)),
        ("civil", SINCE, date(2026, 5, 31)),
    ]
    with pytest.raises(Refusal, match="later_spell"):
        changed(F0, date(2025, 6, 1), cast.alice)
    with pytest.raises(Refusal, match="not_yet"):
        changed(F0, date(2027, 1, 1), cast.alice)


def test_a_correction_rewrites_and_nothing_changed_is_no_entry(cast: Cast) -> None:
    filled(cast.alice)
    changed(replace(F0, sector="civil"), None, cast.alice)
    assert spells(cast.alice) == []
    row = row_of("actors", "f0", cast.alice)
    same = replace(F0, sector="civil")
    told = change_actor(actor_id="f0", row=row, values=same, since=None, today=TODAY, by=cast.alice)
    assert told is None


def test_two_who_change_the_same_at_once_are_told(cast: Cast) -> None:
    filled(cast.alice)
    row = row_of("actors", "f0", cast.alice)
    changed(replace(F0, name="Först"), None, cast.alice)
    with pytest.raises(Refusal, match="row_was_changed"):
        change_actor(actor_id="f0", row=row, values=F0, since=None, today=TODAY, by=cast.alice)
    assert register.get_actor("f0", by=cast.alice).actor.name == "Först"


def test_an_actor_that_others_build_on_stays(cast: Cast) -> None:
    filled(cast.alice)
    with pytest.raises(Refusal) as stop:
        remove_actor(actor_id="f0", row=row_of("actors", "f0", cast.alice), by=cast.alice)
    assert stop.value.code == "actor_is_referred_to"
    assert stop.value.values_["tables"] == "memberships 1, participations 1, coverage 1"
    key = add_actor(values=replace(F0, name="Fel"), joins=None, by=cast.alice)
    save_fact(fact=Fact("aliases", key, {"name": "Felet"}), row=None, by=cast.alice)
    remove_actor(actor_id=key, row=row_of("actors", key, cast.alice), by=cast.alice)
    assert register.actors_named(("Fel", "Felet"), by=cast.alice) == {"Fel": (), "Felet": ()}


def test_a_fact_is_added_changed_and_taken_away(cast: Cast) -> None:
    filled(cast.alice)
    fact = Fact("identifiers", "f0", {"scheme": "lei", "value": "213800kud8lajwsq9d15"})
    save_fact(fact=fact, row=None, by=cast.alice)
    found = find_rows(table="identifiers", column="actor_id", values=["f0"], by=cast.alice)
    assert found["value"].to_list() == ["213800KUD8LAJWSQ9D15"]
    wrong = Fact("identifiers", "f0", {"scheme": "ror", "value": "016st3p77"})
    with pytest.raises(BadData, match="identifier_check_digit"):
        save_fact(fact=wrong, row=found["_row"][0], by=cast.alice)
    end_fact(table="identifiers", owner="f0", row=found["_row"][0], by=cast.alice)
    assert find_rows(
        table="identifiers", column="actor_id", values=["f0"], by=cast.alice
    ).is_empty()
    with pytest.raises(Refusal, match="row_was_changed"):
        end_fact(table="identifiers", owner="f0", row=found["_row"][0], by=cast.alice)


def test_who_competes_is_told_to_few(cast: Cast) -> None:
    """R27: that two compete is withheld on the server from who may not see it."""
    filled(cast.alice)
    fact = Fact("relations", "f0", {"to_actor": "f1", "kind": "competitor"})
    save_fact(fact=fact, row=None, by=cast.alice)
    owner = Fact("relations", "f0", {"to_actor": "f2", "kind": "owner", "share": 60.0})
    save_fact(fact=owner, row=None, by=cast.alice)
    shown = {
        who.contact: find_rows(table="relations", column="from_actor", values=["f0"], by=who)
        for who in (cast.alice, cast.bob)
    }
    assert shown[cast.alice.contact]["kind"].sort().to_list() == ["competitor", "owner"]
    assert shown[cast.bob.contact]["kind"].to_list() == ["owner"]


def test_acts_follow_a_merger_and_a_day_before_is_as_it_was(cast: Cast) -> None:
    """R17: f0 (met the university in 2025) merges into f4 on the first of January 2026."""
    filled(cast.alice)
    asked = Successor("f0", ("f4",), "merged", SINCE)
    before = measured(date(2025, 12, 31), cast.alice)
    follows = preview_succession(asked=asked, by=cast.alice)
    assert (follows.acts, follows.ends, follows.begins, follows.claims) == (1, 1, 0, 1)
    succeed_actor(asked=asked, by=cast.alice)
    assert measured(date(2025, 12, 31), cast.alice) == before
    assert "f0" not in measured(TODAY, cast.alice)
    assert measured(TODAY, cast.alice)["f4"] == "reached"
    with pytest.raises(Refusal, match="succeeds_itself"):
        succeed_actor(asked=Successor("f4", ("f0",), "merged", TODAY), by=cast.alice)
    with pytest.raises(Refusal, match="one_successor"):
        succeed_actor(asked=Successor("f5", ("f0", "f4"), "merged", TODAY), by=cast.alice)


def measured(on: date, by: Viewer) -> dict[str, str]:
    """The state of each near actor of the gap to research, measured on a day."""
    row = measure_gaps.measure_gaps(asked=Asked("skog", on=on, definitions="memo-b"), by=by)
    kept = gaps.list_states(
        StateQuery(row.id, "research"), page=PageRequest(), by=system_viewer(by.region)
    )
    return {one.actor_id: str(one.state) for one in kept.rows}
