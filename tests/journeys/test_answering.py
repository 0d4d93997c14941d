"""The seven questions walked in a browser: on a phone, without script, by keyboard alone, and
every page of them accessible (issue 5 item 6; R143, X9)."""

from dataclasses import dataclass, field

import pytest

from journeys.conftest import _chromium, _tables
from journeys.test_accessible import AXE, VIEWS, _looked_at

BEGIN, ON, DONE = "Begin", "Save and go on", "Save and finish"


@dataclass(frozen=True)
class Asked:
    """The service with one wave in it; a personal link an actor, for each test its own."""

    links: dict[str, str]
    wave: str
    sessions: dict[str, str]
    url: str = ""
    walked: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def service(django_db_setup, django_db_blocker):
    """One region with a wave that is open, served; furnished before the browser starts."""
    from django.conf import settings
    from django.core.management import call_command
    from pytest_django.live_server_helper import LiveServer

    if not _chromium():
        pytest.skip("no Chromium: apt-get install chromium")
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # else WhiteNoise warns
    with django_db_blocker.unblock(), _tables():
        made = _furnished()
        server = LiveServer("127.0.0.1")
        yield Asked(made.links, made.wave, made.sessions, server.url)
        server.stop()
        call_command("flush", interactive=False, verbosity=0)


def _furnished() -> Asked:
    from django.contrib.sessions.backends.db import SessionStore
    from django.http import HttpRequest

    from actions.waves import wave_of
    from records.cast import make_cast
    from samspel.actions import ask_wave
    from samspel.actions.background import run_next
    from samspel.records.accounts.api import account_of_email, start_session
    from samspel.records.messages.models import Letter

    cast = make_cast()
    asking = ask_wave.begin(asked=wave_of(cast, 9, persons=8), by=cast.alice)
    while run_next(worker="test"):
        pass
    letters = Letter.objects.filter(template="wave").order_by("id")
    links = [letter.values["link"].partition("/answer/")[2].strip("/") for letter in letters]
    request = HttpRequest()
    request.session = SessionStore()
    start_session(request, account_of_email("alice@norr.example").id)
    request.session.save()
    sessions = {"officer": request.session.session_key}
    return Asked(dict(enumerate(links)), asking.wave_id, sessions)


@pytest.fixture
def phone(browser, service):
    """A page 320 px wide, with or without script, and all that it asked the server for."""
    opened = []

    def start(*, script=True):
        context = browser.new_context(
            viewport={"width": 320, "height": 640},
            locale="en",
            java_script_enabled=script,
            has_touch=True,
        )
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.asked_for = []
        page.on("request", lambda one: page.asked_for.append(one))  # noqa: PLW0108 - kept a name
        return page

    yield start
    for context in opened:
        context.close()


def link(service, number: int, page: str = "") -> str:
    return f"{service.url}/answer/{service.links[number]}/{page}?language=en"


def test_on_a_phone_each_answer_is_saved_as_it_is_given(phone, service):
    page = phone()
    page.goto(link(service, 0))
    page.get_by_role("button", name=BEGIN).tap()
    for number in range(7):
        page.get_by_text(f"Page {number + 1} of 9").wait_for()
        page.locator(".big").nth(number % 3).tap()
        page.get_by_text("Saved ").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        page.goto(page.url)
        assert page.locator("input[type=radio]").nth(number % 3).is_checked(), "kept at once"
        page.get_by_role("link", name="Skip", exact=True).tap()
    page.get_by_label("Capital").check()
    page.get_by_text("Saved ").wait_for()
    page.get_by_role("button", name=ON).tap()
    page.get_by_label("Your own words").fill("More time")
    page.get_by_role("button", name=DONE).tap()
    page.get_by_role("heading", name="Thank you").wait_for()
    assert page.get_by_text("Yes, we have had contact").count() == 3
    assert page.get_by_text("More time").is_visible()
    assert not page.context.cookies(), "no cookie is needed"


def test_an_answer_given_before_the_script_has_come_is_saved_too(phone, service):
    """A thumb is quicker than a slow network: what was tapped meanwhile was saved by nobody."""
    page, held = phone(), []
    page.route("**/answer*.js", lambda route: held.append(route))  # noqa: PLW0108 - kept a name
    page.goto(link(service, 5))
    page.get_by_role("button", name=BEGIN).tap()
    page.locator(".big").nth(2).tap()
    assert page.get_by_text("Saved ").count() == 0
    held[0].continue_()
    page.get_by_text("Saved ").wait_for()
    page.unroute_all()
    page.goto(page.url)
    assert page.locator("input[type=radio]").nth(2).is_checked()


