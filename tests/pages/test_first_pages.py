"""The pages from a pasted list to the first wheel: checked as read, for every role, both languages
(issue 5 item 1; X9)."""

import pytest

LIST = "Företag\tOrg.nr\tOrt\nBerg AB\t556036-0793\tLuleå\nTreehouse\t\tHarads\n" + "\n".join(
    f"Firma {at} AB\t\tBoden" for at in range(5)
)
PASTE, MEMBERS = "/nord/paste/", "/nord/paste/members/"
GRID = "/nord/ecosystems/besok/grid/"


@pytest.fixture
def entered(visit):
    """An officer who has gone through the list and the far sides."""
    officer = visit("stranger")
    given = {"ecosystem_name": "Besök", "text": LIST, "platform": "Visit Berg"}
    assert officer.send(PASTE, given) == MEMBERS
    officer.send(MEMBERS, {"rest": "private:firm", "kind-1": "private:support"})
    officer.send("/nord/ecosystems/besok/sides/", {"county": "25", "side": SIDES})
    return officer


SIDES = [
    "lulea-tekniska-universitet",
    "norrlandsfonden",
    "region-norrbotten",
    "finnish-lapland-tourist-board",
]


def test_an_empty_region_offers_the_list_first(visit):
    names = [name for name, _ in visit("stranger").open("/nord/").links]
    assert names.index("Paste a list of members") < names.index("Bring in the first table")
    assert "Paste a list of members" not in [n for n, _ in visit("officer").open("/example/").links]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_step_is_a_page_as_every_other(visit, language):
    officer = visit("stranger", language)
    officer.open(PASTE)
    officer.send(PASTE, {"ecosystem_name": "", "text": LIST}, status=400)
    officer.send(PASTE, {"ecosystem_name": "Besök", "text": " "}, status=400)
    to = officer.send(PASTE, {"ecosystem_name": "Besök", "text": "Berg\tx\nDal\ty"})
    assert to == "/nord/paste/columns/", "guessed by content: looked at first"
    officer.open(to)
    officer.send(to, {"column": ["keep", "keep"], "heading": "0"}, status=400)
    officer.send(to, {"column": ["name", "name"], "heading": "0"}, status=400)
    assert officer.send(to, {"column": ["name", "municipality"], "heading": "0"}) == MEMBERS
    officer.open(MEMBERS)
    officer.send(MEMBERS, status=409)
    sides = officer.send(MEMBERS, {"rest": "private:firm"})
    officer.open(sides)
    officer.open(f"{sides}?county=25")
    officer.open(f"{sides}?county=nowhere")
    assert officer.send(sides, {"county": "25", "side": SIDES}) == GRID
    seen = officer.open(GRID)
    assert "Berg" in seen.text
    officer.open(officer.send("/nord/paste/give-up/"))


def test_the_reason_stands_beside_each_suggestion(visit):
    officer = visit("stranger")
    officer.send(PASTE, {"ecosystem_name": "Besök", "text": LIST})
    seen = officer.open(MEMBERS)
    assert "the number begins with 5: limited company" in seen.text
    assert "the name says limited company" in seen.text
    assert "1 name says nothing of what it is" in seen.text
    assert "enter 7 actors in Besök" in seen.text


PERSONS = "Medlemmar 2026\n\nFöretag\tSuppleant\tKommun\nBerg AB\tEva Sund\tLuleå\n"


def test_a_column_of_persons_never_goes_into_the_register_unseen(visit):
    """R146: a heading that nobody knows is looked at, and can be dropped on the page after."""
    officer = visit("stranger")
    given = {"ecosystem_name": "Besök", "text": PERSONS}
    assert officer.send(PASTE, given) == "/nord/paste/columns/"
    seen = officer.open("/nord/paste/columns/")
    assert "looks like persons, addresses or telephone numbers" in seen.text
    assert "Left out, since it stands above the headings: “Medlemmar 2026”." in seen.text
    said = {"column": ["name", "keep", "municipality"], "heading": "2"}
    assert officer.send("/nord/paste/columns/", said) == MEMBERS
    seen = officer.open(MEMBERS)
    assert "Suppleant" in seen.text
    assert "First in it: Eva Sund" in seen.text
    assert "Left out, since it stands above the headings: “Medlemmar 2026”." in seen.text
    officer.send(MEMBERS, {"out-column1": "out"})
    assert "Eva Sund" not in officer.open("/nord/actors/berg-ab/").text
    officer.send(PASTE, {"ecosystem": "besok", "text": PERSONS.replace("Berg", "Dal")})
    officer.send("/nord/paste/columns/", {**said, "heading": "0"})
    text = officer.open(MEMBERS).text
    assert "above the headings" not in text, "put right: the title is a line as any other"
    assert "Medlemmar 2026" in text
    officer.send("/nord/paste/columns/", {**said, "heading": "9"}, status=409)


