"""The role table as a truth table, viewers, tokens and passwords."""

from datetime import date, timedelta

import pytest
from pytest_django import Settings

from records.cast import TODAY, Cast, viewer_of
from samspel.records.accounts import api as accounts
from samspel.records.accounts.roles import ACTIONS, REFUSALS
from samspel.terms import Refusal, Viewer

# What each role may do, said once more than in the code: a change must be made twice.
MAY = {
    "read": {"officer", "reader"},
    "import_register": {"officer"},
    "measure_gaps": {"officer"},
    "download_tables": {"officer"},
    "write_memo": {"officer"},
    "manage_agreements": {"officer"},
    "read_memos": {"officer"},
    "manage_users": {"officer"},
    "read_audit": {"officer"},
    "create_region": {"officer"},
}


def test_the_table_here_and_there_speak_of_the_same() -> None:
    assert set(MAY) == set(ACTIONS)
    assert all(action.sentence and action.refusal for action in ACTIONS.values())


@pytest.mark.parametrize("action", sorted(MAY))
@pytest.mark.parametrize("role", ["officer", "reader", "system", "nobody"])
def test_who_may_do_what(role: str, action: str) -> None:
    viewer = Viewer(1, 1, frozenset() if role == "nobody" else frozenset({role}))
    allowed = role == "system" or role in MAY[action]
    assert accounts.can(viewer, action) is allowed
    if allowed:
        accounts.check_may(viewer, action)
    else:
        with pytest.raises(Refusal) as refused:
            accounts.check_may(viewer, action)
        assert accounts.refusal_sentence(refused.value.code)


WHOLE = {
    "import_register",
    "download_tables",
    "read_memos",
    "manage_users",
    "read_audit",
    "create_region",
}


@pytest.mark.parametrize("action", sorted(MAY))
def test_a_role_held_to_an_ecosystem_touches_nothing_of_the_whole_region(action: str) -> None:
    """Who may give roles could else widen the own one."""
    held = Viewer(1, 1, frozenset({"officer"}), frozenset({"skog"}))
    assert accounts.can(held, action) is (action not in WHOLE)
    if action in WHOLE:
        with pytest.raises(Refusal, match="held_to_ecosystems"):
            accounts.check_may(held, action)


def test_every_refusal_in_the_code_has_a_sentence() -> None:
    """A refusal carries its reason to the page: no code without words, no words without use."""
    import re
    from pathlib import Path

    import samspel

    package = Path(samspel.__file__).parent
    raised: set[str] = set()
    for room in ("records", "actions"):
        for path in (package / room).rglob("*.py"):
            raised |= set(re.findall(r"Refusal\(\s*\"(\w+)\"", path.read_text("utf-8")))
    assert raised - set(REFUSALS) == set()
    assert set(REFUSALS) - raised - {"tried_too_often", "job_failed"} == set()


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
