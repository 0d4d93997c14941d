"""Every page given numbers of thousands of digits and days at the ends of the calendar."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.urls import get_resolver

from actions.waves import begun
from pages.test_api import Program
from pages.test_workspace import _filled, _patterns
from pages.world import Reader
from records.cast import Cast, make_cast
from samspel.actions.measure_gaps import Asked, measure_gaps
from samspel.pages.shell.numbers import whole_number
from samspel.records.accounts.api import account_of_email

MANY = "9" * 5000
NUMBERS = (
    "run page after from changes release person entry saved removed act notes seen file invitation "
    "to deputy absent row id window_months max_size several delta patience_months worth"
)
DAYS = (
    "since until on than first_on last_on from_on to_on valid_from decided_on asks_from asks_until "
    "closes_on first_reminder second_reminder expires_on member_from member_until started_on "
    "ended_on noted_on month"
)
SAID = {
    "name": "Ny",
    "email": "ny@norr.example",
    "role": "reader",
    "kind": "renamed",
    "others": "f01",
    "do": "withdraw",
    "gap": "research",
    "sector": "private",
    "purpose": "x",
    "definitions": "memo-b",
    "text": "x",
}
LEFT_OUT = {"sign-out"}


def odd() -> Iterator[dict[str, str]]:
    yield dict.fromkeys(NUMBERS.split(), MANY) | dict.fromkeys(DAYS.split(), "2026-09-30")
    for day in ("0001-01-01", "9999-12-31"):
        yield dict.fromkeys(NUMBERS.split(), "9" * 18) | dict.fromkeys(DAYS.split(), day)


@pytest.fixture
def cast(db: None, settings) -> Cast:
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    return make_cast()


@pytest.fixture
def walked(cast: Cast, mailoutbox: list) -> list[str]:
    """Every address of a region, with the ids of what there is."""
    asked = begun(cast, mailoutbox, n=6)
    run = measure_gaps(asked=Asked("skog"), by=cast.alice).id
    known = {
        "region": "norr",
        "run_id": run,
        "job_id": 1,
        "import_id": 1,
        "entry_id": 1,
        "actor_id": "f00",
        "ecosystem_id": "skog",
        "gap_key": "research",
        "interplay_id": "mf00",
        "wave_id": asked.asking.wave_id,
        "contact_id": cast.bob.contact,
        "lens": "places",
        "what": "memberships",
    }
    found = []
    for name, pattern in _patterns(get_resolver()):
        if name not in LEFT_OUT and {"region"} <= set(pattern.converters) <= set(known):
            route = str(pattern)
            for part in pattern.converters:
                route = _filled(route, part, str(known[part]))
            found.append("/" + route)
    return found


def test_no_page_finds_a_fault_in_a_number_or_a_day(cast: Cast, walked: list[str]) -> None:
    client = Reader(account_of_email("alice@norr.example").id).client
    client.raise_request_exception = False
    assert len(walked) > 80
    faults = []
    for address in walked:
        for given in odd():
            for send in (client.get, client.post):
                with transaction.atomic():
                    answer = send(address, {**SAID, **given})
                    if answer.status_code >= 500:
                        faults.append((send.__name__, address, given["on"]))
                    transaction.set_rollback(True)
    assert faults == []


def test_a_day_outside_is_told_beside_its_field(cast: Cast, walked: list[str]) -> None:
    assert walked
    alice = Reader(account_of_email("alice@norr.example").id)
    answer = alice.client.get("/norr/audit/?until=9999-12-31")
    assert "Write a day from 1900 to 2200." in answer.content.decode()
    given = {"kind": "renamed", "on": "0001-01-01", "others": "Åfirma 1"}
    answer = alice.client.post("/norr/actors/f00/edit/goes-on/", given)
    assert answer.status_code == 400
    assert "Write a day from 1900 to 2200." in answer.content.decode()


def test_the_api_refuses_such_a_day_by_its_field(cast: Cast, walked: list[str]) -> None:
    assert walked
    program = Program(account_of_email("alice@norr.example").id, "norr", writes=True)
    for query in ("until=9999-12-31", "since=0001-01-01"):
        told = program.get(f"/audit?{query}", status=409)["problems"][0]
        assert told["code"] == "no_such_day"
        assert query.partition("=")[0] in told["place"]
    both = "until=9999-12-31&since=yesterday"
    assert program.get(f"/audit?{both}", status=422)["code"] == "malformed"


def test_a_whole_number_is_at_most_eighteen_plain_digits() -> None:
    assert [whole_number(one) for one in ("0", "42", "9" * 18)] == [0, 42, 10**18 - 1]
    assert {whole_number(one) for one in ("", "-1", "1.0", "²", "٣", " 1", "9" * 19, MANY)} == {
        None
    }
