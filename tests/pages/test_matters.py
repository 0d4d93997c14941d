"""A memo read in through the pages: uploaded, looked at, corrected, kept, set aside (issue 4)."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samspel.pages.programmes.lit_text import pieces
from samspel.records.accounts.api import system_viewer
from samspel.records.programmes.api import get_draft
from samspel.terms import Quote

MADE_UP = Path(__file__).parents[1] / "sources" / "memos" / "made_up"
FIRST = MADE_UP / "1-tjansteskrivelse.txt"


def _read(officer, path: Path = FIRST) -> str:
    return officer.send(
        "/nord/matters/", {"memo": SimpleUploadedFile(path.name, path.read_bytes())}
    )


def _form(**changed: str) -> dict[str, str]:
    given = {
        "changes": "0",
        "dnr": "RUN 2025/00112",
        "title": "Livsmedelsarenan",
        "date": "2025-02-17",
        "points": "att bevilja 2,5 mnkr per år\n\natt bidraget utbetalas",
        "first": "2026-01-01",
        "last": "2028-12-31",
        "parent": "",
        "amounts-TOTAL_FORMS": "2",
        "amounts-INITIAL_FORMS": "1",
        "amounts-0-amount": "2 500 000",
        "amounts-0-per": "year",
        "amounts-1-amount": "",
        "amounts-1-per": "",
        "deadlines-TOTAL_FORMS": "2",
        "deadlines-INITIAL_FORMS": "1",
        "deadlines-0-what": "Slutrapport",
        "deadlines-0-first": "",
        "deadlines-0-last": "2029-03-31",
        "deadlines-1-what": "Halvtidsutvärdering",
        "deadlines-1-first": "2027-04-01",
        "deadlines-1-last": "2027-06-30",
    }
    return {**given, **changed}


@pytest.mark.parametrize("number", range(1, 14))
def test_every_memo_is_shown_beside_its_fields(visit, number):
    language = "en" if number % 4 == 0 else "sv"
    path = next(MADE_UP.glob(f"{number}-*.txt"))
    officer = visit("stranger", language)
    seen = officer.open(_read(officer, path))
    flat = " ".join(path.read_text(encoding="utf-8").split())
    assert flat[:40] in " ".join(seen.text.split())
    assert seen.lang == language


def test_read_correct_keep(visit, world):
    """Issue 4, item 5: from the file to a draft matter with what the person confirmed."""
    officer = visit("stranger")
    address = _read(officer)
    seen = officer.open(address)
    assert "Nobody has confirmed this yet" in seen.text
    assert "that could mean two things" in seen.text
    assert any(url == "#w-amounts-1" for _name, url in seen.links)
    assert officer.send(address, _form()) == address
    assert "A person has confirmed this draft" in officer.open(address).text
    kept = get_draft(int(address.split("/")[-2]), by=system_viewer(world.other.id)).content
    assert kept.title == "Livsmedelsarenan"
    assert kept.points == ("att bevilja 2,5 mnkr per år", "att bidraget utbetalas")
    assert [(int(a.amount.in_kronor), a.per) for a in kept.amounts] == [(2_500_000, "year")]
    assert str(kept.period.last) == "2028-12-31"
    assert [str(d.on) for d in kept.deadlines] == ["2029-03-31", "None"]
    assert str(kept.deadlines[1].period.first) == "2027-04-01"
    listed = officer.open("/nord/matters/").text
    assert "Draft, confirmed" in listed
    history = officer.open("/nord/audit/").text
    assert "kept draft matter" in history
    assert "read a memo into draft matter" in history


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"title": ""}, "This field is required"),
        ({"last": "2025-01-01"}, "A period cannot end before it starts"),
        ({"amounts-0-amount": "mycket"}, "Write the amount in kronor"),
        ({"deadlines-0-what": "", "deadlines-0-last": "2029-03-31"}, "Say what is to be done"),
        ({"changes": "7"}, "Somebody else has kept this draft"),
        ({"date": "17/2"}, "Write a day as"),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_is_lost(visit, changed, says):
    officer = visit("stranger")
    address = _read(officer)
    answer = officer.client.post(address, _form(**changed))
    assert answer.status_code == 400
    text = answer.content.decode()
    assert says in text
    assert "Livsmedelsarenan" in text


def test_set_aside_and_taken_back(visit):
    officer = visit("stranger")
    address = _read(officer)
    officer.send(f"{address}aside/")
    assert "Which are set aside?" in officer.open("/nord/matters/").text
    assert "Nothing of it is lost" in officer.open(address).text
    officer.send(f"{address}aside/")
    assert "Which are set aside?" not in officer.open("/nord/matters/").text


def test_the_document_is_given_back_as_it_was_sent(visit):
    officer = visit("stranger")
    address = _read(officer)
    answer = officer.client.get(f"{address}document/")
    assert answer.content == FIRST.read_bytes()
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("m.pdf", b"%PDF-1.7 broken", "is broken or locked"),
        ("m.doc", b"\xd0\xcf\x11\xe0" + bytes(600), "neither a PDF"),
        ("m.txt", b"", "The file is empty"),
        ("m.txt", b"12345 67890", "has no text"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(visit, name, data, says):
    officer = visit("stranger")
    sent = {"memo": SimpleUploadedFile(name, data)}
    answer = officer.client.post("/nord/matters/", sent)
    assert answer.status_code == 400
    assert says in answer.content.decode()
    assert "No memo has been read in yet" in officer.open("/nord/matters/").text


def test_only_an_officer_reads_memos_in(visit, world):
    """The role table holds for every address, and another region is not there."""
    officer = visit("stranger")
    address = _read(officer)
    assert "Matters" in [name for name, _ in officer.open("/nord/memos/").links]
    reader = visit("reader")
    assert "Matters" not in [name for name, _ in reader.open("/example/").links]
    refused = reader.open("/example/matters/", status=403)
    assert "Decision memos are read in by officers" in refused.text
    for who in ("officer", "reader"):
        other = visit(who)
        for each in (address, f"{address}document/", "/nord/matters/"):
            other.open(each, status=404)
        other.send(address, _form(), status=404)
        other.send(f"{address}aside/", status=404)
    number = address.split("/")[-2]
    officer_of_example = visit("officer")
    officer_of_example.open(f"/example/matters/{number}/", status=404)
    visit().client.get(address)


def test_the_made_up_region_takes_no_memo(visit):
    officer = visit("officer")
    assert "The made-up region stays as it is" in officer.open("/example/matters/").text
    sent = {"memo": SimpleUploadedFile("m.txt", FIRST.read_bytes())}
    assert officer.client.post("/example/matters/", sent).status_code == 400


def test_words_that_lie_in_each_other_are_cut_apart():
    text = "abc def\fghi"
    quotes = {
        "points": (Quote(0, 11, text),),
        "amounts": (Quote(4, 7, "def"), Quote(8, 11, "ghi")),
    }
    found = pieces(text, quotes)
    assert "".join(piece.words for piece in found) == "abc defghi"
    assert [piece.fields for piece in found] == [
        ("points",), ("points", "amounts"), ("points",), ("points", "amounts"),
    ]  # fmt: skip
    assert found[1].starts == ("w-amounts-1",)
    assert pieces("", {})[0:1] == ()


def test_a_memo_with_markup_in_it_stays_text(visit):
    officer = visit("stranger")
    text = (
        "Dnr RUN-00001-2025\nFörslag till beslut\n1. <script>alert(1)</script> beviljas 2 mnkr.\n"
    )
    sent = {"memo": SimpleUploadedFile("<b>.txt", text.encode())}
    page = officer.client.get(officer.send("/nord/matters/", sent)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
