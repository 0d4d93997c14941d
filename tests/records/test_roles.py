"""The role table as a truth table, viewers, tokens and passwords."""

import re
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from django.urls import get_resolver
from pytest_django import Settings

import samspel
from records.cast import TODAY, Cast, filled, viewer_of
from samspel.actions.manage_users import NewUser, add_user
from samspel.records.accounts import api as accounts
from samspel.records.accounts.api import NewDeputy, NewGrant
from samspel.records.accounts.roles import ACTIONS, REFUSALS, ROLE_NAMES
from samspel.records.register.api import ActorQuery, list_actors, list_ecosystems
from samspel.terms import PageRequest, Refusal, Viewer

# What each role may do, said once more than in the code: a change must be made twice.
READ = {"officer", "platform_leader", "evaluator", "reader"}
PLATFORM = {"officer", "platform_leader"}
USERS = {"officer", "administrator"}
MAY = {
    "read": READ,
    "see_people": {*READ, "actor_contact", "administrator"},
    "edit_register": PLATFORM,
    "enter_acts": PLATFORM,
    "set_act_defaults": {"officer"},
    "set_places": {"officer"},
    "hand_in": {"platform_leader"},
    "edit_own_actor": {"actor_contact"},
    "invite_contact": PLATFORM,
    "import_register": {"officer"},
    "measure_gaps": PLATFORM,
    "set_baseline": {"officer"},
    "ask_waves": PLATFORM,
    "release_answers": {"officer"},
    "download_tables": {"officer", "evaluator"},
    "share": PLATFORM,
    "write_memo": {"officer"},
    "manage_agreements": {"officer"},
    "read_memos": {"officer"},
    "open_directory": {"officer"},
    "manage_users": USERS,
    "stand_in": PLATFORM,
    "hand_over": USERS,
    "handle_person": USERS,
    "read_audit": USERS,
    "create_region": USERS,
    "use_api": READ,
}
WHOLE = {
    "set_act_defaults",
    "set_places",
    "hand_over",
    "handle_person",
    "import_register",
    "download_tables",
    "read_memos",
    "open_directory",
    "manage_users",
    "read_audit",
    "create_region",
}
EVERYBODY = [*sorted(ROLE_NAMES), "system", "nobody"]


def one(role: str, *ecosystems: str) -> Viewer:
    roles = frozenset() if role == "nobody" else frozenset({role})
    return Viewer(1, 1, roles, frozenset(ecosystems))


def test_the_table_here_and_there_speak_of_the_same() -> None:
    assert set(MAY) == set(ACTIONS)
    assert {role for may in MAY.values() for role in may} == set(ROLE_NAMES)
    assert {key for key, action in ACTIONS.items() if action.whole} == WHOLE
    assert all(action.sentence and action.refusal for action in ACTIONS.values())


@pytest.mark.parametrize("action", sorted(MAY))
@pytest.mark.parametrize("role", EVERYBODY)
def test_who_may_do_what(role: str, action: str) -> None:
    """Issue 5, item 7: the whole table, every role against every action."""
    viewer = one(role)
    allowed = role == "system" or role in MAY[action]
    assert accounts.can(viewer, action) is allowed
    assert accounts.can(viewer, action, ecosystem="skog") is allowed
    if allowed:
        accounts.check_may(viewer, action)
    else:
        with pytest.raises(Refusal) as refused:
            accounts.check_may(viewer, action)
        assert refused.value.code == f"may_not.{action}"
        assert accounts.refusal_sentence(refused.value.code)


@pytest.mark.parametrize("action", sorted(MAY))
@pytest.mark.parametrize("role", sorted(ROLE_NAMES))
def test_a_role_held_to_an_ecosystem_is_held_to_it(role: str, action: str) -> None:
    """Held to one ecosystem: there, not in another, and nothing of the whole region. Who may give
    roles could else widen the own one."""
    held, may = one(role, "skog"), role in MAY[action]
    whole = action in WHOLE
    assert accounts.can(held, action) is (may and not whole)
    assert accounts.can(held, action, ecosystem="skog") is (may and not whole)
    assert accounts.can(held, action, ecosystem="rymd") is False
    if may:
        with pytest.raises(Refusal, match="held_to_eco" if whole else "not_this_ecosystem"):
            accounts.check_may(held, action, ecosystem="rymd")


