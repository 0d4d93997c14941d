"""The pages that change the register, in a browser: axe, 320 px, silence, the keyboard (X9)."""

from datetime import date

import pytest

from journeys.test_accessible import AXE, VIEWS, _looked_at
from samspel.sources import example

_EXAMPLE = "/example/actors/"
_PLATFORM = f"{_EXAMPLE}norrskenslands-besoksrad-och-destinationssamverkan-ab/"
_UNIVERSITY = f"{_EXAMPLE}norrskenslands-universitet/"
_PAGES = {
    "actor-platform": ("reader", _PLATFORM),
    "actor-university": ("officer", _UNIVERSITY),
    "actor-new": ("stranger", "/nord/actors/new/"),
    "actor-edit": ("officer", f"{_PLATFORM}edit/"),
    "actor-change": ("officer", f"{_PLATFORM}edit/change/"),
    "actor-offer": ("officer", f"{_PLATFORM}edit/offers/"),
    "actor-membership": ("officer", f"{_PLATFORM}edit/memberships/"),
    "actor-relation": ("officer", f"{_PLATFORM}edit/relations/"),
    "actor-goes-on": ("officer", f"{_PLATFORM}edit/goes-on/"),
    "actor-remove": ("officer", f"{_PLATFORM}edit/remove/"),
    "actor-history": ("officer", f"{_PLATFORM}history/"),
    "actors-found": ("reader", f"{_EXAMPLE}?search=nlu"),
    "members": ("officer", f"/example/ecosystems/{example.VISITOR}/members/"),
    "undo-import": ("officer", "/example/entries/1/undo/"),
}


@pytest.mark.parametrize("name", _PAGES)
def test_page(service, open_as, name):
    who, address = _PAGES[name]
    page = open_as(who, language="sv")
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    answer = page.goto(service.url + address)
    assert answer.status == 200
    page.evaluate(AXE)
    found = [_looked_at(page, name, width, theme) for width, theme in VIEWS]
    assert not [fault for faults in found for fault in faults]
    assert not said


def test_an_actor_is_entered_by_keyboard_alone(service, open_as):
    """Item 2: an actor, its name and a merger, without a mouse, in Swedish."""
    page = open_as("stranger", language="sv")
    page.goto(f"{service.url}/nord/actors/new/")
    page.locator("#id_name").focus()
    page.keyboard.type("Tangentbordets AB")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tangentbordets-ab/")
    assert "Tangentbordets AB är införd" in page.locator("main").inner_text()
    page.get_by_role("link", name="Ändra uppgifterna").press("Enter")
    page.get_by_role("link", name="Lägg till ett namn").press("Enter")
    page.locator("#id_name").focus()
    page.keyboard.type("Tangenten")
    page.locator("#id_valid_until").focus()
    page.locator("#id_valid_until").fill(date(2024, 12, 31).isoformat())
    page.keyboard.press("Enter")
    page.wait_for_url("**/edit/")
    told = page.locator("main").inner_text()
    assert "Tangenten (" in told
    assert "2024-12-31" in told
