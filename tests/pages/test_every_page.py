"""Every page, for every role: opened, checked, refused with a reason (issue item 7, X9)."""

import pytest

from samspel.records.accounts.api import system_viewer
from samspel.records.gaps.api import find_latest_run
from samspel.records.interplay.api import ActQuery, list_acts
from samspel.records.register.api import ActorQuery, list_actors
from samspel.terms import GAP_KEYS, PageRequest

OPEN = ["/sign-in/", "/accessibility/", "/feedback/", "/sign-in/no-such-token/"]
READ = [
    "/example/",
    "/example/ecosystems/besoksnaring/",
    "/example/ecosystems/besoksnaring/?deck=two-step",
    "/example/actors/",
    "/example/actors/?search=fiske&sector=private&role=firm&ecosystem=besoksnaring",
    "/example/actors/?search=nobody-is-called-this",
    "/example/acts/",
    "/example/acts/?search=råd&kind=meeting&tag=skills&ecosystem=besoksnaring&first_on=2026-01-01",
    "/example/acts/told/",
    "/example/notes/",
    "/example/notes/?kind=conflict&state=open&gap=research",
    "/example/memos/",
    "/example/people/",
    *(f"/example/ecosystems/besoksnaring/gaps/{gap}/" for gap in GAP_KEYS),
]
CHANGE = "/example/ecosystems/besoksnaring/change/"
DAYS = "?from_on=2024-09-30&to_on=2026-09-30&window_months=12&definitions=memo-b"
OFFICER = ["/example/import/", "/example/import/1/", "/example/audit/", CHANGE, CHANGE + DAYS]


@pytest.mark.parametrize("address", OPEN)
def test_anybody_may_open_the_open_pages(visit, address):
    visit().open(address)


@pytest.mark.parametrize("address", [*READ, "/", "/begin/"])
def test_who_is_signed_out_meets_the_sign_in_page(visit, address):
    answer = visit().client.get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/")


def test_who_may_start_a_region_is_shown_its_regions_and_others_are_led_straight_in(visit):
    visit("officer").open("/")
    answer = visit("reader").client.get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/example/")


@pytest.mark.parametrize("who", ["officer", "reader"])
@pytest.mark.parametrize("address", READ)
def test_officer_and_reader_may_read(visit, who, address):
    assert "Made-up region" in visit(who).open(address).text


@pytest.mark.parametrize("address", [*READ, *OFFICER])
def test_another_region_is_not_there(visit, address):
    """A stranger learns nothing: not even that the region exists (404, the same page)."""
    seen = visit("stranger").open(address, status=404)
    nowhere = visit("stranger").open("/no-such-region/", status=404)
    assert seen.text.replace(address, "") == nowhere.text.replace("/no-such-region/", "")


@pytest.mark.parametrize("address", ["/example/import/", "/example/audit/"])
def test_officers_pages_refuse_a_reader_with_the_reason(visit, address):
    visit("officer").open(address)
    seen = visit("reader").open(address, status=403)
    assert "by officers of the region" in seen.text
    assert "Ask Åsa Lindqvist" in seen.text
    assert "reader" not in seen.text


@pytest.mark.parametrize(
    "address",
    [
        "/example/ecosystems/besoksnaring/measure/",
        "/example/import/1/apply/",
        "/example/memos/draft/",
        "/example/people/",
    ],
)
def test_a_reader_changes_nothing(visit, world, address):
    viewer = system_viewer(world.example.id)
    run = find_latest_run("besoksnaring", by=viewer).id
    data = {"run": run, "on": "2026-09-30", "window_months": 24, "definitions": "memo-b"}
    visit("reader").send(
        address, {**data, "max_size": 50, "name": "x", "email": "x@y.se"}, status=403
    )