@pytest.mark.parametrize("action", sorted(MAY))
def test_a_right_in_one_ecosystem_never_leaks_to_another(action: str) -> None:
    """One role in all, another in `skog` alone, every pair: elsewhere only the first counts."""
    for wide, narrow in permutations(ROLE_NAMES, 2):
        held = ((narrow, frozenset({"skog"})),)
        mixed = Viewer(1, 1, frozenset({wide, narrow}), frozenset(), scopes=held)
        widely, narrowly = wide in MAY[action], narrow in MAY[action]
        assert accounts.can(mixed, action, ecosystem="rymd") is widely, (wide, narrow)
        there = widely or (narrowly and action not in WHOLE)
        assert accounts.can(mixed, action, ecosystem="skog") is there, (wide, narrow)


def test_a_refusal_says_who_may_and_never_what_its_reader_is() -> None:
    for action in ACTIONS.values():
        assert "You " not in action.refusal
        assert " by " in action.refusal or " to " in action.refusal
    for sentence in REFUSALS.values():
        assert "role of" not in sentence


def test_every_action_in_the_code_is_in_the_table_and_every_one_is_asked() -> None:
    """No name that is not in the table, and no row of the table that nobody asks."""
    asked = set()
    for path in sorted(Path(samspel.__file__).parent.rglob("*.py")):
        text = path.read_text("utf-8")
        asked |= set(re.findall(r"check_may\(\s*[\w.]+,\s*\"(\w+)\"", text))
        asked |= set(re.findall(r"\bcan\(\s*[\w.]+,\s*\"(\w+)\"", text))
        asked |= set(re.findall(r"\.may\(\"(\w+)\"", text))
        asked |= set(re.findall(r"in_region\(asks=\"(\w+)\"", text))
    assert asked - set(ACTIONS) == set()
    assert set(ACTIONS) - asked - {"read"} == set()


def test_every_page_of_a_region_asks_the_table() -> None:
    """A page without a question would be open to every role, the administrator's too."""
    resolver = get_resolver()
    pages = {p.name: p.callback for r in resolver.url_patterns for p in _below(r) if p.name}
    in_a_region = {name for name in pages if hasattr(pages[name], "asks")}
    assert {pages[name].asks for name in in_a_region} <= set(ACTIONS)
    assert len(in_a_region) > 20
    for pattern in _region_patterns(resolver):
        assert hasattr(pattern.callback, "asks"), f"{pattern.name} asks nothing"


def _below(pattern: Any) -> list[Any]:
    if not hasattr(pattern, "url_patterns"):
        return [pattern]
    return [each for inner in pattern.url_patterns for each in _below(inner)]


def _region_patterns(resolver: Any) -> list[Any]:
    regions = [p for p in resolver.url_patterns if "region" in str(getattr(p, "pattern", ""))]
    found = [each for p in regions for each in _below(p)]
    return found or [
        each
        for outer in resolver.url_patterns
        if hasattr(outer, "url_patterns")
        for p in outer.url_patterns
        if "region" in str(p.pattern)
        for each in _below(p)
    ]


def test_every_refusal_in_the_code_has_a_sentence() -> None:
    """A refusal carries its reason to the page: no code without words, no words without use."""
    package = Path(samspel.__file__).parent
    raised: set[str] = set()
    named: set[str] = set()
    for path in package.rglob("*.py"):
        text = path.read_text("utf-8")
        if path.name not in {"refusals.py", "roles.py"}:
            named |= set(re.findall(r"\"(\w+)\"", text))
        if path.relative_to(package).parts[0] in {"records", "actions"}:
            raised |= set(re.findall(r"Refusal\(\s*\"(\w+)\"", text))
    raised |= {"held_to_ecosystems", "not_this_ecosystem"}
    assert raised - set(REFUSALS) == set()
    assert set(REFUSALS) - raised - named == set()


def test_a_viewer_is_made_for_one_region(cast: Cast) -> None:
    assert cast.alice.roles == {"officer"}
    assert cast.bob.roles == {"reader"}
    assert cast.alice.region == cast.norr.id
    with pytest.raises(Refusal, match="not_found"):
        viewer_of("carol@syd.example", "norr")
    with pytest.raises(Refusal, match="not_found"):
        viewer_of("carol@syd.example", "nowhere")


def test_a_role_ends(cast: Cast) -> None:
    [bob] = [grant for grant in accounts.list_grants(by=cast.alice) if grant.name == "Bob"]
    accounts.end_grant(bob.id, on=TODAY, by=cast.alice)
    assert viewer_of("bob@norr.example", "norr").until == TODAY
    with pytest.raises(Refusal, match="role_ended"):
        viewer_of("bob@norr.example", "norr", TODAY + timedelta(days=1))
    assert accounts.regions_of(bob.account, TODAY + timedelta(days=1)) == ()


def test_the_last_officer_stays(cast: Cast) -> None:
    [alice] = [grant for grant in accounts.list_grants(by=cast.alice) if grant.name == "Alice"]
    with pytest.raises(Refusal, match="last_officer"):
        accounts.end_grant(alice.id, on=date(2026, 1, 1), by=cast.alice)


