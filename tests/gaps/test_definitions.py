"""The catalogue of gaps is data: two versions shipped, any other from a file. (R53-R62)"""

import re
from datetime import date
from importlib.resources import files

import pytest

from samspel.gaps import SHIPPED, load_definitions
from samspel.terms import GAP_KEYS, BadData, Sector, Side

GOOD = """
key = "ours"
title = { sv = "Våra", en = "Ours", dnr = "RUN-1" }
[[gap]]
key = "suppliers"
valid_from = 2026-01-01
name = { sv = "Leverantörsgapet", en = "The supplier gap" }
decided = { sv = "a", en = "b", dnr = "RUN-1" }
operationalised = { sv = "c", en = "d" }
near = [{ member = "here" }]
far = [{ sector = "civil", roles_any = ["firm"], country = "same" }]
"""

BAD = """
key = "ours"
colour = "blue"
title = { sv = "Våra" }
[[gap]]
key = "one"
across = "yes"
valid_from = "2026-01-01"
name = { sv = "", en = "x" }
decided = { sv = "a", en = "b" }
near = [{ member = "somewhere" }]
far = []
[[gap]]
key = "one"
name = { sv = "a", en = "b" }
decided = { sv = "a", en = "b" }
operationalised = { sv = "a", en = "b" }
near = [{ sector = "army", roles_any = "firm" }]
far = [{ country = "other", rank = 1 }]
valid_from = 2026-01-01
valid_until = 2025-01-01
"""


def write(tmp_path, text, name="own.toml"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("name", SHIPPED)
def test_both_memos_are_shipped_with_their_diary_numbers(name):
    definitions = load_definitions(name)
    dnr = {"memo-a": "RUN-00369-2023", "memo-b": "RUN-00386-2023"}[name]
    assert definitions.title.dnr == dnr
    assert tuple(gap.key for gap in definitions.gaps) == GAP_KEYS
    for gap in definitions.gaps:
        assert gap.decided.dnr == dnr
        assert gap.decided.sv.startswith(gap.name.sv)
        assert gap.across == (gap.key in ("ecosystems", "global"))
        # Gaps between actors limit the interplay, across the boundary the connections (R62).
        assert ("kopplingarna" if gap.across else "samspelet") in gap.decided.sv


def test_where_the_memos_differ_both_texts_stand():
    """Gap 4 of A and of B (R57, R58); every other gap is worded alike."""
    a, b = (load_definitions(name) for name in SHIPPED)
    differing = {
        one.key
        for one, two in zip(a.gaps, b.gaps, strict=True)
        if (one.decided.sv, one.far) != (two.decided.sv, two.far)
    }
    assert differing == {"authority"}
    far = {gap.key: gap.far for gap in b.gaps}["authority"]
    assert far == (Side(Sector.PUBLIC, frozenset({"authority"})), Side(Sector.CIVIL))
    assert a.hash != b.hash


def test_the_capital_gap_shows_decided_and_operationalised_side_by_side():
    """The memo says educational organisations where the measure has capital. (R56)"""
    capital = load_definitions("memo-a").gaps[2]
    assert "utbildningsorganisationer" in capital.decided.sv
    assert "kapital" in capital.operationalised.sv
    assert capital.far == (Side(roles_any=frozenset({"capital"})),)


def test_the_decided_words_are_those_of_the_memo(shared):
    """Read back from the memo itself; memo A lost its dots in the scan."""
    memo = (shared / "seeds" / "001_c91ea08c0ece3083.txt").read_text("utf-8")
    flat = re.sub(r"\s+", " ", re.sub(r"-\s*\n\s*", "", memo))
    for gap in load_definitions("memo-b").gaps:
        assert gap.decided.sv in flat


def test_a_file_of_ones_own(tmp_path):
    definitions = load_definitions(write(tmp_path, GOOD))
    (gap,) = definitions.gaps
    assert (gap.key, gap.across, gap.valid_from) == ("suppliers", False, date(2026, 1, 1))
    assert gap.near == (Side(member="here"),)
    assert gap.far == (Side(Sector.CIVIL, frozenset({"firm"}), country="same"),)


def test_the_hash_follows_the_words_not_the_layout(tmp_path):
    one = load_definitions(write(tmp_path, GOOD))
    lines = GOOD.replace('{ sv = "c", en = "d" }', '{ en = "d", sv = "c" } # turned')
    assert load_definitions(write(tmp_path, "# said first\n" + lines)).hash == one.hash
    assert load_definitions(write(tmp_path, GOOD.replace('"c"', '"C"'))).hash != one.hash
    apart = GOOD.replace("ö", "o\u0308")
    assert load_definitions(write(tmp_path, apart)).hash == one.hash


def test_every_fault_of_a_file_is_told_at_once_with_its_place(tmp_path):
    with pytest.raises(BadData) as caught:
        load_definitions(write(tmp_path, BAD))
    found = {(p.code, p.place.column) for p in caught.value.problems}
    assert found == {
        ("definitions_unknown", "colour"),
        ("definitions_missing", "title.en"),
        ("definitions_value", "gap[1].across"),
        ("definitions_value", "gap[1].valid_from"),
        ("definitions_value", "gap[1].name.sv"),
        ("definitions_missing", "gap[1].operationalised"),
        ("definitions_value", "gap[1].near[1].member"),
        ("definitions_missing", "gap[1].far"),
        ("definitions_value", "gap[2].near[1].sector"),
        ("definitions_value", "gap[2].near[1].roles_any"),
        ("definitions_unknown", "gap[2].far[1].rank"),
        ("definitions_value", "gap[2].valid_until"),
        ("definitions_twice", "gap[2].key"),
    }
    assert {p.place.file for p in caught.value.problems} == {"own.toml"}


@pytest.mark.parametrize(
    ("text", "code"),
    [("key = ", "definitions_not_toml"), ("", "definitions_missing")],
)
def test_what_is_no_catalogue_is_refused(tmp_path, text, code):
    with pytest.raises(BadData, match=code):
        load_definitions(write(tmp_path, text))


def test_a_name_that_is_neither_shipped_nor_a_file(tmp_path):
    with pytest.raises(BadData) as caught:
        load_definitions(tmp_path / "memo-c")
    assert caught.value.problems[0].values["shipped"] == "memo-a, memo-b"


def test_bytes_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "latin.toml"
    path.write_bytes("key = 'å'".encode("latin-1"))
    with pytest.raises(BadData, match="definitions_not_toml"):
        load_definitions(path)


def test_the_tables_ship_inside_the_package():
    names = {entry.name for entry in files("samspel.gaps").joinpath("definitions").iterdir()}
    assert {"memo-a.toml", "memo-b.toml"} <= names
