"""The register by hand at two widths: an owner found by the beginning of its name, who became a
member when, and which places are dense (issue 5 items 1 and 2)."""

import pytest

from journeys.test_first_ten_minutes import Hand, begin_region, send

LIST = "Företag\tOrt\nBergs Fiske AB\tHarads\nRestaurang Kåtan AB\tGällivare\nLuleå kommun\tLuleå"


@pytest.mark.parametrize("width", [320, 1280])
def test_an_owner_is_found_by_keys_and_the_region_says_what_is_dense(service, open_as, width):
    page = open_as("stranger", width=width)
    hand = Hand(page)
    home = begin_region(service, page, f"Norrbotten ägs {width}")
    page.goto(f"{home}paste/")
    page.get_by_label("What is the ecosystem called?").fill("Besöksnäringen")
    page.get_by_label("The members", exact=True).fill(LIST)
    send(page, "Go on")
    page.get_by_label("Harads", exact=True).fill("Boden")
    hand.look("owned-1-towns")
    hand.fits()
    send(page, "That is right")
    assert "Take all of it back" in page.locator("main, .messages").first.inner_text()
    page.goto(f"{home}actors/bergs-fiske-ab/edit/relations/")
    page.get_by_label("How are they related?").select_option("back:owner")
    names = page.get_by_role("combobox", name="Which actor?")
    names.fill("Lul")
    page.get_by_role("option", name="Luleå kommun").wait_for()
    hand.look("owned-2-relation")
    hand.fits()
    names.press("Enter")
    send(page, "Save")
    assert "is owned by Luleå kommun" in page.locator("main").inner_text()
    hand.look("owned-3-edit")
    hand.fits()
    page.goto(f"{home}places/")
    page.get_by_label("Boden").select_option("sparse")
    page.get_by_label("Luleå").select_option("dense")
    hand.look("owned-4-places")
    hand.fits()
    send(page, "Save")
    assert page.get_by_label("Boden").input_value() == "sparse"
    page.goto(f"{home}ecosystems/besoksnaringen/members/")
    page.get_by_text("Show them, with their days").click()
    assert "since when is not said" in page.locator("main").inner_text()
    hand.look("owned-5-members")
    hand.fits()
    page.goto(f"{home}actors/bergs-fiske-ab/edit/change/")
    hand.look("owned-6-change")
    hand.fits()
