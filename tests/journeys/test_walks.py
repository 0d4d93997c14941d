"""Walks through the service as people take them: by keyboard alone, on a phone, watching a job."""

import re


def test_from_the_link_to_an_act_by_keyboard_alone(service, open_as):
    """Sign in by a link, open an ecosystem, its gap, the actors with contact, an act: Tab and
    Enter only, and the focus is seen at every step (X9)."""
    page = open_as()
    page.goto(service.link)
    _press(page, "Sign me in", "button")
    page.wait_for_url(service.url + "/")
    _press(page, "Påhittade")
    _press(page, "Besöksnäringens")
    _press(page, "The research gap")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"
    _press(page, re.compile(r"\d+ acts?$"))
    assert "carr" in page.locator(".lead").inner_text()
    table = page.locator("#acts-caption").locator("xpath=..")
    name = table.locator("tbody a").first.inner_text()
    _press(page, name)
    assert page.locator("h1").inner_text() == name


def _press(page, name, role="link"):
    """Walk with Tab to the thing of that name, and press Enter."""
    wanted = page.get_by_role(role, name=name).first
    wanted.wait_for()
    for _step in range(150):
        page.keyboard.press("Tab")
        if wanted.evaluate("each => each === document.activeElement"):
            outline = wanted.evaluate(
                "each => { const s = getComputedStyle(each);"
                " return s.outlineStyle !== 'none' ? s.outlineWidth"
                " : getComputedStyle(each.querySelector('.w-focus') || each).strokeWidth }"
            )
            assert outline != "0px", f"{name}: the focus is not seen"
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"{name} is not reached with Tab")


def test_skip_link_leads_to_the_content(service, open_as):
    page = open_as("officer")
    page.goto(service.url + "/example/actors/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_help_opens_with_a_key_and_gives_the_focus_back(service, open_as):
    page = open_as("reader")
    page.goto(service.url + "/example/")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()


def test_arrows_walk_a_table(service, open_as):
    page = open_as("reader")
    page.goto(service.url + "/example/actors/")
    links = page.locator("tbody a")
    links.nth(0).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert links.nth(1).evaluate("each => each === document.activeElement")


def test_the_menu_on_a_phone(service, open_as):
    page = open_as("reader", width=320)
    page.goto(service.url + "/example/")
    menu = page.get_by_role("navigation", name="Main")
    assert not menu.is_visible()
    page.get_by_role("button", name="Menu").click()
    menu.get_by_role("link", name="Actors").click()
    page.wait_for_url("**/example/actors/")


def test_language_and_theme_are_switched_on_the_spot(service, open_as):
    page = open_as("reader")
    page.goto(service.url + "/example/actors/?sector=civil")
    page.get_by_role("button", name="Svenska").click()
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.lang") == "sv"
    assert page.url.endswith("?sector=civil")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Mörkt").click()
    page.wait_for_load_state()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before


def test_a_job_is_watched_to_its_end_and_survives_a_reload(service, open_as):
    page = open_as("officer")
    page.goto(service.url + "/example/ecosystems/skog/")
    page.get_by_role("button", name="Measure").click()
    page.wait_for_url("**/jobs/*/")
    page.reload()
    assert "waiting for its turn" in page.locator(".lead").inner_text()
    service.work(int(page.url.rstrip("/").split("/")[-1]))
    page.get_by_role("link", name="See the wheel").click()
    page.wait_for_url("**/ecosystems/skog/?run=*")
    assert page.locator("svg.wheel").first.is_visible()


def test_a_memo_is_taken_away_as_a_document(service, open_as):
    page = open_as("officer")
    page.goto(service.url + service.addresses["memo-made"][1])
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download PDF").click()
    assert waiting.value.suggested_filename.endswith(".pdf")


def test_target_sizes_are_at_least_24_px(service, open_as):
    page = open_as("officer", width=320)
    page.goto(service.url + "/example/actors/")
    small = page.evaluate(
        "[...document.querySelectorAll('a, button, input, select')]"
        ".map(each => [each, each.getBoundingClientRect()])"
        ".filter(([each, box]) => box.height > 1 && box.height < 24)"
        ".map(([each]) => each.outerHTML)"
    )
    assert small == []
