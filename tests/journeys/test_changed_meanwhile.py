"""The page that tells what somebody else wrote while one's own form was open, in a browser."""

from journeys.test_accessible import AXE, VIEWS, _looked_at


def test_what_stands_now_is_told_beside_the_form(service, open_as):
    who, address = service.addresses["act-edit"]
    page = open_as(who, language="sv")
    page.goto(service.url + address)
    page.locator("input[name=seen]").evaluate("one => { one.value = 'before' }")
    page.locator("summary").first.click()
    page.locator("input[name=title]").fill("En annan rubrik")
    page.locator("form.act-entry button.primary").click()
    page.get_by_text("Nu står det:").wait_for()
    assert page.locator("input[name=title]").input_value() == "En annan rubrik"
    assert page.locator("input[name=seen]").input_value() != "before"
    page.evaluate(AXE)
    found = [_looked_at(page, "act-changed-meanwhile", *view) for view in VIEWS]
    assert not [fault for faults in found for fault in faults]
