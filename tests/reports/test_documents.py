"""Memo and run as documents: form, accessibility, same bytes, data never markup (R80-R84)."""

import io
import sys
from dataclasses import replace

import page
import pypdfium2
import pytest

from reports import runs
from samspel.reports import MemoContent, draft_memo, render_memo, render_pdf
from samspel.reports.memo_blocks import blocks
from samspel.reports.typesetting import set_pdf
from samspel.terms import Financing, Money

NAMES = {"plattform": "Norrskens besöksråd", "a1": "Älvens fjällresor AB", "a2": "Ö & Co HB"}
PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)


def drafted(language: str = "sv") -> MemoContent:
    return draft_memo(runs.run(civil=True), runs.agreement(), language, names=NAMES)


def pages(document: bytes) -> list[str]:
    """The text of each page, lines joined, soft hyphens and hard spaces undone."""
    with pypdfium2.PdfDocument(io.BytesIO(document)) as read:
        found = [leaf.get_textpage().get_text_bounded() for leaf in read]
    return [
        text.replace("\ufffe", "")
        .replace("\u00ad", "")
        .replace("\u00a0", " ")
        .replace("\u202f", " ")
        for text in found
    ]


def whole(document: bytes) -> str:
    return " ".join(" ".join(pages(document)).split())


def conforms(document: bytes, *, dated: bool = True) -> None:
    for profile in PROFILES if dated else PROFILES[:1]:
        report = page.validate_pdf_bytes(document, profile=profile)
        assert report.is_compliant, [failure.rule_id for failure in report.failures]


def test_the_memo_has_memo_bs_headings_in_their_order() -> None:
    text = whole(render_memo(drafted(), "sv"))
    found = [
        "Dnr RUN-00386-2032",
        "Förslag till beslut",
        "Yttrande till beslutsförslaget",
        "Sammanfattning",
        "Ärendet Bakgrund",
        "Syfte Syftet",
        "Genomförande",
        "Finansiering Finansiär Belopp",
        "Totalt 6 000 000 kr",
        "Beslutsunderlag",
        "Protokollsutdrag skickas till:",
    ]
    places = [text.index(heading) for heading in found]
    assert places == sorted(places)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_memo_is_tagged_and_archival(language: str) -> None:
    conforms(render_memo(drafted(language), language))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_run_is_tagged_and_archival(language: str) -> None:
    document = render_pdf(runs.run(), language, names=NAMES)
    conforms(document)
    assert "Älvens fjällresor AB" in whole(document)


def test_the_same_content_gives_the_same_bytes() -> None:
    assert render_memo(drafted(), "sv") == render_memo(drafted(), "sv")
    assert render_pdf(runs.run(), "sv") == render_pdf(runs.run(), "sv")


def test_every_page_of_an_example_says_it_is_made_up() -> None:
    for document in (render_memo(drafted(), "sv"), render_pdf(runs.run(), "sv")):
        for text in pages(document):
            assert "PÅHITTAD" in text
    assert "påhittad" not in whole(render_memo(replace(_small(), run=None), "sv")).lower()


def test_every_figure_is_footnoted_to_its_run() -> None:
    text = whole(render_memo(drafted(), "sv"))
    for part in (
        "per 2026-09-30 över 24 månader",
        "Definitioner memo-b",
        "sha256:" + "5" * 64,
        "frö 2032",
        "Samspel 0.1.0",
        "samspel gaps TABLES --ecosystem turism --on 2026-09-30 --window 24 --definitions memo-b",
    ):
        assert part in text
    assert text.count("1Mätt för") == 1  # one note, referred to again


def test_decision_points_are_numbered_and_carry_the_agreement() -> None:
    points = drafted().points
    assert points[0] == (
        "Regionala utvecklingsnämnden beslutar att Pilotprojektet Norrskens ekosystem beviljas "
        "2\u202f000\u202f000 kronor årligen i basfinansiering."
    )
    assert points[2] == "Projektet gäller under perioden 2032-10-01 till 2035-09-30."
    assert "1. Regionala utvecklingsnämnden" in whole(render_memo(drafted(), "sv"))


def test_what_a_person_writes_is_set_as_it_stands_never_as_markup() -> None:
    odd = '#panic("x") *fet* _kursiv_ $x^2$ @källa <etikett> `kod` \\ // https://a.se [x] = rubrik'
    content = _small(
        title=odd, points=(odd, odd), yttrande=odd, background=f"- {odd}\n- {odd}", dnr=odd,
        financing=(Financing(odd, Money.kronor(1)),), attachments=(odd,), recipients=(odd,),
    )  # fmt: skip
    document = render_memo(content, "sv")
    conforms(document, dated=False)
    text = whole(document)
    assert text.count('#panic("x") *fet*') == 10
    assert text.count("$x^2$ @källa <etikett> `kod` \\ //") == 10


