"""Interplay and notes on pages: entered, asked about, changed, declared, taken back."""

from datetime import date
from html.parser import HTMLParser

import polars as pl
import pytest

from samspel.actions.enter_rows import Entering, enter_rows
from samspel.records.accounts.api import system_viewer
from samspel.records.interplay.api import ActQuery, get_act, list_acts, log_state
from samspel.records.notes.api import NoteQuery, list_notes
from samspel.terms import PageRequest, Refusal

NEW = "/nord/acts/new/"
LOG = "/nord/ecosystems/skog/log/"
_ALL = PageRequest(size=100)


@pytest.fixture
def nord(db, world, monkeypatch):
    """The other region with a register, and its officer's day."""
    from records.cast import filled

    by = system_viewer(world.other.id)
    filled(by)
    for page in ("entering", "pasting", "log", "changing"):
        monkeypatch.setattr(
            f"samspel.pages.interplay.{page}.timezone.localdate", lambda: date(2026, 9, 30)
        )
    return by


def acts(by):
    return list_acts(ActQuery(), page=_ALL, by=by).rows


def entered(**more):
    given = {"on": "2026-09-29", "kind": "meeting", "names": "Åfirma 0\nÅfirma 1\nUniversitetet"}
    return {**given, **more}


def test_a_meeting_is_entered_without_script(visit, nord):
    """Issue 5, item 3: a day and one name a line; the rest is a default."""
    officer = visit("stranger")
    officer.open(NEW)
    onward = officer.send(NEW, entered(on="igår"))
    seen = officer.open(onward)
    assert "Saved: 2026-09-29, 3 actors." in seen.text
    act = acts(nord)[0]
    page = officer.open(f"/nord/acts/{act.interplay_id}/")
    assert "knowledge default" in page.text
    assert "The region's log" in page.text


def test_an_act_without_a_title_goes_by_who_took_part(visit, nord):
    """Meetings of one day are told apart in a list by their first names."""
    officer = visit("stranger")
    officer.send(NEW, entered(names="Åfirma 0\nUniversitetet"))
    officer.send(NEW, entered(names="\n".join(f"Åfirma {at}" for at in (4, 2, 0, 1))))
    listed = officer.open("/nord/acts/").text
    assert "Meeting: Åfirma 0, Universitetet" in listed
    assert "Meeting: Åfirma 4, Åfirma 2 and 2 more" in listed


def test_sent_twice_is_one_act(visit, nord):
    officer = visit("stranger")
    given = entered(key="act-1234567890ab", sure="1")
    officer.send(NEW, given)
    officer.send(NEW, given)
    assert len(acts(nord)) == 4


def test_an_act_that_is_there_is_asked_about(visit, nord):
    officer = visit("stranger")
    officer.send(NEW, entered())
    officer.send(NEW, entered(), status=409)
    officer.send(NEW, entered(sure="1"))
    assert len(acts(nord)) == 5


