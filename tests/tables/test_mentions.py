"""Where a file holds somebody's name: in its tables, and in whatever else it holds."""

import zipfile
from io import BytesIO

import pytest
import xlsxwriter

from samspel.tables import WordPlace, find_words

_ACTS = "interplay_id;title\nm1;Möte\nm2;Möte med Åsa Ek\n"
_PEOPLE = "namn;telefon\nÅsa Ek;070-555 12 34\n"


def _zip(**parts: str) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for part, text in parts.items():
            archive.writestr(f"{part}.csv", text)
    return content.getvalue()


def _workbook(*, creator: str = "", comment: str = "", rich: bool = False) -> bytes:
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        book.set_properties({"author": creator})
        book.add_worksheet("interplay").write_row(0, 0, ["interplay_id", "title"])
        sheet = book.add_worksheet("Kontakter")
        if comment:
            sheet.write_comment(0, 0, comment)
        if rich:
            sheet.write_rich_string(0, 0, book.add_format({"bold": True}), "Åsa", " Ek & Co", "!")
            sheet.write_row(1, 0, [70, 5551234])
    return content.getvalue()


def test_a_cell_of_a_table_is_told_by_row_and_heading() -> None:
    found = find_words("t.zip", _zip(interplay=_ACTS, kontakter=_PEOPLE), ["åsa ek"])
    assert found == (WordPlace("interplay.csv", 3, "title"),)


@pytest.mark.parametrize("word", ["Åsa Ek", "070-5551234"])
def test_what_is_no_table_of_ours_is_searched_too(word: str) -> None:
    """A list of persons is seldom called as a table is."""
    empty = "interplay_id;title\n"
    found = find_words("t.zip", _zip(interplay=empty, kontakter=_PEOPLE), [word])
    assert found == (WordPlace("kontakter.csv", 0, ""),)
    for text in (_PEOPLE.encode(), _PEOPLE.encode("cp1252")):
        assert find_words("lista.csv", text, [word]) == (WordPlace("lista.csv", 0, ""),)


def test_other_sheets_comments_and_who_made_a_workbook_are_searched() -> None:
    here = (WordPlace("a.xlsx", 0, ""),)
    for more in ({"creator": "Åsa Ek"}, {"comment": "Fråga Åsa Ek"}, {"rich": True}):
        assert find_words("a.xlsx", _workbook(**more), ["Åsa Ek"]) == here, more
    assert find_words("a.xlsx", _workbook(rich=True), ["ek & co"]) == here
    assert find_words("a.xlsx", _workbook(rich=True), ["70 555 12 34"]) == (), "two cells"
    assert find_words("a.xlsx", _workbook(creator="Bo"), ["Åsa Ek"]) == ()
