"""What everybody can see: nothing by itself, never a person's name, only what is recorded."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from records.cast import TODAY, Cast, filled, small, viewer_of
from samspel.actions.enter_rows import Entering, enter_rows
from samspel.actions.manage_users import NewUser, add_user
from samspel.actions.measure_gaps import Asked, measure_gaps
from samspel.actions.open_directory import OpenTo, say_of_actor, settle, tick_offers
from samspel.records.audit.api import list_events
from samspel.records.directory import api as directory
from samspel.records.directory.api import DirectoryQuery
from samspel.tables import Tables
from samspel.terms import PageRequest, Refusal, Viewer

MAILBOX = "ekosystem@norr.example"
ALL = PageRequest(size=200)


def numbered() -> Tables:
    """The small register, where f0-f4 have a number, f5 is marked as a sole trader, f6 and f7
    have no number at all, and the university is a member of the same ecosystem."""
    frames = dict(small().frames)
    numbers = [f"556{n}00000{n}" if n < 5 else None for n in range(8)] + ["2021002841"]
    sole = [n == 5 for n in range(9)]
    frames["actors"] = frames["actors"].with_columns(
        org_number=pl.Series(numbers), sole_trader=pl.Series(sole)
    )
    more = {
        "ecosystem_id": ["skog"],
        "actor_id": ["uni"],
        "member_from": [date(2024, 1, 1)],
    }
    spells = frames["memberships"]
    frames["memberships"] = pl.concat([spells, pl.DataFrame(more)], how="diagonal_relaxed")
    frames["offers"] = pl.DataFrame(
        {"actor_id": ["f0", "f0"], "kind": ["seeks", "contributes"], "text": ["Exjobb", "Timmer"]}
    )
    frames["aliases"] = pl.DataFrame(
        {
            "actor_id": ["f0", "f0"],
            "name": ["Å-firman", "Gamla Åfirman"],
            "valid_until": [None, date(2024, 6, 30)],
        }
    )
    return Tables.of(**frames)


@pytest.fixture
def norr(cast: Cast) -> Cast:
    """The region Norr with a register; nothing is opened."""
    filled(cast.alice, numbered())
    return cast


def opened(cast: Cast, *ecosystems: str) -> Viewer:
    """Everybody, when those are open."""
    settle(to=OpenTo(frozenset(ecosystems), MAILBOX, False), by=cast.alice)
    return directory.everybody_in("norr")[1]


def shown(by: Viewer, **asked: str) -> list[str]:
    query = DirectoryQuery(**asked)
    rows = directory.list_directory(query, page=ALL, on=TODAY, by=by).rows
    return sorted(row.actor_id for row in rows)


def test_nothing_is_open_by_itself(norr: Cast) -> None:
    for key in ("norr", "syd", "no-such-region"):
        with pytest.raises(Refusal, match="not_found"):
            directory.everybody_in(key)
    assert directory.list_openings(by=norr.alice) == ()
    assert shown(norr.alice) == []


def test_an_open_ecosystem_shows_members_and_never_a_sole_trader(norr: Cast) -> None:
    by = opened(norr, "skog")
    assert shown(by) == ["f0", "f1", "f2", "f3", "f4", "uni"]
    count = directory.count_directory("skog", on=TODAY, by=by)
    assert (count.members, count.shown, count.sole_traders, count.doubted) == (9, 6, 1, 2)
    assert shown(by, text="åfirma 3") == ["f3"]
    assert shown(by, sector="academia") == ["uni"]
    assert shown(by, role="research") == ["uni"]
    assert shown(by, text="enskild") == []
    for hidden in ("f5", "f6", "nobody"):
        with pytest.raises(Refusal, match="not_found"):
            directory.get_short_page(hidden, on=TODAY, by=by)
    # Not even an officer's word opens a sole trader's page; it does where only a number lacks.
    for actor in ("f5", "f6"):
        say_of_actor(actor_id=actor, own=False, shown=True, by=norr.alice)
    assert shown(by) == ["f0", "f1", "f2", "f3", "f4", "f6", "uni"]
    assert directory.get_listing("f5", on=TODAY, by=norr.alice).state == "sole_trader"


def test_what_is_not_open_is_not_there(norr: Cast) -> None:
    by = opened(norr, "rymd")
    assert shown(by) == ["uni"]
    assert shown(by, ecosystem="skog") == []
    with pytest.raises(Refusal, match="not_found"):
        directory.get_short_page("f0", on=TODAY, by=by)
    [ecosystem] = directory.get_short_page("uni", on=TODAY, by=by).ecosystems
    assert ecosystem == ("rymd", "Rymd")


def test_who_has_left_is_shown_no_more(norr: Cast) -> None:
    by = opened(norr, "skog")
    rows = norr_rows(norr, "memberships", "actor_id", "f0")
    gone = rows.with_columns(member_until=pl.lit(date(2026, 1, 1)))
    changed = Entering("page", {"memberships": gone}, {"memberships": list(rows["_row"])})
    enter_rows(entering=changed, by=norr.alice)
    assert "f0" not in shown(by)


def norr_rows(cast: Cast, table: str, column: str, value: str) -> pl.DataFrame:
    from samspel.actions.enter_rows import find_rows

    return find_rows(table=table, column=column, values=[value], by=cast.alice)


def test_a_short_page_counts_recorded_acts_and_nothing_that_was_answered(norr: Cast) -> None:
    """An answer put as an act, and an answer that makes a contact, are both left out."""
    report = pl.DataFrame(
        {
            "interplay_id": ["r1"],
            "kind": ["contact"],
            "started_on": [date(2026, 2, 1)],
            "source": ["wave:w1"],
        }
    )
    part = pl.DataFrame({"interplay_id": ["r1", "r1"], "actor_id": ["f4", "uni"]})
    enter_rows(
        entering=Entering("wave", {"interplay": report, "participations": part}), by=norr.alice
    )
    measure_gaps(asked=Asked("skog", on=TODAY), by=norr.alice)
    by = opened(norr, "skog")
    first = directory.get_short_page("f0", on=TODAY, by=by)
    assert first.years == ((2025, 1),)
    assert "research" in {one.gap for one in first.sides}
    assert first.also == ("Å-firman",)
    assert first.earlier == ("Gamla Åfirman",)
    # f3 answered yes, f4 is in an answer put as an act: neither is recorded.
    for actor in ("f3", "f4"):
        page = directory.get_short_page(actor, on=TODAY, by=by)
        assert (page.years, page.sides) == ((), ())


def test_own_words_are_shown_when_ticked_and_ticked_anew_when_changed(norr: Cast) -> None:
    by = opened(norr, "skog")
    assert directory.get_short_page("f0", on=TODAY, by=by).offers == ()
    listing = directory.get_listing("f0", on=TODAY, by=norr.alice)
    [seeks] = [one for one in listing.offers if one.kind == "seeks"]
    tick_offers(actor_id="f0", rows=[seeks.row], own=False, by=norr.alice)
    assert directory.get_short_page("f0", on=TODAY, by=by).offers == (("seeks", "Exjobb"),)
    rows = norr_rows(norr, "offers", "text", "Exjobb")
    new = rows.with_columns(text=pl.lit("Ring Börje"))
    entering = Entering("page", {"offers": new}, {"offers": list(rows["_row"])})
    enter_rows(entering=entering, by=norr.alice)
    assert directory.get_short_page("f0", on=TODAY, by=by).offers == ()
    with pytest.raises(Refusal, match="row_was_changed"):
        tick_offers(actor_id="f0", rows=[10**9], own=False, by=norr.alice)


def contact_of(cast: Cast, actor: str) -> Viewer:
    add_user(
        user=NewUser("Frida", "frida@norr.example", "actor_contact", actors=(actor,)), by=cast.alice
    )
    return viewer_of("frida@norr.example", "norr")


def test_either_no_is_a_no_and_only_who_said_it_takes_it_back(norr: Cast) -> None:
    by, frida = opened(norr, "skog"), contact_of(norr, "f0")
    assert say_of_actor(actor_id="f0", own=True, shown=False, by=frida).state == "own_no"
    assert "f0" not in shown(by)
    say_of_actor(actor_id="f0", own=False, shown=True, by=norr.alice)
    assert "f0" not in shown(by)
    assert say_of_actor(actor_id="f0", own=True, shown=True, by=frida).state == "shown"
    assert say_of_actor(actor_id="f0", own=False, shown=False, by=norr.alice).state == "region_no"
    assert "f0" not in shown(by)
    with pytest.raises(Refusal, match="not_found"):
        say_of_actor(actor_id="f1", own=True, shown=True, by=frida)
    with pytest.raises(Refusal, match=r"may_not\.open_directory"):
        say_of_actor(actor_id="f0", own=False, shown=True, by=frida)
    with pytest.raises(Refusal, match=r"may_not\.edit_own_actor"):
        say_of_actor(actor_id="f0", own=True, shown=True, by=norr.alice)


def test_what_a_platform_keeps_for_itself_is_not_shown(norr: Cast) -> None:
    leader = {"ecosystems": ("skog",)}
    add_user(user=NewUser("Lea", "lea@norr.example", "platform_leader", **leader), by=norr.alice)
    lea = viewer_of("lea@norr.example", "norr")
    actor = pl.DataFrame(
        {
            "actor_id": ["hemlig"],
            "name": ["Hemliga AB"],
            "sector": ["private"],
            "org_number": ["5560360793"],
        }
    )
    member = pl.DataFrame({"ecosystem_id": ["skog"], "actor_id": ["hemlig"]})
    act = pl.DataFrame({"interplay_id": ["h1"], "started_on": [date(2026, 9, 1)]})
    part = pl.DataFrame({"interplay_id": ["h1", "h1"], "actor_id": ["f0", "uni"]})
    made = {"actors": actor, "memberships": member, "interplay": act, "participations": part}
    enter_rows(entering=Entering("page", made, workspace="skog"), by=lea)
    by = opened(norr, "skog")
    assert "hemlig" not in shown(by)
    assert directory.get_short_page("f0", on=TODAY, by=by).years == ((2025, 1),)
    # Nor by the face when the leader asks it: what is open is the same for all.
    assert "hemlig" not in shown(lea)


def test_an_earlier_name_is_told_only_when_it_was_surely_no_persons(norr: Cast) -> None:
    before = {"actor_id": ["gammal", "person"], "name": ["Gamla AB", "Börje Åkessons Åkeri"]}
    actors = pl.DataFrame({**before, "sector": ["private"] * 2, "org_number": ["5560360793", None]})
    went_on = pl.DataFrame(
        {
            "from_actor": ["gammal", "person"],
            "to_actor": ["f0", "f0"],
            "kind": ["renamed"] * 2,
            "on": [date(2023, 1, 1)] * 2,
        }
    )
    member = pl.DataFrame(
        {
            "ecosystem_id": ["skog"] * 2,
            "actor_id": ["gammal", "person"],
            "member_until": [date(2022, 12, 31)] * 2,
        }
    )
    made = {"actors": actors, "successions": went_on, "memberships": member}
    enter_rows(entering=Entering("page", made), by=norr.alice)
    by = opened(norr, "skog")
    assert directory.get_short_page("f0", on=TODAY, by=by).earlier == ("Gamla Åfirman", "Gamla AB")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("www.firma.example", "https://www.firma.example"),
        ("http://firma.example/om", "http://firma.example/om"),
        ("javascript:alert(1)", ""),
        ("https://user@evil.example", ""),
        ("data:text/html,x", ""),
        ("en mening om firman", ""),
        ("https://[", ""),
    ],
)
def test_a_website_is_shown_when_it_is_one(norr: Cast, given: str, told: str) -> None:
    rows = norr_rows(norr, "actors", "actor_id", "f0").with_columns(Webbplats=pl.lit(given))
    entering = Entering("page", {"actors": rows}, {"actors": list(rows["_row"])})
    enter_rows(entering=entering, by=norr.alice)
    by = opened(norr, "skog")
    assert directory.get_short_page("f0", on=TODAY, by=by).website == told


def test_only_an_officer_of_the_whole_region_opens_and_it_is_told(norr: Cast) -> None:
    to = OpenTo(frozenset({"skog"}), MAILBOX, False)
    held = replace(norr.alice, ecosystems=frozenset({"skog"}))
    for by, code in ((norr.bob, r"may_not\.open_directory"), (held, "held_to_ecosystems")):
        with pytest.raises(Refusal, match=code):
            settle(to=to, by=by)
    with pytest.raises(Refusal, match="needs_mailbox"):
        settle(to=replace(to, mailbox=""), by=norr.alice)
    with pytest.raises(Refusal, match="bad_email"):
        settle(to=replace(to, mailbox="nej"), by=norr.alice)
    with pytest.raises(Refusal, match="not_found"):
        settle(to=replace(to, ecosystems=frozenset({"elsewhere"})), by=norr.alice)
    assert settle(to=to, by=norr.alice) == (1, 0)
    assert settle(to=to, by=norr.alice) == (0, 0)
    assert settle(to=replace(to, ecosystems=frozenset()), by=norr.alice) == (0, 1)
    told = [(e.verb, e.subject, e.key) for e in list_events(page=PageRequest(), by=norr.alice).rows]
    assert told[:3] == [
        ("close", "directory", "skog"),
        ("open", "directory", "skog"),
        ("settle", "directory", ""),
    ]
    with pytest.raises(Refusal, match="not_found"):
        directory.everybody_in("norr")
    assert settle(to=to, by=norr.alice) == (1, 0)


def test_the_list_asks_as_often_however_long_it_is(
    norr: Cast, django_assert_max_num_queries
) -> None:
    by = opened(norr, "skog")
    with django_assert_max_num_queries(6):
        shown(by)