def test_duplicates_are_told_with_their_reason(entered):
    entered.send(PASTE, {"ecosystem": "besok", "text": "BERG AB\nFirma 1 Aktiebolag\nNy AB"})
    seen = entered.open(MEMBERS)
    assert "the same name" in seen.text
    assert "the same words apart from the legal form" in seen.text
    assert "enter 1 actor in Besök" in seen.text


def test_cells_are_kept_as_told_and_the_wheel_says_by_whom(entered):
    seen = entered.open(GRID)
    fields = sorted({c["name"] for c in seen.controls if c.get("name", "").startswith("cell:")})
    assert not any("visit-berg" in field for field in fields), "the platform is on neither side"
    one = entered.client.post(GRID, {fields[0]: "yes"}, headers={"x-samspel-keeps": "1"})
    assert one.status_code == 204
    assert f"1 of {len(fields)} cells told" in entered.open(GRID).text
    to = entered.send(GRID, {**dict.fromkeys(fields, "yes"), fields[0]: "no", "wheel": "draw"})
    page = entered.open(to)
    assert "As the region itself tells it" in page.text
    assert "What would tell us most next?" in page.text
    assert page.text.count("About ") == 3
    entered.send(to)
    entered.send(GRID, {"cell:research:ghost": "yes"}, status=409)
    entered.send(GRID, {fields[0]: "maybe"}, status=409)


def test_who_may_not_is_told_so(visit):
    """A reader, and somebody of another region."""
    for address in ("/example/paste/", "/example/ecosystems/besoksnaring/grid/"):
        visit("reader").open(address, status=403)
        visit("stranger").open(address, status=404)
    visit("officer").open("/example/paste/", status=409)
    visit("stranger").open("/nord/ecosystems/none/grid/", status=404)


@pytest.mark.parametrize(
    "odd", ["\x00", "<script>", "å" * 5000, "=1+1\t=cmd|x", '"', "\t\t\t", "850101-1236\tAnna Ek"]
)
def test_a_list_nobody_meant_breaks_nothing(visit, odd):
    officer = visit("stranger")
    answer = officer.client.post(PASTE, {"ecosystem_name": "Besök", "text": f"{odd}\nBerg AB"})
    assert answer.status_code in {302, 400}
    for address in (PASTE, "/nord/paste/columns/", MEMBERS):
        page = officer.client.get(address)
        assert page.status_code in {200, 302}
        assert b"850101" not in page.content
        assert b"<script>\n" not in page.content
    answer = officer.client.post(MEMBERS, {"rest": "private:firm"})
    assert answer.status_code in {302, 409, 400}


def test_a_platform_leader_does_it_for_its_own_ecosystem_and_no_other(entered, world):
    """Issue 5 item 7: what it enters is the platform's own until it is handed in."""
    from pages.world import Reader
    from samspel.actions.manage_users import NewUser, add_user
    from samspel.records.accounts.api import system_viewer

    by = system_viewer(world.other.id)
    user = NewUser("Lea Ledare", "lea@example.se", "platform_leader", ecosystems=("besok",))
    leader = Reader(add_user(user=user, by=by).account)
    seen = leader.open(PASTE)
    assert "What is the ecosystem called?" not in seen.text
    assert "The name of a new one" not in seen.text
    leader.send(PASTE, {"ecosystem": "besok", "text": "Fors AB\nÅn AB"})
    assert leader.send(MEMBERS) == "/nord/ecosystems/besok/sides/"
    leader.send("/nord/ecosystems/besok/sides/", {"county": "25", "side": ["swerim"]})
    fields = {c["name"] for c in leader.open(GRID).controls if c.get("name", "").startswith("cell")}
    assert any("fors-ab" in field for field in fields)
    page = leader.open(leader.send(GRID, {**dict.fromkeys(fields, "no"), "wheel": "draw"}))
    assert "As the platform itself tells it" in page.text
    officers = entered.open(GRID)
    assert "Fors AB" not in officers.text
    assert "0 of" in officers.text, (
        "what the platform tells is not the region's before it is handed in"
    )
    leader.send(PASTE, {"ecosystem": "", "ecosystem_name": "Ett eget", "text": "Dal AB"})
    leader.send(MEMBERS, status=409)


