"""The pages of who asks: list, a wave being made, its preview, one wave, its close (issue 5)."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from actions.waves import answer, begun, links, wave_of
from pages.checked import check_page
from pages.world import Reader, enter
from records.cast import Cast, make_cast, viewer_of
from samspel.actions import ask_wave
from samspel.actions.background import run_next
from samspel.actions.manage_users import NewUser, add_user
from samspel.actions.paste_speakers import add_speakers
from samspel.records.accounts.api import account_of_email, system_viewer
from samspel.records.contacts.api import add_contact
from samspel.records.gaps.api import get_measured
from samspel.records.surveys import api as surveys
from samspel.reports.run_lead import run_lead
from samspel.terms import Refusal


@pytest.fixture
def cast(db: None, settings) -> Cast:
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # else WhiteNoise warns
    return make_cast()


def reader(email: str) -> Reader:
    return Reader(account_of_email(email).id)


def widths(page) -> str:
    """What is told of the intervals, without the wheels."""
    return re.search(r"What do the answers do.*?Before and after", page.text).group()


def work() -> None:
    while run_next(worker="test"):
        pass


def test_an_officer_makes_a_wave_sees_it_and_sends_it(cast, mailoutbox):
    wave_of(cast, 6, persons=4)
    alice = reader("alice@norr.example")
    page = alice.open("/norr/ecosystems/skog/ask/")
    assert "4 of 6 members have a person to ask" in page.text
    assert page.text.count("Add a person for") == 2
    today = timezone.localdate()
    form = {
        "asks_from": today.replace(year=today.year - 1),
        "asks_until": today,
        "closes_on": today.replace(year=today.year + 1),
        "greeting": "Hej <hej>",
        "actors": ["f00", "f01", "f02"],
    }
    preview = alice.client.post("/norr/ecosystems/skog/ask/", form)
    seen = check_page(preview)
    assert "Send 3 letters" in preview.content.decode()
    assert "Hej <hej>" in seen.text
    assert "Has Åfirma 0 had contact with any research organisation?" in seen.text
    assert not surveys.list_askings(by=cast.alice), "a preview writes nothing"
    changed = check_page(alice.client.post("/norr/ecosystems/skog/ask/", {**form, "change": "yes"}))
    assert "See the letter" in changed.text
    there = alice.send("/norr/ecosystems/skog/ask/", {**form, "send": "yes"})
    assert "0 of 3 have answered" in alice.open(there).text
    alice.send("/norr/ecosystems/skog/ask/", {**form, "asks_until": "x"}, status=400)
    alice.send("/norr/ecosystems/skog/ask/", {**form, "closes_on": "2020-01-01"}, status=400)


def test_a_person_is_added_with_what_for_and_who_sees_what(cast):
    wave_of(cast, 6, persons=1)
    alice = reader("alice@norr.example")
    page = alice.open("/norr/ecosystems/skog/ask/f05/")
    assert "task of public interest" in page.text
    data = {"name": "Berit", "email": "berit@firma.example", "language": "en"}
    alice.send("/norr/ecosystems/skog/ask/f05/", data)
    assert "Åfirma 5 (Berit)" in alice.open("/norr/ecosystems/skog/ask/").text
    alice.send("/norr/ecosystems/skog/ask/f05/", {**data, "email": "no"}, status=400)
    onward = alice.send("/norr/ecosystems/skog/ask/f04/", {**data, "name": "Någon Annan"})
    told = alice.open(onward).text
    assert f"{data['name']} can be asked for" in told
    assert "the register has the address under that name" in told
    alice.open("/norr/ecosystems/skog/ask/uni/", status=404)


MANY = "/norr/ecosystems/skog/ask-many/"


def test_many_persons_are_pasted_looked_at_and_added_together(cast):
    wave_of(cast, 6, persons=1)
    alice = reader("alice@norr.example")
    assert alice.open("/norr/ecosystems/skog/ask/").link("paste a list") == MANY
    text = (
        "Medlem\tNamn\tE-post\n"
        "Åfirma 1\tBerit\tBerit@firma.example\n"
        "\n"
        "Cai; cai@firma.example; åfirma 2\n"
        "Åfirma 0, Dag <dag@firma.example>\n"
    )
    page = check_page(alice.client.post(MANY, {"text": text, "language": "sv"}))
    assert "Line 2: Berit, berit@firma.example, for Åfirma 1" in page.text
    assert "Line 4: Cai, cai@firma.example, for Åfirma 2" in page.text
    assert "Line 5: Dag, dag@firma.example, for Åfirma 0, instead of Person 0" in page.text
    assert "1 of 6 members has a person to ask" in alice.open("/norr/ecosystems/skog/ask/").text
    alice.send(MANY, {"text": text, "language": "sv", "add": "yes"})
    seen = alice.open("/norr/ecosystems/skog/ask/").text
    assert "3 persons can be asked from now on." in seen
    for told in ("Åfirma 0 (Dag)", "Åfirma 1 (Berit)", "Åfirma 2 (Cai)"):
        assert told in seen


def test_a_person_that_is_there_keeps_its_name_and_the_line_says_so(cast):
    """R143, issue 5 item 6: with the way to correct it, for who may."""
    wave_of(cast, 6, persons=1)
    alice, asa = reader("alice@norr.example"), "asa@firma.example"
    there = add_contact("Åsa Lind", asa, by=cast.alice)
    text = f"Åfirma 1; Åsa Lindqvist; {asa}\nÅfirma 2; ÅSA  LIND; {asa}\nÅfirma 3; Bo; bo@b.se"
    data = {"text": text + "\nÅfirma 4; Bosse; bo@b.se", "language": "sv"}
    page = check_page(alice.client.post(MANY, data))
    stays = "Already in the register as Åsa Lind; the name is not changed."
    assert page.text.count(stays) == 1, "not where only case and blanks differ"
    assert page.link("Correct the person of line 1") == f"/norr/people/person/{there.id}/"
    assert "An earlier line has the same address for Bo; that name is taken." in page.text
    page = check_page(alice.client.post(MANY, {**data, "language": "en"}))
    assert page.text.count("Letters to the person are in Swedish, as before.") == 2
    alice.send(MANY, {**data, "add": "yes"})
    seen = alice.open("/norr/ecosystems/skog/ask/").text
    for told in ("Åfirma 1 (Åsa Lind)", "Åfirma 2 (Åsa Lind)", "Åfirma 4 (Bo)"):
        assert told in seen
    swedish = Reader(account_of_email("alice@norr.example").id, "sv")
    page = check_page(swedish.client.post(MANY, data))
    assert "Finns redan i registret som Åsa Lind; namnet ändras inte." in page.text


def test_who_may_not_correct_a_person_is_told_who_can_and_nobody_elses_names(cast):
    wave_of(cast, 6, persons=1)
    add_contact("Åsa Lind", "asa@firma.example", by=cast.alice)
    add_contact("Sydlig", "syd@firma.example", by=cast.carol)
    user = NewUser("Leo", "leo@norr.example", "platform_leader", ("skog",))
    add_user(user=user, by=cast.alice)
    text = "Åfirma 1; A; asa@firma.example\nÅfirma 2; B; syd@firma.example"
    leader = reader("leo@norr.example")
    page = check_page(leader.client.post(MANY, {"text": text, "language": "sv"}))
    assert "as Åsa Lind; the name is not changed. An officer corrects it" in page.text
    assert "Sydlig" not in page.text, "of another region"
    assert not any("/people/person/" in address for _text, address in page.links)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Åfirma 1; Eva Ek", "No e-mail address. Add one"),
        ("Åfirma 1; Eva; eva@firma", "The e-mail address is not whole. Write it as"),
        ("Åfirma 1; a@b.se; c@d.se", "Two e-mail addresses. Write one person a line"),
        ("Åfirma 1; Eva; chef; eva@b.se", "More than three parts."),
        ("eva@b.se", "No member. Write for which"),
        ("Eva Ek; eva@b.se", "No member. Write for which"),
        (
            "Åfirm 1; Eva; eva@b.se",
            "Write the member by its name in the register. The nearest: Åfirma",
        ),
        ("Åfirma 1; eva@b.se", "No person. Write the person's name too."),
        ("Universitetet; Eva; eva@b.se", "no member that is asked here. Take the line away"),
        ("Åfirma 2; Eva; eva@b.se", "The same member as line 1. One person is asked"),
        (f"Åfirma 1; {'x' * 201}; eva@b.se", "A part is too long."),
    ],
)
def test_a_line_that_cannot_be_read_says_why_and_nothing_is_written(cast, line, says):
    wave_of(cast, 6, persons=0)
    alice = reader("alice@norr.example")
    data = {"text": f"Åfirma 2; Cai; cai@firma.example\n{line}", "language": "sv", "add": "yes"}
    page = alice.client.post(MANY, data)
    assert page.status_code == 400
    assert says in check_page(page).text
    assert "Line 2" in check_page(page).text
    assert "0 of 6" in alice.open("/norr/ecosystems/skog/ask/").text
    with pytest.raises(Refusal, match="list_has_problems"):
        add_speakers(text=data["text"], ecosystem="skog", language="sv", by=cast.alice)


def test_an_empty_list_and_a_long_one_say_so_and_a_reader_may_not(cast):
    wave_of(cast, 3, persons=0)
    alice = reader("alice@norr.example")
    for text, says in ((";\n", "no line to read"), ("x;y@z.se\n" * 501, "501 lines; at most 500")):
        page = alice.client.post(MANY, {"text": text, "language": "sv"})
        assert page.status_code == 400
        assert says in check_page(page).text
    reader("bob@norr.example").open(MANY, status=403)


def test_a_wave_shows_how_many_and_never_what(cast, mailoutbox):
    asked = begun(cast, mailoutbox, 12)
    work()
    alice, at = reader("alice@norr.example"), f"/norr/waves/{asked.asking.wave_id}/"
    for actor in sorted(asked.links)[:4]:
        answer(asked.links[actor], "capital", "unwanted")
    work()
    page = alice.open(at)
    assert "4 of 12 have answered something" in page.text
    assert "nothing is told of their answers yet" in page.text
    assert "No gap can be said yet. If all answer, some can." in page.text
    assert "at least" not in widths(page)
    for actor in sorted(asked.links)[4:6]:
        answer(asked.links[actor], "capital", "no")
    work()
    page = alice.open(at)
    assert "As it was when 5 had answered" in page.text
    assert widths(page).count("at least 5") == 1
    assert page.text.count("has answered") == 7, "six of them, and the sentence that tells why"
    answer(asked.links[sorted(asked.links)[6]], "capital", "yes")
    work()
    again = alice.open(at)
    assert widths(again) == widths(page), "one more answer changes nothing that is shown"


def test_a_reader_sees_the_counts_and_nobody_by_name(cast, mailoutbox):
    asked = begun(cast, mailoutbox, 6)
    bob, at = reader("bob@norr.example"), f"/norr/waves/{asked.asking.wave_id}/"
    page = bob.open(at)
    assert "0 of 6" in page.text
    assert "Person 1" not in page.text
    assert "Remind" not in page.text
    bob.open("/norr/waves/")
    for address in ("/norr/ecosystems/skog/ask/", "/norr/ecosystems/skog/ask/f01/", f"{at}close/"):
        bob.open(address, status=403)
    bob.send(f"{at}do/", {"do": "remind"}, status=403)
    bob.send(f"{at}do/", {"do": "tell"}, status=403)
    carol = reader("carol@syd.example")
    carol.open(at, status=404)


def test_remind_pause_close_and_tell(cast, mailoutbox):
    asked = begun(cast, mailoutbox, 6)
    alice, at = reader("alice@norr.example"), f"/norr/waves/{asked.asking.wave_id}/"
    link = f"/answer/{asked.links['f00']}/"
    assert alice.send(f"{at}do/", {"do": "remind"}) == at
    assert "6 letters are on their way" in alice.open(at).text
    alice.send(f"{at}do/", {"do": "stop"})
    assert "paused" in check_page(Client().get(f"{link}?language=en")).text
    alice.send(f"{at}do/", {"do": "resume"})
    for secret in asked.links.values():
        answer(secret, "global", "no")
    Client().post(f"{link}9/", {"open": "Vi vill mer"})
    assert "Vi vill mer" not in alice.open(at).text
    alice.send(f"{at}do/", {"do": "tell"}, status=409)
    assert "The answers of 6 members" in alice.open(f"{at}close/").text
    alice.send(f"{at}close/")
    work()
    page = alice.open(at)
    assert "After the questions" in page.text
    closed = surveys.get_asking(asked.asking.wave_id, by=cast.alice)
    after = get_measured(closed.after_run, by=cast.alice)
    assert all(sentence in page.text for sentence in run_lead(after, "en"))
    assert "Vi vill mer" in page.text
    alice.open(f"{at}close/", status=409)
    assert "What did the answers give" not in Client().get(f"{link}end/?language=en").text
    alice.send(f"{at}do/", {"do": "tell"})
    thanks = check_page(Client().get(f"{link}end/?language=en"))
    assert "Too little is known to say how many have contact with" in thanks.text
    alice.send(f"{at}do/", {"do": "dance"}, status=404)


def test_a_link_that_went_astray_is_withdrawn_and_no_reminder_goes_to_that_person(cast, mailoutbox):
    asked = begun(cast, mailoutbox, 6)
    alice, at = reader("alice@norr.example"), f"/norr/waves/{asked.asking.wave_id}/"
    rows = {one.actor_id: one.id for one in surveys.list_asked(asked.asking.id, by=cast.alice)}
    alice.send(f"{at}do/", {"do": "withdraw", "invitation": rows["f03"]})
    assert Client().get(f"/answer/{asked.links['f03']}/").status_code == 404
    assert Client().get(f"/answer/{asked.links['f04']}/").status_code == 200
    for odd in ("", "x", "²", "9" * 40, "999999"):
        alice.send(f"{at}do/", {"do": "withdraw", "invitation": odd}, status=404)
    reader("bob@norr.example").send(
        f"{at}do/", {"do": "withdraw", "invitation": rows["f04"]}, status=403
    )
    mailoutbox.clear()
    assert ask_wave.remind(wave=asked.asking.wave_id, by=cast.alice) == 5
    assert "f03" not in links(mailoutbox)
    assert "the link is withdrawn" in alice.open(at).text


def test_a_letter_that_came_to_the_wrong_person_goes_to_the_right_one_alone(cast, mailoutbox):
    asked = begun(cast, mailoutbox, 6)
    alice, at = reader("alice@norr.example"), f"/norr/waves/{asked.asking.wave_id}/"
    rows = {one.actor_id: one.id for one in surveys.list_asked(asked.asking.id, by=cast.alice)}
    given = {"do": "instead", "invitation": rows["f03"], "name": "", "email": "", "language": "sv"}
    alice.send(f"{at}do/", given, status=409)  # who was added last is the wrong one
    alice.send(f"{at}do/", given | {"name": "Rätt Person"}, status=400)
    right = given | {"name": "Rätt Person", "email": "p33@firma.example"}
    reader("bob@norr.example").send(f"{at}do/", right, status=403)
    mailoutbox.clear()
    assert alice.send(f"{at}do/", right) == at
    page = alice.open(at)
    assert "A letter is on its way to Rätt Person" in page.text
    assert "Person 3" not in page.text
    assert Client().get(f"/answer/{asked.links['f03']}/").status_code == 404
    sent = links(mailoutbox)
    assert set(sent) == {"f33"}
    assert Client().get(f"/answer/{sent['f33']}/").status_code == 200
    assert "asked somebody else for actor f03" in alice.open("/norr/audit/").text


def test_a_platform_leader_asks_in_its_own_ecosystem_and_no_other(cast, mailoutbox):
    asked = begun(cast, mailoutbox, 6)
    new = NewUser("Lena", "lena@platform.example", "platform_leader", ecosystems=("skog",))
    add_user(user=new, by=system_viewer(cast.norr.id))
    lena = Reader(account_of_email("lena@platform.example").id)
    lena.open(f"/norr/waves/{asked.asking.wave_id}/")
    lena.open("/norr/ecosystems/skog/ask/")
    viewer = viewer_of("lena@platform.example", "norr", timezone.localdate())
    assert ask_wave.remind(wave=asked.asking.wave_id, by=viewer) == 6
    answer_code = lena.client.get("/norr/ecosystems/rymd/ask/").status_code
    assert answer_code in {403, 404}


def test_signed_out_nobody_sees_a_wave(cast, mailoutbox):
    asked = begun(cast, mailoutbox, 6)
    client = Client()
    for address in ("/norr/waves/", f"/norr/waves/{asked.asking.wave_id}/"):
        assert client.get(address).status_code == 302
    enter(client, account_of_email("alice@norr.example").id)
    assert client.get("/norr/waves/").status_code == 200