def test_the_pages_below_a_figure(visit, world):
    """Figure to gap to actor to act: three steps, each a link on the page before."""
    officer = visit("officer")
    page = officer.open("/example/ecosystems/besoksnaring/")
    gap = officer.open(page.link("The research gap"))
    acts = next(address for name, address in gap.links if name.endswith((" acts", " act")))
    actor = officer.open(acts)
    assert "carr" in actor.text
    act = next(address for _name, address in actor.links if "/acts/" in address)
    officer.open(act)


def test_actors_and_acts_by_key(visit, world):
    viewer = system_viewer(world.example.id)
    actor = list_actors(ActorQuery(), page=PageRequest(size=1), by=viewer).rows[0]
    act = list_acts(ActQuery(), page=PageRequest(size=1), by=viewer).rows[0]
    officer = visit("officer")
    assert actor.name in officer.open(f"/example/actors/{actor.actor_id}/").text
    officer.open(f"/example/acts/{act.interplay_id}/")
    for address in ("/example/actors/none/", "/example/acts/none/", "/example/runs/99999/"):
        officer.open(address, status=404)


def test_lists_page_onward_with_their_search(visit):
    officer = visit("officer")
    first = officer.open("/example/actors/?sector=private")
    onward = first.link("Next")
    assert "sector=private" in onward
    second = officer.open("/example/actors/" + onward)
    assert second.link("From the start") == "?sector=private"


@pytest.mark.parametrize(("language", "word"), [("sv", "Ekosystem"), ("en", "Ecosystems")])
def test_the_browser_says_which_language(visit, language, word):
    seen = visit("officer", language).open("/example/")
    assert seen.lang == language
    assert word in [name for name, _ in seen.links]


def test_swedish_when_the_browser_says_nothing(visit):
    assert visit(language="").open("/sign-in/").lang == "sv"


def test_language_and_theme_are_kept_and_lead_back(visit):
    guest = visit()
    assert (
        guest.send("/language/", {"language": "sv", "next": "/accessibility/"}) == "/accessibility/"
    )
    assert guest.open("/sign-in/").lang == "sv"
    assert guest.send("/theme/", {"theme": "dark", "next": "//evil.example/"}) == "/"
    assert 'data-theme="dark"' in guest.client.get("/sign-in/").content.decode()
    assert guest.client.get("/language/").status_code == 405


def test_feedback_is_kept_where_an_officer_reads_it(visit):
    """X9: the form is on every page's footer and works signed out."""
    reader = visit("reader")
    form = reader.open("/example/actors/").link("Give feedback")
    reader.open(form)
    data = {"text": "The list is too long", "email": "", "page": "/example/actors/"}
    reader.send("/feedback/", data, status=200)
    assert "The list is too long" in visit("officer").open("/example/audit/").text
    visit().send("/feedback/", {"text": "", "email": "no"}, status=400)
    visit().send("/feedback/", {"text": "Hello"}, status=200)


def test_an_empty_region_says_what_to_do_first(visit):
    stranger = visit("stranger")
    assert "Bring in the first table" in [n for n, _ in stranger.open("/nord/").links]
    assert "No actor is registered" in stranger.open("/nord/actors/").text
    assert "No memo is written yet" in stranger.open("/nord/memos/").text
    stranger.open("/nord/import/")


def test_the_tables_of_a_run_are_an_officers_to_fetch(visit, world):
    """They hold single answers (X12); the figures are everybody's who may read."""
    run = find_latest_run("besoksnaring", by=system_viewer(world.example.id)).id
    reader = visit("reader")
    names = [name for name, _ in reader.open(f"/example/runs/{run}/").links]
    assert not any("tables" in name for name in names)
    reader.open(f"/example/runs/{run}/tables.zip", status=403)
    assert reader.client.get(f"/example/runs/{run}/run.json").status_code == 200
    answer = visit("officer").client.get(f"/example/runs/{run}/tables.zip")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content)


