"""A memo read in, in a browser: uploaded, its words lit, corrected and kept, with and without
script, by keyboard and on a phone (issue 4)."""

from pathlib import Path

import pytest

MEMO = Path(__file__).parents[1] / "sources" / "memos" / "made_up" / "3-protokollsutdrag.txt"


def _lit(page):
    """The words that stand out in the document."""
    return page.evaluate(
        "[...document.querySelectorAll('.said')]"
        ".filter(each => getComputedStyle(each).textDecorationStyle === 'solid')"
        ".map(each => each.textContent)"
    )


def test_from_the_file_to_a_kept_draft(service, open_as):
    page = open_as("stranger")
    page.goto(service.url + "/nord/matters/")
    page.get_by_label("Memo or extract of minutes").set_input_files(MEMO)
    page.get_by_role("button", name="Read the memo").click()
    page.wait_for_url("**/nord/matters/*/")
    assert page.get_by_label("Dnr", exact=True).input_value() == "RUN-00207-2025"
    assert _lit(page) == []
    page.get_by_role("link", name="Show the words of Amounts").click()
    assert "".join(_lit(page)) == "1 500 000 kronor per år"
    page.get_by_label("Matter", exact=True).focus()
    assert _lit(page) == ["Basfinansiering av Rymdklustret Nord"]
    page.get_by_label("Matter", exact=True).fill("Basfinansiering")
    page.get_by_role("button", name="Keep as a draft matter").click()
    page.get_by_text("The draft matter is kept.").wait_for()
    assert page.get_by_label("Matter", exact=True).input_value() == "Basfinansiering"
    page.goto(service.url + "/nord/matters/")
    assert page.get_by_role("link", name="Basfinansiering").is_visible()


def test_several_places_are_walked_in_turn_and_the_focus_stays(service, open_as):
    page = open_as("stranger")
    page.goto(service.url + service.addresses["matter"][1])
    link = page.get_by_role("link", name="Show the words of Decision points")
    link.focus()
    for turn in ("1 / 3", "2 / 3", "3 / 3", "1 / 3"):
        page.keyboard.press("Enter")
        assert page.locator(".shown").inner_text() == turn
    assert link.evaluate("each => each === document.activeElement")


def test_the_way_back_on_a_phone_leads_to_the_field_one_came_from(service, open_as):
    page = open_as("stranger", width=320)
    page.goto(service.url + service.addresses["matter"][1])
    link = page.get_by_role("link", name="Show the words of Period from")
    link.click()
    back = page.get_by_role("link", name="Back to the fields")
    assert back.is_visible()
    back.click()
    assert link.evaluate("each => each === document.activeElement")


def test_words_are_lit_without_script(service, browser):
    context = browser.new_context(java_script_enabled=False, locale="en")
    cookie = {"name": "sessionid", "value": service.sessions["stranger"], "url": service.url}
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(service.url + service.addresses["matter"][1])
    page.get_by_role("link", name="Show the words of Period from").click()
    assert page.url.endswith("#w-period-1")
    assert " ".join("".join(_lit(page)).split()) == "1 januari 2026–31 december 2028"
    page.get_by_role("link", name="Back to the fields").click()
    assert page.url.endswith("#fields")
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_document_stands_beside_or_below_its_fields(service, open_as, width):
    page = open_as("stranger", width=width)
    page.goto(service.url + service.addresses["matter"][1])
    fields = page.locator("#fields").bounding_box()
    paper = page.locator(".paper").bounding_box()
    beside = paper["x"] > fields["x"] + fields["width"] - 1
    assert beside == (width == 1280)
    assert paper["x"] + paper["width"] <= width
