"""The open pages: nothing is there until it is opened, and what is not shown is not there."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.timezone import localdate

from pages.checked import check_page
from pages.world import Reader
from records.cast import filled
from samspel.actions import open_directory
from samspel.actions.enter_rows import find_rows
from samspel.actions.manage_users import NewUser, add_user
from samspel.actions.open_directory import OpenTo
from samspel.pages.directory.opened import MOST_A_MINUTE
from samspel.records.accounts.api import system_viewer
from samspel.records.directory.api import DirectoryQuery, everybody_in, list_directory
from samspel.terms import PageRequest, Viewer

FRONT = "/directory/example/"
LIST = f"{FRONT}ecosystems/besoksnaring/"
MAILBOX = "ekosystem@example.se"


@pytest.fixture(autouse=True)
def _uncounted():
    cache.clear()


@pytest.fixture
def officer(db, world) -> Viewer:
    return system_viewer(world.example.id)


def settle(officer: Viewer, *ecosystems: str, is_found: bool = False) -> None:
    to = OpenTo(frozenset(ecosystems), MAILBOX, is_found)
    open_directory.settle(to=to, by=officer)


@pytest.fixture
def opened(officer) -> Viewer:
    """The visitor economy is open."""
    settle(officer, "besoksnaring")
    return officer


def somebody() -> str:
    """The first actor that is shown."""
    everybody = everybody_in("example")[1]
    page = PageRequest(size=1)
    rows = list_directory(DirectoryQuery(), page=page, on=localdate(), by=everybody).rows
    return rows[0].actor_id


def guest(language: str = "en") -> Client:
    return Client(headers={"accept-language": language})


def test_nothing_is_there_until_somebody_opens_it(officer, visit) -> None:
    """A decision somebody takes, never a default that leaks: turned off is not there at all."""
    for address in (FRONT, LIST, f"{FRONT}actors/x/"):
        assert guest().get(address).status_code == 404
    settle(officer, "besoksnaring")
    assert guest().get(LIST).status_code == 200
    settle(officer)
    assert guest().get(LIST).status_code == 404


def test_what_is_not_shown_is_the_same_page_as_what_is_not_there(opened) -> None:
    actor = somebody()
    open_directory.say_of_actor(actor_id=actor, own=False, shown=False, by=opened)
    sole = find_rows(table="actors", column="sector", values=["private"], by=opened)
    [trader, *_] = sole.filter(sole["sole_trader"].is_not_null())["actor_id"]
    pages = set()
    for address in (
        f"{FRONT}actors/{actor}/",
        f"{FRONT}actors/{trader}/",
        f"{FRONT}actors/norrskenslands-universitet-ej/",
        f"{FRONT}actors/%00/",
        f"{FRONT}ecosystems/mat/",
        f"{FRONT}ecosystems/no-such/",
        "/directory/nord/",
        "/directory/no-such-region/",
        "/directory/no-such-region/actors/x/",
    ):
        answer = guest().get(address)
        assert answer.status_code == 404, address
        pages.add((answer.content, tuple(sorted(answer.headers.items()))))
    assert len(pages) == 1


def test_an_open_page_is_checked_kept_and_leaves_no_trace(opened) -> None:
    for address in (FRONT, LIST, f"{FRONT}actors/{somebody()}/"):
        answer = guest().get(address)
        seen = check_page(answer)
        assert "Made-up region" in seen.text
        assert not answer.cookies
        assert answer["Cache-Control"] == "public, max-age=300"
        assert answer["Vary"] == "Accept-Language"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        text = answer.content.decode()
        assert not re.search(r"<script|csrf|method=\"post\"", text)
        assert "org_number" not in text
        again = guest().get(address, headers={"if-none-match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert guest().post(address).status_code == 405


def test_search_engines_keep_it_only_when_an_officer_says_so(officer) -> None:
    settle(officer, "besoksnaring", is_found=True)
    answer = guest().get(LIST)
    assert "X-Robots-Tag" not in answer
    assert b'name="robots"' not in answer.content
    assert guest().get(f"{FRONT}actors/nobody/")["X-Robots-Tag"] == "noindex, nofollow"


def test_the_language_is_the_browsers_or_the_one_chosen_and_no_cookies(opened) -> None:
    swedish = check_page(guest("sv").get(FRONT))
    assert swedish.lang == "sv"
    english = swedish.link("English")
    page = check_page(guest("sv").get(FRONT + english))
    assert page.lang == "en"
    onward = page.link("Besöksnäringen")
    assert "language=en" in onward
    listed = check_page(guest("sv").get(onward))
    assert listed.lang == "en"
    actor = next(at for _name, at in listed.links if "/actors/" in at)
    assert check_page(guest("sv").get(actor)).lang == "en"
    kept = guest("sv")
    kept.cookies["django_language"] = "en"
    assert check_page(kept.get(FRONT)).lang == "sv"


def test_the_list_is_searched_filtered_and_walked(opened) -> None:
    first = check_page(guest().get(LIST))
    assert "128 actors" in first.text
    onward = check_page(guest().get(LIST + first.link("Next")))
    assert onward.link("From the start")
    found = check_page(guest().get(f"{LIST}?search=fiskecamp&sector=private"))
    names = [name for name, address in found.links if "/directory/example/actors/" in address]
    assert names
    assert all("fiskecamp" in name.casefold() for name in names)
    assert "Nobody fits" in check_page(guest().get(f"{LIST}?search=zzzz")).text
    for odd in ("%00", "'; DROP", "å" * 5000, "9" * 40):
        assert guest().get(f"{LIST}?search={odd}&after={odd}&sector={odd}").status_code == 200


def test_a_short_page_says_who_it_is_and_how_to_have_it_put_right(opened) -> None:
    actor = "bjornmossforsnas-fiskecamp-ekonomisk-forening"
    seen = check_page(guest().get(f"{FRONT}actors/{actor}/"))
    assert "Private sector" in seen.text
    assert "takes part in Besöksnäringens ekosystem" in seen.text
    assert "2 recorded acts since 2023" in seen.text
    assert "as of 2026-09-30: other firms, other ecosystems." in seen.text
    assert "Is this your organisation?" in seen.text
    mail = seen.link(MAILBOX)
    assert mail.startswith(f"mailto:{MAILBOX}?subject=")
    assert actor in mail


def test_an_officer_opens_and_closes_it_on_a_page(visit, world, db) -> None:
    officer = visit("officer")
    address = officer.open("/example/").link("What everybody can see")
    page = officer.open(address)
    assert "128 short pages, 20 sole traders never" in page.text
    data = {"ecosystems": ["besoksnaring"], "mailbox": ""}
    assert "Say where one writes" in refused_text(officer, address, data)
    officer.send(address, {**data, "mailbox": MAILBOX})
    page = officer.open(address)
    assert page.link("See what everybody sees") == FRONT
    assert "short pages of the members of besoksnaring" in officer.open("/example/audit/").text
    visit("reader").open(address, status=403)
    visit("stranger").open(address, status=404)


def refused_text(reader, address: str, data: dict) -> str:
    answer = reader.client.post(address, data)
    assert answer.status_code == 400
    return check_page(answer).text


def test_an_actor_says_no_itself_and_ticks_its_own_words(db, world, visit) -> None:
    by = system_viewer(world.other.id)
    filled(by)
    settle(by, "skog")
    new = NewUser("Kim Kontakt", "kim@example.se", "actor_contact", actors=("f0",))
    contact, officer = Reader(add_user(user=new, by=by).account), visit("stranger")
    page, region = "/directory/nord/actors/f0/", "/nord/actors/f0/everybody/"
    assert guest().get(page).status_code == 404  # it has no number: it may be a sole trader
    assert "may be a sole trader" in officer.open(region).text
    assert region in [at for _name, at in officer.open("/nord/everybody/").links]
    officer.send(region, {"shown": "yes"})
    assert guest().get(page).status_code == 200
    contact.send("/nord/own/f0/", {"kind": "seeks", "text": "En examensarbetare"})
    listing = contact.open("/nord/own/").link("What everybody can see")
    assert "Everybody can see" in contact.open(listing).text
    form = contact.client.get(listing).content.decode()
    [row] = re.findall(r'name="offers" value="(\d+)"', form)
    assert "examensarbetare" not in guest().get(page).content.decode()
    contact.send(listing, {"shown": "yes", "offers": [row]})
    assert "examensarbetare" in guest().get(page).content.decode()
    contact.send(listing, {"shown": "no", "offers": [row]})
    assert guest().get(page).status_code == 404
    assert region in [at for _name, at in officer.open("/nord/actors/f0/").links]
    assert "Only the organisation itself" in officer.open(region).text
    officer.send(region, {"shown": "yes"})
    assert guest().get(page).status_code == 404
    contact.open("/nord/own/f1/everybody/", status=404)
    contact.open(region, status=403)


def test_so_many_pages_a_minute_and_no_more(opened) -> None:
    client = guest()
    for _each in range(MOST_A_MINUTE):
        assert client.get(FRONT).status_code == 200
    answer = client.get(FRONT)
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert "Wait a minute" in check_page(answer).text
    other = client.get(FRONT, headers={"x-forwarded-for": "198.51.100.7"})
    assert other.status_code == 200


@pytest.mark.parametrize(("address", "most"), [(FRONT, 20), (LIST, 14)])
def test_an_open_page_asks_as_often_however_many_there_are(
    opened, django_assert_max_num_queries, address, most
) -> None:
    with django_assert_max_num_queries(most):
        assert guest().get(address).status_code == 200