def test_a_long_list_is_sent_whole_and_its_grid_stands_on_pages(visit):
    """Above a thousand fields, and more members than one page should hold."""
    officer = visit("stranger")
    names = "\n".join(f"Företag nummer {at} AB" for at in range(1050))
    officer.send(PASTE, {"ecosystem_name": "Besök", "text": names})
    fields = [c for c in officer.open(MEMBERS).controls if c.get("name", "").startswith("kind")]
    assert len(fields) == 1050
    officer.send(MEMBERS, {c["name"]: "private:firm" for c in fields})
    officer.send("/nord/ecosystems/besok/sides/", {"county": "25", "side": SIDES})
    first = officer.open(GRID)
    assert "Members 1 to 100 of 1050" in first.text
    second = officer.open(GRID + first.link("The next members"))
    assert "Members 101 to 200 of 1050" in second.text
    assert officer.open(f"{GRID}?from=99999").text.count("Members 1 to 100") == 1
    to = officer.send(f"{GRID}?from=100", {second.controls[-1]["name"]: "no"})
    assert "from=100" in to
    assert "1 of 6300 cells told" in officer.open(to).text


def test_a_line_that_repeats_one_left_out_is_somebody(visit):
    officer = visit("stranger")
    officer.send(PASTE, {"ecosystem_name": "Besök", "text": "Berg AB\nberg ab\nDal AB"})
    assert "enter 2 actors" in officer.open(MEMBERS).text
    officer.send(MEMBERS, {"out0": "out", "boxes": "out0 out1 out2"})
    assert "berg ab" in officer.open("/nord/actors/").text


def test_a_typed_name_goes_before_the_list_and_the_ecosystem_is_named(entered):
    """Issue 5 item 1: seven firms of space never become members of the visitor economy unseen."""
    firms = "Rymdfirma 1 AB\nRymdfirma 2 AB"
    given = {"ecosystem": "besok", "ecosystem_name": "Rymd i norr", "text": firms}
    entered.send(PASTE, given)
    seen = entered.open(MEMBERS)
    assert "2 organisations for Rymd i norr" in seen.text
    assert "enter 2 actors in Rymd i norr" in seen.text
    sides = entered.send(MEMBERS)
    assert sides == "/nord/ecosystems/rymd-i-norr/sides/"
    after = entered.open(sides)
    assert "members of Rymd i norr" in after.text
    back = after.link("Take all of it back")
    entered.open(back)
    entered.send(back)
    assert "Rymdfirma" not in entered.open("/nord/actors/").text
    entered.send(PASTE, {"ecosystem": "", "ecosystem_name": "BESÖK", "text": firms})
    assert "enter 2 actors in Besök" in entered.open(MEMBERS).text, "the one of that name"


def test_villages_and_sole_traders_are_asked_about(visit):
    officer = visit("stranger")
    text = "Företag\tOrg.nr\tOrt\nBerg AB\t\tHarads\nAndersson Åke\t***\tKiruna"
    officer.send(PASTE, {"ecosystem_name": "Besök", "text": text})
    seen = officer.open(MEMBERS)
    assert "In which municipality are these?" in seen.text
    assert "marked as a sole trader" in seen.text
    outs = {c["name"]: "checked" in c for c in seen.controls if c.get("name", "").startswith("out")}
    assert outs == {"out0": False, "out1": True}
    field = next(c["name"] for c in seen.controls if c.get("name", "").startswith("town:"))
    officer.send(
        MEMBERS,
        {
            field: "Bodn",
            "kind0": "",
            "kind1": "",
            "rest": "private:firm",
            "boxes": "out0 out1",
            "out1": "out",
        },
        status=409,
    )
    assert "No municipality is called Bodn" in officer.open(MEMBERS).text
    officer.send(MEMBERS, {field: "Boden", "boxes": "out0 out1", "out1": "out"})
    assert "Andersson" not in officer.open("/nord/actors/").text
    actor = officer.open("/nord/actors/berg-ab/")
    assert "Harads" in actor.text
    assert "Boden" in actor.text


def test_a_change_without_a_figure_on_either_day_draws_no_empty_chart(entered):
    """Axes with nothing between them tell a leader less than the step that would give a verdict."""
    days = "?from_on=2024-09-30&to_on=2026-09-30&window_months=24&definitions=memo-a"
    seen = entered.open(f"/nord/ecosystems/besok/change/{days}")
    assert "What would give a verdict?" in seen.text
    assert "Filled dot: the last day." not in seen.text