def test_a_memo_without_run_or_agreement_is_still_a_document() -> None:
    document = render_memo(_small(dnr="", yttrande="Text [run] utan mätning."), "sv")
    conforms(document, dated=False)
    text = whole(document)
    assert "Text utan mätning." in text
    assert "Ärendet" not in text
    # What the form has a place for stands there, and says that it is missing (R7, R84).
    assert "Dnr saknas ännu" in text
    assert "Inga belopp är angivna." in text


def test_a_draft_without_agreement_asks_for_continued_work() -> None:
    content = draft_memo(runs.run(), None, "sv")
    assert content.points == (
        "Regionala utvecklingsnämnden godkänner ett fortsatt arbete med ekosystemet "
        "Norrskens besöksnäring.",
    )
    assert "Förslaget vilar på mätningen" in content.yttrande
    conforms(render_memo(content, "sv"))
    assert draft_memo(None, runs.agreement(), "sv").background == ""


def test_a_draft_of_a_record_taken_as_whole_does_not_call_the_missing_unknown() -> None:
    """X13: where the record is declared complete, silence was counted as no, and it says so."""
    counted, open_ = (draft_memo(runs.run(as_recorded=yes), None, "sv") for yes in (True, False))
    assert "räknas som utan kontakt" in counted.background
    assert "räknas som okänt" not in counted.background
    assert "räknas som okänt" in open_.background


def test_the_draft_says_what_was_found_and_what_is_missing() -> None:
    content = drafted()
    assert "15 av 41 företag har haft utbyte" in content.background
    assert "1. Gapet research, som begränsar samspelet." in content.implementation  # as decided
    assert "Gapet mellan ekosystem: Registrera ett annat ekosystem" in content.implementation
    assert "Det bidrar till" in content.purpose
    assert "Av 7 gap kan 6 anges med en siffra." in content.summary


def test_the_same_reason_and_the_same_step_are_said_once() -> None:
    content = draft_memo(runs.run(runs.same(41, 3, 0)), None, "sv")
    assert content.background.count("För få av dem som saknar noterad kontakt") == 1
    assert (
        "- Forskningsgapet, Utbildningsgapet, Myndighetsgapet och Gapet mellan företag: Fråga 5"
        in (content.implementation)
    )


def test_texts_become_paragraphs_and_lists() -> None:
    found = blocks("En rad\nsamma stycke.\n\n1. ett\n2) två\n\n- a [run] b\n• c [mätning]\n")
    assert [block["kind"] for block in found] == ["text", "numbered", "list"]
    assert [len(block["items"]) for block in found] == [1, 2, 2]
    assert found[2]["items"][0] == [{"text": "a", "run": True}, {"text": " b", "run": False}]
    assert found[2]["items"][1] == [{"text": "c", "run": True}]
    assert blocks("") == []


def test_a_long_memo_with_every_section_keeps_its_form() -> None:
    text = "\n\n".join("Ett stycke om samverkan i gles miljö. " * 12 for _ in range(12))
    content = replace(drafted(), background=text, implementation=text)
    document = render_memo(content, "sv")
    conforms(document)
    assert len(pages(document)) > 5


def test_an_english_memo_speaks_english_throughout() -> None:
    text = whole(render_memo(drafted("en"), "en"))
    for heading in ("Proposed decision", "The matter", "Financing", "Extract from the minutes"):
        assert heading in text
    assert "MADE UP" in text


def test_a_template_that_is_not_there_is_an_error() -> None:
    with pytest.raises(Exception, match="No such file"):
        set_pdf("none.typ", {})


def _small(**more: object) -> MemoContent:
    return replace(MemoContent(title="Ett ärende", dnr="RUN-1"), **more)


def test_without_typst_the_error_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'samspel\[documents\]'") as error:
        set_pdf("memo.typ", {})
    assert error.value.name == "typst"


def test_a_warning_stops_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """D2: an unknown typeface is only a warning to Typst."""
    monkeypatch.setattr("samspel.reports.typesetting._FONTS", "memo")
    with pytest.raises(RuntimeError, match="unknown font family"):
        render_memo(drafted(), "sv")