def test_a_name_that_is_nobodys_is_asked_about_and_remembered(visit, nord):
    officer = visit("stranger")
    given = entered(names="Universitet\nÅfirma\nNobel")
    officer.send(NEW, given, status=400)
    asked = {f"name-{n}": name for n, name in enumerate(("Universitet", "Åfirma", "Nobel"))}
    half = {**given, **asked, "choice-0": "uni", "choice-1": "f3"}
    answer = officer.client.post(NEW, half)
    assert b'value="uni" selected' in answer.content
    officer.send(NEW, {**half, "choice-2": "new:civil"})
    names = {one.name for one in get_act(acts(nord)[0].interplay_id, by=nord).participants}
    assert names == {"Nobel", "Universitetet", "Åfirma 3"}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"names": "Åfirma 0"}, "Who else met?"),
        ({"names": ""}, "at least two names"),
        ({"on": "snart"}, "is no day"),
        ({"on": "2026-10-01"}, "cannot lie ahead"),
        ({"ended_on": "2026-09-01"}, "cannot end before it starts"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(visit, nord, change, says):
    officer = visit("stranger")
    answer = officer.client.post(NEW, entered(**change))
    assert answer.status_code in {400, 409}
    assert says in answer.content.decode().replace("&#x27;", "'")
    assert len(acts(nord)) == 3


def test_the_example_stays_as_it_is(visit, world):
    officer = visit("officer")
    officer.open("/example/acts/new/")
    given = {"on": "2026-09-01", "kind": "meeting", "names": "Norrskenslands universitet\nLKAB"}
    answer = officer.client.post("/example/acts/new/", {**given, "names": "x\ny"})
    assert answer.status_code == 400


def test_names_are_suggested_to_who_may_enter(visit, nord):
    answer = visit("stranger").client.get("/nord/acts/names/?q=univ")
    assert [one["id"] for one in answer.json()["actors"]] == ["uni"]
    assert visit("stranger").client.get("/nord/acts/names/?q=%00").json() == {"actors": []}
    assert visit("reader").client.get("/example/acts/names/?q=univ").status_code == 403
    assert visit("officer").client.get("/nord/acts/names/?q=univ").status_code == 404


def test_an_act_is_changed_taken_away_and_brought_back(visit, nord):
    officer = visit("stranger")
    officer.open("/nord/acts/a0/edit/")
    given = entered(title="Älvmöte", purpose="business", tag=["skills"], names="uni\nÅfirma 7")
    given["names"] += "\nlärdom: Börja i tid"
    officer.send("/nord/acts/a0/edit/", {**given, "source": "protokoll"})
    assert "Börja i tid" in officer.open("/nord/notes/").text
    act = officer.open("/nord/acts/a0/")
    assert "one organisation's business" in act.text
    assert "protokoll" in act.text
    told = officer.open("/nord/acts/told/")
    assert "1 of the 10 areas" in told.text
    onward = officer.send("/nord/acts/a0/remove/")
    officer.open("/nord/acts/a0/", status=404)
    removed = onward.rpartition("=")[2]
    officer.open(onward)
    officer.send(f"/nord/entries/{removed}/take-back/")
    officer.open("/nord/acts/a0/")


def test_several_acts_are_pasted_and_taken_back(visit, nord):
    officer = visit("stranger")
    text = "12/8; Åfirma 0; Universitetet\n13/8; Åfirma 1; uni; idé: gemensam portal\n"
    officer.send("/nord/acts/many/", {"text": text + "Åfirma 3; uni"}, status=400)
    assert len(acts(nord)) == 3
    onward = officer.send("/nord/acts/many/", {"text": text})
    assert "2 acts are saved" in officer.open(onward).text
    assert len(acts(nord)) == 5
    officer.send("/nord/acts/many/", {"text": text.splitlines()[0]}, status=400)
    officer.send(f"/nord/entries/{onward.rpartition('=')[2]}/take-back/")
    assert len(acts(nord)) == 3


def test_a_meeting_place_is_told_and_takes_its_groups(visit, nord, monkeypatch):
    """“84 participants: counted as a meeting place, not as a contact. Who met whom?”"""
    monkeypatch.setattr("samspel.pages.interplay.entering.MEETING_PLACE", 2)
    monkeypatch.setattr("samspel.pages.interplay.views.MEETING_PLACE", 2)
    officer = visit("stranger")
    seen = officer.open(officer.send(NEW, entered()))
    assert "meeting place, not a contact" in seen.text
    whole = acts(nord)[0].interplay_id
    assert "Who met whom?" in officer.open(f"/nord/acts/{whole}/").text
    parts = f"/nord/acts/{whole}/parts/"
    officer.open(parts)
    officer.send(parts, {"text": "Åfirma 0\nuni\n\nÅfirma 1\nÅfirma 2"})
    assert len(get_act(whole, by=nord).parts) == 2
    officer.send(parts, {"text": "Åfirma 0; uni\nNågon; uni"}, status=400)
    officer.open(f"/nord/acts/{whole}/")


def test_the_defaults_of_a_kind_are_the_regions_to_set(visit, nord):
    officer = visit("stranger")
    officer.open("/nord/acts/kinds/")
    officer.open("/nord/acts/kinds/?kind=meeting")
    given = {"kind": "meeting", "flow": "people", "level": "national", "tag": ["marketing"]}
    officer.send("/nord/acts/kinds/", given)
    officer.send(NEW, entered())
    act = get_act(acts(nord)[0].interplay_id, by=nord)
    facts = {(one.fact, one.value): one.is_default for one in act.facts}
    assert facts == {
        ("flow", "people"): True,
        ("level", "national"): True,
        ("tag", "marketing"): True,
    }
    officer.send("/nord/acts/kinds/", {"kind": "no-such"}, status=400)
    assert visit("reader").client.get("/example/acts/kinds/").status_code == 403


def test_a_month_is_declared_with_one_click_and_taken_back(visit, nord):
    """Issue 5, item 4: one click writes the row of coverage (X13)."""
    officer = visit("stranger")
    seen = officer.open(LOG)
    assert "Nothing is in the log for August 2026." in seen.text
    officer.send(LOG, {"month": "2026-08", "text": "12/8; Åfirma 0; uni"})
    seen = officer.open(LOG)
    assert "1 act began in August 2026." in seen.text
    assert "go on" not in seen.text
    officer.send(f"{LOG}declare/", {"month": "2026-08"})
    assert log_state("skog", on=date(2026, 9, 30), by=nord).state == "running"
    assert "The region has said" in officer.open(LOG).text
    officer.send(f"{LOG}declare/", {"month": "2026-08"}, status=409)
    officer.send(f"{LOG}declare/", {"month": "2026-09"}, status=409)
    officer.send(f"{LOG}withdraw/", {"month": "2026-08"})
    assert log_state("skog", on=date(2026, 9, 30), by=nord).declared_until is None
    assert visit("reader").client.get("/example/ecosystems/besoksnaring/log/").status_code == 403


def test_what_only_goes_on_stands_folded_below_what_is_new(visit, nord):
    act = {"interplay_id": ["p"], "kind": ["project"], "title": ["Långt projekt"]}
    act |= {"started_on": [date(2026, 1, 1)], "ended_on": [date(2027, 1, 1)]}
    part = {"interplay_id": ["p", "p"], "actor_id": ["f0", "uni"]}
    tables = {"interplay": pl.DataFrame(act), "participations": pl.DataFrame(part)}
    enter_rows(entering=Entering("page", tables), by=nord)
    officer = visit("stranger")
    seen = officer.open(LOG)
    assert "Nothing new is in the log for August 2026." in seen.text
    assert "1 that began earlier goes on" in seen.text
    officer.send(LOG, {"month": "2026-08", "text": "12/8; Åfirma 0; uni"})
    told = officer.open(LOG).text
    assert told.index("2026-08-12") < told.index("1 that began earlier goes on")
    assert told.index("1 that began earlier goes on") < told.index("Långt projekt")


def test_three_months_of_silence_are_a_log_that_has_stopped(visit, nord):
    officer = visit("stranger")
    officer.send(f"{LOG}declare/", {"month": "2026-05"})
    text = officer.open(LOG).text
    assert "The log has stopped: June 2026 – August 2026 are not said to be complete" in text
    assert "unknown, not a wider gap" in text
    officer.send(f"{LOG}declare/", {"month": "2026-07"})
    text = officer.open(LOG).text
    assert "June 2026, August 2026 are not said to be complete yet" in text
    for month in ("2026-06", "2026-08"):
        officer.send(f"{LOG}declare/", {"month": month})
    assert "complete through August 2026" in officer.open(LOG).text


def test_the_months_that_a_log_lacks_can_be_gone_to_however_old_they_are(visit, nord):
    officer = visit("stranger")
    for month in ("2025-01", "2025-04"):
        officer.send(f"{LOG}declare/", {"month": month})
    seen = officer.open(LOG)
    assert "February 2025 – March 2025, May 2025 – August 2026 are not said" in seen.text
    assert "February 2025: not complete yet" in seen.text
    assert "January 2025:" not in seen.text


def test_notes_are_written_beside_a_meeting_and_start_by_leading_to_one(visit, nord):
    """R132: an idea that leads to an act is started by itself."""
    officer = visit("stranger")
    officer.send(NEW, entered(names="Åfirma 0\nuni\nidé: gemensam portal"))
    (row,) = list_notes(NoteQuery(), page=_ALL, by=nord).rows
    assert (row.kind, row.state, row.text) == ("idea", "open", "gemensam portal")
    assert {one.actor_id for one in row.actors} == {"f0", "uni"}
    officer.open(f"/nord/acts/new/?idea={row.note_id}")
    officer.send(NEW, entered(idea=row.note_id))
    (row,) = list_notes(NoteQuery(), page=_ALL, by=nord).rows
    assert row.state == "started"
    assert "gemensam portal" in officer.open(f"/nord/acts/{row.acts[0]}/").text
    page = officer.open("/nord/notes/")
    assert "1 idea or possibility is noted" in page.text
    officer.open(f"/nord/notes/{row.note_id}/")


def test_a_note_is_changed_taken_away_and_brought_back(visit, nord):
    officer = visit("stranger")
    officer.open("/nord/notes/")
    new = officer.open("/nord/notes/new/")
    assert "Say more about it: open; seen by: everybody who reads the region's register" in new.text
    given = {"text": "Renbete och leder", "kind": "conflict", "state": "open", "on": "idag"}
    given |= {"names": "Åfirma 0\nUniversitet", "sees": "region"}
    officer.send("/nord/notes/new/", given, status=400)
    chosen = {"name-0": "Universitet", "choice-0": "uni"}
    officer.send("/nord/notes/new/", {**given, **chosen})
    (row,) = list_notes(NoteQuery(), page=_ALL, by=nord).rows
    here = f"/nord/notes/{row.note_id}/"
    assert "Restricted access, not secrecy: it can be requested." in officer.open(here).text
    officer.send(here, {**given, "names": "uni", "state": "done", "solution": "Tidtabell"})
    told = (
        "Say more about it: done; seen by: the region's officers and those who lead the platform; "
    )
    assert f"{told}1 actor; an integrated solution" in officer.open(here).text
    (row,) = list_notes(NoteQuery(states=("done",)), page=_ALL, by=nord).rows
    assert [one.actor_id for one in row.actors] == ["uni"]
    onward = officer.send(f"{here}remove/")
    officer.open(here, status=404)
    officer.send(f"/nord/entries/{onward.rpartition('=')[2]}/take-back/")
    officer.open(here)


def test_the_list_of_acts_is_searched_and_filtered(visit, nord):
    officer = visit("stranger")
    assert "3 acts." in officer.open("/nord/acts/").text
    assert "1 act." in officer.open("/nord/acts/?search=älvens").text
    assert "2 acts." in officer.open("/nord/acts/?kind=project").text
    assert "1 act." in officer.open("/nord/acts/?ecosystem=skog&first_on=2026-01-01").text
    assert "Universitetet took part" in officer.open("/nord/acts/?actor=uni").text
    assert "No act fits" in officer.open("/nord/acts/?tag=marketing").text
    visit("reader").open("/example/acts/")
    visit("reader").open("/example/acts/told/?ecosystem=besoksnaring")


def test_the_lists_are_taken_out_as_files_with_their_filters(visit, nord):
    """Every row that matches, and none that may not be seen."""
    officer = visit("stranger")
    answer = officer.client.get("/nord/acts/?kind=project&form=csv")
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert len(lines) == 3
    assert "Skogens projekt" in lines[1]
    officer.send("/nord/notes/new/", {**_NOTE, "kind": "conflict", "text": "Renbete"})
    officer.send("/nord/notes/new/", {**_NOTE, "text": "Portal"})
    assert _notes(officer, "/nord/") == {"Renbete", "Portal"}


def test_what_came_from_a_file_is_told_as_its_kind_usually_is(visit, nord):
    """R131: an imported act has defaults too, and they are counted as defaults."""
    officer = visit("stranger")
    assert "innovation default" in officer.open("/nord/acts/a0/").text
    told = officer.open("/nord/acts/told/").text
    assert "0 of the 10 areas" in told
    assert "0 of 3 acts develop" in told


_NOTE = {"kind": "idea", "state": "open", "on": "idag", "sees": "region"}


def _notes(reader, region):
    answer = reader.client.get(f"{region}notes/?form=csv")
    lines = b"".join(answer.streaming_content).decode().splitlines()[1:]
    return {line.split(",")[2] for line in lines}


ODD = ["abc", "²", "-1", "9" * 40, "%00", "'; DROP", "<script>", "å" * 3000]


@pytest.mark.parametrize("odd", ODD)
def test_an_address_changed_by_hand_never_breaks_a_page(visit, nord, odd):
    """Every parameter that these pages read, with something nobody meant."""
    officer = visit("stranger")
    names = ("search", "kind", "tag", "ecosystem", "actor", "first_on", "state", "gap", "idea")
    names = (*names, "on", "act", "notes", "saved", "removed", "month", "after", "q")
    query = "&".join(f"{name}={odd}" for name in names)
    for page in ("acts/", "acts/told/", "acts/new/", "acts/many/", "acts/kinds/", "notes/"):
        officer.open(f"/nord/{page}?{query}")
    officer.open(f"/nord/notes/new/?{query}")
    officer.open(f"{LOG}?{query}")
    assert officer.client.get(f"/nord/acts/names/?{query}").status_code == 200
    for page in ("acts/{}/edit/", "acts/{}/parts/", "notes/{}/", "ecosystems/{}/log/"):
        assert officer.client.get(f"/nord/{page.format(odd)}").status_code in {403, 404}
    given = {"text": odd.replace("%00", "\x00"), "month": odd, "choice-0": odd, "name-0": odd}
    for page in ("acts/many/", "acts/a0/parts/"):
        assert officer.client.post(f"/nord/{page}", given).status_code in {302, 400}
    assert officer.client.post(LOG, given).status_code in {302, 400}


def test_a_platform_leader_meets_also_who_is_no_member(visit, nord, world):
    """R121, issue 5 item 7: names are of the whole register; what is entered stays the platform's
    until it is handed in, and so does the month that is declared."""
    from pages.world import Reader
    from samspel.actions.manage_users import NewUser, add_user

    new = NewUser("Lea Led", "lea@example.se", "platform_leader", ecosystems=("skog",))
    leader = Reader(add_user(user=new, by=nord).account)
    names = leader.client.get("/nord/acts/names/?q=univ").json()["actors"]
    assert [one["id"] for one in names] == ["uni"]
    seen = leader.open(leader.send(NEW, entered(names="uni\nÅfirma 3\nidé: portal")))
    assert "2 actors" in seen.text
    assert "4 acts." in leader.open("/nord/acts/").text
    assert "portal" in leader.open("/nord/notes/").text
    leader.send(f"{LOG}declare/", {"month": "2026-08"})
    assert "The platform's leadership has said" in leader.open(LOG).text
    assert "complete through August 2026" in leader.open("/nord/ecosystems/skog/").text
    officer = visit("stranger")
    assert "3 acts." in officer.open("/nord/acts/").text
    assert "portal" not in officer.open("/nord/notes/").text
    assert "has said" not in officer.open(LOG).text
    leader.send("/nord/ecosystems/rymd/log/declare/", {"month": "2026-08"}, status=403)


def test_a_reader_enters_nothing(visit, world):
    """Every page that writes refuses with its reason."""
    reader = visit("reader")
    for page in ("acts/new/", "acts/many/", "acts/kinds/", "notes/new/"):
        assert reader.client.get(f"/example/{page}").status_code == 403
    act = acts(system_viewer(world.example.id))[0].interplay_id
    for page in ("edit", "parts", "remove"):
        assert reader.client.post(f"/example/acts/{act}/{page}/", {}).status_code == 403
    log = "/example/ecosystems/besoksnaring/log/"
    for page in ("", "declare/", "withdraw/", "mail/"):
        assert reader.client.post(f"{log}{page}", {"month": "2026-01"}).status_code == 403


class Form(HTMLParser):
    """What a browser would send of a page's form, were it sent as it stands."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.given: dict[str, str] = {}
        self._in = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        name = said.get("name", "")
        ticked = said.get("type") not in {"checkbox", "radio"} or "checked" in said
        if tag == "input" and name and ticked:
            self.given[name] = said.get("value", "")
        elif tag in {"textarea", "select"}:
            self._in = name
            self.given.setdefault(name, "")
        elif tag == "option" and "selected" in said:
            self.given[self._in] = said.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"textarea", "select"}:
            self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in in {"names", "solution"}:
            self.given[self._in] = (self.given[self._in] + data).lstrip("\n")


def form_at(officer, address: str) -> dict[str, str]:
    return Form(officer.client.get(address).content.decode()).given


def parts_of(act: str, by) -> set[tuple[str, str]]:
    return {(one.actor_id, one.role) for one in get_act(act, by=by).participants}


def test_a_new_title_is_all_that_a_form_changes(visit, nord):
    """Several organisers, a financier and a host stay what they were, and so does the kind."""
    act = {"interplay_id": ["p"], "kind": ["festival"], "started_on": [date(2026, 1, 1)]}
    part = {
        "interplay_id": ["p"] * 5,
        "actor_id": ["f0", "f1", "f2", "uni", "f3"],
        "role": ["organiser", "organiser", "financier", "host", None],
    }
    tables = {"interplay": pl.DataFrame(act), "participations": pl.DataFrame(part)}
    enter_rows(entering=Entering("page", tables), by=nord)
    officer, before = visit("stranger"), parts_of("p", nord)
    given = form_at(officer, "/nord/acts/p/edit/")
    officer.send("/nord/acts/p/edit/", {**given, "title": "Nytt"})
    found = get_act("p", by=nord).act
    assert (found.title, found.kind, found.source) == ("Nytt", "festival", "")
    assert parts_of("p", nord) == before


def test_of_two_who_open_an_act_the_second_is_told_what_the_first_wrote(visit, nord):
    """Nobody's participant or title goes unseen; saved again it is written, knowingly."""
    officer, here = visit("stranger"), "/nord/acts/a2/edit/"
    first, second = form_at(officer, here), form_at(officer, here)
    first = {**first, "names": first["names"] + "\nÅfirma 5", "title": "Ett"}
    officer.send(here, first)
    second["title"] = "Två"
    answer = officer.client.post(here, second)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody has changed this since you opened it." in text
    assert "<dd>Ett</dd>" in text
    assert "Åfirma 5</dd>" in text
    assert ("f5", "participant") in parts_of("a2", nord)
    assert get_act("a2", by=nord).act.title == "Ett"
    again = Form(text).given
    assert (again["title"], again["seen"] != second["seen"]) == ("Två", True)
    officer.send(here, again)
    assert get_act("a2", by=nord).act.title == "Två"


def test_of_two_who_open_a_note_the_second_is_told_what_the_first_wrote(visit, nord):
    officer = visit("stranger")
    officer.send(NEW, entered(names="Åfirma 0\nuni\nidé: gemensam portal"))
    (row,) = list_notes(NoteQuery(), page=_ALL, by=nord).rows
    here = f"/nord/notes/{row.note_id}/"
    first, second = form_at(officer, here), form_at(officer, here)
    officer.send(here, {**first, "text": "En annan"})
    answer = officer.client.post(here, {**second, "solution": "Tidtabell"})
    assert answer.status_code == 409
    assert "<dd>En annan</dd>" in answer.content.decode()
    (row,) = list_notes(NoteQuery(), page=_ALL, by=nord).rows
    assert (row.text, row.solution) == ("En annan", "")
    again = Form(answer.content.decode()).given
    assert again["solution"] == "Tidtabell"
    officer.send(here, again)
    (row,) = list_notes(NoteQuery(), page=_ALL, by=nord).rows
    assert (row.text, row.solution) == ("gemensam portal", "Tidtabell")


def test_a_note_in_the_box_of_groups_is_kept(visit, nord):
    officer = visit("stranger")
    text = "Åfirma 0\nuni\nidé: gemensam portal\n\nÅfirma 1\nÅfirma 2\n\nlärdom: Börja i tid"
    officer.send("/nord/acts/a2/parts/", {"text": text})
    assert [one.title for one in get_act("a2", by=nord).parts] == ["Möte: group 1", "Möte: group 2"]
    told = {one.text: one for one in list_notes(NoteQuery(), page=_ALL, by=nord).rows}
    assert set(told) == {"gemensam portal", "Börja i tid"}
    assert [one.actor_id for one in told["gemensam portal"].actors] == ["f0", "uni"]
    assert told["gemensam portal"].noted_on == date(2026, 1, 1)


@pytest.mark.parametrize("address", ["/nord/acts/many/", "/nord/acts/a2/parts/"])
def test_what_a_page_says_is_not_saved_is_not(visit, nord, address, monkeypatch):
    """Acts and the notes beside them are written together, or neither."""

    def refused(**_given):
        raise Refusal("not_your_workspace")

    monkeypatch.setattr("samspel.actions.keep_notes.write_notes", refused)
    text = "12/8; Åfirma 0; Universitetet\n13/8; Åfirma 1; uni; idé: gemensam portal"
    officer = visit("stranger")
    officer.send(address, {"text": text}, status=400)
    assert len(acts(nord)) == 3
    assert list_notes(NoteQuery(), page=_ALL, by=nord).count == 0
