"""Lists as files: every row, the separator of the language, and no formula."""

import csv
import io

from django.utils.translation import override

from samspel.pages.shell.exports import every_page, export
from samspel.tables import read_upload
from samspel.terms import Page, PageRequest


def text(answer) -> str:
    return b"".join(answer.streaming_content).decode("utf-8-sig")


def test_a_cell_that_looks_like_a_formula_stays_text():
    rows = [("=1+1", "@a"), ("-2", "Åre; AB"), (None, 'a "b"')]
    with override("sv"):
        told = text(export("x", ("Namn", "Mer"), iter(rows)))
    assert list(csv.reader(io.StringIO(told), delimiter=";"))[1:] == [
        ["'=1+1", "'@a"],
        ["'-2", "Åre; AB"],
        ["", 'a "b"'],
    ]


def test_the_separator_is_the_one_the_readers_spreadsheet_expects():
    with override("en"):
        assert text(export("x", ("a", "b"), iter([(1, 2)]))) == "a,b\r\n1,2\r\n"


def test_every_page_is_asked_for_once():
    asked = []

    def ask(page: PageRequest) -> Page[int]:
        asked.append(page.after)
        start = int(page.after or 0)
        return Page(tuple(range(start, min(start + 3, 7))), 7, str(start + 3) if start < 6 else "")

    assert list(every_page(ask)) == list(range(7))
    assert asked == ["", "3", "6"]


def test_the_file_of_actors_is_the_list_with_its_filters(visit, world):
    """Issue 5 item 8: what the list shows, whole, and nothing that its reader may not see."""
    answer = visit("officer").client.get("/example/actors/?sector=academia&form=csv")
    rows = list(csv.DictReader(io.StringIO(text(answer))))
    seen = visit("officer").open("/example/actors/?sector=academia")
    assert f"{len(rows)} actors." in seen.text
    assert {row["sector"] for row in rows} == {"academia"}
    assert "form=csv" in seen.link("The actors as a file")
    assert visit("stranger").client.get("/example/actors/?form=csv").status_code == 404


def test_a_swedish_reader_has_it_in_swedish_and_it_reads_the_same(visit):
    """Issue 5 item 8: headings and words of either language are the same table."""
    read = {}
    for language in ("sv", "en"):
        answer = visit("officer", language).client.get("/example/actors/?form=csv")
        content = b"".join(answer.streaming_content)
        read[language] = read_upload("actors.csv", content)
        told = content.decode("utf-8-sig")
        assert told.startswith({"sv": "Aktörens nyckel;Namn", "en": "actor_id,name"}[language])
        assert ("forskning|utbildning" in told) == (language == "sv")
    for reading in read.values():
        assert [p.code for p in reading.errors] == ["missing_table"] * 4
    one, other = (read[language].tables["actors"].sort("actor_id") for language in ("sv", "en"))
    assert one.equals(other)