def test_a_role_may_be_held_to_ecosystems(cast: Cast) -> None:
    account = accounts.account_of_email("bob@norr.example")
    assert account is not None
    new = accounts.NewGrant(account.id, cast.bob.contact or 0, "reader", ("skog",))
    accounts.give_role(new, by=cast.alice)
    assert viewer_of("bob@norr.example", "norr").ecosystems == {"skog"}


def test_a_reader_sees_its_own_role_only(cast: Cast) -> None:
    assert len(accounts.list_grants(by=cast.alice)) == 2
    assert [grant.name for grant in accounts.list_grants(by=cast.bob)] == ["Bob"]


def test_a_token_is_read_freely_and_used_once(cast: Cast) -> None:
    account = accounts.account_of_email("bob@norr.example")
    assert account is not None
    secret = accounts.make_token(account.id, purpose="sign_in", lasts=timedelta(minutes=5))
    assert len(secret) >= 22  # at least 128 bits
    for _ in range(2):  # a mail scanner looks as often as it likes
        assert accounts.peek_token(secret, purpose="sign_in") == account
    assert accounts.peek_token(secret, purpose="unsubscribe") is None
    assert accounts.use_token(secret, purpose="sign_in") == account
    with pytest.raises(Refusal, match="bad_token"):
        accounts.use_token(secret, purpose="sign_in")
    old = accounts.make_token(account.id, purpose="sign_in", lasts=timedelta(0))
    assert accounts.peek_token(old, purpose="sign_in") is None


def test_no_secret_is_stored(cast: Cast) -> None:
    from samspel.records.accounts.models import Token

    account = accounts.account_of_email("bob@norr.example")
    assert account is not None
    secret = accounts.make_token(account.id, purpose="sign_in", lasts=timedelta(minutes=5))
    assert secret not in str(Token.objects.values_list())


def test_a_password_is_right_or_wrong_and_guessing_ends(cast: Cast, settings: Settings) -> None:
    # A good hash takes long on purpose, and this test makes twenty.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    account = accounts.account_of_email("bob@norr.example")
    assert account is not None
    with pytest.raises(Refusal, match="weak_password"):
        accounts.set_password(account.id, "kort")
    accounts.set_password(account.id, "en lång och egen mening")
    assert accounts.check_password("BOB@norr.example ", "en lång och egen mening").id == account.id
    for wrong in ("bob@norr.example", "nobody@norr.example"):
        with pytest.raises(Refusal, match="bad_password"):
            accounts.check_password(wrong, "fel")
    for _ in range(9):
        with pytest.raises(Refusal, match="bad_password"):
            accounts.check_password("bob@norr.example", "fel")
    with pytest.raises(Refusal, match="too_many_tries"):
        accounts.check_password("bob@norr.example", "en lång och egen mening")


# ------------------------------------------------------------------------- viewers of each role


def given(cast: Cast, role: str, name: str = "Dora", **held: Any) -> Viewer:
    """Somebody with that role, beside those they have, as a viewer today."""
    email = f"{name.casefold()}@norr.example"
    add_user(user=NewUser(name, email, role, **held), by=cast.alice)
    return viewer_of(email, "norr")


def test_a_leader_leads_some_platforms_and_an_evaluator_ends(cast: Cast) -> None:
    for role, code in (
        ("platform_leader", "needs_ecosystem"),
        ("evaluator", "needs_end"),
        ("actor_contact", "needs_actor"),
    ):
        with pytest.raises(Refusal, match=code):
            given(cast, role)
    leader = given(cast, "platform_leader", ecosystems=("skog",))
    assert (leader.workspaces, leader.ecosystems) == ({"skog"}, {"skog"})
    evaluator = given(cast, "evaluator", "Eva", until=TODAY)
    assert accounts.sees_answers(evaluator)
    with pytest.raises(Refusal, match="role_ended"):
        viewer_of("eva@norr.example", "norr", TODAY + timedelta(days=1))


def test_who_reads_nothing_is_shown_nothing(cast: Cast) -> None:
    """An administrator keeps users and sees no figure; a contact its own actor's page alone."""
    filled(cast.alice)
    for viewer in (
        given(cast, "administrator", "Ada"),
        given(cast, "actor_contact", "Cleo", actors=("f0",)),
    ):
        assert not accounts.can(viewer, "read")
        assert list_ecosystems(on=TODAY, by=viewer) == ()
        seen = list_actors(ActorQuery(), page=PageRequest(), by=viewer).rows
        assert {row.actor_id for row in seen} == viewer.actors
    assert viewer_of("cleo@norr.example", "norr").actors == {"f0"}
    assert accounts.can(viewer_of("ada@norr.example", "norr"), "manage_users")