def test_a_gap_shows_whose_absence_costs_and_ecosystem_by_ecosystem(visit):
    """What stands beside the figure as tables: by name on the page too (R36, R37, R60, R119)."""
    reader = visit("reader")
    research = reader.open("/example/ecosystems/besoksnaring/gaps/research/").text
    for said in ("Whose absence would cost most", "Of the reach, low–high", "The only way for"):
        assert said in research
    others = reader.open("/example/ecosystems/besoksnaring/gaps/ecosystems/").text
    assert "Whose members have met whose" in others
    assert "Any other" in others
    assert "1. Besöksnäringens ekosystem (påhittat) (this one)" in others
    assert "no record is not no contact" in others


ODD = ["abc", "²", "-1", "9" * 40, "%00", "'; DROP", "<script>", "å" * 5000]


@pytest.mark.parametrize("odd", ODD)
def test_an_address_changed_by_hand_never_breaks_a_page(visit, odd):
    """Every parameter a page reads, with something nobody meant: an answer, never a fault."""
    officer = visit("officer")
    gap = "/example/ecosystems/besoksnaring/gaps/research/"
    names = ("after", "search", "sector", "role", "ecosystem", "state", "run", "gap", "deck")
    query = "&".join(f"{name}={odd}" for name in names if name != "run")
    actor = "/example/actors/norrskenslands-universitet/"
    for address in ("/example/actors/", "/example/audit/", "/example/memos/", gap, actor):
        officer.open(f"{address}?{query}")
    for address in (gap, actor, "/example/ecosystems/besoksnaring/"):
        answer = officer.client.get(f"{address}?run={odd}&gap=research")
        assert answer.status_code in {200, 404}
    for address in ("/example/actors/{}/", "/example/acts/{}/", "/example/ecosystems/{}/"):
        assert officer.client.get(address.format(odd)).status_code == 404
    for name in ("runs", "jobs", "memos", "import"):
        assert officer.client.get(f"/example/{name}/{'9' * 40}/").status_code == 404


def test_a_fault_of_ours_is_told_without_its_insides(visit, monkeypatch):
    officer = visit("officer")
    officer.client.raise_request_exception = False
    monkeypatch.setattr("samspel.pages.register.views.list_ecosystems", None)
    seen = officer.open("/example/", status=500)
    assert "It is not your fault" in seen.text
    assert "NoneType" not in seen.text


def test_a_change_is_told_by_its_verdicts_and_parts(visit):
    """Between two days, measured for who asks and kept nowhere (R79, R107, X14)."""
    seen = visit("officer").open(CHANGE + DAYS)
    assert "never that the programme moved it" in seen.text
    assert "Those who stayed" in seen.text
    assert "Filled dot: the last day." in seen.text, "the chart"
    assert "Forward: among the" in seen.text


def test_a_change_may_leave_out_what_others_told(visit):
    officer = visit("officer")
    assert "What others have told is left out." not in officer.open(CHANGE + DAYS).text
    seen = officer.open(CHANGE + DAYS + "&refuse_told=on")
    assert "What others have told is left out." in seen.text


def test_a_change_backwards_in_time_is_refused_with_the_reason(visit):
    days = DAYS.replace("to_on=2026", "to_on=2023")
    seen = visit("officer").open(CHANGE + days, status=400)
    assert "The last day must come after the first." in seen.text


def test_only_who_may_measure_chooses_the_days(visit):
    seen = visit("reader").open(CHANGE + DAYS, status=403)
    assert "by officers of the region" in seen.text


@pytest.mark.parametrize(
    ("address", "most"),
    [("/example/", 10), ("/example/actors/", 12), ("/example/memos/", 9), ("/example/audit/", 13)],
)
def test_a_list_asks_the_database_as_often_however_long_it_is(
    visit, django_assert_max_num_queries, address, most
):
    """Seven ecosystems, four hundred actors: a question a row is over the bound."""
    officer = visit("officer")
    with django_assert_max_num_queries(most):
        officer.open(address)