def test_the_link_is_told_to_nobody(phone, service):
    page = phone()
    page.goto(link(service, 1))
    page.get_by_role("button", name=BEGIN).tap()
    page.locator(".big").nth(1).tap()
    page.get_by_text("Saved ").wait_for()
    page.get_by_role("link", name="Accessibility").tap()
    page.wait_for_url("**/accessibility/")
    sent = [request.all_headers().get("referer", "") for request in page.asked_for]
    assert len(sent) > 8
    assert not [one for one in sent if "/answer/" in one]


def test_without_script_one_page_a_question(phone, service):
    page = phone(script=False)
    page.goto(link(service, 2))
    page.get_by_role("button", name=BEGIN).click()
    for number in range(7):
        page.get_by_text(f"Page {number + 1} of 9").wait_for()
        if number == 0:
            page.locator("#choice-yes").check()
            page.locator("#named1").fill("Universitetet")
        else:
            page.locator("#choice-unwanted").check()
        page.get_by_role("button", name=ON).click()
    page.get_by_label("Nothing just now").check()
    page.get_by_role("button", name=ON).click()
    page.get_by_role("button", name=DONE).click()
    page.get_by_role("heading", name="Thank you").wait_for()
    assert page.get_by_text("Yes, we have had contact: Universitetet").is_visible()
    assert page.get_by_text("No, and we do not want any").count() == 6
    page.get_by_role("link", name="Change research").click()
    assert page.locator("#named1").input_value() == "Universitetet"


def test_by_keyboard_alone(phone, service):
    page = phone()
    page.goto(link(service, 3))
    page.get_by_role("button", name=BEGIN).focus()
    page.keyboard.press("Enter")
    for number in range(7):
        page.get_by_text(f"Page {number + 1} of 9").wait_for()
        for _ in range(3):  # past the skip link and the other language
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        page.get_by_text("Saved ").wait_for()
        page.keyboard.press("Enter")
    page.get_by_text("Page 8 of 9").wait_for()
    page.goto(link(service, 3, "end/"))
    assert page.get_by_text("No, no contact").count() == 7


def test_in_two_tabs_the_last_word_stands(phone, service):
    one = phone()
    one.goto(link(service, 4, "1/"))
    two = one.context.new_page()
    two.goto(link(service, 4, "1/"))
    one.locator(".big").nth(0).tap()
    one.get_by_text("Saved ").wait_for()
    two.locator(".big").nth(2).tap()
    two.get_by_text("Saved ").wait_for()
    one.goto(link(service, 4, "end/"))
    assert one.get_by_text("No, and we do not want any").count() == 1
    assert one.get_by_text("Yes, we have had contact").count() == 0


PAGES = {
    "answer-start": ("", "/answer/{5}/"),
    "answer-question": ("", "/answer/{5}/1/"),
    "answer-need": ("", "/answer/{5}/8/"),
    "answer-line": ("", "/answer/{5}/9/"),
    "answer-end": ("", "/answer/{5}/end/"),
    "answer-no-link": ("", "/answer/0000/"),
    "waves": ("officer", "/norr/waves/"),
    "wave": ("officer", "/norr/waves/{wave}/"),
    "wave-close": ("officer", "/norr/waves/{wave}/close/"),
    "ask": ("officer", "/norr/ecosystems/skog/ask/"),
    "ask-preview": ("officer", "/norr/ecosystems/skog/ask/"),
    "speaker": ("officer", "/norr/ecosystems/skog/ask/f08/"),
    "speakers": ("officer", "/norr/ecosystems/skog/ask-many/"),
    "speakers-read": ("officer", "/norr/ecosystems/skog/ask-many/"),
}


@pytest.mark.parametrize("name", PAGES)
def test_page(service, open_as, name):
    """Axe, two widths, both themes, no scroll sideways, a silent console."""
    who, address = PAGES[name]
    page = open_as(who, language="sv")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(service.url + address.format(*service.links.values(), wave=service.wave))
    if name == "ask-preview":
        page.locator("main .primary").click()
        page.locator("button[name=send]").wait_for()
    if name == "speakers-read":
        page.locator("textarea").fill(
            "Åfirma 8; Eva Ek; eva@firma.example\nÅfirm 9;Bo;bo@x.example\n"
            "Åfirma 7; Alice Lindqvist-Bergström; alice@norr.example"
        )
        page.locator("main .primary").click()
        page.locator(".problems").wait_for()
    page.evaluate(AXE)
    found = [_looked_at(page, name, width, theme) for width, theme in VIEWS]
    assert not [fault for faults in found for fault in faults]
    assert not [
        text for text in said if "Failed to load resource" not in text and "GPU" not in text
    ]