def test_more_roles_of_one_person_are_told_apart(cast: Cast) -> None:
    """Reads all as a reader, enters in `skog` as its leader; evaluates `rymd` alone."""
    mixed = given(cast, "reader")
    mixed = given(cast, "platform_leader", ecosystems=("skog",))
    mixed = given(cast, "evaluator", ecosystems=("rymd",), until=TODAY)
    assert mixed.ecosystems == frozenset()
    assert accounts.can(mixed, "enter_acts", ecosystem="skog")
    assert not accounts.can(mixed, "enter_acts", ecosystem="rymd")
    assert not accounts.can(mixed, "download_tables")
    assert not accounts.sees_answers(mixed)
    assert accounts.sees_answers(mixed, "rymd")
    assert not accounts.sees_answers(mixed, "skog")


def test_where_what_is_entered_goes(cast: Cast) -> None:
    leader = given(cast, "platform_leader", ecosystems=("skog",))
    contact = given(cast, "actor_contact", "Cleo", actors=("f0",))
    assert accounts.workspace_of("skog", by=leader) == "skog"
    assert accounts.workspace_of("", by=leader) == "skog"
    assert accounts.workspace_of("skog", by=cast.alice) == ""
    assert accounts.workspace_of("", by=cast.alice) == ""
    assert accounts.workspace_of("", by=contact) == ""
    for viewer, where in ((leader, "rymd"), (cast.bob, "skog"), (cast.bob, "")):
        with pytest.raises(Refusal, match="not_this_ecosystem"):
            accounts.workspace_of(where, by=viewer)
    both = given(cast, "officer", ecosystems=("rymd",))
    assert accounts.workspace_of("skog", by=both) == "skog"
    assert accounts.workspace_of("rymd", by=both) == ""


def test_a_deputy_acts_for_another_from_a_day_to_a_day(cast: Cast) -> None:
    """Issue 5, item 7."""
    leader = given(cast, "platform_leader", ecosystems=("skog",))
    bob, away = cast.bob.contact or 0, leader.contact or 0
    first, last = TODAY, TODAY + timedelta(days=7)
    accounts.appoint_deputy(NewDeputy(away, bob, first, last), by=cast.alice)
    acting = viewer_of("bob@norr.example", "norr")
    assert (acting.contact, acting.acting_for) == (bob, {away})
    assert acting.workspaces == {"skog"}
    assert accounts.can(acting, "enter_acts", ecosystem="skog")
    assert not accounts.can(acting, "enter_acts", ecosystem="rymd")
    for day in (first - timedelta(days=1), last + timedelta(days=1)):
        assert viewer_of("bob@norr.example", "norr", day) == cast.bob
    with pytest.raises(Refusal, match="bad_period"):
        accounts.appoint_deputy(NewDeputy(away, bob, last, first), by=cast.alice)


def test_an_evaluator_acts_for_nobody_and_nobody_for_who_has_nothing_to_lend(cast: Cast) -> None:
    """R102: who judges the work has no part in it; a deputy of a reader would have nothing."""
    last = TODAY + timedelta(days=7)
    leader = given(cast, "platform_leader", ecosystems=("skog",)).contact or 0
    bob, alice = cast.bob.contact or 0, cast.alice.contact or 0
    judge = given(cast, "evaluator", "Eva", until=TODAY + timedelta(days=3)).contact or 0
    with pytest.raises(Refusal, match="evaluator_stands_apart"):
        accounts.appoint_deputy(NewDeputy(leader, judge, TODAY, last), by=cast.alice)
    with pytest.raises(Refusal, match="nothing_to_lend"):
        accounts.appoint_deputy(NewDeputy(bob, alice, TODAY, last), by=cast.alice)
    after = TODAY + timedelta(days=4)  # the evaluation is over by then
    accounts.appoint_deputy(NewDeputy(leader, judge, after, last), by=cast.alice)


def test_nobody_gives_a_role_to_oneself(cast: Cast) -> None:
    account = accounts.account_of_email("alice@norr.example")
    assert account is not None
    with pytest.raises(Refusal, match="not_to_oneself"):
        accounts.give_role(NewGrant(account.id, cast.alice.contact or 0, "reader"), by=cast.alice)


def test_a_refusal_knows_whom_to_ask(cast: Cast) -> None:
    given(cast, "administrator", "Ada")
    assert accounts.who_may("write_memo", on=TODAY, by=cast.bob) == ("Alice",)
    assert accounts.who_may("manage_users", on=TODAY, by=cast.bob) == ("Ada", "Alice")
